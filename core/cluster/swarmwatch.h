// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/coalescer.h"
#include "core/cluster/monitor.h"
#include "core/cluster/rounds.h"
#include "core/cluster/storewriter.h"

namespace skep::cluster {

//! The swarm's half of the monitor: one manager at a time, its events as hints, its lists as the truth. Main
//! thread.
class SwarmWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SwarmWatch)

public:
    SwarmWatch(Store *store, const Sources &sources, QObject *parent = nullptr);

    void start();
    void stop();
    void setVisible(bool visible);
    void refresh();
    void committed(); //!< the store says now what the facts mean

signals:
    void changed(); //!< the facts are newer; somebody must commit them
    void refused(const skep::Error &error);

private:
    enum Kind { Nodes, Services, Tasks };

    void connectNext();
    void opened(docker::Client *client);
    void openEvents();
    void hint(const QByteArray &line);
    void fetch(Kind kind);
    template <typename T>
    void ask(Kind kind, Pending<QList<T>> pending, QList<T> Facts::*field);
    void answered(Kind kind);
    void heard();
    void failed(const Error &error);
    void endSession();

    Store *m_store;
    StoreWriter m_writer;
    QList<Sources::Engine> m_managers;
    std::function<QString(const docker::Node &)> m_machineName;
    Rounds m_rounds;
    bool m_started = false;
    Coalescer<int> m_dirty;
    std::unique_ptr<QObject> m_session; // everything of one connection hangs on it
    QPointer<docker::Client> m_client;
    QSet<int> m_running;
    QSet<int> m_known; //!< read in this session
    QSet<int> m_again;
    int m_leaderless = 0; // managers of this round that know no leader
    bool m_visible = true;
    QTimer m_retry;
    QTimer m_stale;
    QTimer m_taskPoll;
    QTimer m_poll;
};

} // namespace skep::cluster
