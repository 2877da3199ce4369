// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/rowrenderer.h"

#include <QImage>

#include <functional>

class QPainter;

namespace skep::ui {

//! The picture of the visible lines: a ring of strips, one a row. Only rows that look different from their
//! strip are rendered; scrolling turns the ring.
class TerminalPainter final
{
    Q_DISABLE_COPY_MOVE(TerminalPainter)

public:
    TerminalPainter() = default;

    void setAtlas(const std::shared_ptr<GlyphAtlas> &atlas);
    const GlyphAtlas &atlas() const { return *m_atlas; }

    struct Frame
    {
        std::int64_t top = 0; //!< the line in the first row
        FrameLook look;
        std::function<RowOverlay(std::int64_t line)> overlay;
        std::chrono::microseconds glyphBudget{2000}; //!< what is missing then comes with the next frames
    };
    //! What has to be painted anew.
    struct Changes
    {
        bool all = false;
        std::vector<int> rows;
    };
    Changes update(const terminal::Terminal &terminal, const terminal::Damage &damage, const Frame &frame);

    //! At the upper left corner of the grid; the painter's ratio is that of the atlas.
    void paint(QPainter &painter, QPointF corner, qreal devicePixelRatio) const;

    QSize pixelSize() const { return m_image.size(); }
    bool isComplete() const { return m_isComplete; } //!< else another frame is due, for glyphs
    bool hasBlinkingText() const;
    void release(); //!< forgets the pixels of a view that is not seen; the next update renders all

private:
    struct Strip
    {
        std::vector<terminal::Cell> cells;
        RowOverlay overlay;
        bool isValid = false;
        bool hasBlink = false;
        bool isSpecial = false; //!< has cells whose look is not in the cell alone
    };
    void fit(int columns, int rows);
    void turn(std::int64_t top);
    std::size_t stripOf(int row) const { return (m_first + std::size_t(row)) % m_strips.size(); }
    bool isStale(const Strip &strip, std::span<const terminal::Cell> cells, const RowOverlay &overlay,
                 bool isDamaged) const;
    void renderStrip(std::size_t index, std::span<const terminal::Cell> cells, const FrameLook &look,
                     const terminal::Terminal &terminal);

    std::shared_ptr<GlyphAtlas> m_atlas;
    RowRenderer m_renderer;
    QImage m_image;
    std::vector<Strip> m_strips;
    std::size_t m_first = 0; //!< the strip of the first row
    std::int64_t m_top = 0;
    FrameLook m_look;
    bool m_isComplete = true;
    bool m_isTurned = false;
    std::vector<terminal::Cell> m_line; //!< reused
};

} // namespace skep::ui
