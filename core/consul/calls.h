// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/consul/client.h"

#include <QJsonDocument>
#include <QtConcurrent>

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

inline constexpr qsizetype largeAnswer = 256 * 1024; // parsed in another thread from here

template <typename T>
Pending<Indexed<T>> Client::query(Call call, Result<T> (*parse)(const QByteArray &))
{
    return andThen(this->call(call), this,
                   [parse, before = call.index](const net::HttpResponse &response) -> Pending<Indexed<T>> {
                       const auto index = nextIndex(before, response.headers.value("x-consul-index"));
                       const bool knownLeader = response.headers.value("x-consul-knownleader") != "false";
                       const auto read = [parse, index, knownLeader,
                                          body = response.body]() -> Result<Indexed<T>> {
                           return parse(body).map([&](T value) {
                               return Indexed<T>{std::move(value), index, knownLeader};
                           });
                       };
                       if (response.body.size() < largeAnswer)
                           return ready(read());
                       return QtConcurrent::run(read);
                   });
}

} // namespace skep::consul
