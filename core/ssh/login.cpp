// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/login.h"

#include "core/ssh/channel.h"
#include "core/ssh/loginslot.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>

#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
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

struct KeyDeleter
{
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using KeyPtr = std::unique_ptr<ssh_key_struct, KeyDeleter>;

QString fingerprint(ssh_key key)
{
    unsigned char *hash = nullptr;
    size_t size = 0;
    if (!key || ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK)
        return {};
    char *text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
    const QString result =
        QString::fromLatin1(ssh_key_type_to_char(ssh_key_type(key))) + u' ' + QString::fromLatin1(text);
    ssh_string_free_char(text);
    ssh_clean_pubkey_hash(&hash);
    return result;
}

//! "ssh-ed25519 AAAA… comment" as a key; null when it is none.
KeyPtr publicKey(const QByteArray &line)
{
    const auto words = line.simplified().split(' ');
    ssh_key key = nullptr;
    const auto type = ssh_key_type_from_name(words.value(0).constData());
    if (ssh_pki_import_pubkey_base64(words.value(1).constData(), type, &key) != SSH_OK)
        return nullptr;
    return KeyPtr(key);
}

//! Only the signatures that the pinned key can make are offered, so that the server cannot show another key.
QByteArray algorithmsOf(const QByteArray &pinned)
{
    const QByteArray type = pinned.simplified().split(' ').value(0);
    return type == "ssh-rsa" ? QByteArray("rsa-sha2-512,rsa-sha2-256") : type;
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
    if (!publicKey(m_target.pinnedHostKey))
        return fail(
            ErrorCode::HostKey,
            tr("The host key that is kept for %1 cannot be read, so nothing was sent.").arg(m_target.host));
    const auto jump = m_target.jump;
    if (jump) // before the slot: that host has its own
        m_jump = std::make_unique<JumpHost>(*jump);
    const LoginSlot slot(m_target.host, m_target.port, m_interruption);
    const auto fd = reach();
    if (!fd)
        return fail(fd.error());
    m_interruption.watchSocket(*fd);
    SessionPtr session(ssh_new());
    m_stage = Stage::Greeting;
    if (auto good = greet(session.get(), *fd); !good)
        return fail(good.error());
    if (auto good = checkHostKey(session.get()); !good)
        return fail(good.error());
    m_stage = Stage::LoggingIn;
    if (auto good = authenticate(session.get()); !good)
        return fail(good.error());
    return session;
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

Result<> Login::setOptions(ssh_session session, int fd) const
{
    const int off = 0;
    const unsigned int port = m_target.port;
    const long timeout = libraryTimeout;
    const QByteArray host = m_target.host.toLatin1();
    const QByteArray user = m_target.user.toLatin1();
    const QByteArray algorithms = algorithmsOf(m_target.pinnedHostKey);
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

Result<> Login::greet(ssh_session session, int fd)
{
    if (auto good = setOptions(session, fd); !good) {
        close(fd);
        return good;
    }
    const int rc = ssh_connect(session);
    const QString detail = libraryError(session);
    // libssh never closes a socket that it was given, unless it forgets that.
    const int none = -1;
    ssh_options_set(session, SSH_OPTIONS_FD, &none);
    if (rc == SSH_OK)
        return {};
    if (detail.contains("server host key algo"_L1)) // it has keys, but not the pinned kind
        return hostKeyChanged(detail);
    return stopped(detail);
}

Result<> Login::checkHostKey(ssh_session session) const
{
    ssh_key offered = nullptr;
    if (ssh_get_server_publickey(session, &offered) != SSH_OK)
        return hostKeyChanged(libraryError(session));
    const KeyPtr owner(offered);
    const KeyPtr pinned = publicKey(m_target.pinnedHostKey);
    if (!pinned || ssh_key_cmp(pinned.get(), offered, SSH_KEY_CMP_PUBLIC) != 0)
        return hostKeyChanged(fingerprint(offered));
    return {};
}

Result<> Login::authenticate(ssh_session session)
{
    const bool hasKey = m_target.privateKey && !m_target.privateKey->isEmpty();
    const auto rc = hasKey ? tryKey(session) : tryAgent(session);
    if (char *banner = ssh_get_issue_banner(session)) {
        m_banner = shownText(banner);
        ssh_string_free_char(banner);
    }
    if (!rc)
        return fail(rc.error());
    if (*rc == SSH_AUTH_SUCCESS)
        return {};
    if (*rc == SSH_AUTH_DENIED || *rc == SSH_AUTH_PARTIAL)
        return refused(session, {});
    const QString detail = libraryError(session);
    // Too many keys, a user that is locked out: the server says why it hangs up.
    return detail.contains("SSH_MSG_DISCONNECT"_L1) ? refused(session, detail) : stopped(detail);
}

Result<int> Login::tryKey(ssh_session session)
{
    ssh_key key = nullptr;
    if (ssh_pki_import_privkey_base64(m_target.privateKey->reveal().constData(), nullptr, nullptr, nullptr,
                                      &key)
        != SSH_OK)
        return fail(ErrorCode::Config, tr("The private key for %1 cannot be read.").arg(m_target.host));
    const KeyPtr owner(key);
    m_tried = u"publickey "_s + fingerprint(key);
    return answer(session, [&] { return ssh_userauth_publickey(session, nullptr, key); });
}

Result<int> Login::tryAgent(ssh_session session)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(m_target.agentSocket);
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (path.size() < static_cast<qsizetype>(sizeof address.sun_path))
        std::copy(path.begin(), path.end(), address.sun_path);
    if (connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        const QString detail =
            QString::fromLocal8Bit(strerror(errno)); // NOLINT(concurrency-mt-unsafe): glibc's is safe
        close(fd);
        return fail(ErrorCode::Auth, tr("There is no ssh-agent to log in to %1 with.").arg(m_target.host),
                    detail, true);
    }
    m_tried = u"publickey, with the agent's keys"_s;
    m_interruption.watchSocket(fd); // an agent may ask its user and wait for as long
    ssh_set_agent_socket(session, fd); // which closes it
    return answer(session, [&] { return ssh_userauth_agent(session, nullptr); });
}

// Without blocking, since libssh waits on for an answer after the server has said why it hangs up.
int Login::answer(ssh_session session, const std::function<int()> &ask) const
{
    ssh_set_blocking(session, 0);
    int rc = ask();
    while (rc == SSH_AUTH_AGAIN && (ssh_get_status(session) & (SSH_CLOSED | SSH_CLOSED_ERROR)) == 0
           && m_interruption.reason() == Interruption::Reason::None) {
        std::array<pollfd, 2> waits{{{ssh_get_fd(session), POLLIN, 0}, {m_interruption.wakeFd(), POLLIN, 0}}};
        poll(waits.data(), waits.size(), -1);
        rc = ask();
    }
    ssh_set_blocking(session, 1);
    return rc;
}

tl::unexpected<Error> Login::refused(ssh_session session, const QString &said) const
{
    if (m_interruption.reason() != Interruption::Reason::None)
        return stopped({});
    QStringList accepted;
    const auto methods = static_cast<unsigned>(ssh_userauth_list(session, nullptr));
    for (const auto &[bit, name] : {std::pair{SSH_AUTH_METHOD_PUBLICKEY, "publickey"},
                                    {SSH_AUTH_METHOD_PASSWORD, "password"},
                                    {SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"}}) {
        if (methods & bit)
            accepted.append(QString::fromLatin1(name));
    }
    QString detail = u"tried: %1\naccepted by the server: %2"_s.arg(m_tried, accepted.join(u", "_s));
    if (!said.isEmpty())
        detail += u'\n' + said;
    if (!m_banner.isEmpty())
        detail += u"\nthe server says: "_s + m_banner;
    return fail(ErrorCode::Auth,
                tr("%1 does not let the user %2 in with this key.").arg(m_target.host, m_target.user), detail,
                true);
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
        return fail(code,
                    tr("Port %2 of %1 is open, but no SSH server answers there.").arg(m_target.host, port),
                    detail, true);
    case Stage::LoggingIn:
        break;
    }
    return fail(code, tr("%1 broke off the login.").arg(m_target.host), detail, true);
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

tl::unexpected<Error> Login::hostKeyChanged(const QString &offered) const
{
    if (m_interruption.reason() != Interruption::Reason::None)
        return stopped({});
    return fail(ErrorCode::HostKey,
                tr("%1 did not show the host key that is known for it, so nothing was sent: the machine was "
                   "replaced, or "
                   "somebody is in between.")
                    .arg(m_target.host),
                u"known: %1\nshown: %2"_s.arg(fingerprint(publicKey(m_target.pinnedHostKey).get()), offered));
}

} // namespace skep::ssh
