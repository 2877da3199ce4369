// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/rewrites.h"

#include <ctime>
#include <functional>
#include <iomanip>
#include <set>
#include <sstream>

namespace skep::sandbox {

using nlohmann::json;

namespace {

// Ids of living objects that the ledger has had for less than \p age; its times are UTC and have
// milliseconds.
std::set<std::string> madeWithin(const World &world, std::chrono::milliseconds age)
{
    std::set<std::string> ids;
    const auto now = std::chrono::system_clock::now();
    for (const json &row : world.ledgerObjects()) {
        const std::string text = row.at("created").get<std::string>();
        std::tm utc{};
        std::istringstream(text) >> std::get_time(&utc, "%Y-%m-%dT%H:%M:%S");
        const auto made = std::chrono::system_clock::from_time_t(timegm(&utc))
            + std::chrono::milliseconds(std::stoi(text.substr(text.find('.') + 1, 3)));
        if (!row.contains("deleted") && now - made < age)
            ids.insert(row.at("id").get<std::string>());
    }
    return ids;
}

std::string identityOf(const json &row)
{
    for (const char *key : {"id", "name"})
        if (row.is_object() && row.contains(key) && row.at(key).is_string())
            return row.at(key).get<std::string>();
    return {};
}

void visit(json &value, const std::function<void(json &)> &change)
{
    if (!value.is_structured())
        return;
    change(value);
    for (json &inner : value)
        visit(inner, change);
}

Response rewritten(Response answer, const std::function<void(json &)> &change)
{
    json body = json::parse(answer.body, nullptr, false);
    if (answer.status != 200 || body.is_discarded())
        return answer;
    visit(body, change);
    answer.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return answer;
}

} // namespace

Response withoutYoung(Response answer, const World &world, std::chrono::milliseconds lag)
{
    const std::set<std::string> young = madeWithin(world, lag);
    return rewritten(std::move(answer), [&young](json &value) {
        if (!value.is_array())
            return;
        json kept = json::array();
        for (json &row : value)
            if (young.count(identityOf(row)) == 0)
                kept.push_back(std::move(row));
        value = std::move(kept);
    });
}

Response stillPending(Response answer)
{
    return rewritten(std::move(answer), [](json &value) {
        if (value.is_object() && value.contains("state"))
            value["state"] = "pending";
        if (value.is_object() && value.contains("jobstatus")) {
            value["jobstatus"] = 0;
            value.erase("jobresult");
        }
    });
}

Response withoutAddresses(Response answer)
{
    return rewritten(std::move(answer), [](json &value) {
        if (!value.is_object())
            return;
        value.erase("public-ip");
        value.erase("ipaddress");
    });
}

} // namespace skep::sandbox
