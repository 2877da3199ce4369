// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about the store of docker-machine, from which people come.
#include "app/skepctl/commands.h"
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

} // namespace

Pending<int> listStoredMachines(Session &session)
{
    const auto store = local::readMachineStore(local::machineStoreFolder());
    for (const QString &note : store.notes)
        session.say(note);
    QJsonArray list;
    QList<QStringList> rows;
    const auto groups = local::groupsOf(store.machines);
    for (const auto &group : groups) {
        for (const auto &machine : group.machines) {
            list.append(machineReport(machine));
            rows.append({machine.name, machine.driver, machine.address,
                         machine.isSwarmMaster ? tr("swarm master") : QString(), group.discovery,
                         machine.secretsInPlainText.isEmpty()
                             ? QString()
                             : tr("in plain text: %1").arg(machine.secretsInPlainText.join(u", "_s))});
        }
    }
    session.print(list, rows.isEmpty() ? tr("docker-machine has no machines here.") : table(rows));
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
