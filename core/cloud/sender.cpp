// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/sender.h"

#include "core/base/log.h"

#include <QHostAddress>
#include <QRandomGenerator>

namespace skep::cloud {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto longestPause = 60s; // a cloud that asks for more is an error to show, not to wait for

//! A call with its attempts.
struct Sender::Running
{
    ApiCall call;
    Completer<QJsonObject> done;
    Pending<net::HttpResponse> current;
    int made = 0;
};

Sender::Sender(QObject *parent)
    : QObject(parent)
    , m_http(new net::HttpEndpoint(QNetworkProxy(QNetworkProxy::NoProxy), this))
{
}

Pending<QJsonObject> Sender::send(ApiCall call)
{
    auto running = std::make_shared<Running>();
    running->call = std::move(call);
    onCancelled(running->done.future(), this, [running] {
        running->current.cancel();
        running->done.settle(fail(ErrorCode::Cancelled, {}));
    });
    attempt(running);
    return running->done.future();
}

void Sender::attempt(const std::shared_ptr<Running> &running)
{
    if (running->done.isCancelled())
        return;
    ++running->made;
    running->current = m_http->send(running->call.prepared());
    onResult(running->current, this,
             [this, running](const Result<net::HttpResponse> &response) { answered(running, response); });
}

void Sender::answered(const std::shared_ptr<Running> &running, const Result<net::HttpResponse> &response)
{
    const ApiCall &call = running->call;
    Result<QJsonObject> result =
        response ? call.read(*response) : Result<QJsonObject>(fail(response.error()));
    const auto asked = response && !result && call.askedPause ? call.askedPause(*response) : 0ms;
    if (result || !result.error().retryable || running->made >= call.attempts || asked > longestPause)
        return running->done.settle(std::move(result));
    const auto grown = Backoff{.attempts = 0, .first = 500ms, .most = 8s}.wait(
        running->made, QRandomGenerator::global()->generateDouble());
    const auto pause = std::max<std::chrono::milliseconds>(asked, grown);
    qCInfo(lcCloud).noquote() << call.what << "failed, trying again in" << pause.count()
                              << "ms:" << result.error().message;
    QTimer::singleShot(pause, this, [this, running] { attempt(running); });
}

Result<> checkAddress(const QUrl &endpoint, const QString &example)
{
    const QString host = endpoint.host();
    if (!endpoint.isValid() || host.isEmpty() || endpoint.hasQuery() || endpoint.hasFragment()
        || !endpoint.userInfo().isEmpty())
        return fail(ErrorCode::Config, Sender::tr("The cloud's address must look like %1.").arg(example));
    if (endpoint.scheme() == "https"_L1
        || (endpoint.scheme() == "http"_L1 && (host == "localhost"_L1 || QHostAddress(host).isLoopback())))
        return {};
    return fail(ErrorCode::Config,
                Sender::tr("The cloud's address must start with https://, so that nobody can read or change "
                           "what is sent. Only a cloud on this computer may do without."));
}

} // namespace skep::cloud
