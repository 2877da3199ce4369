// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/crypto/keys.h"
#include "core/ssh/connection.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

Pending<> untilOpen(Site *site, const QString &machine, Patience patience)
{
    const auto ask = [site, machine] {
        return transform<bool>(site->links()->connection(machine), site,
                               [](ssh::Connection *) { return true; });
    };
    const auto late = [machine](const Error &last) {
        return Error{last.code,
                     QCoreApplication::translate("skep::cluster::Action", "Cannot log in to %1: %2")
                         .arg(machine, last.message),
                     last.detail, true};
    };
    return waitUntil(site, patience, ask, late);
}

// The address is known and the key that the machine was given at its birth, or the one it has made since.
void learnKey(Site *site, const plan::ContextPtr &context, const QString &machine, const QString &hostKey)
{
    const auto where = context->output(machine + u"/address"_s);
    site->links()->learn(machine,
                         {where.value("address"_L1).toString(), where.value("privateAddress"_L1).toString(),
                          hostKey.toLatin1(), where.value("sshPort"_L1).toInt(22)});
}

//! The first login, against the one-time host key.
class Login : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        learnKey(site(), context, machine, text(context->output(machine + u"/create"_s), "hostKey"_L1));
        return doneAfter(explainedByFirewall(site(), untilOpen(site(), machine, {500ms, 5min})));
    }
};

//! The node makes a host key of its own; it is pinned before the node begins to use it, so that a crash in
//! between leaves a key that is known.
class RenewHostKey : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::RenewHostKey)

public:
    using Action::Action;

    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        const QString next = text(context->output(context->step().id), "nextHostKey"_L1);
        if (next.isEmpty())
            return no();
        const QString machine = machineOf(context);
        learnKey(site(), context, machine, next);
        const auto opened = transform<bool>(site()->links()->connection(machine), site(),
                                            [](ssh::Connection *) { return true; });
        return andThen(
            orElse(opened, site(),
                   [](const Error &error) {
                       return ready<bool>(error.code == ErrorCode::HostKey ? Result<bool>(false)
                                                                           : Result<bool>(fail(error)));
                   }),
            site(),
            [=, this](bool isSwitched) { return ready<bool>(settle(context, machine, next, isSwitched)); });
    }

    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        // The first boot may start sshd anew right after the first login.
        const auto made = andThen(untilOpen(site(), machine, {300ms, 30s}), site(),
                                  [=, this] { return runScript(site(), machine, u"make-host-key.sh"_s); });
        const auto switched = andThen(made, site(), [=, this](const QByteArray &out) -> Pending<> {
            const QByteArray key = out.trimmed();
            if (crypto::fingerprint(key).isEmpty())
                return ready<>(fail(ErrorCode::Protocol, tr("%1 made no usable host key.").arg(machine),
                                    QString::fromUtf8(out)));
            if (auto noted = context->note({{u"nextHostKey"_s, QString::fromLatin1(key)}}); !noted)
                return ready<>(std::move(noted));
            return ignoreValue(runScript(site(), machine, u"switch-host-key.sh"_s), site());
        });
        const auto verified = andThen(switched, site(), [=, this] {
            learnKey(site(), context, machine, text(context->output(context->step().id), "nextHostKey"_L1));
            return untilOpen(site(), machine, {300ms, 30s});
        });
        // A switch that an earlier run began may end only now.
        const auto settled = orElse(verified, site(), [=, this](const Error &error) {
            if (error.code != ErrorCode::HostKey)
                return ready<>(fail(error));
            return andThen(isDone(context), site(), [error](bool isSwitched) {
                return ready<>(isSwitched ? Result<>{} : Result<>(fail(error)));
            });
        });
        return transform<QJsonObject>(settled, site(), [=] {
            const QString key = text(context->output(context->step().id), "nextHostKey"_L1);
            return QJsonObject{{u"hostKey"_s, key},
                               {u"fingerprint"_s, QString::fromLatin1(crypto::fingerprint(key.toLatin1()))}};
        });
    }

private:
    Result<bool> settle(const plan::ContextPtr &context, const QString &machine, const QString &next,
                        bool isSwitched)
    {
        if (!isSwitched) {
            learnKey(site(), context, machine, text(context->output(machine + u"/create"_s), "hostKey"_L1));
            return false;
        }
        if (auto noted = context->note({{u"hostKey"_s, next}}); !noted)
            return fail(std::move(noted).error());
        return true;
    }
};

//! What the node says about itself, and whether its clock is right: certificates depend on it.
class Prepare : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Prepare)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        return transform<QJsonObject>(
            runScript(site(), machine, u"facts.sh"_s), site(),
            [context, machine](const QByteArray &out) -> Result<QJsonObject> {
                const auto facts = scriptFacts(out);
                const qint64 skew = facts.value(u"time"_s).toLongLong() - QDateTime::currentSecsSinceEpoch();
                if (qAbs(skew) > 20 * 60)
                    return fail(ErrorCode::Config,
                                tr("The clock of %1 differs from this computer's by %2 minutes. Set the one "
                                   "that is wrong.")
                                    .arg(machine)
                                    .arg(qAbs(skew) / 60),
                                {}, true);
                if (auto room = checkRoom(machine, facts); !room)
                    return fail(std::move(room).error());
                const bool hasIpvs = facts.value(u"ipvs"_s) == "yes"_L1;
                if (!hasIpvs)
                    context->say(tr("The kernel of %1 lacks IPVS: published ports answer on the node of the "
                                    "task only, "
                                    "and service addresses do not work. Publish in host mode.")
                                     .arg(machine));
                return QJsonObject{{u"architecture"_s, facts.value(u"architecture"_s)},
                                   {u"resolvers"_s, QJsonArray::fromStringList(facts.values(u"resolver"_s))},
                                   {u"ipvs"_s, hasIpvs}};
            });
    }

private:
    // The engine, Consul's and the registrar's images, and what a first service brings.
    static Result<> checkRoom(const QString &machine, const QMultiMap<QString, QString> &facts)
    {
        constexpr qint64 leastKiB = qint64(1024) * 1024;
        constexpr qint64 leastFiles = 10'000;
        bool isNumber = false;
        const qint64 free = facts.value(u"freeKiB"_s).toLongLong(&isNumber);
        if (isNumber && free < leastKiB)
            return fail(ErrorCode::Config,
                        tr("The disk of %1 is too full: %2 MB are free below /var/lib/docker, and 1 GB is "
                           "needed. Make room there, or choose a bigger disk.")
                            .arg(machine)
                            .arg(free / 1000),
                        {}, true);
        const qint64 files = facts.value(u"freeFiles"_s).toLongLong(&isNumber);
        if (isNumber && files < leastFiles)
            return fail(ErrorCode::Config,
                        tr("The disk of %1 has room for %2 more files only (inodes), which is too few for an "
                           "engine. Remove files below /var/lib/docker.")
                            .arg(machine)
                            .arg(files),
                        {}, true);
        return {};
    }
};

//! The operator's own first-boot work is waited for. How it ended is told and stops nothing: a cluster whose
//! script has a mistake is a cluster, and making it again would not mend the script.
class WaitForUserData : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaitForUserData)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        return transform<QJsonObject>(
            runScript(site(), machine, u"wait-for-cloud-init.sh"_s, {}, context, 11min), site(),
            [context, machine](const QByteArray &out) {
                const QString state = scriptFacts(out).value(u"state"_s);
                if (state != "done"_L1)
                    context->say(tr("The extra user data of %1 did not end well: look at "
                                    "/var/log/cloud-init-output.log there.")
                                     .arg(machine));
                return QJsonObject{{u"state"_s, state}};
            });
    }
};

} // namespace

void addLoginActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"login"_s, std::make_shared<Login>(site));
    actions.insert(u"host-key"_s, std::make_shared<RenewHostKey>(site));
    actions.insert(u"prepare"_s, std::make_shared<Prepare>(site));
    actions.insert(u"user-data"_s, std::make_shared<WaitForUserData>(site));
}

} // namespace skep::cluster
