// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/signing.h"

#include "app/sandbox/cloudstack/parameters.h"
#include "app/sandbox/encoding.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace skep::sandbox::cloudstack {

namespace {

//! As Java encodes a form's value, but with %20 for the space: of the marks only . - * _ stay.
std::string encoded(const std::string &value)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string text;
    for (const unsigned char c : value) {
        const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || (c != 0 && std::strchr(".-*_", c));
        if (stays) {
            text += static_cast<char>(c);
        } else {
            text += '%';
            text += digits[c >> 4];
            text += digits[c & 15];
        }
    }
    return text;
}

std::string valueOf(const Query &query, const std::string &name)
{
    for (const auto &[key, value] : query)
        if (sameWord(key, name))
            return value;
    return {};
}

bool sameText(const std::string &one, const std::string &other)
{
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

//! The part behind the time of day: Z, +hhmm or +hh:mm.
std::optional<int> parseOffset(std::string text)
{
    if (text == "Z")
        return 0;
    if (text.size() == 6 && text[3] == ':')
        text.erase(3, 1);
    int hours = 0;
    int minutes = 0;
    int length = 0;
    if (text.size() != 5 || (text[0] != '+' && text[0] != '-')
        || std::sscanf(text.c_str() + 1, "%2d%2d%n", &hours, &minutes, &length) != 2 || length != 4)
        return std::nullopt;
    return (hours * 60 + minutes) * 60 * (text[0] == '-' ? -1 : 1);
}

} // namespace

std::string textToSign(const Query &query, bool namesAreEncoded)
{
    Query sorted;
    for (const auto &pair : query)
        if (!sameWord(pair.first, "signature"))
            sorted.push_back(pair);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &one, const auto &other) { return one.first < other.first; });
    std::string text;
    for (const auto &[name, value] : sorted)
        text += (text.empty() ? "" : "&") + (namesAreEncoded ? encoded(name) : name) + '=' + encoded(value);
    return lowered(text);
}

std::string signatureOf(const std::string &text, const std::string &secret)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char *>(text.data()), text.size(), digest.data(), &length);
    return base64Encoded({reinterpret_cast<const char *>(digest.data()), length});
}

std::optional<std::int64_t> parseExpiry(const std::string &text)
{
    std::tm parts{};
    const char *rest = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
    if (!rest)
        return std::nullopt;
    const std::optional<int> offset = parseOffset(rest);
    if (!offset)
        return std::nullopt;
    return static_cast<std::int64_t>(timegm(&parts)) - *offset;
}

bool isAuthentic(const Query &query, const Credentials &credentials, std::int64_t now,
                 const Strictness &strictness)
{
    if (!sameText(valueOf(query, "apikey"), credentials.key))
        return false;
    const std::string signature = valueOf(query, "signature");
    const bool expires = valueOf(query, "signatureversion") == "3";
    if (!expires && strictness.demandsExpiry)
        return false;
    if (expires) {
        const std::optional<std::int64_t> end = parseExpiry(valueOf(query, "expires"));
        if (!end || *end <= now || (strictness.demandsExpiry && *end > now + longestExpirySeconds))
            return false;
    }
    if (sameText(signature, signatureOf(textToSign(query), credentials.secret)))
        return true;
    // Clients from before the expiry, docker-machine's among them, encode the brackets of names as well.
    return !expires && sameText(signature, signatureOf(textToSign(query, true), credentials.secret));
}

} // namespace skep::sandbox::cloudstack
