// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/rowrenderer.h"

#include "ui/terminal/blend.h"
#include "ui/terminal/celllines.h"

#include <algorithm>

namespace skep::ui {

using terminal::Cell;
namespace Attribute = terminal::Attribute;

namespace {

void fill(const RowCanvas &canvas, int x0, int x1, QRgb color)
{
    for (int y = 0; y < canvas.height; ++y) {
        QRgb *line = canvas.pixels + std::ptrdiff_t(y) * canvas.stride;
        std::fill(line + x0, line + x1, color);
    }
}

void blendMask(QRgb *to, const std::uint8_t *mask, int count, QRgb color)
{
    for (int i = 0; i < count; ++i) {
        const std::uint8_t coverage = mask[i];
        if (coverage == 0)
            continue;
        to[i] = coverage == 255 ? color : blended(color, to[i], amountOf(coverage));
    }
}

void blendPicture(QRgb *to, const QRgb *picture, int count)
{
    for (int i = 0; i < count; ++i)
        to[i] = picture[i] + (blended(0, to[i], amountOf(std::uint8_t(qAlpha(picture[i])))) & 0xFFFFFFU);
}

void drawGlyph(const RowCanvas &canvas, const Glyph &glyph, int left, QRgb color)
{
    const int x0 = std::max(0, left + glyph.x);
    const int x1 = std::min(canvas.width, left + glyph.x + glyph.width);
    if (x1 <= x0)
        return;
    const int skipped = x0 - left - glyph.x;
    const int rows = std::min(glyph.height, canvas.height - glyph.y);
    for (int y = 0; y < rows; ++y) {
        QRgb *to = canvas.pixels + std::ptrdiff_t(y + glyph.y) * canvas.stride + x0;
        const std::ptrdiff_t from = std::ptrdiff_t(y) * glyph.width + skipped;
        if (glyph.picture.empty())
            blendMask(to, glyph.mask.data() + from, x1 - x0, color);
        else
            blendPicture(to, glyph.picture.data() + from, x1 - x0);
    }
}

unsigned styleOf(const Cell &cell)
{
    return (cell.attributes & Attribute::Bold ? GlyphAtlas::Bold : 0U)
        | (cell.attributes & Attribute::Italic ? GlyphAtlas::Italic : 0U)
        | (cell.attributes & Attribute::Wide ? GlyphAtlas::Wide : 0U);
}

CellColors overlaidColors(const Cell &cell, int column, const RowOverlay &overlay, const FrameLook &look)
{
    CellColors colors = colorsOf(cell, look);
    const bool isMatch = std::any_of(overlay.matches.begin(), overlay.matches.end(),
                                     [&](const ColumnSpan &span) { return span.contains(column); });
    const auto ground = [&](std::uint32_t background) {
        colors.background = opaque(background);
        colors.foreground = readable(colors.foreground, colors.background);
    };
    if (overlay.currentMatch.contains(column))
        ground(look.scheme.currentMatch);
    else if (overlay.selection.contains(column))
        ground(look.scheme.selection);
    else if (isMatch)
        ground(look.scheme.match);
    if (cell.attributes & Attribute::Hidden)
        colors.foreground = colors.background;
    if (overlay.cursor == RowOverlay::CursorLook::Block && overlay.cursorColumn == column) {
        const QRgb behind = colors.background;
        colors.background = opaque(look.palette.cursor.value_or(look.scheme.cursor));
        colors.foreground = readable(behind, colors.background);
    }
    return colors;
}

} // namespace

bool RowRenderer::render(const RowCanvas &canvas, std::span<const Cell> cells, const RowOverlay &overlay,
                         const FrameLook &look, const terminal::Terminal &terminal)
{
    m_colors.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool isTail = i > 0 && (cells[i].attributes & Attribute::WideTail);
        m_colors[i] = isTail ? m_colors[i - 1] : overlaidColors(cells[i], int(i), overlay, look);
    }
    fillBackgrounds(canvas);
    const bool isComplete = drawGlyphs(canvas, cells, look, terminal);
    drawLines(canvas, cells, overlay, look, terminal);
    drawCursor(canvas, cells, overlay, look);
    return isComplete;
}

void RowRenderer::fillBackgrounds(const RowCanvas &canvas) const
{
    const int cell = m_atlas->cellSize().width();
    const std::size_t count = m_colors.size();
    for (std::size_t begin = 0; begin < count;) {
        std::size_t end = begin + 1;
        while (end < count && m_colors[end].background == m_colors[begin].background)
            ++end;
        fill(canvas, int(begin) * cell, int(end) * cell, m_colors[begin].background);
        begin = end;
    }
}

bool RowRenderer::drawGlyphs(const RowCanvas &canvas, std::span<const Cell> cells, const FrameLook &look,
                             const terminal::Terminal &terminal) const
{
    const int width = m_atlas->cellSize().width();
    bool isComplete = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell &cell = cells[i];
        if (cell.text == 0 || cell.text == U' ' || (cell.attributes & Attribute::Hidden))
            continue;
        if (look.isBlinkedOff && (cell.attributes & Attribute::Blink))
            continue;
        const Glyph *glyph = cell.isCluster() ? m_atlas->find(terminal.grapheme(cell), styleOf(cell))
                                              : m_atlas->find(cell.text, styleOf(cell));
        if (glyph)
            drawGlyph(canvas, *glyph, int(i) * width, m_colors[i].foreground);
        else
            isComplete = false;
    }
    return isComplete;
}

void RowRenderer::drawLines(const RowCanvas &canvas, std::span<const Cell> cells, const RowOverlay &overlay,
                            const FrameLook &look, const terminal::Terminal &terminal) const
{
    constexpr std::uint16_t lined = Attribute::UnderlineMask | Attribute::Strike | Attribute::Overline;
    const CellLines lines(canvas, m_atlas->cellSize().width(), m_atlas->baseline(), m_atlas->thickness());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell &cell = cells[i];
        const bool isHovered = overlay.link.contains(int(i));
        if (!(cell.attributes & lined) && cell.style == 0 && !isHovered)
            continue;
        if ((cell.attributes & Attribute::Hidden)
            || (look.isBlinkedOff && (cell.attributes & Attribute::Blink)))
            continue;
        QRgb color = m_colors[i].foreground;
        if (cell.attributes & Attribute::Strike)
            lines.strike(int(i), color);
        if (cell.attributes & Attribute::Overline)
            lines.overline(int(i), color);
        terminal::Underline underline = cell.underline();
        if (cell.style != 0) {
            const terminal::Style style = terminal.style(cell);
            color = resolved(style.underlineColor, color, look.palette);
            if (underline == terminal::Underline::None && !style.uri.empty())
                underline = terminal::Underline::Dotted;
        }
        lines.underline(int(i), isHovered ? terminal::Underline::Single : underline, color);
    }
}

void RowRenderer::drawCursor(const RowCanvas &canvas, std::span<const Cell> cells, const RowOverlay &overlay,
                             const FrameLook &look) const
{
    using Look = RowOverlay::CursorLook;
    if (overlay.cursor == Look::None || overlay.cursor == Look::Block
        || overlay.cursorColumn >= int(cells.size()))
        return;
    const QRgb color = opaque(look.palette.cursor.value_or(look.scheme.cursor));
    const int cell = m_atlas->cellSize().width();
    const int thin = m_atlas->thickness();
    const bool isWide = cells[std::size_t(overlay.cursorColumn)].attributes & Attribute::Wide;
    const int x0 = overlay.cursorColumn * cell;
    const int x1 = std::min(canvas.width, x0 + cell * (isWide ? 2 : 1));
    const auto box = [&](int left, int top, int right, int bottom) {
        fill({canvas.pixels + std::ptrdiff_t(top) * canvas.stride, canvas.stride, canvas.width, bottom - top},
             left, right, color);
    };
    if (overlay.cursor == Look::Underline)
        return box(x0, std::max(0, canvas.height - 2 * thin), x1, canvas.height);
    if (overlay.cursor == Look::Bar)
        return box(x0, 0, std::min(x1, x0 + 2 * thin), canvas.height);
    box(x0, 0, x1, std::min(thin, canvas.height));
    box(x0, std::max(0, canvas.height - thin), x1, canvas.height);
    box(x0, 0, std::min(x1, x0 + thin), canvas.height);
    box(std::max(x0, x1 - thin), 0, x1, canvas.height);
}

} // namespace skep::ui
