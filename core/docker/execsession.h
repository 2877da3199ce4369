// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/client.h"
#include "core/net/rawstream.h"
#include "core/ssh/terminalsource.h"

#include <QPointer>

namespace skep::docker {

//! What to run in a container.
struct ExecRequest
{
    QString container; //!< id or name
    QStringList command = {}; //!< empty: bash where there is one, else sh
    QString user = {}; //!< empty: the container's
    bool isTty = true;
};

//! A program in a container, with a terminal of its own or without input. When the connection breaks it is
//! Closed: an engine lets nobody come back to a running exec, so reconnectNow() starts the program anew. Main
//! thread.
class ExecSession final : public TerminalSource
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExecSession)

public:
    using Connect = std::function<Pending<Client *>()>;

    ExecSession(Connect connect, ExecRequest request, QObject *parent = nullptr);

    void start(int columns, int rows) override;
    void write(const QByteArray &bytes) override;
    void resize(int columns, int rows) override;
    void acknowledge(qsizetype bytes) override;
    void reconnectNow() override;
    void close() override;

signals:
    void receivedError(const QByteArray &bytes); //!< stderr; never with a terminal

private:
    void run();
    void attach(const QString &execId);
    void settleSize(int tries);
    void read(const QByteArray &bytes);
    void demultiplex();
    void onClosed();
    void onProblem(const Error &error);
    void drop();

    Connect m_connect;
    ExecRequest m_request;
    int m_columns = 80;
    int m_rows = 24;
    std::unique_ptr<QObject> m_session; //!< everything of one run hangs on it
    QPointer<Client> m_client;
    QPointer<net::RawStream> m_stream;
    QString m_execId;
    QByteArray m_frames; //!< without a terminal: what is not a whole frame yet
};

} // namespace skep::docker
