// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/channel.h"
#include "core/ssh/shell.h"

#include <QSize>

#include <optional>

namespace skep::ssh {

//! The far half of a Shell: requests the pty and the command, moves bytes, holds back what is not
//! acknowledged. Session thread.
class ShellChannel final : public Channel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShellChannel)

public:
    explicit ShellChannel(ShellRequest request);

public slots:
    void send(const QByteArray &bytes);
    void closeInput();
    void resize(int columns, int rows);
    void acknowledge(qsizetype bytes);

signals:
    void started();
    void received(const QByteArray &bytes);
    void receivedError(const QByteArray &bytes);
    void closed(const skep::ssh::ShellEnd &end);
    void refused(const skep::Error &error);

protected:
    int open() override;
    void startOver() override { m_step = Step::Open; }
    void opened() override;
    bool transfer() override;
    void failed(const Error &error) override;

private:
    enum class Step { Open, Pty, Command };

    bool receive(bool ofStderr);
    bool sendPending();
    QString sentence() const; //!< of the end

    ShellRequest m_request;
    Step m_step = Step::Open;
    QByteArray m_pending;
    qsizetype m_unacknowledged = 0;
    bool m_inputClosing = false;
    bool m_inputClosed = false;
    std::optional<QSize> m_newSize;
};

} // namespace skep::ssh
