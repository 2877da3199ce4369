// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/boxdrawing.h"

#include "ui/terminal/boxlines.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace skep::ui {

namespace {

void fillPart(QImage &mask, qreal x0, qreal y0, qreal x1, qreal y1)
{
    const auto at = [](qreal part, int whole) { return qRound(part * whole); };
    fillMask(mask, at(x0, mask.width()), at(y0, mask.height()), at(x1, mask.width()), at(y1, mask.height()));
}

void drawBlock(QImage &mask, char32_t c)
{
    if (c == 0x2580)
        return fillPart(mask, 0, 0, 1, 0.5);
    if (c <= 0x2588)
        return fillPart(mask, 0, 1 - (c - 0x2580) / 8.0, 1, 1);
    if (c <= 0x258F)
        return fillPart(mask, 0, 0, (0x2590 - c) / 8.0, 1);
    if (c == 0x2590)
        return fillPart(mask, 0.5, 0, 1, 1);
    if (c <= 0x2593)
        return mask.fill(uint(c - 0x2590) * 64);
    if (c == 0x2594)
        return fillPart(mask, 0, 0, 1, 1 / 8.0);
    if (c == 0x2595)
        return fillPart(mask, 7 / 8.0, 0, 1, 1);
    // upper left 1, upper right 2, lower left 4, lower right 8
    static constexpr quint8 quadrants[] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};
    const quint8 bits = quadrants[c - 0x2596];
    for (int i = 0; i < 4; ++i)
        if (bits & (1U << i))
            fillPart(mask, (i % 2) / 2.0, (i / 2) / 2.0, (i % 2 + 1) / 2.0, (i / 2 + 1) / 2.0);
}

void drawSextant(QImage &mask, char32_t c)
{
    // Patterns in the order of their bits, without the halves, which are block elements already.
    unsigned bits = unsigned(c - 0x1FB00) + 1;
    bits += bits >= 21 ? 1 : 0;
    bits += bits >= 42 ? 1 : 0;
    for (int i = 0; i < 6; ++i)
        if (bits & (1U << i))
            fillPart(mask, (i % 2) / 2.0, (i / 2) / 3.0, (i % 2 + 1) / 2.0, (i / 2 + 1) / 3.0);
}

void drawBraille(QImage &mask, unsigned bits)
{
    static constexpr int column[] = {0, 0, 0, 1, 1, 1, 0, 1};
    static constexpr int row[] = {0, 1, 2, 0, 1, 2, 3, 3};
    const int dot = std::max(1, qRound(std::min(mask.width() / 4.0, mask.height() / 8.0)));
    for (int i = 0; i < 8; ++i) {
        if (!(bits & (1U << i)))
            continue;
        const int x = qRound((column[i] + 0.5) * mask.width() / 2.0 - dot / 2.0);
        const int y = qRound((row[i] + 0.5) * mask.height() / 4.0 - dot / 2.0);
        fillMask(mask, x, y, x + dot, y + dot);
    }
}

void drawPowerline(QImage &mask, char32_t c)
{
    const int w = mask.width();
    const int h = mask.height();
    paintMask(mask, [=](QPainter &painter) {
        if (c >= 0xE0B2) { // the two that point to the left
            painter.translate(w, 0);
            painter.scale(-1, 1);
        }
        QPainterPath path(QPointF(0, 0));
        path.lineTo(w, h / 2.0);
        path.lineTo(0, h);
        if (c == 0xE0B0 || c == 0xE0B2)
            painter.fillPath(path, Qt::white);
        else
            painter.strokePath(path, QPen(Qt::white, lineThickness(w)));
    });
}

void drawScanLine(QImage &mask, char32_t c)
{
    const int index = int(c - 0x23BA); // of the lines 1, 3, 7 and 9 of nine
    static constexpr qreal at[] = {0, 0.25, 0.75, 1};
    const int t = lineThickness(mask.width());
    const int y = qRound(at[index] * (mask.height() - t));
    fillMask(mask, 0, y, mask.width(), y + t);
}

} // namespace

bool isDrawnByUs(char32_t c)
{
    return (c >= 0x2500 && c <= 0x259F) || (c >= 0x2800 && c <= 0x28FF) || (c >= 0xE0B0 && c <= 0xE0B3)
        || (c >= 0x23BA && c <= 0x23BD) || (c >= 0x1FB00 && c <= 0x1FB3B);
}

QImage drawBoxGlyph(char32_t c, QSize size)
{
    QImage mask(size, QImage::Format_Alpha8);
    mask.fill(0);
    if (c >= 0x2500 && c <= 0x257F)
        drawLines(mask, c);
    else if (c >= 0x2580 && c <= 0x259F)
        drawBlock(mask, c);
    else if (c >= 0x2800 && c <= 0x28FF)
        drawBraille(mask, unsigned(c - 0x2800));
    else if (c >= 0xE0B0 && c <= 0xE0B3)
        drawPowerline(mask, c);
    else if (c >= 0x23BA && c <= 0x23BD)
        drawScanLine(mask, c);
    else if (c >= 0x1FB00 && c <= 0x1FB3B)
        drawSextant(mask, c);
    return mask;
}

} // namespace skep::ui
