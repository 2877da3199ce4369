// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/charwidth.h"

#include <array>
#include <atomic>
#include <memory>
#include <utf8proc.h>

namespace skep::terminal {

namespace {

constexpr char32_t last = 0x10'FFFF;
constexpr unsigned blockBits = 8;
constexpr std::size_t blockSize = 1U << blockBits;
using Block = std::array<std::uint8_t, blockSize>;

std::uint8_t widthOf(char32_t code, const utf8proc_property_t &property)
{
    if (code == 0xAD) // soft hyphen: xterm shows it
        return 1;
    const unsigned width = property.charwidth;
    if (width == 0
        && (property.category == UTF8PROC_CATEGORY_CO || property.category == UTF8PROC_CATEGORY_CN))
        return 1; // private use and what is newer than the table
    return static_cast<std::uint8_t>(width);
}

std::uint8_t lookUp(char32_t code)
{
    const auto &property = *utf8proc_get_property(static_cast<utf8proc_int32_t>(code));
    const unsigned kind = property.boundclass;
    return static_cast<std::uint8_t>(widthOf(code, property)
                                     | (kind == UTF8PROC_BOUNDCLASS_OTHER ? CharTraits::alone : 0)
                                     | (kind == UTF8PROC_BOUNDCLASS_PREPEND ? CharTraits::takesAny : 0));
}

const Block &made(std::atomic<const Block *> &place, char32_t code)
{
    auto block = std::make_unique<Block>();
    for (std::size_t i = 0; i < blockSize; ++i)
        (*block)[i] = lookUp((code & ~char32_t(blockSize - 1)) + static_cast<char32_t>(i));
    const Block *known = nullptr; // terminals may live in several threads
    return place.compare_exchange_strong(known, block.get(), std::memory_order_acq_rel) ? *block.release()
                                                                                        : *known;
}

std::uint8_t propertiesOf(char32_t code)
{
    static constinit std::array<std::atomic<const Block *>, (last >> blockBits) + 1> blocks{};
    if (code > last)
        return 1;
    std::atomic<const Block *> &place = blocks[code >> blockBits];
    const Block *block = place.load(std::memory_order_acquire);
    return (block ? *block : made(place, code))[code & (blockSize - 1)];
}

} // namespace

CharTraits::CharTraits(char32_t code)
    : m_bits(propertiesOf(code))
{
}

int charWidth(char32_t code)
{
    if (code < 0x7F)
        return code >= 0x20 ? 1 : 0;
    return CharTraits(code).width();
}

bool GraphemeBreaks::joins(char32_t before, char32_t next)
{
    if (isPlain(before, CharTraits(before), next, CharTraits(next))) {
        m_state = 0;
        return false;
    }
    return !utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before),
                                             static_cast<utf8proc_int32_t>(next), &m_state);
}

} // namespace skep::terminal
