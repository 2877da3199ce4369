// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/agent.h"
#include "app/registrar/backoff.h"
#include "app/registrar/engine.h"
#include "app/registrar/options.h"

#include <chrono>
#include <map>
#include <string>

namespace skep::registrar {

//! Keeps the agent's services equal to the node's containers, round after round.
//!
//! How it runs on a cluster, as one global swarm service:
//!   image    sha256:… from registrar-image.id, after registrar-image.tar.gz was loaded into each engine
//!   args     --consul-token-file /run/secrets/NAME   (the image's entry point is /skep-registrar)
//!   mounts   bind /var/run/docker.sock to /var/run/docker.sock
//!   network  host (Networks: [{Target: "host"}]), so that 127.0.0.1:8500 is the node's own agent
//!   secret   the token's SecretID, at /run/secrets/NAME, mode 0400, uid and gid 0
//!   policy   service_prefix "" { policy = "write" }  agent_prefix "" { policy = "read" }
//!
//! Each round asks for the whole truth on both sides, so that nothing has to be remembered across restarts of
//! the registrar, the agent or the engine. On SIGTERM it ends at once and leaves its entries: an update of
//! the service must not empty the catalog, and without a registrar their checks turn critical by themselves.
class Registrar
{
public:
    explicit Registrar(const Options &options);

    //! One round.
    Outcome<> reconcile();

    //! Rounds for ever: at each hint of the engine, and every interval.
    [[noreturn]] void run();

private:
    using Clock = std::chrono::steady_clock;

    //! What the agent was last told of a check.
    struct Report
    {
        CheckState state = CheckState::Critical;
        std::string output;
        Clock::time_point when = {};
    };

    Outcome<> loadToken();
    Outcome<> removeGone(const std::map<std::string, Registration> &present,
                         const std::vector<Registration> &wanted);
    Outcome<> bringUp(const Registration &wanted, const std::map<std::string, Registration> &present);
    Outcome<> add(const Registration &wanted);
    bool isReportDue(const Registration &wanted) const;
    void tell(const Outcome<> &outcome);

    Options m_options;
    Engine m_engine;
    Agent m_agent;
    std::map<std::string, Report> m_reports;
    std::string m_trouble; //!< the sentence last logged, so that each trouble is told once
};

} // namespace skep::registrar
