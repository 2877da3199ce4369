// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace skep::test {

//! A real Consul server of its own on free loopback ports; gone with this object.
class ConsulFixture
{
    Q_DISABLE_COPY_MOVE(ConsulFixture)

public:
    //! \p configuration is more HCL for the server, for example its acl block.
    explicit ConsulFixture(const QByteArray &configuration = {});
    ~ConsulFixture();

    static QString program(); //!< empty: there is none here, and none can be fetched
    bool start(); //!< true when a leader answers; the data of an earlier start is still there
    void stop(); //!< as a power cut does it

    QUrl url() const; //!< of the HTTP API
    quint16 httpPort() const { return m_httpPort; }
    quint16 dnsPort() const { return m_dnsPort; }
    QByteArray log() const;

    //! A call to the HTTP API without the product's own client; the body of the answer.
    QByteArray call(const QByteArray &method, const QString &path, const QByteArray &body = {},
                    const QByteArray &token = {}) const;

private:
    bool answers() const;

    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    quint16 m_httpPort = 0;
    quint16 m_dnsPort = 0;
};

} // namespace skep::test
