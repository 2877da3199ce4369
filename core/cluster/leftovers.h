// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cluster/clusterfile.h"

namespace skep::cluster {

class Workspace;

//! An object of an account that carries Skep's label and belongs to no cluster that is known here.
struct Leftover
{
    enum class Kind { Machine, Group, AffinityGroup, SshKey };
    Kind kind = Kind::Machine;
    QString id;
    QString name;
    QString clusterId; //!< what its label says
    QString clusterName; //!< as far as its label or its name tells
    QString zone;
    QString address; //!< of a machine
    QDateTime createdAt; //!< not valid where the cloud does not say
    bool operator==(const Leftover &) const = default;
};
QString kindName(Leftover::Kind kind); //!< for people: "machine"
QString kindWord(Leftover::Kind kind); //!< in skepctl's output: "firewall-group"

//! Looks in every zone of the account; by cluster, machines first.
Pending<QList<Leftover>> findLeftovers(Workspace *workspace, const QString &accountName);

//! The record of a cluster that only its labels tell of, to be destroyed by: \p leftovers are all of one
//! cluster. What it was created from is not known any more.
Error onlyLabelsTell(); //!< why such a cluster cannot be gone on with
ClusterFile recordOf(const QList<Leftover> &leftovers, const Account &account);

} // namespace skep::cluster
