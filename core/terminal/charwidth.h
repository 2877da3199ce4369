// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

//! What Unicode says of a code point, from utf8proc, in tables that are filled block by block when a block is
//! first met.
namespace skep::terminal {

int charWidth(char32_t code); //!< columns: 0 (combines), 1 or 2; controls 0

//! Decides where one grapheme ends and the next begins, code point by code point.
class GraphemeBreaks
{
public:
    //! Whether \p next belongs to the same grapheme as \p before.
    bool joins(char32_t before, char32_t next);
    void forget() { m_state = 0; }

private:
    std::int32_t m_state = 0;
};

} // namespace skep::terminal
