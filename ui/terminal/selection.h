// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"
#include "ui/terminal/rowrenderer.h"

namespace skep::ui {

//! From a place up to, not including, another.
struct TextRange
{
    terminal::Position begin;
    terminal::Position end;
    bool isEmpty() const { return !(begin < end); }
    bool operator==(const TextRange &) const = default;
};

//! What is selected, by lines that stay the same while the text scrolls.
class Selection final
{
public:
    enum class Unit { Character, Word, Line, Block };

    void clear() { m_isActive = false; }
    //! Starts with \p anchor, which stays selected however it is extended (a place, a word, a line).
    void start(Unit unit, const TextRange &anchor);
    void extend(const TextRange &to);
    bool isStarted() const { return m_isActive; }
    bool isEmpty() const { return !m_isActive || range().isEmpty(); }
    Unit unit() const { return m_unit; }
    bool isBlock() const { return m_unit == Unit::Block; }
    TextRange range() const; //!< of a block: its upper left and lower right corner
    ColumnSpan columnsOf(std::int64_t line, int columns) const;
    std::string text(const terminal::Terminal &terminal) const;

private:
    Unit m_unit = Unit::Character;
    TextRange m_anchor;
    TextRange m_head;
    bool m_isActive = false;
};

} // namespace skep::ui
