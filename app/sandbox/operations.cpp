// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/operations.h"

#include "app/sandbox/encoding.h"
#include "app/sandbox/http_types.h"

#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <utility>

namespace skep::sandbox {

using nlohmann::json;

Operations::Operations(boost::asio::io_context &io, World &world, std::chrono::milliseconds shortest,
                       std::function<void()> changed)
    : m_io(io)
    , m_world(world)
    , m_shortest(shortest)
    , m_changed(std::move(changed))
{
}

std::string Operations::add(Operation operation)
{
    operation.id = newUuid();
    m_started[operation.id] = Clock::now();
    if (!m_forced.reason.empty())
        m_failures[operation.id] = std::exchange(m_forced, {});
    m_world.addOperation(operation);
    return operation.id;
}

std::string Operations::begin(const Reference &reference, const std::string &resourceType)
{
    Operation operation;
    operation.reference = reference;
    operation.resourceType = resourceType;
    return add(operation);
}

std::string Operations::beginRemoval(const Reference &reference)
{
    Operation operation;
    operation.reference = reference;
    operation.forgetsReference = true;
    return add(operation);
}

bool Operations::takeForcedFailure(const std::string &id, Outcome &outcome)
{
    const auto found = m_failures.find(id);
    if (found == m_failures.end())
        return false;
    outcome = found->second;
    m_failures.erase(found);
    return true;
}

void Operations::finish(const std::string &id, const Outcome &outcome)
{
    Outcome end = outcome;
    takeForcedFailure(id, end);
    const auto started = m_started.find(id);
    const auto due = started == m_started.end() ? Clock::now() : started->second + m_shortest;
    auto timer = std::make_shared<boost::asio::steady_timer>(m_io, due);
    timer->async_wait([this, id, end, timer](const boost::system::error_code &error) {
        if (!error)
            show(id, end);
    });
}

void Operations::finishWith(const std::string &id, const std::string &error)
{
    finish(id, error.empty() ? Outcome{} : Outcome{"fault", error});
}

void Operations::show(const std::string &id, const Outcome &outcome)
{
    m_started.erase(id);
    Operation *operation = m_world.operation(id);
    if (!operation || operation->state != "pending")
        return;
    operation->state = outcome.reason.empty() ? "success" : "failure";
    operation->reason = outcome.reason;
    operation->message = outcome.message;
    m_changed();
}

json Operations::toJson(const std::string &id) const
{
    const Operation *operation = m_world.operation(id);
    if (!operation)
        throw ApiError(404, "Operation not found");
    json row{{"id", operation->id}, {"state", operation->state}};
    const bool gone = operation->forgetsReference && operation->state == "success";
    if (!operation->resourceType.empty())
        row["resource"] = {{"id", operation->reference.id}, {"type", operation->resourceType}};
    else if (!gone && !operation->reference.id.empty())
        row["reference"] = operation->reference;
    if (!operation->reason.empty())
        row["reason"] = operation->reason;
    if (!operation->message.empty())
        row["message"] = operation->message;
    return row;
}

json Operations::immediateSuccess()
{
    Operation operation;
    operation.id = newUuid();
    operation.state = "success";
    m_world.addOperation(operation);
    return {{"id", operation.id}, {"state", operation.state}};
}

} // namespace skep::sandbox
