// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/docker/types.h"
#include "core/net/httpendpoint.h"

#include <QObject>

class QIODevice;

namespace skep::docker {

struct JoinTokens
{
    SecretPtr worker;
    SecretPtr manager;
};

struct ContainerOutcome
{
    int exitCode = -1;
    QByteArray out; //!< at most 1 MiB
    QByteArray err;
};

//! One engine's API, at any base URL (through the gateway, by mutual TLS, or a local socket). Main thread.
class Client : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)

public:
    //! \p endpoint is not owned and must outlive the client.
    Client(net::HttpEndpoint *endpoint, QUrl baseUrl, QObject *parent = nullptr);

    Pending<> ping();
    Pending<Info> info();
    Pending<QList<Node>> nodes();
    Pending<QList<Service>> services(); //!< with running and wanted counts
    Pending<QList<Task>> tasks();
    net::HttpStream *events(QObject *parent); //!< lines for parseEvent

    Pending<QString> swarmInit(const QString &advertiseAddress); //!< the node's id
    Pending<> swarmJoin(const QString &advertiseAddress, const QStringList &managers, const SecretPtr &token);
    Pending<JoinTokens> joinTokens();
    Pending<> swarmLeave(bool force);

    Pending<QString> loadImage(const QString &archivePath); //!< streams a `docker load` archive; the image's id
    Pending<bool> hasImage(const QString &reference);
    Pending<> pullImage(const QString &reference); //!< the error in the stream is an error here

    Pending<QString> createSecret(const QString &name, const SecretPtr &value, const QJsonObject &labels); //!< id
    Pending<QString> createService(const QJsonObject &spec); //!< id
    Pending<std::optional<Service>> findService(const QString &name);
    Pending<> removeService(const QString &idOrName); //!< a missing one is no error
    Pending<QJsonObject> inspectService(const QString &idOrName);

    Pending<QString> createContainer(const QString &name, const QJsonObject &spec); //!< id
    Pending<> startContainer(const QString &id);
    Pending<> stopContainer(const QString &id, int seconds);
    Pending<> removeContainer(const QString &idOrName); //!< by force; a missing one is no error
    //! Creates, runs to its end, reads its output and removes it.
    Pending<ContainerOutcome> runContainer(const QString &name, const QJsonObject &spec, std::chrono::seconds limit);
    Pending<QJsonArray> containers(bool all);

private:
    net::HttpEndpoint *m_endpoint;
    QUrl m_baseUrl;
};

} // namespace skep::docker
