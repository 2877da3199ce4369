// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/docker/logline.h"
#include "core/docker/objects.h"
#include "core/docker/registrylogin.h"
#include "core/docker/servicespec.h"
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

//! A service as it is: what an update starts from.
struct ServiceDetail
{
    QString id;
    qint64 version = 0; //!< an update names it, so that nobody overwrites what he has not seen
    ServiceSpec spec;
    QJsonObject previous; //!< the spec that a roll back leads to; empty: there is none
    QJsonObject raw;
};

//! One engine's API, at any base URL (through the gateway, by mutual TLS, or a local socket). Main thread.
class Client : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)

public:
    //! What may be asked of the engine.
    enum class Leave {
        Read, //!< whatever is no GET is refused here, before anything is sent
        Shells, //!< also programs in containers, for the person who looks
        Everything
    };

    //! \p endpoint is not owned and must outlive the client.
    Client(net::HttpEndpoint *endpoint, QUrl baseUrl, QObject *parent = nullptr);

    void setLeave(Leave leave) { m_leave = leave; }
    static QString readOnlySentence(); //!< why something is refused or greyed

    Pending<> ping();
    Pending<Info> info();
    Pending<QJsonObject> wholeInfo(); //!< as the engine says it
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
    //! Bytes for LogParser; after another call, which has settled the version.
    net::HttpStream *containerLogs(const QString &id, const LogRequest &request, QObject *parent);

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
    //! The error in the stream is an error here.
    Pending<> pullImage(const QString &reference, const std::optional<RegistryLogin> &login = {});

    Pending<QString> createSecret(const QString &name, const SecretPtr &value,
                                  const QMap<QString, QString> &labels); //!< id
    Pending<QString> findSecret(const QString &name); //!< its id; empty: there is none
    Pending<QString> createConfig(const QString &name, const QByteArray &value,
                                  const QMap<QString, QString> &labels); //!< id
    Pending<QString> createNetwork(const Network &network); //!< id; without subnets the engine chooses
    Pending<> createVolume(const Volume &volume); //!< one that is there already is no error
    //! Has the engine ask the registry. Errors: Auth (the registry refuses), Remote (it cannot be asked).
    Pending<> checkLogin(const RegistryLogin &login);

    Pending<QString> createService(const QJsonObject &spec,
                                   const std::optional<RegistryLogin> &login = {}); //!< id
    Pending<ServiceSpec> resolved(const ServiceSpec &spec); //!< with the ids of its secrets and configs
    Pending<ServiceDetail> serviceDetail(const QString &idOrName);
    //! What the engine warns of. Conflict: somebody changed the service since \p version.
    Pending<QStringList> updateService(const QString &id, qint64 version, const QJsonObject &spec,
                                       const std::optional<RegistryLogin> &login = {});
    Pending<QStringList> scaleService(const QString &idOrName, qint64 replicas);
    Pending<QStringList> restartService(const QString &idOrName); //!< all its tasks anew ("force update")
    Pending<QStringList> rollBackService(const QString &idOrName);
    Pending<std::optional<Service>> findService(const QString &name);
    Pending<> removeService(const QString &idOrName); //!< a missing one is no error
    Pending<QJsonObject> inspectService(const QString &idOrName);

    Pending<QString> createContainer(const QString &name, const QJsonObject &spec); //!< id
    Pending<> startContainer(const QString &id);
    Pending<> stopContainer(const QString &id, int seconds);
    Pending<> restartContainer(const QString &id, int seconds); //!< which it has to stop
    Pending<> keepStopped(const QString &idOrName); //!< the engine does not start it again by itself
    Pending<> removeContainer(const QString &idOrName); //!< by force; a missing one is no error
    //! Pulls the image where it is not there, creates and starts it: `docker run -d`. Its id.
    Pending<QString> startNewContainer(const QString &name, const QJsonObject &spec,
                                       const std::optional<RegistryLogin> &login = {});
    //! Creates, runs to its end, reads its output and removes it.
    Pending<ContainerOutcome> runContainer(const QString &name, const QJsonObject &spec,
                                           std::chrono::seconds limit);
    Pending<QJsonArray> containers(bool all);

    Pending<QString> createExec(const QString &container, const QJsonObject &wish); //!< id
    net::RawStream *startExec(const QString &id, bool isTty, QObject *parent); //!< the program's own bytes
    Pending<> resizeExec(const QString &id, int columns, int rows);
    Pending<std::optional<int>> execExitCode(const QString &id); //!< none: it still runs

    Pending<QList<Container>> containerList(bool all);
    Pending<QList<Image>> images();
    Pending<QList<Network>> networks();
    Pending<QList<Volume>> volumes();
    Pending<QList<SwarmFile>> secrets();
    Pending<QList<SwarmFile>> configs();
    Pending<QJsonObject> inspect(ObjectKind kind, const QString &idOrName); //!< as the engine says it
    Pending<> remove(ObjectKind kind, const QString &idOrName); //!< never by force; a missing one is NotFound

private:
    struct Call;
    Pending<QByteArray> version(); //!< negotiated once by /_ping
    Pending<QByteArray> namedVersion(); //!< as /version says it
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
    Leave m_leave = Leave::Everything;
};

} // namespace skep::docker
