// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/destruction.h"

#include <chrono>

namespace skep::cluster {

//! So long may a cloud's lists lag behind what it has made.
inline constexpr std::chrono::seconds longestListLag{75};

//! What a creating step has made, or asked for, that no list need show yet.
struct Expected
{
    enum class Kind { Machine, Group, AffinityGroup, SshKey };
    Kind kind = Kind::Machine;
    QString name; //!< of the machine's label, the group or the key
    QString id; //!< empty where the cloud's answer was not read
    QDateTime asked;
    bool wasListed = false; //!< a destruction has found it once: when it is in no list now, it is gone
};
//! From the journal of a plan and from what an earlier destruction has deleted. Pure.
QList<Expected> expectedOf(const QHash<QString, plan::Record> &made,
                           const QHash<QString, plan::Record> &deleted);
//! The same from the journals in a cluster's folder: all that may cost money now. What cannot be read adds
//! nothing.
QList<Expected> expectedIn(const QString &folder);

//! What belongs to the cluster; looks again until \p expected is there or no list can lag that far behind any
//! more.
Pending<Inventory> takeInventory(cloud::CloudProvider *provider, const QString &clusterId,
                                 const QList<Expected> &expected, QObject *context);

} // namespace skep::cluster
