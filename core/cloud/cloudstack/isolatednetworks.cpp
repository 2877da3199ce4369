// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/isolatednetworks.h"

#include <QHostAddress>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int sshPort = 22;
constexpr quint32 mostPorts = 4000;

// On the address the machines' ports stand for what is port 22 of each.
FirewallRule ruleFrom(const QJsonObject &row, const QString &cidr, int last)
{
    FirewallRule rule;
    rule.id = textOf(row["id"_L1]);
    rule.protocol = textOf(row["protocol"_L1]).toLower();
    rule.startPort = int(numberOf(row["startport"_L1]).value_or(0));
    rule.endPort = int(numberOf(row["endport"_L1]).value_or(0));
    rule.sourceCidr = cidr;
    if (rule.protocol == "tcp"_L1 && rule.startPort == baseSshPort + 1 && rule.endPort == last)
        rule.startPort = rule.endPort = sshPort;
    return rule;
}

QList<FirewallRule> rulesOf(const QJsonArray &rows, const QString &addressId, int last)
{
    QList<FirewallRule> rules;
    for (const QJsonValue &row : rows) {
        if (textOf(row["ipaddressid"_L1]) != addressId)
            continue;
        const auto cidrs = row["cidrlist"_L1].toString().split(u',', Qt::SkipEmptyParts);
        for (const QString &cidr : cidrs)
            rules.append(ruleFrom(row.toObject(), cidr.trimmed(), last));
    }
    return rules;
}

// The one that the network's own traffic leaves by, where several are.
QString addressOf(const QJsonArray &addresses, const QString &networkId)
{
    QString found;
    for (const QJsonValue &address : addresses) {
        if (textOf(address["associatednetworkid"_L1]) != networkId)
            continue;
        if (found.isEmpty() || isTrue(address["issourcenat"_L1]))
            found = textOf(address["id"_L1]);
    }
    return found;
}

Pending<> finished(const Pending<QJsonObject> &change, QObject *context)
{
    return andThen(change, context, [](const QJsonObject &) { return ready<void>({}); });
}

} // namespace

int lastSshPort(const QString &cidr)
{
    const int length = std::clamp(QHostAddress::parseSubnet(cidr).second, 8, 30);
    return baseSshPort + int(std::min(mostPorts, (1U << (32 - length)) - 2));
}

int sshPortFor(const QString &cidr, const QString &privateAddress)
{
    const auto [network, length] = QHostAddress::parseSubnet(cidr);
    const QHostAddress address(privateAddress);
    if (length < 0 || !address.isInSubnet(network, length))
        return 0;
    const quint32 mask = length == 0 ? 0 : ~0U << (32 - length);
    const quint32 host = address.toIPv4Address() & ~mask;
    return host > 0 && host <= mostPorts ? baseSshPort + int(host) : 0;
}

IsolatedNetworks::IsolatedNetworks(Calls *calls)
    : QObject(calls)
    , m_calls(calls)
{
}

Pending<QList<FirewallGroup>> IsolatedNetworks::groups(const QString &zoneId)
{
    const Parameters inZone{{u"zoneid"_s, zoneId}};
    auto listed = m_calls->list<NetworkRow>(u"listNetworks"_s, u"network"_s, inZone, networkFrom);
    return andThen(listed, this, [this, inZone](QList<NetworkRow> networks) {
        networks.removeIf([](const NetworkRow &network) { return !network.isIsolated; });
        if (networks.isEmpty())
            return ready<QList<FirewallGroup>>(QList<FirewallGroup>());
        auto addresses = m_calls->rows(u"listPublicIpAddresses"_s, u"publicipaddress"_s, inZone);
        return andThen(addresses, this, [this, networks](const QJsonArray &owned) {
            auto rules = m_calls->rows(u"listFirewallRules"_s, u"firewallrule"_s);
            return andThen(rules, this, [networks, owned](const QJsonArray &opened) {
                QList<FirewallGroup> groups;
                for (const NetworkRow &network : networks)
                    groups.append({network.id, network.name, network.description,
                                   rulesOf(opened, addressOf(owned, network.id), lastSshPort(network.cidr))});
                return ready<QList<FirewallGroup>>(groups);
            });
        });
    });
}

Pending<QString> IsolatedNetworks::offering(const QString &zoneId)
{
    auto listed =
        m_calls->rows(u"listNetworkOfferings"_s, u"networkoffering"_s,
                      {{u"guestiptype"_s, u"Isolated"_s}, {u"state"_s, u"Enabled"_s}, {u"zoneid"_s, zoneId}});
    return andThen(listed, this, [](const QJsonArray &offerings) {
        for (const QJsonValue &offering : offerings) {
            if (isTrue(offering["forvpc"_L1]) || isTrue(offering["specifyvlan"_L1]))
                continue;
            QStringList services;
            const QJsonArray rows = offering["service"_L1].toArray();
            for (const QJsonValue &service : rows)
                services << service["name"_L1].toString();
            const QStringList needed{u"SourceNat"_s, u"PortForwarding"_s, u"Firewall"_s};
            if (std::all_of(needed.begin(), needed.end(),
                            [&](const QString &name) { return services.contains(name); }))
                return ready<QString>(textOf(offering["id"_L1]));
        }
        return ready<QString>(fail(ErrorCode::Config,
                                   tr("This zone offers no isolated network with source NAT, port forwarding "
                                      "and a firewall, so Skep cannot build a cluster there.")));
    });
}

Pending<Started> IsolatedNetworks::create(const QString &zoneId, const QString &name,
                                          const QString &description)
{
    return andThen(offering(zoneId), this, [=, this](const QString &offeringId) {
        return m_calls->start(u"createNetwork"_s,
                              {{u"name"_s, name},
                               {u"displaytext"_s, description},
                               {u"zoneid"_s, zoneId},
                               {u"networkofferingid"_s, offeringId}});
    });
}

Pending<> IsolatedNetworks::remove(const QString &networkId)
{
    return m_calls->remove(u"deleteNetwork"_s, {{u"id"_s, networkId}});
}

Pending<QString> IsolatedNetworks::address(const NetworkRow &network)
{
    auto listed = m_calls->rows(u"listPublicIpAddresses"_s, u"publicipaddress"_s,
                                {{u"associatednetworkid"_s, network.id}});
    return andThen(listed, this, [this, network](const QJsonArray &addresses) {
        if (const QString known = addressOf(addresses, network.id); !known.isEmpty())
            return ready<QString>(known);
        auto taken = m_calls->finish(u"associateIpAddress"_s, {{u"networkid"_s, network.id}});
        return andThen(taken, this, [](const QJsonObject &result) {
            const QString id = textOf(result["ipaddress"_L1]["id"_L1]);
            if (id.isEmpty())
                return ready<QString>(
                    fail(ErrorCode::Protocol, tr("The cloud gave an address without saying which.")));
            return ready<QString>(id);
        });
    });
}

Pending<> IsolatedNetworks::openEgress(const NetworkRow &network)
{
    if (network.isEgressOpen)
        return ready<void>({});
    const Parameters ofNetwork{{u"networkid"_s, network.id}};
    auto listed = m_calls->rows(u"listEgressFirewallRules"_s, u"firewallrule"_s, ofNetwork);
    return andThen(listed, this, [this, ofNetwork, network](const QJsonArray &rules) {
        if (!rules.isEmpty())
            return ready<void>({});
        Parameters all = ofNetwork;
        all.insert(u"protocol"_s, u"all"_s);
        all.insert(u"cidrlist"_s, network.cidr);
        return finished(m_calls->finish(u"createEgressFirewallRule"_s, all), this);
    });
}

Pending<IsolatedNetworks::Door> IsolatedNetworks::makeDoor(const QString &networkId)
{
    auto listed =
        m_calls->list<NetworkRow>(u"listNetworks"_s, u"network"_s, {{u"id"_s, networkId}}, networkFrom);
    return andThen(listed, this, [this](const QList<NetworkRow> &networks) {
        if (networks.isEmpty())
            return ready<Door>(fail(ErrorCode::NotFound, tr("The cluster's network is not there.")));
        const NetworkRow network = networks.first();
        return andThen(address(network), this, [this, network](const QString &addressId) {
            return andThen(openEgress(network), this, [network, addressId] {
                return ready<Door>(Door{network, addressId});
            });
        });
    });
}

// Machines and rules are made at the same time; two that looked at once would each take an address.
Pending<IsolatedNetworks::Door> IsolatedNetworks::door(const QString &networkId)
{
    auto &making = m_doors[networkId];
    if (!making.isRunning()) {
        making = makeDoor(networkId);
        onResult(making, this, [this, networkId](const Result<Door> &) { m_doors.remove(networkId); });
    }
    Completer<Door> mine; // cancelling one who waits must not end the others' wait
    onResult(making, this, [mine](const Result<Door> &door) { mine.settle(door); });
    return mine.future();
}

Pending<> IsolatedNetworks::prepare(const QString &networkId)
{
    return andThen(door(networkId), this, [](const Door &) { return ready<void>({}); });
}

// After a lost answer or a conflict, what counts is whether it is there.
Pending<> IsolatedNetworks::once(const Pending<> &change, const std::function<Pending<bool>()> &isThere)
{
    return recovered<void>(change, this, [this, isThere](const Error &error) -> Pending<> {
        if (!mayBeDone(error))
            return ready<void>(fail(error));
        return andThen(isThere(), this,
                       [error](bool is) { return ready<void>(is ? Result<>() : Result<>(fail(error))); });
    });
}

Pending<bool> IsolatedNetworks::hasRule(const Door &door, const FirewallRule &rule)
{
    auto listed =
        m_calls->rows(u"listFirewallRules"_s, u"firewallrule"_s, {{u"ipaddressid"_s, door.addressId}});
    return andThen(listed, this, [door, rule](const QJsonArray &rows) {
        const auto rules = rulesOf(rows, door.addressId, lastSshPort(door.network.cidr));
        return ready<bool>(std::any_of(rules.begin(), rules.end(), [&rule](const FirewallRule &known) {
            return known.sameTraffic(rule);
        }));
    });
}

Pending<> IsolatedNetworks::addRule(const QString &networkId, const FirewallRule &rule)
{
    if (rule.protocol != "tcp"_L1 || rule.startPort != sshPort || rule.endPort != sshPort
        || rule.sourceCidr.isEmpty())
        return ready<void>(
            fail(ErrorCode::Config, tr("In a zone without firewall groups Skep opens nothing but SSH.")));
    return andThen(door(networkId), this, [this, rule](const Door &door) {
        return andThen(hasRule(door, rule), this, [this, door, rule](bool isThere) {
            if (isThere)
                return ready<void>({});
            auto made = m_calls->finish(u"createFirewallRule"_s,
                                        {{u"ipaddressid"_s, door.addressId},
                                         {u"protocol"_s, rule.protocol},
                                         {u"startport"_s, QString::number(baseSshPort + 1)},
                                         {u"endport"_s, QString::number(lastSshPort(door.network.cidr))},
                                         {u"cidrlist"_s, rule.sourceCidr}});
            return once(finished(made, this), [this, door, rule] { return hasRule(door, rule); });
        });
    });
}

Pending<> IsolatedNetworks::deleteRule(const QString &ruleId)
{
    return m_calls->remove(u"deleteFirewallRule"_s, {{u"id"_s, ruleId}});
}

static bool isSshOf(const QJsonValue &rule, const QString &machineId)
{
    return textOf(rule["virtualmachineid"_L1]) == machineId
        && numberOf(rule["privateport"_L1]).value_or(0) == sshPort;
}

Pending<bool> IsolatedNetworks::hasForwarding(const QString &machineId)
{
    return andThen(m_calls->rows(u"listPortForwardingRules"_s, u"portforwardingrule"_s), this,
                   [machineId](const QJsonArray &rules) {
                       return ready<bool>(
                           std::any_of(rules.begin(), rules.end(), [&machineId](const QJsonValue &rule) {
                               return isSshOf(rule, machineId);
                           }));
                   });
}

Pending<> IsolatedNetworks::openAccess(const MachineRow &machine)
{
    const QString id = machine.machine.id;
    return andThen(hasForwarding(id), this, [this, machine, id](bool isThere) {
        if (isThere)
            return ready<void>({});
        return andThen(door(machine.networkId), this, [this, machine, id](const Door &door) {
            const int port = sshPortFor(door.network.cidr, machine.machine.privateAddress);
            if (port == 0)
                return ready<void>(
                    fail(ErrorCode::Config,
                         tr("The network %1 is so large that Skep finds no port for the machine at %2.")
                             .arg(door.network.cidr, machine.machine.privateAddress)));
            auto made = m_calls->finish(u"createPortForwardingRule"_s,
                                        {{u"ipaddressid"_s, door.addressId},
                                         {u"protocol"_s, u"tcp"_s},
                                         {u"privateport"_s, QString::number(sshPort)},
                                         {u"publicport"_s, QString::number(port)},
                                         {u"virtualmachineid"_s, id},
                                         {u"openfirewall"_s, u"false"_s}});
            return once(finished(made, this), [this, id] { return hasForwarding(id); });
        });
    });
}

Pending<QList<Machine>> IsolatedNetworks::withAddresses(const QList<MachineRow> &machines)
{
    if (machines.isEmpty())
        return ready<QList<Machine>>(QList<Machine>());
    return andThen(m_calls->rows(u"listPortForwardingRules"_s, u"portforwardingrule"_s), this,
                   [machines](const QJsonArray &rules) {
                       QList<Machine> result;
                       for (const MachineRow &row : machines) {
                           result.append(row.machine);
                           for (const QJsonValue &rule : rules) {
                               if (!isSshOf(rule, row.machine.id))
                                   continue;
                               result.last().address = rule["ipaddress"_L1].toString();
                               result.last().sshPort = int(numberOf(rule["publicport"_L1]).value_or(sshPort));
                           }
                       }
                       return ready<QList<Machine>>(result);
                   });
}

} // namespace skep::cloud::cloudstack
