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

struct Stack
{
    QString name;
    QList<docker::Service> services;
};
QList<Stack>
stacksOf(const QList<docker::Service> &services); //!< by their label, in the order of names; pure

//! What a deployment would change, as far as the client's own reading of the file tells.
struct StackPreview
{
    struct Row
    {
        QString service; //!< without the stack's name
        QString imageBefore; //!< empty: it does not run now
        QString imageAfter; //!< empty: the file does not name it; it stays as it is
    };
    QList<Row> rows;
    QString file; //!< the file as the client reads it
    QString messages; //!< what it said besides, as it is
};

using SayMessage = std::function<void(const QByteArray &)>;

//! \p compose goes by stdin. Errors: what the client said, as it is; Config where the node has none.
Pending<StackPreview> previewStack(ssh::Connection *manager, docker::Client *engine, const QString &name,
                                   const QByteArray &compose);
Pending<QString> deployStack(ssh::Connection *manager, const QString &name, const QByteArray &compose,
                             SayMessage say = nullptr); //!< its messages
//! Services first, then networks, secrets and configs of the stack. What was removed, one line each; NotFound
//! where there is no such stack.
Pending<QStringList> removeStack(docker::Client *engine, const QString &name);

//! Names and images of the services in a file as `docker stack config` prints it; pure.
QMap<QString, QString> printedServices(const QString &file);

} // namespace skep::cluster
