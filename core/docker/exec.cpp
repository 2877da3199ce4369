// SPDX-License-Identifier: GPL-3.0-or-later
// Programs started in a container that runs.
#include "core/base/jsonreader.h"
#include "core/docker/calls.h"
#include "core/net/rawstream.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

Result<std::optional<int>> parseExitCode(const QByteArray &answer)
{
    return readJsonObject<std::optional<int>>(answer, [](JsonReader &r, std::optional<int> &code) {
        bool isRunning = false;
        int value = 0;
        r.boolean("Running"_L1, isRunning);
        r.integer("ExitCode"_L1, value);
        if (!isRunning)
            code = value;
    });
}

} // namespace

Pending<QString> Client::createExec(const QString &container, const QJsonObject &wish)
{
    const auto path = objectPath(ObjectKind::Container, container);
    if (!path)
        return ready<QString>(fail(path.error()));
    return created(Call::post(*path + "/exec"_L1, wish).ofShell());
}

net::RawStream *Client::startExec(const QString &id, bool isTty, QObject *parent)
{
    const QJsonObject body{{u"Detach"_s, false}, {u"Tty"_s, isTty}};
    return m_endpoint->rawStream({.method = "POST",
                                  .url = url(m_version, u"/exec/%1/start"_s.arg(id), {}),
                                  .headers = {{"Content-Type", "application/json"}},
                                  .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
                                  .idleTimeout = std::chrono::seconds(20)},
                                 parent);
}

Pending<> Client::resizeExec(const QString &id, int columns, int rows)
{
    return command(Call::post(u"/exec/%1/resize"_s.arg(id))
                       .with(u"w"_s, QString::number(columns))
                       .with(u"h"_s, QString::number(rows))
                       .ofShell());
}

Pending<std::optional<int>> Client::execExitCode(const QString &id)
{
    return fetch<std::optional<int>>({.path = u"/exec/%1/json"_s.arg(id)}, parseExitCode);
}

} // namespace skep::docker
