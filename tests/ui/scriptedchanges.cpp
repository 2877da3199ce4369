// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/scriptedchanges.h"

using namespace Qt::StringLiterals;

namespace skep::test {

ScriptedChanges::ScriptedChanges()
{
    wanted.name = u"hive"_s;
    wanted.templateName = u"Linux Debian 13 (Trixie) 64-bit with Docker"_s;
    wanted.managers = 3;
    wanted.workers = 2;
    wanted.consulServers = 1;
    wanted.operatorCidrs = QStringList{u"203.0.113.7/32"_s};
    wanted.workerType = u"standard.medium"_s;
    wanted.workerOptions.diskGiB = 20;
    machines = cluster::machines(wanted);
    used = {{u"manager"_s, 3}, {u"worker"_s, 2}};
}

Pending<> ScriptedChanges::answer(const QString &call)
{
    asked << call;
    return ready<>(refusal ? Result<>(fail(*refusal)) : Result<>{});
}

Pending<QMap<QString, int>> ScriptedChanges::usedNumbers()
{
    return ready<QMap<QString, int>>(used);
}

Pending<QList<cloud::InstanceType>> ScriptedChanges::machineTypes()
{
    constexpr qint64 gibibyte = 1024LL * 1024 * 1024;
    return ready<QList<cloud::InstanceType>>(
        QList<cloud::InstanceType>{{u"2"_s, u"standard.medium"_s, 2, 4 * gibibyte, true},
                                   {u"1"_s, u"standard.small"_s, 2, 2 * gibibyte, true},
                                   {u"3"_s, u"gpu.huge"_s, 48, 400 * gibibyte, false}});
}

Pending<QList<cloud::MachineTemplate>> ScriptedChanges::machineTemplates()
{
    cloud::MachineTemplate engine;
    engine.name = wanted.templateName;
    cloud::MachineTemplate large;
    large.name = u"Linux Ubuntu 24.04 LTS 64-bit"_s;
    large.minimumDiskGiB = 50;
    return ready<QList<cloud::MachineTemplate>>(QList<cloud::MachineTemplate>{engine, large});
}

Pending<> ScriptedChanges::addNodes(const cluster::NodeWish &wish)
{
    return answer(u"add %1 %2 %3 %4 %5"_s.arg(wish.count)
                      .arg(cluster::roleName(wish.role), wish.type)
                      .arg(wish.diskGiB)
                      .arg(wish.templateName));
}

Pending<> ScriptedChanges::removeNodes(const QStringList &machineNames, const cluster::Removal &how)
{
    return answer(u"remove %1 %2"_s.arg(machineNames.join(u' '),
                                        how.isHurried ? u"hurried"_s : QString::number(how.patience)));
}

Pending<> ScriptedChanges::replaceNode(const QString &machineName)
{
    return answer(u"replace "_s + machineName);
}

Pending<> ScriptedChanges::changeRole(const QString &machineName, cluster::MachineRole role)
{
    return answer(u"%1 %2"_s.arg(machineName, cluster::roleName(role)));
}

Pending<> ScriptedChanges::setAvailability(const QString &machineName, docker::Availability availability)
{
    return answer(u"%1 %2"_s.arg(machineName).arg(int(availability)));
}

Pending<> ScriptedChanges::changeLabels(const QString &machineName, const QMap<QString, QString> &set,
                                        const QStringList &unset)
{
    QStringList parts{machineName};
    for (auto it = set.begin(); it != set.end(); ++it)
        parts << it.key() + u'=' + it.value();
    for (const QString &name : unset)
        parts << name + u'-';
    return answer(parts.join(u' '));
}

} // namespace skep::test
