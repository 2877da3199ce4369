// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"
#include "ui/terminal/cellcolors.h"
#include "ui/terminal/glyphatlas.h"

#include <span>
#include <vector>

namespace skep::ui {

//! Columns from, up to and not including.
struct ColumnSpan
{
    int begin = 0;
    int end = 0;
    bool contains(int column) const { return column >= begin && column < end; }
    bool isEmpty() const { return end <= begin; }
    bool operator==(const ColumnSpan &) const = default;
};

//! What lies over the cells of one row.
struct RowOverlay
{
    enum class CursorLook { None, Block, Hollow, Underline, Bar };

    ColumnSpan selection;
    std::vector<ColumnSpan> matches;
    ColumnSpan currentMatch;
    ColumnSpan link; //!< under the pointer
    CursorLook cursor = CursorLook::None;
    int cursorColumn = 0;
    bool operator==(const RowOverlay &) const = default;
};

//! Where a row's pixels go (RGB32).
struct RowCanvas
{
    QRgb *pixels;
    int stride; //!< in pixels
    int width;
    int height;
};

//! Turns the cells of a row into pixels: backgrounds, then glyphs, then lines and the cursor.
class RowRenderer final
{
public:
    void setAtlas(std::shared_ptr<GlyphAtlas> atlas) { m_atlas = std::move(atlas); }

    //! False if glyphs are missing, because there was no time to make them.
    bool render(const RowCanvas &canvas, std::span<const terminal::Cell> cells, const RowOverlay &overlay,
                const FrameLook &look, const terminal::Terminal &terminal);

private:
    void fillBackgrounds(const RowCanvas &canvas) const;
    bool drawGlyphs(const RowCanvas &canvas, std::span<const terminal::Cell> cells, const FrameLook &look,
                    const terminal::Terminal &terminal) const;
    void drawLines(const RowCanvas &canvas, std::span<const terminal::Cell> cells, const RowOverlay &overlay,
                   const FrameLook &look, const terminal::Terminal &terminal) const;
    void drawCursor(const RowCanvas &canvas, std::span<const terminal::Cell> cells, const RowOverlay &overlay,
                    const FrameLook &look) const;

    std::shared_ptr<GlyphAtlas> m_atlas;
    std::vector<CellColors> m_colors; //!< of the row's cells
};

} // namespace skep::ui
