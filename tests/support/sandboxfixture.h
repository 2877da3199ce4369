// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace skep::test {

//! The real skep-sandbox on a free port with a state folder of its own; ends with the fixture.
class SandboxFixture final
{
public:
    ~SandboxFixture();

    //! Starts it and waits for the line that says that it is ready. False: error() says why.
    bool start(const QStringList &arguments = {QStringLiteral("--machines"), QStringLiteral("none")},
               int readyWithinSeconds = 30);
    void stop();
    QString error() const { return m_error; }

    QUrl endpoint() const { return QUrl(m_ready.value(QStringLiteral("exoscale")).toString()); }
    QString key() const { return m_ready.value(QStringLiteral("key")).toString(); }
    SecretPtr secret() const;
    const QJsonObject &ready() const { return m_ready; }

    bool addFault(const QJsonObject &rule) const;
    bool clearFaults() const;
    QJsonObject ledger() const;
    QList<QJsonObject> calls(const QString &operation) const; //!< of the ledger, in order
    //! Empty when every call and answer keeps to the API description; else the violations.
    QString violations(const QStringList &options = {}) const;

private:
    QJsonObject control(const QByteArray &method, const QString &path, const QByteArray &body = {}) const;

    QTemporaryDir m_state;
    QProcess m_process;
    QJsonObject m_ready;
    QString m_error;
};

} // namespace skep::test
