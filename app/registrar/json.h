// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace skep::registrar {

//! The member of an object, or an empty value where the answer has another shape than expected.
inline const nlohmann::json &member(const nlohmann::json &object, const char *key)
{
    static const nlohmann::json nothing;
    if (!object.is_object())
        return nothing;
    const auto it = object.find(key);
    return it == object.end() ? nothing : *it;
}

inline std::string text(const nlohmann::json &value)
{
    return value.is_string() ? value.get<std::string>() : std::string();
}

//! A port number, or 0 where the value is none.
inline std::uint16_t port(const nlohmann::json &value)
{
    if (!value.is_number_integer())
        return 0;
    const auto number = value.get<std::int64_t>();
    return number > 0 && number <= 65535 ? static_cast<std::uint16_t>(number) : std::uint16_t(0);
}

inline nlohmann::json parsed(const std::string &json)
{
    return nlohmann::json::parse(json, nullptr, false);
}

} // namespace skep::registrar
