// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/cloud/sender.h"

#include <QJsonObject>

namespace skep::cloud::exoscale {

//! One call of the API.
struct Call
{
    QByteArray method = "GET";
    QString path; //!< below the endpoint: "/instance/…:start"
    QList<QPair<QString, QString>> query = {};
    std::optional<QJsonObject> body = {};
    bool isSigned = true;
    int attempts = 4; //!< for GET and DELETE; every other call is made once
};

//! Signs calls and turns answers into objects or sentences. Reading and deleting are repeated after trouble
//! on the way; creating never is. Main thread.
class Transport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Transport)

public:
    Transport(QUrl endpoint, QString key, SecretPtr secret, QObject *parent = nullptr);
    ~Transport() override;

    const QUrl &endpoint() const { return m_endpoint; }
    void setEndpoint(const QUrl &endpoint) { m_endpoint = endpoint; }
    Pending<QJsonObject> send(const Call &call);

private:
    net::HttpRequest prepared(const Call &call) const;

    QUrl m_endpoint;
    QString m_key;
    SecretPtr m_secret;
    Sender *m_sender;
};

//! https, or http to this computer, and none that has been switched off. The error is a sentence for the page
//! that asked.
Result<> checkEndpoint(const QUrl &endpoint);

} // namespace skep::cloud::exoscale
