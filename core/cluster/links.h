// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"

#include <QHash>
#include <QObject>

namespace skep::consul {
class Client;
}
namespace skep::docker {
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

    Pending<ssh::Connection *>
    connection(const QString &machine); //!< one attempt, shared by all who ask meanwhile
    Pending<docker::Client *> engine(const QString &machine);
    Pending<consul::Client *> consul(const QString &machine); //!< with the management token
    void drop(const QString &machine);
    bool isAnyOpen() const;

signals:
    void opened(const QString &machine);
    void failed(const QString &machine, const skep::Error &error); //!< an attempt to open one
    void lost(const QString &machine, const skep::Error &error);

private:
    struct Link;
    Link &link(const QString &machine);
    Pending<ssh::Connection *> open(const QString &machine);

    net::Gateway *m_gateway;
    ReadSecret m_readSecret;
    QHash<QString, std::shared_ptr<Link>> m_links;
};

} // namespace skep::cluster
