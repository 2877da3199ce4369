// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/client.h"
#include "core/docker/specdiff.h"

#include <vector>

//! What the engine says, made readable: for eyes, not for programs. Pure; any thread.
namespace skep::docker {

//! One line of an inspected object, with what lies below it.
struct TreeItem
{
    QString name; //!< of the field; of an item of a list its number
    QString value; //!< empty where there are children
    std::vector<TreeItem> children = {};
    bool operator==(const TreeItem &) const = default;
};

struct Inspection
{
    std::vector<TreeItem> tree;
    QString text; //!< indented JSON
};

Inspection inspection(const QJsonObject &object);
QString specText(const ServiceSpec &spec); //!< indented JSON, as it would be sent

QList<DiffRow> updateDiff(const ServiceDetail &now, const ServiceSpec &wanted);
QList<DiffRow> rollBackDiff(const ServiceDetail &now); //!< empty: there is nothing to go back to

//! \p mine was made from \p base, and the cluster has \p theirs by now: what is only theirs is taken over,
//! and what is mine stays mine.
ServiceSpec rebased(const ServiceSpec &base, const ServiceSpec &mine, const ServiceSpec &theirs);

} // namespace skep::docker
