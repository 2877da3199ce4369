// SPDX-License-Identifier: GPL-3.0-or-later
// Commands for ordinary shells: docker contexts, the environment of docker, addresses and what is known.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"
#include "app/skepctl/shellenv.h"
#include "core/cluster/compose.h"
#include "core/cluster/shellaccess.h"
#include "core/crypto/keys.h"
#include "core/local/publickeys.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

using cluster::AccessItem;
using cluster::Cluster;
using cluster::ShellAccess;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QString contextName(const Session &session, const Cluster *cluster)
{
    const QString named = session.arguments().value(u"name"_s);
    return named.isEmpty() ? cluster->name() : named;
}

Result<QString> ownKey(const Session &session)
{
    if (const QString path = session.arguments().value(u"file"_s); !path.isEmpty()) {
        auto key = local::readPublicKey(path);
        return key ? Result<QString>(key->line) : fail(key.error());
    }
    const QString folder = local::Places::ofUser().ssh;
    const auto keys = local::publicKeys(folder);
    if (keys.isEmpty())
        return fail(ErrorCode::Config,
                    tr("There is no public key in %1. Make one with ssh-keygen, or name one: --file FILE.")
                        .arg(folder));
    return keys.first().line;
}

QString itemText(const QList<AccessItem> &items)
{
    QString text;
    for (const auto &item : items)
        text += (item.isDone ? tr("  there:  ") : tr("  to do:  ")) + item.what + u'\n';
    return text;
}

QJsonObject itemReport(const QString &context, const QList<AccessItem> &items, bool isDone)
{
    QJsonArray list;
    for (const auto &item : items)
        list.append(QJsonObject{{u"what"_s, item.what}, {u"wasThere"_s, item.isDone}});
    return {{u"context"_s, context}, {u"items"_s, list}, {u"done"_s, isDone}};
}

//! Each item is shown before anything is written, and a person says yes to it.
Result<bool> agreed(const Session &session, const QString &what, const QList<AccessItem> &items)
{
    if (session.arguments().has(u"dry-run"_s))
        return false;
    if (session.arguments().has(u"yes"_s))
        return true;
    if (isatty(STDIN_FILENO) == 0)
        return fail(ErrorCode::Config, tr("Look with --dry-run, then give --yes."), itemText(items));
    session.say(what + u'\n' + itemText(items) + tr("Type yes to go on:"));
    std::string typed;
    std::getline(std::cin, typed);
    if (typed != "yes")
        return fail(ErrorCode::Cancelled, tr("Nothing was changed."));
    return true;
}

using Do = std::function<Pending<>()>;

Pending<int> withConsent(Session &session, ShellAccess *access, const QString &context, const QString &what,
                         const Pending<QList<AccessItem>> &asked, const Do &work)
{
    return andThen(asked, access, [=, &session](const QList<AccessItem> &items) {
        const auto consent = agreed(session, what, items);
        if (!consent)
            return ready<int>(fail(consent.error()));
        if (!*consent)
            return done(session, itemReport(context, items, false), itemText(items));
        return andThen(work(), access, [=, &session] {
            return done(session, itemReport(context, items, true), itemText(items));
        });
    });
}

Result<cluster::MachineRecord> recordOf(const Cluster *cluster, const QString &node)
{
    const auto name = machineNamed(cluster, node);
    if (!name)
        return fail(name.error());
    const auto machines = cluster->machines();
    const auto found = std::find_if(machines.begin(), machines.end(),
                                    [&](const cluster::MachineRecord &one) { return one.name == *name; });
    if (found->address.isEmpty())
        return fail(ErrorCode::Conflict, tr("%1 has no address yet.").arg(*name));
    return *found;
}

//! "VERB NAME [MACHINE]": the cluster, and the machine where one is named.
struct Subject
{
    Cluster *cluster = nullptr;
    std::optional<cluster::MachineRecord> machine;
};

Result<Subject> subjectOf(const Session &session)
{
    const QStringList &words = session.arguments().words;
    if (words.size() > 3)
        return fail(ErrorCode::Config, tr("Name a cluster, and at most one of its machines."));
    const auto found = session.cluster(words.at(1));
    if (!found)
        return fail(found.error());
    if (words.size() == 2)
        return Subject{*found, {}};
    const auto machine = recordOf(*found, words.at(2));
    if (!machine)
        return fail(machine.error());
    return Subject{*found, *machine};
}

QJsonObject machineReport(const Cluster *cluster, const cluster::MachineRecord &machine)
{
    const QByteArray key = cluster->links()->whereabouts(machine.name).hostKey;
    return {{u"name"_s, machine.name},
            {u"role"_s, roleName(machine.role)},
            {u"machineId"_s, machine.machineId},
            {u"address"_s, machine.address},
            {u"privateAddress"_s, machine.privateAddress},
            {u"type"_s, machine.shape.type},
            {u"template"_s, machine.shape.templateName},
            {u"diskGiB"_s, machine.shape.diskGiB},
            {u"hostKey"_s, QString::fromLatin1(crypto::fingerprint(key))},
            {u"dockerHost"_s, dockerHost(machine)}};
}

QList<Variable> noVariables()
{
    return {{u"DOCKER_TLS_VERIFY"_s, {}},
            {u"DOCKER_CERT_PATH"_s, {}},
            {u"DOCKER_CONTEXT"_s, {}},
            {u"DOCKER_HOST"_s, {}},
            {u"DOCKER_MACHINE_NAME"_s, {}}};
}

// A machine by its address; the cluster by its context where there is one, else by its first manager.
QList<Variable> variablesFor(const Subject &subject, const QList<local::DockerContext> &contexts)
{
    QMap<QString, QString> values;
    if (subject.machine) {
        values.insert(u"DOCKER_HOST"_s, dockerHost(*subject.machine));
        values.insert(u"DOCKER_MACHINE_NAME"_s, subject.machine->name);
    } else if (!contexts.isEmpty()) {
        values.insert(u"DOCKER_CONTEXT"_s, contexts.first().name);
    } else {
        const auto machines = subject.cluster->machines();
        for (const auto &machine : machines) {
            if (machine.role == cluster::MachineRole::Manager && !machine.address.isEmpty()
                && !values.contains(u"DOCKER_HOST"_s))
                values.insert(u"DOCKER_HOST"_s, dockerHost(machine));
        }
    }
    QList<Variable> all = noVariables();
    for (auto &variable : all) {
        if (values.contains(variable.name))
            variable.value = values.value(variable.name);
    }
    return all;
}

} // namespace

Pending<int> addContext(Session &session)
{
    const auto found = readyCluster(session, session.arguments().words.last());
    const auto key = ownKey(session);
    if (!found || !key)
        return ready<int>(fail(found ? key.error() : found.error()));
    const QString context = contextName(session, *found);
    auto *access = new ShellAccess(*found, local::Places::ofUser(), *found);
    return withConsent(session, access, context, tr("This will be written:"),
                       access->itemsToAdd(context, *key), [=] { return access->add(context, *key); });
}

Pending<int> removeContext(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    const QString context = contextName(session, *found);
    auto *access = new ShellAccess(*found, local::Places::ofUser(), *found);
    const bool keepsKey = session.arguments().has(u"force"_s);
    return withConsent(session, access, context, tr("This will be taken away:"),
                       access->itemsToRemove(context), [=] { return access->remove(context, keepsKey); });
}

Pending<int> listContexts(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    auto *access = new ShellAccess(*found, local::Places::ofUser(), *found);
    return andThen(access->contexts(), access, [&session](const QList<local::DockerContext> &contexts) {
        QJsonArray list;
        QList<QStringList> rows;
        for (const auto &context : contexts) {
            list.append(QJsonObject{{u"name"_s, context.name}, {u"host"_s, context.host}});
            rows.append({context.name, context.host});
        }
        session.print(list, table(rows));
        return ready<int>(int(Done));
    });
}

Pending<int> printEnvironment(Session &session)
{
    const auto subject = subjectOf(session);
    const auto shell = shellNamed(session.arguments().value(u"shell"_s));
    if (!subject || !shell)
        return ready<int>(fail(subject ? shell.error() : subject.error()));
    auto *access = new ShellAccess(subject->cluster, local::Places::ofUser(), subject->cluster);
    return andThen(access->contexts(), access,
                   [=, &session, one = *subject](const QList<local::DockerContext> &contexts) {
                       const bool unset = session.arguments().has(u"unset"_s);
                       const auto all = unset ? noVariables() : variablesFor(one, contexts);
                       if (!unset && one.cluster->spec().sshPublicKeys.isEmpty())
                           session.say(tr("Nobody's own key is on its machines, so docker will not get in: "
                                          "skepctl context add %1 puts yours there.")
                                           .arg(one.cluster->name()));
                       QJsonObject report;
                       for (const auto &variable : all)
                           report.insert(variable.name,
                                         variable.value ? QJsonValue(*variable.value)
                                                        : QJsonValue(QJsonValue::Null));
                       const QString command = u"skepctl "_s + session.arguments().words.join(u' ');
                       return done(session, report, shellText(*shell, all, command));
                   });
}

Pending<int> printAddresses(Session &session)
{
    const auto subject = subjectOf(session);
    if (!subject)
        return ready<int>(fail(subject.error()));
    if (subject->machine)
        return done(session, {{subject->machine->name, subject->machine->address}},
                    subject->machine->address);
    QJsonObject report;
    QList<QStringList> rows;
    const auto machines = subject->cluster->machines();
    for (const auto &machine : machines) {
        report.insert(machine.name, machine.address);
        rows.append({machine.name, machine.address});
    }
    return done(session, report, table(rows));
}

Pending<int> inspectCluster(Session &session)
{
    const auto subject = subjectOf(session);
    if (!subject)
        return ready<int>(fail(subject.error()));
    QJsonObject report;
    if (subject->machine) {
        report = machineReport(subject->cluster, *subject->machine);
    } else {
        report = clusterReport(subject->cluster, {});
        report.insert(u"spec"_s, toJson(subject->cluster->spec()));
        QJsonArray list;
        const auto machines = subject->cluster->machines();
        for (const auto &machine : machines)
            list.append(machineReport(subject->cluster, machine));
        report.insert(u"machines"_s, list);
    }
    return done(session, report, QString::fromUtf8(QJsonDocument(report).toJson()));
}

} // namespace skep::ctl
