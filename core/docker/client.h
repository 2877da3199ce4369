// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/docker/types.h"
#include "core/net/httpendpoint.h"

#include <QObject>
#include <QUrlQuery>

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
    //! Changes a node's spec as it is at that moment: when somebody else changed it meanwhile, reads and
    //! changes it again.
    Pending<> changeNode(const QString &id, std::function<void(QJsonObject &spec)> change);
    Pending<> setRole(const QString &nodeId, NodeRole role);
    Pending<> setAvailability(const QString &nodeId, Availability availability);
    Pending<> changeLabels(const QString &nodeId, const QMap<QString, QString> &set,
                           const QStringList &unset);
    Pending<> removeNode(const QString &id); //!< also one that does not answer; a missing one is no error
    Pending<QList<Service>> services(); //!< with running and wanted counts
    Pending<QList<Task>> tasks();
    net::HttpStream *events(QObject *parent); //!< lines for parseEvent

    Pending<QString> swarmInit(const QString &advertiseAddress); //!< the node's id
    //! Decided by what the engine says of itself afterwards: the join call's own answer is no proof either
    //! way.
    Pending<> swarmJoin(const QString &advertiseAddress, const QStringList &managers, const SecretPtr &token);
    Pending<JoinTokens> joinTokens();
    Pending<> swarmLeave(bool force);

    //! Loads a `docker load` archive and gives the image's id. The archive is read into memory: those of the
    //! product have less than 2 MB, and larger ones than 64 MiB are refused.
    Pending<QString> loadImage(const QString &archivePath);
    Pending<bool> hasImage(const QString &reference);
    Pending<> pullImage(const QString &reference); //!< the error in the stream is an error here

    Pending<QString> createSecret(const QString &name, const SecretPtr &value,
                                  const QJsonObject &labels); //!< id
    Pending<QString> findSecret(const QString &name); //!< its id; empty: there is none
    Pending<QString> createService(const QJsonObject &spec); //!< id
    Pending<std::optional<Service>> findService(const QString &name);
    Pending<> removeService(const QString &idOrName); //!< a missing one is no error
    Pending<QJsonObject> inspectService(const QString &idOrName);

    Pending<QString> createContainer(const QString &name, const QJsonObject &spec); //!< id
    Pending<> startContainer(const QString &id);
    Pending<> stopContainer(const QString &id, int seconds);
    Pending<> removeContainer(const QString &idOrName); //!< by force; a missing one is no error
    //! Creates, runs to its end, reads its output and removes it.
    Pending<ContainerOutcome> runContainer(const QString &name, const QJsonObject &spec,
                                           std::chrono::seconds limit);
    Pending<QJsonArray> containers(bool all);

private:
    struct Call;
    Pending<QByteArray> version(); //!< negotiated once by /_ping
    QUrl url(const QByteArray &version, const QString &path, const QUrlQuery &query) const;
    Pending<net::HttpResponse> call(Call call);
    Pending<> command(Call call); //!< only success matters
    Pending<QString> created(Call call); //!< the id in the answer
    template <typename T>
    Pending<T> fetch(Call call, Result<T> (*parse)(const QByteArray &));
    Pending<> awaitJoined(const QStringList &managers, const Error &joinError, int attemptsLeft);
    Pending<ContainerOutcome> runCreated(const QString &name, bool isTty, std::chrono::seconds limit);

    net::HttpEndpoint *m_endpoint;
    QUrl m_baseUrl;
    QByteArray m_version;
    std::optional<Pending<QByteArray>> m_negotiation;
};

} // namespace skep::docker
