// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QObject>
#include <QString>

#include <optional>

namespace skep {

//! What a terminal tab shows and types into: a stream of bytes with a window size that may break and come
//! back. Main thread.
class TerminalSource : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalSource)

public:
    enum class Phase {
        Idle, //!< start() was not called
        Connecting,
        Open,
        Waiting, //!< lost, or not reached; the next attempt is at State::nextAttempt
        Closed //!< nothing happens any more, unless reconnectNow() is called
    };
    Q_ENUM(Phase)

    struct State
    {
        Phase phase = Phase::Idle;
        QString message = {}; //!< Waiting, Closed: why, as one sentence for a person; may be empty
        QString detail = {}; //!< what the far side said besides, for a fold
        QDateTime nextAttempt = {}; //!< Waiting
        std::optional<int> exitCode = {}; //!< Closed, because the far side's program ended by itself
    };

    virtual void start(int columns, int rows) = 0; //!< once
    virtual void write(const QByteArray &bytes) = 0; //!< dropped while there is nobody to read it
    virtual void resize(int columns, int rows) = 0; //!< at once: whoever drags a window waits a little first
    //! Tells that so many bytes of received() were used up. The far side is held back while more than 1 MiB
    //! is not acknowledged.
    virtual void acknowledge(qsizetype bytes) = 0;
    virtual void reconnectNow() = 0; //!< in Waiting and Closed: a new shell, in place
    virtual void close() = 0; //!< ends the far side's program; Closed without a message
    const State &state() const { return m_state; }

signals:
    void received(const QByteArray &bytes);
    void stateChanged();

protected:
    explicit TerminalSource(QObject *parent)
        : QObject(parent)
    {
    }
    void setState(State state)
    {
        m_state = std::move(state);
        emit stateChanged();
    }

private:
    State m_state;
};

} // namespace skep
