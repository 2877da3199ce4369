// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/jobs.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/encoding.h"

#include <utility>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

//! The number that CloudStack gives to the reasons of failed operations.
int errorCodeOf(const std::string &reason)
{
    if (reason == "unavailable")
        return 533; // insufficient capacity
    if (reason == "busy" || reason == "conflict")
        return static_cast<int>(Code::InUse);
    return static_cast<int>(Code::Internal);
}

} // namespace

std::string dateText(const std::string &timestamp)
{
    return timestamp.substr(0, 19) + "+0000";
}

Jobs::Jobs(Cloud &cloud, Commands &commands)
    : m_cloud(cloud)
{
    commands.add({"queryAsyncJobResult", {"jobid*"}, [this](const Parameters &p) { return query(p); }});
    commands.add({"listAsyncJobs", {"page", "pagesize"}, [this](const Parameters &p) { return list(p); }});
}

std::string Jobs::begin(const std::string &command, const std::string &kind, const std::string &objectId)
{
    Job job;
    job.id = m_cloud.operations().begin({objectId, {}, {}});
    job.command = command;
    job.kind = kind;
    job.objectId = objectId;
    job.created = timestamp();
    job.snapshot = objectOf(job);
    m_cloud.world().cloudStack().addJob(job);
    return job.id;
}

void Jobs::finishAfterFirewall(const std::string &jobId)
{
    m_cloud.firewall().refresh(
        [this, jobId](const std::string &error) { m_cloud.operations().finishWith(jobId, error); });
}

json Jobs::started(const std::string &jobId, const std::string &objectId)
{
    json answer{{"jobid", jobId}};
    if (!objectId.empty())
        answer["id"] = objectId;
    return answer;
}

json Jobs::objectOf(const Job &job) const
{
    const auto found = m_kinds.find(job.kind);
    return found == m_kinds.end() ? json() : found->second(job.objectId);
}

json Jobs::query(const Parameters &parameters)
{
    Job *job = m_cloud.world().cloudStack().job(parameters.required("jobid"));
    if (!job)
        parameters.refuse("jobid");
    return row(*job);
}

json Jobs::list(const Parameters &parameters)
{
    json rows = json::array();
    for (Job &job : m_cloud.world().cloudStack().jobs)
        rows.push_back(row(job));
    return listAnswer(parameters, "asyncjobs", rows);
}

json Jobs::row(Job &job)
{
    json result{{"accountid", accountId()},
                {"userid", userId()},
                {"cmd", "org.apache.cloudstack.api.command.user." + job.command + "Cmd"},
                {"jobstatus", 0},
                {"jobprocstatus", 0},
                {"jobresultcode", 0},
                {"created", dateText(job.created)},
                {"jobid", job.id}};
    if (!job.objectId.empty())
        result["jobinstanceid"] = job.objectId;
    const Operation *operation = m_cloud.world().operation(job.id);
    if (operation && operation->state == "pending")
        return result;
    if (job.completed.empty())
        job.completed = timestamp();
    result["completed"] = dateText(job.completed);
    result["jobresulttype"] = "object";
    if (!operation || operation->state != "success") {
        const std::string reason = operation ? operation->reason : std::string();
        const std::string text = operation ? operation->message : "The job was forgotten.";
        result["jobstatus"] = 2;
        result["jobresultcode"] = static_cast<int>(Code::Internal);
        result["jobresult"] = {{"errorcode", errorCodeOf(reason)}, {"errortext", text}};
        return result;
    }
    result["jobstatus"] = 1;
    const json object = objectOf(job);
    result["jobresult"] = job.kind.empty() ? json{{"success", true}}
                                           : json{{job.kind, object.is_null() ? job.snapshot : object}};
    return result;
}

} // namespace skep::sandbox::cloudstack
