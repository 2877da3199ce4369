// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace skep::terminal {

//! At most four bytes; returns their end.
char *writeUtf8(char *to, char32_t code);
void appendUtf8(std::string &to, char32_t code);
std::u32string fromUtf8(std::string_view bytes); //!< what is broken becomes U+FFFD
//! Takes out control characters and what is not UTF-8; at most \p most bytes.
std::string cleaned(std::string_view bytes, std::size_t most);

} // namespace skep::terminal
