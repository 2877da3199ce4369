// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/utf8.h"

#include <cstdint>
#include <utf8proc.h>

namespace skep::terminal {

char *writeUtf8(char *to, char32_t code)
{
    if (code < 0x80) {
        *to = static_cast<char>(code);
        return to + 1;
    }
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
    if (code < 0x800) {
        *to++ = static_cast<char>(0xC0U | code >> 6U);
    } else if (code < 0x10000) {
        *to++ = static_cast<char>(0xE0U | code >> 12U);
        *to++ = tail(6);
    } else {
        *to++ = static_cast<char>(0xF0U | code >> 18U);
        *to++ = tail(12);
        *to++ = tail(6);
    }
    *to++ = tail(0);
    return to;
}

void appendUtf8(std::string &to, char32_t code)
{
    char bytes[4];
    to.append(bytes, static_cast<std::size_t>(writeUtf8(bytes, code) - bytes));
}

std::u32string fromUtf8(std::string_view bytes)
{
    std::u32string text;
    const auto *data = reinterpret_cast<const utf8proc_uint8_t *>(bytes.data());
    for (std::size_t at = 0; at < bytes.size();) {
        utf8proc_int32_t code = 0;
        const auto length =
            utf8proc_iterate(data + at, static_cast<utf8proc_ssize_t>(bytes.size() - at), &code);
        text.push_back(length > 0 ? static_cast<char32_t>(code) : char32_t(0xFFFD));
        at += length > 0 ? static_cast<std::size_t>(length) : 1;
    }
    return text;
}

std::string cleaned(std::string_view bytes, std::size_t most)
{
    std::string clean;
    for (const char32_t code : fromUtf8(bytes)) {
        const bool isControl = code < 0x20 || (code >= 0x7F && code < 0xA0);
        // Marks that turn the direction of text round can disguise what it says.
        const bool turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        if (isControl || turns || code == 0xFFFD)
            continue;
        const std::size_t before = clean.size();
        appendUtf8(clean, code);
        if (clean.size() > most) {
            clean.resize(before);
            break;
        }
    }
    return clean;
}

} // namespace skep::terminal
