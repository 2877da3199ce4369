// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace skep::local {

//! One context of the docker client.
struct DockerContext
{
    QString name;
    QString description;
    QString host; //!< "ssh://root@203.0.113.7"
    QString owner; //!< id of the cluster for which Skep wrote it; empty: it is not ours
    QString keyAdded; //!< fingerprint of the key that was put on the machines for it; empty: none was
    bool operator==(const DockerContext &) const = default;
};

Result<> checkContextName(const QString &name);

//! The docker client's contexts as files: a folder for each, named by the hash of the context's name. What
//! is not ours is read, and never written or removed. Any thread.
class DockerContexts
{
public:
    explicit DockerContexts(QString dockerFolder);

    Result<DockerContext> find(const QString &name) const; //!< NotFound; Config: it cannot be read
    QString certificatesOf(const QString &name) const; //!< folder; empty: the context has none
    QList<DockerContext> all() const; //!< by name; what cannot be read is left out
    QList<DockerContext> ownedBy(const QString &clusterId) const;
    Result<> checkIsFree(const QString &name, const QString &owner) const; //!< Conflict: somebody else's
    Result<> write(const DockerContext &context) const;
    Result<> checkRemoval(const QString &name, const QString &owner) const; //!< also: not the current one
    Result<> remove(const QString &name, const QString &owner) const;
    Result<QString> current() const; //!< empty: the default one

private:
    QString folderOf(const QString &name) const;
    Result<DockerContext> read(const QString &folder) const;

    QString m_folder;
};

} // namespace skep::local
