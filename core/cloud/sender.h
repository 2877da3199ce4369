// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpendpoint.h"

#include <QJsonObject>

namespace skep::cloud {

//! One call of a cloud's API: how it is written and how its answer is read are the API's own.
struct ApiCall
{
    QString what; //!< for the log: the command, or method and path
    int attempts = 1;
    std::function<net::HttpRequest()> prepared; //!< for each attempt anew: a signature lives for minutes only
    std::function<Result<QJsonObject>(const net::HttpResponse &)> read;
    //! The pause that a refusal asks for; may be absent.
    std::function<std::chrono::milliseconds(const net::HttpResponse &)> askedPause = {};
};

//! Sends calls, and again after trouble on the way as often as they allow, with growing pauses that differ
//! from call to call, or the one that the cloud asks for. Cancelling ends the attempt under way. Main thread.
class Sender : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sender)

public:
    explicit Sender(QObject *parent = nullptr);

    Pending<QJsonObject> send(ApiCall call);

private:
    struct Running;
    void attempt(const std::shared_ptr<Running> &running);
    void answered(const std::shared_ptr<Running> &running, const Result<net::HttpResponse> &response);

    net::HttpEndpoint *m_http;
};

//! https, or http to this computer. \p example: how an address of this API looks, for the sentence.
Result<> checkAddress(const QUrl &endpoint, const QString &example);

} // namespace skep::cloud
