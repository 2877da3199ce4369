// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/signature.h"

#include "app/sandbox/encoding.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace skep::sandbox {

namespace {

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

bool parseSeconds(const std::string &text, std::int64_t &seconds)
{
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seconds);
    return error == std::errc() && rest == end;
}

std::string valueOf(const Query &query, const std::string &name)
{
    const auto found =
        std::find_if(query.begin(), query.end(), [&](const auto &pair) { return pair.first == name; });
    return found == query.end() ? std::string() : found->second;
}

bool sameText(const std::string &a, const std::string &b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

std::optional<Authorization> parseAuthorization(std::string_view header)
{
    static constexpr std::string_view scheme = "EXO2-HMAC-SHA256 ";
    if (header.substr(0, scheme.size()) != scheme)
        return std::nullopt;
    Authorization result;
    bool hasExpiry = false;
    for (const std::string &part : split(header.substr(scheme.size()), ',')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string::npos)
            return std::nullopt;
        const std::string name = part.substr(0, equals);
        const std::string value = part.substr(equals + 1);
        if (name == "credential")
            result.key = value;
        else if (name == "signed-query-args")
            result.signedArguments = split(value, ';');
        else if (name == "expires")
            hasExpiry = parseSeconds(value, result.expires);
        else if (name == "signature")
            result.signature = value;
        else
            return std::nullopt;
    }
    if (!hasExpiry || result.key.empty() || result.signature.empty())
        return std::nullopt;
    return result;
}

std::vector<std::string> signableArguments(const Query &query)
{
    std::map<std::string, int> counts;
    for (const auto &[name, value] : query)
        ++counts[name];
    std::vector<std::string> names;
    for (const auto &[name, count] : counts)
        if (count == 1)
            names.push_back(name);
    return names;
}

std::string signatureOf(const Request &request, const Authorization &authorization, const std::string &secret)
{
    std::string message = request.method + ' ' + request.path + '\n' + request.body + '\n';
    for (const std::string &name : authorization.signedArguments)
        message += valueOf(request.query, name);
    message += "\n\n" + std::to_string(authorization.expires);

    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char *>(message.data()), message.size(), digest.data(), &length);
    return base64Encoded({reinterpret_cast<const char *>(digest.data()), length});
}

bool isAuthentic(const Request &request, const Credentials &credentials, std::int64_t now)
{
    const std::optional<Authorization> authorization = parseAuthorization(request.authorization);
    if (!authorization || !sameText(authorization->key, credentials.key))
        return false;
    if (authorization->expires <= now || authorization->expires > now + longestExpirySeconds)
        return false;
    // A parameter left out of the signature could be changed on the way.
    if (authorization->signedArguments != signableArguments(request.query))
        return false;
    return sameText(authorization->signature, signatureOf(request, *authorization, credentials.secret));
}

} // namespace skep::sandbox
