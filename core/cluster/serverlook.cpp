// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/serverlook.h"

#include "core/cluster/compose.h"
#include "core/cluster/serverfacts.h"
#include "core/ssh/connection.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

bool isWrong(const ssh::Question &question)
{
    return question.kind == ssh::Question::Kind::WrongPassword
        || question.kind == ssh::Question::Kind::WrongPassphrase;
}

//! Whether \p target, or a host on its way, is what \p question was about.
bool leadsTo(const ssh::Target &target, const ssh::Question &question)
{
    const bool isItsKey = question.isPassphrase()
        && std::any_of(target.identities.begin(), target.identities.end(),
                       [&](const ssh::Identity &each) { return each.file == question.keyFile; });
    return isItsKey || (!question.isPassphrase() && question.isOf(target))
        || (target.jump && leadsTo(*target.jump, question));
}

bool needsPassword(const ServerReport &report)
{
    return report.target && report.isUsable() && report.facts.root == RootWay::SudoWithPassword;
}

} // namespace

ServerLook::ServerLook(QObject *parent)
    : QObject(parent)
{
}

ServerLook::~ServerLook() = default;

Result<> ServerLook::start(const ClusterSpec &spec, const ssh::SshConfig::Places &places)
{
    const auto config = ssh::SshConfig::read(places);
    if (!config)
        return fail(config.error());
    m_servers = spec.servers;
    m_roots.clear();
    m_tries = std::make_unique<QObject>();
    m_probe = std::make_unique<ServerProbe>(*config, portsBetweenServers(spec));
    connect(m_probe.get(), &ServerProbe::changed, this, &ServerLook::onProbeChanged);
    connect(m_probe.get(), &ServerProbe::finished, this, &ServerLook::tryRoots);
    for (const auto &question : std::as_const(m_trusted))
        m_probe->trust(question);
    for (const auto &[question, secret] : std::as_const(m_answers))
        m_probe->answer(question, secret);
    QStringList names;
    for (const auto &server : std::as_const(m_servers))
        names.append(server.server);
    m_probe->start(names);
    refresh();
    return {};
}

void ServerLook::forget()
{
    m_tries.reset();
    m_probe.reset();
    m_roots.clear();
    refresh();
}

bool ServerLook::isRunning() const
{
    return m_probe
        && (m_probe->isRunning()
            || std::any_of(m_roots.begin(), m_roots.end(), [](const Root &root) { return root.isAsked; }));
}

bool ServerLook::isGood() const
{
    return !m_reports.isEmpty() && !isRunning()
        && std::all_of(m_reports.begin(), m_reports.end(),
                       [](const ServerReport &report) { return report.isUsable(); });
}

QList<OwnServer> ServerLook::servers() const
{
    auto seen = m_servers;
    for (qsizetype i = 0; i < std::min(seen.size(), m_reports.size()); ++i)
        seen[i] = ownServerOf(m_reports.at(i), seen.at(i));
    return seen;
}

ServerAnswers ServerLook::answers() const
{
    auto leading = m_answers;
    leading.removeIf([this](const ServerAnswer &each) {
        return std::none_of(m_reports.begin(), m_reports.end(), [&](const ServerReport &report) {
            return report.target && leadsTo(*report.target, each.question);
        });
    });
    return leading;
}

std::optional<HostKeyQuestion> ServerLook::hostKeyQuestion() const
{
    for (const auto &report : m_reports) {
        if (report.hostKeyQuestion)
            return report.hostKeyQuestion;
    }
    return std::nullopt;
}

std::optional<ssh::Question> ServerLook::loginQuestion() const
{
    for (const auto &report : m_reports) {
        if (report.loginQuestion)
            return report.loginQuestion;
    }
    return std::nullopt;
}

void ServerLook::trust(const HostKeyQuestion &question)
{
    m_trusted.append(question);
    m_probe->trust(question);
}

void ServerLook::answer(const ssh::Question &question, const SecretPtr &secret)
{
    m_answers.removeIf([&](const ServerAnswer &known) { return known.question.isSameMatter(question); });
    m_answers.append({question, secret});
    m_probe->answer(question, secret);
    for (int row = 0; row < int(m_reports.size()); ++row) {
        const auto &target = m_reports.at(row).target;
        if (target && question.isOf(*target))
            m_roots[row].refusal.reset();
    }
    if (!m_probe->isRunning())
        tryRoots();
}

void ServerLook::onProbeChanged(int row)
{
    if (!m_probe->reports().at(row).target)
        m_roots.remove(row); // it is looked at anew
    refresh();
}

void ServerLook::refresh()
{
    m_reports = m_probe ? m_probe->reports() : QList<ServerReport>();
    for (int row = 0; row < int(m_reports.size()); ++row) {
        if (needsPassword(m_reports.at(row)))
            showRoot(m_reports[row], m_roots.value(row));
    }
    emit changed();
}

void ServerLook::showRoot(ServerReport &report, const Root &root) const
{
    ProbeCell &cell = report.cells.at(static_cast<std::size_t>(ProbeStage::Sudo));
    if (root.isAsked) {
        cell = {ProbeState::Running};
    } else if (root.facts) {
        addRootFacts(report, *root.facts);
    } else if (root.refusal) {
        report.loginQuestion = ssh::questionIn(*root.refusal);
        const auto state = report.loginQuestion ? ProbeState::Warning : ProbeState::Failed;
        cell = {state, root.refusal->message, report.loginQuestion ? cell.fix : QString()};
    } else {
        const auto &target = *report.target;
        report.loginQuestion =
            ssh::Question{ssh::Question::Kind::Password, target.user, target.host, target.port};
    }
}

void ServerLook::tryRoots()
{
    const auto &seen = m_probe->reports();
    for (int row = 0; row < int(seen.size()); ++row) {
        const Root root = m_roots.value(row);
        if (!needsPassword(seen.at(row)) || root.isAsked || root.facts || root.refusal)
            continue;
        ssh::Target target = *seen.at(row).target;
        for (const auto &[question, secret] : std::as_const(m_answers))
            target = ssh::answered(target, question, secret);
        if (target.password)
            tryRoot(row, target);
    }
    onSettled();
}

void ServerLook::tryRoot(int row, const ssh::Target &target)
{
    m_roots[row] = {true};
    auto *connection = new ssh::Connection(target, m_tries.get());
    const auto asked = andThen(connection->open(20s), connection,
                               [connection] { return askFacts(connection, AskedAs::Root); });
    onResult(asked, m_tries.get(), [this, row, connection](const Result<ServerFacts> &facts) {
        connection->deleteLater();
        m_roots[row] = facts ? Root{false, *facts} : Root{false, {}, facts.error()};
        onSettled();
    });
}

void ServerLook::onSettled()
{
    refresh();
    if (isRunning())
        return;
    for (const auto &report : std::as_const(m_reports)) { // what was wrong is not tried at the next look
        if (report.loginQuestion && isWrong(*report.loginQuestion))
            m_answers.removeIf([&](const ServerAnswer &known) {
                return known.question.isSameMatter(*report.loginQuestion);
            });
    }
    emit settled();
}

} // namespace skep::cluster
