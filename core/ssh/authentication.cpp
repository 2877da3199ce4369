// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/authentication.h"

#include "core/local/userfile.h"
#include "core/ssh/channel.h"
#include "core/ssh/interruption.h"

#include <QCoreApplication>

#include <poll.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

//! sshd hangs up after the sixth refusal; the sixth try is left for the password.
constexpr int mostKeys = 5;
constexpr int mostRounds = 4; //!< of "a key, and then something else as well"
constexpr qint64 longestKeyFile = 64 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::ssh::Authentication)
};

QString shownKey(const QByteArray &publicKey)
{
    return fingerprint(publicKeyFrom(publicKey).get());
}

} // namespace

Authentication::Authentication(const Target &target, ssh_session session, Interruption &interruption)
    : m_target(target)
    , m_session(session)
    , m_interruption(interruption)
    , m_hasOwnKey(target.privateKey && !target.privateKey->isEmpty())
{
}

Result<> Authentication::run()
{
    if (auto met = meetAgent(); !met)
        return met;
    collect();
    const auto rc = tryAll();
    readBanner();
    if (!rc)
        return fail(rc.error());
    if (*rc == SSH_AUTH_SUCCESS)
        return {};
    if (m_interruption.reason() != Interruption::Reason::None)
        return brokeOff({});
    if (*rc == SSH_AUTH_DENIED || *rc == SSH_AUTH_PARTIAL)
        return refused({});
    const QString detail = shownLine(ssh_get_error(m_session));
    // Too many keys, a user that is locked out: the server says why it hangs up.
    return detail.contains("SSH_MSG_DISCONNECT"_L1) ? refused(detail) : brokeOff(detail);
}

// An agent that is not there matters only where there is nothing else.
Result<> Authentication::meetAgent()
{
    if (m_target.agentSocket.isEmpty() || m_hasOwnKey)
        return {};
    auto agent = AgentView::open(m_target.agentSocket, m_interruption);
    if (agent) {
        m_agent = *std::move(agent);
        return {};
    }
    if (m_interruption.reason() != Interruption::Reason::None)
        return brokeOff({});
    m_tried.append(u"no ssh-agent: "_s + agent.error().detail);
    if (m_target.identities.isEmpty() && !m_target.password)
        return fail(ErrorCode::Auth,
                    Texts::tr("There is no ssh-agent to log in to %1 with.").arg(m_target.host),
                    agent.error().detail, true);
    return {};
}

void Authentication::collect()
{
    if (m_hasOwnKey) {
        m_candidates.append(
            {shapeOf(m_target.privateKey->reveal()).publicKey, m_target.privateKey, false, {}});
        return;
    }
    QList<Candidate> fromFiles = readIdentities();
    QList<QByteArray> agentKeys = m_agent ? m_agent->keys() : QList<QByteArray>();
    for (Candidate &file : fromFiles) {
        if (!file.publicKey.isEmpty() && agentKeys.removeOne(file.publicKey)) {
            file.text.reset(); // the agent signs
            m_candidates.append(file);
        }
    }
    if (!m_target.identitiesOnly) {
        for (const QByteArray &key : std::as_const(agentKeys))
            m_candidates.append({key});
    }
    std::copy_if(fromFiles.begin(), fromFiles.end(), std::back_inserter(m_candidates),
                 [](const Candidate &file) { return file.text; });
}

QList<Authentication::Candidate> Authentication::readIdentities()
{
    QList<Candidate> found;
    for (const Identity &identity : m_target.identities) {
        const auto text = local::readUserFile(identity.file, longestKeyFile);
        const auto beside = local::readUserFile(identity.file + u".pub"_s, longestKeyFile);
        Candidate candidate{{}, {}, false, identity};
        if (beside)
            candidate.publicKey = beside->simplified().split(' ').mid(0, 2).join(' ');
        if (text && publicKeyFrom(*text)) { // a public key alone names one of the agent's
            candidate.publicKey = text->simplified().split(' ').mid(0, 2).join(' ');
        } else if (text && !text->isEmpty()) {
            const KeyShape shape = shapeOf(*text);
            candidate.isEncrypted = shape.isEncrypted;
            candidate.text = makeSecret(*text);
            if (!shape.publicKey.isEmpty())
                candidate.publicKey = shape.publicKey;
        } else if (candidate.publicKey.isEmpty()) {
            m_tried.append(text ? Texts::tr("%1 is not there").arg(identity.file) : text.error().message);
            continue;
        }
        found.append(candidate);
    }
    return found;
}

Result<int> Authentication::tryAll()
{
    int rc = SSH_AUTH_DENIED;
    for (int round = 0; round < mostRounds; ++round) {
        if (m_candidates.isEmpty() && m_methods == 0)
            learnMethods();
        const auto keys = tryKeys();
        if (!keys || *keys == SSH_AUTH_SUCCESS || *keys == SSH_AUTH_ERROR)
            return keys;
        rc = *keys;
        if (rc != SSH_AUTH_PARTIAL)
            rc = tryPassword();
        if (rc != SSH_AUTH_PARTIAL)
            return rc;
        m_tried.append(u"the server wants more than that"_s);
    }
    return rc;
}

Result<int> Authentication::tryKeys()
{
    while (!m_candidates.isEmpty() && m_offered < mostKeys && isAccepted(SSH_AUTH_METHOD_PUBLICKEY)) {
        const auto rc = tryKey(m_candidates.takeFirst());
        if (!rc || *rc != SSH_AUTH_DENIED)
            return rc;
    }
    return SSH_AUTH_DENIED;
}

Result<int> Authentication::tryKey(const Candidate &candidate)
{
    const QString name = candidate.identity.file;
    const KeyPtr key =
        candidate.text ? privateKeyFrom(candidate.text->reveal(), candidate.identity.passphrase) : nullptr;
    if (candidate.text && !key && !candidate.isEncrypted) {
        if (m_hasOwnKey)
            return fail(ErrorCode::Config,
                        Texts::tr("The private key for %1 cannot be read.").arg(m_target.host));
        m_tried.append(Texts::tr("%1 is no private key").arg(name));
        return SSH_AUTH_DENIED;
    }
    const QString shown = key ? fingerprint(key.get()) : shownKey(candidate.publicKey);
    m_tried.append(u"publickey %1 %2"_s.arg(shown, candidate.text ? name : u"(agent)"_s).trimmed());
    int rc = SSH_AUTH_DENIED;
    if (key) {
        ++m_offered;
        rc = ask([&] { return ssh_userauth_publickey(m_session, nullptr, key.get()); });
    } else if (!candidate.text) {
        ++m_offered;
        rc = tryAgentKey(candidate.publicKey);
    } else {
        const auto kind =
            candidate.identity.passphrase ? Question::Kind::WrongPassphrase : Question::Kind::Passphrase;
        // Nobody is asked for the passphrase of a key that the server does not want.
        const KeyPtr half = publicKeyFrom(candidate.publicKey);
        m_offered += half ? 1 : 0;
        rc = half ? ask([&] { return ssh_userauth_try_publickey(m_session, nullptr, half.get()); })
                  : int(SSH_AUTH_SUCCESS);
        if (rc == SSH_AUTH_SUCCESS) {
            putOff(kind, name);
            rc = SSH_AUTH_DENIED;
        }
    }
    if (rc == SSH_AUTH_DENIED || rc == SSH_AUTH_PARTIAL)
        m_methods = static_cast<unsigned>(ssh_userauth_list(m_session, nullptr));
    if (rc == SSH_AUTH_DENIED && !isAccepted(SSH_AUTH_METHOD_PUBLICKEY))
        m_candidates.prepend(candidate); // not looked at: the server wants something else first
    return rc;
}

int Authentication::tryAgentKey(const QByteArray &key)
{
    m_agent->show(key);
    if (!std::exchange(m_isAgentSet, true))
        ssh_set_agent_socket(m_session, m_agent->takeSocket());
    const int rc = ask([&] { return ssh_userauth_agent(m_session, nullptr); });
    // Its user may have refused this one signature, while the server is still there.
    const bool isUp = (ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR)) == 0
        && !QByteArray(ssh_get_error(m_session)).contains("SSH_MSG_DISCONNECT");
    return rc == SSH_AUTH_ERROR && isUp ? int(SSH_AUTH_DENIED) : rc;
}

// The same password is tried once, in whichever way the server takes it.
int Authentication::tryPassword()
{
    if (m_methods == 0)
        learnMethods();
    const bool byPassword = isAccepted(SSH_AUTH_METHOD_PASSWORD);
    if (!byPassword && !isAccepted(SSH_AUTH_METHOD_INTERACTIVE))
        return SSH_AUTH_DENIED;
    if (!m_target.password) {
        if (!m_hasOwnKey)
            putOff(Question::Kind::Password);
        return SSH_AUTH_DENIED;
    }
    if (std::exchange(m_isPasswordTried, true))
        return SSH_AUTH_DENIED;
    m_tried.append(byPassword ? u"password"_s : u"keyboard-interactive"_s);
    const int rc = byPassword ? ask([this] {
        return ssh_userauth_password(m_session, nullptr, m_target.password->reveal().constData());
    })
                              : answerQuestions();
    if (rc == SSH_AUTH_DENIED && !m_asksMore) {
        m_question.reset(); // more to the point than a key's passphrase
        putOff(Question::Kind::WrongPassword);
    }
    if (rc == SSH_AUTH_DENIED || rc == SSH_AUTH_PARTIAL)
        m_methods = static_cast<unsigned>(ssh_userauth_list(m_session, nullptr));
    return rc;
}

int Authentication::answerQuestions()
{
    bool isAnswered = false;
    for (int round = 0; round < 8; ++round) {
        const int rc = ask([this] { return ssh_userauth_kbdint(m_session, nullptr, nullptr); });
        if (rc != SSH_AUTH_INFO)
            return rc;
        const int prompts = ssh_userauth_kbdint_getnprompts(m_session);
        if (prompts == 0)
            continue;
        if (prompts > 1 || std::exchange(isAnswered, true)) {
            m_asksMore = true;
            return SSH_AUTH_DENIED;
        }
        ssh_userauth_kbdint_setanswer(m_session, 0, m_target.password->reveal().constData());
    }
    return SSH_AUTH_DENIED;
}

bool Authentication::isAccepted(unsigned method) const
{
    return m_methods == 0 ? method == SSH_AUTH_METHOD_PUBLICKEY : (m_methods & method) != 0;
}

void Authentication::learnMethods()
{
    ask([this] { return ssh_userauth_none(m_session, nullptr); });
    m_methods = static_cast<unsigned>(ssh_userauth_list(m_session, nullptr));
}

// Without blocking, since libssh waits on for an answer after the server has said why it hangs up.
int Authentication::ask(const std::function<int()> &call) const
{
    ssh_set_blocking(m_session, 0);
    int rc = call();
    while (rc == SSH_AUTH_AGAIN && (ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR)) == 0
           && m_interruption.reason() == Interruption::Reason::None) {
        std::array<pollfd, 2> waits{
            {{ssh_get_fd(m_session), POLLIN, 0}, {m_interruption.wakeFd(), POLLIN, 0}}};
        poll(waits.data(), waits.size(), -1);
        rc = call();
    }
    ssh_set_blocking(m_session, 1);
    return rc == SSH_AUTH_AGAIN ? int(SSH_AUTH_ERROR) : rc; // the server hung up, or nobody waits any more
}

void Authentication::readBanner()
{
    if (char *banner = ssh_get_issue_banner(m_session)) {
        m_banner = shownText(banner);
        ssh_string_free_char(banner);
    }
}

void Authentication::putOff(Question::Kind kind, const QString &keyFile)
{
    if (!m_question)
        m_question = Question{kind, m_target.user, m_target.host, m_target.port, keyFile};
}

QString Authentication::refusal() const
{
    if (m_asksMore)
        return Texts::tr("%1 asks the user %2 for more than a password, which Skep cannot answer. Use a key.")
            .arg(m_target.host, m_target.user);
    if (!m_candidates.isEmpty() && m_offered >= mostKeys)
        return Texts::tr(
                   "%1 refused the first %2 keys, and servers hang up when they see more. Name the right one "
                   "for this host, as IdentityFile in the ssh configuration, with IdentitiesOnly yes.")
            .arg(m_target.host, QString::number(m_offered));
    if (m_offered == 0)
        return Texts::tr("There is no key to offer to %1: the agent has none, and no key file is there.")
            .arg(m_target.host);
    if (m_offered == 1)
        return Texts::tr("%1 does not let the user %2 in with this key.").arg(m_target.host, m_target.user);
    return Texts::tr("%1 does not let the user %2 in with any of these keys.")
        .arg(m_target.host, m_target.user);
}

QString Authentication::shortDetail() const
{
    QStringList accepted;
    for (const auto &[bit, name] : {std::pair{SSH_AUTH_METHOD_PUBLICKEY, "publickey"},
                                    {SSH_AUTH_METHOD_PASSWORD, "password"},
                                    {SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"}}) {
        if (m_methods & bit)
            accepted.append(QString::fromLatin1(name));
    }
    QString detail =
        u"tried: %1\naccepted by the server: %2"_s.arg(m_tried.join(u"; "_s), accepted.join(u", "_s));
    return m_banner.isEmpty() ? detail : detail + u"\nthe server says: "_s + m_banner;
}

tl::unexpected<Error> Authentication::refused(const QString &said) const
{
    const QString detail = said.isEmpty() ? shortDetail() : shortDetail() + u'\n' + said;
    if (m_question)
        return fail(asking(*m_question, detail));
    return fail(ErrorCode::Auth, refusal(), detail, true);
}

tl::unexpected<Error> Authentication::brokeOff(const QString &detail) const
{
    if (m_interruption.reason() == Interruption::Reason::Cancelled)
        return fail(ErrorCode::Cancelled, {});
    const bool late = m_interruption.reason() == Interruption::Reason::Timeout;
    return fail(late ? ErrorCode::Timeout : ErrorCode::Network,
                Texts::tr("%1 broke off the login.").arg(m_target.host), detail, true);
}

} // namespace skep::ssh
