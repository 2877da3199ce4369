// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/listening.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Listening
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Audits)
};

// As the kernel prints addresses: each word of four bytes in the order of the machine's memory. That is the
// small end first wherever people run swarms but on mainframes, where a near listener is then told as an open
// one.
bool isLoopback(QByteArrayView address)
{
    constexpr int ofWord = 8;
    const bool isIp4 = address.size() == ofWord || address.startsWith("0000000000000000FFFF0000");
    if (isIp4)
        return address.endsWith("7F");
    return address == "00000000000000000000000001000000";
}

std::optional<Listener> listenerIn(const QByteArray &line, const QString &protocol)
{
    const QList<QByteArray> words = line.simplified().split(' '); // "0:", local, remote, state
    if (words.size() < 4)
        return {};
    const QList<QByteArray> local = words[1].split(':');
    if (local.size() != 2 || (local[0].size() != 8 && local[0].size() != 32))
        return {};
    const bool isWaiting = protocol == "tcp"_L1 ? words[3] == "0A" : words[2].endsWith(":0000");
    bool isNumber = false;
    const int port = local[1].toInt(&isNumber, 16);
    if (!isWaiting || !isNumber || port == 0 || isLoopback(local[0]))
        return {};
    return Listener{protocol, port};
}

} // namespace

QByteArray listenersCommand()
{
    return "for each in tcp tcp6 udp udp6; do echo \"= $each\"; cat /proc/net/$each 2>/dev/null; done; true";
}

QList<Listener> parseListeners(const QByteArray &printed)
{
    QList<Listener> found;
    QString protocol;
    const QList<QByteArray> lines = printed.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("= ")) {
            protocol = QString::fromLatin1(line.sliced(2, std::min<qsizetype>(3, line.size() - 2)));
            continue;
        }
        const auto listener = protocol.isEmpty() ? std::nullopt : listenerIn(line, protocol);
        if (listener && !found.contains(*listener))
            found.append(*listener);
    }
    std::sort(found.begin(), found.end(), [](const Listener &a, const Listener &b) {
        return std::pair(a.port, a.protocol) < std::pair(b.port, b.protocol);
    });
    return found;
}

QList<Finding> judgeListeners(const QString &machine, const QList<Listener> &listeners)
{
    static const QList<int> open = {2375, 3375, 8400, 8500, 8600};
    QList<Finding> findings;
    for (const Listener &each : listeners) {
        if (each.protocol != "tcp"_L1 || !open.contains(each.port))
            continue;
        const bool rules = each.port == 2375 || each.port == 3375; // root, for everybody who gets there
        findings.append(
            {Finding::Kind::Listening, machine,
             Listening::tr("Port %1 (%2) takes connections from other computers.")
                 .arg(each.port)
                 .arg(delicatePorts().value(each.port)),
             rules ? Listening::tr("Whoever reaches it has root there. Let the engine listen at its socket "
                                   "alone, or with certificates at 2376.")
                   : Listening::tr("Let it listen at 127.0.0.1, or see that a firewall keeps others away."),
             rules});
    }
    return findings;
}

} // namespace skep::cluster
