// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace skep::terminal {

//! The sets of 94 characters that can stand where ASCII does: DEC's line drawing and the national ones.
enum class Charset : std::uint8_t {
    Ascii,
    Graphics,
    British,
    Dutch,
    Finnish,
    French,
    FrenchCanadian,
    German,
    Italian,
    Nordic,
    Spanish,
    Swedish,
    Swiss
};

//! The set that \p final names (SCS), if any; ASCII in the place of those that are not there. National ones
//! but the British need \p isNational (DECNRCM).
std::optional<Charset> charsetNamed(char final, bool isNational);
char finalOf(Charset set); //!< its name
char32_t translated(Charset set, char32_t code); //!< what stands in the place of an ASCII character

} // namespace skep::terminal
