// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace skep::terminal {

//! A colour as the far side named it; what it looks like is decided when it is painted, so that a change of
//! the palette reaches what is already on the screen.
struct Color
{
    enum class Kind : std::uint8_t { Default, Indexed, Rgb };

    std::uint32_t bits = 0; //!< the kind in the upper 8 bits, below it 0xRRGGBB or the index (0 to 255)

    static constexpr Color indexed(std::uint8_t index) { return {0x0100'0000U | index}; }
    static constexpr Color rgb(std::uint32_t value) { return {0x0200'0000U | (value & 0xFF'FFFFU)}; }
    constexpr Kind kind() const { return static_cast<Kind>(bits >> 24U); }
    constexpr std::uint8_t index() const { return static_cast<std::uint8_t>(bits & 0xFFU); }
    constexpr std::uint32_t value() const { return bits & 0xFF'FFFFU; }
    constexpr bool operator==(const Color &) const = default;
};

//! Bits of Cell::attributes.
namespace Attribute {
inline constexpr std::uint16_t Bold = 1U << 0U;
inline constexpr std::uint16_t Faint = 1U << 1U;
inline constexpr std::uint16_t Italic = 1U << 2U;
inline constexpr std::uint16_t Blink = 1U << 3U;
inline constexpr std::uint16_t Inverse = 1U << 4U;
inline constexpr std::uint16_t Hidden = 1U << 5U;
inline constexpr std::uint16_t Strike = 1U << 6U;
inline constexpr std::uint16_t Overline = 1U << 7U;
inline constexpr unsigned UnderlineShift = 8; //!< three bits: an Underline
inline constexpr std::uint16_t UnderlineMask = 7U << UnderlineShift;
inline constexpr std::uint16_t Protected = 1U << 11U; //!< selective erase leaves it (DECSCA)
inline constexpr std::uint16_t Wide = 1U << 12U; //!< its glyph covers the next cell too, which has text 0
inline constexpr std::uint16_t WideTail = 1U << 13U;
inline constexpr std::uint16_t Written = 1U << 14U; //!< the far side put it there; else it was erased
} // namespace Attribute

enum class Underline : std::uint8_t { None, Single, Double, Curly, Dotted, Dashed };

//! One place of the grid: 16 bytes, so that a row of 120 columns is 30 cache lines.
struct Cell
{
    //! A code point; 0: nothing (blank). With the top bit set it is a grapheme of several code points, which
    //! Terminal::grapheme() spells out.
    char32_t text = 0;
    Color foreground;
    Color background;
    std::uint16_t attributes = 0;
    //! 0: none; else an id for Terminal::style(), which holds what few cells have: a hyperlink, a colour of
    //! the underline.
    std::uint16_t style = 0;

    constexpr bool isCluster() const { return (text & 0x8000'0000U) != 0; }
    constexpr Underline underline() const
    {
        return static_cast<Underline>((attributes & Attribute::UnderlineMask) >> Attribute::UnderlineShift);
    }
    constexpr bool operator==(const Cell &) const = default;
};
static_assert(sizeof(Cell) == 16);

} // namespace skep::terminal
