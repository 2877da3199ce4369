// SPDX-License-Identifier: GPL-3.0-or-later
// Services: made, changed, rolled back, removed.
#include "core/base/jsonreader.h"
#include "core/docker/answers.h"
#include "core/docker/calls.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

QString filter(const QString &key, const QString &value)
{
    const QJsonObject filters{{key, QJsonArray{value}}};
    return QString::fromUtf8(QJsonDocument(filters).toJson(QJsonDocument::Compact));
}

Result<ServiceDetail> parseDetail(const QByteArray &answer)
{
    auto object = parseJsonObject(answer);
    if (!object)
        return fail(std::move(object).error());
    ServiceDetail detail;
    JsonReader r(*object);
    r.text("ID"_L1, detail.id, JsonReader::Required);
    r.object(
        "Version"_L1,
        [&](JsonReader &version) { version.integer("Index"_L1, detail.version, JsonReader::Required); },
        JsonReader::Required);
    r.object("PreviousSpec"_L1, [&](JsonReader &spec) { detail.previous = spec.whole(); });
    if (auto mistake = r.error())
        return fail(*std::move(mistake));
    auto spec = serviceSpecFromJson(object->value("Spec"_L1).toObject());
    if (!spec)
        return fail(std::move(spec).error());
    detail.spec = *std::move(spec);
    detail.raw = *std::move(object);
    return detail;
}

Result<QStringList> parseWarnings(const QByteArray &answer)
{
    return readJsonObject<QStringList>(
        answer, [](JsonReader &r, QStringList &warnings) { r.texts("Warnings"_L1, warnings); });
}

//! Gives the references their ids; the first name that is not there is an error.
Result<> fillIds(QList<FileSpec> &files, const QList<SwarmFile> &known, const QString &missing)
{
    for (auto &file : files) {
        if (!file.id.isEmpty() || (!file.raw.isEmpty() && file.name.isEmpty()))
            continue;
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](const SwarmFile &entry) { return entry.name == file.name; });
        if (found == known.end())
            return fail(ErrorCode::NotFound, missing.arg(file.name));
        file.id = found->id;
    }
    return {};
}

bool lacksIds(const QList<FileSpec> &files)
{
    return std::any_of(files.begin(), files.end(), [](const FileSpec &file) { return file.id.isEmpty(); });
}

} // namespace

Pending<QString> Client::createService(const QJsonObject &spec, const std::optional<RegistryLogin> &login)
{
    return created(Call::post(u"/services/create"_s, spec).as(login));
}

Pending<ServiceSpec> Client::resolved(const ServiceSpec &spec)
{
    const auto withSecrets = !lacksIds(spec.secrets)
        ? ready<ServiceSpec>(spec)
        : andThen(secrets(), this, [spec](const QList<SwarmFile> &known) {
              ServiceSpec filled = spec;
              const auto good = fillIds(filled.secrets, known, tr("There is no secret “%1”."));
              return good ? ready<ServiceSpec>(filled) : ready<ServiceSpec>(fail(good.error()));
          });
    return andThen(withSecrets, this, [this](const ServiceSpec &known) {
        if (!lacksIds(known.configs))
            return ready<ServiceSpec>(known);
        return andThen(configs(), this, [known](const QList<SwarmFile> &entries) {
            ServiceSpec filled = known;
            const auto good = fillIds(filled.configs, entries, tr("There is no config “%1”."));
            return good ? ready<ServiceSpec>(filled) : ready<ServiceSpec>(fail(good.error()));
        });
    });
}

Pending<ServiceDetail> Client::serviceDetail(const QString &idOrName)
{
    const auto path = objectPath(ObjectKind::Service, idOrName);
    if (!path)
        return ready<ServiceDetail>(fail(path.error()));
    return fetch<ServiceDetail>({.path = *path}, parseDetail);
}

Pending<QStringList> Client::updateService(const QString &id, qint64 version, const QJsonObject &spec,
                                           const std::optional<RegistryLogin> &login)
{
    return fetch<QStringList>(Call::post(u"/services/%1/update"_s.arg(id), spec)
                                  .with(u"version"_s, QString::number(version))
                                  .as(login),
                              parseWarnings);
}

Pending<QStringList> Client::scaleService(const QString &idOrName, qint64 replicas)
{
    return andThen(serviceDetail(idOrName), this, [this, replicas](ServiceDetail detail) {
        if (detail.spec.mode != ServiceMode::Replicated)
            return ready<QStringList>(
                fail(ErrorCode::Config,
                     tr("%1 runs once on every node, or is a job: it has no number of replicas.")
                         .arg(detail.spec.name)));
        detail.spec.replicas = replicas;
        return updateService(detail.id, detail.version, toJson(detail.spec));
    });
}

Pending<QStringList> Client::restartService(const QString &idOrName)
{
    return andThen(serviceDetail(idOrName), this, [this](ServiceDetail detail) {
        ++detail.spec.forceUpdate;
        return updateService(detail.id, detail.version, toJson(detail.spec));
    });
}

Pending<QStringList> Client::rollBackService(const QString &idOrName)
{
    return andThen(serviceDetail(idOrName), this, [this](const ServiceDetail &detail) {
        if (detail.previous.isEmpty())
            return ready<QStringList>(
                fail(ErrorCode::Conflict,
                     tr("%1 was never updated: there is nothing to go back to.").arg(detail.spec.name)));
        return fetch<QStringList>(Call::post(u"/services/%1/update"_s.arg(detail.id), toJson(detail.spec))
                                      .with(u"version"_s, QString::number(detail.version))
                                      .with(u"rollback"_s, u"previous"_s),
                                  parseWarnings);
    });
}

Pending<std::optional<Service>> Client::findService(const QString &name)
{
    auto found = fetch<QList<Service>>(
        Call{.path = u"/services"_s}.with(u"status"_s, u"true"_s).with(u"filters"_s, filter(u"name"_s, name)),
        parseServices);
    return andThen(found, this, [name](const QList<Service> &services) {
        // The filter takes every name that begins so.
        for (const auto &service : services) {
            if (service.name == name)
                return ready<std::optional<Service>>(service);
        }
        return ready<std::optional<Service>>(std::optional<Service>());
    });
}

Pending<> Client::removeService(const QString &idOrName)
{
    auto removed = call(Call{.method = "DELETE", .path = "/services/"_L1 + idOrName}.within(
        std::chrono::seconds(25), std::chrono::seconds(30)));
    return withoutValue(unlessMissing(removed, this, net::HttpResponse()), this);
}

Pending<QJsonObject> Client::inspectService(const QString &idOrName)
{
    return andThen(call({.path = "/services/"_L1 + idOrName}), this,
                   [](const net::HttpResponse &response) { return ready(parseJsonObject(response.body)); });
}

} // namespace skep::docker
