// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <sys/types.h>

#include <memory>

namespace skep::tests {

//! A command on a pty of this machine. Read by the main thread alone, and after a trickle only once in a
//! millisecond: a program that prints short lines is slowed down by each read of a few bytes.
class LocalPty final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LocalPty)

public:
    explicit LocalPty(QObject *parent = nullptr);
    ~LocalPty() override; //!< hangs up

    bool start(const QList<QByteArray> &command, int columns, int rows);
    void write(const QByteArray &bytes);
    void resize(int columns, int rows, int pixelWidth, int pixelHeight);
    void acknowledge(qsizetype bytes); //!< reading goes on while less than a mebibyte is under way

signals:
    void received(const QByteArray &bytes);
    void finished(int exitCode); //!< as a shell says it: 128 and the signal's number if one ended it

private:
    void read();
    bool isTrickle(std::size_t size);
    void judgeAnew();
    void flush();
    int reap();

    int m_master = -1;
    pid_t m_child = -1;
    qsizetype m_underWay = 0;
    std::unique_ptr<QSocketNotifier> m_canRead;
    QTimer m_rest;
    bool m_isTrickle = false;
    QElapsedTimer m_window; //!< in which the following were counted
    qsizetype m_windowBytes = 0;
    qint64 m_windowReads = 0;
    QByteArray m_outgoing;
    std::unique_ptr<QSocketNotifier> m_canWrite;
};

} // namespace skep::tests
