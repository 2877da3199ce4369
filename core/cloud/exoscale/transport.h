// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/net/httpendpoint.h"

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

//! Signs calls, sends them, and turns answers into objects or sentences. Reading and deleting are repeated
//! after trouble on the way, with growing pauses or the one that the cloud asks for; creating never is. Main
//! thread.
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
    struct Running;
    void attempt(const std::shared_ptr<Running> &running);
    void answered(const std::shared_ptr<Running> &running, const Result<net::HttpResponse> &response);
    net::HttpRequest prepared(const Call &call) const;

    QUrl m_endpoint;
    QString m_key;
    SecretPtr m_secret;
    net::HttpEndpoint *m_http;
};

//! https, or http to this computer; ends in a path. The error is a sentence for the page that asked.
Result<> checkEndpoint(const QUrl &endpoint);

} // namespace skep::cloud::exoscale
