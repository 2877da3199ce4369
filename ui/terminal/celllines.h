// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/cell.h"

#include <QRgb>

namespace skep::ui {

struct RowCanvas;

//! The lines under, through and over the cells of a row; those of neighbours join.
class CellLines final
{
public:
    CellLines(const RowCanvas &canvas, int cellWidth, int baseline, int thickness);

    void underline(int column, terminal::Underline kind, QRgb color) const;
    void strike(int column, QRgb color) const;
    void overline(int column, QRgb color) const;

private:
    void bar(int x0, int x1, int y, QRgb color) const;
    void wave(int x0, QRgb color) const;

    const RowCanvas &m_canvas;
    int m_cell;
    int m_baseline;
    int m_thickness;
};

} // namespace skep::ui
