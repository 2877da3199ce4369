// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/monitor.h"
#include "core/cluster/rounds.h"
#include "core/cluster/storewriter.h"
#include "core/docker/objects.h"

namespace skep::cluster {

//! The monitor's half for what has no swarm mode: an engine alone, or the manager of a classic swarm. What it
//! says of itself is the truth, its events are hints. Main thread.
class EngineWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineWatch)

public:
    EngineWatch(Store *store, const Sources &sources, QObject *parent = nullptr);

    void start();
    void stop();
    void setVisible(bool visible);
    void refresh();

signals:
    void changed(); //!< the facts are newer; somebody must commit them
    void refused(const skep::Error &error);

private:
    void connectNow();
    void opened(docker::Client *client);
    void fetch();
    Result<> take(const QJsonObject &info);
    void takeContainers(const QList<docker::Container> &containers);
    void heard();
    void failed(const Error &error);
    void endSession();

    StoreWriter m_writer;
    Sources m_sources;
    Rounds m_rounds{1};
    bool m_started = false;
    bool m_visible = true;
    bool m_running = false;
    bool m_again = false;
    std::unique_ptr<QObject> m_session; // everything of one connection hangs on it
    QPointer<docker::Client> m_client;
    QTimer m_retry;
    QTimer m_stale;
    QTimer m_poll;
    QTimer m_soon;
};

} // namespace skep::cluster
