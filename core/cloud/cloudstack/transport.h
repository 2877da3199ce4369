// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/cloudstack/signer.h"
#include "core/cloud/sender.h"

#include <QJsonObject>

namespace skep::cloud::cloudstack {

//! Signs calls and turns answers into objects or sentences. Calls that only read are GETs and
//! are repeated after trouble on the way; all others are POSTs and made once. Main thread.
class Transport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Transport)

public:
    Transport(QUrl endpoint, QString key, SecretPtr secret, QObject *parent = nullptr);
    ~Transport() override;

    const QUrl &endpoint() const { return m_endpoint; }
    //! The object of the answer, without its envelope. \p attempts is for calls that read.
    Pending<QJsonObject> send(const QString &command, const Parameters &parameters, int attempts = 4);
    //! All pages of a list, each a call of its own; a list that is not there is empty.
    Pending<QJsonArray> list(const QString &command, const QString &name, const Parameters &parameters);

private:
    struct Pages;
    void nextPage(const std::shared_ptr<Pages> &pages);
    net::HttpRequest prepared(const QString &command, Parameters parameters) const;

    QUrl m_endpoint;
    QString m_key;
    SecretPtr m_secret;
    Sender *m_sender;
};

//! https, or http to this computer. The error is a sentence for the page that asked.
Result<> checkEndpoint(const QUrl &endpoint);
bool isReading(const QString &command);

} // namespace skep::cloud::cloudstack
