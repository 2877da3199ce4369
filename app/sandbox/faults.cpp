// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/faults.h"

#include "app/sandbox/http_types.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>

namespace skep::sandbox {

using nlohmann::json;

namespace {

bool concerns(const Fault &fault, const std::string &operation, const std::string &method,
              const std::string &path)
{
    if (!fault.method.empty() && fault.method != method)
        return false;
    const bool isPath = !fault.operation.empty() && fault.operation.front() == '/';
    return fnmatch(fault.operation.c_str(), (isPath ? path : operation).c_str(), 0) == 0;
}

Fault readFault(const json &row)
{
    static constexpr std::array actions{"fail",           "lose-answer",   "delay", "hang",
                                        "fail-operation", "deliver-twice", "lag",   "never-ends",
                                        "no-address",     "spoil"};
    Fault fault;
    fault.operation = row.value("operation", std::string("*"));
    fault.method = row.value("method", std::string());
    fault.action = row.value("action", std::string("fail"));
    fault.nth = row.value("nth", 1);
    fault.times = row.value("times", 1);
    fault.status = row.value("status", 500);
    fault.body = row.value("body", json());
    fault.headers = row.value("headers", fault.headers);
    fault.seconds = row.value("seconds", 0.0);
    fault.reason = row.value("reason", fault.reason);
    fault.message = row.value("message", fault.message);
    if (std::find(actions.begin(), actions.end(), fault.action) == actions.end())
        throw ApiError(400, "There is no fault action \"" + fault.action + "\".");
    if (fault.nth < 1 || fault.times < 1 || fault.seconds < 0 || fault.status < 200 || fault.status > 599)
        throw ApiError(400, "A fault rule has a number that makes no sense.");
    return fault;
}

json faultRow(const Fault &fault)
{
    return {{"operation", fault.operation},
            {"method", fault.method},
            {"action", fault.action},
            {"nth", fault.nth},
            {"times", fault.times},
            {"seen", fault.seen},
            {"status", fault.status},
            {"seconds", fault.seconds},
            {"body", fault.body}};
}

} // namespace

void Faults::add(const json &request)
{
    if (!request.is_object() || !request.contains("rules") || !request.at("rules").is_array())
        throw ApiError(400, "Fault rules look like {\"rules\":[{\"operation\":…,\"action\":…}]}.");
    std::vector<Fault> rules = m_rules;
    try {
        for (const json &row : request.at("rules"))
            rules.push_back(readFault(row));
    } catch (const json::exception &error) {
        throw ApiError(400, std::string("A fault rule cannot be read: ") + error.what());
    }
    m_rules = std::move(rules);
}

json Faults::toJson() const
{
    json rows = json::array();
    for (const Fault &fault : m_rules)
        rows.push_back(faultRow(fault));
    return {{"rules", rows}};
}

std::optional<Fault> Faults::meet(const std::string &operation, const std::string &method,
                                  const std::string &path)
{
    std::optional<Fault> met;
    for (Fault &fault : m_rules) {
        if (!concerns(fault, operation, method, path))
            continue;
        ++fault.seen;
        if (!met && fault.seen >= fault.nth && fault.seen < fault.nth + fault.times)
            met = fault;
    }
    return met;
}

} // namespace skep::sandbox
