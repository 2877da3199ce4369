// SPDX-License-Identifier: GPL-3.0-or-later
// Servers of the user's own: looked at, claimed for a cluster, and given back as they were.
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/daemonconfig.h"
#include "core/cluster/registrarservice.h"
#include "core/ssh/connection.h"

#include <QHostAddress>
#include <QJsonDocument>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

const OwnServer *serverNamed(const ClusterSpec &spec, const QString &name)
{
    for (const auto &server : spec.servers) {
        if (server.label() == name)
            return &server;
    }
    return nullptr;
}

QByteArray labelOf(const Site *site)
{
    return QJsonDocument(QJsonObject{{u"cluster"_s, site->clusterId()}, {u"name"_s, site->spec().name}})
        .toJson(QJsonDocument::Compact);
}

//! Logs in, becomes root and looks: what a cluster cannot live with is said before anything is changed.
class ReachServer : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::ReachServer)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto looked = andThen(runScript(site(), machine, u"look-at-server.sh"_s), site(),
                                    [=, this](const QByteArray &out) -> Pending<QMultiMap<QString, QString>> {
                                        const auto facts = scriptFacts(out);
                                        if (const auto good = check(machine, facts); !good)
                                            return ready<QMultiMap<QString, QString>>(fail(good.error()));
                                        return ready<QMultiMap<QString, QString>>(facts);
                                    });
        return andThen(looked, site(), [=, this](const QMultiMap<QString, QString> &facts) {
            return transform<QJsonObject>(ownAddress(machine), site(), [=, this](const QString &own) {
                return found(machine, own, facts.value(u"machine"_s));
            });
        });
    }

private:
    // As root the shell does not know it any more.
    Pending<QString> ownAddress(const QString &machine)
    {
        const auto *server = serverNamed(site()->spec(), machine);
        if (server && !server->address.isEmpty())
            return ready<QString>(server->address);
        return andThen(site()->links()->connection(machine), site(), [=, this](ssh::Connection *connection) {
            return transform<QString>(
                connection->exec("exec sh -c 'echo \"$SSH_CONNECTION\"'", {}, 15s), site(),
                [machine](const ssh::ExecResult &result) -> Result<QString> {
                    const QString own = QString::fromLatin1(result.out).section(u' ', 2, 2).trimmed();
                    if (!QHostAddress(own).isNull())
                        return own;
                    return fail(ErrorCode::Protocol,
                                tr("%1 does not say its own address: name the one that the "
                                   "other servers reach it by.")
                                    .arg(machine));
                });
        });
    }

    QJsonObject found(const QString &machine, const QString &own, const QString &machineId)
    {
        const Whereabouts before = site()->links()->whereabouts(machine);
        if (before.privateAddress != own)
            site()->links()->learn(machine, {before.address, own, before.hostKey, before.sshPort});
        return {{u"address"_s, before.address},
                {u"privateAddress"_s, own},
                {u"sshPort"_s, before.sshPort},
                {u"machine"_s, machineId}};
    }

    Result<> check(const QString &machine, const QMultiMap<QString, QString> &facts)
    {
        if (facts.value(u"hostname"_s) != machine)
            return fail(ErrorCode::Config,
                        tr("%1 calls itself “%2” now. Its host name is the name of its node: list the server "
                           "anew.")
                            .arg(machine, facts.value(u"hostname"_s)));
        if (const auto label = facts.value(u"label"_s); !label.isEmpty())
            return checkLabel(machine, QByteArray::fromBase64(label.toLatin1()));
        if (facts.contains(u"folder"_s))
            return fail(
                ErrorCode::Conflict,
                tr("%1 has files of another cluster of Skep's in /etc/skep. If that cluster is no more, "
                   "remove the folder.")
                    .arg(machine));
        if (const QString state = facts.value(u"swarm"_s); !state.isEmpty() && state != "inactive"_L1)
            return fail(
                ErrorCode::Conflict,
                tr("%1 is in a swarm already. Connect to that swarm instead, or let the server leave it.")
                    .arg(machine));
        if (facts.value(u"systemd"_s) != "yes"_L1)
            return fail(ErrorCode::Config,
                        tr("%1 is not run by systemd, which Skep needs there.").arg(machine));
        const QStringList system = facts.value(u"system"_s).split(u' ');
        if (facts.value(u"engine"_s) != "yes"_L1 && !system.contains("debian"_L1)
            && !system.contains("ubuntu"_L1))
            return fail(ErrorCode::Config,
                        tr("%1 has no engine, and Skep installs one on Debian and Ubuntu only: this is %2. "
                           "Install Docker there first.")
                            .arg(machine, system.value(0)));
        if (facts.value(u"liverestore"_s) == "true"_L1)
            return fail(
                ErrorCode::Config,
                tr("The engine of %1 has live-restore on, which an engine in a swarm cannot have. Take it "
                   "out of its daemon.json.")
                    .arg(machine));
        if (const QStringList taken = facts.values(u"taken"_s); !taken.isEmpty())
            return fail(ErrorCode::Conflict,
                        tr("%1 has something already where swarm and Consul need room: %2.")
                            .arg(machine, taken.join(u", "_s)));
        return {};
    }

    Result<> checkLabel(const QString &machine, const QByteArray &label)
    {
        const auto known = QJsonDocument::fromJson(label).object();
        if (known.value("cluster"_L1).toString() == site()->clusterId())
            return {};
        return fail(ErrorCode::Conflict,
                    tr("%1 belongs to the cluster “%2” of Skep already. Destroy that one first, or choose "
                       "another server.")
                        .arg(machine, known.value("name"_L1).toString()));
    }
};

//! Labels the server and notes what it has. Waits for all of them to be looked at, so that a refusal of one
//! finds nothing changed on another.
class ClaimServer : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::ClaimServer)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const QString id = text(context->output(machine + u"/address"_s), "machine"_L1);
        for (const auto &other : site()->machines()) {
            if (other.name != machine && !id.isEmpty()
                && text(context->output(other.name + u"/address"_s), "machine"_L1) == id)
                return ready<QJsonObject>(
                    fail(ErrorCode::Config,
                         tr("%1 and %2 are one machine, or copies with one /etc/machine-id.")
                             .arg(machine, other.name)));
        }
        return doneAfter(
            ignoreValue(runScript(site(), machine, u"claim-server.sh"_s, labelOf(site())), site()));
    }
};

//! Takes everything of the cluster off the server; it and its engine stay.
class CleanServer : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::CleanServer)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto restored = andThen(
            runScript(site(), machine, u"read-daemon-changes.sh"_s, site()->clusterId().toLatin1() + '\n'),
            site(), [=, this](const QByteArray &out) { return restore(context, machine, out); });
        const auto cleaned = andThen(restored, site(), [=, this] {
            return runScript(site(), machine, u"clean-server.sh"_s, wishes(), context, 5min);
        });
        return transform<QJsonObject>(cleaned, site(), [](const QByteArray &out) {
            return QJsonObject{{u"left"_s, QJsonArray::fromStringList(scriptFacts(out).values(u"left"_s))}};
        });
    }

private:
    QByteArray wishes() const
    {
        const auto &spec = site()->spec();
        QStringList images{spec.webImage};
        if (spec.consulServers > 0) {
            images.append(spec.consulImage);
            if (const auto image = registrarImage())
                images.append(image->id);
        }
        QByteArray lines = "cluster " + site()->clusterId().toLatin1() + '\n';
        for (const QString &image : std::as_const(images))
            lines += "image " + image.toUtf8() + '\n';
        return lines;
    }

    // Out of the swarm first: an engine in a swarm cannot hold its containers while it starts anew.
    Pending<> restore(const plan::ContextPtr &context, const QString &machine, const QByteArray &out)
    {
        const auto facts = scriptFacts(out);
        const auto bytes = [&](const QString &key) -> std::optional<QByteArray> {
            if (!facts.contains(key))
                return std::nullopt;
            return QByteArray::fromBase64(facts.value(key).toLatin1());
        };
        const auto now = bytes(u"now"_s);
        if (!now) // also where the server is not, or no longer, this cluster's
            return ready<>({});
        const auto before = restoredDaemonConfig(*now, bytes(u"before"_s));
        if (!before)
            return ready<>(fail(before.error()));
        if (*before == now)
            return ready<>({});
        const auto left = runScript(site(), machine, u"leave-swarm.sh"_s, {}, context, 2min);
        return andThen(left, site(), [=, this](const QByteArray &) {
            return changeEngine(site(), context, machine, *now, *before);
        });
    }
};

} // namespace

Pending<> changeEngine(Site *site, const plan::ContextPtr &context, const QString &machine,
                       const QByteArray &before, const std::optional<QByteArray> &after)
{
    QByteArray input = after ? "new " + after->toBase64() : QByteArray("none -");
    const std::pair<QByteArray, QByteArray> configs[]{{"old", before}, {"new", after.value_or(QByteArray())}};
    for (const auto &[name, config] : configs) {
        for (const bool isHeld : {true, false}) {
            const auto changed = heldDaemonConfig(config, isHeld);
            if (!changed)
                return ready<>(fail(changed.error()));
            input += (isHeld ? "\nheld-" : "\nfree-") + name + ' ' + changed->toBase64();
        }
    }
    input += '\n';
    return ignoreValue(runScript(site, machine, u"change-daemon-json.sh"_s, input, context), site);
}

void addServerActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"server-reach"_s, std::make_shared<ReachServer>(site));
    actions.insert(u"server-claim"_s, std::make_shared<ClaimServer>(site));
    actions.insert(u"server-clean"_s, std::make_shared<CleanServer>(site));
}

} // namespace skep::cluster
