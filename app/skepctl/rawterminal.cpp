// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/rawterminal.h"

#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <utility>

namespace skep::ctl {

namespace {

termios before{};
bool isRaw = false;

// Only what may be called in a signal handler: whoever ends us gets the terminal back as it was.
void giveBack(int number)
{
    if (isRaw)
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::signal(number, SIG_DFL);
    raise(number);
}

} // namespace

RawTerminal::RawTerminal()
{
    if (isatty(STDIN_FILENO) == 0 || tcgetattr(STDIN_FILENO, &before) != 0)
        return;
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV})
        std::signal(number, giveBack);
    termios raw = before;
    cfmakeraw(&raw);
    isRaw = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

RawTerminal::~RawTerminal()
{
    if (std::exchange(isRaw, false))
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

bool RawTerminal::isActive()
{
    return isRaw;
}

winsize windowSize()
{
    winsize size{};
    if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
        size.ws_col = 80;
        size.ws_row = 24;
    }
    return size;
}

void writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto written =
            ::write(descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (written <= 0)
            return;
        done += written;
    }
}

} // namespace skep::ctl
