// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/interruption.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace skep::ctl {

namespace {

volatile std::sig_atomic_t pipeEnd = -1;

// Only what may be called in a signal handler.
void handle(int number)
{
    std::signal(number, SIG_DFL);
    const char byte = 1;
    if (pipeEnd >= 0 && write(pipeEnd, &byte, 1) < 0)
        _exit(128 + number);
}

} // namespace

Interruption::Interruption(QObject *parent)
    : QObject(parent)
{
    if (pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // then a signal ends the program, as it does without us
    pipeEnd = m_pipe[1];
    auto *notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit happened();
    });
    std::signal(SIGINT, handle);
    std::signal(SIGTERM, handle);
}

Interruption::~Interruption()
{
    if (pipeEnd == m_pipe[1]) {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        pipeEnd = -1;
    }
    for (const int end : m_pipe) {
        if (end >= 0)
            close(end);
    }
}

} // namespace skep::ctl
