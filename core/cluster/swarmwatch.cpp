// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/swarmwatch.h"

#include "core/base/log.h"
#include "core/docker/answers.h"
#include "core/docker/client.h"

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr auto staleAfter = std::chrono::seconds(10);
constexpr auto convergingPoll = std::chrono::seconds(1);
constexpr auto idlePoll = std::chrono::seconds(5);
constexpr auto hiddenPoll = std::chrono::seconds(30);

bool isSettling(const Store &store)
{
    return std::any_of(store.services().begin(), store.services().end(),
                       [](const ServiceRow &row) { return row.health.health == Health::Converging; });
}

} // namespace

SwarmWatch::SwarmWatch(Store *store, const Sources &sources, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_writer(store)
    , m_managers(sources.managers)
    , m_machineName(sources.machineName)
    , m_rounds(sources.managers.size())
    , m_dirty([this](const QSet<int> &kinds) {
        for (const int kind : kinds)
            fetch(Kind(kind));
    })
{
    for (auto *timer : {&m_retry, &m_stale, &m_taskPoll, &m_poll})
        timer->setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &SwarmWatch::connectNext);
    connect(&m_stale, &QTimer::timeout, this, [this] {
        m_writer.edit().live = LiveState::Stale;
        emit changed();
    });
    connect(&m_taskPoll, &QTimer::timeout, this, [this] {
        fetch(Tasks);
        if (isSettling(*m_store))
            fetch(Services);
    });
    connect(&m_poll, &QTimer::timeout, this, [this] {
        fetch(Nodes);
        fetch(Services);
    });
}

void SwarmWatch::start()
{
    if (m_session || m_retry.isActive() || m_managers.isEmpty())
        return;
    m_started = true;
    m_rounds = Rounds(m_managers.size());
    m_stale.start(staleAfter);
    connectNext();
}

void SwarmWatch::stop()
{
    m_started = false;
    endSession();
    m_retry.stop();
    m_stale.stop();
}

void SwarmWatch::setVisible(bool visible)
{
    m_visible = visible;
    if (visible && m_client)
        refresh();
}

void SwarmWatch::refresh()
{
    if (m_started && !m_session) {
        m_retry.stop();
        if (m_rounds.isExhausted())
            m_rounds =
                Rounds(m_managers.size()); // somebody asks for it, so the refused ones are tried once more
        return connectNext();
    }
    for (const auto kind : {Nodes, Services, Tasks})
        fetch(kind);
}

void SwarmWatch::connectNext()
{
    m_session = std::make_unique<QObject>();
    const auto &manager = m_managers.at(m_rounds.current());
    onResult(manager.open(), m_session.get(),
             [this, session = m_session.get()](Result<docker::Client *> client) {
                 if (session != m_session.get())
                     return;
                 if (client)
                     opened(*client);
                 else
                     failed(client.error());
             });
}

void SwarmWatch::opened(docker::Client *client)
{
    m_client = client;
    openEvents();
    // Whatever was missed while nobody listened is in the lists.
    for (const auto kind : {Nodes, Services, Tasks})
        fetch(kind);
}

void SwarmWatch::openEvents()
{
    auto *stream = m_client->events(m_session.get());
    connect(stream, &net::HttpStream::lineReceived, this, &SwarmWatch::hint);
    connect(stream, &net::HttpStream::ended, this, [this, session = m_session.get()](const Error &error) {
        if (session == m_session.get())
            failed(error); // an end is never "no events": everything is read again
    });
}

void SwarmWatch::hint(const QByteArray &line)
{
    const auto event = docker::parseEvent(line);
    if (!event)
        return;
    if (event->type == "node"_L1) {
        m_dirty.add(Nodes);
        m_dirty.add(Tasks);
    } else if (event->type == "service"_L1) {
        m_dirty.add(Services);
        m_dirty.add(Tasks);
    } else if (event->type == "container"_L1 && !event->action.startsWith("exec"_L1)) {
        m_dirty.add(Tasks);
        m_dirty.add(Services);
    }
}

void SwarmWatch::fetch(Kind kind)
{
    if (!m_client)
        return;
    if (m_running.contains(kind)) {
        m_again.insert(kind);
        return;
    }
    m_running.insert(kind);
    switch (kind) {
    case Nodes:
        return ask(kind, m_client->nodes(), &Facts::nodes);
    case Services:
        return ask(kind, m_client->services(), &Facts::services);
    case Tasks:
        return ask(kind, m_client->tasks(), &Facts::tasks);
    }
}

template <typename T>
void SwarmWatch::ask(Kind kind, Pending<QList<T>> pending, QList<T> Facts::*field)
{
    onResult(pending, m_session.get(),
             [this, kind, field, session = m_session.get()](Result<QList<T>> result) {
                 if (session != m_session.get())
                     return;
                 if (!result)
                     return failed(result.error());
                 m_writer.edit().*field = *std::move(result);
                 answered(kind);
             });
}

void SwarmWatch::answered(Kind kind)
{
    m_running.remove(kind);
    m_known.insert(kind);
    if (m_known.size() == 3) // until then some lists are of another time
        heard();
    if (kind == Nodes && m_machineName) {
        auto &facts = m_writer.edit();
        facts.machineNames.clear();
        for (const auto &node : std::as_const(facts.nodes))
            facts.machineNames.insert(node.id, m_machineName(node));
    }
    emit changed();
    if (m_again.remove(kind))
        fetch(kind);
}

void SwarmWatch::heard()
{
    auto &facts = m_writer.edit();
    facts.live = LiveState::Live;
    facts.lastHeard = QDateTime::currentDateTimeUtc();
    facts.swarmTrouble.clear();
    m_stale.stop();
    m_rounds.succeeded();
    m_leaderless = 0;
}

void SwarmWatch::committed()
{
    if (!m_client)
        return;
    const std::chrono::milliseconds idle = m_visible ? idlePoll : hiddenPoll;
    const std::chrono::milliseconds tasks = m_visible && isSettling(*m_store) ? convergingPoll : idle;
    for (auto [timer, wait] : {std::pair(&m_taskPoll, tasks), std::pair(&m_poll, idle)}) {
        if (!timer->isActive() || timer->remainingTimeAsDuration() > wait)
            timer->start(wait);
    }
}

void SwarmWatch::failed(const Error &error)
{
    qCInfo(lcCluster) << "lost the manager" << m_managers.at(m_rounds.current()).machine << error.message;
    endSession();
    auto &facts = m_writer.edit();
    if (docker::isNoQuorum(error) && ++m_leaderless >= m_managers.size())
        facts.swarmTrouble = error.message;
    if (facts.live == LiveState::Live)
        facts.live = LiveState::Reconnecting;
    if (facts.live != LiveState::Stale && !m_stale.isActive())
        m_stale.start(staleAfter);
    if (isRefusal(error))
        m_rounds.refuse();
    const auto wait = m_rounds.next();
    if (wait > std::chrono::milliseconds(0))
        m_leaderless = 0;
    emit changed();
    if (m_rounds.isExhausted())
        emit refused(error);
    else
        m_retry.start(wait);
}

void SwarmWatch::endSession()
{
    m_client.clear();
    m_running.clear();
    m_known.clear();
    m_again.clear();
    m_taskPoll.stop();
    m_poll.stop();
    // Often called by something that hangs on the session itself.
    if (m_session)
        m_session.release()->deleteLater();
}

} // namespace skep::cluster
