// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>

#include <memory>

//! A real Consul agent, server or client, on loopback ports of its own; ends with the object.
class ConsulAgent
{
public:
    //! The program: in PATH, in the cache, or out of Debian 11's package. Empty, with a reason, where none
    //! can be had.
    static QString program(QString *reason);

    //! Without a server to join it is a server, with ACL deny and managementToken() as initial management
    //! token.
    ConsulAgent(const QString &program, const QString &directory, const ConsulAgent *join = nullptr);
    ~ConsulAgent();
    ConsulAgent(const ConsulAgent &) = delete;
    ConsulAgent &operator=(const ConsulAgent &) = delete;

    bool start(); //!< true when it answers (a server: when it leads)
    void kill(); //!< as a crash; the data stay
    void forget(); //!< removes the data of a stopped agent
    void forgetServices(); //!< removes a stopped agent's services and checks
    //! The token that a client agent uses for its own node and for what is asked without one.
    void setOwnToken(const QString &token) { m_ownToken = token; }

    QString url() const;
    static QString managementToken();
    //! Asks with the management token.
    QJsonDocument get(const QString &path) const;
    int put(const QString &path, const QJsonObject &body, QJsonObject *answer = nullptr) const;
    //! Makes a token with these rules and gives its secret.
    QString makeToken(const QString &name, const QString &rules) const;

private:
    QJsonObject configuration() const;
    QByteArray request(const QByteArray &verb, const QString &path, const QByteArray &body,
                       int *status) const;

    QString m_program;
    QString m_directory;
    const ConsulAgent *m_join;
    QString m_ownToken;
    quint16 m_http = 0;
    quint16 m_serf = 0;
    quint16 m_rpc = 0;
    std::unique_ptr<QProcess> m_process;
};
