// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/ssh/channel.h"
#include "core/ssh/connection.h"
#include "core/ssh/sudotalk.h"

#include <QTimer>

#include <optional>

namespace skep::ssh {

//! One command: writes its input, collects its output up to a cap, settles with its exit code. Session
//! thread.
class ExecChannel final : public Channel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExecChannel)

public:
    ExecChannel(QByteArray command, const QByteArray &input, std::chrono::milliseconds limit);
    void asRoot(const SudoTalk &talk); //!< before it starts: by sudo
    ~ExecChannel() override;

    Pending<ExecResult> future() const { return m_done.future(); }

signals:
    void output(const QByteArray &bytes);

protected:
    int open() override;
    void startOver() override { m_requested = false; }
    bool transfer() override;
    void failed(const Error &error) override;

private:
    bool collect(QByteArray &whole, bool ofStderr);
    bool feed();
    bool answerSudo();
    bool waitsForSudo() const { return m_talk && !m_talk->hasBegun(); }
    void settle(Result<ExecResult> result);

    QByteArray m_command;
    QByteArray m_input;
    qsizetype m_written = 0;
    bool m_inputEnded = false;
    bool m_requested = false;
    std::optional<SudoTalk> m_talk;
    QByteArray m_answer; //!< for sudo, what is not written yet of it
    ExecResult m_result;
    Completer<ExecResult> m_done;
    QTimer m_limit;
};

} // namespace skep::ssh
