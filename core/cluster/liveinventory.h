// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "core/cluster/store.h"

#include <QHash>
#include <QTimer>

namespace skep::cluster {

//! Where a thing of the inventory lies.
struct Place
{
    QString machine; //!< Skep's name of it; empty: the swarm's own
    QString node; //!< as people see it
    bool isStale = false; //!< the node did not answer when it was asked last
    bool operator==(const Place &) const = default;
};

template <typename T>
struct Placed
{
    QString id; //!< of the row: unique in the cluster
    Place place;
    T item;
    bool operator==(const Placed &) const = default;
};

using ContainerRow = Placed<docker::Container>;
using ImageRow = Placed<docker::Image>;
using VolumeRow = Placed<docker::Volume>;
using NetworkRow = Placed<docker::Network>;
using FileRow = Placed<docker::SwarmFile>;

//! What lies on the nodes beside the swarm's own lists. A kind is read while somebody watches it: at once,
//! when the store changes, and every few seconds. A node that does not answer keeps its last rows, marked.
//! Main thread.
class LiveInventory : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveInventory)

public:
    enum Kind { Containers, Images, Volumes, Networks, Secrets, Configs, Infos };
    Q_ENUM(Kind)

    //! Neither is owned; both must outlive the inventory.
    LiveInventory(Operations *operations, Store *store, QObject *parent = nullptr);
    ~LiveInventory() override;

    void setWatched(Kind kind, bool watched); //!< counted: as many ends as beginnings
    void refresh(Kind kind); //!< now; where a reading is under way, once more after it
    void setInterval(std::chrono::milliseconds interval) { m_poll.setInterval(interval); }

    const std::vector<ContainerRow> &containers() const { return m_containers; }
    const std::vector<ImageRow> &images() const { return m_images; }
    const std::vector<VolumeRow> &volumes() const { return m_volumes; }
    const std::vector<NetworkRow> &networks() const { return m_networks; }
    const std::vector<FileRow> &secrets() const { return m_secrets; }
    const std::vector<FileRow> &configs() const { return m_configs; }
    QHash<QString, Result<docker::Info>> infos() const { return m_infos; } //!< by swarm node id

    bool isKnown(Kind kind) const { return m_known.contains(kind); } //!< read at least once
    QStringList silent(Kind kind) const; //!< who did not answer last, by the names people see
    Error trouble(Kind kind) const { return m_trouble.value(kind); } //!< of the last that failed

signals:
    void changed(skep::cluster::LiveInventory::Kind kind);

private:
    template <typename T>
    void ask(Kind kind, const QString &machine, const QString &node, Pending<QList<T>> pending,
             std::vector<Placed<T>> LiveInventory::*rows);
    void askSwarm(Kind kind);
    void askNodes(Kind kind);
    void askInfos();
    void settled(Kind kind, const QString &node, const std::optional<Error> &error);
    void forgetLostNodes();
    QList<std::pair<QString, QString>> places() const; //!< machine and the name people see

    Operations *m_operations;
    Store *m_store;
    std::vector<ContainerRow> m_containers;
    std::vector<ImageRow> m_images;
    std::vector<VolumeRow> m_volumes;
    std::vector<NetworkRow> m_networks;
    std::vector<FileRow> m_secrets;
    std::vector<FileRow> m_configs;
    QHash<QString, Result<docker::Info>> m_infos;
    QHash<Kind, int> m_watchers;
    QHash<Kind, int> m_running; //!< answers that are still to come
    QSet<Kind> m_again;
    QSet<Kind> m_known;
    QHash<Kind, QSet<QString>> m_silent;
    QHash<Kind, Error> m_trouble;
    QTimer m_poll;
    QTimer m_soon; //!< a change of the store is answered a little later: more of them come together
};

} // namespace skep::cluster
