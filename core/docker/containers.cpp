// SPDX-License-Identifier: GPL-3.0-or-later
// Containers outside of services: for the steps of a creation and for the proof.
#include "core/base/jsonreader.h"
#include "core/docker/answers.h"
#include "core/docker/calls.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr qsizetype mostOutput = 1024 * 1024;
constexpr auto mostLines = "10000"_L1;

Result<int> exitCode(const QByteArray &answer)
{
    return readJsonObject<int>(
        answer, [](JsonReader &r, int &code) { r.integer("StatusCode"_L1, code, JsonReader::Required); });
}

//! A create that was refused left nothing; one whose answer was lost may have made the container.
bool maybeCreated(const Error &error)
{
    return error.code == ErrorCode::Timeout || error.code == ErrorCode::Network
        || error.code == ErrorCode::Cancelled || error.code == ErrorCode::Protocol;
}

} // namespace

Pending<QString> Client::createContainer(const QString &name, const QJsonObject &spec)
{
    Call call = Call::post(u"/containers/create"_s, spec);
    if (!name.isEmpty())
        call.query.addQueryItem(u"name"_s, QString::fromLatin1(QUrl::toPercentEncoding(name)));
    return created(std::move(call));
}

Pending<> Client::startContainer(const QString &id)
{
    return command(Call::post(u"/containers/%1/start"_s.arg(id)));
}

Pending<> Client::stopContainer(const QString &id, int seconds)
{
    const auto limit = std::chrono::seconds(seconds + 15);
    return command(Call::post(u"/containers/%1/stop"_s.arg(id))
                       .with(u"t"_s, QString::number(seconds))
                       .within(limit, limit));
}

Pending<> Client::restartContainer(const QString &id, int seconds)
{
    const auto limit = std::chrono::seconds(seconds + 15);
    return command(Call::post(u"/containers/%1/restart"_s.arg(id))
                       .with(u"t"_s, QString::number(seconds))
                       .within(limit, limit));
}

Pending<> Client::keepStopped(const QString &idOrName)
{
    return command(Call::post(u"/containers/%1/update"_s.arg(idOrName),
                              {{u"RestartPolicy"_s, QJsonObject{{u"Name"_s, u"no"_s}}}}));
}

Pending<QString> Client::startNewContainer(const QString &name, const QJsonObject &spec,
                                           const std::optional<RegistryLogin> &login)
{
    const QString image = spec.value("Image"_L1).toString();
    const auto there = andThen(hasImage(image), this, [=, this](bool isThere) {
        return isThere ? ready<>({}) : pullImage(image, login);
    });
    const auto made = andThen(there, this, [=, this] { return createContainer(name, spec); });
    return andThen(made, this, [this](const QString &id) {
        Completer<QString> completer;
        auto started = startContainer(id);
        onCancelled(completer.future(), this, [started]() mutable { started.cancel(); });
        onResult(started, this, [this, completer, id](Result<> result) {
            if (result)
                return completer.settle(id);
            // What could not start is of no use to anybody, and its name would be taken.
            onResult(removeContainer(id), this, [completer, error = result.error()](const Result<> &) {
                completer.settle(fail(error));
            });
        });
        return completer.future();
    });
}

Pending<> Client::removeContainer(const QString &idOrName)
{
    auto removed = call(Call{.method = "DELETE", .path = "/containers/"_L1 + idOrName}
                            .with(u"force"_s, u"true"_s)
                            .with(u"v"_s, u"true"_s)
                            .within(std::chrono::seconds(30), std::chrono::seconds(30)));
    return withoutValue(unlessMissing(removed, this, net::HttpResponse()), this);
}

Pending<ContainerOutcome> Client::runContainer(const QString &name, const QJsonObject &spec,
                                               std::chrono::seconds limit)
{
    const bool isTty = spec.value("Tty"_L1).toBool();
    auto create = createContainer(name, spec);
    auto outcome = andThen(
        create, this, [this, name, isTty, limit](const QString &) { return runCreated(name, isTty, limit); });
    Completer<ContainerOutcome> completer;
    onCancelled(completer.future(), this, [outcome]() mutable { outcome.cancel(); });
    onResult(outcome, this, [this, completer, name, create](Result<ContainerOutcome> result) {
        const auto made = create.isFinished() && create.resultCount() > 0
            ? create.result()
            : Result<QString>(fail(ErrorCode::Cancelled, {}));
        if (!made && !maybeCreated(made.error()))
            return completer.settle(std::move(result));
        onResult(removeContainer(name), this, [completer, result = std::move(result)](Result<> removed) {
            if (result && !removed) {
                return completer.settle(
                    fail(prefixed(Client::tr("The container did its work but cannot be removed"),
                                  std::move(removed).error())));
            }
            completer.settle(result);
        });
    });
    return completer.future();
}

Pending<ContainerOutcome> Client::runCreated(const QString &name, bool isTty, std::chrono::seconds limit)
{
    auto ended = andThen(startContainer(name), this, [this, name, limit] {
        return call(Call::post(u"/containers/%1/wait"_s.arg(name)).within(limit, limit));
    });
    return andThen(ended, this, [this, name, isTty](const net::HttpResponse &response) {
        const auto code = exitCode(response.body);
        if (!code)
            return ready<ContainerOutcome>(fail(code.error()));
        auto logs = call(Call{.path = u"/containers/%1/logs"_s.arg(name)}
                             .with(u"stdout"_s, u"true"_s)
                             .with(u"stderr"_s, u"true"_s)
                             .with(u"tail"_s, mostLines));
        return andThen(logs, this, [code = *code, isTty](const net::HttpResponse &log) {
            if (isTty)
                return ready<ContainerOutcome>(ContainerOutcome{code, log.body.left(mostOutput), {}});
            auto output = demultiplex(log.body, mostOutput);
            if (!output)
                return ready<ContainerOutcome>(fail(std::move(output).error()));
            return ready<ContainerOutcome>(ContainerOutcome{code, output->out, output->err});
        });
    });
}

Pending<QJsonArray> Client::containers(bool all)
{
    return andThen(call(Call{.path = u"/containers/json"_s}.with(u"all"_s, all ? u"true"_s : u"false"_s)),
                   this,
                   [](const net::HttpResponse &response) { return ready(parseJsonArray(response.body)); });
}

net::HttpStream *Client::containerLogs(const QString &id, const LogRequest &request, QObject *parent)
{
    constexpr qint64 nanosPerSecond = 1'000'000'000;
    QUrlQuery query;
    query.addQueryItem(u"stdout"_s, u"true"_s);
    query.addQueryItem(u"stderr"_s, u"true"_s);
    query.addQueryItem(u"timestamps"_s, u"true"_s);
    query.addQueryItem(u"follow"_s, request.follow ? u"true"_s : u"false"_s);
    query.addQueryItem(u"tail"_s, request.tail < 0 ? u"all"_s : QString::number(request.tail));
    if (request.sinceNanos > 0)
        query.addQueryItem(
            u"since"_s,
            u"%1.%2"_s.arg(request.sinceNanos / nanosPerSecond)
                .arg(QString::number(request.sinceNanos % nanosPerSecond).rightJustified(9, u'0')));
    return m_endpoint->stream({.url = url(m_version, u"/containers/%1/logs"_s.arg(id), query),
                               .idleTimeout = std::chrono::seconds(20)},
                              parent);
}

} // namespace skep::docker
