// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/calls.h"

#include "core/cloud/cloudstack/jobs.h"

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

Calls::Calls(const QUrl &endpoint, const QString &key, SecretPtr secret, QString project, QObject *parent)
    : QObject(parent)
    , m_transport(new Transport(endpoint, key, std::move(secret), this))
    , m_project(std::move(project))
{
}

static bool belongsToProjects(const QString &command)
{
    static const QStringList global{u"listZones"_s,
                                    u"listCapabilities"_s,
                                    u"listApis"_s,
                                    u"listProjects"_s,
                                    u"listServiceOfferings"_s,
                                    u"queryAsyncJobResult"_s,
                                    u"listAffinityGroupTypes"_s,
                                    u"listNetworkOfferings"_s};
    return !global.contains(command);
}

Pending<Parameters> Calls::inProject(const QString &command, const Parameters &parameters)
{
    const auto with = [parameters](const QString &id) {
        Parameters all = parameters;
        all.insert(u"projectid"_s, id);
        return all;
    };
    if (m_project.isEmpty() || !belongsToProjects(command))
        return ready<Parameters>(parameters);
    if (!m_projectId.isEmpty())
        return ready<Parameters>(with(m_projectId));
    auto listed = m_transport->list(u"listProjects"_s, u"project"_s, {{u"listall"_s, u"true"_s}});
    return andThen(listed, this, [this, with](const QJsonArray &projects) {
        QStringList names;
        for (const QJsonValue &project : projects) {
            const QString id = textOf(project["id"_L1]);
            names << project["name"_L1].toString();
            if (id == m_project || names.last() == m_project)
                m_projectId = id;
        }
        if (m_projectId.isEmpty())
            return ready<Parameters>(fail(
                ErrorCode::NotFound,
                names.isEmpty()
                    ? tr("There is no project %1: this key sees no projects.").arg(m_project)
                    : tr("There is no project %1. This key sees: %2.").arg(m_project, names.join(u", "_s))));
        return ready<Parameters>(with(m_projectId));
    });
}

Pending<QJsonObject> Calls::ask(const QString &command, const Parameters &parameters)
{
    return andThen(inProject(command, parameters), this,
                   [this, command](const Parameters &all) { return m_transport->send(command, all); });
}

Pending<QJsonArray> Calls::rows(const QString &command, const QString &name, const Parameters &parameters)
{
    return andThen(inProject(command, parameters), this, [this, command, name](const Parameters &all) {
        return m_transport->list(command, name, all);
    });
}

// {"id", "jobid"} of what takes time, {"securitygroup":{"id"}} of what is done at once.
static QString objectIdOf(const QJsonObject &content)
{
    if (const QString id = textOf(content["id"_L1]); !id.isEmpty())
        return id;
    for (const QJsonValue &part : content) {
        if (const QString id = textOf(part["id"_L1]); !id.isEmpty())
            return id;
    }
    return {};
}

Pending<Started> Calls::start(const QString &command, const Parameters &parameters)
{
    return andThen(ask(command, parameters), this, [](const QJsonObject &content) {
        return ready<Started>(Started{objectIdOf(content), textOf(content["jobid"_L1])});
    });
}

Pending<QJsonObject> Calls::finish(const QString &command, const Parameters &parameters)
{
    return andThen(ask(command, parameters), this, [this](const QJsonObject &content) {
        const QString id = textOf(content["jobid"_L1]);
        if (!id.isEmpty())
            return job(id);
        const QJsonValue success = content["success"_L1];
        if (!success.isUndefined() && !isTrue(success))
            return ready<QJsonObject>(
                fail(ErrorCode::Remote,
                     tr("The cloud did not do it: %1").arg(content["displaytext"_L1].toString())));
        return ready<QJsonObject>(content);
    });
}

Pending<> Calls::remove(const QString &command, const Parameters &parameters)
{
    const auto done =
        andThen(finish(command, parameters), this, [](const QJsonObject &) { return ready<void>({}); });
    return recovered<void>(done, this, [](const Error &error) {
        return ready<void>(error.code == ErrorCode::NotFound ? Result<>() : Result<>(fail(error)));
    });
}

Pending<QJsonObject> Calls::job(const QString &id)
{
    return JobWait::start(m_transport, id);
}

bool mayBeDone(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::Protocol || error.code == ErrorCode::Conflict
        || error.code == ErrorCode::Remote;
}

Result<> checkId(const QString &id)
{
    if (id.isEmpty() || id.size() > 255)
        return fail(ErrorCode::Internal, Calls::tr("An object of the cloud is meant that has no id."));
    return {};
}

} // namespace skep::cloud::cloudstack
