// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/boxlines.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cstring>

namespace skep::ui {

namespace {

enum Weight { None, Light, Heavy, Double };

// Two bits for each arm from the middle: left, up, right, down (from the lowest), as the names of the
// characters say. 0: dashes, arcs and diagonals, which are drawn on their own.
constexpr quint8 arms[128] = {
    0x11, 0x22, 0x44, 0x88, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x50, 0x60, 0x90, 0xa0, //
    0x41, 0x42, 0x81, 0x82, 0x14, 0x24, 0x18, 0x28, 0x05, 0x06, 0x09, 0x0a, 0x54, 0x64, 0x58, 0x94, //
    0x98, 0x68, 0xa4, 0xa8, 0x45, 0x46, 0x49, 0x85, 0x89, 0x4a, 0x86, 0x8a, 0x51, 0x52, 0x61, 0x62, //
    0x91, 0x92, 0xa1, 0xa2, 0x15, 0x16, 0x25, 0x26, 0x19, 0x1a, 0x29, 0x2a, 0x55, 0x56, 0x65, 0x66, //
    0x59, 0x95, 0x99, 0x5a, 0x69, 0x96, 0xa5, 0x6a, 0xa6, 0x9a, 0xa9, 0xaa, 0x00, 0x00, 0x00, 0x00, //
    0x33, 0xcc, 0x70, 0xd0, 0xf0, 0x43, 0xc1, 0xc3, 0x34, 0x1c, 0x3c, 0x07, 0x0d, 0x0f, 0x74, 0xdc, //
    0xfc, 0x47, 0xcd, 0xcf, 0x73, 0xd1, 0xf3, 0x37, 0x1d, 0x3f, 0x77, 0xdd, 0xff, 0x00, 0x00, 0x00, //
    0x00, 0x00, 0x00, 0x00, 0x01, 0x04, 0x10, 0x40, 0x02, 0x08, 0x20, 0x80, 0x21, 0x84, 0x12, 0x48,
};

struct Span
{
    int begin;
    int end;
};

//! The place of the lines across one axis of the cell.
struct Axis
{
    int length;
    int thin;

    Span light() const { return {(length - thin) / 2, (length - thin) / 2 + thin}; }
    Span heavy() const { return {light().begin - (thin + 1) / 2, light().end + thin / 2}; }
    Span near() const { return {light().begin - thin, light().begin}; } //!< a double line's first
    Span far() const { return {light().end, light().end + thin}; }
    Span all(Weight weight) const
    {
        return weight == Double ? Span{near().begin, far().end} : weight == Heavy ? heavy() : light();
    }
};

//! One arm: \c before is the one above it (or to the left of it), \c after the one below (to the right).
struct Arm
{
    Weight weight;
    Weight opposite;
    Weight before;
    Weight after;
};

//! The line across \p along that a line of the arm begins at; it covers that line. For one of the two of a
//! double line, \p same is the arm on its side and \p other the one beyond its twin.
Span doubleStart(const Axis &along, Span inner, Weight same, Weight other)
{
    if (same == Double)
        return inner;
    return along.all(std::max(same != None ? same : other, Light));
}

Span singleStart(const Axis &along, Span inner, const Arm &arm)
{
    const Weight cross = std::max(arm.before, arm.after);
    if (cross == None)
        return along.all(std::max(arm.weight, Light));
    if (cross != Double)
        return along.all(cross);
    if (arm.opposite != None)
        return along.light();
    return arm.before != None && arm.after != None ? inner : along.all(Double);
}

//! Draws the arm to \p side: 0 left, 1 up, 2 right, 3 down.
void drawArm(QImage &mask, int side, const Arm &arm, int thin)
{
    const bool isHorizontal = side % 2 == 0;
    const bool isMirrored = side < 2;
    const Axis along{isHorizontal ? mask.width() : mask.height(), thin};
    const Axis across{isHorizontal ? mask.height() : mask.width(), thin};
    const Span inner = isMirrored ? along.near() : along.far(); // of a double line, the one on the arm's side
    const auto put = [&](Span start, Span width) {
        const Span run = isMirrored ? Span{0, start.end} : Span{start.begin, along.length};
        if (isHorizontal)
            fillMask(mask, run.begin, width.begin, run.end, width.end);
        else
            fillMask(mask, width.begin, run.begin, width.end, run.end);
    };
    if (arm.weight == Double) {
        put(doubleStart(along, inner, arm.before, arm.after), across.near());
        put(doubleStart(along, inner, arm.after, arm.before), across.far());
    } else {
        put(singleStart(along, inner, arm), across.all(arm.weight));
    }
}

void drawDashes(QImage &mask, bool isVertical, bool isHeavy, int count)
{
    const int thin = lineThickness(mask.width());
    const int length = isVertical ? mask.height() : mask.width();
    const Axis across{isVertical ? mask.width() : mask.height(), thin};
    const Span width = across.all(isHeavy ? Heavy : Light);
    const int gap = std::max(1, length / count / 3);
    for (int i = 0; i < count; ++i) {
        const int begin = length * i / count + gap / 2;
        const int end = std::max(begin + 1, length * (i + 1) / count - (gap - gap / 2));
        if (isVertical)
            fillMask(mask, width.begin, begin, width.end, end);
        else
            fillMask(mask, begin, width.begin, end, width.end);
    }
}

//! 0 right and down, 1 left and down, 2 left and up, 3 right and up.
void drawArc(QImage &mask, int corner)
{
    const int thin = lineThickness(mask.width());
    const qreal x = Axis{mask.width(), thin}.light().begin + thin / 2.0;
    const qreal y = Axis{mask.height(), thin}.light().begin + thin / 2.0;
    const int dx = corner == 0 || corner == 3 ? 1 : -1;
    const int dy = corner < 2 ? 1 : -1;
    const qreal radius = std::min(mask.width(), mask.height()) / 2.0;
    QPainterPath path(QPointF(x, dy > 0 ? mask.height() : 0));
    path.lineTo(x, y + dy * radius);
    path.quadTo(x, y, x + dx * radius, y);
    path.lineTo(dx > 0 ? mask.width() : 0, y);
    paintMask(mask, [&](QPainter &painter) {
        painter.strokePath(path, QPen(Qt::white, thin, Qt::SolidLine, Qt::FlatCap));
    });
}

void drawDiagonals(QImage &mask, bool isRising, bool isFalling)
{
    const int w = mask.width();
    const int h = mask.height();
    paintMask(mask, [&](QPainter &painter) {
        painter.setPen(QPen(Qt::white, lineThickness(w), Qt::SolidLine, Qt::SquareCap));
        if (isRising)
            painter.drawLine(QPointF(0, h), QPointF(w, 0));
        if (isFalling)
            painter.drawLine(QPointF(0, 0), QPointF(w, h));
    });
}

} // namespace

int lineThickness(int cellWidth)
{
    return std::max(1, (cellWidth + 4) / 9);
}

void fillMask(QImage &mask, int x0, int y0, int x1, int y1)
{
    x0 = std::clamp(x0, 0, mask.width());
    x1 = std::clamp(x1, x0, mask.width());
    for (int y = std::max(0, y0); y < std::min(y1, mask.height()); ++y)
        std::memset(mask.scanLine(y) + x0, 0xFF, size_t(x1 - x0));
}

void paintMask(QImage &mask, const std::function<void(QPainter &)> &paint)
{
    QImage canvas(mask.size(), QImage::Format_ARGB32_Premultiplied);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    painter.end();
    mask = canvas.convertToFormat(QImage::Format_Alpha8);
}

void drawLines(QImage &mask, char32_t codePoint)
{
    const unsigned index = unsigned(codePoint) - 0x2500;
    if (index >= 0x4C && index <= 0x4F)
        return drawDashes(mask, index >= 0x4E, index % 2, 2);
    if (index >= 0x04 && index <= 0x0B)
        return drawDashes(mask, index % 4 >= 2, index % 2, index < 0x08 ? 3 : 4);
    if (index >= 0x6D && index <= 0x70)
        return drawArc(mask, int(index) - 0x6D);
    if (index >= 0x71 && index <= 0x73)
        return drawDiagonals(mask, index != 0x72, index != 0x71);
    const auto weight = [bits = unsigned(arms[index])](int side) {
        return Weight((bits >> (2 * unsigned(side % 4))) & 3U);
    };
    const int thin = lineThickness(mask.width());
    for (int side = 0; side < 4; ++side) {
        if (weight(side) == None)
            continue;
        // As drawArm sees it, "before" is above or to the left.
        const int before = side % 2 == 0 ? 1 : 0;
        drawArm(mask, side, {weight(side), weight(side + 2), weight(before), weight(before + 2)}, thin);
    }
}

} // namespace skep::ui
