// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/enginewatch.h"

#include "core/base/log.h"
#include "core/docker/client.h"

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr auto staleAfter = std::chrono::seconds(10);
constexpr auto idlePoll = std::chrono::seconds(5);
constexpr auto hiddenPoll = std::chrono::seconds(30);
constexpr auto hintTime = std::chrono::milliseconds(200); // events that come together are one reading

//! The engine alone as a cluster of one node.
docker::Node nodeOf(const docker::Info &info)
{
    constexpr qint64 nanosPerCpu = 1'000'000'000;
    docker::Node node;
    node.id = info.engineId.isEmpty() ? info.name : info.engineId;
    node.hostname = info.name;
    node.state = docker::NodeState::Ready;
    node.engineVersion = info.serverVersion;
    node.architecture = info.architecture;
    node.nanoCpus = info.cpus * nanosPerCpu;
    node.memoryBytes = info.memoryBytes;
    for (const QString &label : info.labels)
        node.labels.insert(label.section(u'=', 0, 0), label.section(u'=', 1));
    return node;
}

} // namespace

EngineWatch::EngineWatch(Store *store, const Sources &sources, QObject *parent)
    : QObject(parent)
    , m_writer(store)
    , m_sources(sources)
{
    for (auto *timer : {&m_retry, &m_stale, &m_poll, &m_soon})
        timer->setSingleShot(true);
    m_soon.setInterval(hintTime);
    connect(&m_retry, &QTimer::timeout, this, &EngineWatch::connectNow);
    connect(&m_poll, &QTimer::timeout, this, &EngineWatch::fetch);
    connect(&m_soon, &QTimer::timeout, this, &EngineWatch::fetch);
    connect(&m_stale, &QTimer::timeout, this, [this] {
        m_writer.edit().live = LiveState::Stale;
        emit changed();
    });
}

void EngineWatch::start()
{
    if (m_session || m_retry.isActive() || m_sources.managers.isEmpty())
        return;
    m_started = true;
    m_rounds = Rounds(1);
    m_stale.start(staleAfter);
    connectNow();
}

void EngineWatch::stop()
{
    m_started = false;
    endSession();
    m_retry.stop();
    m_stale.stop();
}

void EngineWatch::setVisible(bool visible)
{
    m_visible = visible;
    if (visible)
        refresh();
}

void EngineWatch::refresh()
{
    if (m_started && !m_session) {
        m_retry.stop();
        m_rounds = Rounds(1); // somebody asks for it
        return connectNow();
    }
    fetch();
}

void EngineWatch::connectNow()
{
    m_session = std::make_unique<QObject>();
    onResult(m_sources.managers.constFirst().open(), m_session.get(),
             [this, session = m_session.get()](const Result<docker::Client *> &client) {
                 if (session != m_session.get())
                     return;
                 if (client)
                     opened(*client);
                 else
                     failed(client.error());
             });
}

void EngineWatch::opened(docker::Client *client)
{
    m_client = client;
    auto *stream = client->events(m_session.get());
    connect(stream, &net::HttpStream::lineReceived, &m_soon, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(stream, &net::HttpStream::ended, this, [this, session = m_session.get()](const Error &error) {
        if (session == m_session.get())
            failed(error); // an end is never "no events": everything is read again
    });
    fetch();
}

void EngineWatch::fetch()
{
    if (!m_client)
        return;
    if (m_running) {
        m_again = true;
        return;
    }
    m_running = true;
    m_poll.stop();
    const auto info = m_client->wholeInfo();
    const auto containers = m_client->containerList(true);
    onResult(info, m_session.get(),
             [this, containers, session = m_session.get()](const Result<QJsonObject> &said) {
                 if (session != m_session.get())
                     return;
                 const Result<> taken = said ? take(*said) : Result<>(fail(said.error()));
                 if (!taken)
                     return failed(taken.error());
                 onResult(containers, session, [this, session](const Result<QList<docker::Container>> &list) {
                     if (session != m_session.get())
                         return;
                     if (!list)
                         return failed(list.error());
                     takeContainers(*list);
                     heard();
                 });
             });
}

Result<> EngineWatch::take(const QJsonObject &said)
{
    auto &facts = m_writer.edit();
    if (m_sources.kind == EngineKind::Alone) {
        const auto info = docker::parseInfo(said);
        if (!info)
            return fail(info.error());
        facts.nodes = {nodeOf(*info)};
        facts.containersRunning = {{facts.nodes.constFirst().id, info->containersRunning}};
        return {};
    }
    const auto swarm = docker::parseClassicSwarm(said);
    if (!swarm)
        return fail(swarm.error());
    facts.classic = *swarm;
    facts.nodes.clear();
    facts.containersRunning.clear();
    for (const auto &node : swarm->nodes) {
        facts.nodes.append(docker::nodeOf(node));
        facts.containersRunning.insert(facts.nodes.constLast().id, node.running);
    }
    return {};
}

void EngineWatch::takeContainers(const QList<docker::Container> &containers)
{
    auto &facts = m_writer.edit();
    QStringList commands;
    for (const auto &container : containers)
        commands.append(container.command);
    facts.classicDiscovery = docker::discoveryOf(commands);
    facts.machineNames.clear();
    for (const auto &node : std::as_const(facts.nodes)) {
        if (m_sources.machineName)
            facts.machineNames.insert(node.id, m_sources.machineName(node));
    }
}

void EngineWatch::heard()
{
    m_running = false;
    auto &facts = m_writer.edit();
    facts.live = LiveState::Live;
    facts.lastHeard = QDateTime::currentDateTimeUtc();
    m_stale.stop();
    m_rounds.succeeded();
    m_poll.start(m_visible ? idlePoll : hiddenPoll);
    emit changed();
    if (std::exchange(m_again, false))
        m_soon.start();
}

void EngineWatch::failed(const Error &error)
{
    qCInfo(lcCluster) << "lost the engine" << m_sources.managers.constFirst().machine << error.message;
    endSession();
    auto &facts = m_writer.edit();
    if (facts.live == LiveState::Live)
        facts.live = LiveState::Reconnecting;
    if (facts.live != LiveState::Stale && !m_stale.isActive())
        m_stale.start(staleAfter);
    if (isRefusal(error))
        m_rounds.refuse();
    const auto wait = m_rounds.next();
    emit changed();
    if (m_rounds.isExhausted())
        emit refused(error);
    else
        m_retry.start(wait);
}

void EngineWatch::endSession()
{
    m_client.clear();
    m_running = false;
    m_again = false;
    m_poll.stop();
    m_soon.stop();
    // Often called by something that hangs on the session itself.
    if (m_session)
        m_session.release()->deleteLater();
}

} // namespace skep::cluster
