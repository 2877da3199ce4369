// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/serverprobe.h"

#include "core/cluster/compose.h"
#include "core/cluster/portcheck.h"
#include "core/cluster/serverfacts.h"
#include "core/local/knownhosts.h"
#include "core/ssh/connection.h"
#include "core/ssh/hostkeyscan.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

constexpr int mostAtOnce = 32;
constexpr auto loginLimit = 20s;

} // namespace

class ServerProbe::Private
{
public:
    //! One server on its way through the stages.
    struct Row
    {
        ServerReport report;
        ssh::Way way = {};
        QList<QByteArray> keys = {}; //!< of the hosts so far, pinned
        std::unique_ptr<QObject> attempt = {}; //!< what is under way belongs to it
        ssh::Connection *connection = nullptr; //!< of the attempt
        bool isActive = false;
    };

    void begin(int index);
    void fillPlaces();
    void look(int index);
    void onSight(int index, const ssh::HostSight &sight);
    bool onKey(int index, const QByteArray &key);
    void login(int index);
    void onLogin(int index, const Result<> &result);
    void ask(int index, ProbeStage stage, const Error &error); //!< the user
    void askFacts(int index);
    ssh::Target targetOf(const Row &row) const; //!< the host whose turn it is, with the answers so far
    void settle(int index);
    void fail(int index, ProbeStage stage, const QString &sentence, const QString &fix = {},
              ProbeState state = ProbeState::Failed);
    void set(int index, ProbeStage stage, const ProbeCell &cell);
    void checkPorts();
    bool isTwin(int index) const;
    QString about(const Row &row, const QString &sentence) const;
    Result<QList<local::KnownHostsFile>> knownHosts(const QStringList &paths);
    Pending<ssh::HostSight> sightOf(const Row &row);

    ServerProbe *q = nullptr;
    ssh::SshConfig config;
    QList<ProbePort> ports;
    std::vector<Row> rows;
    QList<ServerReport> reports;
    QList<int> waiting;
    QHash<QString, QList<QByteArray>> trusted; //!< by known_hosts name
    QList<std::pair<ssh::Question, SecretPtr>> answers;
    QHash<QString, Pending<ssh::HostSight>> jumpSights; //!< several servers share a way
    QHash<QStringList, QList<local::KnownHostsFile>> knownFiles;
    std::unique_ptr<PortCheck> portCheck;
    bool isRunning = false;
};

void ServerProbe::Private::begin(int index)
{
    Row &row = rows.at(std::size_t(index));
    row.attempt = std::make_unique<QObject>();
    row.connection = nullptr;
    row.keys.clear();
    row.isActive = false;
    row.report = ServerReport{row.report.name, {}};
    portCheck.reset();
    isRunning = true;
    if (!waiting.contains(index))
        waiting.append(index);
    set(index, ProbeStage::Tcp, {ProbeState::Running});
}

void ServerProbe::Private::fillPlaces()
{
    const auto active = std::count_if(rows.begin(), rows.end(), [](const Row &row) { return row.isActive; });
    for (auto free = mostAtOnce - active; free > 0 && !waiting.isEmpty(); --free) {
        const int index = waiting.takeFirst();
        Row &row = rows.at(std::size_t(index));
        row.isActive = true;
        const auto way = ssh::wayTo(row.report.name, config);
        if (!way) {
            fail(index, ProbeStage::Tcp, way.error().message);
            return;
        }
        row.way = *way;
        row.report.notes = way->notes;
        look(index);
    }
    const bool isBusy = std::any_of(rows.begin(), rows.end(), [](const Row &row) { return row.isActive; });
    if (isRunning && !isBusy && waiting.isEmpty() && !portCheck)
        checkPorts();
}

// A host on the way is looked at once for all that are behind it.
Pending<ssh::HostSight> ServerProbe::Private::sightOf(const Row &row)
{
    const auto hop = row.keys.size();
    QStringList path;
    for (qsizetype i = 0; i <= hop; ++i)
        path.append(row.way.hops.at(i).key());
    const QString key = path.join(u' ');
    const bool isServer = hop == row.way.hops.size() - 1;
    if (!isServer && jumpSights.contains(key))
        return shared(jumpSights.value(key), row.attempt.get());
    const ssh::Target target = targetOf(row);
    const auto files = knownHosts(row.way.hops.at(hop).knownHostsFiles);
    const auto kinds = files ? local::knownKinds(*files, row.way.hops.at(hop).knownAs) : QList<QByteArray>();
    const auto sight = ssh::lookAtHost(target, kinds, hop == 0 ? 8s : 20s);
    if (isServer)
        return sight;
    jumpSights.insert(key, sight);
    onResult(sight, q, [this, key](const Result<ssh::HostSight> &seen) {
        if (!seen || seen->hostKey.isEmpty())
            jumpSights.remove(key); // it may be there the next time
    });
    return shared(sight, row.attempt.get());
}

ssh::Target ServerProbe::Private::targetOf(const Row &row) const
{
    ssh::Target target = row.way.target(std::min(row.keys.size(), row.way.hops.size() - 1), row.keys);
    for (const auto &[question, secret] : answers)
        target = ssh::answered(target, question, secret);
    return target;
}

void ServerProbe::Private::look(int index)
{
    Row &row = rows.at(std::size_t(index));
    for (const ProbeStage stage : {ProbeStage::Banner, ProbeStage::HostKey}) // were those of the host before
        set(index, stage, {});
    set(index, ProbeStage::Tcp, {ProbeState::Running});
    const ssh::Target target = targetOf(row);
    if (const auto missing = target.jump ? ssh::missingIn(*target.jump) : std::nullopt)
        return ask(index, ProbeStage::Tcp, ssh::asking(*missing));
    auto sight = sightOf(row);
    QObject *attempt = row.attempt.get();
    QObject::connect(attempt, &QObject::destroyed, [sight]() mutable { sight.cancel(); });
    onResult(sight, attempt, [this, index](const Result<ssh::HostSight> &seen) {
        if (seen)
            onSight(index, *seen);
        else
            fail(index, ProbeStage::Tcp, seen.error().message);
    });
}

void ServerProbe::Private::onSight(int index, const ssh::HostSight &sight)
{
    Row &row = rows.at(std::size_t(index));
    const ssh::Hop &hop = row.way.hops.at(row.keys.size());
    if (const auto question = ssh::questionIn(sight.problem)) {
        row.report.loginQuestion = question; // of a host on the way
        return fail(index, ProbeStage::Tcp, sight.problem.message,
                    ServerProbe::tr("Answer, and Skep goes on."), ProbeState::Warning);
    }
    if (!sight.isReached)
        return fail(
            index, ProbeStage::Tcp, about(row, sight.problem.message),
            ServerProbe::tr(
                "Look whether the machine runs, whether the name and the port are right, and whether a "
                "firewall lets this computer in."));
    set(index, ProbeStage::Tcp, {ProbeState::Ok, ServerProbe::tr("%1 takes connections.").arg(hop.knownAs)});
    if (sight.software.isEmpty())
        return fail(index, ProbeStage::Banner, about(row, sight.problem.message),
                    ServerProbe::tr("Look whether sshd runs there, and whether it listens on this port."));
    set(index, ProbeStage::Banner, {ProbeState::Ok, sight.software});
    if (sight.hostKey.isEmpty())
        return fail(
            index, ProbeStage::HostKey, about(row, sight.problem.message),
            ServerProbe::tr("A newer sshd has newer ways: upgrade it, or give it an Ed25519 host key."));
    if (!onKey(index, sight.hostKey))
        return;
    row.keys.append(sight.hostKey);
    if (row.keys.size() < row.way.hops.size())
        look(index);
    else
        login(index);
}

// True: the key is trusted. Nothing is sent to a host before that.
bool ServerProbe::Private::onKey(int index, const QByteArray &key)
{
    Row &row = rows.at(std::size_t(index));
    const ssh::Hop &hop = row.way.hops.at(row.keys.size());
    const auto files = knownHosts(hop.knownHostsFiles);
    if (!files) {
        fail(index, ProbeStage::HostKey, files.error().message);
        return false;
    }
    const auto verdict = local::judge(*files, hop.knownAs, key);
    const HostKeyQuestion question{hop.knownAs, hop.alias, key};
    const QString fingerprint = QString::fromLatin1(question.fingerprint());
    switch (verdict.kind) {
    case local::HostVerdict::Kind::Changed:
    case local::HostVerdict::Kind::Revoked:
        fail(index, ProbeStage::HostKey, verdict.sentence, verdict.fix);
        return false;
    case local::HostVerdict::Kind::Unknown:
        if (!trusted.value(hop.knownAs).contains(key)) {
            row.report.hostKeyQuestion = question;
            const QString sentence = ServerProbe::tr("%1 shows the host key %2, which is not known here.")
                                         .arg(hop.knownAs, fingerprint);
            fail(index, ProbeStage::HostKey,
                 verdict.sentence.isEmpty() ? sentence : sentence + u' ' + verdict.sentence,
                 ServerProbe::tr(
                     "Compare it with what the machine's console or provider shows, then trust it."),
                 ProbeState::Warning);
            return false;
        }
        break;
    case local::HostVerdict::Kind::Known:
        break;
    }
    set(index, ProbeStage::HostKey, {ProbeState::Ok, fingerprint});
    return true;
}

void ServerProbe::Private::login(int index)
{
    Row &row = rows.at(std::size_t(index));
    set(index, ProbeStage::Login, {ProbeState::Running});
    const ssh::Target target = targetOf(row);
    if (const auto missing = ssh::missingIn(target))
        return ask(index, ProbeStage::Login, ssh::asking(*missing));
    row.connection = new ssh::Connection(target, row.attempt.get());
    onResult(row.connection->open(loginLimit), row.attempt.get(),
             [this, index](const Result<> &result) { onLogin(index, result); });
}

void ServerProbe::Private::onLogin(int index, const Result<> &result)
{
    Row &row = rows.at(std::size_t(index));
    if (result) {
        row.report.target = row.connection->target();
        set(index, ProbeStage::Login,
            {ProbeState::Ok, ServerProbe::tr("Logged in as %1.").arg(row.connection->target().user)});
        return askFacts(index);
    }
    const Error &error = result.error();
    if (ssh::questionIn(error))
        return ask(index, ProbeStage::Login, error);
    if (error.code == ErrorCode::HostKey)
        return fail(index, ProbeStage::HostKey, error.message,
                    ServerProbe::tr("Do not go on before you know why the key has changed."));
    fail(index, ProbeStage::Login, error.message,
         error.code == ErrorCode::Auth
             ? ServerProbe::tr("Put your public key into authorized_keys of the user %1 there, "
                               "or name another user or key.")
                   .arg(row.connection->target().user)
             : ServerProbe::tr("Look again; if it stays so, look at sshd's log there."));
}

void ServerProbe::Private::ask(int index, ProbeStage stage, const Error &error)
{
    rows.at(std::size_t(index)).report.loginQuestion = ssh::questionIn(error);
    fail(index, stage, error.message, ServerProbe::tr("Answer, and Skep goes on."), ProbeState::Warning);
}

void ServerProbe::Private::askFacts(int index)
{
    Row &row = rows.at(std::size_t(index));
    set(index, ProbeStage::Sudo, {ProbeState::Running});
    const auto asked = cluster::askFacts(row.connection, AskedAs::User);
    onResult(asked, row.attempt.get(), [this, index](const Result<ServerFacts> &facts) {
        if (!facts)
            return fail(
                index, ProbeStage::Sudo, facts.error().message,
                ServerProbe::tr("Log in there by hand: a start file of the shell may end it or print text."));
        ServerReport &report = rows.at(std::size_t(index)).report;
        report.facts = *facts;
        judgeFacts(report);
        settle(index);
    });
}

void ServerProbe::Private::fail(int index, ProbeStage stage, const QString &sentence, const QString &fix,
                                ProbeState state)
{
    set(index, stage, {state, sentence, fix});
    settle(index);
}

void ServerProbe::Private::settle(int index)
{
    rows.at(std::size_t(index)).isActive = false;
    set(index, ProbeStage::Ports, {});
    fillPlaces();
}

void ServerProbe::Private::set(int index, ProbeStage stage, const ProbeCell &cell)
{
    ServerReport &report = rows.at(std::size_t(index)).report;
    report.cells.at(static_cast<std::size_t>(stage)) = cell;
    reports[index] = report;
    emit q->changed(index);
}

// Says so where it is not the server itself that has the problem.
QString ServerProbe::Private::about(const Row &row, const QString &sentence) const
{
    const bool isServer = row.keys.size() == row.way.hops.size() - 1;
    return isServer
        ? sentence
        : ServerProbe::tr("On the way, at %1: %2").arg(row.way.hops.at(row.keys.size()).alias, sentence);
}

Result<QList<local::KnownHostsFile>> ServerProbe::Private::knownHosts(const QStringList &paths)
{
    if (!knownFiles.contains(paths)) {
        const auto files = local::readKnownHosts(paths);
        if (!files)
            return skep::fail(files.error());
        knownFiles.insert(paths, *files);
    }
    return knownFiles.value(paths);
}

bool ServerProbe::Private::isTwin(int index) const
{
    const QString id = rows.at(std::size_t(index)).report.facts.machineId;
    const auto first = std::find_if(rows.begin(), rows.end(), [&](const Row &row) {
        return row.report.target && row.report.facts.machineId == id;
    });
    return !id.isEmpty() && first - rows.begin() < index;
}

void ServerProbe::Private::checkPorts()
{
    QList<PortCheck::Server> servers;
    for (int i = 0; i < int(rows.size()); ++i) {
        const Row &row = rows.at(std::size_t(i));
        if (!row.report.target || !row.connection || row.connection->state() != ssh::Connection::State::Open)
            continue;
        if (isTwin(i))
            set(i, ProbeStage::Ports,
                {ProbeState::Failed, ServerProbe::tr("It is the same machine as another one of this list."),
                 ServerProbe::tr("Name each server once. Machines that were copied need an id of their own: "
                                 "systemd-machine-id-setup makes one.")});
        else if (!row.report.facts.hasPerl)
            set(i, ProbeStage::Ports,
                {ProbeState::NotTried,
                 ServerProbe::tr("The ports could not be tried: there is no perl on it.")});
        else
            servers.append({i, row.report.name, row.report.facts.address, row.connection});
    }
    if (servers.size() < 2 || ports.isEmpty()) {
        for (const auto &server : std::as_const(servers))
            set(server.row, ProbeStage::Ports,
                {ProbeState::NotTried,
                 ServerProbe::tr("The ports could not be tried: no other server takes part.")});
        isRunning = false;
        emit q->finished();
        return;
    }
    for (const auto &server : std::as_const(servers))
        set(server.row, ProbeStage::Ports, {ProbeState::Running});
    portCheck = std::make_unique<PortCheck>(servers, ports, nullptr);
    QObject::connect(portCheck.get(), &PortCheck::judged, q,
                     [this](int row, const ProbeCell &cell) { set(row, ProbeStage::Ports, cell); });
    QObject::connect(portCheck.get(), &PortCheck::finished, q, [this] {
        portCheck.release()->deleteLater();
        isRunning = false;
        emit q->finished();
    });
    portCheck->start();
}

ServerProbe::ServerProbe(const ssh::SshConfig &config, const QList<ProbePort> &ports, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->config = config;
    d->ports = ports;
}

ServerProbe::~ServerProbe()
{
    for (auto sight : std::as_const(d->jumpSights))
        sight.cancel();
}

void ServerProbe::start(const QStringList &servers)
{
    for (auto sight : std::as_const(d->jumpSights))
        sight.cancel();
    d->jumpSights.clear();
    d->portCheck.reset();
    d->rows.clear();
    d->reports.clear();
    d->waiting.clear();
    d->knownFiles.clear();
    for (const QString &server : servers) {
        d->rows.push_back({ServerReport{server, {}}});
        d->reports.append(ServerReport{server, {}});
    }
    for (int i = 0; i < int(servers.size()); ++i)
        d->begin(i);
    QTimer::singleShot(0, this, [this] { d->fillPlaces(); });
}

// Later, since whoever asks for it may have been told by the attempt that it ends.
void ServerProbe::repeat(int row)
{
    d->knownFiles.clear();
    d->isRunning = true;
    QTimer::singleShot(0, this, [this, row] {
        if (row >= int(d->rows.size()))
            return;
        d->begin(row);
        d->fillPlaces();
    });
}

const QList<ServerReport> &ServerProbe::reports() const
{
    return d->reports;
}

bool ServerProbe::isRunning() const
{
    return d->isRunning;
}

void ServerProbe::trust(const HostKeyQuestion &question)
{
    d->trusted[question.host].append(question.key);
    for (int i = 0; i < int(d->rows.size()); ++i) {
        const auto asked = d->rows.at(std::size_t(i)).report.hostKeyQuestion;
        if (asked && asked->host == question.host && asked->key == question.key)
            repeat(i);
    }
}

void ServerProbe::answer(const ssh::Question &question, const SecretPtr &secret)
{
    d->answers.removeIf([&](const auto &known) { return known.first.isSameMatter(question); });
    d->answers.append({question, secret});
    for (int i = 0; i < int(d->rows.size()); ++i) {
        const auto asked = d->rows.at(std::size_t(i)).report.loginQuestion;
        if (asked && asked->isSameMatter(question))
            repeat(i);
    }
}

} // namespace skep::cluster
