// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace skep::docker {

//! One thing that another spec changes; an empty side is not there.
struct DiffRow
{
    QString path; //!< "TaskTemplate.ContainerSpec.Env[PATH]"
    QString before;
    QString after;
    bool operator==(const DiffRow &) const = default;
};

//! What differs between two specs, in the order of their paths. Lists are compared by what their items are
//! named by (NAME of NAME=value, target, published port …), else by their order. Absent, null and empty are
//! the same. Pure; any thread.
QList<DiffRow> diff(const QJsonObject &before, const QJsonObject &after);

} // namespace skep::docker
