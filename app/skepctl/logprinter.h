// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/access.h"
#include "core/docker/logstream.h"

namespace skep::ctl {

Result<docker::LogRequest> logRequest(const Session &session); //!< --follow, --tail, --since

//! Prints a stream of logs until it ends or somebody ends it: "name | line", or one JSON object a line. Main
//! thread.
class LogPrinter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPrinter)

public:
    LogPrinter(Session &session, docker::LogRequest request, QObject *parent);

    docker::LogStream *stream() { return &m_stream; }
    Pending<int> ended() const { return m_ended.future(); }

private:
    void print(const QList<docker::LogLine> &lines);
    void onChanged(const QString &sourceId, const QString &why);

    Session &m_session;
    docker::LogStream m_stream;
    Completer<int> m_ended;
    bool m_anyFailed = false;
};

} // namespace skep::ctl
