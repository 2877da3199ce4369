// SPDX-License-Identifier: GPL-3.0-or-later
// Own servers: those that the ssh configuration names, and a look at them before anything is changed there.
#include "app/skepctl/commands.h"
#include "app/skepctl/typedsecret.h"
#include "core/cluster/serverprobe.h"
#include "core/cluster/spec.h"

#include <unistd.h>

#include <iostream>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

using cluster::ProbeCell;
using cluster::ProbeStage;
using cluster::ProbeState;
using cluster::ServerProbe;
using cluster::ServerReport;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<ssh::SshConfig> configurationOf(const Arguments &arguments)
{
    auto places = ssh::SshConfig::Places::ofUser();
    if (arguments.has(u"ssh-config"_s)) { // known_hosts and keys stay where they are
        places.userFile = arguments.value(u"ssh-config"_s);
        places.systemFile.clear();
    }
    return ssh::SshConfig::read(places);
}

QString sign(ProbeState state)
{
    switch (state) {
    case ProbeState::Ok:
        return tr("ok");
    case ProbeState::Warning:
        return tr("look");
    case ProbeState::Failed:
        return tr("FAILED");
    case ProbeState::NotTried:
    case ProbeState::Running:
        break;
    }
    return u"-"_s;
}

ProbeStage stageAt(std::size_t index)
{
    return static_cast<ProbeStage>(index);
}

QJsonObject factsJson(const cluster::ServerFacts &facts)
{
    return {{u"hostName"_s, facts.hostName},
            {u"distribution"_s, facts.distribution},
            {u"distributionName"_s, facts.distributionName},
            {u"architecture"_s, facts.architecture},
            {u"engineVersion"_s, facts.engineVersion},
            {u"engineRuns"_s, facts.engineRuns},
            {u"address"_s, facts.address},
            {u"diskFree"_s, facts.diskFree},
            {u"clockSkewSeconds"_s, facts.clockSkew ? QJsonValue(*facts.clockSkew) : QJsonValue()}};
}

QJsonObject reportJson(const ServerReport &report)
{
    QJsonObject stages;
    for (std::size_t i = 0; i < report.cells.size(); ++i) {
        const ProbeCell &cell = report.cells.at(i);
        stages.insert(cluster::probeStageKey(stageAt(i)),
                      QJsonObject{{u"state"_s, cluster::probeStateKey(cell.state)},
                                  {u"sentence"_s, cell.sentence},
                                  {u"fix"_s, cell.fix}});
    }
    QJsonObject json{{u"name"_s, report.name},
                     {u"usable"_s, report.isUsable()},
                     {u"stages"_s, stages},
                     {u"notes"_s, QJsonArray::fromStringList(report.notes)}};
    if (report.target) {
        json.insert(u"facts"_s, factsJson(report.facts));
        json.insert(u"hostKey"_s, QString::fromLatin1(report.target->pinnedHostKey));
    }
    return json;
}

QString reportText(const QList<ServerReport> &reports)
{
    QStringList head{tr("SERVER")};
    for (std::size_t i = 0; i < cluster::probeStages; ++i)
        head.append(cluster::probeStageName(stageAt(i)).toUpper());
    QList<QStringList> rows{head};
    QStringList problems;
    for (const ServerReport &report : reports) {
        QStringList row{report.name};
        for (std::size_t i = 0; i < report.cells.size(); ++i) {
            const ProbeCell &cell = report.cells.at(i);
            row.append(sign(cell.state));
            if (cell.state == ProbeState::Failed || cell.state == ProbeState::Warning)
                problems.append(
                    u"%1, %2: %3 %4"_s
                        .arg(report.name, cluster::probeStageName(stageAt(i)), cell.sentence, cell.fix)
                        .trimmed());
        }
        rows.append(row);
        for (const QString &note : report.notes)
            problems.append(u"%1: %2"_s.arg(report.name, note));
    }
    return problems.isEmpty() ? table(rows) : table(rows) + u'\n' + problems.join(u'\n');
}

//! Asks at the terminal for what the servers lack, one thing after the other.
class Interview
{
public:
    Interview(Session &session, ServerProbe *probe)
        : m_session(session)
        , m_probe(probe)
    {
    }
    //! True: something was answered, and the probe goes on.
    bool goOn()
    {
        const auto reports = m_probe->reports();
        for (const ServerReport &report : reports) {
            if (report.hostKeyQuestion && isTrusted(*report.hostKeyQuestion)) {
                m_probe->trust(*report.hostKeyQuestion);
                return true;
            }
            if (report.loginQuestion && answer(report)) {
                return true;
            }
        }
        return false;
    }

private:
    bool isTrusted(const cluster::HostKeyQuestion &question)
    {
        const QString fingerprint = QString::fromLatin1(question.fingerprint());
        const QString asked = question.host + fingerprint;
        if (m_asked.contains(asked))
            return false;
        m_asked.append(asked);
        if (m_session.arguments().values(u"host-key"_s).contains(fingerprint))
            return true;
        if (isatty(STDIN_FILENO) == 0)
            return false;
        m_session.say(
            tr("%1 shows the host key %2. Is it the right one? Type yes:").arg(question.host, fingerprint));
        std::string typed;
        std::getline(std::cin, typed);
        return typed == "yes";
    }
    bool answer(const ServerReport &report)
    {
        const ssh::Question &question = *report.loginQuestion;
        const QString matter = question.isPassphrase()
            ? question.keyFile
            : u"%1@%2:%3"_s.arg(question.user, question.host, QString::number(question.port));
        constexpr int mostTries = 3;
        if (isatty(STDIN_FILENO) == 0 || m_asked.count(matter) >= mostTries)
            return false;
        m_asked.append(matter);
        const auto secret = typedSecret(m_session,
                                        question.isPassphrase() ? tr("Passphrase of %1:").arg(matter)
                                                                : tr("Password of %1:").arg(matter));
        if (secret->isEmpty())
            return false;
        m_probe->answer(question, secret);
        return true;
    }

    Session &m_session;
    ServerProbe *m_probe;
    QStringList m_asked;
};

} // namespace

Pending<int> listServers(Session &session)
{
    const auto config = configurationOf(session.arguments());
    if (!config)
        return ready<int>(fail(config.error()));
    const QStringList hosts = config->hosts();
    session.print(QJsonArray::fromStringList(hosts), hosts.join(u'\n'));
    return ready<int>(int(Done));
}

Pending<int> probeServers(Session &session)
{
    const auto config = configurationOf(session.arguments());
    if (!config)
        return ready<int>(fail(config.error()));
    cluster::ClusterSpec widest; // the ports that any shape of cluster may need
    widest.consulOnManagers = true;
    auto *probe = new ServerProbe(*config, cluster::portsBetweenServers(widest), session.workspace());
    const auto interview = std::make_shared<Interview>(session, probe);
    Completer<int> completer;
    QObject::connect(probe, &ServerProbe::finished, probe, [&session, probe, interview, completer] {
        if (interview->goOn())
            return;
        const auto reports = probe->reports();
        QJsonArray json;
        bool isGood = true;
        for (const ServerReport &report : reports) {
            json.append(reportJson(report));
            isGood = isGood && report.isUsable();
        }
        session.print(json, reportText(reports));
        completer.settle(int(isGood ? Done : Failed));
        probe->deleteLater();
    });
    probe->start(session.arguments().words.mid(2));
    return completer.future();
}

} // namespace skep::ctl
