// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/exoscale/transport.h"

namespace skep::cloud::exoscale {

//! Asks for an operation until it ends, often at first and then ever more slowly, for ten minutes at most. A
//! few lost answers in a row are borne. Main thread.
class OperationWait : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationWait)

public:
    //! Deletes itself when it has settled; \p transport is its parent.
    static Pending<> start(Transport *transport, const QString &operationId);

    //! The pause after the poll at \p elapsed since the start.
    static std::chrono::milliseconds pauseAt(std::chrono::milliseconds elapsed);

private:
    OperationWait(Transport *transport, QString operationId);
    void poll();
    void answered(const Result<QJsonObject> &operation);
    void settle(Result<> result);

    Transport *m_transport;
    QString m_id;
    Completer<> m_done;
    Pending<QJsonObject> m_current;
    QElapsedTimer m_clock;
    int m_failures = 0;
};

} // namespace skep::cloud::exoscale
