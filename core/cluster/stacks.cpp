// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/stacks.h"

#include "core/cluster/compose.h"
#include "core/docker/client.h"
#include "core/docker/speccheck.h"
#include "core/ssh/connection.h"

#include <QCoreApplication>
#include <QRegularExpression>

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
            ErrorCode::Config,
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
        manager->exec(command, compose, std::chrono::minutes(5), std::move(say)), manager,
        [](const ssh::ExecResult &result) { return checked(result); });
}

QString nameInStack(const QString &stack, const QString &service)
{
    return service.startsWith(stack + u'_') ? service.mid(stack.size() + 1) : service;
}

QList<StackPreview::Row> compare(const QString &stack, const QMap<QString, QString> &wanted,
                                 const QList<docker::Service> &services)
{
    QMap<QString, StackPreview::Row> rows;
    for (auto it = wanted.constBegin(); it != wanted.constEnd(); ++it)
        rows.insert(it.key(), {it.key(), {}, it.value()});
    for (const auto &service : services) {
        if (service.stack != stack)
            continue;
        auto &row = rows[nameInStack(stack, service.name)];
        row.service = nameInStack(stack, service.name);
        row.imageBefore = service.image.section(u'@', 0, 0);
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

QMap<QString, QString> printedServices(const QString &file)
{
    // The client prints two blanks for each level; nothing else is read from it.
    static const QRegularExpression top(u"\\A(\\S[^:]*):"_s);
    static const QRegularExpression service(u"\\A  ([A-Za-z0-9._-]+):\\s*\\z"_s);
    static const QRegularExpression image(u"\\A    image: [\"']?([^\"'\\s]+)[\"']?\\s*\\z"_s);
    QMap<QString, QString> services;
    QString section;
    QString current;
    for (const QString &line : file.split(u'\n')) {
        if (const auto match = top.match(line); match.hasMatch())
            section = match.captured(1);
        else if (section != "services"_L1)
            continue;
        else if (const auto named = service.match(line); named.hasMatch())
            services.insert(current = named.captured(1), {});
        else if (const auto pulled = image.match(line); pulled.hasMatch() && !current.isEmpty())
            services[current] = pulled.captured(1);
    }
    return services;
}

Pending<StackPreview> previewStack(ssh::Connection *manager, docker::Client *engine, const QString &name,
                                   const QByteArray &compose)
{
    if (const auto good = checkInput(name, compose); !good)
        return ready<StackPreview>(fail(good.error()));
    return andThen(runClient(manager, configCommand, compose, nullptr), engine,
                   [=](const ssh::ExecResult &printed) {
                       return transform<StackPreview>(
                           engine->services(), engine, [=](const QList<docker::Service> &services) {
                               StackPreview preview;
                               preview.file = QString::fromUtf8(printed.out);
                               preview.messages = QString::fromUtf8(printed.err);
                               preview.rows = compare(name, printedServices(preview.file), services);
                               return preview;
                           });
                   });
}

Pending<QString> deployStack(ssh::Connection *manager, const QString &name, const QByteArray &compose,
                             SayMessage say)
{
    if (const auto good = checkInput(name, compose); !good)
        return ready<QString>(fail(good.error()));
    return transform<QString>(
        runClient(manager, deployCommand + name.toLatin1(), compose, std::move(say)), manager,
        [](const ssh::ExecResult &result) { return QString::fromUtf8(result.err + result.out); });
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
