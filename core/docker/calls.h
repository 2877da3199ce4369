// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/client.h"

#include <QJsonDocument>
#include <QtConcurrent>

namespace skep::docker {

//! One request to the engine, without the version and the server.
struct Client::Call
{
    QByteArray method = "GET";
    QString path; //!< without the version
    QUrlQuery query = {};
    QByteArray body = {};
    QByteArray contentType = {};
    QByteArray registryAuth = {};
    bool isShell = false; //!< part of running a program in a container for who looks
    // A manager cut off from the others hangs for 20 s before it refuses: reads do not wait for that.
    std::chrono::milliseconds idle{5'000};
    std::chrono::milliseconds total{10'000};

    static Call post(QString path)
    {
        return {.method = "POST",
                .path = std::move(path),
                .idle = std::chrono::seconds(25),
                .total = std::chrono::seconds(30)};
    }
    static Call post(QString path, const QJsonObject &body)
    {
        Call call = post(std::move(path));
        call.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        call.contentType = "application/json";
        return call;
    }
    Call &&with(const QString &key, const QString &value) &&
    {
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        return std::move(*this);
    }
    Call &&ofShell() &&
    {
        isShell = true;
        return std::move(*this);
    }
    Call &&as(const std::optional<RegistryLogin> &login) &&
    {
        registryAuth = docker::registryAuth(login);
        return std::move(*this);
    }
    Call &&within(std::chrono::milliseconds idleLimit, std::chrono::milliseconds totalLimit) &&
    {
        idle = idleLimit;
        total = totalLimit;
        return std::move(*this);
    }
};

//! A future that takes what arrives and forgets the value.
template <typename T>
Pending<> withoutValue(const Pending<T> &future, QObject *context)
{
    return andThen(future, context, [](const T &) { return ready<void>({}); });
}

//! Turns "not found" into a value.
template <typename T>
Pending<T> unlessMissing(Pending<T> future, QObject *context, T whenMissing)
{
    Completer<T> completer;
    onCancelled(completer.future(), context, [future]() mutable { future.cancel(); });
    onResult(future, context, [completer, whenMissing = std::move(whenMissing)](Result<T> result) {
        if (!result && result.error().code == ErrorCode::NotFound)
            return completer.settle(whenMissing);
        completer.settle(std::move(result));
    });
    return completer.future();
}

inline constexpr qsizetype largeAnswer = 256 * 1024; // parsed in another thread from here

template <typename T>
Pending<T> Client::fetch(Call call, Result<T> (*parse)(const QByteArray &))
{
    return andThen(this->call(std::move(call)), this,
                   [parse](const net::HttpResponse &response) -> Pending<T> {
                       if (response.body.size() < largeAnswer)
                           return ready(parse(response.body));
                       return QtConcurrent::run([parse, body = response.body] { return parse(body); });
                   });
}

} // namespace skep::docker
