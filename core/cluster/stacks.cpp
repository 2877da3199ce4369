// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/stacks.h"

#include "core/cluster/compose.h"
#include "core/cluster/registrylogins.h"
#include "core/cluster/stacklogins.h"
#include "core/docker/client.h"
#include "core/docker/speccheck.h"
#include "core/ssh/connection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Stacks)
};

constexpr qsizetype largestFile = 1024 * 1024;
constexpr int noSuchProgram = 127;

// Fixed lines; the stack's name is checked by its grammar before it is put at the end.
const QByteArray configCommand = "docker --host unix:///var/run/docker.sock stack config --compose-file -";
const QByteArray deployCommand =
    "docker --host unix:///var/run/docker.sock stack deploy --with-registry-auth --compose-file - ";

// The first line of stdin is the client's config.json. What is written down has no name any more before the
// client starts: it ends with the last program that has it open, whatever ends those. The link to it goes
// with the folder; what a kill leaves there is empty, and gone with the next start of the machine.
const QByteArray deployWithLogins = R"(exec sh -c '
set -eu
umask 077
folder=$(mktemp -d /run/skep-logins.XXXXXXXX)
trap "rm -rf $folder" EXIT
trap "exit 129" HUP INT TERM PIPE
read -r logins
printf %s "$logins" | base64 -d >"$folder/once"
logins=
exec 3<"$folder/once"
rm "$folder/once"
ln -s /proc/self/fd/3 "$folder/config.json"
docker --config "$folder" --host unix:///var/run/docker.sock stack deploy --with-registry-auth --compose-file - "$@"
' skep )";

Result<> checkInput(const QString &name, const QByteArray &compose)
{
    if (const QString problem = docker::stackNameProblem(name); !problem.isEmpty())
        return fail(ErrorCode::Config, problem);
    if (compose.trimmed().isEmpty())
        return fail(ErrorCode::Config, Texts::tr("The compose file is empty."));
    if (compose.size() > largestFile)
        return fail(ErrorCode::Config, Texts::tr("The compose file is larger than 1 MiB."));
    return {};
}

Result<ssh::ExecResult> checked(const ssh::ExecResult &result)
{
    if (result.isSuccess())
        return result;
    const QString said = QString::fromUtf8(result.err.isEmpty() ? result.out : result.err).trimmed();
    if (result.exitCode == noSuchProgram)
        return fail(
            ErrorCode::Config,
            Texts::tr("This manager has no docker client, which reads compose files. Install Docker's "
                      "command line program on it."),
            said);
    if (said.contains("not a docker command"_L1) || said.contains("unknown command"_L1))
        return fail(
            ErrorCode::Protocol,
            Texts::tr("The docker client of this manager is too old to show what it reads in a compose "
                      "file; deploying still works."),
            said);
    return fail(ErrorCode::Config,
                said.isEmpty() ? Texts::tr("The docker client ended with code %1.").arg(result.exitCode)
                               : said);
}

Pending<ssh::ExecResult> runClient(ssh::Connection *manager, const QByteArray &command,
                                   const QByteArray &compose, SayMessage say)
{
    return transform<ssh::ExecResult>(
        manager->execAsRoot(command, compose, std::chrono::minutes(5), std::move(say)), manager,
        [](const ssh::ExecResult &result) { return checked(result); });
}

// What the client makes of the file, with what stands for its variables; as it was written where the client
// does not say. A mistake in it shows when it is deployed.
Pending<QList<docker::RegistryLogin>> loginsOf(ssh::Connection *manager, RegistryLogins *kept,
                                               const StackWish &wish)
{
    if (kept->known().isEmpty())
        return ready<QList<docker::RegistryLogin>>(QList<docker::RegistryLogin>());
    const auto printed =
        transform<QString>(runClient(manager, configCommand, wish.compose, nullptr), manager,
                           [](const ssh::ExecResult &result) { return QString::fromUtf8(result.out); });
    const auto read = orElse(printed, manager, [compose = wish.compose](const Error &) {
        return ready<QString>(QString::fromUtf8(compose));
    });
    return andThen(read, manager,
                   [=](const QString &file) { return loginsFor(kept, registriesIn(file), manager); });
}

StackPreview printedPreview(const ssh::ExecResult &printed)
{
    StackPreview preview;
    preview.file = QString::fromUtf8(printed.out);
    preview.messages = QString::fromUtf8(printed.err);
    preview.notes = printedNotes(preview.file);
    return preview;
}

QString nameInStack(const QString &stack, const QString &service)
{
    return service.startsWith(stack + u'_') ? service.mid(stack.size() + 1) : service;
}

QList<StackPreview::Row> compare(const QString &stack, const QMap<QString, PrintedService> &wanted,
                                 const QList<docker::Service> &services)
{
    QMap<QString, StackPreview::Row> rows;
    for (auto it = wanted.constBegin(); it != wanted.constEnd(); ++it) {
        const int replicas = it->isGlobal ? -1 : it->replicas < 0 ? 1 : it->replicas;
        rows.insert(it.key(), {it.key(), {}, it->image, -1, replicas});
    }
    for (const auto &service : services) {
        if (service.stack != stack)
            continue;
        auto &row = rows[nameInStack(stack, service.name)];
        row.service = nameInStack(stack, service.name);
        row.imageBefore = service.image.section(u'@', 0, 0);
        row.replicasBefore = service.isGlobal ? -1 : service.wanted;
    }
    return rows.values();
}

//! One thing of a stack: how it is removed, and how it is called.
struct Part
{
    docker::ObjectKind kind;
    QString id;
    QString line;
};

template <typename T>
void collect(QList<Part> &parts, const QList<T> &items, const QString &stack, docker::ObjectKind kind,
             const QString &word)
{
    for (const auto &item : items) {
        if (item.labels.value(docker::stackLabel) == stack)
            parts.append({kind, item.id, word.arg(item.name)});
    }
}

//! All parts of a stack, services first.
Pending<QList<Part>> partsOf(docker::Client *engine, const QString &stack)
{
    auto parts = std::make_shared<QList<Part>>();
    const auto add = [=](auto list, docker::ObjectKind kind, const QString &word) {
        return [=] {
            return transform<void>((engine->*list)(), engine, [=](const auto &items) -> Result<> {
                collect(*parts, items, stack, kind, word);
                return {};
            });
        };
    };
    const QList<std::function<Pending<>()>> lists{
        add(&docker::Client::services, docker::ObjectKind::Service, Texts::tr("service %1")),
        add(&docker::Client::networks, docker::ObjectKind::Network, Texts::tr("network %1")),
        add(&docker::Client::secrets, docker::ObjectKind::Secret, Texts::tr("secret %1")),
        add(&docker::Client::configs, docker::ObjectKind::Config, Texts::tr("config %1"))};
    return transform<QList<Part>>(oneByOne(lists, engine, [](const auto &list) { return list(); }), engine,
                                  [parts] { return *parts; });
}

// A network is in use until the last container of the services that were just removed has ended.
Pending<> removePart(docker::Client *engine, const Part &part)
{
    return retry(engine,
                 {.attempts = 15, .first = std::chrono::milliseconds(300), .most = std::chrono::seconds(3)},
                 [engine, part] {
                     return orElse(engine->remove(part.kind, part.id), engine, [](Error error) {
                         if (error.code == ErrorCode::NotFound)
                             return ready<>({});
                         error.retryable = true;
                         return ready<>(fail(std::move(error)));
                     });
                 });
}

// The engine's list still has a network for a moment after the managers have removed it.
Pending<> untilGone(docker::Client *engine, const QString &stack)
{
    const auto ask = [=] {
        return transform<bool>(partsOf(engine, stack), engine,
                               [](const QList<Part> &left) { return left.isEmpty(); });
    };
    const auto late = [](const Error &last) {
        return Error{ErrorCode::Timeout,
                     last.message.isEmpty() ? Texts::tr("Parts of the stack are still there.") : last.message,
                     last.detail, true};
    };
    return waitUntil(engine, {std::chrono::milliseconds(300), std::chrono::seconds(20)}, ask, late);
}

} // namespace

QList<Stack> stacksOf(const QList<docker::Service> &services)
{
    QMap<QString, Stack> stacks;
    for (const auto &service : services) {
        if (service.stack.isEmpty())
            continue;
        auto &stack = stacks[service.stack];
        stack.name = service.stack;
        stack.services.append(service);
    }
    return stacks.values();
}

Pending<StackPreview> previewStack(ssh::Connection *manager, docker::Client *engine, const StackWish &wish)
{
    if (const auto good = checkInput(wish.name, wish.compose); !good)
        return ready<StackPreview>(fail(good.error()));
    const auto printed =
        orElse(transform<StackPreview>(runClient(manager, configCommand, wish.compose, nullptr), engine,
                                       printedPreview),
               engine, [](const Error &error) {
                   if (error.code != ErrorCode::Protocol)
                       return ready<StackPreview>(fail(error));
                   StackPreview unread;
                   unread.isRead = false;
                   unread.notes = {error.message};
                   return ready<StackPreview>(unread);
               });
    return andThen(printed, engine, [=](const StackPreview &read) {
        return transform<StackPreview>(
            engine->services(), engine, [read, name = wish.name](const QList<docker::Service> &services) {
                StackPreview preview = read;
                if (preview.isRead)
                    preview.rows = compare(name, printedServices(preview.file), services);
                return preview;
            });
    });
}

Pending<QString> deployStack(ssh::Connection *manager, RegistryLogins *kept, const StackWish &wish,
                             SayMessage say)
{
    if (const auto good = checkInput(wish.name, wish.compose); !good)
        return ready<QString>(fail(good.error()));
    const QByteArray words = (wish.isPruning ? "--prune " : "") + wish.name.toLatin1();
    return andThen(loginsOf(manager, kept, wish), manager, [=](const QList<docker::RegistryLogin> &logins) {
        const auto deployed = logins.isEmpty()
            ? runClient(manager, deployCommand + words, wish.compose, say)
            : runClient(manager, deployWithLogins + words,
                        clientConfig(logins).toBase64() + '\n' + wish.compose, say);
        return transform<QString>(deployed, manager, [](const ssh::ExecResult &result) {
            return QString::fromUtf8(result.err + result.out);
        });
    });
}

Pending<QStringList> removeStack(docker::Client *engine, const QString &name)
{
    if (const QString problem = docker::stackNameProblem(name); !problem.isEmpty())
        return ready<QStringList>(fail(ErrorCode::Config, problem));
    return andThen(partsOf(engine, name), engine, [=](const QList<Part> &parts) {
        if (parts.isEmpty())
            return ready<QStringList>(
                fail(ErrorCode::NotFound, Texts::tr("There is no stack “%1”.").arg(name)));
        const auto removing =
            oneByOne(parts, engine, [engine](const Part &part) { return removePart(engine, part); });
        return transform<QStringList>(andThen(removing, engine, [=] { return untilGone(engine, name); }),
                                      engine, [parts] {
                                          QStringList removed;
                                          for (const auto &part : parts)
                                              removed.append(part.line);
                                          return removed;
                                      });
    });
}

} // namespace skep::cluster
