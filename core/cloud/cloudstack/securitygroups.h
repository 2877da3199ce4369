// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/cloudstack/calls.h"

namespace skep::cloud::cloudstack {

//! The firewall of zones with security groups. Main thread.
class SecurityGroups : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecurityGroups)

public:
    explicit SecurityGroups(Calls *calls);

    Pending<QList<FirewallGroup>> groups();
    Pending<Started> create(const QString &name, const QString &description);
    Pending<> remove(const QString &id);
    Pending<> addRule(const QString &groupId, const FirewallRule &rule);
    Pending<> deleteRule(const QString &ruleId);

private:
    Pending<bool> hasRule(const QString &groupId, const FirewallRule &rule);
    Pending<> authorize(const QString &groupId, const FirewallRule &rule, const QList<GroupRow> &groups);
    Pending<QList<GroupRow>> rows();

    Calls *m_calls;
};

} // namespace skep::cloud::cloudstack
