// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/consul/types.h"
#include "core/net/httpendpoint.h"

#include <QObject>

namespace skep::consul {

//! One Consul agent's HTTP API. With ACLs a denied catalog read answers 200 with nothing in it, so the caller must
//! know whether its token may read. Main thread.
class Client : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)

public:
    //! \p endpoint is not owned and must outlive the client. \p token may be null.
    Client(net::HttpEndpoint *endpoint, QUrl baseUrl, SecretPtr token, QObject *parent = nullptr);

    Pending<QString> leader(); //!< "address:port"; empty: there is none
    Pending<QList<QString>> peers();
    Pending<QJsonObject> agentSelf();

    //! Blocking queries: index 0 answers at once; \p wait at most 10 min.
    Pending<Indexed<QList<Member>>> members(quint64 index = 0, std::chrono::seconds wait = {});
    Pending<Indexed<QList<CatalogService>>> services(quint64 index = 0, std::chrono::seconds wait = {});
    //! Every instance of every service with its state (catalog joined with health/state/any).
    Pending<Indexed<QList<Instance>>> instances(quint64 index = 0, std::chrono::seconds wait = {});
    Pending<QList<Instance>> instancesOf(const QString &service);

    struct Policy
    {
        QString name;
        QString rules; //!< HCL
    };
    Pending<QString> putPolicy(const Policy &policy); //!< made, or updated where the name is there; its id
    //! Makes the token with this secret id (a UUID of ours), or does nothing where it is there.
    Pending<> putToken(const SecretPtr &secretId, const QString &description, const QStringList &policyNames);

private:
    net::HttpEndpoint *m_endpoint;
    QUrl m_baseUrl;
    SecretPtr m_token;
};

} // namespace skep::consul
