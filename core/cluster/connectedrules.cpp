// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/connectedrules.h"

#include "core/cluster/compose.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

//! What the clouds that were asked so far have of a cluster's nodes.
struct Search
{
    QList<MachineRecord> nodes;
    KnownClouds clouds;
    std::shared_ptr<Audit> audit;
    QStringList found = {}; //!< names of nodes
};

using SearchPtr = std::shared_ptr<Search>;

// Private addresses are the same in many places, so they count only under the same name.
bool isNode(const cloud::Machine &machine, const MachineRecord &node)
{
    const QStringList addresses{node.address, node.privateAddress};
    if (!machine.address.isEmpty() && addresses.contains(machine.address))
        return true;
    return !machine.privateAddress.isEmpty() && addresses.contains(machine.privateAddress)
        && machine.name == node.name;
}

// Two accounts may have the same machines, and some clouds list those of all zones in each.
QList<SwarmMachine> takeNodes(Search &search, const QList<cloud::Machine> &machines)
{
    QList<SwarmMachine> among;
    for (const auto &node : std::as_const(search.nodes)) {
        if (search.found.contains(node.name))
            continue;
        const auto machine = std::find_if(machines.begin(), machines.end(),
                                          [&](const auto &each) { return isNode(each, node); });
        if (machine != machines.end())
            among.append({node.name, node.privateAddress.isEmpty() ? node.address : node.privateAddress,
                          node.role == MachineRole::Manager, *machine});
    }
    for (const auto &each : std::as_const(among))
        search.found.append(each.name);
    return among;
}

Pending<> searchHere(const SearchPtr &search, cloud::CloudProvider *cloud, QObject *context)
{
    return andThen(cloud->machines({}), context, [=](const QList<cloud::Machine> &machines) {
        const auto among = takeNodes(*search, machines);
        if (among.isEmpty())
            return ready<>({});
        return transform<void>(cloud->groups(), context,
                               [=](const QList<cloud::FirewallGroup> &groups) -> Result<> {
                                   const Audit rules = auditSwarmRules(among, groups);
                                   search->audit->rules += rules.rules;
                                   search->audit->findings += rules.findings;
                                   return {};
                               });
    });
}

Pending<> searchAccount(const SearchPtr &search, const Account &account, QObject *context)
{
    const auto everywhere = [=](const QList<cloud::Zone> &zones) {
        return allAtOnce(zones, context, [=](const cloud::Zone &zone) {
            return andThen(search->clouds.provider(account, zone.name), context,
                           [=](cloud::CloudProvider *cloud) { return searchHere(search, cloud, context); });
        });
    };
    const auto searched = andThen(search->clouds.provider(account, {}), context,
                                  [=](auto *cloud) { return andThen(cloud->zones(), context, everywhere); });
    return orElse(searched, context, [=](const Error &error) {
        search->audit->unread.append(
            QCoreApplication::translate("skep::cluster::Audits", "The account “%1” could not be asked. %2")
                .arg(account.name, error.message));
        return ready<>({});
    });
}

void tellNotFound(const Search &search)
{
    QStringList missing;
    for (const auto &node : search.nodes) {
        if (!search.found.contains(node.name))
            missing.append(node.name);
    }
    if (!missing.isEmpty())
        search.audit->unread.append(
            QCoreApplication::translate(
                "skep::cluster::Audits",
                "The firewall's rules of %1 were not read: no account that Skep knows has these machines.")
                .arg(missing.join(u", "_s)));
}

} // namespace

Pending<> auditKnownRules(const QList<MachineRecord> &nodes, const KnownClouds &clouds,
                          const std::shared_ptr<Audit> &audit, QObject *context)
{
    const auto search = std::make_shared<Search>(Search{nodes, clouds, audit});
    const auto searched = allAtOnce(clouds.accounts, context, [=](const Account &account) {
        return searchAccount(search, account, context);
    });
    return transform<void>(searched, context, [search]() -> Result<> {
        tellNotFound(*search);
        return {};
    });
}

} // namespace skep::cluster
