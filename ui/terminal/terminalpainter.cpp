// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalpainter.h"

#include <QPainter>

#include <algorithm>
#include <cstring>

namespace skep::ui {

using terminal::Cell;

void TerminalPainter::setAtlas(const std::shared_ptr<GlyphAtlas> &atlas)
{
    m_atlas = atlas;
    m_renderer.setAtlas(atlas);
    release();
}

void TerminalPainter::release()
{
    m_image = {};
    m_strips.clear();
}

void TerminalPainter::fit(int columns, int rows)
{
    const QSize size(columns * m_atlas->cellSize().width(), rows * m_atlas->cellSize().height());
    if (m_image.size() == size && int(m_strips.size()) == rows)
        return;
    m_image = QImage(size, QImage::Format_RGB32);
    m_strips.assign(std::size_t(rows), {});
    m_first = 0;
    m_isTurned = true;
}

//! Rows that stay visible when the first line becomes another keep their pixels where they are.
void TerminalPainter::turn(std::int64_t top)
{
    const auto rows = std::int64_t(m_strips.size());
    const std::int64_t by = top - m_top;
    m_top = top;
    if (by == 0 || by >= rows || by <= -rows)
        return;
    m_first = std::size_t((std::int64_t(m_first) + by + rows) % rows);
    m_isTurned = true;
}

bool TerminalPainter::isStale(const Strip &strip, std::span<const Cell> cells, const RowOverlay &overlay,
                              bool isDamaged) const
{
    if (!strip.isValid || (strip.isSpecial && isDamaged) || strip.cells.size() != cells.size())
        return true;
    return std::memcmp(strip.cells.data(), cells.data(), cells.size_bytes()) != 0
        || !(strip.overlay == overlay);
}

void TerminalPainter::renderStrip(std::size_t index, std::span<const Cell> cells, const FrameLook &look,
                                  const terminal::Terminal &terminal)
{
    Strip &strip = m_strips[index];
    strip.cells.assign(cells.begin(), cells.end());
    strip.hasBlink = std::any_of(cells.begin(), cells.end(), [](const Cell &cell) {
        return (cell.attributes & terminal::Attribute::Blink) != 0;
    });
    strip.isSpecial = std::any_of(cells.begin(), cells.end(),
                                  [](const Cell &cell) { return cell.isCluster() || cell.style != 0; });
    const int height = m_atlas->cellSize().height();
    const RowCanvas canvas{reinterpret_cast<QRgb *>(m_image.scanLine(int(index) * height)),
                           int(m_image.bytesPerLine() / qsizetype(sizeof(QRgb))), m_image.width(), height};
    strip.isValid = m_renderer.render(canvas, cells, strip.overlay, look, terminal);
    m_isComplete = m_isComplete && strip.isValid;
}

TerminalPainter::Changes TerminalPainter::update(const terminal::Terminal &terminal,
                                                 const terminal::Damage &damage, const Frame &frame)
{
    const int rows = terminal.rows();
    m_isTurned = false;
    fit(terminal.columns(), rows);
    const bool isBlink = frame.look.isBlinkedOff != m_look.isBlinkedOff;
    const bool isAll = damage.all || frame.look.isReversed != m_look.isReversed;
    m_look = frame.look;
    turn(frame.top);
    m_atlas->beginFrame(frame.glyphBudget);
    m_isComplete = true;
    Changes changes;
    for (int row = 0; row < rows; ++row) {
        const std::int64_t line = frame.top + row;
        const std::int64_t screenRow = line - terminal.screenLine();
        std::span<const Cell> cells;
        if (screenRow >= 0) {
            cells = {terminal.screenRow(int(screenRow)), std::size_t(terminal.columns())};
        } else {
            terminal.copyLine(line, m_line);
            cells = m_line;
        }
        const bool isDamaged = screenRow >= 0 && std::size_t(screenRow) < damage.rows.size()
            && damage.rows[std::size_t(screenRow)];
        const std::size_t index = stripOf(row);
        Strip &strip = m_strips[index];
        RowOverlay overlay = frame.overlay(line);
        if (!isAll && !(isBlink && strip.hasBlink) && !isStale(strip, cells, overlay, isDamaged))
            continue;
        strip.overlay = std::move(overlay);
        renderStrip(index, cells, m_look, terminal);
        changes.rows.push_back(row);
    }
    changes.all = m_isTurned;
    return changes;
}

void TerminalPainter::paint(QPainter &painter, QPointF corner, qreal devicePixelRatio) const
{
    if (m_strips.empty())
        return;
    // In device pixels, so that the blit is a copy at any ratio.
    painter.save();
    painter.translate(corner);
    painter.scale(1 / devicePixelRatio, 1 / devicePixelRatio);
    const int seam = int(m_first) * m_atlas->cellSize().height();
    const int upper = m_image.height() - seam;
    painter.drawImage(QPoint(0, 0), m_image, QRect(0, seam, m_image.width(), upper));
    if (seam > 0)
        painter.drawImage(QPoint(0, upper), m_image, QRect(0, 0, m_image.width(), seam));
    painter.restore();
}

bool TerminalPainter::hasBlinkingText() const
{
    return std::any_of(m_strips.begin(), m_strips.end(), [](const Strip &strip) { return strip.hasBlink; });
}

} // namespace skep::ui
