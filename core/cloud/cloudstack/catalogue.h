// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/cloudstack/parse.h"
#include "core/cloud/cloudstack/signer.h"

//! What a zone has to offer, and what a machine made of it is asked for with.
namespace skep::cloud::cloudstack {

inline constexpr QLatin1StringView antiAffinityType{"host anti-affinity"};

bool hasGroups(const ZoneRow &zone);

//! A type of machine: an offering, with a size where the offering has none.
struct Shape
{
    QString offeringId;
    int cpus = 0; //!< 0: the offering's own
    int memoryMiB = 0;
};
//! An offering without a size becomes several types.
QList<InstanceType> typesOf(const QList<Offering> &offerings);
Shape shapeOf(const QString &typeId);

QJsonArray usableTemplates(const QJsonArray &rows);
QList<Quota> quotasOf(const QJsonArray &limits, const QJsonArray &machines);

Result<> checkRequest(const MachineRequest &request); //!< what can be said without asking the cloud
bool carriesAll(const Machine &machine, const Labels &labels);
//! Without the zone and its network.
Parameters deploymentOf(const MachineRequest &request, const Shape &shape, const Offering &offering);

} // namespace skep::cloud::cloudstack
