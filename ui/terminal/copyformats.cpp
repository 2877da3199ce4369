// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/copyformats.h"

#include <QColor>
#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using terminal::Cell;
namespace Attribute = terminal::Attribute;

namespace {

QString styleOf(const Cell &cell, const FrameLook &look)
{
    const CellColors colors = colorsOf(cell, look);
    QString style = u"color:%1;background-color:%2"_s.arg(QColor(colors.foreground).name(),
                                                          QColor(colors.background).name());
    if (cell.attributes & Attribute::Bold)
        style += u";font-weight:bold"_s;
    if (cell.attributes & Attribute::Italic)
        style += u";font-style:italic"_s;
    const bool isUnderlined = cell.underline() != terminal::Underline::None;
    if (isUnderlined || (cell.attributes & Attribute::Strike))
        style += u";text-decoration:"_s + (isUnderlined ? u"underline "_s : QString())
            + (cell.attributes & Attribute::Strike ? u"line-through"_s : QString());
    return style;
}

QString lineOf(const terminal::Terminal &terminal, std::span<const Cell> cells, const FrameLook &look)
{
    QString html;
    QString open;
    for (const Cell &cell : cells) {
        if (cell.attributes & Attribute::WideTail)
            continue;
        const QString style = styleOf(cell, look);
        if (style != open) {
            html += (open.isEmpty() ? QString() : u"</span>"_s) + u"<span style=\"%1\">"_s.arg(style);
            open = style;
        }
        const std::string text = cell.attributes & Attribute::Hidden ? "" : terminal.textOf(cell);
        html += text.empty() ? u" "_s : QString::fromStdString(text).toHtmlEscaped();
    }
    return open.isEmpty() ? html : html + u"</span>"_s;
}

//! Blanks that nothing was ever written to end a line, and are not copied.
std::size_t usedLength(std::span<const Cell> cells)
{
    std::size_t length = cells.size();
    while (length > 0 && cells[length - 1].text == 0 && !(cells[length - 1].attributes & Attribute::WideTail))
        --length;
    return length;
}

} // namespace

QByteArray htmlOf(const terminal::Terminal &terminal, const Selection &selection, const FrameLook &look)
{
    if (selection.isEmpty())
        return {};
    const TextRange range = selection.range();
    QString html =
        u"<meta charset=\"utf-8\"><pre style=\"font-family:monospace;color:%1;background-color:%2\">"_s.arg(
            QColor(opaque(look.palette.foreground)).name(), QColor(opaque(look.palette.background)).name());
    std::vector<Cell> cells;
    for (std::int64_t line = range.begin.line; line <= range.end.line; ++line) {
        terminal.copyLine(line, cells);
        const ColumnSpan span = selection.columnsOf(line, int(cells.size()));
        const auto begin = std::size_t(std::clamp(span.begin, 0, int(cells.size())));
        const auto end = std::size_t(std::clamp(span.end, int(begin), int(cells.size())));
        const std::span<const Cell> part(cells.data() + begin, end - begin);
        html += lineOf(terminal, part.first(usedLength(part)), look);
        const bool goesOn = !selection.isBlock() && terminal.lineInfo(line).isWrapped;
        if (line < range.end.line && !goesOn)
            html += u'\n';
    }
    return (html + u"</pre>"_s).toUtf8();
}

} // namespace skep::ui
