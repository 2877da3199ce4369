// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/registrar.h"

#include "app/registrar/eventstream.h"
#include "app/registrar/log.h"

#include <algorithm>
#include <fstream>

namespace skep::registrar {

namespace {

constexpr auto debounce = std::chrono::milliseconds(100);
constexpr std::size_t tokenLimit = 512;

} // namespace

Registrar::Registrar(const Options &options)
    : m_options(options)
    , m_engine(options.dockerSocket)
    , m_agent(options.consul, options.ttl)
{
}

Outcome<> Registrar::loadToken()
{
    if (m_options.tokenFile.empty())
        return {};
    std::ifstream file(m_options.tokenFile, std::ios::binary);
    std::string token(tokenLimit, '\0');
    file.read(token.data(), static_cast<std::streamsize>(token.size()));
    token.resize(static_cast<std::size_t>(file.gcount()));
    token.erase(token.find_last_not_of(" \t\r\n") + 1);
    const bool clean = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (token.empty() || !clean)
        return failure("The token file " + m_options.tokenFile + " cannot be read or holds no token");
    m_agent.setToken(std::move(token));
    return {};
}

Outcome<> Registrar::reconcile()
{
    if (auto loaded = loadToken(); !loaded)
        return loaded;
    // While the engine does not answer nothing is known about its containers: nothing is removed, and the
    // checks run out by themselves.
    const auto containers = m_engine.containers();
    if (!containers)
        return failure(containers.error());
    const auto address = m_agent.address();
    if (!address)
        return failure(address.error());
    const auto present = m_agent.ownServices();
    if (!present)
        return failure(present.error());

    const auto wanted = registrations(*containers, *address);
    if (auto removed = removeGone(*present, wanted); !removed)
        return removed;
    Outcome<> result;
    for (const auto &registration : wanted) {
        // One entry that the agent does not accept must not keep the others out.
        if (auto done = bringUp(registration, *present); !done)
            result = done;
    }
    return result;
}

Outcome<> Registrar::removeGone(const std::map<std::string, Registration> &present,
                                const std::vector<Registration> &wanted)
{
    const auto isWanted = [&wanted](const std::string &id) {
        const auto it =
            std::lower_bound(wanted.begin(), wanted.end(), id,
                             [](const Registration &r, const std::string &key) { return r.id < key; });
        return it != wanted.end() && it->id == id;
    };
    for (const auto &[id, service] : present) {
        if (isWanted(id))
            continue;
        if (auto removed = m_agent.remove(id); !removed)
            return removed;
        logLine("removed " + service.name + " (" + id + ')');
    }
    std::erase_if(m_reports, [&isWanted](const auto &report) { return !isWanted(report.first); });
    return {};
}

Outcome<> Registrar::bringUp(const Registration &wanted, const std::map<std::string, Registration> &present)
{
    const auto it = present.find(wanted.id);
    if (it == present.end() || !it->second.sameService(wanted)) {
        if (auto added = add(wanted); !added)
            return added;
    } else if (!isReportDue(wanted)) {
        return {};
    }
    // Registering anew leaves the check in its old state, so the report follows in any case.
    auto reported = m_agent.report(wanted);
    if (reported && !*reported) { // the agent has the service but lost its check
        if (auto added = add(wanted); !added)
            return added;
        reported = m_agent.report(wanted);
    }
    if (!reported)
        return failure(reported.error());
    if (!*reported)
        return failure("The Consul agent does not accept reports about " + wanted.id);
    m_reports[wanted.id] = Report{wanted.state, wanted.output, Clock::now()};
    return {};
}

Outcome<> Registrar::add(const Registration &wanted)
{
    m_reports.erase(wanted.id);
    auto added = m_agent.add(wanted);
    if (added)
        logLine("registered " + wanted.name + " on port " + std::to_string(wanted.port) + " (" + wanted.id
                + ')');
    return added;
}

//! Rounds can follow each other closely; a check that was just reported as it is need not be again.
bool Registrar::isReportDue(const Registration &wanted) const
{
    const auto it = m_reports.find(wanted.id);
    return it == m_reports.end() || it->second.state != wanted.state || it->second.output != wanted.output
        || Clock::now() - it->second.when >= m_options.interval / 2;
}

void Registrar::tell(const Outcome<> &outcome)
{
    const std::string trouble = outcome ? std::string() : outcome.error();
    if (trouble == m_trouble)
        return;
    logLine(outcome ? "everything works again" : trouble + "; trying again");
    m_trouble = trouble;
}

void Registrar::run()
{
    EventStream events(m_options.dockerSocket);
    Backoff backoff;
    for (;;) {
        const auto outcome = reconcile();
        tell(outcome);
        Clock::time_point due = Clock::now();
        if (outcome) {
            backoff.reset();
            due += m_options.interval;
        } else {
            due += backoff.next();
        }
        const auto floor = outcome ? Clock::now() : due; // in trouble hints do not shorten the wait
        while (Clock::now() < due) {
            if (events.waitForHint(due))
                due = std::min(due, std::max(floor, Clock::now() + debounce));
        }
    }
}

} // namespace skep::registrar
