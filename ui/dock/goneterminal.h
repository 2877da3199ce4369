// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/terminalsource.h"

namespace skep::ui {

//! The far side of a restored terminal whose node is not there any more: says so, and nothing else.
class GoneTerminal final : public TerminalSource
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoneTerminal)

public:
    GoneTerminal(QString message, QObject *parent)
        : TerminalSource(parent)
        , m_message(std::move(message))
    {
    }

    void start(int, int) override { reconnectNow(); }
    void write(const QByteArray &) override { }
    void resize(int, int) override { }
    void acknowledge(qsizetype) override { }
    void reconnectNow() override { setState({Phase::Closed, m_message}); }
    void close() override { setState({Phase::Closed}); }

private:
    QString m_message;
};

} // namespace skep::ui
