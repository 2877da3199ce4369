// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/portcheck.h"

#include "core/crypto/keys.h"
#include "core/ssh/connection.h"

#include <QFile>
#include <QHostAddress>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

constexpr auto timeToListen = 15s;
constexpr auto timeToTry = 40s;
constexpr qsizetype mostOutput = 1024 * 1024;

QString shown(const ProbePort &port)
{
    return u"%1/%2"_s.arg(QString::number(port.port), port.protocol);
}

QByteArray line(const QByteArray &verb, const ProbePort &port)
{
    return verb + ' ' + port.protocol.toLatin1() + ' ' + QByteArray::number(port.port) + '\n';
}

QByteArray command()
{
    QFile file(u":/skep/node/probe-ports.pl"_s);
    return file.open(QIODevice::ReadOnly) ? "exec perl -e '" + file.readAll() + "'" : QByteArray();
}

} // namespace

struct PortCheck::Peer
{
    Server server;
    QPointer<ssh::Shell> shell;
    QByteArray pending;
    qsizetype received = 0;
    bool isReady = false;
    bool isDone = false;
    QString problem; //!< why it takes no part
    QSet<QString> busy; //!< "4789/udp": in use there already
    QHash<QString, QString> answers; //!< "10.0.0.2 tcp 2377": "open"
};

PortCheck::PortCheck(QList<Server> servers, QList<ProbePort> ports, QObject *parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_nonce(crypto::randomBytes(12).toHex())
{
    for (Server &server : servers) {
        m_peers.push_back(std::make_unique<Peer>());
        m_peers.back()->server = std::move(server);
    }
}

PortCheck::~PortCheck()
{
    for (const auto &peer : m_peers) {
        if (peer->shell)
            peer->shell->disconnect(this);
        delete peer->shell;
    }
}

void PortCheck::start()
{
    QTimer::singleShot(timeToListen, this, &PortCheck::tell);
    QTimer::singleShot(timeToListen + timeToTry, this, &PortCheck::judge);
    for (const auto &peer : m_peers)
        begin(*peer);
    m_isBegun = true;
    QTimer::singleShot(0, this, &PortCheck::goOn);
}

void PortCheck::begin(Peer &peer)
{
    if (!peer.server.connection || QHostAddress(peer.server.address).isNull())
        return drop(peer, tr("Its own address is not known."));
    peer.shell = peer.server.connection->openShell({.command = command(), .pty = false}, this);
    connect(peer.shell, &ssh::Shell::received, this, [this, &peer](const QByteArray &bytes) {
        peer.shell->acknowledge(bytes.size());
        read(peer, bytes);
    });
    connect(peer.shell, &ssh::Shell::receivedError, this,
            [&peer](const QByteArray &bytes) { peer.shell->acknowledge(bytes.size()); });
    connect(peer.shell, &ssh::Shell::failed, this,
            [this, &peer](const Error &error) { drop(peer, error.message); });
    connect(peer.shell, &ssh::Shell::closed, this,
            [this, &peer] { drop(peer, tr("The test of the ports does not run there.")); });
    QByteArray input;
    for (const ProbePort &port : m_ports)
        input += line("listen", port);
    peer.shell->write(input + "nonce " + m_nonce + "\ngo\n");
}

void PortCheck::drop(Peer &peer, const QString &why)
{
    if (peer.isDone)
        return;
    peer.problem = why;
    peer.isDone = true;
    if (m_isBegun)
        goOn();
}

void PortCheck::read(Peer &peer, const QByteArray &bytes)
{
    peer.received += bytes.size();
    if (peer.received > mostOutput)
        return drop(peer, tr("It answers with too much."));
    peer.pending += bytes;
    for (auto end = peer.pending.indexOf('\n'); end >= 0; end = peer.pending.indexOf('\n')) {
        const QByteArray text = peer.pending.left(end);
        peer.pending.remove(0, end + 1);
        readLine(peer, QString::fromUtf8(text));
    }
}

void PortCheck::readLine(Peer &peer, const QString &line)
{
    const QString verb = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1);
    if (verb == "busy"_L1) {
        peer.busy.insert(rest.section(u' ', 1, 1) + u'/' + rest.section(u' ', 0, 0));
    } else if (verb == "ready"_L1) {
        peer.isReady = true;
        goOn();
    } else if (verb == "done"_L1) {
        peer.isDone = true;
        goOn();
    } else if (verb == "open"_L1 || verb == "refused"_L1 || verb == "silent"_L1) {
        peer.answers.insert(rest, verb);
    }
}

void PortCheck::tell()
{
    if (std::exchange(m_isTold, true))
        return;
    for (const auto &peer : m_peers) {
        if (peer->isReady || peer->isDone)
            continue;
        peer->problem = tr("The test of the ports did not begin there in time.");
        peer->isDone = true;
    }
    for (const auto &peer : m_peers) {
        if (peer->isDone)
            continue;
        QByteArray input;
        for (const auto &other : m_peers) {
            if (other == peer || !other->problem.isEmpty())
                continue;
            for (const ProbePort &port : m_ports)
                input += line("try " + other->server.address.toLatin1(), port);
        }
        peer->shell->write(input + "end\n");
    }
}

void PortCheck::goOn()
{
    const auto all = [this](auto condition) {
        return std::all_of(m_peers.begin(), m_peers.end(), condition);
    };
    if (all([](const auto &peer) { return peer->isReady || peer->isDone; }))
        tell();
    if (all([](const auto &peer) { return peer->isDone; }))
        judge();
}

void PortCheck::judge()
{
    if (std::exchange(m_isJudged, true))
        return;
    for (const auto &peer : m_peers) {
        if (peer->shell) {
            peer->shell->disconnect(this);
            peer->shell->closeInput(); // which ends it
        }
        emit judged(peer->server.row, cellOf(*peer));
    }
    emit finished();
}

ProbeCell PortCheck::cellOf(const Peer &peer) const
{
    if (!peer.problem.isEmpty())
        return {ProbeState::NotTried, tr("The ports could not be tried: %1").arg(peer.problem)};
    QMap<QString, QStringList> closed; // by port, the servers that do not reach it
    QSet<QString> doubtful;
    int sources = 0;
    for (const auto &other : m_peers) {
        if (other.get() == &peer || !other->problem.isEmpty())
            continue;
        ++sources;
        for (const ProbePort &port : m_ports) {
            const QString answer = other->answers.value(
                u"%1 %2 %3"_s.arg(peer.server.address, port.protocol, QString::number(port.port)));
            const bool isBusy = peer.busy.contains(shown(port));
            if (answer == "open"_L1)
                continue;
            if (isBusy && port.protocol == "udp"_L1 && answer != "refused"_L1)
                doubtful.insert(shown(port));
            else
                closed[shown(port)].append(other->server.name);
        }
    }
    if (sources == 0)
        return {ProbeState::NotTried, tr("The ports could not be tried: no other server takes part.")};
    if (!closed.isEmpty()) {
        QStringList parts;
        for (auto it = closed.cbegin(); it != closed.cend(); ++it)
            parts.append(it->size() == sources ? it.key()
                                               : tr("%1 from %2").arg(it.key(), it->join(u", "_s)));
        return {ProbeState::Failed,
                tr("The other servers do not reach these ports: %1.").arg(parts.join(u"; "_s)),
                tr("Open them for the other servers, at %1, in its firewall and in that of its network.")
                    .arg(peer.server.address)};
    }
    if (!doubtful.isEmpty())
        return {ProbeState::Warning,
                tr("In use already, so it could not be tried: %1. Every other port is open.")
                    .arg(QStringList(doubtful.begin(), doubtful.end()).join(u", "_s)),
                tr("If an engine or Consul uses it, all is well.")};
    return {ProbeState::Ok, tr("Every port that the cluster needs lets the other servers through.")};
}

} // namespace skep::cluster
