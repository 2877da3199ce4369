// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/logreader.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr Backoff backoff{.first = std::chrono::milliseconds(300), .most = std::chrono::milliseconds(5'000)};

bool isForPerson(const Error &error)
{
    return error.code == ErrorCode::Auth || error.code == ErrorCode::HostKey
        || error.code == ErrorCode::Config;
}

} // namespace

LogReader::LogReader(LogSource source, LogRequest request, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_request(request)
    , m_memory(request.tail >= 0)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LogReader::connectNow);
}

void LogReader::start()
{
    connectNow();
}

void LogReader::setPaused(bool paused)
{
    m_paused = paused;
    if (m_stream)
        m_stream->setPaused(paused);
}

void LogReader::connectNow()
{
    change(LogState::Connecting);
    if (m_session)
        m_session.release()->deleteLater();
    m_session = std::make_unique<QObject>();
    const auto container = andThen(m_source.open(), m_session.get(), [this](Client *client) {
        m_client = client;
        return client->inspect(ObjectKind::Container, m_source.id);
    });
    onResult(container, m_session.get(), [this](const Result<QJsonObject> &result) {
        if (result && m_client)
            return open(m_client, *result);
        onBroken(result ? Error{ErrorCode::Network, tr("The connection was closed."), {}, true}
                        : result.error());
    });
}

void LogReader::open(Client *client, const QJsonObject &container)
{
    const bool isTty = container.value("Config"_L1)["Tty"_L1].toBool();
    LogRequest request = m_request;
    if (m_anything) {
        request.tail = -1;
        request.sinceNanos = std::max(m_request.sinceNanos, m_memory.since());
    }
    m_memory.restart();
    m_parser.emplace(m_source.id, isTty);
    m_stream = client->containerLogs(m_source.id, request, m_session.get());
    m_stream->setPaused(m_paused);
    connect(m_stream, &net::HttpStream::opened, this, [this] { change(LogState::Open); });
    connect(m_stream, &net::HttpStream::received, this, &LogReader::read);
    connect(m_stream, &net::HttpStream::ended, this, &LogReader::onEnded);
}

void LogReader::read(const QByteArray &bytes)
{
    auto lines = m_parser->feed(bytes);
    if (lines)
        return give(*lines);
    m_session.release()->deleteLater();
    change(LogState::Failed, lines.error().message);
}

void LogReader::give(const QList<LogLine> &lines)
{
    m_failures = 0;
    QList<LogLine> fresh;
    for (const auto &line : lines) {
        if (m_memory.isNew(line))
            fresh.append(line);
    }
    if (fresh.isEmpty())
        return;
    m_anything = true;
    emit received(fresh);
}

void LogReader::onEnded(const Error &error)
{
    if (!m_stream || !m_stream->isComplete())
        return onBroken(error);
    give(m_parser->finish());
    if (m_request.follow)
        askWhetherItGoesOn();
    else
        change(LogState::Ended);
}

void LogReader::onBroken(const Error &error)
{
    if (error.code == ErrorCode::NotFound)
        return change(m_anything ? LogState::Ended : LogState::Failed,
                      m_anything ? QString() : error.message);
    if (isForPerson(error))
        return change(LogState::Failed, error.message);
    m_retry.start(backoff.wait(++m_failures, 0.5));
    change(LogState::Waiting, error.message);
}

// The engine ends the answer when the container stops; one with a restart policy goes on a moment later.
void LogReader::askWhetherItGoesOn()
{
    const auto asked = m_client
        ? m_client->inspect(ObjectKind::Container, m_source.id)
        : ready<QJsonObject>(fail(ErrorCode::Network, tr("The connection was closed.")));
    onResult(asked, m_session.get(), [this](const Result<QJsonObject> &container) {
        if (!container)
            return onBroken(container.error());
        const auto state = container->value("State"_L1).toObject();
        if (!state.value("Running"_L1).toBool() && !state.value("Restarting"_L1).toBool())
            return change(LogState::Ended);
        m_retry.start(backoff.first);
        change(LogState::Waiting);
    });
}

void LogReader::change(LogState state, const QString &why)
{
    if (std::exchange(m_state, state) != state || !why.isEmpty())
        emit stateChanged(why);
}

} // namespace skep::docker
