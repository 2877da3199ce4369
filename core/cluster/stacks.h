// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/docker/objects.h"

namespace skep::docker {
class Client;
}
namespace skep::ssh {
class Connection;
}

//! Stacks: compose files, deployed by the docker client of a manager. Skep interprets no compose file. Main
//! thread.
namespace skep::cluster {

class RegistryLogins;

struct Stack
{
    QString name;
    QList<docker::Service> services;
};
QList<Stack>
stacksOf(const QList<docker::Service> &services); //!< by their label, in the order of names; pure

//! What a stack shall be.
struct StackWish
{
    QString name;
    QByteArray compose; //!< the file's text
    bool isPruning = false; //!< services that the file does not name any more go
};

//! What a deployment would change, as far as the client's own reading of the file tells.
struct StackPreview
{
    struct Row
    {
        QString service; //!< without the stack's name
        QString imageBefore; //!< empty: it does not run now
        QString imageAfter; //!< empty: the file does not name it
        int replicasBefore = -1; //!< -1: one on each node, or not there
        int replicasAfter = -1; //!< -1: one on each node, or the file does not say
    };
    QList<Row> rows;
    QStringList notes; //!< what the swarm ignores or the manager will miss, one sentence each
    QString file; //!< the file as the client reads it
    QString messages; //!< what it said besides, as it is
    bool isRead = true; //!< false: this client deploys, but does not show what it reads
};

using SayMessage = std::function<void(const QByteArray &)>;

//! The file goes by stdin. Errors: what the client said, as it is; Config where the node has none.
Pending<StackPreview> previewStack(ssh::Connection *manager, docker::Client *engine, const StackWish &wish);
//! Its messages. Images of registries whose logins are \p kept are pulled with them: the client has them for
//! this one call, in a file without a name, and the manager's own `docker login` counts only where none is
//! kept.
Pending<QString> deployStack(ssh::Connection *manager, RegistryLogins *kept, const StackWish &wish,
                             SayMessage say = nullptr);
//! Services first, then networks, secrets and configs of the stack. What was removed, one line each; NotFound
//! where there is no such stack.
Pending<QStringList> removeStack(docker::Client *engine, const QString &name);

//! A service in a file as `docker stack config` prints it.
struct PrintedService
{
    QString image;
    QStringList keys; //!< what the file says of it at all
    int replicas = -1; //!< -1: it does not say
    bool isGlobal = false;
    bool operator==(const PrintedService &) const = default;
};
QMap<QString, PrintedService> printedServices(const QString &file); //!< by name; pure
QStringList printedNotes(const QString &file); //!< for StackPreview::notes; pure

} // namespace skep::cluster
