// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/client.h"
#include "core/docker/logmemory.h"
#include "core/docker/logparser.h"

#include <QPointer>

namespace skep::docker {

enum class LogState {
    Connecting,
    Open,
    Waiting, //!< the connection broke; it is tried again
    Ended, //!< the container has stopped or is gone, or nothing was to be followed
    Failed //!< trying again would not help
};

//! Reads one container's log, and goes on after a broken connection without loss and without doubles. Main
//! thread.
class LogReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogReader)

public:
    LogReader(LogSource source, LogRequest request, QObject *parent);

    void start();
    void setPaused(bool paused); //!< the far side waits; nothing is lost
    const LogSource &source() const { return m_source; }
    LogState state() const { return m_state; }

signals:
    void received(const QList<skep::docker::LogLine> &lines);
    void stateChanged(const QString &why); //!< a sentence for Waiting and Failed

private:
    void connectNow();
    void open(Client *client, const QJsonObject &container);
    void read(const QByteArray &bytes);
    void give(const QList<LogLine> &lines);
    void onEnded(const Error &error);
    void onBroken(const Error &error);
    void askWhetherItGoesOn();
    void change(LogState state, const QString &why = {});

    LogSource m_source;
    LogRequest m_request;
    LogMemory m_memory;
    LogState m_state = LogState::Connecting;
    std::unique_ptr<QObject> m_session; //!< everything of one connection hangs on it
    QPointer<Client> m_client;
    QPointer<net::HttpStream> m_stream;
    std::optional<LogParser> m_parser;
    QTimer m_retry;
    int m_failures = 0;
    bool m_anything = false; //!< a line came
    bool m_paused = false;
};

} // namespace skep::docker
