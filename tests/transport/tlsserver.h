// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/transport/certificates.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace skep::test {

//! openssl's own server on 127.0.0.1, which shows what it is told to and prints what it was sent.
class TlsServer
{
public:
    //! \p chain follows the server's own certificate. Waits until it listens.
    TlsServer(const Certificate &own, const QList<Certificate> &chain = {}, const QStringList &options = {});
    ~TlsServer();

    bool isRunning() const { return m_server.state() == QProcess::Running && m_port != 0; }
    QUrl url(const QString &path) const;
    //! All that it printed so far: with the application data of each connection.
    QByteArray heard();
    int connections()
    {
        return static_cast<int>(heard().count("CONNECTION CLOSED") + heard().count("ERROR\n"));
    }

private:
    void write(const QString &name, const QByteArray &text) const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QByteArray m_heard;
    quint16 m_port = 0;
};

} // namespace skep::test
