// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/monitor.h"
#include "core/cluster/rounds.h"
#include "core/cluster/storewriter.h"
#include "core/consul/client.h"

#include <QElapsedTimer>

namespace skep::cluster {

//! Consul's half of the monitor: blocking queries to one agent at a time. Main thread.
class ConsulWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsulWatch)

public:
    ConsulWatch(Store *store, const Sources &sources, QObject *parent = nullptr);

    void start();
    void stop();
    void refresh();

signals:
    void changed(); //!< the facts are newer; somebody must commit them

private:
    void connectNext();
    void opened(consul::Client *client);
    void followInstances(quint64 index);
    void followServices(quint64 index);
    enum Part { Members = 1, Services = 2, Instances = 4 };
    void read(Part part);
    void readMembers();
    void readInstances();
    void checkLeader();
    //! Calls \p use with the value, unless the session is over or the answer is an error.
    template <typename T, typename Use>
    void ask(const Pending<T> &pending, Use use);
    void heard();
    void failed(const Error &error);
    void endSession();
    std::chrono::milliseconds breath(); //!< how long to wait before the next blocking query

    StoreWriter m_writer;
    QList<Sources::Agent> m_agents;
    Rounds m_rounds;
    bool m_started = false;
    std::unique_ptr<QObject> m_session;
    QPointer<consul::Client> m_client;
    Error m_lastError;
    double m_tokens = 0; // of a bucket, so that a restless catalog turns into polling
    int m_read = 0; //!< parts that were read in this run
    bool m_showsNothing = false; //!< not even its servers
    QElapsedTimer m_filled;
    QTimer m_retry;
    QTimer m_trouble;
    QTimer m_leader;
};

} // namespace skep::cluster
