// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/dock/dock.h"

#include <QThreadPool>
#include <QTimer>

namespace skep::ui {

//! Keeps which terminals stand where in a file, and opens them at the next start. It writes in a thread of
//! its own, one write after the other.
class DockKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DockKeeper)

public:
    DockKeeper(Dock *dock, cluster::Workspace *workspace, QString path, QObject *parent);
    ~DockKeeper() override; //!< waits for the last write

    bool restore(); //!< whether the dock wants to be seen; a file that cannot be read is told in the log
    void save(); //!< now, when the window closes

private:
    Dock::Restorer restorer() const;
    cluster::Cluster *clusterOf(const QString &id) const;
    TerminalOrigin originOf(const QString &clusterId, const cluster::PaneLayout &pane) const;

    Dock *m_dock;
    cluster::Workspace *m_workspace;
    QString m_path;
    QTimer m_delay;
    QThreadPool m_writer;
    cluster::DockLayout m_saved;
    bool m_isRestored = false; //!< before that, an empty dock says nothing
};

} // namespace skep::ui
