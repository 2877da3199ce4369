// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/rawterminal.h"

#include <unistd.h>

namespace skep::ctl {

RawTerminal::RawTerminal()
    : m_active(isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &m_before) == 0)
{
    if (!m_active)
        return;
    termios raw = m_before;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

RawTerminal::~RawTerminal()
{
    if (m_active)
        tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
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
