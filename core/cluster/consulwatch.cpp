// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/consulwatch.h"

#include "core/base/log.h"

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr auto longWait = std::chrono::seconds(30);
constexpr auto troubleAfter = std::chrono::seconds(10);
constexpr auto leaderPoll = std::chrono::seconds(5);
constexpr double burst = 10; // answers at once, then one a second
constexpr double perMillisecond = 0.001;

} // namespace

ConsulWatch::ConsulWatch(Store *store, const Sources &sources, QObject *parent)
    : QObject(parent)
    , m_writer(store)
    , m_agents(sources.agents)
    , m_rounds(sources.agents.size())
{
    for (auto *timer : {&m_retry, &m_trouble, &m_leader})
        timer->setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ConsulWatch::connectNext);
    connect(&m_trouble, &QTimer::timeout, this, [this] {
        m_writer.edit().consulTrouble =
            m_lastError.message.isEmpty() ? tr("It does not answer.") : m_lastError.message;
        emit changed();
    });
    connect(&m_leader, &QTimer::timeout, this, &ConsulWatch::checkLeader);
}

void ConsulWatch::start()
{
    if (m_session || m_retry.isActive() || m_agents.isEmpty())
        return;
    m_started = true;
    m_rounds = Rounds(m_agents.size());
    m_trouble.start(troubleAfter);
    connectNext();
}

void ConsulWatch::stop()
{
    m_started = false;
    endSession();
    m_retry.stop();
    m_trouble.stop();
}

void ConsulWatch::refresh()
{
    if (m_started && !m_session) {
        m_retry.stop();
        if (m_rounds.isExhausted())
            m_rounds = Rounds(m_agents.size());
        return connectNext();
    }
    if (m_client) {
        readMembers();
        readInstances();
    }
}

void ConsulWatch::connectNext()
{
    m_session = std::make_unique<QObject>();
    m_tokens = burst;
    m_filled.start();
    const auto &agent = m_agents.at(m_rounds.current());
    onResult(agent.open(), m_session.get(),
             [this, session = m_session.get()](Result<consul::Client *> client) {
                 if (session != m_session.get())
                     return;
                 if (client)
                     opened(*client);
                 else
                     failed(client.error());
             });
}

void ConsulWatch::opened(consul::Client *client)
{
    m_client = client;
    readMembers();
    followServices(0);
    followInstances(0);
    checkLeader();
}

template <typename T, typename Use>
void ConsulWatch::ask(const Pending<T> &pending, Use use)
{
    onResult(pending, m_session.get(),
             [this, use = std::move(use), session = m_session.get()](Result<T> result) {
                 if (session != m_session.get())
                     return;
                 if (!result)
                     return failed(result.error());
                 use(*std::move(result));
                 heard();
             });
}

void ConsulWatch::followInstances(quint64 index)
{
    if (!m_client)
        return;
    ask(m_client->instances(index, longWait), [this](consul::Indexed<QList<consul::Instance>> answer) {
        m_writer.edit().instances = std::move(answer.value);
        read(Instances);
        readMembers(); // the agents' own checks are among those that changed
        QTimer::singleShot(breath(), m_session.get(), [this, next = answer.index] { followInstances(next); });
    });
}

void ConsulWatch::followServices(quint64 index)
{
    if (!m_client)
        return;
    ask(m_client->services(index, longWait),
        [this, index](const consul::Indexed<QList<consul::CatalogService>> &answer) {
            m_writer.edit().catalog = answer.value;
            read(Services);
            if (index > 0)
                readInstances(); // those without a check do not wake the other query
            QTimer::singleShot(breath(), m_session.get(),
                               [this, next = answer.index] { followServices(next); });
        });
}

void ConsulWatch::read(Part part)
{
    m_read |= part;
    if (m_read == (Members | Services | Instances))
        m_writer.edit().consulKnown = true;
}

void ConsulWatch::readMembers()
{
    if (!m_client)
        return;
    ask(m_client->members(), [this](consul::Indexed<QList<consul::Member>> answer) {
        // At least its servers are there, so it shows nothing to this token.
        m_showsNothing = answer.value.isEmpty();
        m_writer.edit().members = std::move(answer.value);
        read(Members);
    });
}

void ConsulWatch::readInstances()
{
    if (!m_client)
        return;
    ask(m_client->instances(), [this](consul::Indexed<QList<consul::Instance>> answer) {
        m_writer.edit().instances = std::move(answer.value);
    });
}

void ConsulWatch::checkLeader()
{
    if (!m_client)
        return;
    ask(m_client->leader(), [this](const QString &leader) {
        m_writer.edit().consulHasLeader = !leader.isEmpty();
        m_leader.start(leaderPoll);
    });
}

void ConsulWatch::heard()
{
    m_writer.edit().consulTrouble = m_showsNothing ? consul::Client::nothingShownSentence() : QString();
    m_trouble.stop();
    m_rounds.succeeded();
    emit changed();
}

void ConsulWatch::failed(const Error &error)
{
    qCInfo(lcCluster) << "lost the Consul agent" << m_agents.at(m_rounds.current()).machine << error.message;
    m_lastError = error;
    endSession();
    if (consul::Client::isNoLeader(error))
        m_writer.edit().consulHasLeader = false;
    if (m_writer.facts().consulTrouble.isEmpty() && !m_trouble.isActive())
        m_trouble.start(troubleAfter);
    if (isRefusal(error))
        m_rounds.refuse();
    const auto wait = m_rounds.next();
    emit changed();
    if (!m_rounds.isExhausted())
        m_retry.start(wait);
}

void ConsulWatch::endSession()
{
    m_client.clear();
    m_leader.stop();
    // Often called by something that hangs on the session itself.
    if (m_session)
        m_session.release()->deleteLater();
}

std::chrono::milliseconds ConsulWatch::breath()
{
    m_tokens = std::min(burst, m_tokens + static_cast<double>(m_filled.restart()) * perMillisecond) - 1.0;
    if (m_tokens >= 0)
        return {};
    return std::chrono::milliseconds(static_cast<qint64>(-m_tokens / perMillisecond));
}

} // namespace skep::cluster
