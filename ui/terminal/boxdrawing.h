// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

namespace skep::ui {

//! Lines, blocks, shades, braille, sextants and powerline triangles, drawn to fill their cell to the pixel:
//! a font's own leave seams between cells.
bool isDrawnByUs(char32_t codePoint);

//! The coverage (Alpha8) of such a character for a cell of \p size device pixels.
QImage drawBoxGlyph(char32_t codePoint, QSize size);

} // namespace skep::ui
