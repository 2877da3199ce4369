// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/compose.h"
#include "core/cluster/site.h"
#include "core/docker/types.h"
#include "core/plan/step.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace skep::cluster {

//! What all actions of a cluster's plans share: the site they work on.
class Action : public plan::StepAction
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Action)

public:
    explicit Action(Site *site)
        : m_site(site)
    {
    }

protected:
    Site *site() const { return m_site; }
    static QString machineOf(const plan::ContextPtr &context)
    {
        return context->step().id.section(u'/', 0, 0);
    }
    static QString text(const QJsonObject &object, QLatin1StringView key)
    {
        return object.value(key).toString();
    }
    static QStringList texts(const QJsonObject &object, QLatin1StringView key)
    {
        QStringList list;
        const auto values = object.value(key).toArray();
        for (const auto &value : values)
            list.append(value.toString());
        return list;
    }
    static Pending<bool> no() { return ready<bool>(false); }
    static Pending<QJsonObject> done() { return ready<QJsonObject>(QJsonObject{}); }
    Pending<QJsonObject> doneAfter(const Pending<> &work) const
    {
        return transform<QJsonObject>(work, m_site, [] { return QJsonObject{}; });
    }

private:
    Site *m_site;
};

//! Runs one of Skep's own scripts (resources/node) on a node; \p input is its stdin. What it prints on stderr
//! is told to \p context (which may be null) as it comes. Gives its stdout; a failure has the sentence for
//! the code that the script ended with.
Pending<QByteArray> runScript(Site *site, const QString &machine, const QString &script,
                              const QByteArray &input = {}, const plan::ContextPtr &context = {},
                              std::chrono::milliseconds limit = std::chrono::minutes(10));

//! Gives an engine of the user's another daemon.json; nothing: none. Containers that run there keep running.
Pending<> changeEngine(Site *site, const plan::ContextPtr &context, const QString &machine,
                       const QByteArray &before, const std::optional<QByteArray> &after);

//! An agent's configuration as it is on its machine (empty: there is none yet), which holds secrets, and the
//! addresses of that machine by which others reach it.
struct ConsulOnNode
{
    QByteArray config;
    QStringList addresses;
};
Pending<ConsulOnNode> readConsul(Site *site, const QString &machine);

//! What the swarm's manager says of the machine's node; nothing: it is in no list.
Pending<std::optional<docker::Node>> nodeOf(Site *site, const QString &machine);
//! Asks the first manager for a change of the machine's node; nothing happens where it is in no list.
Pending<> changeNode(Site *site, const QString &machine,
                     const std::function<Pending<>(docker::Client *, const QString &nodeId)> &change);
//! The quorum guard on what the managers say now.
Pending<> checkQuorum(Site *site, const QStringList &leaving);

//! "key=value" lines; a key that comes several times keeps all its values.
QMultiMap<QString, QString> scriptFacts(const QByteArray &out);

//! When \p work fails, reads the firewall back and names the rules that are missing: a closed port shows as a
//! wait that never ends, not as an error.
template <typename T>
Pending<T> explainedByFirewall(Site *site, const Pending<T> &work);
Pending<Error> closedPorts(Site *site, const Error &error);

template <typename T>
Pending<T> explainedByFirewall(Site *site, const Pending<T> &work)
{
    return orElse(work, site, [site](const Error &error) {
        return andThen(closedPorts(site, error), site,
                       [](const Error &explained) { return ready<T>(Result<T>(fail(explained))); });
    });
}

//! Whether what the step makes is there already; its id is noted as \p key. What an earlier run may have
//! asked for is looked for until a list must have it.
Pending<bool> findAndNote(Site *site, const plan::ContextPtr &context, const QString &key,
                          const std::function<Pending<QString>()> &find);

//! The step's creating call may have reached the cloud in an earlier run or a lost answer.
Result<> noteAsked(const plan::ContextPtr &context, QJsonObject more = {});

} // namespace skep::cluster
