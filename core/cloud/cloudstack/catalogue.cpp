// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/catalogue.h"

#include "core/cloud/cloudstack/calls.h"
#include "core/cloud/cloudstack/labels.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

constexpr qint64 mebibyte = 1024 * 1024;

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cloud::cloudstack", text);
}

constexpr qsizetype largestUserData = 24 * 1024; // 32 KiB in base64, which every version takes by POST

Result<> checkRequest(const MachineRequest &request)
{
    static const QRegularExpression hostName(u"\\A[a-z]([a-z0-9-]{0,61}[a-z0-9])?\\z"_s);
    if (!hostName.match(request.name).hasMatch())
        return fail(
            ErrorCode::Config,
            tr("\"%1\" is no name for a machine: use small letters, digits and hyphens.").arg(request.name));
    if (request.userData.size() > largestUserData)
        return fail(ErrorCode::Config,
                    tr("The start-up data of machine %1 is larger than 24 KiB.").arg(request.name));
    for (const QString &id : QStringList{request.instanceTypeId, request.templateId} + request.groupIds
             + request.affinityGroupIds + request.sshKeyNames) {
        if (auto ok = checkId(id); !ok)
            return ok;
    }
    return {};
}

bool carriesAll(const Machine &machine, const Labels &labels)
{
    return std::all_of(labels.keyBegin(), labels.keyEnd(), [&](const QString &name) {
        return machine.labels.contains(name) && machine.labels[name] == labels[name];
    });
}

bool hasGroups(const ZoneRow &zone)
{
    return zone.hasSecurityGroups;
}

QList<InstanceType> typesOf(const QList<Offering> &offerings)
{
    constexpr std::array sizes{std::pair(1, 2), std::pair(2, 4), std::pair(4, 8), std::pair(8, 16)};
    QList<InstanceType> types;
    for (const Offering &offering : offerings) {
        if (!offering.isCustomized) {
            types.append({offering.id, offering.name, offering.cpus, offering.memoryMiB * mebibyte, true});
            continue;
        }
        for (const auto &[cpus, gibibytes] : sizes)
            types.append({u"%1|%2|%3"_s.arg(offering.id).arg(cpus).arg(gibibytes * 1024),
                          u"%1 %2 CPU %3 GiB"_s.arg(offering.name).arg(cpus).arg(gibibytes), cpus,
                          qint64(gibibytes) * 1024 * mebibyte, true});
    }
    return types;
}

Shape shapeOf(const QString &typeId)
{
    const auto parts = typeId.split(u'|');
    if (parts.size() != 3)
        return {typeId};
    return {parts[0], parts[1].toInt(), parts[2].toInt()};
}

QJsonArray usableTemplates(const QJsonArray &rows)
{
    QJsonArray usable;
    for (const QJsonValue &row : rows) {
        if (row["isready"_L1].isUndefined() || isTrue(row["isready"_L1]))
            usable.append(row);
    }
    return usable;
}

QList<Quota> quotasOf(const QJsonArray &limits, const QJsonArray &machines)
{
    constexpr int ofMachines = 0; // CloudStack's number of the resource
    int limit = -1;
    for (const QJsonValue &row : limits) {
        if (numberOf(row["resourcetype"_L1]).value_or(-1) == ofMachines)
            limit = int(numberOf(row["max"_L1]).value_or(-1));
    }
    return {{u"instance"_s, int(machines.size()), limit}};
}

Parameters deploymentOf(const MachineRequest &request, const Shape &shape, const Offering &offering)
{
    Parameters parameters{{u"serviceofferingid"_s, shape.offeringId},
                          {u"templateid"_s, request.templateId},
                          {u"name"_s, request.name},
                          {u"displayname"_s, displayName(request.name, request.labels)}};
    if (shape.cpus > 0) { // the case of these two matters
        parameters.insert(u"details[0].cpuNumber"_s, QString::number(shape.cpus));
        parameters.insert(u"details[0].memory"_s, QString::number(shape.memoryMiB));
    }
    if (!offering.hasFixedDisk)
        parameters.insert(u"rootdisksize"_s, QString::number(request.diskGiB));
    if (request.sshKeyNames.size() == 1) // known to every version
        parameters.insert(u"keypair"_s, request.sshKeyNames.first());
    else if (!request.sshKeyNames.isEmpty())
        parameters.insert(u"keypairs"_s, request.sshKeyNames.join(u','));
    if (!request.affinityGroupIds.isEmpty())
        parameters.insert(u"affinitygroupids"_s, request.affinityGroupIds.join(u','));
    if (!request.userData.isEmpty())
        parameters.insert(u"userdata"_s, QString::fromLatin1(request.userData.toBase64()));
    return parameters;
}

} // namespace skep::cloud::cloudstack
