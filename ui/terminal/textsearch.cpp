// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/textsearch.h"

#include <algorithm>

namespace skep::ui {

void TextSearch::setNeedle(const std::string &needle, bool isCaseSensitive)
{
    m_needle = needle;
    m_isCaseSensitive = isCaseSensitive;
    m_matches.clear();
    m_current.reset();
}

void TextSearch::refresh(const terminal::Terminal &terminal)
{
    if (!isActive())
        return;
    std::optional<terminal::Position> kept;
    if (m_current)
        kept = m_matches[*m_current].begin;
    m_matches = terminal.find(m_needle, m_isCaseSensitive, terminal.firstLine(), terminal.endLine(), most);
    m_current.reset();
    if (!kept)
        return;
    const auto same = std::find_if(m_matches.begin(), m_matches.end(),
                                   [&](const Match &match) { return match.begin == *kept; });
    if (same != m_matches.end())
        m_current = std::size_t(same - m_matches.begin());
}

std::optional<TextSearch::Match> TextSearch::step(bool isForward, std::int64_t line)
{
    const std::size_t count = m_matches.size();
    if (count == 0)
        return std::nullopt;
    if (m_current) {
        m_current = (*m_current + (isForward ? 1 : count - 1)) % count;
    } else {
        const auto below = std::find_if(m_matches.begin(), m_matches.end(),
                                        [&](const Match &match) { return match.begin.line > line; });
        m_current = std::size_t(below - m_matches.begin() + std::ptrdiff_t(count) - 1) % count;
    }
    return m_matches[*m_current];
}

void TextSearch::addTo(RowOverlay &overlay, std::int64_t line, int columns) const
{
    auto at =
        std::lower_bound(m_matches.begin(), m_matches.end(), line,
                         [](const Match &match, std::int64_t wanted) { return match.end.line < wanted; });
    for (; at != m_matches.end() && at->begin.line <= line; ++at) {
        const ColumnSpan span{at->begin.line == line ? at->begin.column : 0,
                              at->end.line == line ? at->end.column : columns};
        if (m_current && std::size_t(at - m_matches.begin()) == *m_current)
            overlay.currentMatch = span;
        else
            overlay.matches.push_back(span);
    }
}

} // namespace skep::ui
