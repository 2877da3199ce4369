// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/docker/client.h"
#include "core/ssh/target.h"

#include <QHash>
#include <QObject>

namespace skep::consul {
class Client;
}
namespace skep::net {
class Gateway;
class HttpEndpoint;
} // namespace skep::net
namespace skep::ssh {
class Connection;
}

namespace skep::cluster {

//! What must be known of a machine before anything is sent to it.
struct Whereabouts
{
    QString address;
    QString privateAddress;
    QByteArray hostKey; //!< pinned
    int sshPort = 22; //!< at the address
    bool operator==(const Whereabouts &) const = default;
};

//! A way to a machine that Skep has not made.
struct Route
{
    QString socketPath; //!< of an engine on this computer; there is no SSH then
    QUrl engineUrl; //!< of an engine that listens itself; there is no SSH then
    std::function<Result<QSslConfiguration>()> tls; //!< for engineUrl; read anew for each client
    std::function<Pending<ssh::Target>()> target; //!< else by SSH; asked before each connection
};

//! The nodes' SSH connections, one each, and the clients that speak through them. A connection is opened when
//! it is asked for, and again after a loss. Main thread.
class Links : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Links)

public:
    using ReadSecret = std::function<Pending<SecretPtr>(const QString &purpose)>;

    Links(net::Gateway *gateway, ReadSecret readSecret, QObject *parent = nullptr);
    ~Links() override;

    void learn(const QString &machine,
               const Whereabouts &whereabouts); //!< another address or key ends the old connection
    Whereabouts whereabouts(const QString &machine) const;
    void setRoute(const QString &machine, const Route &route); //!< in place of an address and a key
    bool hasRoute(const QString &machine) const;
    //! Names that this cluster's machines share with another's are told apart by \p space in the gateway.
    void setSpace(const QString &space) { m_space = space; }
    QString gatewayName(const QString &machine) const;
    //! What the engines' clients let through, also those that there are already.
    void setLeave(docker::Client::Leave leave);
    //! One agent of Consul for all, where it is not each machine's own: as \p machine sees it, or as this
    //! computer does where that machine is not reached by SSH.
    void setConsulUrl(const QUrl &url, const QString &machine);

    Pending<ssh::Connection *>
    connection(const QString &machine); //!< one attempt, shared by all who ask meanwhile
    Pending<docker::Client *> engine(const QString &machine);
    Pending<consul::Client *> consul(const QString &machine); //!< with the management token
    void drop(const QString &machine);
    bool isOpen(const QString &machine) const;
    bool isAnyOpen() const;

signals:
    void opened(const QString &machine);
    void failed(const QString &machine, const skep::Error &error); //!< an attempt to open one
    void rootRefused(const QString &machine, const skep::Error &error); //!< by sudo, once for each connection
    void lost(const QString &machine, const skep::Error &error);

private:
    struct Link;
    Link &link(const QString &machine);
    Pending<ssh::Connection *> open(const QString &machine);

    Pending<ssh::Target> target(const QString &machine);
    Pending<docker::Client *> directEngine(const QString &machine);
    Pending<QUrl> consulUrl(const QString &machine);
    bool isDirect(const QString &machine) const; //!< its engine is reached without SSH

    net::Gateway *m_gateway;
    ReadSecret m_readSecret;
    QString m_space;
    QUrl m_consulUrl;
    QString m_consulMachine;
    docker::Client::Leave m_leave = docker::Client::Leave::Everything;
    QHash<QString, std::shared_ptr<Link>> m_links;
};

} // namespace skep::cluster
