// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http_types.h"
#include "app/sandbox/signature.h"

#include <cstdint>
#include <optional>
#include <string>

namespace skep::sandbox::cloudstack {

//! What is signed: every parameter but the signature, sorted by its name as it came, lower-cased as a whole.
std::string textToSign(const Query &query, bool namesAreEncoded = false);
std::string signatureOf(const std::string &text, const std::string &secret);

//! Seconds of 2030-01-01T00:00:00+0000, and of the same with "Z" or "+00:00" behind.
std::optional<std::int64_t> parseExpiry(const std::string &text);

//! How strictly requests are taken.
struct Strictness
{
    bool demandsExpiry = false; //!< version 3 with an expiry at most 15 minutes ahead
};

bool isAuthentic(const Query &query, const Credentials &credentials, std::int64_t now,
                 const Strictness &strictness);

} // namespace skep::sandbox::cloudstack
