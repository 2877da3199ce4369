// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sudotalk.h"

#include "core/ssh/channel.h"
#include "core/ssh/question.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

const QByteArray question = "skep-sudo-asks:";
const QByteArray begun = "skep-sudo-begun\n";
constexpr qsizetype mostSaid = 64 * 1024;
constexpr int noSuchProgram = 127;

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::ssh::SudoTalk", text);
}

} // namespace

// Not '\'' for a quote: in quotes in quotes fish takes that backslash for one that escapes.
QByteArray shellWord(const QByteArray &text)
{
    return "'" + QByteArray(text).replace("'", "'\"'\"'") + "'";
}

SudoTalk::SudoTalk(const Target &target)
    : m_host(target.host)
    , m_user(target.user)
    , m_port(target.port)
    , m_password(target.password)
{
}

QByteArray SudoTalk::commandFor(const QByteArray &command) const
{
    // What sudo says is read, so it says it in English.
    const QByteArray sudo = hasPassword() ? "sudo -S -p " + question : QByteArray("sudo -n");
    return "exec env LC_ALL=C " + sudo + " -- sh -c "
        + shellWord("echo " + begun.trimmed() + " >&2; " + command);
}

void SudoTalk::take(QByteArray &err)
{
    if (m_stage == Stage::Begun)
        return;
    m_said += err;
    err.clear();
    if (const auto end = m_said.indexOf(begun); end >= 0) {
        err = m_said.mid(end + begun.size());
        m_said.clear();
        m_stage = Stage::Begun;
        return;
    }
    if (const auto asked = m_said.indexOf(question); asked >= 0) {
        m_said.remove(asked, question.size());
        m_stage = m_isAnswered || !hasPassword() ? Stage::Refused : Stage::Asked;
    }
    if (m_said.size() > mostSaid)
        m_stage = Stage::Refused;
}

QByteArray SudoTalk::takeAnswer()
{
    if (m_stage != Stage::Asked)
        return {};
    m_stage = Stage::Waiting;
    m_isAnswered = true;
    return m_password->reveal() + '\n';
}

Error SudoTalk::problem(int exitCode) const
{
    const QString said = shownText(m_said.constData());
    const auto because = [&](const QString &sentence) {
        return Error{ErrorCode::Auth, sentence, said, false};
    };
    if (m_said.contains("not in the sudoers") || m_said.contains("not allowed to")
        || m_said.contains("may not run sudo"))
        return because(
            tr("On %1, the user %2 may not become root by sudo. Log in as another user, or let %2 run "
               "everything there by sudo.")
                .arg(m_host, m_user));
    if (m_isAnswered) {
        Error wrong = asking({Question::Kind::WrongPassword, m_user, m_host, m_port}, said);
        wrong.message =
            tr("sudo on %1 does not accept this password of %2. It was tried once and is not tried "
               "again.")
                .arg(m_host, m_user);
        return wrong;
    }
    if (m_said.contains("password is required") || m_said.contains("no password was provided"))
        return because(
            tr("sudo on %1 asks %2 for a password. Give it to Skep, or let %2 use sudo there without one.")
                .arg(m_host, m_user));
    if (exitCode == noSuchProgram)
        return because(
            tr("On %1 there is no sudo, and %2 is not root. Install sudo there, or log in as root.")
                .arg(m_host, m_user));
    if (m_said.contains("must have a tty"))
        return because(tr("sudo on %1 demands a terminal. Take “requiretty” out of its settings for %2.")
                           .arg(m_host, m_user));
    return because(tr("sudo on %1 did not start a command of %2.").arg(m_host, m_user));
}

} // namespace skep::ssh
