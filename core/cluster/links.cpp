// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/links.h"

#include "core/cluster/compose.h"
#include "core/consul/client.h"
#include "core/docker/client.h"
#include "core/net/gateway.h"
#include "core/ssh/connection.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

static constexpr int consulPort = 8500;

// The parts of one node; the clients live until the node is dropped, since HTTP finds the connection by name.
struct Links::Link
{
    Whereabouts whereabouts;
    std::optional<Route> route;
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
    const auto known = m_links.value(machine);
    drop(machine);
    link(machine).whereabouts = whereabouts;
    if (known)
        link(machine).route = known->route;
}

Whereabouts Links::whereabouts(const QString &machine) const
{
    const auto entry = m_links.value(machine);
    return entry ? entry->whereabouts : Whereabouts{};
}

void Links::setRoute(const QString &machine, const Route &route)
{
    const Whereabouts known = whereabouts(machine);
    drop(machine);
    link(machine).whereabouts = known;
    link(machine).route = route;
}

bool Links::hasRoute(const QString &machine) const
{
    const auto entry = m_links.value(machine);
    return entry && entry->route;
}

// Of what a name in an address may hold; a person who reads it in an error still knows the machine by it.
QString Links::gatewayName(const QString &machine) const
{
    if (m_space.isEmpty())
        return machine;
    constexpr int longestPart = 40;
    constexpr int enough = 8;
    QString name;
    for (const QChar letter : machine.left(longestPart).toLower()) {
        const bool isPlain = (letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9');
        if (isPlain)
            name.append(letter);
        else if (!name.isEmpty() && !name.endsWith(u'-')) // "xn--" would be a name of another kind
            name.append(u'-');
    }
    const QString whole = m_space + u'/' + machine;
    const QByteArray hash = QCryptographicHash::hash(whole.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString readable = name.isEmpty() ? u"node"_s : name.endsWith(u'-') ? name.chopped(1) : name;
    return readable + u'-' + QString::fromLatin1(hash.left(enough));
}

void Links::setLeave(docker::Client::Leave leave)
{
    m_leave = leave;
    for (const auto &entry : std::as_const(m_links)) {
        if (entry->engine)
            entry->engine->setLeave(leave);
    }
}

void Links::drop(const QString &machine)
{
    const auto entry = m_links.take(machine);
    if (!entry)
        return;
    m_gateway->removeNode(gatewayName(machine));
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

bool Links::isOpen(const QString &machine) const
{
    const auto entry = m_links.value(machine);
    return entry && entry->connection && entry->connection->state() == ssh::Connection::State::Open;
}

bool Links::isAnyOpen() const
{
    return std::any_of(m_links.begin(), m_links.end(), [](const auto &entry) {
        return entry->connection && entry->connection->state() == ssh::Connection::State::Open;
    });
}

Pending<ssh::Target> Links::target(const QString &machine)
{
    const Link &entry = link(machine);
    if (entry.route && entry.route->target)
        return entry.route->target();
    if (entry.route)
        return ready<ssh::Target>(
            fail(ErrorCode::Config,
                 tr("%1 is reached by its engine alone, not by SSH. Connect to it by SSH for this.")
                     .arg(machine)));
    const Whereabouts where = entry.whereabouts;
    if (where.address.isEmpty() || where.hostKey.isEmpty())
        return ready<ssh::Target>(
            fail(ErrorCode::NotFound, tr("The address of %1 is not known yet.").arg(machine), {}, true));
    return transform<ssh::Target>(m_readSecret(u"ssh-key"_s), this, [where](const SecretPtr &key) {
        ssh::Target target;
        target.host = where.address;
        target.port = quint16(where.sshPort);
        target.pinnedHostKey = where.hostKey;
        target.privateKey = key;
        return target;
    });
}

Pending<ssh::Connection *> Links::open(const QString &machine)
{
    return andThen(target(machine), this, [this, machine](const ssh::Target &target) {
        Link &entry = link(machine);
        if (!entry.connection) {
            entry.connection = new ssh::Connection(target, this);
            connect(entry.connection, &ssh::Connection::lost, this,
                    [this, machine](const Error &error) { emit lost(machine, error); });
            connect(entry.connection, &ssh::Connection::rootRefused, this,
                    [this, machine](const Error &error) { emit rootRefused(machine, error); });
            m_gateway->addNode(gatewayName(machine), entry.connection);
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

// An engine that is reached without SSH: nothing has to be opened first.
Pending<docker::Client *> Links::directEngine(const QString &machine)
{
    Link &entry = link(machine);
    if (entry.engine)
        return ready<docker::Client *>(entry.engine.data());
    const Route &route = *entry.route;
    if (!route.socketPath.isEmpty()) {
        m_gateway->addUnixSocket(gatewayName(machine), route.socketPath);
        entry.engineEndpoint = new net::HttpEndpoint(m_gateway->proxy(), this);
        entry.engine =
            new docker::Client(entry.engineEndpoint, net::Gateway::engineUrl(gatewayName(machine)), this);
    } else {
        const auto tls = route.tls ? route.tls() : Result<QSslConfiguration>(QSslConfiguration());
        if (!tls)
            return ready<docker::Client *>(fail(tls.error()));
        entry.engineEndpoint = new net::HttpEndpoint(QNetworkProxy(QNetworkProxy::NoProxy), this);
        if (route.tls)
            entry.engineEndpoint->setTls(*tls);
        entry.engine = new docker::Client(entry.engineEndpoint, route.engineUrl, this);
    }
    entry.engine->setLeave(m_leave);
    return ready<docker::Client *>(entry.engine.data());
}

Pending<docker::Client *> Links::engine(const QString &machine)
{
    if (const Link &entry = link(machine); entry.route && !entry.route->target)
        return directEngine(machine);
    return transform<docker::Client *>(connection(machine), this, [this, machine](ssh::Connection *) {
        Link &entry = link(machine);
        if (!entry.engine) {
            entry.engineEndpoint = new net::HttpEndpoint(m_gateway->proxy(), this);
            entry.engine =
                new docker::Client(entry.engineEndpoint, net::Gateway::engineUrl(gatewayName(machine)), this);
            entry.engine->setLeave(m_leave);
        }
        return entry.engine.data();
    });
}

bool Links::isDirect(const QString &machine) const
{
    const auto entry = m_links.value(machine);
    return entry && entry->route && !entry->route->target;
}

void Links::setConsulUrl(const QUrl &url, const QString &machine)
{
    if (url == m_consulUrl && machine == m_consulMachine)
        return; // those who listen to it go on
    m_consulUrl = url;
    m_consulMachine = machine;
    for (const auto &entry : std::as_const(m_links)) {
        for (QObject *part : std::initializer_list<QObject *>{entry->consul, entry->consulEndpoint}) {
            if (part)
                part->deleteLater();
        }
        entry->consul.clear();
        entry->consulEndpoint.clear();
    }
}

Pending<QUrl> Links::consulUrl(const QString &machine)
{
    if (m_consulUrl.isEmpty())
        return transform<QUrl>(connection(machine), this, [name = gatewayName(machine)](ssh::Connection *) {
            return net::Gateway::consulUrl(name);
        });
    if (isDirect(m_consulMachine))
        return ready<QUrl>(m_consulUrl);
    return transform<QUrl>(connection(m_consulMachine), this, [this](ssh::Connection *connection) {
        const QString name = gatewayName(m_consulMachine) + u"-consul"_s;
        m_gateway->addNode(name, connection, m_consulUrl.host());
        return net::Gateway::portUrl(name, quint16(m_consulUrl.port(consulPort)));
    });
}

Pending<consul::Client *> Links::consul(const QString &machine)
{
    return andThen(consulUrl(machine), this, [this, machine](const QUrl &url) {
        return transform<consul::Client *>(
            m_readSecret(u"consul-management"_s), this, [this, machine, url](const SecretPtr &token) {
                Link &entry = link(machine);
                if (!entry.consul) {
                    const bool isStraight = url == m_consulUrl;
                    entry.consulEndpoint = new net::HttpEndpoint(
                        isStraight ? QNetworkProxy(QNetworkProxy::NoProxy) : m_gateway->proxy(), this);
                    entry.consul = new consul::Client(entry.consulEndpoint, url, token, this);
                }
                return entry.consul.data();
            });
    });
}

} // namespace skep::cluster
