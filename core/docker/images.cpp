// SPDX-License-Identifier: GPL-3.0-or-later
// Images: load, look, pull.
#include "core/base/jsonreader.h"
#include "core/docker/answers.h"
#include "core/docker/calls.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr qint64 largestArchive = 64 * 1024 * 1024;
constexpr auto transferIdle = std::chrono::minutes(2);
constexpr auto transferTotal = std::chrono::minutes(10);

Result<QByteArray> readArchive(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, Client::tr("Cannot read the image archive %1.").arg(path),
                    file.errorString());
    if (file.size() > largestArchive)
        return fail(ErrorCode::Io, Client::tr("The image archive %1 is larger than 64 MiB.").arg(path));
    QByteArray bytes = file.readAll();
    if (bytes.size() != file.size())
        return fail(ErrorCode::Io, Client::tr("Cannot read the image archive %1.").arg(path),
                    file.errorString());
    return bytes;
}

//! Without a tag and a digest the engine would pull every tag there is.
QString withTag(const QString &reference)
{
    const auto name = reference.section(u'/', -1);
    return name.contains(u':') || name.contains(u'@') ? reference : reference + ":latest"_L1;
}

} // namespace

Pending<QString> Client::loadImage(const QString &archivePath)
{
    auto archive = readArchive(archivePath);
    if (!archive)
        return ready<QString>(fail(std::move(archive).error()));
    auto loaded = call(Call{.method = "POST",
                            .path = u"/images/load"_s,
                            .body = *std::move(archive),
                            .contentType = "application/x-tar"}
                           .with(u"quiet"_s, u"true"_s)
                           .within(transferIdle, transferTotal));
    auto named = andThen(loaded, this,
                         [](const net::HttpResponse &response) { return ready(loadedImage(response.body)); });
    return andThen(named, this, [this](const QString &name) {
        return andThen(
            call({.path = u"/images/%1/json"_s.arg(name)}), this, [](const net::HttpResponse &response) {
                return ready(readJsonObject<QString>(response.body, [](JsonReader &r, QString &id) {
                    r.text("Id"_L1, id, JsonReader::Required);
                }));
            });
    });
}

Pending<bool> Client::hasImage(const QString &reference)
{
    auto found = andThen(call({.path = u"/images/%1/json"_s.arg(reference)}), this,
                         [](const net::HttpResponse &) { return ready<bool>(true); });
    return unlessMissing(found, this, false);
}

Pending<> Client::pullImage(const QString &reference, const std::optional<RegistryLogin> &login)
{
    Call pull{.method = "POST", .path = u"/images/create"_s};
    auto pulled = andThen(
        call(std::move(pull)
                 .with(u"fromImage"_s, withTag(reference))
                 .as(login)
                 .within(transferIdle, transferTotal)),
        this, [](const net::HttpResponse &response) { return ready<>(checkProgress(response.body)); });
    Completer<> completer;
    onCancelled(completer.future(), this, [pulled]() mutable { pulled.cancel(); });
    onResult(pulled, this, [completer, reference](Result<> result) {
        completer.settle(std::move(result).map_error([&](Error error) {
            return prefixed(Client::tr("Cannot pull %1").arg(reference), std::move(error));
        }));
    });
    return completer.future();
}

} // namespace skep::docker
