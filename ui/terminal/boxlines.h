// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <functional>

class QPainter;

namespace skep::ui {

int lineThickness(int cellWidth); //!< of a light line, in device pixels
void fillMask(QImage &mask, int x0, int y0, int x1, int y1); //!< from, up to and not including; is clipped
void paintMask(QImage &mask, const std::function<void(QPainter &)> &paint); //!< antialiased, white is set

//! U+2500 to U+257F: every line meets its neighbour's in the middle of the cell's edge.
void drawLines(QImage &mask, char32_t codePoint);

} // namespace skep::ui
