// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about the store of docker-machine, from which people come.
#include "app/skepctl/commands.h"
#include "core/cluster/entries.h"
#include "core/docker/speccommand.h"
#include "core/local/machinestore.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QJsonObject machineReport(const local::StoredMachine &machine)
{
    return {{u"name"_s, machine.name},
            {u"driver"_s, machine.driver},
            {u"address"_s, machine.address},
            {u"user"_s, machine.user},
            {u"port"_s, machine.port},
            {u"swarmMaster"_s, machine.isSwarmMaster},
            {u"discovery"_s, machine.discovery},
            {u"secretsInPlainText"_s, QJsonArray::fromStringList(machine.secretsInPlainText)}};
}

//! How the machine, or the classic swarm that it rules, is connected to; empty: nobody knows where it is.
QString connectingTo(const local::StoredMachine &machine)
{
    constexpr int classicPort = 3376; // where docker-machine lets a classic swarm's manager listen
    const QString command = u"skepctl cluster connect "_s + docker::shellWord(machine.name);
    const auto entry = cluster::entryOf(machine);
    if (!entry)
        return {};
    const QString host = machine.address.contains(u':') ? u'[' + machine.address + u']' : machine.address;
    if (machine.isSwarmMaster && !machine.certificateFolder.isEmpty())
        return command + " --tcp "_L1 + docker::shellWord(u"%1:%2"_s.arg(host).arg(classicPort))
            + " --certificates "_L1 + docker::shellWord(machine.certificateFolder);
    const QString key =
        entry->keyFile.isEmpty() ? QString() : u" --key "_s + docker::shellWord(entry->keyFile);
    return command + " --ssh "_L1 + docker::shellWord(entry->server) + key;
}

} // namespace

Pending<int> listStoredMachines(Session &session)
{
    const auto store = local::readMachineStore(local::machineStoreFolder());
    for (const QString &note : store.notes)
        session.say(note);
    QJsonArray list;
    QList<QStringList> rows;
    QStringList ways;
    const auto groups = local::groupsOf(store.machines);
    for (const auto &group : groups) {
        // A swarm's masters come first and stand for all of it.
        const bool isSwarm = !group.discovery.isEmpty();
        for (const auto &machine : group.machines) {
            if (const QString way = connectingTo(machine);
                !way.isEmpty() && (!isSwarm || machine.isSwarmMaster))
                ways.append(way);
            list.append(machineReport(machine));
            rows.append({machine.name, machine.driver, machine.address,
                         machine.isSwarmMaster ? tr("swarm master") : QString(), group.discovery,
                         machine.secretsInPlainText.isEmpty()
                             ? QString()
                             : tr("in plain text: %1").arg(machine.secretsInPlainText.join(u", "_s))});
        }
    }
    QString text = rows.isEmpty() ? tr("docker-machine has no machines here.") : table(rows);
    if (!ways.isEmpty())
        text += u'\n' + tr("To look at one of them, with nothing written there:") + u"\n  "_s
            + ways.join(u"\n  "_s);
    session.print(list, text);
    return ready<int>(int(Done));
}

Pending<int> scrubStoredMachines(Session &session)
{
    const QString folder = local::machineStoreFolder();
    const auto store = local::readMachineStore(folder);
    const QStringList names = session.arguments().words.mid(2);
    QStringList done;
    for (const QString &name : names) {
        const auto machine = std::find_if(store.machines.begin(), store.machines.end(),
                                          [&](const auto &each) { return each.name == name; });
        if (machine == store.machines.end())
            return ready<int>(
                fail(ErrorCode::NotFound, tr("docker-machine has no machine “%1” here.").arg(name)));
        if (machine->secretsInPlainText.isEmpty())
            continue;
        if (const auto emptied = local::emptySecrets(folder, *machine); !emptied)
            return ready<int>(fail(emptied.error()));
        done.append(name);
    }
    session.print(QJsonArray::fromStringList(done),
                  done.isEmpty()
                      ? tr("There was no secret in them.")
                      : tr("Without their secrets now: %1. docker-machine itself needs them to change "
                           "or remove these machines.")
                            .arg(done.join(u", "_s)));
    return ready<int>(int(Done));
}

} // namespace skep::ctl
