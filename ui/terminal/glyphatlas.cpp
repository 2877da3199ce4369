// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/glyphatlas.h"

#include "ui/terminal/boxdrawing.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

struct Shared
{
    QFont font;
    qreal ratio;
    std::weak_ptr<GlyphAtlas> atlas;
};

bool hasColors(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        // Drawn in white and premultiplied, what has no colour of its own has four equal channels.
        for (int x = 0; x < image.width(); ++x)
            if (qRed(line[x]) != qAlpha(line[x]) || qBlue(line[x]) != qAlpha(line[x]))
                return true;
    }
    return false;
}

QRect inkOf(const QImage &image)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        int first = 0;
        while (first < image.width() && qAlpha(line[first]) == 0)
            ++first;
        if (first == image.width())
            continue;
        int last = image.width() - 1;
        while (qAlpha(line[last]) == 0)
            --last;
        ink |= QRect(QPoint(first, y), QPoint(last, y));
    }
    return ink;
}

//! Keeps the part of \p image (ARGB, premultiplied) that is not empty. \p origin is where the cell begins.
std::unique_ptr<Glyph> cut(const QImage &image, QPoint origin)
{
    auto glyph = std::make_unique<Glyph>();
    const QRect ink = inkOf(image);
    if (ink.isEmpty())
        return glyph;
    glyph->x = ink.x() - origin.x();
    glyph->y = ink.y() - origin.y();
    glyph->width = ink.width();
    glyph->height = ink.height();
    const bool isPicture = hasColors(image);
    for (int y = ink.top(); y <= ink.bottom(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = ink.left(); x <= ink.right(); ++x) {
            if (isPicture)
                glyph->picture.push_back(line[x]);
            else
                glyph->mask.push_back(std::uint8_t(qAlpha(line[x])));
        }
    }
    glyph->mask.shrink_to_fit();
    glyph->picture.shrink_to_fit();
    return glyph;
}

} // namespace

std::shared_ptr<GlyphAtlas> GlyphAtlas::forFont(const QFont &font, qreal devicePixelRatio)
{
    static std::vector<Shared> all;
    std::erase_if(all, [](const Shared &shared) { return shared.atlas.expired(); });
    for (const Shared &shared : all)
        if (shared.font == font && shared.ratio == devicePixelRatio)
            if (auto atlas = shared.atlas.lock())
                return atlas;
    auto atlas = std::make_shared<GlyphAtlas>(font, devicePixelRatio);
    all.push_back({font, devicePixelRatio, atlas});
    return atlas;
}

GlyphAtlas::GlyphAtlas(const QFont &font, qreal devicePixelRatio)
    : m_ratio(devicePixelRatio)
{
    for (unsigned style = 0; style < 4; ++style) {
        m_fonts[style] = font;
        m_fonts[style].setKerning(false);
        // One grey mask serves every pair of colours, so nothing that depends on the screen's sub-pixels.
        m_fonts[style].setStyleStrategy(
            QFont::StyleStrategy(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
        m_fonts[style].setBold(style & Bold);
        m_fonts[style].setItalic(style & Italic);
    }
    const QFontMetricsF metrics(m_fonts[0]);
    qreal width = 0;
    for (char c = ' '; c < 127; ++c)
        width = std::max(width, metrics.horizontalAdvance(QLatin1Char(c)));
    m_ascent = std::ceil(metrics.ascent() * m_ratio) / m_ratio;
    m_baseline = qRound(m_ascent * m_ratio);
    const int below = int(std::ceil((metrics.descent() + std::max(0.0, metrics.leading())) * m_ratio));
    m_cell = QSize(std::max(1, qRound(width * m_ratio)), std::max(1, m_baseline + below));
    m_thickness = std::max(1, qRound(metrics.lineWidth() * m_ratio));
    m_elapsed.start();
}

void GlyphAtlas::beginFrame(std::chrono::microseconds budget)
{
    ++m_frame;
    m_budget = budget;
    m_elapsed.restart();
    if (m_bytes > maximumBytes)
        evict();
}

bool GlyphAtlas::hasTime() const
{
    return std::chrono::nanoseconds(m_elapsed.nsecsElapsed()) < m_budget;
}

void GlyphAtlas::evict()
{
    std::vector<std::uint32_t> ages;
    for (const auto &[key, glyph] : m_glyphs)
        ages.push_back(glyph->lastFrame);
    for (const auto &[key, glyph] : m_clusters)
        ages.push_back(glyph->lastFrame);
    const auto middle = ages.begin() + std::ptrdiff_t(ages.size() / 2);
    std::nth_element(ages.begin(), middle, ages.end());
    const std::uint32_t oldest = *middle;
    const auto isOld = [&](const auto &entry) { return entry.second->lastFrame <= oldest; };
    for (auto &style : m_ascii)
        for (Glyph *&glyph : style)
            glyph = glyph && glyph->lastFrame <= oldest ? nullptr : glyph;
    std::erase_if(m_glyphs, isOld);
    std::erase_if(m_clusters, isOld);
    m_bytes = 0;
    for (const auto &[key, glyph] : m_glyphs)
        m_bytes += glyph->bytes();
    for (const auto &[key, glyph] : m_clusters)
        m_bytes += glyph->bytes();
}

const Glyph *GlyphAtlas::findOther(char32_t codePoint, unsigned style)
{
    const std::uint32_t key = std::uint32_t(codePoint) << 3U | style;
    if (const auto found = m_glyphs.find(key); found != m_glyphs.end())
        return used(found->second.get());
    if (!hasTime())
        return nullptr;
    auto glyph = make(QString::fromUcs4(&codePoint, 1), codePoint, style);
    m_bytes += glyph->bytes();
    Glyph *made = (m_glyphs[key] = std::move(glyph)).get();
    if (codePoint < 128)
        m_ascii[style][codePoint] = made;
    return used(made);
}

const Glyph *GlyphAtlas::find(const std::u32string &grapheme, unsigned style)
{
    const std::u32string key = grapheme + char32_t(style);
    if (const auto found = m_clusters.find(key); found != m_clusters.end())
        return used(found->second.get());
    if (!hasTime())
        return nullptr;
    auto glyph = make(QString::fromUcs4(grapheme.data(), qsizetype(grapheme.size())), 0, style);
    m_bytes += glyph->bytes() + key.size() * sizeof(char32_t);
    return used((m_clusters[key] = std::move(glyph)).get());
}

std::unique_ptr<Glyph> GlyphAtlas::make(const QString &text, char32_t codePoint, unsigned style)
{
    const QSize size(m_cell.width() * (style & Wide ? 2 : 1), m_cell.height());
    if (isDrawnByUs(codePoint)) {
        QImage picture(size, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::white);
        picture.setAlphaChannel(drawBoxGlyph(codePoint, size));
        return cut(picture.convertToFormat(QImage::Format_ARGB32_Premultiplied), {});
    }
    return cut(drawText(text, style), {m_cell.width() / 2, 0});
}

//! With half a cell to each side, where slanted letters may lean to.
QImage GlyphAtlas::drawText(const QString &text, unsigned style) const
{
    const int overhang = m_cell.width() / 2;
    const int width = m_cell.width() * (style & Wide ? 2 : 1);
    QImage image(width + 2 * overhang, m_cell.height(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QFont font = m_fonts[style & 3U];
    if (text.contains(QChar(0xFE0F))) // asks for the picture, where the font itself may have a black one
        font.setFamilies(QStringList{u"Noto Color Emoji"_s} + font.families());
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    if (!line.isValid())
        return image;
    QPainter painter(&image);
    painter.setPen(Qt::white);
    const qreal natural = line.naturalTextWidth() * m_ratio;
    // Another font's glyph may be too broad for the cell: smaller is better than over its neighbour.
    const qreal scale = std::min(1.0, (width + 0.5) / std::max(natural, 1.0));
    const qreal left = style & Wide || scale < 1 ? (width - natural * scale) / 2 : 0;
    painter.translate(overhang + qRound(std::max(0.0, left)), m_baseline);
    painter.scale(m_ratio * scale, m_ratio * scale);
    layout.draw(&painter, QPointF(0, -line.ascent()));
    return image;
}

} // namespace skep::ui
