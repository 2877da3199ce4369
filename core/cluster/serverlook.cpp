// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/serverlook.h"

#include "core/cluster/compose.h"
#include "core/ssh/connection.h"
#include "core/ssh/sshconfig.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

ssh::Question passwordOf(const ssh::Target &target, ssh::Question::Kind kind)
{
    ssh::Question question;
    question.kind = kind;
    question.user = target.user;
    question.host = target.host;
    question.port = target.port;
    return question;
}

} // namespace

ServerLook::ServerLook(QObject *parent)
    : QObject(parent)
{
}

ServerLook::~ServerLook() = default;

Result<> ServerLook::start(const ClusterSpec &spec)
{
    const auto config = ssh::SshConfig::read(ssh::SshConfig::Places::ofUser());
    if (!config)
        return fail(config.error());
    m_servers = spec.servers;
    m_answers.clear();
    m_roots.clear();
    m_tries = std::make_unique<QObject>();
    m_probe = std::make_unique<ServerProbe>(*config, portsBetweenServers(spec));
    connect(m_probe.get(), &ServerProbe::changed, this, &ServerLook::changed);
    connect(m_probe.get(), &ServerProbe::finished, this, &ServerLook::onProbed);
    QStringList names;
    for (const auto &server : std::as_const(m_servers))
        names.append(server.server);
    m_probe->start(names);
    return {};
}

void ServerLook::forget()
{
    m_tries.reset();
    m_probe.reset();
    m_roots.clear();
    m_answers.clear();
    emit changed();
}

bool ServerLook::isRunning() const
{
    return m_probe
        && (m_probe->isRunning()
            || std::any_of(m_roots.begin(), m_roots.end(), [](const Root &root) { return root.isAsked; }));
}

bool ServerLook::isGood() const
{
    const auto seen = reports();
    if (seen.isEmpty() || isRunning())
        return false;
    for (qsizetype row = 0; row < seen.size(); ++row) {
        if (!seen.at(row).isUsable() || (needsPassword(seen.at(row)) && !m_roots.value(row).isGood))
            return false;
    }
    return true;
}

QList<ServerReport> ServerLook::reports() const
{
    return m_probe ? m_probe->reports() : QList<ServerReport>();
}

QList<OwnServer> ServerLook::servers() const
{
    auto seen = m_servers;
    const auto all = reports();
    for (qsizetype i = 0; i < std::min(seen.size(), all.size()); ++i)
        seen[i] = ownServerOf(all.at(i), seen.at(i));
    return seen;
}

std::optional<HostKeyQuestion> ServerLook::hostKeyQuestion() const
{
    const auto all = reports();
    for (const auto &report : all) {
        if (report.hostKeyQuestion)
            return report.hostKeyQuestion;
    }
    return std::nullopt;
}

std::optional<ssh::Question> ServerLook::loginQuestion() const
{
    const auto all = reports();
    for (const auto &report : all) {
        if (report.loginQuestion)
            return report.loginQuestion;
    }
    for (qsizetype row = 0; row < all.size() && !isRunning(); ++row) {
        if (const auto question = sudoQuestion(row))
            return question;
    }
    return std::nullopt;
}

bool ServerLook::needsPassword(const ServerReport &report) const
{
    return report.isUsable() && report.facts.root == RootWay::SudoWithPassword;
}

std::optional<ssh::Question> ServerLook::sudoQuestion(qsizetype row) const
{
    const auto report = reports().at(row);
    const Root root = m_roots.value(row);
    if (!needsPassword(report) || root.isGood || root.isAsked)
        return std::nullopt;
    return passwordOf(*report.target,
                      root.refusal ? ssh::Question::Kind::WrongPassword : ssh::Question::Kind::Password);
}

void ServerLook::trust(const HostKeyQuestion &question)
{
    m_probe->trust(question);
}

void ServerLook::answer(const ssh::Question &question, const SecretPtr &secret)
{
    m_answers.removeIf([&](const ServerAnswer &known) {
        return known.question.user == question.user && known.question.host == question.host
            && known.question.port == question.port && known.question.keyFile == question.keyFile;
    });
    m_answers.append({question, secret});
    const auto all = reports();
    if (std::any_of(all.begin(), all.end(), [](const auto &report) { return report.loginQuestion; }))
        return m_probe->answer(question, secret);
    for (qsizetype row = 0; row < all.size(); ++row) {
        if (all.at(row).target && question.isOf(*all.at(row).target))
            m_roots[row].refusal.reset();
    }
    tryRoots();
}

void ServerLook::onProbed()
{
    emit changed();
    if (hostKeyQuestion() || loginQuestion())
        return tryRoots(); // those whose password is known need not be asked
    emit settled();
}

void ServerLook::tryRoots()
{
    const auto all = reports();
    for (qsizetype row = 0; row < all.size(); ++row) {
        const auto &report = all.at(row);
        const Root root = m_roots.value(row);
        if (!needsPassword(report) || root.isGood || root.isAsked || root.refusal)
            continue;
        ssh::Target target = *report.target;
        for (const auto &[question, secret] : std::as_const(m_answers))
            target = ssh::answered(target, question, secret);
        if (target.password)
            tryRoot(row, target);
    }
    emit changed();
    if (!isRunning())
        emit settled();
}

void ServerLook::tryRoot(qsizetype row, const ssh::Target &target)
{
    m_roots[row] = {true, false, {}};
    auto *connection = new ssh::Connection(target, m_tries.get());
    const auto tried =
        andThen(connection->open(20s), connection, [connection] { return connection->becomeRoot(); });
    onResult(tried, m_tries.get(), [this, row, connection](const Result<> &result) {
        connection->deleteLater();
        m_roots[row] = {false, result.has_value(), result ? std::nullopt : std::optional(result.error())};
        emit changed();
        if (!isRunning())
            emit settled();
    });
}

} // namespace skep::cluster
