// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/actions/asked.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/preflight.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

//! Names to ids: template and machine types. Fails before anything is made when the cloud lacks something.
class Resolve : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return ready<bool>(context->output(context->step().id).contains("templates"_L1));
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        return transform<QJsonObject>(
            lookUp(site()->provider(), site()->spec(), wanted(context), site()), site(),
            [](const Preflight &found) -> Result<QJsonObject> {
                if (!found.problems.isEmpty())
                    return fail(ErrorCode::Config, found.problems.first().message);
                QJsonObject types;
                QJsonObject templates;
                for (auto it = found.templateIds.begin(); it != found.templateIds.end(); ++it)
                    templates.insert(it.key(), it.value());
                for (auto it = found.typeIds.begin(); it != found.typeIds.end(); ++it)
                    types.insert(it.key(), it.value());
                return QJsonObject{{u"templates"_s, templates}, {u"types"_s, types}};
            });
    }

private:
    QList<PlannedMachine> wanted(const plan::ContextPtr &context) const
    {
        QList<PlannedMachine> list;
        const auto names = context->step().input.value("machines"_L1).toArray();
        for (const auto &machine : site()->machines()) {
            if (names.isEmpty() || names.contains(machine.name))
                list.append(machine);
        }
        return list;
    }
};

class RegisterSshKey : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        const QString name = text(context->step().input, "name"_L1);
        return transform<bool>(site()->provider()->sshKeys(), site(),
                               [name](const QList<cloud::SshKey> &keys) {
                                   return std::any_of(keys.begin(), keys.end(),
                                                      [&](const auto &key) { return key.name == name; });
                               });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString name = text(context->step().input, "name"_L1);
        const QByteArray key = text(context->output(u"cluster/keys"_s), "sshPublicKey"_L1).toLatin1();
        const auto registered = orElse(site()->provider()->registerSshKey(name, key), site(),
                                       [this, context](const Error &error) {
                                           // The name has the cluster's id in it, so a key of this name is
                                           // ours: the answer was lost.
                                           return andThen(isDone(context), site(), [error](bool isThere) {
                                               return ready<>(isThere ? Result<>{} : Result<>(fail(error)));
                                           });
                                       });
        return doneAfter(registered);
    }
};

//! A firewall or anti-affinity group: its name is not the cloud's to choose, so it is looked for first, and a
//! stranger's of that name is refused.
class CreateGroup : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::CreateGroup)

public:
    //! What both kinds of groups have.
    struct Found
    {
        QString id;
        QString name;
        QString description;
    };
    struct Calls
    {
        std::function<Pending<QList<Found>>()> list;
        std::function<Pending<cloud::Started>(const QString &name, const QString &description)> create;
    };
    CreateGroup(Site *site, Calls calls)
        : Action(site)
        , m_calls(std::move(calls))
    {
    }

    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return findAndNote(site(), context, u"groupId"_s, finder(context));
    }

    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        if (auto noted = noteAsked(context); !noted)
            return ready<QJsonObject>(fail(std::move(noted).error()));
        const auto started =
            m_calls.create(text(context->step().input, "name"_L1), groupDescription(site()->clusterId()));
        const auto created = andThen(started, site(), [this, context](const cloud::Started &group) {
            if (group.objectId.isEmpty())
                return ready<>(unnamed());
            if (auto noted = context->note({{u"groupId"_s, group.objectId}}); !noted)
                return ready<>(std::move(noted));
            return site()->provider()->waitFor(group.operationId);
        });
        return doneAfter(orElse(created, site(), [this, context](const Error &error) {
            return settleAsked(site(), context, error, [this, context] { return isDone(context); });
        }));
    }

private:
    std::function<Pending<QString>()> finder(const plan::ContextPtr &context) const
    {
        const QString name = text(context->step().input, "name"_L1);
        return [here = site(), list = m_calls.list, name] {
            return transform<QString>(
                list(), here, [here, name](const QList<Found> &groups) -> Result<QString> {
                    for (const auto &group : groups) {
                        if (group.name != name)
                            continue;
                        if (group.description != groupDescription(here->clusterId()))
                            return fail(ErrorCode::Conflict,
                                        tr("There is a group “%1” in the cloud that is not this cluster's. "
                                           "Choose another name for the cluster.")
                                            .arg(name));
                        return group.id;
                    }
                    return QString();
                });
        };
    }

    Calls m_calls;
};

template <typename Group>
Pending<QList<CreateGroup::Found>> plain(Site *site, const Pending<QList<Group>> &listed)
{
    return transform<QList<CreateGroup::Found>>(listed, site, [](const QList<Group> &groups) {
        QList<CreateGroup::Found> found;
        for (const auto &group : groups)
            found.append({group.id, group.name, group.description});
        return found;
    });
}

CreateGroup::Calls firewallGroups(Site *site)
{
    return {[site] { return plain(site, site->provider()->groups()); },
            [site](const QString &name, const QString &description) {
                return site->provider()->createGroup(name, description);
            }};
}

CreateGroup::Calls affinityGroups(Site *site)
{
    return {[site] { return plain(site, site->provider()->affinityGroups()); },
            [site](const QString &name, const QString &description) {
                return site->provider()->createAffinityGroup(name, description);
            }};
}

class AddRule : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::AddRule)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        const QString id = text(context->step().input, "rule"_L1);
        return transform<bool>(site()->provider()->groups(), site(),
                               [here = site(), id](const QList<cloud::FirewallGroup> &groups) {
                                   const auto missing = missingRules(here->spec(), groups);
                                   return std::none_of(missing.begin(), missing.end(),
                                                       [&](const auto &rule) { return rule.id == id; });
                               });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString id = text(context->step().input, "rule"_L1);
        QMap<QString, QString> groupIds;
        for (const Group group : plannedGroups(site()->spec())) {
            const QString name = groupName(site()->spec(), group);
            groupIds.insert(name, text(context->output(u"cluster/group-"_s + name), "groupId"_L1));
        }
        const auto rules = plannedRules(site()->spec());
        const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto &r) { return r.id == id; });
        if (rule == rules.end())
            return ready<QJsonObject>(fail(ErrorCode::Internal, tr("The plan has no rule %1.").arg(id)));
        const auto added = andThen(
            foreignGroup(rule->foreignGroup), site(),
            [here = site(), planned = *rule, groupIds](const QString &foreign) mutable {
                groupIds.insert(planned.foreignGroup, foreign);
                return here->provider()->addRule(groupIds.value(groupName(here->spec(), planned.group)),
                                                 toRule(here->spec(), planned, groupIds));
            });
        // Adding twice is harmless and an answer may be lost, so what counts is whether the rule is there.
        return doneAfter(orElse(added, site(), [this, context](const Error &error) {
            return andThen(isDone(context), site(), [error](bool isThere) {
                return ready<>(isThere ? Result<>{} : Result<>(fail(error)));
            });
        }));
    }

private:
    Pending<QString> foreignGroup(const QString &name) const
    {
        if (name.isEmpty())
            return ready<QString>(QString());
        return transform<QString>(
            site()->provider()->groups(), site(),
            [name](const QList<cloud::FirewallGroup> &groups) -> Result<QString> {
                const auto found = std::find_if(groups.begin(), groups.end(),
                                                [&](const auto &group) { return group.name == name; });
                if (found == groups.end())
                    return fail(ErrorCode::NotFound, tr("The account has no firewall group “%1”.").arg(name));
                return found->id;
            });
    }
};

//! Reads the rules back once everything has joined: some missing rules break a cluster only later.
class CheckFirewall : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        return transform<QJsonObject>(
            site()->provider()->groups(), site(),
            [here = site()](const QList<cloud::FirewallGroup> &groups) -> Result<QJsonObject> {
                QStringList sentences;
                const auto missing = missingRules(here->spec(), groups);
                for (const auto &rule : missing)
                    sentences.append(missingRuleSentence(here->spec(), rule));
                if (!sentences.isEmpty())
                    return fail(ErrorCode::Config, sentences.join(u' '));
                return QJsonObject{};
            });
    }
};

} // namespace

void addCloudActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"resolve"_s, std::make_shared<Resolve>(site));
    actions.insert(u"ssh-key"_s, std::make_shared<RegisterSshKey>(site));
    actions.insert(u"group"_s, std::make_shared<CreateGroup>(site, firewallGroups(site)));
    actions.insert(u"affinity-group"_s, std::make_shared<CreateGroup>(site, affinityGroups(site)));
    actions.insert(u"rule"_s, std::make_shared<AddRule>(site));
    actions.insert(u"firewall-check"_s, std::make_shared<CheckFirewall>(site));
}

} // namespace skep::cluster
