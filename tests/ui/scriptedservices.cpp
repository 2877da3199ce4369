// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/scriptedservices.h"

#include "tests/ui/uisupport.h"

using namespace Qt::StringLiterals;

namespace skep::test {

ScriptedServices::ScriptedServices()
{
    cluster::Account sandbox;
    sandbox.name = u"Sandbox"_s;
    sandbox.endpoint = QUrl(u"http://127.0.0.1:8650/v2"_s);
    sandbox.apiKey = u"EXOa1b2c3d4"_s;
    sandbox.operatorCidr = u"10.88.0.1/32"_s;
    sandbox.isSandbox = true;
    accountList << sandbox;
}

Pending<QList<cloud::Zone>> ScriptedServices::zones(const QString &)
{
    if (catalogueError)
        return ready<QList<cloud::Zone>>(fail(*catalogueError));
    return ready<QList<cloud::Zone>>(zoneList);
}

Pending<QList<cloud::InstanceType>> ScriptedServices::instanceTypes(const QString &, const QString &zone)
{
    const qint64 gib = qint64(1) << 30;
    if (typesOfZone.contains(zone))
        return ready<QList<cloud::InstanceType>>(typesOfZone[zone]);
    return ready<QList<cloud::InstanceType>>(QList<cloud::InstanceType>{
        {u"t"_s, u"standard.tiny"_s, 1, gib, true},
        {u"s"_s, u"standard.small"_s, 2, 2 * gib, true},
        {u"m"_s, u"standard.medium"_s, 2, 4 * gib, true},
        {u"g"_s, u"gpu2.small"_s, 12, 56 * gib, false},
    });
}

Pending<QList<cloud::MachineTemplate>> ScriptedServices::templates(const QString &, const QString &zone)
{
    cloud::MachineTemplate bare;
    bare.id = u"1"_s;
    bare.name = u"Linux Debian 12 (Bookworm) 64-bit"_s;
    cloud::MachineTemplate prepared;
    prepared.id = u"2"_s;
    prepared.name = u"Linux Debian 12 with Docker"_s;
    QList<cloud::MachineTemplate> list{bare, prepared};
    for (const QString &name : templatesOfZone.value(zone)) {
        bare.name = name;
        list << bare;
    }
    return ready<QList<cloud::MachineTemplate>>(list);
}

Pending<cloud::Abilities> ScriptedServices::abilities(const QString &, const QString &zone)
{
    return ready<cloud::Abilities>(abilitiesOfZone.value(zone));
}

Pending<QList<cluster::SpecProblem>> ScriptedServices::checkWithCloud(const cluster::ClusterSpec &)
{
    ++cloudChecks;
    if (cloudError)
        return ready<QList<cluster::SpecProblem>>(fail(*cloudError));
    return ready<QList<cluster::SpecProblem>>(cloudProblems);
}

QList<cluster::PlannedMachine> ScriptedServices::machines(const cluster::ClusterSpec &spec) const
{
    return cluster::machines(spec);
}

Pending<cluster::Estimate> ScriptedServices::estimate(const cluster::ClusterSpec &)
{
    return ready<cluster::Estimate>(estimateAnswer);
}

Result<QList<plan::Step>> ScriptedServices::plan(const cluster::ClusterSpec &) const
{
    return samplePlan();
}

QString ScriptedServices::stepTitle(const plan::Step &step) const
{
    return step.kind;
}

} // namespace skep::test
