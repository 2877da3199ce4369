// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cluster/connected.h"
#include "core/cluster/exposure.h"
#include "core/cluster/store.h"

#include <QObject>

namespace skep::consul {
class Client;
}
namespace skep::docker {
class Client;
}

namespace skep::cluster {

//! Where the truth can be asked for, most wanted first. A client stays its owner's and may go at any time.
struct Sources
{
    struct Engine
    {
        QString machine;
        std::function<Pending<docker::Client *>()> open; //!< connects where needed
    };
    struct Agent
    {
        QString machine;
        std::function<Pending<consul::Client *>()> open;
    };
    QList<Engine> managers;
    QList<Agent> agents; //!< empty: the cluster has no Consul
    QList<Exposure> exposures; //!< shown as long as they are there
    std::function<QString(const docker::Node &)> machineName; //!< Skep's name of the machine; may be null
    QStringList consulServers = {}; //!< that there should be, by their machines
    EngineKind kind = EngineKind::Swarm; //!< what the managers are
};

//! Keeps a store true: follows one manager's events and lists, and one Consul agent's blocking queries, and
//! goes over to the next where one fails. An event only says that something changed; the truth is a list
//! call. Main thread.
class Monitor : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Monitor)

public:
    //! \p store is not owned and must outlive the monitor.
    Monitor(Store *store, Sources sources, QObject *parent = nullptr);
    ~Monitor() override;

    //! Shows what this file knows until something newer is read, and writes the newest there from time to
    //! time.
    void setSnapshotFile(const QString &path);
    void start();
    void stop(); //!< also what is remembered is saved
    void setVisible(bool visible); //!< asks less often while nobody looks
    void refresh(); //!< asks for everything now; also the end of a wait before the next attempt

signals:
    //! No manager lets us in; only refresh() asks again.
    void refused(const skep::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::cluster
