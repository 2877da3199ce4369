// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/cloudstack/transport.h"

#include <QElapsedTimer>

namespace skep::cloud::cloudstack {

//! Asks for a job until it ends, often at first and then more slowly, for a quarter of an hour at most. A few
//! lost answers in a row are borne. Main thread.
class JobWait : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobWait)

public:
    //! What the job made. Deletes itself when it has settled; \p transport is its parent.
    static Pending<QJsonObject> start(Transport *transport, const QString &jobId);

    //! The pause after the poll at \p elapsed since the start.
    static std::chrono::milliseconds pauseAt(std::chrono::milliseconds elapsed);

private:
    JobWait(Transport *transport, QString jobId);
    void poll();
    void answered(const Result<QJsonObject> &job);
    void settle(Result<QJsonObject> result);

    Transport *m_transport;
    QString m_id;
    Completer<QJsonObject> m_done;
    Pending<QJsonObject> m_current;
    QElapsedTimer m_clock;
    int m_failures = 0;
};

} // namespace skep::cloud::cloudstack
