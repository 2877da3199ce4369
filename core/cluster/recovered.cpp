// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/recovered.h"

#include "core/base/atomicfile.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace skep::cluster {

QList<Error> recoveredFiles(const QString &stateDir)
{
    QStringList paths{stateDir + u"/accounts.json"_s, stateDir + u"/registries.json"_s};
    const QDir clusters(stateDir + u"/clusters"_s);
    const auto ids = clusters.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &id : ids)
        paths.append(clusters.filePath(id + u"/cluster.json"_s));
    QList<Error> found;
    for (const QString &path : std::as_const(paths)) {
        if (const auto damage = damageOf(path))
            found.append(*damage);
    }
    return found;
}

} // namespace skep::cluster
