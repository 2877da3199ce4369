// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/change.h"

#include "core/base/jsonreader.h"
#include "core/cluster/clusterfile.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int mostMachines = 250;

struct Changes
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Change)
};

template <typename Item>
QStringList names(const QList<Item> &items)
{
    QStringList list;
    for (const auto &item : items)
        list.append(item.name);
    return list;
}

const PlannedMachine *find(const QList<PlannedMachine> &machines, const QString &name)
{
    const auto found = std::find_if(machines.begin(), machines.end(),
                                    [&](const auto &machine) { return machine.name == name; });
    return found == machines.end() ? nullptr : &*found;
}

Result<> checkLeaving(const QList<PlannedMachine> &machines, const QStringList &going)
{
    for (const QString &name : going) {
        const auto *machine = find(machines, name);
        if (!machine)
            return fail(ErrorCode::NotFound, Changes::tr("The cluster has no node “%1”.").arg(name));
        if (going.count(name) > 1)
            return fail(ErrorCode::Config, Changes::tr("%1 is named twice.").arg(name));
    }
    return {};
}

// What can be said of Consul's servers without asking them: how many there would be.
Result<> checkServers(const QList<PlannedMachine> &machines, const Change &change)
{
    const auto going = change.leavingServers();
    if (going.isEmpty())
        return {};
    const auto now = std::count_if(machines.begin(), machines.end(),
                                   [](const auto &machine) { return machine.runsConsulServer; });
    const auto after = now - going.size() + change.joiningServers();
    const QString who = going.join(u", "_s);
    if (after == 0)
        return fail(
            ErrorCode::Conflict,
            Changes::tr("%1 runs the only Consul server: without it Consul would be gone with all that "
                        "it keeps. Replace it instead.")
                .arg(who));
    if (after % 2 == 0)
        return fail(
            ErrorCode::Conflict,
            Changes::tr("Consul has %1 servers; without the Consul server on %2 they would be %3, and "
                        "an even number can lose no more than the odd one below it. Replace it instead.")
                .arg(now)
                .arg(who)
                .arg(after));
    return {};
}

// Who was made for a role stays in its group, whatever it has become since.
Result<> checkApart(const ClusterSpec &spec, const QList<PlannedMachine> &machines, const Change &change)
{
    for (const auto role : {MachineRole::Manager, MachineRole::Worker, MachineRole::ConsulServer}) {
        const QString part = roleOfName(spec, machineOf(spec, role, 1).name);
        const auto isOfRole = [&](const auto &machine) { return roleOfName(spec, machine.name) == part; };
        const auto more = std::count_if(change.add.begin(), change.add.end(), isOfRole);
        const auto all = more + std::count_if(machines.begin(), machines.end(), isOfRole);
        if (optionsOf(spec, role).antiAffinity && more > 0 && all > mostKeptApart)
            return fail(ErrorCode::Config,
                        Changes::tr("Machines of this role are kept on different hosts of the cloud, which "
                                    "can be %1 at most; with these it would be %2.")
                            .arg(mostKeptApart)
                            .arg(all));
    }
    return {};
}

} // namespace

bool Change::isOfOperatorOnly() const
{
    return !operatorCidrs.isEmpty() && add.isEmpty() && remove.isEmpty() && roles.isEmpty()
        && activate.isEmpty() && open.isEmpty() && close.isEmpty();
}

bool Change::isOfExposuresOnly() const
{
    return !(open.isEmpty() && close.isEmpty()) && operatorCidrs.isEmpty() && add.isEmpty()
        && remove.isEmpty() && roles.isEmpty() && activate.isEmpty();
}

QStringList Change::leaving() const
{
    return names(remove);
}

QStringList Change::losingManagers() const
{
    QStringList list;
    for (const auto &leaving : remove) {
        if (leaving.role == MachineRole::Manager)
            list.append(leaving.name);
    }
    for (const auto &role : roles) {
        if (role.role == MachineRole::Worker)
            list.append(role.name);
    }
    return list;
}

QStringList Change::leavingServers() const
{
    QStringList list;
    for (const auto &leaving : remove) {
        if (leaving.runsConsulServer)
            list.append(leaving.name);
    }
    return list;
}

bool Change::touchesConsul() const
{
    return joiningServers() > 0 || !leavingServers().isEmpty();
}

bool Change::comesFirst() const
{
    return !add.isEmpty() && !remove.isEmpty()
        && std::none_of(remove.begin(), remove.end(), [](const Leaving &leaving) { return leaving.isDead; });
}

int Change::joiningManagers() const
{
    return comesFirst() ? int(std::count_if(
               add.begin(), add.end(),
               [](const PlannedMachine &machine) { return machine.role == MachineRole::Manager; }))
                        : 0;
}

int Change::joiningServers() const
{
    return int(std::count_if(add.begin(), add.end(),
                             [](const PlannedMachine &machine) { return machine.runsConsulServer; }));
}

QJsonObject toJson(const Change &change)
{
    QJsonArray add;
    for (const auto &machine : change.add)
        add.append(toJson(machine));
    QJsonArray remove;
    for (const auto &machine : change.remove)
        remove.append(QJsonObject{{u"name"_s, machine.name},
                                  {u"role"_s, roleName(machine.role)},
                                  {u"isDead"_s, machine.isDead},
                                  {u"runsConsulServer"_s, machine.runsConsulServer}});
    QJsonArray roles;
    for (const auto &role : change.roles)
        roles.append(QJsonObject{{u"name"_s, role.name}, {u"role"_s, roleName(role.role)}});
    QJsonObject labels;
    for (auto it = change.labels.begin(); it != change.labels.end(); ++it)
        labels.insert(it.key(), it.value());
    QJsonArray open;
    for (const auto &exposure : change.open)
        open.append(toJson(exposure));
    QJsonArray close;
    for (const auto &exposure : change.close)
        close.append(toJson(exposure));
    return {{u"id"_s, change.id},
            {u"open"_s, open},
            {u"close"_s, close},
            {u"add"_s, add},
            {u"activate"_s, QJsonArray::fromStringList(change.activate)},
            {u"labels"_s, labels},
            {u"remove"_s, remove},
            {u"roles"_s, roles},
            {u"operatorCidrs"_s, QJsonArray::fromStringList(change.operatorCidrs)},
            {u"closeCidrs"_s, QJsonArray::fromStringList(change.closeCidrs)},
            {u"patience"_s, change.patience},
            {u"isHurried"_s, change.isHurried}};
}

Result<Change> changeFromJson(const QJsonObject &object)
{
    Change change;
    JsonReader r(object);
    r.objects("add"_L1, [&](JsonReader &machine) { change.add.append(readMachine(machine)); });
    r.textMap("labels"_L1, change.labels);
    r.objects("remove"_L1, [&](JsonReader &machine) {
        Leaving leaving;
        machine.text("name"_L1, leaving.name, JsonReader::Required);
        leaving.role = readRole(machine);
        machine.boolean("isDead"_L1, leaving.isDead);
        machine.boolean("runsConsulServer"_L1, leaving.runsConsulServer);
        change.remove.append(leaving);
    });
    r.objects("roles"_L1, [&](JsonReader &role) {
        RoleChange wanted;
        role.text("name"_L1, wanted.name, JsonReader::Required);
        wanted.role = readRole(role);
        change.roles.append(wanted);
    });
    r.objects("open"_L1, [&](JsonReader &one) { change.open.append(readExposure(one)); });
    r.objects("close"_L1, [&](JsonReader &one) { change.close.append(readExposure(one)); });
    r.text("id"_L1, change.id, JsonReader::Required);
    r.texts("activate"_L1, change.activate);
    r.texts("operatorCidrs"_L1, change.operatorCidrs);
    r.texts("closeCidrs"_L1, change.closeCidrs);
    r.integer("patience"_L1, change.patience);
    r.boolean("isHurried"_L1, change.isHurried);
    if (auto mistake = r.error())
        return fail(*std::move(mistake));
    return change;
}

QString describe(const Change &change)
{
    QStringList parts;
    const QString added = names(change.add).join(u", "_s);
    const QString removed = change.leaving().join(u", "_s);
    if (!change.add.isEmpty() && !change.remove.isEmpty())
        parts.append(Changes::tr("Replace %1 by %2").arg(removed, added));
    else if (!change.add.isEmpty())
        parts.append(Changes::tr("Add %1").arg(added));
    else if (!change.remove.isEmpty())
        parts.append(Changes::tr("Remove %1").arg(removed));
    for (const auto &role : change.roles)
        parts.append(
            (role.role == MachineRole::Manager ? Changes::tr("Promote %1") : Changes::tr("Demote %1"))
                .arg(role.name));
    if (!change.activate.isEmpty())
        parts.append(Changes::tr("Activate %1").arg(change.activate.join(u", "_s)));
    if (!change.operatorCidrs.isEmpty())
        parts.append(Changes::tr("Open SSH to %1").arg(change.operatorCidrs.join(u", "_s)));
    for (const auto &exposure : change.open)
        parts.append(Changes::tr("Open %1").arg(describe(exposure)));
    for (const auto &exposure : change.close)
        parts.append(Changes::tr("Close %1").arg(describe(exposure)));
    return parts.join(u"; "_s);
}

QString roleOfName(const ClusterSpec &spec, const QString &machineName)
{
    const QString prefix = spec.name + u'-';
    return machineName.startsWith(prefix) ? machineName.mid(prefix.size()).section(u'-', 0, 0) : QString();
}

QMap<QString, int> numbersIn(const ClusterSpec &spec, const QStringList &machineNames)
{
    QMap<QString, int> numbers;
    for (const QString &name : machineNames) {
        const QString role = roleOfName(spec, name);
        numbers[role] = std::max(numbers.value(role), name.section(u'-', -1).toInt());
    }
    return numbers;
}

Result<QList<PlannedMachine>> newMachines(const ClusterSpec &spec, const NodeWish &wish,
                                          const QMap<QString, int> &used)
{
    if (wish.count < 1 || wish.count > mostMachines)
        return fail(ErrorCode::Config,
                    Changes::tr("The number of new nodes is between 1 and %1.").arg(mostMachines));
    if (wish.role == MachineRole::ConsulServer)
        return fail(ErrorCode::Config, Changes::tr("A node is a manager or a worker."));
    QList<PlannedMachine> list;
    for (int i = 1; i <= wish.count; ++i) {
        const QString role = roleOfName(spec, machineOf(spec, wish.role, 1).name);
        auto machine = machineOf(spec, wish.role, used.value(role) + i);
        if (!wish.type.isEmpty())
            machine.type = wish.type;
        if (!wish.templateName.isEmpty())
            machine.templateName = wish.templateName;
        if (wish.diskGiB != 0)
            machine.diskGiB = wish.diskGiB;
        if (machine.diskGiB < 10 || machine.diskGiB > 51200)
            return fail(ErrorCode::Config, Changes::tr("A disk has between 10 and 51200 GiB."));
        list.append(machine);
    }
    return list;
}

PlannedMachine successorOf(const ClusterSpec &spec, const PlannedMachine &machine,
                           const QMap<QString, int> &used)
{
    const QString part = roleOfName(spec, machineOf(spec, machine.role, 1).name);
    PlannedMachine successor = machine;
    successor.name = machineOf(spec, machine.role, used.value(part) + 1).name;
    return successor;
}

QString rangeOf(const QString &address)
{
    if (address.contains(u'/'))
        return address;
    return address + (address.contains(u':') ? u"/128"_s : u"/32"_s);
}

bool isCovered(const QString &address, const QStringList &cidrs)
{
    const auto wanted = QHostAddress::parseSubnet(rangeOf(address));
    return std::any_of(cidrs.begin(), cidrs.end(), [&](const QString &cidr) {
        const auto range = QHostAddress::parseSubnet(cidr);
        return !wanted.first.isNull() && range.second >= 0 && range.second <= wanted.second
            && wanted.first.protocol() == range.first.protocol() && wanted.first.isInSubnet(range);
    });
}

QString staleAddress(const QString &address, const QStringList &cidrs)
{
    if (address.isEmpty() || isCovered(address, cidrs))
        return {};
    return Changes::tr("SSH is open to %1, but this computer is seen as %2 now: move the range.")
        .arg(cidrs.join(u", "_s), address);
}

Result<> checkChange(const ClusterSpec &spec, const QList<PlannedMachine> &machines, const Change &change)
{
    if (auto good = checkLeaving(machines, change.leaving() + names(change.roles)); !good)
        return good;
    if (auto good = checkServers(machines, change); !good)
        return good;
    for (const auto &role : change.roles) {
        if (find(machines, role.name)->role == MachineRole::ConsulServer)
            return fail(ErrorCode::Conflict,
                        Changes::tr("%1 is a Consul server and no node of the swarm.").arg(role.name));
    }
    for (const auto &role : change.roles) {
        if (find(machines, role.name)->role == role.role)
            return fail(ErrorCode::Conflict,
                        role.role == MachineRole::Manager
                            ? Changes::tr("%1 is a manager already.").arg(role.name)
                            : Changes::tr("%1 is no manager.").arg(role.name));
    }
    for (const auto &machine : change.add) {
        if (find(machines, machine.name))
            return fail(ErrorCode::Conflict, Changes::tr("There is a node “%1” already.").arg(machine.name));
    }
    if (machines.size() + change.add.size() > mostMachines)
        return fail(ErrorCode::Config, Changes::tr("A cluster has at most %1 machines.").arg(mostMachines));
    if (change.add.isEmpty() && change.remove.isEmpty() && change.roles.isEmpty()
        && change.operatorCidrs.isEmpty() && change.open.isEmpty() && change.close.isEmpty())
        return fail(ErrorCode::Config, Changes::tr("There is nothing to change."));
    if (auto good = checkApart(spec, machines, change); !good)
        return good;
    ClusterSpec wanted = spec;
    if (!change.operatorCidrs.isEmpty())
        wanted.operatorCidrs = change.operatorCidrs;
    wanted.exposures = changedExposures(wanted.exposures, change.open, change.close);
    for (const auto &problem : check(wanted)) {
        if (problem.field == "operatorCidrs"_L1 || problem.field == "exposures"_L1)
            return fail(ErrorCode::Config, problem.message, problem.field);
    }
    return {};
}

} // namespace skep::cluster
