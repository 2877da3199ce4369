// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>

namespace skep::test {

//! What one run of skepctl left: its exit code, the JSON on stdout and what it told on stderr.
struct CtlOutcome
{
    int code = -1;
    QJsonDocument json;
    QByteArray out;
    QByteArray err;
};

//! Runs the real skepctl in an installation of its own (XDG_DATA_HOME) against a sandbox. Wants a keyring
//! around it.
class SkepctlFixture final
{
public:
    explicit SkepctlFixture(const SandboxFixture &sandbox);

    CtlOutcome run(const QStringList &arguments, int withinSeconds = 60) const; //!< with --output json
    std::unique_ptr<QProcess> start(const QStringList &arguments) const;
    QString writeSpec(const QJsonObject &spec) const; //!< its path
    QJsonObject spec(const QString &name, int workers) const; //!< one Consul server and one manager
    QString clusterFolder() const; //!< of the only cluster; empty: there is none

private:
    const SandboxFixture &m_sandbox;
    QTemporaryDir m_home;
};

//! Starts the test program again inside a session bus with an unlocked keyring, unless it is in one.
void needKeyring(char **arguments);

} // namespace skep::test
