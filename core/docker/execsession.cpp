// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/execsession.h"

#include "core/docker/answers.h"

#include <QTimer>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr qsizetype frameHeader = 8;
constexpr quint32 largestFrame = 1024 * 1024;
constexpr int mostSizeTries = 20;
constexpr std::chrono::milliseconds sizePause{50};

QStringList usualShell()
{
    return {u"sh"_s, u"-c"_s, u"if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"_s};
}

} // namespace

ExecSession::ExecSession(Connect connect, ExecRequest request, QObject *parent)
    : TerminalSource(parent)
    , m_connect(std::move(connect))
    , m_request(std::move(request))
{
    if (m_request.command.isEmpty())
        m_request.command = usualShell();
}

void ExecSession::start(int columns, int rows)
{
    m_columns = columns;
    m_rows = rows;
    run();
}

void ExecSession::run()
{
    drop();
    m_session = std::make_unique<QObject>();
    setState({Phase::Connecting});
    const auto made = andThen(m_connect(), m_session.get(), [this](Client *client) {
        m_client = client;
        QJsonObject wish{{u"AttachStdin"_s, m_request.isTty},
                         {u"AttachStdout"_s, true},
                         {u"AttachStderr"_s, true},
                         {u"Tty"_s, m_request.isTty},
                         {u"Cmd"_s, QJsonArray::fromStringList(m_request.command)}};
        if (m_request.isTty)
            wish.insert(u"Env"_s, QJsonArray{u"TERM=xterm-256color"_s});
        if (!m_request.user.isEmpty())
            wish.insert(u"User"_s, m_request.user);
        return client->createExec(m_request.container, wish);
    });
    onResult(made, m_session.get(), [this](const Result<QString> &id) {
        if (!id)
            return onProblem(id.error());
        attach(*id);
    });
}

void ExecSession::attach(const QString &execId)
{
    if (!m_client)
        return onProblem({ErrorCode::Network, tr("The connection was closed."), {}, true});
    m_execId = execId;
    m_stream = m_client->startExec(execId, m_request.isTty, m_session.get());
    connect(m_stream, &net::RawStream::opened, this, [this] {
        if (m_request.isTty)
            settleSize(mostSizeTries);
        else
            setState({Phase::Open});
    });
    connect(m_stream, &net::RawStream::received, this, &ExecSession::read);
    connect(m_stream, &net::RawStream::closed, this, &ExecSession::onClosed);
    connect(m_stream, &net::RawStream::failed, this, &ExecSession::onProblem);
    connect(m_stream, &net::RawStream::refused, this,
            [this](const net::HttpResponse &response) { onProblem(refusal(response)); });
}

// The engine opens the stream before the program runs, and refuses a size until it does.
void ExecSession::settleSize(int tries)
{
    if (!m_client || !m_stream)
        return;
    onResult(m_client->resizeExec(m_execId, m_columns, m_rows), m_session.get(),
             [this, tries](const Result<> &taken) {
                 if (!m_stream)
                     return;
                 if (taken || tries == 1)
                     return setState({Phase::Open});
                 QTimer::singleShot(sizePause, m_session.get(), [this, tries] { settleSize(tries - 1); });
             });
}

void ExecSession::read(const QByteArray &bytes)
{
    if (m_request.isTty) {
        emit received(bytes);
        return;
    }
    m_frames += bytes;
    demultiplex();
}

void ExecSession::demultiplex()
{
    const QPointer<ExecSession> alive(this);
    while (alive && m_stream && m_frames.size() >= frameHeader) {
        const char kind = m_frames.at(0);
        const auto size = qFromBigEndian<quint32>(m_frames.constData() + 4);
        if (kind < 0 || kind > 2 || size > largestFrame)
            return onProblem({ErrorCode::Protocol, tr("The container's output has a damaged frame.")});
        if (m_frames.size() - frameHeader < qsizetype(size))
            return;
        const QByteArray bytes = m_frames.mid(frameHeader, size);
        m_frames.remove(0, frameHeader + qsizetype(size));
        m_stream->acknowledge(frameHeader);
        if (kind == 2)
            emit receivedError(bytes);
        else
            emit received(bytes);
    }
}

void ExecSession::onClosed()
{
    if (!m_client)
        return onProblem({ErrorCode::Network, tr("The connection was closed."), {}, true});
    onResult(m_client->execExitCode(m_execId), m_session.get(),
             [this](const Result<std::optional<int>> &code) {
                 drop();
                 if (!code)
                     return setState({Phase::Closed, code.error().message, code.error().detail});
                 if (!*code) // the program goes on, without anybody who sees it
                     return setState({Phase::Closed, tr("The connection was closed.")});
                 State ended{Phase::Closed};
                 ended.exitCode = **code;
                 setState(ended);
             });
}

void ExecSession::onProblem(const Error &error)
{
    drop();
    setState({Phase::Closed, error.message, error.detail});
}

void ExecSession::write(const QByteArray &bytes)
{
    if (m_stream)
        m_stream->write(bytes);
}

void ExecSession::resize(int columns, int rows)
{
    m_columns = columns;
    m_rows = rows;
    if (m_client && m_stream && m_request.isTty)
        m_client->resizeExec(m_execId, columns, rows);
}

void ExecSession::acknowledge(qsizetype bytes)
{
    if (m_stream)
        m_stream->acknowledge(bytes);
}

void ExecSession::reconnectNow()
{
    if (state().phase == Phase::Closed)
        run();
}

void ExecSession::close()
{
    if (state().phase == Phase::Idle || state().phase == Phase::Closed)
        return;
    drop();
    setState({Phase::Closed});
}

void ExecSession::drop()
{
    m_frames.clear();
    m_stream.clear();
    if (m_session) {
        for (auto *child : m_session->children())
            child->disconnect(this);
        m_session.release()->deleteLater(); // its own signal may be the reason why we are here
    }
}

} // namespace skep::docker
