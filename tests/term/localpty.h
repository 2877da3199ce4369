// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <sys/types.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace skep::tests {

//! A command on a pty of this machine. Read by the main thread alone: a thread that reads gets every few
//! bytes by themselves, and a program that prints short lines is slowed down by each of these reads.
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
    void flush();
    int reap();

    int m_master = -1;
    pid_t m_child = -1;
    qsizetype m_underWay = 0;
    std::unique_ptr<QSocketNotifier> m_canRead;
    QByteArray m_outgoing;
    std::unique_ptr<QSocketNotifier> m_canWrite;
};

} // namespace skep::tests
