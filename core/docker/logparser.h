// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/logline.h"

namespace skep::docker {

//! Cuts an engine's log with timestamps into lines: frames with 8-byte headers, or the raw output of a
//! terminal. Bytes in as they come, lines out when they are whole. Any thread.
class LogParser
{
public:
    LogParser(QString source, bool isTty);

    //! A damaged frame is an error; nothing can be read after it.
    Result<QList<LogLine>> feed(const QByteArray &bytes);
    QList<LogLine> finish(); //!< the last line, where the program did not end it

private:
    struct Unfinished
    {
        qint64 nanos = 0;
        QByteArray text;
        bool isThere = false;
    };
    void take(bool isError, const QByteArray &message, QList<LogLine> &lines);
    void takeTty(QList<LogLine> &lines);
    void end(bool isError, QList<LogLine> &lines);

    QString m_source;
    bool m_isTty;
    QByteArray m_buffer;
    Unfinished m_unfinished[2]; //!< stdout, stderr
};

//! "2026-11-25T15:11:44.123456789Z" → nanoseconds since 1970; -1: that is no such time.
qint64 nanosOf(const QByteArray &time);
QByteArray timeOf(qint64 nanos); //!< the same back, for people and files

} // namespace skep::docker
