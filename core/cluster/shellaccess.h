// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "core/local/dockercontexts.h"
#include "core/local/knownhosts.h"
#include "core/local/places.h"

namespace skep::cluster {

//! One thing that is to be written for the user, said before it is done.
struct AccessItem
{
    QString what; //!< one sentence
    bool isDone = false; //!< it is so already
    bool operator==(const AccessItem &) const = default;
};

//! What makes docker in an ordinary shell reach a cluster with the user's own key: the key on the machines,
//! the machines in known_hosts, a docker context. Each is written only when it is missing, and taken back by
//! what marks it as ours. Main thread; files are read and written elsewhere.
class ShellAccess : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShellAccess)

public:
    //! \p cluster is not owned and must outlive it.
    ShellAccess(Cluster *cluster, local::Places places, QObject *parent = nullptr);

    //! What add() would write. Errors: Config (a name, a key), Conflict (a foreign context or host key).
    Pending<QList<AccessItem>> itemsToAdd(const QString &context, const QString &publicKey);
    Pending<> add(const QString &context, const QString &publicKey);

    //! What remove() would take back. The machines need to answer only where a key comes off them.
    Pending<QList<AccessItem>> itemsToRemove(const QString &context);
    Pending<> remove(const QString &context, bool keepsKey = false);

    Pending<QList<local::DockerContext>> contexts(); //!< those of this cluster

    //! What was written for machines of the cluster becomes true for those that it has now; nothing is
    //! written where it has no context. To be called when machines have come or gone.
    Pending<> keepTrue();
    struct Taken
    {
        QStringList gone; //!< for people
        QStringList left; //!< with the reason each
    };
    Pending<Taken> takeAll(); //!< of a cluster that is gone; no machine is asked

private:
    struct Wish;
    struct Leaving;
    Pending<Leaving> leaving(const QString &name) const;
    QList<local::KnownHost> hosts() const;
    QStringList managers() const; //!< as docker calls them
    Wish wish(const QString &context, const QString &publicKey) const;
    QString keyLine(const QString &fingerprint) const; //!< of a person's key on the machines; empty: none

    Cluster *m_cluster;
    local::Places m_places;
};

//! "ssh://root@203.0.113.7": what the docker client calls a machine.
QString dockerHost(const MachineRecord &machine);

} // namespace skep::cluster
