// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/serverfacts.h"

#include "core/cluster/compose.h"
#include "core/ssh/connection.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QHash>
#include <QLocale>
#include <QVersionNumber>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr std::chrono::seconds answerLimit{30};
constexpr qsizetype longestAnswer = 64 * 1024;
constexpr qsizetype longestValue = 256;
constexpr qsizetype mostAddresses = 64;
constexpr qint64 skewToTell = 30; // seconds
constexpr qint64 skewToRefuse = 20 * 60; // certificates would not hold
constexpr qint64 gibibyte = qint64(1024) * 1024 * 1024;
constexpr qint64 littleSpace = 5 * gibibyte;
constexpr qint64 tooLittleSpace = gibibyte;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::ServerProbe)
};

RootWay rootWay(const QString &said)
{
    if (said == "root"_L1)
        return RootWay::Root;
    if (said == "sudo"_L1)
        return RootWay::Sudo;
    return said == "password"_L1 ? RootWay::SudoWithPassword : RootWay::None;
}

bool isInstallable(const ServerFacts &facts)
{
    return facts.distribution == "debian"_L1 || facts.distribution == "ubuntu"_L1;
}

bool isEngineNewEnough(const ServerFacts &facts)
{
    return QVersionNumber::fromString(facts.engineVersion) >= QVersionNumber(19, 3);
}

ProbeCell ok(const QString &sentence)
{
    return {ProbeState::Ok, sentence};
}

ProbeCell sudoCell(const ServerReport &report)
{
    const QString user = report.target ? report.target->user : QString();
    switch (report.facts.root) {
    case RootWay::Root:
        return ok(Texts::tr("The login is root's."));
    case RootWay::Sudo:
        return ok(Texts::tr("%1 becomes root by sudo without a password.").arg(user));
    case RootWay::SudoWithPassword:
        return {ProbeState::Warning, Texts::tr("sudo asks %1 for a password.").arg(user),
                Texts::tr(
                    "Give the password when Skep asks for it, or allow sudo without one (NOPASSWD) there.")};
    case RootWay::None:
    case RootWay::Unknown:
        break;
    }
    return {ProbeState::Failed, Texts::tr("%1 cannot become root: there is no sudo.").arg(user),
            Texts::tr("Log in as root, or install sudo and allow it to this user.")};
}

ProbeCell distributionCell(const ServerFacts &facts)
{
    const QString name =
        facts.distributionName.isEmpty() ? Texts::tr("an unknown system") : facts.distributionName;
    if (isInstallable(facts))
        return ok(name);
    if (facts.engineRuns && isEngineNewEnough(facts))
        return {ProbeState::Warning,
                Texts::tr("%1 is neither Debian nor Ubuntu; its engine is used as it is.").arg(name),
                Texts::tr("Keep its engine up to date yourself.")};
    return {ProbeState::Failed,
            Texts::tr("It runs %1; Skep installs engines on Debian and Ubuntu only.").arg(name),
            Texts::tr("Install Docker 19.03 or newer there, or choose a server with Debian or Ubuntu.")};
}

ProbeCell engineCell(const ServerFacts &facts)
{
    if (facts.swarmState == "active"_L1 || facts.swarmState == "locked"_L1)
        return {ProbeState::Failed,
                Texts::tr("Its engine %1 is in a swarm already.").arg(facts.engineVersion),
                Texts::tr(
                    "Connect to that swarm instead, or take the server out of it with docker swarm leave.")};
    if (facts.engineVersion.isEmpty() && facts.engineRuns)
        return ok(Texts::tr("An engine runs there and stays. Its version shows once Skep is root."));
    if (facts.engineVersion.isEmpty())
        return ok(Texts::tr("None yet; Skep installs it."));
    if (!isEngineNewEnough(facts))
        return {ProbeState::Failed, Texts::tr("Engine %1 is older than 19.03.").arg(facts.engineVersion),
                Texts::tr("Upgrade the engine there; Skep leaves engines that it finds alone.")};
    if (!facts.engineRuns)
        return {ProbeState::Warning,
                Texts::tr("Engine %1 is installed and does not run.").arg(facts.engineVersion),
                Texts::tr("Skep starts it. If it is off on purpose, leave this server out.")};
    return ok(Texts::tr("Engine %1 is there and stays.").arg(facts.engineVersion));
}

ProbeCell clockCell(const ServerFacts &facts)
{
    if (!facts.clockSkew)
        return {ProbeState::Warning, Texts::tr("It does not tell the time."),
                Texts::tr("Look at date there.")};
    const qint64 skew = *facts.clockSkew;
    const qint64 size = qAbs(skew);
    if (size <= skewToTell)
        return ok(Texts::tr("Right to within %1 s.").arg(qMax<qint64>(size, 1)));
    const QString amount = size < 120 ? Texts::tr("%1 s").arg(size) : Texts::tr("%1 min").arg(size / 60);
    return {size > skewToRefuse ? ProbeState::Failed : ProbeState::Warning,
            skew > 0 ? Texts::tr("Its clock is %1 ahead of this computer's.").arg(amount)
                     : Texts::tr("Its clock is %1 behind this computer's.").arg(amount),
            Texts::tr("Set the clock that is wrong: timedatectl set-ntp true keeps it right.")};
}

ProbeCell diskCell(const ServerFacts &facts)
{
    if (facts.diskFree < 0)
        return {ProbeState::Warning, Texts::tr("It does not tell how much space is free."),
                Texts::tr("Look at df there.")};
    const QString sentence =
        Texts::tr("%1 are free for the engine.").arg(QLocale().formattedDataSize(facts.diskFree));
    if (facts.diskFree >= littleSpace)
        return ok(sentence);
    return {facts.diskFree < tooLittleSpace ? ProbeState::Failed : ProbeState::Warning, sentence,
            Texts::tr("Make room below /var/lib/docker: images and volumes need some gigabytes.")};
}

//! "key=value" lines, with the quotes of os-release taken off; what a server says is bounded.
QHash<QString, QStringList> valuesIn(const QByteArray &said)
{
    QHash<QString, QStringList> values;
    const auto begin = qMax<qsizetype>(said.indexOf("begin=yes\n"), 0); // before it a login shell may talk
    const auto lines = QString::fromUtf8(said.mid(begin, longestAnswer)).split(u'\n');
    for (const QString &line : lines) {
        QString value = line.section(u'=', 1).left(longestValue).trimmed();
        if (value.size() >= 2 && value.startsWith(u'"') && value.endsWith(u'"'))
            value = value.mid(1, value.size() - 2);
        QStringList &known = values[line.section(u'=', 0, 0)];
        if (known.size() < mostAddresses)
            known.append(value);
    }
    return values;
}

} // namespace

Pending<ServerFacts> askFacts(ssh::Connection *connection, AskedAs who)
{
    QFile script(u":/skep/node/probe-server.sh"_s);
    if (!script.open(QIODevice::ReadOnly))
        return ready<ServerFacts>(fail(ErrorCode::Io, Texts::tr("A script of Skep's is missing.")));
    const QByteArray text = script.readAll();
    const qint64 sent = QDateTime::currentMSecsSinceEpoch();
    const auto said = who == AskedAs::Root ? connection->execAsRoot("sh -s", text, answerLimit)
                                           : connection->exec("sh -s", text, answerLimit);
    return transform<ServerFacts>(said, connection, [sent](const ssh::ExecResult &result) {
        return parseServerFacts(result.out, sent, QDateTime::currentMSecsSinceEpoch());
    });
}

Result<ServerFacts> parseServerFacts(const QByteArray &said, qint64 sent, qint64 received)
{
    const auto values = valuesIn(said);
    const auto first = [&](const QString &key) { return values.value(key).value(0); };
    if (first(u"end"_s) != "yes"_L1)
        return fail(ErrorCode::Protocol, Texts::tr("It did not say what it is: its answer was cut off."),
                    QString::fromUtf8(said.left(2000)));
    ServerFacts facts;
    facts.hostName = first(u"hostname"_s);
    facts.machineId = first(u"machine"_s);
    facts.architecture = first(u"architecture"_s);
    facts.root = rootWay(first(u"root"_s));
    facts.distribution = first(u"distribution"_s);
    facts.distributionName = first(u"distributionName"_s);
    facts.engineVersion = first(u"engine"_s);
    facts.engineRuns = first(u"engineRuns"_s) == "yes"_L1;
    facts.engineNeedsRoot = first(u"engineAccess"_s) == "root"_L1;
    facts.swarmState = first(u"swarm"_s);
    facts.address = first(u"address"_s);
    facts.addresses = values.value(u"global"_s);
    facts.hasPerl = first(u"perl"_s) == "yes"_L1;
    bool isNumber = false;
    if (const qint64 time = first(u"time"_s).toLongLong(&isNumber); isNumber) {
        const qint64 doubt = (received - sent) / 2000 + 1;
        const qint64 skew = time - (sent + received) / 2000;
        facts.clockSkew = qAbs(skew) <= doubt ? 0 : skew;
    }
    const qint64 free = first(u"freeKiB"_s).toLongLong(&isNumber);
    if (isNumber && free >= 0 && free < (qint64(1) << 50))
        facts.diskFree = free * 1024;
    return facts;
}

void judgeFacts(ServerReport &report)
{
    const auto set = [&](ProbeStage stage, const ProbeCell &cell) {
        report.cells.at(static_cast<std::size_t>(stage)) = cell;
    };
    set(ProbeStage::Sudo, sudoCell(report));
    set(ProbeStage::Distribution, distributionCell(report.facts));
    set(ProbeStage::Engine, engineCell(report.facts));
    set(ProbeStage::Clock, clockCell(report.facts));
    set(ProbeStage::Disk, diskCell(report.facts));
}

void addRootFacts(ServerReport &report, const ServerFacts &seenByRoot)
{
    report.facts.engineVersion = seenByRoot.engineVersion;
    report.facts.engineRuns = seenByRoot.engineRuns;
    report.facts.swarmState = seenByRoot.swarmState;
    report.facts.diskFree = seenByRoot.diskFree;
    judgeFacts(report);
    report.cells.at(static_cast<std::size_t>(ProbeStage::Sudo)) =
        ok(Texts::tr("%1 becomes root by sudo with this password.").arg(report.target->user));
}

} // namespace skep::cluster
