// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/body.h"

#include "app/sandbox/http_types.h"

#include <algorithm>

namespace skep::sandbox {

using nlohmann::json;

namespace {

std::string memberOf(const json &object, const std::string &field, const std::string &member)
{
    if (!object.is_object() || !object.contains(member) || !object.at(member).is_string()
        || object.at(member).get_ref<const std::string &>().empty())
        Body::refuse(field, "needs \"" + member + "\"");
    return object.at(member).get<std::string>();
}

std::size_t codePoints(const std::string &text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

} // namespace

Body::Body(const std::string &text)
    : m_body(text.empty() ? json::object() : json::parse(text, nullptr, false))
{
    if (m_body.is_discarded())
        throw ApiError(400, "Malformed JSON in the request body");
    if (!m_body.is_object())
        throw ApiError(400, "The request body must be a JSON object");
}

void Body::refuse(const std::string &field, const std::string &reason)
{
    throw ApiError(400, "Bad Request", {field + ": " + reason});
}

bool Body::has(const std::string &field) const
{
    return m_body.contains(field) && !m_body.at(field).is_null();
}

const json &Body::required(const std::string &field) const
{
    if (!has(field))
        refuse(field, "missing required value");
    return m_body.at(field);
}

std::string Body::text(const std::string &field, std::size_t minLength, std::size_t maxLength) const
{
    const json &value = required(field);
    if (!value.is_string())
        refuse(field, "must be a string");
    auto result = value.get<std::string>();
    if (codePoints(result) < minLength)
        refuse(field, "is too short");
    if (codePoints(result) > maxLength)
        refuse(field, "is longer than " + std::to_string(maxLength) + " characters");
    return result;
}

std::string Body::textOr(const std::string &field, std::size_t maxLength, const std::string &fallback) const
{
    return has(field) ? text(field, 0, maxLength) : fallback;
}

std::string Body::choice(const std::string &field, const std::vector<std::string> &choices) const
{
    const std::string value = text(field, 0, 255);
    if (std::find(choices.begin(), choices.end(), value) == choices.end())
        refuse(field, "\"" + value + "\" is not an accepted value");
    return value;
}

std::int64_t Body::integer(const std::string &field, std::int64_t minimum, std::int64_t maximum) const
{
    const json &value = required(field);
    if (!value.is_number_integer())
        refuse(field, "must be an integer");
    const bool beyond = value.is_number_unsigned()
        && value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (beyond || value.get<std::int64_t>() < minimum || value.get<std::int64_t>() > maximum)
        refuse(field, "must be between " + std::to_string(minimum) + " and " + std::to_string(maximum));
    return value.get<std::int64_t>();
}

bool Body::flagOr(const std::string &field, bool fallback) const
{
    if (!has(field))
        return fallback;
    if (!m_body.at(field).is_boolean())
        refuse(field, "must be true or false");
    return m_body.at(field).get<bool>();
}

std::map<std::string, std::string> Body::labels(const std::string &field) const
{
    std::map<std::string, std::string> result;
    if (!has(field))
        return result;
    for (const auto &[name, value] : object(field).items()) {
        if (!value.is_string())
            refuse(field, "the label \"" + name + "\" must be a string");
        result[name] = value.get<std::string>();
    }
    return result;
}

std::string Body::reference(const std::string &field, const std::string &member) const
{
    return memberOf(required(field), field, member);
}

std::vector<std::string> Body::references(const std::string &field, const std::string &member) const
{
    std::vector<std::string> result;
    if (!has(field))
        return result;
    if (!m_body.at(field).is_array())
        refuse(field, "must be an array");
    for (const json &item : m_body.at(field)) {
        const std::string value = memberOf(item, field, member);
        if (std::find(result.begin(), result.end(), value) != result.end())
            refuse(field, "names " + value + " twice");
        result.push_back(value);
    }
    return result;
}

const json &Body::object(const std::string &field) const
{
    const json &value = required(field);
    if (!value.is_object())
        refuse(field, "must be an object");
    return value;
}

} // namespace skep::sandbox
