// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace skep::sandbox {

//! Reads and checks the JSON body of a request: a wrong field is answered as the cloud does, with status 400.
class Body
{
public:
    explicit Body(const std::string &text);

    bool has(const std::string &field) const;
    std::string text(const std::string &field, std::size_t minLength, std::size_t maxLength) const;
    std::string textOr(const std::string &field, std::size_t maxLength,
                       const std::string &fallback = {}) const;
    std::string choice(const std::string &field, const std::vector<std::string> &choices) const;
    std::int64_t integer(const std::string &field, std::int64_t minimum, std::int64_t maximum) const;
    bool flagOr(const std::string &field, bool fallback) const;
    std::map<std::string, std::string> labels(const std::string &field) const;
    //! A member of an object such as {"instance":{"id":…}}.
    std::string reference(const std::string &field, const std::string &member = "id") const;
    //! The members of [{"id":…},…]; empty when the field is absent.
    std::vector<std::string> references(const std::string &field, const std::string &member = "id") const;
    const nlohmann::json &object(const std::string &field) const;

    [[noreturn]] static void refuse(const std::string &field, const std::string &reason);

private:
    const nlohmann::json &required(const std::string &field) const;

    nlohmann::json m_body;
};

} // namespace skep::sandbox
