// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/parameters.h"

#include "app/sandbox/cloudstack/refusal.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr std::int64_t largestPage = 500;

bool parseInteger(const std::string &text, std::int64_t &value)
{
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && rest == end;
}

bool hasControlCharacter(const std::string &value)
{
    return std::any_of(value.begin(), value.end(), [](unsigned char c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
    });
}

//! Only the name in front of an index is without case.
std::string keyOf(const std::string &name)
{
    const std::size_t bracket = std::min(name.find('['), name.size());
    return lowered(name.substr(0, bracket)) + name.substr(bracket);
}

} // namespace

std::string lowered(std::string text)
{
    for (char &c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool sameWord(const std::string &one, const std::string &other)
{
    return lowered(one) == lowered(other);
}

Parameters::Parameters(const Query &query)
{
    for (const auto &[name, value] : query) {
        if (hasControlCharacter(value))
            throw Refusal(Code::Parameter,
                          "Received value for parameter " + name
                              + " is invalid, contains illegal ASCII non-printable characters");
        m_values.emplace(keyOf(name), value);
    }
    m_command = text("command");
}

bool Parameters::has(const std::string &name) const
{
    return m_values.count(name) > 0;
}

std::string Parameters::text(const std::string &name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::string() : found->second;
}

std::string Parameters::required(const std::string &name) const
{
    std::string value = text(name);
    if (value.empty())
        throw Refusal(Code::Parameter,
                      "Unable to execute API command " + lowered(m_command) + " due to missing parameter "
                          + name);
    return value;
}

void Parameters::refuse(const std::string &name) const
{
    throw Refusal(Code::Parameter,
                  "Unable to execute API command " + lowered(m_command)
                      + " due to invalid value. Invalid parameter " + name + " value=" + text(name)
                      + " due to incorrect long value format, or entity does not exist or due to incorrect "
                        "parameter annotation for the field in api cmd class.");
}

std::int64_t Parameters::integer(const std::string &name, std::int64_t minimum, std::int64_t maximum) const
{
    std::int64_t value = 0;
    if (!parseInteger(required(name), value) || value < minimum || value > maximum)
        refuse(name);
    return value;
}

bool Parameters::flag(const std::string &name, bool fallback) const
{
    return has(name) ? sameWord(text(name), "true") : fallback;
}

std::vector<std::string> Parameters::list(const std::string &name) const
{
    std::vector<std::string> items;
    std::string rest = text(name);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        if (end > 0)
            items.push_back(rest.substr(0, end));
        rest.erase(0, end + 1);
    }
    return items;
}

std::vector<std::map<std::string, std::string>> Parameters::maps(const std::string &name) const
{
    std::map<std::int64_t, std::map<std::string, std::string>> byIndex;
    const std::string start = name + '[';
    for (const auto &[key, value] : m_values) {
        if (key.compare(0, start.size(), start) != 0)
            continue;
        const std::size_t close = key.find("].");
        std::int64_t index = -1;
        if (close == std::string::npos || key.find('[', start.size()) != std::string::npos
            || !parseInteger(key.substr(start.size(), close - start.size()), index) || index < 0)
            throw Refusal(Code::Malformed, "Unable to decode the parameter " + key);
        byIndex[index][key.substr(close + 2)] = value;
    }
    std::vector<std::map<std::string, std::string>> result;
    for (auto &[index, fields] : byIndex)
        result.push_back(std::move(fields));
    return result;
}

json Parameters::toJson() const
{
    json rows = m_values;
    rows.erase("signature");
    return rows;
}

json listAnswer(const Parameters &parameters, const std::string &key, const json &rows)
{
    std::int64_t size = largestPage;
    std::int64_t page = 1;
    if (parameters.has("page"))
        page = parameters.integer("page", 1, std::numeric_limits<std::int32_t>::max());
    if (parameters.has("pagesize"))
        size = parameters.integer("pagesize", 1, std::numeric_limits<std::int32_t>::max());
    if (size > largestPage)
        throw Refusal(Code::Parameter,
                      "Page size cannot exceed max allowed page size " + std::to_string(largestPage));
    if (rows.empty())
        return json::object();
    const auto count = static_cast<std::int64_t>(rows.size());
    const std::int64_t first = std::min((page - 1) * size, count);
    const json cut(rows.begin() + first, rows.begin() + std::min(first + size, count));
    return {{"count", count}, {key, cut}};
}

} // namespace skep::sandbox::cloudstack
