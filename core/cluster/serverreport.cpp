// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/serverreport.h"

#include "core/cluster/firewallplan.h"
#include "core/cluster/serverprobe.h"
#include "core/crypto/keys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr std::array stageKeys{"tcp"_L1,          "banner"_L1, "hostKey"_L1, "login"_L1, "sudo"_L1,
                               "distribution"_L1, "engine"_L1, "clock"_L1,   "disk"_L1,  "ports"_L1};
constexpr std::array stateKeys{"notTried"_L1, "running"_L1, "ok"_L1, "warning"_L1, "failed"_L1};

} // namespace

QString probeStageName(ProbeStage stage)
{
    switch (stage) {
    case ProbeStage::Tcp:
        return ServerProbe::tr("Network");
    case ProbeStage::Banner:
        return ServerProbe::tr("SSH");
    case ProbeStage::HostKey:
        return ServerProbe::tr("Host key");
    case ProbeStage::Login:
        return ServerProbe::tr("Login");
    case ProbeStage::Sudo:
        return ServerProbe::tr("Root");
    case ProbeStage::Distribution:
        return ServerProbe::tr("System");
    case ProbeStage::Engine:
        return ServerProbe::tr("Engine");
    case ProbeStage::Clock:
        return ServerProbe::tr("Clock");
    case ProbeStage::Disk:
        return ServerProbe::tr("Disk");
    case ProbeStage::Ports:
        break;
    }
    return ServerProbe::tr("Ports");
}

QString probeStageKey(ProbeStage stage)
{
    return stageKeys.at(static_cast<std::size_t>(stage));
}

QString probeStateKey(ProbeState state)
{
    return stateKeys.at(static_cast<std::size_t>(state));
}

QByteArray HostKeyQuestion::fingerprint() const
{
    return crypto::fingerprint(key);
}

bool ServerReport::isSettled() const
{
    return std::none_of(cells.begin(), cells.end(),
                        [](const ProbeCell &each) { return each.state == ProbeState::Running; });
}

bool ServerReport::isUsable() const
{
    return target && !hostKeyQuestion && !loginQuestion && isSettled()
        && std::none_of(cells.begin(), cells.end(),
                        [](const ProbeCell &each) { return each.state == ProbeState::Failed; });
}

std::optional<ProbeStage> ServerReport::firstProblem() const
{
    for (const ProbeState wanted : {ProbeState::Failed, ProbeState::Warning}) {
        const auto found = std::find_if(cells.begin(), cells.end(),
                                        [&](const ProbeCell &each) { return each.state == wanted; });
        if (found != cells.end())
            return static_cast<ProbeStage>(found - cells.begin());
    }
    return std::nullopt;
}

QList<ProbePort> portsBetweenServers(const ClusterSpec &spec)
{
    QList<ProbePort> ports;
    const auto rules = plannedRules(spec);
    for (const PlannedRule &rule : rules) {
        const ProbePort port{rule.protocol, quint16(rule.startPort)};
        if (rule.sourceGroup && rule.startPort == rule.endPort && !ports.contains(port))
            ports.append(port);
    }
    return ports;
}

} // namespace skep::cluster
