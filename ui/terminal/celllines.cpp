// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/celllines.h"

#include "ui/terminal/blend.h"
#include "ui/terminal/rowrenderer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace skep::ui {

CellLines::CellLines(const RowCanvas &canvas, int cellWidth, int baseline, int thickness)
    : m_canvas(canvas)
    , m_cell(cellWidth)
    , m_baseline(baseline)
    , m_thickness(thickness)
{
}

void CellLines::bar(int x0, int x1, int y, QRgb color) const
{
    x1 = std::min(x1, m_canvas.width);
    y = std::clamp(y, 0, std::max(0, m_canvas.height - m_thickness));
    for (int line = y; line < std::min(y + m_thickness, m_canvas.height); ++line) {
        QRgb *pixels = m_canvas.pixels + std::ptrdiff_t(line) * m_canvas.stride;
        std::fill(pixels + std::min(x0, x1), pixels + x1, color);
    }
}

//! One period for each cell, with soft edges.
void CellLines::wave(int x0, QRgb color) const
{
    const double room = m_canvas.height - m_baseline - m_thickness;
    const double amplitude = std::clamp(room / 2, 0.5, 1.5 * m_thickness);
    const double middle = m_canvas.height - amplitude - m_thickness / 2.0 - 0.5;
    for (int x = x0; x < std::min(x0 + m_cell, m_canvas.width); ++x) {
        const double phase = 2 * std::numbers::pi * (x - x0 + 0.5) / m_cell;
        const double center = middle + amplitude * std::sin(phase);
        for (int y = std::max(0, int(center) - 3); y < std::min(m_canvas.height, int(center) + 4); ++y) {
            const double distance = std::abs(y - center) - m_thickness / 2.0;
            const double coverage = std::clamp(0.5 - distance, 0.0, 1.0);
            QRgb &pixel = m_canvas.pixels[std::ptrdiff_t(y) * m_canvas.stride + x];
            pixel = blended(color, pixel, std::uint32_t(coverage * 256));
        }
    }
}

void CellLines::underline(int column, terminal::Underline kind, QRgb color) const
{
    const int x0 = column * m_cell;
    const int x1 = x0 + m_cell;
    const int y = m_baseline + m_thickness;
    switch (kind) {
    case terminal::Underline::None:
        return;
    case terminal::Underline::Single:
        return bar(x0, x1, y, color);
    case terminal::Underline::Double:
        bar(x0, x1, std::min(y, m_canvas.height - 3 * m_thickness), color);
        return bar(x0, x1, std::min(y, m_canvas.height - 3 * m_thickness) + 2 * m_thickness, color);
    case terminal::Underline::Curly:
        return wave(x0, color);
    case terminal::Underline::Dotted:
        for (int x = x0 + (x0 / m_thickness % 2) * m_thickness; x < x1; x += 2 * m_thickness)
            bar(x, std::min(x + m_thickness, x1), y, color);
        return;
    case terminal::Underline::Dashed:
        return bar(x0, x0 + std::max(1, m_cell * 5 / 8), y, color);
    }
}

void CellLines::strike(int column, QRgb color) const
{
    bar(column * m_cell, (column + 1) * m_cell, m_baseline - m_baseline * 3 / 10, color);
}

void CellLines::overline(int column, QRgb color) const
{
    bar(column * m_cell, (column + 1) * m_cell, 0, color);
}

} // namespace skep::ui
