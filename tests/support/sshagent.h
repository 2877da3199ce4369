// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>

namespace skep::test {

//! A real ssh-agent.
class SshAgent
{
public:
    explicit SshAgent(const QString &socket)
        : m_socket(socket)
    {
        m_agent.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket});
        m_agent.waitForReadyRead(5000);
    }
    ~SshAgent()
    {
        m_agent.kill();
        m_agent.waitForFinished(3000);
        QFile::remove(m_socket);
    }
    bool add(const QString &keyFile) const
    {
        QProcess adder;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("SSH_AUTH_SOCK"), m_socket);
        adder.setProcessEnvironment(environment);
        adder.start(QStringLiteral("ssh-add"), {QStringLiteral("-q"), keyFile});
        return adder.waitForFinished(5000) && adder.exitCode() == 0;
    }
    const QString &socket() const { return m_socket; }

private:
    QString m_socket;
    QProcess m_agent;
};

} // namespace skep::test
