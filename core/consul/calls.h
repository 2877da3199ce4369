// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/consul/client.h"

#include <QJsonDocument>

namespace skep::consul {

//! One request to the agent.
struct Client::Call
{
    QByteArray method = "GET";
    QString path; //!< percent-encoded
    QUrlQuery query = {};
    QByteArray body = {};
    quint64 index = 0;
    std::chrono::seconds wait = {};
    SecretPtr token = {}; //!< instead of the client's own

    static Call put(QString path, const QJsonObject &body)
    {
        return {.method = "PUT",
                .path = std::move(path),
                .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
    }
    static Call blocking(QString path, quint64 index, std::chrono::seconds wait)
    {
        return {.path = std::move(path), .index = index, .wait = index > 0 ? wait : std::chrono::seconds(0)};
    }
    static QString segment(const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }
};

} // namespace skep::consul
