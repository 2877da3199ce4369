// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/links.h"

#include "core/cluster/compose.h"
#include "core/consul/client.h"
#include "core/docker/client.h"
#include "core/net/gateway.h"
#include "core/ssh/connection.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

// The parts of one node; the clients live until the node is dropped, since HTTP finds the connection by name.
struct Links::Link
{
    Whereabouts whereabouts;
    QPointer<ssh::Connection> connection;
    Pending<ssh::Connection *> opening;
    bool isOpening = false;
    QPointer<net::HttpEndpoint> engineEndpoint;
    QPointer<docker::Client> engine;
    QPointer<net::HttpEndpoint> consulEndpoint;
    QPointer<consul::Client> consul;
};

Links::Links(net::Gateway *gateway, ReadSecret readSecret, QObject *parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_readSecret(std::move(readSecret))
{
}

Links::~Links()
{
    const auto machines = m_links.keys();
    for (const QString &machine : machines)
        drop(machine);
}

Links::Link &Links::link(const QString &machine)
{
    auto &entry = m_links[machine];
    if (!entry)
        entry = std::make_shared<Link>();
    return *entry;
}

void Links::learn(const QString &machine, const Whereabouts &whereabouts)
{
    if (m_links.contains(machine) && link(machine).whereabouts == whereabouts)
        return;
    drop(machine);
    link(machine).whereabouts = whereabouts;
}

Whereabouts Links::whereabouts(const QString &machine) const
{
    const auto entry = m_links.value(machine);
    return entry ? entry->whereabouts : Whereabouts{};
}

void Links::drop(const QString &machine)
{
    const auto entry = m_links.take(machine);
    if (!entry)
        return;
    m_gateway->removeNode(machine);
    for (QObject *part : std::initializer_list<QObject *>{
             entry->connection, entry->engine, entry->engineEndpoint, entry->consul, entry->consulEndpoint}) {
        if (part)
            part->deleteLater();
    }
}

Pending<ssh::Connection *> Links::connection(const QString &machine)
{
    Link &entry = link(machine);
    if (entry.connection && entry.connection->state() == ssh::Connection::State::Open)
        return ready<ssh::Connection *>(entry.connection.data());
    if (!entry.isOpening) {
        entry.isOpening = true;
        entry.opening = open(machine);
        onResult(entry.opening, this, [this, machine, known = m_links.value(machine)](const auto &result) {
            known->isOpening = false;
            if (result)
                emit opened(machine);
            else
                emit failed(machine, result.error());
        });
    }
    return shared(entry.opening, this);
}

bool Links::isAnyOpen() const
{
    return std::any_of(m_links.begin(), m_links.end(), [](const auto &entry) {
        return entry->connection && entry->connection->state() == ssh::Connection::State::Open;
    });
}

Pending<ssh::Connection *> Links::open(const QString &machine)
{
    const Whereabouts where = link(machine).whereabouts;
    if (where.address.isEmpty() || where.hostKey.isEmpty())
        return ready<ssh::Connection *>(
            fail(ErrorCode::NotFound, tr("The address of %1 is not known yet.").arg(machine), {}, true));
    return andThen(m_readSecret(u"ssh-key"_s), this, [this, machine, where](const SecretPtr &key) {
        Link &entry = link(machine);
        if (!entry.connection) {
            ssh::Target target;
            target.host = where.address;
            target.port = quint16(where.sshPort);
            target.pinnedHostKey = where.hostKey;
            target.privateKey = key;
            entry.connection = new ssh::Connection(target, this);
            connect(entry.connection, &ssh::Connection::lost, this,
                    [this, machine](const Error &error) { emit lost(machine, error); });
            m_gateway->addNode(machine, entry.connection);
        }
        QPointer<ssh::Connection> connection = entry.connection;
        return transform<ssh::Connection *>(connection->open(), this,
                                            [connection]() -> Result<ssh::Connection *> {
                                                if (!connection)
                                                    return fail(ErrorCode::Cancelled, {});
                                                return connection.data();
                                            });
    });
}

Pending<docker::Client *> Links::engine(const QString &machine)
{
    return transform<docker::Client *>(connection(machine), this, [this, machine](ssh::Connection *) {
        Link &entry = link(machine);
        if (!entry.engine) {
            entry.engineEndpoint = new net::HttpEndpoint(m_gateway->proxy(), this);
            entry.engine = new docker::Client(entry.engineEndpoint, net::Gateway::engineUrl(machine), this);
        }
        return entry.engine.data();
    });
}

Pending<consul::Client *> Links::consul(const QString &machine)
{
    return andThen(connection(machine), this, [this, machine](ssh::Connection *) {
        return transform<consul::Client *>(
            m_readSecret(u"consul-management"_s), this, [this, machine](const SecretPtr &token) {
                Link &entry = link(machine);
                if (!entry.consul) {
                    entry.consulEndpoint = new net::HttpEndpoint(m_gateway->proxy(), this);
                    entry.consul = new consul::Client(entry.consulEndpoint, net::Gateway::consulUrl(machine),
                                                      token, this);
                }
                return entry.consul.data();
            });
    });
}

} // namespace skep::cluster
