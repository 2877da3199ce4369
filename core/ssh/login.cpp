// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/login.h"

#include "core/ssh/authentication.h"
#include "core/ssh/channel.h"
#include "core/ssh/keyfile.h"
#include "core/ssh/loginslot.h"

#include <QCoreApplication>

#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

//! Longer than any limit: the limit is kept from outside, by Interruption.
constexpr long libraryTimeout = 24 * 3600;

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::ssh::Login", text);
}

//! Only the signatures that the pinned key can make are offered, so that the server cannot show another key.
QByteArray algorithmsOf(const QByteArray &pinned)
{
    const QByteArray type = pinned.simplified().split(' ').value(0);
    return type == "ssh-rsa" ? QByteArray("rsa-sha2-512,rsa-sha2-256") : type;
}

//! All kinds that there are, those first that are wanted.
QByteArray algorithmsFor(const QList<QByteArray> &preferredKinds)
{
    QList<QByteArray> kinds = preferredKinds;
    for (const char *kind :
         {"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"}) {
        if (!kinds.contains(kind))
            kinds.append(kind);
    }
    QByteArray algorithms;
    for (const QByteArray &kind : std::as_const(kinds))
        algorithms += (algorithms.isEmpty() ? "" : ",") + algorithmsOf(kind);
    return algorithms;
}

void tuneSocket(int fd)
{
    const auto set = [fd](int level, int option, int value) {
        setsockopt(fd, level, option, &value, sizeof value);
    };
    set(IPPROTO_TCP, TCP_NODELAY, 1);
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 15);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 5);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, 20'000);
}

QString libraryError(ssh_session session)
{
    return shownLine(ssh_get_error(session));
}

} // namespace

void SessionDeleter::operator()(ssh_session session) const
{
    ssh_disconnect(session);
    ssh_free(session);
}

Login::Login(const Target &target, Interruption &interruption)
    : m_target(target)
    , m_interruption(interruption)
{
}

Result<SessionPtr> Login::run()
{
    // Of a kind that the library does not know, it would be a failure in the middle of the greeting.
    if (!publicKeyFrom(m_target.pinnedHostKey))
        return fail(
            ErrorCode::HostKey,
            tr("The host key that is kept for %1 cannot be read, so nothing was sent.").arg(m_target.host));
    auto reached = meet(algorithmsOf(m_target.pinnedHostKey));
    if (!reached)
        return reached;
    SessionPtr session = *std::move(reached);
    if (auto good = checkHostKey(session.get()); !good)
        return fail(good.error());
    Authentication authentication(m_target, session.get(), m_interruption);
    const auto good = authentication.run();
    m_banner = authentication.banner();
    if (!good)
        return fail(good.error());
    return session;
}

Result<SessionPtr> Login::meet(const QByteArray &algorithms)
{
    if (m_target.jump) // before the slot: that host has its own
        m_jump = std::make_unique<JumpHost>(*m_target.jump);
    m_slot.emplace(m_target.host, m_target.port, m_interruption);
    const auto fd = reach();
    if (!fd)
        return fail(fd.error());
    m_interruption.watchSocket(*fd);
    SessionPtr session(ssh_new());
    m_stage = Stage::Greeting;
    if (auto good = greet(session.get(), *fd, algorithms); !good)
        return fail(good.error());
    return session;
}

HostSight Login::look(const QList<QByteArray> &preferredKinds)
{
    HostSight sight;
    const auto session = meet(algorithmsFor(preferredKinds));
    sight.isReached = m_stage == Stage::Greeting;
    sight.software = m_software;
    if (!session) {
        sight.problem = session.error();
        return sight;
    }
    ssh_key shown = nullptr;
    if (ssh_get_server_publickey(session->get(), &shown) == SSH_OK)
        sight.hostKey = publicLine(KeyPtr(shown).get());
    if (sight.hostKey.isEmpty())
        sight.problem = {ErrorCode::Protocol, tr("%1 shows no host key.").arg(m_target.host)};
    return sight;
}

Result<int> Login::reach()
{
    return m_jump ? m_jump->reach(m_target, m_interruption) : reachByName();
}

Result<int> Login::reachByName()
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int rc = getaddrinfo(m_target.host.toLatin1().constData(),
                               QByteArray::number(m_target.port).constData(), &hints, &found);
    if (rc != 0) {
        return fail(ErrorCode::Network, tr("The name %1 cannot be found.").arg(m_target.host),
                    QString::fromLocal8Bit(gai_strerror(rc)), true);
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, &freeaddrinfo);
    Result<int> result = unreachable(EHOSTUNREACH);
    for (const addrinfo *address = found; address; address = address->ai_next) {
        result = connectTo(*address);
        if (result || m_interruption.reason() != Interruption::Reason::None)
            break;
    }
    return result;
}

Result<int> Login::connectTo(const addrinfo &address)
{
    const int fd = socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return unreachable(errno);
    int problem = connect(fd, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
    if (problem == EINPROGRESS) {
        std::array<pollfd, 2> waits{{{fd, POLLOUT, 0}, {m_interruption.wakeFd(), POLLIN, 0}}};
        while (poll(waits.data(), waits.size(), -1) < 0 && errno == EINTR) { }
        socklen_t size = sizeof problem;
        getsockopt(fd, SOL_SOCKET, SO_ERROR, &problem, &size);
    }
    if (problem == 0 && m_interruption.reason() == Interruption::Reason::None) {
        tuneSocket(fd);
        return fd;
    }
    close(fd);
    return problem != 0 ? unreachable(problem) : stopped({});
}

Result<> Login::setOptions(ssh_session session, int fd, const QByteArray &algorithms) const
{
    const int off = 0;
    const unsigned int port = m_target.port;
    const long timeout = libraryTimeout;
    const QByteArray host = m_target.host.toLatin1();
    const QByteArray user = m_target.user.toLatin1();
    // No configuration file and no known_hosts of the user or the system takes part: they can run commands.
    const bool good = ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &off) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_HOST, host.constData()) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_PORT, &port) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_USER, user.constData()) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null") == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null") == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_TIMEOUT, &timeout) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_HOSTKEYS, algorithms.constData()) == SSH_OK
        && ssh_options_set(session, SSH_OPTIONS_FD, &fd) == SSH_OK;
    if (!good)
        return fail(ErrorCode::Config, tr("The SSH connection to %1 cannot be set up.").arg(m_target.host),
                    libraryError(session));
    return {};
}

Result<> Login::greet(ssh_session session, int fd, const QByteArray &algorithms)
{
    if (auto good = setOptions(session, fd, algorithms); !good) {
        close(fd);
        return good;
    }
    const int rc = ssh_connect(session);
    const QString detail = libraryError(session);
    m_software = shownLine(ssh_get_serverbanner(session));
    // libssh never closes a socket that it was given, unless it forgets that.
    const int none = -1;
    ssh_options_set(session, SSH_OPTIONS_FD, &none);
    if (rc == SSH_OK)
        return {};
    if (detail.contains("server host key algo"_L1)) // it has keys, but not the pinned kind
        return m_target.pinnedHostKey.isEmpty() ? noUsableKey(detail) : hostKeyChanged(detail);
    return stopped(detail);
}

Result<> Login::checkHostKey(ssh_session session) const
{
    ssh_key offered = nullptr;
    if (ssh_get_server_publickey(session, &offered) != SSH_OK)
        return hostKeyChanged(libraryError(session));
    const KeyPtr owner(offered);
    const KeyPtr pinned = publicKeyFrom(m_target.pinnedHostKey);
    if (!pinned || ssh_key_cmp(pinned.get(), offered, SSH_KEY_CMP_PUBLIC) != 0)
        return hostKeyChanged(fingerprint(offered));
    return {};
}

tl::unexpected<Error> Login::stopped(const QString &detail) const
{
    if (m_interruption.reason() == Interruption::Reason::Cancelled)
        return fail(ErrorCode::Cancelled, {});
    const bool late = m_interruption.reason() == Interruption::Reason::Timeout;
    const auto code = late ? ErrorCode::Timeout : ErrorCode::Network;
    const QString port = QString::number(m_target.port);
    switch (m_stage) {
    case Stage::Reaching:
        return fail(code, tr("%1 does not answer on port %2.").arg(m_target.host, port), detail, true);
    case Stage::Greeting:
        break;
    }
    return fail(code, tr("Port %2 of %1 is open, but no SSH server answers there.").arg(m_target.host, port),
                detail, true);
}

tl::unexpected<Error> Login::unreachable(int systemError) const
{
    if (m_interruption.reason() != Interruption::Reason::None)
        return stopped({});
    const QString detail =
        QString::fromLocal8Bit(strerror(systemError)); // NOLINT(concurrency-mt-unsafe): glibc's is safe
    if (systemError == ECONNREFUSED) {
        return fail(
            ErrorCode::Network,
            tr("%1 refuses connections on port %2.").arg(m_target.host, QString::number(m_target.port)),
            detail, true);
    }
    if (systemError == ETIMEDOUT)
        return fail(ErrorCode::Timeout,
                    tr("%1 does not answer on port %2.").arg(m_target.host, QString::number(m_target.port)),
                    detail, true);
    return fail(ErrorCode::Network, tr("There is no way to %1 from here.").arg(m_target.host), detail, true);
}

tl::unexpected<Error> Login::noUsableKey(const QString &detail) const
{
    return fail(ErrorCode::Protocol,
                tr("%1 has no host key of a kind that is safe enough to be used.").arg(m_target.host),
                detail);
}

tl::unexpected<Error> Login::hostKeyChanged(const QString &offered) const
{
    if (m_interruption.reason() != Interruption::Reason::None)
        return stopped({});
    return fail(
        ErrorCode::HostKey,
        tr("%1 did not show the host key that is known for it, so nothing was sent: the machine was "
           "replaced, or "
           "somebody is in between.")
            .arg(m_target.host),
        u"known: %1\nshown: %2"_s.arg(fingerprint(publicKeyFrom(m_target.pinnedHostKey).get()), offered));
}

} // namespace skep::ssh
