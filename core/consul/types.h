// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

namespace skep::consul {

enum class CheckState { Passing, Warning, Critical, Unknown };

//! A machine with a Consul agent.
struct Member
{
    QString name;
    QString address;
    CheckState serf = CheckState::Unknown; //!< the serfHealth check
    bool isServer = false;
    bool operator==(const Member &) const = default;
};

//! A server as the servers' own replicated list has it.
struct RaftServer
{
    QString id;
    QString node; //!< empty where nobody knows the name any more
    QString address; //!< "10.0.0.1:8300"
    bool isLeader = false;
    bool isVoter = false;
    bool operator==(const RaftServer &) const = default;
};

//! One instance of a catalog service with the worst of its checks and why.
struct Instance
{
    QString id; //!< "<node>/<service id>": unique in the catalog
    QString serviceId;
    QString service;
    QString node;
    QString address;
    int port = 0;
    QStringList tags;
    QMap<QString, QString> meta;
    CheckState state = CheckState::Unknown;
    QString reason; //!< output of the worst check; plain text from the far side
    QString check = {}; //!< the name of that check; empty where all pass
    bool operator==(const Instance &) const = default;
};

struct CatalogService
{
    QString name;
    QStringList tags;
    int passing = 0;
    int warning = 0;
    int critical = 0;
    bool operator==(const CatalogService &) const = default;
};

//! An answer of a blocking query with what Consul says about its freshness.
template <typename T>
struct Indexed
{
    T value;
    quint64 index = 0;
    bool knownLeader = true;
};

} // namespace skep::consul
