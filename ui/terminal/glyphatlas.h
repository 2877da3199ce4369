// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFont>
#include <QRgb>
#include <QSize>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace skep::ui {

//! One grapheme as pixels: a mask of coverage, or a picture where the font has colours of its own.
struct Glyph
{
    // The part of it that is not empty, from the upper left corner of its cell; may stick out to the sides.
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> mask; //!< width × height
    std::vector<QRgb> picture; //!< the same, premultiplied; then mask is empty
    std::uint32_t lastFrame = 0;

    std::size_t bytes() const { return sizeof(Glyph) + mask.size() + picture.size() * sizeof(QRgb); }
};

//! The glyphs of one font at one device pixel ratio, made when they are first seen; all terminals that look
//! alike share one. What was not shown for long is dropped when it grows beyond its bound.
class GlyphAtlas final
{
    Q_DISABLE_COPY_MOVE(GlyphAtlas)

public:
    enum StyleBit : unsigned { Bold = 1, Italic = 2, Wide = 4 };

    static std::shared_ptr<GlyphAtlas> forFont(const QFont &font, qreal devicePixelRatio);
    GlyphAtlas(const QFont &font, qreal devicePixelRatio);

    QSize cellSize() const { return m_cell; } //!< in device pixels
    int baseline() const { return m_baseline; } //!< from the top of the cell
    int thickness() const { return m_thickness; } //!< of an underline

    //! To be called before each frame: \p budget is the time that new glyphs may take in it.
    void beginFrame(std::chrono::microseconds budget);
    //! Null: there was no time for it; draw nothing, and ask again in the next frame.
    const Glyph *find(char32_t codePoint, unsigned style)
    {
        if (codePoint < 128)
            if (Glyph *glyph = m_ascii[style][codePoint])
                return used(glyph);
        return findOther(codePoint, style);
    }
    const Glyph *find(const std::u32string &grapheme, unsigned style);

    std::size_t bytes() const { return m_bytes; }
    static constexpr std::size_t maximumBytes = 4U << 20U; //!< checked between frames

private:
    using Glyphs = std::unordered_map<std::uint32_t, std::unique_ptr<Glyph>>;
    using Clusters = std::unordered_map<std::u32string, std::unique_ptr<Glyph>>;

    const Glyph *used(Glyph *glyph)
    {
        glyph->lastFrame = m_frame;
        return glyph;
    }
    const Glyph *findOther(char32_t codePoint, unsigned style);
    bool hasTime() const;
    void evict();
    std::unique_ptr<Glyph> make(const QString &text, char32_t codePoint, unsigned style);
    QImage drawText(const QString &text, unsigned style) const;

    QFont m_fonts[4]; //!< by Bold and Italic
    qreal m_ratio;
    QSize m_cell;
    int m_baseline = 0;
    int m_thickness = 1;
    qreal m_ascent = 0;
    Glyph *m_ascii[8][128] = {};
    Glyphs m_glyphs; //!< by code point and style
    Clusters m_clusters; //!< by grapheme, the style as its last character
    std::size_t m_bytes = 0;
    std::uint32_t m_frame = 0;
    std::chrono::microseconds m_budget{};
    QElapsedTimer m_elapsed;
};

} // namespace skep::ui
