// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

//! What Unicode says of a code point, from utf8proc, in tables that are filled block by block when a block is
//! first met.
namespace skep::terminal {

int charWidth(char32_t code); //!< columns: 0 (combines), 1 or 2; controls 0

//! What printing asks about a character, in one look at the tables.
class CharTraits
{
public:
    explicit CharTraits(char32_t code);
    int width() const { return m_bits & widthBits; }
    bool isAlone() const { return m_bits & alone; }
    bool takesNext() const { return m_bits & takesAny; }

    static constexpr std::uint8_t widthBits = 3;
    static constexpr std::uint8_t alone = 4; //!< joins no grapheme before it, unless that one takes any
    static constexpr std::uint8_t takesAny = 8;

private:
    std::uint8_t m_bits;
};

//! Decides where one grapheme ends and the next begins, code point by code point.
class GraphemeBreaks
{
public:
    //! Whether \p next belongs to the same grapheme as \p before.
    bool joins(char32_t before, char32_t next);
    //! What joins() would answer, for one that needs no more than the traits: false for sure.
    static bool isPlain(char32_t before, CharTraits traitsBefore, char32_t next, CharTraits traits)
    {
        return (next < 0x300 && before < 0x300) || (traits.isAlone() && !traitsBefore.takesNext());
    }
    void forget() { m_state = 0; }

private:
    std::int32_t m_state = 0;
};

} // namespace skep::terminal
