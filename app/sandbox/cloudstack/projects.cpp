// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/projects.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/zones.h"
#include "app/sandbox/encoding.h"

#include <utility>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

json list(const Cloud &cloud, const Parameters &parameters)
{
    json rows = json::array();
    const std::string &name = cloud.settings().project;
    json row{{"id", projectId(name)}, {"name", name}, {"displaytext", name}, {"state", "Active"}};
    row["domainid"] = domainId();
    row["domain"] = domainName;
    if (!name.empty() && isAskedFor(parameters, row))
        rows.push_back(std::move(row));
    return listAnswer(parameters, "project", rows);
}

//! Machines, groups and the like have an id, keys have a name only.
std::string identity(const json &row)
{
    return row.is_object() ? row.value("id", row.value("name", std::string())) : std::string();
}

void setOwner(json &row, const std::string &project)
{
    if (!row.is_object())
        return;
    row.erase("account");
    row["project"] = project;
    row["projectid"] = projectId(project);
    for (const char *rules : {"ingressrule", "egressrule"})
        if (row.contains(rules))
            for (json &rule : row.at(rules))
                if (rule.contains("account"))
                    rule["account"] = projectAccount(project);
}

//! The object whose owner decides: for an address or a rule its network. Empty: everybody's.
std::string ownedBy(const json &row)
{
    for (const char *parent : {"associatednetworkid", "networkid"})
        if (row.contains(parent))
            return row.value(parent, std::string());
    return row.contains("account") || row.contains("fingerprint") ? identity(row) : std::string();
}

//! Without what the caller does not see. The count stays that of all: clients go by the last page, too.
json visible(const Records &records, const std::string &name, bool isInside, json answer)
{
    for (auto &[key, rows] : answer.items()) {
        if (!rows.is_array())
            continue;
        json seen = json::array();
        for (json &row : rows) {
            const std::string owned = ownedBy(row);
            const bool isOfProject = records.ofProject.count(owned) > 0;
            if (isOfProject && isInside)
                setOwner(row, name);
            if (owned.empty() || isOfProject == isInside)
                seen.push_back(std::move(row));
        }
        rows = std::move(seen);
    }
    return answer;
}

json kept(Records &records, const std::string &name, json answer)
{
    if (const std::string id = identity(answer); !id.empty()) {
        records.ofProject.insert(id);
        return answer;
    }
    for (auto &[key, object] : answer.items())
        if (const std::string id = identity(object); !id.empty()) {
            records.ofProject.insert(id);
            setOwner(object, name);
        }
    return answer;
}

bool makes(const Command &command)
{
    for (const char *start : {"create", "deploy", "register", "associate"})
        if (command.name.rfind(start, 0) == 0)
            return true;
    return false;
}

} // namespace

std::string projectId(const std::string &name)
{
    return uuidFrom("cloudstack/project/" + name);
}

std::string projectAccount(const std::string &name)
{
    return "PrjAcct-" + name + "-1";
}

void addProjects(Cloud &cloud, Commands &commands)
{
    commands.add({"listProjects",
                  {"id", "name", "keyword", "listall", "page", "pagesize"},
                  [&cloud](const Parameters &p) { return list(cloud, p); }});
}

json inProject(Cloud &cloud, const Command &command, const Parameters &parameters, json answer)
{
    const std::string &name = cloud.settings().project;
    if (name.empty())
        return answer;
    const bool isInside = parameters.has("projectid");
    if (isInside && parameters.text("projectid") != projectId(name))
        parameters.refuse("projectid");
    Records &records = cloud.world().cloudStack();
    if (!command.changes() && command.name.rfind("list", 0) == 0 && command.name != "listTemplates"
        && command.name != "listResourceLimits")
        return visible(records, name, isInside, std::move(answer));
    return isInside && makes(command) ? kept(records, name, std::move(answer)) : answer;
}

} // namespace skep::sandbox::cloudstack
