// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/question.h"
#include "core/ssh/target.h"

#include <QStringList>

#include <array>
#include <optional>

namespace skep::cluster {

struct ClusterSpec;

enum class ProbeStage { Tcp, Banner, HostKey, Login, Sudo, Distribution, Engine, Clock, Disk, Ports };
inline constexpr std::size_t probeStages = 10;
QString probeStageName(ProbeStage stage); //!< for people: "host key"
QString probeStageKey(ProbeStage stage); //!< in files and output: "hostKey"

enum class ProbeState { NotTried, Running, Ok, Warning, Failed };
QString probeStateKey(ProbeState state); //!< "notTried"

//! One stage of one server: how it went, and what to do where it did not go well.
struct ProbeCell
{
    ProbeState state = ProbeState::NotTried;
    QString sentence = {};
    QString fix = {};
    bool operator==(const ProbeCell &) const = default;
};

enum class RootWay { Unknown, Root, Sudo, SudoWithPassword, None };

//! What a server says of itself; nothing was written or installed to learn it.
struct ServerFacts
{
    QString hostName;
    QString machineId; //!< tells that two names lead to one machine
    RootWay root = RootWay::Unknown;
    QString distribution; //!< "debian"
    QString distributionName; //!< "Debian GNU/Linux 12 (bookworm)"
    QString architecture; //!< "x86_64"
    QString engineVersion; //!< empty: no engine
    bool engineRuns = false;
    bool engineNeedsRoot = false; //!< the user may not speak to the engine's socket
    QString swarmState; //!< "active": it is in a swarm already; empty: unknown
    QString address; //!< its own, of the interface that SSH came in by
    QStringList addresses; //!< all its global ones
    std::optional<qint64> clockSkew; //!< seconds, theirs minus ours
    qint64 diskFree = -1; //!< bytes for /var/lib/docker; -1: unknown
    bool hasPerl = false; //!< which the test of the ports needs
};

//! A host that shows a key which nobody has trusted yet.
struct HostKeyQuestion
{
    QString host; //!< as known_hosts names it
    QString alias;
    QByteArray key;
    QByteArray fingerprint() const;
    bool operator==(const HostKeyQuestion &) const = default;
};

//! A row of the probe's table.
struct ServerReport
{
    QString name; //!< as its user wrote it
    std::array<ProbeCell, probeStages> cells;
    ServerFacts facts = {};
    std::optional<ssh::Target> target = {}; //!< whole, with pinned keys, once the login has succeeded
    std::optional<HostKeyQuestion> hostKeyQuestion = {};
    std::optional<ssh::Question> loginQuestion = {};
    QStringList notes = {};

    const ProbeCell &cell(ProbeStage stage) const { return cells[static_cast<std::size_t>(stage)]; }
    bool isSettled() const; //!< nothing runs
    bool isUsable() const; //!< logged in, no stage failed, and nothing is asked
    std::optional<ProbeStage> firstProblem() const; //!< failed, or else a warning
};

struct ProbePort
{
    QString protocol; //!< "tcp" or "udp"
    quint16 port = 0;
    bool operator==(const ProbePort &) const = default;
};
//! Those that the nodes of such a cluster must reach at one another, by its firewall rules.
QList<ProbePort> portsBetweenServers(const ClusterSpec &spec);

} // namespace skep::cluster
