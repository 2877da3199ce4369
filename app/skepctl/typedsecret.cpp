// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/typedsecret.h"

#include "app/skepctl/session.h"

#include <termios.h>
#include <unistd.h>

namespace skep::ctl {

namespace {

constexpr std::size_t longestSecret = 4096;

//! Keeps what is typed off the screen while it lives.
class WithoutEcho
{
    Q_DISABLE_COPY_MOVE(WithoutEcho)

public:
    WithoutEcho()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        m_isTerminal = true;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~WithoutEcho()
    {
        if (m_isTerminal)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before{};
    bool m_isTerminal = false;
};

// Byte by byte, so that nothing of it stays in a buffer of the C library.
SecretPtr readLine()
{
    QByteArray line;
    line.reserve(qsizetype(longestSecret));
    char byte = 0;
    while (std::size_t(line.size()) < longestSecret && ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
        line.append(byte);
    if (line.endsWith('\r'))
        line.chop(1);
    return makeSecret(std::move(line));
}

} // namespace

SecretPtr typedSecret(const Session &session, const QString &question)
{
    if (isatty(STDIN_FILENO) == 0)
        return readLine();
    const WithoutEcho silent;
    session.say(question);
    return readLine();
}

} // namespace skep::ctl
