// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that make, resume, prove and destroy clusters.
#include "app/skepctl/commands.h"
#include "app/skepctl/consent.h"
#include "app/skepctl/interruption.h"
#include "app/skepctl/progress.h"
#include "app/skepctl/reports.h"
#include "app/skepctl/servers.h"
#include "core/base/jsonreader.h"
#include "core/cluster/compose.h"

#include <QFile>
#include <QJsonObject>

#include <unistd.h>

#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<cluster::ClusterSpec> readSpec(const Session &session)
{
    const auto &arguments = session.arguments();
    const QString path = arguments.value(u"spec"_s);
    cluster::ClusterSpec named;
    named.name = arguments.words.value(2);
    if (path.isEmpty() && (!arguments.has(u"server"_s) || named.name.isEmpty()))
        return fail(
            ErrorCode::Config,
            tr("Name the cluster's description: --spec FILE. For servers of your own: NAME --server HOST."));
    if (path.isEmpty())
        return named;
    QFile file(path);
    if (!(path == "-"_L1 ? file.open(STDIN_FILENO, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly)))
        return fail(ErrorCode::Config, tr("%1 cannot be read: %2").arg(path, file.errorString()));
    const auto object = parseJsonObject(file.readAll());
    if (!object)
        return fail(ErrorCode::Config, tr("%1 is no JSON object.").arg(path), object.error().message);
    auto spec = cluster::specFromJson(*object);
    if (spec && !named.name.isEmpty())
        spec->name = named.name;
    if (spec && spec->account.isEmpty() && !spec->isOnOwnServers() && !arguments.has(u"server"_s))
        spec->account = u"env"_s;
    return spec;
}

tl::unexpected<Error> notOurs(const cluster::Cluster *cluster)
{
    return fail(
        ErrorCode::Conflict,
        tr("Skep has not made %1, so it does not do that there. \"skepctl cluster forget %1\" takes it "
           "off the list.")
            .arg(cluster->name()));
}

} // namespace

Pending<int> follow(Session &session, cluster::Cluster *cluster, bool keepRunning)
{
    Completer<int> ended;
    auto *progress = new Progress(session, cluster);
    auto *interruption = new Interruption(progress);
    auto interrupted = std::make_shared<bool>(false);
    QObject::connect(interruption, &Interruption::happened, cluster, [=, &session] {
        *interrupted = true;
        session.say(tr("Stopping after the running steps. Once more ends at once."));
        cluster->cancel();
    });
    QObject::connect(cluster, &cluster::Cluster::finished, progress, [=, &session](bool complete) {
        const bool isDestroyed = cluster->phase() == cluster::Phase::Destroyed;
        session.print(clusterReport(cluster, progress->seconds()), clusterText(cluster));
        if (!complete && !cluster->error().message.isEmpty()) {
            session.say(u"skepctl: "_s + cluster->error().message);
            if (!cluster->error().detail.isEmpty())
                session.say(cluster->error().detail);
        }
        progress->deleteLater();
        if (complete && keepRunning && !isDestroyed) {
            session.say(
                tr("Running until it is ended (Ctrl+C), as asked: the secrets live in this program."));
            auto *end = new Interruption(cluster);
            QObject::connect(end, &Interruption::happened, cluster, [ended] { ended.settle(Done); });
            return;
        }
        ended.settle(complete ? Done : *interrupted ? Stopped : Failed);
    });
    return ended.future();
}

static Pending<int> createChecked(Session &session, const ServersSeen &seen,
                                  const QList<cluster::SpecProblem> &problems, bool keepRunning)
{
    if (!problems.isEmpty()) {
        QStringList sentences;
        for (const auto &problem : problems)
            sentences.append(problem.field + u": "_s + problem.message);
        return ready<int>(fail(ErrorCode::Config, sentences.join(u'\n')));
    }
    const auto made = session.workspace()->create(
        seen.spec, seen.answers.isEmpty() ? SecretPtr() : cluster::packed(seen.answers));
    if (!made)
        return ready<int>(fail(made.error()));
    return follow(session, *made, keepRunning);
}

Pending<int> createCluster(Session &session)
{
    auto spec = readSpec(session);
    if (!spec)
        return ready<int>(fail(spec.error()));
    if (const auto meant = everybodyIsMeant(session, cluster::openToEverybody(*spec)); !meant)
        return ready<int>(fail(meant.error()));
    const bool keepRunning = session.arguments().has(u"keep-running"_s);
    if (!session.secrets()->isPersistent() && !keepRunning)
        return ready<int>(
            fail(ErrorCode::Keychain,
                 tr("There is no keychain, so the cluster's secrets would be lost when skepctl ends. "
                    "Start a keychain, or give --keep-running.")));
    auto *workspace = session.workspace();
    return andThen(lookAtServers(session, *spec), workspace, [=, &session](const ServersSeen &seen) {
        return andThen(
            workspace->fittedToZone(seen.spec), workspace, [=, &session](const cluster::ClusterSpec &fitted) {
                return andThen(
                    workspace->checkWithCloud(fitted), workspace,
                    [=, &session](const QList<cluster::SpecProblem> &problems) {
                        return createChecked(session, {fitted, seen.answers}, problems, keepRunning);
                    });
            });
    });
}

static cluster::Account accountNamed(const cluster::Workspace *workspace, const QString &name)
{
    const auto accounts = workspace->accounts();
    const auto found =
        std::find_if(accounts.begin(), accounts.end(), [&](const auto &each) { return each.name == name; });
    return found == accounts.end() ? cluster::Account() : *found;
}

static Pending<int> printPlan(Session &session, const cluster::ClusterSpec &spec)
{
    auto *workspace = session.workspace();
    const auto steps = workspace->plan(spec);
    if (!steps)
        return ready<int>(fail(steps.error()));
    const auto account = accountNamed(workspace, spec.account);
    Completer<int> done;
    onResult(workspace->estimate(spec), workspace,
             [=, steps = *steps, &session](const Result<cluster::Estimate> &estimate) {
                 session.print(planReport(spec, account, steps, estimate),
                               planText(spec, account, steps, estimate));
                 done.settle(int(Done));
             });
    return done.future();
}

// A plan is a plan, also without the cloud; but what can be opened follows from the zone.
Pending<int> planCluster(Session &session)
{
    const auto spec = readSpec(session);
    if (!spec)
        return ready<int>(fail(spec.error()));
    auto *workspace = session.workspace();
    const auto seen = cluster::transform<cluster::ClusterSpec>(
        lookAtServers(session, *spec), workspace, [](const ServersSeen &all) { return all.spec; });
    return andThen(seen, workspace, [&session, workspace](const cluster::ClusterSpec &wanted) {
        const auto fitted =
            cluster::orElse(workspace->fittedToZone(wanted), workspace,
                            [wanted](const Error &) { return ready<cluster::ClusterSpec>(wanted); });
        return andThen(fitted, workspace,
                       [&session](const cluster::ClusterSpec &known) { return printPlan(session, known); });
    });
}

Pending<int> resumeCluster(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    const bool isReady = cluster->phase() == cluster::Phase::Ready && !cluster->change();
    if (isReady || cluster->phase() == cluster::Phase::Destroyed) {
        session.print(clusterReport(cluster, {}), clusterText(cluster));
        return ready<int>(int(Done));
    }
    if (session.arguments().has(u"force"_s))
        cluster->hurry();
    const auto ended = follow(session, cluster, session.arguments().has(u"keep-running"_s));
    cluster->resume();
    return ended;
}

Pending<int> proveCluster(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    if (cluster->connected())
        return ready<int>(notOurs(cluster));
    if (cluster->phase() != cluster::Phase::Ready)
        return ready<int>(fail(ErrorCode::Conflict,
                               tr("The cluster %1 is not ready: its phase is %2.")
                                   .arg(cluster->name(), phaseName(cluster->phase()))));
    Completer<int> ended;
    QObject::connect(cluster, &cluster::Cluster::proofEnded, cluster, [=, &session] {
        const auto proof = cluster->proof();
        session.print(toJson(proof), proofText(proof));
        ended.settle(proof.passed ? Done : Failed);
    });
    cluster->prove();
    return ended.future();
}

Pending<int> destroyCluster(Session &session)
{
    const QString name = session.arguments().words.last();
    if (const auto *there = session.workspace()->cluster(name); there && there->connected())
        return ready<int>(notOurs(there));
    if (!session.arguments().has(u"yes"_s)) {
        if (isatty(STDIN_FILENO) == 0)
            return ready<int>(fail(ErrorCode::Config, tr("Give --yes to destroy without being asked.")));
        session.say(tr("Everything of the cluster %1 will be deleted. Type its name to go on:").arg(name));
        std::string typed;
        std::getline(std::cin, typed);
        if (QString::fromStdString(typed).trimmed() != name)
            return ready<int>(fail(ErrorCode::Config, tr("That is not its name; nothing was deleted.")));
    }
    auto *known = session.workspace()->cluster(name);
    if (known && known->phase() == cluster::Phase::Destroyed && !session.arguments().has(u"account"_s)) {
        session.print(clusterReport(known, {}), clusterText(known));
        return ready<int>(int(Done));
    }
    const QString account =
        session.arguments().has(u"account"_s) ? session.arguments().value(u"account"_s) : u"env"_s;
    const auto cluster = known && known->phase() != cluster::Phase::Destroyed
        ? ready<cluster::Cluster *>(known)
        : session.workspace()->adopt(account, name);
    return andThen(cluster, session.workspace(), [&session](cluster::Cluster *found) {
        const auto ended = follow(session, found, false);
        found->destroy();
        return ended;
    });
}

} // namespace skep::ctl
