// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/securitygroups.h"

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

SecurityGroups::SecurityGroups(Calls *calls)
    : QObject(calls)
    , m_calls(calls)
{
}

Pending<QList<GroupRow>> SecurityGroups::rows()
{
    return m_calls->list<GroupRow>(u"listSecurityGroups"_s, u"securitygroup"_s, {}, groupFrom);
}

Pending<QList<FirewallGroup>> SecurityGroups::groups()
{
    return andThen(rows(), this, [](const QList<GroupRow> &rows) {
        return ready<QList<FirewallGroup>>(withSourceIds(rows));
    });
}

Pending<Started> SecurityGroups::create(const QString &name, const QString &description)
{
    return m_calls->start(u"createSecurityGroup"_s, {{u"name"_s, name}, {u"description"_s, description}});
}

Pending<> SecurityGroups::remove(const QString &id)
{
    return m_calls->remove(u"deleteSecurityGroup"_s, {{u"id"_s, id}});
}

static bool holds(const QList<GroupRow> &rows, const QString &groupId, const FirewallRule &rule)
{
    const auto groups = withSourceIds(rows);
    return std::any_of(groups.begin(), groups.end(), [&](const FirewallGroup &group) {
        return group.id == groupId
            && std::any_of(group.rules.begin(), group.rules.end(),
                           [&rule](const FirewallRule &known) { return known.sameTraffic(rule); });
    });
}

Pending<bool> SecurityGroups::hasRule(const QString &groupId, const FirewallRule &rule)
{
    return andThen(rows(), this, [groupId, rule](const QList<GroupRow> &rows) {
        return ready<bool>(holds(rows, groupId, rule));
    });
}

// Source groups are named by their account and name, not by an id.
Pending<> SecurityGroups::authorize(const QString &groupId, const FirewallRule &rule,
                                    const QList<GroupRow> &groups)
{
    Parameters parameters{{u"securitygroupid"_s, groupId}, {u"protocol"_s, rule.protocol}};
    if (rule.startPort > 0) {
        parameters.insert(u"startport"_s, QString::number(rule.startPort));
        parameters.insert(u"endport"_s, QString::number(rule.endPort));
    }
    if (rule.protocol == "icmp"_L1) { // every kind
        parameters.insert(u"icmptype"_s, u"-1"_s);
        parameters.insert(u"icmpcode"_s, u"-1"_s);
    }
    if (!rule.sourceCidr.isEmpty()) {
        parameters.insert(u"cidrlist"_s, rule.sourceCidr);
    } else {
        const auto source = std::find_if(groups.begin(), groups.end(), [&rule](const GroupRow &row) {
            return row.group.id == rule.sourceGroupId;
        });
        if (source == groups.end())
            return ready<void>(fail(ErrorCode::NotFound, tr("The group that a rule lets in is not there.")));
        parameters.insert(u"usersecuritygrouplist[0].account"_s, source->account);
        parameters.insert(u"usersecuritygrouplist[0].group"_s, source->group.name);
    }
    return andThen(m_calls->finish(u"authorizeSecurityGroupIngress"_s, parameters), this,
                   [](const QJsonObject &) { return ready<void>({}); });
}

Pending<> SecurityGroups::addRule(const QString &groupId, const FirewallRule &rule)
{
    if (rule.sourceCidr.isEmpty() == rule.sourceGroupId.isEmpty())
        return ready<void>(fail(ErrorCode::Internal, tr("A firewall rule needs exactly one source.")));
    return andThen(rows(), this, [this, groupId, rule](const QList<GroupRow> &rows) {
        if (holds(rows, groupId, rule))
            return ready<void>({});
        // A lost answer, or a rule that another call has just made: what counts is whether it is there.
        return recovered<void>(authorize(groupId, rule, rows), this,
                               [this, groupId, rule](const Error &error) -> Pending<> {
                                   if (!mayBeDone(error))
                                       return ready<void>(fail(error));
                                   return andThen(hasRule(groupId, rule), this, [error](bool isThere) {
                                       return ready<void>(isThere ? Result<>() : Result<>(fail(error)));
                                   });
                               });
    });
}

Pending<> SecurityGroups::deleteRule(const QString &ruleId)
{
    return m_calls->remove(u"revokeSecurityGroupIngress"_s, {{u"id"_s, ruleId}});
}

} // namespace skep::cloud::cloudstack
