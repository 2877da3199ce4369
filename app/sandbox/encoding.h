// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http_types.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace skep::sandbox {

std::string percentDecoded(std::string_view text, bool plusIsSpace);
Query parseQuery(std::string_view text);

std::string base64Encoded(std::string_view bytes);
//! Nothing when the text is not base64 with its padding.
std::optional<std::string> base64Decoded(std::string_view text);

std::string randomHex(std::size_t digits);
std::string randomToken(std::size_t length); //!< letters, digits, - and _
std::string newUuid();
bool isUuid(std::string_view text);

std::string hexMd5(std::string_view bytes);
//! The same UUID for the same text, for things that have no identity of their own.
std::string uuidFrom(std::string_view text);

std::string timestamp(); //!< now, as 2026-08-21T10:00:00Z
std::string preciseTimestamp(); //!< now, with milliseconds

} // namespace skep::sandbox
