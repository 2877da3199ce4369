// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http_types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skep::sandbox {

//! The one key pair of the sandbox's account.
struct Credentials
{
    std::string key;
    std::string secret;
};

//! What an EXO2-HMAC-SHA256 authorization header says.
struct Authorization
{
    std::string key;
    std::vector<std::string> signedArguments;
    std::int64_t expires = 0;
    std::string signature;
};

std::optional<Authorization> parseAuthorization(std::string_view header);

//! The parameters that take part in a signature: those that occur exactly once, by name.
std::vector<std::string> signableArguments(const Query &query);

//! The signature that a request must carry.
std::string signatureOf(const Request &request, const Authorization &authorization,
                        const std::string &secret);

//! Longest time ahead that an expiry may lie, as a guard against clocks that run ahead.
inline constexpr std::int64_t longestExpirySeconds = 900;

bool isAuthentic(const Request &request, const Credentials &credentials, std::int64_t now);

} // namespace skep::sandbox
