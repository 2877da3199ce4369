// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/charwidth.h"

#include <array>
#include <memory>
#include <mutex>
#include <utf8proc.h>

namespace skep::terminal {

namespace {

constexpr char32_t last = 0x10'FFFF;
constexpr unsigned blockBits = 8;
constexpr std::size_t blockSize = 1U << blockBits;
using Block = std::array<std::uint8_t, blockSize>;

std::uint8_t lookUp(char32_t code)
{
    if (code == 0xAD) // soft hyphen: xterm shows it
        return 1;
    const auto *property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code));
    const int width = property->charwidth;
    if (width == 0
        && (property->category == UTF8PROC_CATEGORY_CO || property->category == UTF8PROC_CATEGORY_CN))
        return 1; // private use and what is newer than the table
    return static_cast<std::uint8_t>(width);
}

const Block &block(char32_t code)
{
    static std::array<std::unique_ptr<Block>, (last >> blockBits) + 1> blocks;
    static std::mutex filling; // terminals may live in several threads
    const std::lock_guard lock(filling);
    auto &made = blocks[code >> blockBits];
    if (!made) {
        made = std::make_unique<Block>();
        for (std::size_t i = 0; i < blockSize; ++i)
            (*made)[i] = lookUp((code & ~char32_t(blockSize - 1)) + static_cast<char32_t>(i));
    }
    return *made;
}

} // namespace

int charWidth(char32_t code)
{
    if (code < 0x7F)
        return code >= 0x20 ? 1 : 0;
    if (code > last)
        return 1;
    // The block of the last question: text stays within one script for long.
    thread_local const Block *recent = nullptr;
    thread_local char32_t recentNumber = 0;
    if (!recent || recentNumber != code >> blockBits) {
        recent = &block(code);
        recentNumber = code >> blockBits;
    }
    return (*recent)[code & (blockSize - 1)];
}

bool GraphemeBreaks::joins(char32_t before, char32_t next)
{
    if (before < 0x300 && next < 0x300) {
        m_state = 0;
        return false;
    }
    return !utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before),
                                             static_cast<utf8proc_int32_t>(next), &m_state);
}

} // namespace skep::terminal
