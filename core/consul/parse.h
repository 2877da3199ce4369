// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/consul/types.h"

#include <QSet>

//! Consul's answers as values, and the join of catalog and checks. Pure; any thread.
namespace skep::consul {

//! One health check; of a node where it names no service.
struct Check
{
    QString node;
    QString checkId;
    QString name = {};
    QString serviceId;
    QString service;
    CheckState state = CheckState::Unknown;
    QString output;
    quint64 modifyIndex = 0;
    bool operator==(const Check &) const = default;
};

struct CatalogNode
{
    QString name;
    QString address;
};

using ServiceTags = QMap<QString, QStringList>;

Result<QList<Check>> parseChecks(const QByteArray &answer); //!< /v1/health/state/any
Result<QList<CatalogNode>> parseCatalogNodes(const QByteArray &answer); //!< /v1/catalog/nodes
Result<ServiceTags> parseServiceTags(const QByteArray &answer); //!< /v1/catalog/services
//! /v1/catalog/service/NAME: instances whose state is not known yet.
Result<QList<Instance>> parseInstances(const QByteArray &answer);
Result<QList<Instance>> parseHealthOfService(const QByteArray &answer); //!< /v1/health/service/NAME

Result<QList<RaftServer>> parseRaftServers(const QByteArray &answer); //!< /v1/operator/raft/configuration
Result<QList<Member>> parseGossip(const QByteArray &answer); //!< /v1/agent/members

//! Gives each instance the worst of its own checks and its node's; without a check Consul calls it passing.
void applyChecks(QList<Instance> &instances, const QList<Check> &checks);
QList<Member> members(const QList<CatalogNode> &nodes, const QList<Check> &checks,
                      const QSet<QString> &servers);
QList<CatalogService> countInstances(const ServiceTags &names, const QList<Instance> &instances);

//! HashiCorp's rules for the index of the next query: 0 after it went back, never less than 1 otherwise.
quint64 nextIndex(quint64 previous, const QByteArray &header);

} // namespace skep::consul
