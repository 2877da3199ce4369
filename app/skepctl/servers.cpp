// SPDX-License-Identifier: GPL-3.0-or-later
// Servers of the user's own are looked at before a cluster is made of them.
#include "app/skepctl/servers.h"

#include "app/skepctl/typedsecret.h"
#include "core/cluster/serverlook.h"

#include <unistd.h>

#include <iostream>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

//! Answers what a look asks, until it asks nothing more.
class Interview : public QObject
{
public:
    Interview(Session &session, const cluster::ClusterSpec &spec)
        : QObject(session.workspace())
        , m_session(session)
        , m_spec(spec)
    {
        connect(&m_look, &cluster::ServerLook::settled, this, &Interview::goOn);
    }

    Pending<ServersSeen> start()
    {
        if (const auto started = m_look.start(m_spec); !started)
            end(fail(started.error()));
        return m_done.future();
    }

private:
    void goOn();
    Result<> confirm(const cluster::HostKeyQuestion &question) const;
    Result<SecretPtr> answerTo(const ssh::Question &question);
    Result<ServersSeen> seen() const;
    void end(const Result<ServersSeen> &result)
    {
        deleteLater();
        m_done.settle(result);
    }

    Session &m_session;
    cluster::ClusterSpec m_spec;
    cluster::ServerLook m_look;
    SecretPtr m_line; //!< of stdin, where it is no terminal: one for all
    Completer<ServersSeen> m_done;
};

void Interview::goOn()
{
    if (const auto question = m_look.hostKeyQuestion()) {
        const auto confirmed = confirm(*question);
        return confirmed ? m_look.trust(*question) : end(fail(confirmed.error()));
    }
    if (const auto question = m_look.loginQuestion()) {
        const auto answer = answerTo(*question);
        return answer ? m_look.answer(*question, *answer) : end(fail(answer.error()));
    }
    end(seen());
}

Result<> Interview::confirm(const cluster::HostKeyQuestion &question) const
{
    const QString fingerprint = QString::fromLatin1(question.fingerprint());
    if (m_session.arguments().values(u"host-key"_s).contains(fingerprint))
        return {};
    if (isatty(STDIN_FILENO) == 0)
        return fail(ErrorCode::HostKey,
                    tr("%1 is not in known_hosts. If its host key is the right one, say so: --host-key %2")
                        .arg(question.host, fingerprint));
    m_session.say(
        tr("%1 shows the host key %2. Is it the right one? Type yes:").arg(question.host, fingerprint));
    std::string typed;
    std::getline(std::cin, typed);
    if (typed != "yes")
        return fail(ErrorCode::HostKey, tr("The host key was not confirmed, so nothing was sent."));
    return {};
}

Result<SecretPtr> Interview::answerTo(const ssh::Question &question)
{
    const QString sentence = ssh::asking(question).message;
    const bool isTerminal = isatty(STDIN_FILENO) != 0;
    const bool wasWrong = question.kind == ssh::Question::Kind::WrongPassword
        || question.kind == ssh::Question::Kind::WrongPassphrase;
    if (wasWrong && !isTerminal)
        return fail(ErrorCode::Auth, sentence);
    if (isTerminal || !m_line)
        m_line = typedSecret(m_session, sentence);
    if (m_line->isEmpty())
        return fail(ErrorCode::Auth, sentence);
    return m_line;
}

Result<ServersSeen> Interview::seen() const
{
    QStringList sentences;
    const auto reports = m_look.reports();
    for (const auto &report : reports) {
        const auto stage = report.firstProblem();
        if (report.isUsable() || !stage)
            continue;
        const auto &cell = report.cell(*stage);
        sentences.append(tr("%1, %2: %3 %4")
                             .arg(report.name, cluster::probeStageName(*stage), cell.sentence, cell.fix)
                             .trimmed());
    }
    if (!sentences.isEmpty())
        return fail(ErrorCode::Config, sentences.join(u'\n'));
    ServersSeen result{m_spec, m_look.answers()};
    result.spec.servers = m_look.servers();
    const auto problems = cluster::check(result.spec);
    if (!problems.isEmpty())
        return fail(ErrorCode::Config, problems.first().message);
    return result;
}

Result<cluster::ClusterSpec> named(const Session &session, const cluster::ClusterSpec &spec)
{
    const auto &arguments = session.arguments();
    const int managers = arguments.value(u"managers"_s).toInt();
    if (arguments.has(u"managers"_s) && managers <= 0)
        return fail(ErrorCode::Config, tr("--managers is 1, 3 or 5."));
    QList<cluster::OwnServer> servers;
    const auto names = arguments.values(u"server"_s);
    for (const QString &name : names)
        servers.append({name, {}, arguments.value(u"key"_s)});
    return servers.isEmpty() ? spec : cluster::onOwnServers(spec, servers, managers);
}

} // namespace

Pending<ServersSeen> lookAtServers(Session &session, const cluster::ClusterSpec &spec)
{
    const auto wanted = named(session, spec);
    if (!wanted)
        return ready<ServersSeen>(fail(wanted.error()));
    if (!wanted->isOnOwnServers())
        return ready<ServersSeen>(ServersSeen{*wanted, {}});
    if (const auto problems = cluster::check(*wanted); !problems.isEmpty())
        return ready<ServersSeen>(
            fail(ErrorCode::Config, problems.first().field + u": "_s + problems.first().message));
    return (new Interview(session, *wanted))->start();
}

} // namespace skep::ctl
