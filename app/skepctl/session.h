// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/arguments.h"
#include "core/cluster/workspace.h"

#include <QCoreApplication>
#include <QJsonValue>

namespace skep::ctl {

enum ExitCode { Done = 0, Failed = 1, Usage = 2, Missing = 3, Refused = 4, Stopped = 5 };

//! One run of the program: its workspace, what was asked for and where answers go. Main thread.
class Session : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    Session(Arguments arguments, QString stateDir, secrets::SecretStore *secrets);

    Result<> open(); //!< loads the workspace and the account that the environment names
    const Arguments &arguments() const { return m_arguments; }
    cluster::Workspace *workspace() { return &m_workspace; }
    secrets::SecretStore *secrets() { return m_secrets; }
    bool isJson() const { return m_arguments.value(QStringLiteral("output")) == QLatin1StringView("json"); }
    bool hasProgress() const;

    void print(const QJsonValue &json, const QString &text) const; //!< the one that was asked for, on stdout
    void say(const QString &line) const; //!< on stderr
    int failed(const Error &error) const; //!< tells it and gives the exit code
    Result<cluster::Cluster *> cluster(const QString &name) const;

private:
    Arguments m_arguments;
    secrets::SecretStore *m_secrets;
    cluster::Workspace m_workspace;
};

//! "a  bb\nccc d" with columns as wide as their widest cell.
QString table(const QList<QStringList> &rows);

} // namespace skep::ctl
