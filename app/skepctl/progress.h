// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/session.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace skep::ctl {

//! Tells on stderr what a plan does, and takes its times. Main thread.
class Progress : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Progress)

public:
    Progress(const Session &session, cluster::Cluster *cluster);

    QJsonObject seconds() const; //!< "total", and "first_node" where a node got into the swarm

private:
    void stepChanged(const QString &id);

    const Session &m_session;
    cluster::Cluster *m_cluster;
    QElapsedTimer m_clock;
    double m_firstNode = 0;
};

} // namespace skep::ctl
