// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/consul/parse.h"
#include "core/consul/types.h"
#include "core/net/httpendpoint.h"

#include <QHash>
#include <QObject>
#include <QUrlQuery>

namespace skep::consul {

//! One Consul agent's HTTP API. With ACLs a denied catalog read answers 200 with nothing in it, so the caller
//! must know whether its token may read. Main thread.
class Client : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)

public:
    //! \p endpoint is not owned and must outlive the client. \p token may be null.
    Client(net::HttpEndpoint *endpoint, QUrl baseUrl, SecretPtr token, QObject *parent = nullptr);

    //! Whether the agent answers, but Consul's servers have no leader.
    static bool isNoLeader(const Error &error);
    static QString nothingShownSentence(); //!< why a catalog that has at least its servers seems to have none

    Pending<QString> leader(); //!< "address:port"; empty: there is none
    Pending<QList<QString>> peers();
    Pending<QJsonObject> agentSelf();
    Pending<bool> hasWebInterface(); //!< built in and turned on

    //! Blocking queries: index 0 answers at once; \p wait at most 10 min.
    Pending<Indexed<QList<Member>>> members(quint64 index = 0, std::chrono::seconds wait = {});
    Pending<Indexed<QList<CatalogService>>> services(quint64 index = 0, std::chrono::seconds wait = {});
    //! Every instance of every service with its state. Blocks on /v1/health/state/any and asks the catalog
    //! only for services whose checks changed, so that hundreds of services cost one request per change and
    //! not one each.
    Pending<Indexed<QList<Instance>>> instances(quint64 index = 0, std::chrono::seconds wait = {});
    Pending<QList<Instance>> instancesOf(const QString &service);

    struct Policy
    {
        QString name;
        QString rules; //!< HCL
    };
    Pending<QString> putPolicy(const Policy &policy); //!< made, or updated where the name is there; its id
    //! Makes the token with this secret id (a UUID of ours), or gives it these policies where it is there.
    //! \p lifetime: a new one ends by itself after it.
    Pending<> putToken(const SecretPtr &secretId, const QString &description, const QStringList &policyNames,
                       std::chrono::seconds lifetime = {});
    Pending<> revokeToken(const SecretPtr &secretId);
    //! Takes back a policy and every token that has it; missing ones are no error.
    Pending<> revokePolicy(const QString &name);

    //! The servers among themselves. Also without a leader: then as the server that is asked had it last.
    Pending<QList<RaftServer>> raftServers();
    Pending<> removeRaftServer(const QString &id); //!< one that will not come back
    Pending<QList<Member>> gossip(); //!< who is there, as the agent itself hears it; needs no leader
    Pending<> leave(); //!< the agent itself, which ends; a server hands over what it leads

    Pending<> forceLeave(const QString &node); //!< an agent that will not come back
    Pending<> deregisterNode(const QString &node); //!< with all that it has in the catalog

private:
    struct Call;
    struct Refresh;
    struct Known
    {
        size_t signature = 0;
        QList<Instance> instances;
    };
    Pending<net::HttpResponse> call(Call call);
    template <typename T>
    Pending<Indexed<T>> query(Call call, Result<T> (*parse)(const QByteArray &));
    Pending<QList<Instance>> join(const QList<Check> &checks);
    void refreshNext(const std::shared_ptr<Refresh> &refresh);
    Pending<QString> policyId(const QString &name); //!< empty: there is none
    Pending<QStringList> tokensWith(const QString &policyName); //!< their accessors

    net::HttpEndpoint *m_endpoint;
    QUrl m_baseUrl;
    SecretPtr m_token;
    QHash<QString, Known> m_known; //!< instances by service as last read, without their states
};

} // namespace skep::consul
