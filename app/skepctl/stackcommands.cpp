// SPDX-License-Identifier: GPL-3.0-or-later
// Stacks: deployed by a manager's own client, listed and removed by their label.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/rawterminal.h"
#include "core/cluster/stacks.h"

#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr qint64 largestFile = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<QByteArray> composeFile(const Session &session)
{
    const QString path = session.arguments().value(u"compose-file"_s);
    if (path.isEmpty())
        return fail(ErrorCode::Config, tr("Name the stack's description: --compose-file FILE."));
    if (path == "-"_L1)
        return readStdin(largestFile + 1);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Config, tr("%1 cannot be read: %2").arg(path, file.errorString()));
    return file.read(largestFile + 1);
}

QString changeOf(const cluster::StackPreview::Row &row)
{
    if (row.imageBefore.isEmpty())
        return tr("new");
    return row.imageAfter.isEmpty() ? tr("not in the file, stays") : tr("updated");
}

Pending<int> tellPreview(Session &session, const cluster::StackPreview &preview)
{
    QJsonArray list;
    QList<QStringList> rows;
    for (const auto &row : preview.rows) {
        list.append(QJsonObject{{u"service"_s, row.service},
                                {u"imageBefore"_s, row.imageBefore},
                                {u"imageAfter"_s, row.imageAfter}});
        rows.append({row.service, changeOf(row), row.imageBefore, row.imageAfter});
    }
    return done(session,
                {{u"services"_s, list},
                 {u"file"_s, preview.file},
                 {u"notes"_s, QJsonArray::fromStringList(preview.notes)},
                 {u"messages"_s, preview.messages}},
                table(rows) + (preview.notes + QStringList{preview.messages}).join(u'\n'));
}

} // namespace

Pending<int> deployStack(Session &session)
{
    const auto compose = composeFile(session);
    if (!compose)
        return ready<int>(fail(compose.error()));
    const auto found = readyCluster(session, session.arguments().words.at(2));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    const cluster::StackWish wish{session.arguments().words.at(3), *compose,
                                  session.arguments().has(u"prune"_s)};
    return andThen(managerName(cluster), cluster, [=, &session](const QString &manager) {
        return andThen(cluster->connection(manager), cluster, [=, &session](ssh::Connection *connection) {
            if (session.arguments().has(u"dry-run"_s))
                return andThen(cluster->links()->engine(manager), cluster,
                               [=, &session](docker::Client *engine) {
                                   return andThen(cluster::previewStack(connection, engine, wish), engine,
                                                  [&session](const cluster::StackPreview &preview) {
                                                      return tellPreview(session, preview);
                                                  });
                               });
            const auto say = [](const QByteArray &bytes) { writeAll(STDERR_FILENO, bytes); };
            return andThen(cluster::deployStack(connection, session.workspace()->registryLogins(), wish, say),
                           cluster, [=, &session](const QString &messages) {
                               return done(session, {{u"stack"_s, wish.name}, {u"messages"_s, messages}}, {});
                           });
        });
    });
}

Pending<int> listStacks(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *, docker::Client *engine) {
        return andThen(engine->services(), engine, [&session](const QList<docker::Service> &services) {
            QJsonArray list;
            QList<QStringList> rows;
            for (const auto &stack : cluster::stacksOf(services)) {
                QStringList names;
                for (const auto &service : stack.services)
                    names.append(service.name);
                list.append(
                    QJsonObject{{u"name"_s, stack.name}, {u"services"_s, QJsonArray::fromStringList(names)}});
                rows.append({stack.name, names.join(u' ')});
            }
            session.print(list, table(rows));
            return ready<int>(int(Done));
        });
    });
}

Pending<int> removeStack(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *, docker::Client *engine) {
        return andThen(cluster::removeStack(engine, session.arguments().words.at(3)), engine,
                       [&session](const QStringList &removed) {
                           return done(session, {{u"removed"_s, QJsonArray::fromStringList(removed)}},
                                       removed.join(u'\n'));
                       });
    });
}

} // namespace skep::ctl
