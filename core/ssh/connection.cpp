// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/connection.h"

#include "core/base/log.h"
#include "core/ssh/execchannel.h"
#include "core/ssh/forwardchannel.h"
#include "core/ssh/relaychannel.h"
#include "core/ssh/session.h"
#include "core/ssh/sessionthread.h"
#include "core/ssh/shellchannel.h"

#include <QPointer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace skep::ssh {

class Connection::Private
{
public:
    Private(Connection *connection, Target wanted)
        : q(connection)
        , target(std::move(wanted))
    {
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, q,
                         [this] { session->interruption().interrupt(Interruption::Reason::Timeout); });
    }

    void begin(std::chrono::milliseconds most);
    void end();
    void setState(State next);
    void onOpened(const Result<> &result);
    void hand(Channel *channel);
    void forward(ForwardChannel *channel, QTcpSocket *socket, std::function<void(const Result<> &)> opened);
    void join(quint64 channel, QTcpSocket *socket);
    Pending<ExecResult> run(ExecChannel *channel, OutputHandler output);
    bool isRoot() const { return target.user == "root"_L1; }
    Error notConnected() const
    {
        return {ErrorCode::Network, tr("There is no connection to %1.").arg(target.host), {}, true};
    }

    Connection *q;
    Target target;
    State state = State::Closed;
    Session *session = nullptr; //!< lives in its thread, which deletes it after end()
    Completer<> opening;
    QTimer limit;
    QString banner;
    int shells = 0;
    int relays = 0;
    std::optional<Pending<>> becomingRoot;
    std::optional<Error> rootRefusal; //!< of sudo; it stays, so that a wrong password is tried once
};

void Connection::Private::begin(std::chrono::milliseconds most)
{
    session = new Session(Target(target));
    QObject::connect(session, &Session::greeted, q, [this](const QString &text) { banner = text; });
    QObject::connect(session, &Session::settled, q,
                     [this, from = session](const std::optional<Error> &problem) {
                         if (session == from)
                             onOpened(problem ? Result<>(fail(*problem)) : Result<>());
                     });
    QObject::connect(session, &Session::lost, q, [this, from = session](const Error &error) {
        if (session != from)
            return;
        end();
        emit q->lost(error);
    });
    opening = Completer<>();
    onCancelled(opening.future(), q, [this, from = session] {
        if (session == from && state == State::Opening)
            session->interruption().interrupt(Interruption::Reason::Cancelled);
    });
    setState(State::Opening);
    limit.start(most);
    startSessionThread(session, target.host);
    QMetaObject::invokeMethod(session, &Session::open, Qt::QueuedConnection);
}

void Connection::Private::onOpened(const Result<> &result)
{
    limit.stop();
    // The future is settled last: whoever waits for it may delete the connection.
    const auto waiting = opening;
    if (result)
        setState(State::Open);
    else
        end();
    waiting.settle(result);
}

void Connection::Private::end()
{
    if (!session)
        return;
    limit.stop();
    if (state == State::Opening)
        session->interruption().interrupt(Interruption::Reason::Cancelled);
    QMetaObject::invokeMethod(session, &Session::stop, Qt::QueuedConnection);
    session = nullptr;
    becomingRoot.reset();
    setState(State::Closed);
}

void Connection::Private::setState(State next)
{
    if (std::exchange(state, next) != next)
        emit q->stateChanged(next);
}

void Connection::Private::hand(Channel *channel)
{
    channel->moveToThread(session->thread());
    QMetaObject::invokeMethod(
        session, [to = session, channel] { to->add(channel); }, Qt::QueuedConnection);
}

void Connection::Private::forward(ForwardChannel *channel, QTcpSocket *socket,
                                  std::function<void(const Result<> &)> opened)
{
    socket->setParent(q);
    if (state != State::Open) {
        delete channel;
        QTimer::singleShot(0, socket, [this, socket, opened = std::move(opened)] {
            opened(fail(notConnected()));
            socket->deleteLater();
        });
        return;
    }
    QObject::connect(socket, &QTcpSocket::disconnected, channel, &Channel::abort);
    QObject::connect(channel, &ForwardChannel::settled, q,
                     [this, id = channel->id(), socket = QPointer(socket),
                      opened = std::move(opened)](const std::optional<Error> &problem) {
                         if (socket)
                             opened(problem ? Result<>(fail(*problem)) : Result<>());
                         if (!socket)
                             return;
                         if (!problem && state == State::Open)
                             join(id, socket);
                         else
                             socket->deleteLater();
                     });
    hand(channel);
}

void Connection::Private::join(quint64 channel, QTcpSocket *socket)
{
    socket->disconnect();
    socket->flush();
    const QByteArray early = socket->readAll();
    // The session's thread gets the socket itself: Qt's class cannot end one direction alone.
    const int descriptor = fcntl(static_cast<int>(socket->socketDescriptor()), F_DUPFD_CLOEXEC, 3);
    delete socket;
    QMetaObject::invokeMethod(
        session, [to = session, channel, descriptor, early] { to->join(channel, descriptor, early); },
        Qt::QueuedConnection);
}

Connection::Connection(Target target, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(target)))
{
}

Connection::~Connection()
{
    const QSignalBlocker silent(this);
    d->end();
}

const Target &Connection::target() const
{
    return d->target;
}

Connection::State Connection::state() const
{
    return d->state;
}

Pending<> Connection::open(std::chrono::milliseconds limit)
{
    if (d->state == State::Open)
        return ready<void>({});
    if (d->state == State::Opening)
        return d->opening.future();
    if (auto good = checkTarget(d->target); !good)
        return ready<void>(std::move(good));
    d->begin(limit);
    return d->opening.future();
}

Pending<ExecResult> Connection::exec(const QByteArray &command, const QByteArray &input,
                                     std::chrono::milliseconds limit, OutputHandler output)
{
    if (d->state != State::Open)
        return ready<ExecResult>(fail(d->notConnected()));
    return d->run(new ExecChannel(command, input, limit), std::move(output));
}

Pending<ExecResult> Connection::Private::run(ExecChannel *channel, OutputHandler output)
{
    auto future = channel->future();
    if (output)
        connect(channel, &ExecChannel::output, q, std::move(output));
    auto *watcher = new QFutureWatcher<Result<ExecResult>>(q);
    connect(watcher, &QFutureWatcherBase::canceled, channel, &Channel::abort);
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(future);
    hand(channel);
    return future;
}

Pending<ExecResult> Connection::execAsRoot(const QByteArray &command, const QByteArray &input,
                                           std::chrono::milliseconds limit, OutputHandler output)
{
    if (d->isRoot())
        return exec(command, input, limit, std::move(output));
    return andThen(becomeRoot(), this, [=, this, output = std::move(output)] {
        if (d->state != State::Open)
            return ready<ExecResult>(fail(d->notConnected()));
        auto *channel = new ExecChannel(command, input, limit);
        channel->asRoot(SudoTalk(d->target));
        return d->run(channel, output);
    });
}

// One command alone finds out, however many wait: they would all try a wrong password.
Pending<> Connection::becomeRoot()
{
    constexpr std::chrono::seconds limit{30};
    if (d->isRoot())
        return ready<>({});
    if (d->rootRefusal)
        return ready<>(fail(*d->rootRefusal));
    if (d->state != State::Open)
        return ready<>(fail(d->notConnected()));
    if (!d->becomingRoot) {
        auto *channel = new ExecChannel("true", {}, limit);
        channel->asRoot(SudoTalk(d->target));
        const auto tried = d->run(channel, nullptr);
        Completer<> done;
        d->becomingRoot = done.future();
        onResult(tried, this, [this, done](const Result<ExecResult> &result) {
            const bool isRefused = !result && result.error().code == ErrorCode::Auth;
            if (isRefused)
                d->rootRefusal = result.error();
            if (!result)
                d->becomingRoot.reset();
            if (isRefused)
                emit rootRefused(result.error());
            done.settle(result ? Result<>() : Result<>(fail(result.error())));
        });
    }
    Completer<> mine; // whoever gives up waiting does not take it from the others
    onResult(*d->becomingRoot, this, [mine](const Result<> &result) { mine.settle(result); });
    return mine.future();
}

void Connection::forwardTcp(QTcpSocket *socket, const QString &host, quint16 port,
                            std::function<void(const Result<> &)> opened)
{
    d->forward(new ForwardChannel(host, port), socket, std::move(opened));
}

void Connection::forwardUnix(QTcpSocket *socket, const QString &path,
                             std::function<void(const Result<> &)> opened)
{
    d->forward(new ForwardChannel(path), socket, std::move(opened));
}

void Connection::relay(QTcpSocket *socket, const QByteArray &command,
                       std::function<void(const Result<> &)> opened)
{
    ++d->relays; // at once: who comes next looks for room
    onResult(andThen(open(), this, [this] { return becomeRoot(); }), this,
             [=, this, socket = QPointer(socket), opened = std::move(opened)](const Result<> &root) {
                 if (!socket || !root) {
                     --d->relays;
                     if (socket)
                         opened(root);
                     if (socket)
                         socket->deleteLater();
                     return;
                 }
                 auto *channel = new RelayChannel(SudoTalk(d->target), command);
                 connect(channel, &QObject::destroyed, this, [this] { --d->relays; });
                 d->forward(channel, socket, opened);
             });
}

int Connection::relayCount() const
{
    return d->relays;
}

Shell *Connection::openShell(const ShellRequest &request, QObject *parent)
{
    auto *shell = new Shell(parent);
    if (d->state != State::Open) {
        QTimer::singleShot(0, shell, [shell, error = d->notConnected()] { emit shell->failed(error); });
        return shell;
    }
    auto *channel = new ShellChannel(request);
    connect(channel, &ShellChannel::started, shell, &Shell::opened);
    connect(channel, &ShellChannel::received, shell, &Shell::received);
    connect(channel, &ShellChannel::receivedError, shell, &Shell::receivedError);
    connect(channel, &ShellChannel::closed, shell, &Shell::closed);
    connect(channel, &ShellChannel::refused, shell, &Shell::failed);
    connect(shell, &Shell::toWrite, channel, &ShellChannel::send);
    connect(shell, &Shell::toCloseInput, channel, &ShellChannel::closeInput);
    connect(shell, &Shell::toResize, channel, &ShellChannel::resize);
    connect(shell, &Shell::acknowledged, channel, &ShellChannel::acknowledge);
    connect(shell, &QObject::destroyed, channel, &Channel::abort);
    ++d->shells;
    connect(shell, &QObject::destroyed, this, [this] { --d->shells; });
    d->hand(channel);
    return shell;
}

const QString &Connection::banner() const
{
    return d->banner;
}

int Connection::shellCount() const
{
    return d->shells;
}

} // namespace skep::ssh
