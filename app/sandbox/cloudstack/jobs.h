// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/cloudstack/commands.h"

#include <functional>
#include <map>
#include <string>

namespace skep::sandbox::cloudstack {

//! Asynchronous jobs: the operations of the cloud as CloudStack shows them. Belongs to the API's thread.
class Jobs
{
public:
    //! The row of an object as a job's result; null when it is gone.
    using Describe = std::function<nlohmann::json(const std::string &objectId)>;

    Jobs(Cloud &cloud, Commands &commands);

    //! Says how results of this kind ("virtualmachine" …) look.
    void describe(const std::string &kind, Describe row) { m_kinds[kind] = std::move(row); }

    //! Starts the job of a command about an object; a job without a kind has {"success":true} as its result.
    std::string begin(const std::string &command, const std::string &kind, const std::string &objectId);
    void finish(const std::string &jobId, const Outcome &outcome = {})
    {
        m_cloud.operations().finish(jobId, outcome);
    }
    //! Ends the job once the firewall and the routers follow what the records say.
    void finishAfterFirewall(const std::string &jobId);

    //! The answer to the call that started it.
    static nlohmann::json started(const std::string &jobId, const std::string &objectId = {});

private:
    nlohmann::json query(const Parameters &parameters);
    nlohmann::json list(const Parameters &parameters);
    nlohmann::json row(Job &job);
    nlohmann::json objectOf(const Job &job) const;

    Cloud &m_cloud;
    std::map<std::string, Describe> m_kinds;
};

std::string dateText(const std::string &timestamp); //!< 2026-08-21T10:00:00+0000 of …Z

} // namespace skep::sandbox::cloudstack
