// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that make, change and remove services.
#include "app/skepctl/commands.h"
#include "app/skepctl/serviceoptions.h"
#include "core/docker/speccommand.h"
#include "core/docker/specdiff.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

using Login = std::optional<docker::RegistryLogin>;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<docker::ServiceSpec> wantedSpec(const Session &session)
{
    Result<docker::ServiceSpec> spec = session.arguments().has(u"spec"_s)
        ? specFromFile(session.arguments().value(u"spec"_s))
        : Result<docker::ServiceSpec>(docker::ServiceSpec());
    if (!spec)
        return spec;
    if (auto applied = applyOptions(session, *spec); !applied)
        return fail(std::move(applied).error());
    if (const auto problems = docker::check(*spec); !problems.isEmpty())
        return fail(problemsError(problems));
    return spec;
}

QJsonArray rowsReport(const QList<docker::DiffRow> &rows)
{
    QJsonArray list;
    for (const auto &row : rows)
        list.append(QJsonObject{{u"path"_s, row.path}, {u"before"_s, row.before}, {u"after"_s, row.after}});
    return list;
}

QString rowsText(const QList<docker::DiffRow> &rows)
{
    QList<QStringList> lines;
    for (const auto &row : rows)
        lines.append({row.path, row.before.isEmpty() ? u"-"_s : row.before, u"->"_s,
                      row.after.isEmpty() ? u"-"_s : row.after});
    return rows.isEmpty() ? tr("Nothing changes.") : table(lines);
}

Pending<int> report(Session &session, const QString &service, const QList<docker::DiffRow> &rows,
                    const QStringList &warnings, bool isApplied)
{
    for (const QString &warning : warnings)
        session.say(warning);
    return done(session,
                {{u"service"_s, service},
                 {u"changes"_s, rowsReport(rows)},
                 {u"applied"_s, isApplied},
                 {u"warnings"_s, QJsonArray::fromStringList(warnings)}},
                rowsText(rows));
}

bool isTrial(const Session &session)
{
    return session.arguments().has(u"dry-run"_s);
}

Pending<int> changeTo(Session &session, docker::Client *engine, const docker::ServiceDetail &detail,
                      const docker::ServiceSpec &wanted)
{
    const auto after = docker::toJson(wanted);
    const auto rows = docker::diff(docker::toJson(detail.spec), after);
    if (rows.isEmpty() || isTrial(session))
        return report(session, detail.spec.name, rows, {}, false);
    const auto updated = andThen(loginFor(session, wanted.image), engine, [=](const Login &login) {
        return engine->updateService(detail.id, detail.version, after, login);
    });
    return andThen(updated, engine, [=, &session](const QStringList &warnings) {
        return report(session, detail.spec.name, rows, warnings, true);
    });
}

} // namespace

Pending<int> createService(Session &session)
{
    const auto spec = wantedSpec(session);
    if (!spec)
        return ready<int>(fail(spec.error()));
    const bool hasLogin =
        session.arguments().has(u"registry-user"_s) || keptRegistry(session, spec->image).has_value();
    const QString command = docker::createCommand(*spec, hasLogin);
    if (isTrial(session))
        return done(session, {{u"spec"_s, docker::toJson(*spec)}, {u"command"_s, command}}, command);
    return andThen(loginFor(session, spec->image), session.workspace(), [=, &session](const Login &login) {
        return withManager(session, 2, [=, &session](cluster::Cluster *, docker::Client *engine) {
            const auto made =
                andThen(engine->resolved(*spec), engine, [=](const docker::ServiceSpec &resolved) {
                    return engine->createService(docker::toJson(resolved), login);
                });
            return andThen(made, engine, [=, &session](const QString &id) {
                return done(session, {{u"id"_s, id}, {u"name"_s, spec->name}, {u"command"_s, command}}, id);
            });
        });
    });
}

Pending<int> updateService(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *, docker::Client *engine) {
        return andThen(engine->serviceDetail(session.arguments().words.at(3)), engine,
                       [=, &session](const docker::ServiceDetail &detail) {
                           docker::ServiceSpec wanted = detail.spec;
                           if (auto applied = applyOptions(session, wanted); !applied)
                               return ready<int>(fail(std::move(applied).error()));
                           wanted.forceUpdate += session.arguments().has(u"force"_s) ? 1 : 0;
                           if (const auto problems = docker::check(wanted); !problems.isEmpty())
                               return ready<int>(fail(problemsError(problems)));
                           return andThen(engine->resolved(wanted), engine,
                                          [=, &session](const docker::ServiceSpec &resolved) {
                                              return changeTo(session, engine, detail, resolved);
                                          });
                       });
    });
}

Pending<int> scaleService(Session &session)
{
    bool isNumber = false;
    const qint64 replicas = session.arguments().words.at(4).toLongLong(&isNumber);
    if (!isNumber || replicas < 0)
        return ready<int>(fail(ErrorCode::Config,
                               tr("“%1” is not a number of replicas.").arg(session.arguments().words.at(4))));
    return withManager(session, 2, [=, &session](cluster::Cluster *, docker::Client *engine) {
        const QString name = session.arguments().words.at(3);
        return andThen(engine->scaleService(name, replicas), engine,
                       [=, &session](const QStringList &warnings) {
                           for (const QString &warning : warnings)
                               session.say(warning);
                           return done(session, {{u"service"_s, name}, {u"replicas"_s, replicas}},
                                       tr("%1: %2 replicas").arg(name).arg(replicas));
                       });
    });
}

Pending<int> rollBackService(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *, docker::Client *engine) {
        const QString name = session.arguments().words.at(3);
        return andThen(engine->serviceDetail(name), engine,
                       [=, &session](const docker::ServiceDetail &detail) {
                           const auto rows = docker::diff(docker::toJson(detail.spec), detail.previous);
                           if (isTrial(session) && !detail.previous.isEmpty())
                               return report(session, detail.spec.name, rows, {}, false);
                           return andThen(engine->rollBackService(name), engine,
                                          [=, &session](const QStringList &warnings) {
                                              return report(session, detail.spec.name, rows, warnings, true);
                                          });
                       });
    });
}

Pending<int> removeService(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *, docker::Client *engine) {
        const QString name = session.arguments().words.at(3);
        return andThen(engine->remove(docker::ObjectKind::Service, name), engine, [=, &session] {
            return done(session, {{u"removed"_s, name}}, name);
        });
    });
}

Pending<int> inspectService(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *, docker::Client *engine) {
        return andThen(engine->inspect(docker::ObjectKind::Service, session.arguments().words.at(3)), engine,
                       [&session](const QJsonObject &object) {
                           return done(session, object, QString::fromUtf8(QJsonDocument(object).toJson()));
                       });
    });
}

} // namespace skep::ctl
