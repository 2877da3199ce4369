// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/terminalsession.h"

#include "core/ssh/connection.h"

namespace skep::ssh {

namespace {

constexpr int mostShared = 5; //!< sshd's ten are for the node's commands too
constexpr std::chrono::milliseconds steady{
    10'000}; //!< after that a loss is a new one, not the last one again

//! A loss of the network may pass; a login that is refused and a key that is another one are for a person.
bool mayPass(const Error &error)
{
    return error.retryable && error.code != ErrorCode::Auth && error.code != ErrorCode::HostKey;
}

} // namespace

TerminalSession::TerminalSession(Connect connect, ShellRequest request, QObject *parent, Backoff backoff)
    : TerminalSource(parent)
    , m_connect(std::move(connect))
    , m_request(std::move(request))
    , m_backoff(backoff)
    , m_wait(this)
{
    m_wait.setSingleShot(true);
    QObject::connect(&m_wait, &QTimer::timeout, this, &TerminalSession::attempt);
}

TerminalSession::~TerminalSession()
{
    m_connecting.cancel();
    delete std::exchange(m_shell, nullptr); // the end of its connection is no news any more
    m_own.reset();
}

void TerminalSession::start(int columns, int rows)
{
    m_request.columns = columns;
    m_request.rows = rows;
    attempt();
}

void TerminalSession::attempt()
{
    dropShell();
    setState({Phase::Connecting});
    m_connecting = m_connect();
    onResult(m_connecting, this, [this, number = ++m_attempt](const Result<Connection *> &result) {
        if (number != m_attempt)
            return;
        if (!result)
            onProblem(result.error());
        else if ((*result)->shellCount() < mostShared)
            run(*result);
        else
            useOwn((*result)->target());
    });
}

void TerminalSession::useOwn(const Target &target)
{
    m_own = std::make_unique<Connection>(target);
    onResult(m_own->open(), m_own.get(), [this](const Result<> &result) {
        if (result)
            run(m_own.get());
        else
            onProblem(result.error());
    });
}

void TerminalSession::run(Connection *connection)
{
    m_shell = connection->openShell(m_request, this);
    QObject::connect(m_shell, &Shell::opened, this, [this] {
        m_open.start();
        setState({Phase::Open});
    });
    QObject::connect(m_shell, &Shell::received, this, &TerminalSession::onReceived);
    QObject::connect(m_shell, &Shell::receivedError, this, &TerminalSession::onReceived);
    QObject::connect(m_shell, &Shell::closed, this, &TerminalSession::onEnded);
    QObject::connect(m_shell, &Shell::failed, this, &TerminalSession::onProblem);
    // Whoever owns the connection may drop it for another one; the shell goes with it without a word.
    QObject::connect(connection, &QObject::destroyed, m_shell, [this, shell = m_shell] {
        if (m_shell == shell)
            onProblem({ErrorCode::Cancelled, {}});
    });
}

void TerminalSession::dropShell()
{
    m_wait.stop();
    m_stale += std::exchange(m_outstanding, 0);
    if (auto *shell = std::exchange(m_shell, nullptr)) {
        shell->disconnect(this);
        shell->deleteLater(); // its own signal may be the reason why we are here
    }
    if (m_own)
        m_own.release()->deleteLater();
}

void TerminalSession::onReceived(const QByteArray &bytes)
{
    m_outstanding += bytes.size();
    emit received(bytes);
}

void TerminalSession::onEnded(const ShellEnd &end)
{
    dropShell();
    State state{Phase::Closed, end.message, end.detail};
    if (end.exitCode >= 0)
        state.exitCode = end.exitCode;
    setState(state);
}

void TerminalSession::onProblem(Error error)
{
    if (error.code == ErrorCode::Cancelled) // not by us: the connection's owner dropped it
        error = {ErrorCode::Network, tr("The connection was closed."), {}, true};
    if (m_open.isValid() && m_open.hasExpired(steady.count()))
        m_failures = 0;
    m_open.invalidate();
    dropShell();
    if (!mayPass(error))
        return setState({Phase::Closed, error.message, error.detail});
    const auto wait = m_backoff.wait(++m_failures, QRandomGenerator::global()->generateDouble());
    m_wait.start(wait);
    setState({Phase::Waiting, error.message, error.detail,
              QDateTime::currentDateTimeUtc().addMSecs(wait.count())});
}

void TerminalSession::write(const QByteArray &bytes)
{
    if (m_shell)
        m_shell->write(bytes);
}

void TerminalSession::resize(int columns, int rows)
{
    m_request.columns = columns;
    m_request.rows = rows;
    if (m_shell)
        m_shell->resize(columns, rows);
}

void TerminalSession::acknowledge(qsizetype bytes)
{
    const qsizetype old = std::min(bytes, m_stale);
    m_stale -= old;
    const qsizetype fresh = std::min(bytes - old, m_outstanding);
    m_outstanding -= fresh;
    if (m_shell && fresh > 0)
        m_shell->acknowledge(fresh);
}

void TerminalSession::reconnectNow()
{
    if (state().phase != Phase::Waiting && state().phase != Phase::Closed)
        return;
    m_failures = 0;
    attempt();
}

void TerminalSession::close()
{
    ++m_attempt;
    m_connecting.cancel();
    dropShell();
    if (state().phase != Phase::Closed)
        setState({Phase::Closed});
}

} // namespace skep::ssh
