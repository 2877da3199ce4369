// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/selection.h"

#include <algorithm>

namespace skep::ui {

void Selection::start(Unit unit, const TextRange &anchor)
{
    m_unit = unit;
    m_anchor = anchor;
    m_head = anchor;
    m_isActive = true;
}

void Selection::extend(const TextRange &to)
{
    m_head = to;
}

TextRange Selection::range() const
{
    if (!isBlock())
        return {std::min(m_anchor.begin, m_head.begin), std::max(m_anchor.end, m_head.end)};
    const auto [top, bottom] = std::minmax(m_anchor.begin.line, m_head.begin.line);
    const auto [left, right] = std::minmax(m_anchor.begin.column, m_head.begin.column);
    if (left == right)
        return {};
    return {{top, left}, {bottom, right}};
}

ColumnSpan Selection::columnsOf(std::int64_t line, int columns) const
{
    if (isEmpty())
        return {};
    const TextRange all = range();
    if (line < all.begin.line || line > all.end.line)
        return {};
    if (isBlock())
        return {all.begin.column, all.end.column};
    return {line == all.begin.line ? all.begin.column : 0, line == all.end.line ? all.end.column : columns};
}

std::string Selection::text(const terminal::Terminal &terminal) const
{
    return isEmpty() ? std::string() : terminal.text(range().begin, range().end, isBlock());
}

} // namespace skep::ui
