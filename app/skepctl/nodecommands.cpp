// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that change the nodes of a cluster.
#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Pending<int> change(Session &session, const Begin &begin)
{
    const auto found = session.cluster(session.arguments().words.value(2));
    if (!found)
        return ready<int>(fail(found.error()));
    return followChange(session, *found, begin);
}

// At once and without a plan.
Pending<int> command(Session &session, const Begin &begin)
{
    const auto found = session.cluster(session.arguments().words.value(2));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    return andThen(begin(cluster), cluster, [&session] {
        session.print(QJsonObject{{u"node"_s, session.arguments().words.value(3)}},
                      tr("%1: done").arg(session.arguments().words.value(3)));
        return ready<int>(int(Done));
    });
}

Result<int> number(const Session &session, const QString &option, int fallback)
{
    if (!session.arguments().has(option))
        return fallback;
    bool isNumber = false;
    const int value = session.arguments().value(option).toInt(&isNumber);
    if (!isNumber || value < 0)
        return fail(ErrorCode::Config, tr("--%1 needs a number.").arg(option));
    return value;
}

Pending<int> setAvailability(Session &session, docker::Availability availability)
{
    return command(session, [&session, availability](cluster::Cluster *cluster) {
        return cluster->setAvailability(session.arguments().words.value(3), availability);
    });
}

Pending<int> setRole(Session &session, cluster::MachineRole role)
{
    return change(session, [&session, role](cluster::Cluster *cluster) {
        return cluster->changeRole(session.arguments().words.value(3), role);
    });
}

} // namespace

Pending<int> followChange(Session &session, cluster::Cluster *cluster, const Begin &begin)
{
    Completer<int> ended;
    onResult(follow(session, cluster, false), cluster,
             [ended](const Result<int> &code) { ended.settle(code); });
    onResult(begin(cluster), cluster, [ended](const Result<> &begun) {
        if (!begun)
            ended.settle(fail(begun.error()));
    });
    return ended.future();
}

Pending<int> addNodes(Session &session)
{
    const auto &arguments = session.arguments();
    cluster::NodeWish wish;
    const auto count = number(session, u"count"_s, 1);
    const auto disk = number(session, u"disk"_s, 0);
    if (!count || !disk)
        return ready<int>(fail(count ? disk.error() : count.error()));
    wish.count = *count;
    wish.diskGiB = *disk;
    wish.type = arguments.value(u"type"_s);
    wish.templateName = arguments.value(u"template"_s);
    const QString role = arguments.has(u"role"_s) ? arguments.value(u"role"_s) : u"worker"_s;
    if (role != "worker"_L1 && role != "manager"_L1)
        return ready<int>(fail(ErrorCode::Config, tr("--role is worker or manager.")));
    wish.role = role == "manager"_L1 ? cluster::MachineRole::Manager : cluster::MachineRole::Worker;
    return change(session, [wish](cluster::Cluster *cluster) { return cluster->addNodes(wish); });
}

Pending<int> removeNodes(Session &session)
{
    const auto patience = number(session, u"wait"_s, cluster::Removal().patience);
    if (!patience)
        return ready<int>(fail(patience.error()));
    const cluster::Removal how{*patience, session.arguments().has(u"force"_s)};
    return change(session, [&session, how](cluster::Cluster *cluster) {
        return cluster->removeNodes(session.arguments().words.mid(3), how);
    });
}

Pending<int> replaceNode(Session &session)
{
    return change(session, [&session](cluster::Cluster *cluster) {
        return cluster->replaceNode(session.arguments().words.value(3));
    });
}

Pending<int> promoteNode(Session &session)
{
    return setRole(session, cluster::MachineRole::Manager);
}

Pending<int> demoteNode(Session &session)
{
    return setRole(session, cluster::MachineRole::Worker);
}

Pending<int> drainNode(Session &session)
{
    return setAvailability(session, docker::Availability::Drain);
}

Pending<int> pauseNode(Session &session)
{
    return setAvailability(session, docker::Availability::Pause);
}

Pending<int> activateNode(Session &session)
{
    return setAvailability(session, docker::Availability::Active);
}

Pending<int> labelNode(Session &session)
{
    QMap<QString, QString> set;
    QStringList unset;
    const auto words = session.arguments().words.mid(4);
    for (const QString &word : words) {
        const QString name = word.section(u'=', 0, 0);
        if (word.contains(u'=') && !name.isEmpty())
            set.insert(name, word.section(u'=', 1));
        else if (word.endsWith(u'-') && word.size() > 1)
            unset.append(word.chopped(1));
        else
            return ready<int>(
                fail(ErrorCode::Config,
                     tr("“%1” is neither LABEL=VALUE nor LABEL- (which removes it).").arg(word)));
    }
    return command(session, [=, &session](cluster::Cluster *cluster) {
        return cluster->changeLabels(session.arguments().words.value(3), set, unset);
    });
}

Pending<int> giveUpChange(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    if (!cluster->change()) {
        session.print(clusterReport(cluster, {}), clusterText(cluster));
        return ready<int>(int(Done));
    }
    const auto ended = follow(session, cluster, false);
    cluster->giveUp();
    return ended;
}

} // namespace skep::ctl
