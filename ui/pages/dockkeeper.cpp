// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dockkeeper.h"

#include "core/base/log.h"
#include "ui/dock/goneterminal.h"
#include "ui/files/filespanel.h"
#include "ui/pages/containerorigin.h"
#include "ui/pages/nodeorigin.h"

namespace skep::ui {

using cluster::Cluster;

namespace {
constexpr int settled = 1000; //!< ms: a splitter that is dragged is one change
} // namespace

DockKeeper::DockKeeper(Dock *dock, cluster::Workspace *workspace, QString path, QObject *parent)
    : QObject(parent)
    , m_dock(dock)
    , m_workspace(workspace)
    , m_path(std::move(path))
{
    m_writer.setMaxThreadCount(1); // in the order in which they were made
    m_delay.setSingleShot(true);
    m_delay.setInterval(settled);
    connect(&m_delay, &QTimer::timeout, this, &DockKeeper::save);
    connect(dock, &Dock::layoutChanged, &m_delay, qOverload<>(&QTimer::start));
}

DockKeeper::~DockKeeper()
{
    m_writer.waitForDone();
}

bool DockKeeper::restore()
{
    m_isRestored = true;
    const auto layout = cluster::loadDockLayout(m_path);
    if (!layout) {
        if (layout.error().code != ErrorCode::NotFound)
            qCWarning(lcUi).noquote()
                << "the terminals of the last time are not opened again:" << layout.error().message
                << layout.error().detail;
        return false;
    }
    m_saved = *layout;
    m_dock->restore(*layout, restorer());
    return layout->isShown && m_dock->count() > 0;
}

void DockKeeper::save()
{
    const cluster::DockLayout now = m_dock->layout();
    if (!m_isRestored || now == m_saved)
        return;
    m_saved = now;
    m_writer.start([path = m_path, now] {
        if (const auto saved = cluster::saveDockLayout(path, now); !saved)
            qCWarning(lcUi).noquote() << "which terminals are open cannot be kept:" << saved.error().message
                                      << saved.error().detail;
    });
}

Cluster *DockKeeper::clusterOf(const QString &id) const
{
    for (Cluster *cluster : m_workspace->clusters()) {
        if (cluster->id() == id)
            return cluster;
    }
    return nullptr;
}

Dock::Restorer DockKeeper::restorer() const
{
    Dock::Restorer restorer;
    restorer.knowsCluster = [this](const QString &id) { return clusterOf(id) != nullptr; };
    restorer.origin = [this](const QString &id, const cluster::PaneLayout &pane) {
        return originOf(id, pane);
    };
    restorer.files = [this](const TerminalOrigin &origin) {
        return new FilesPanel(origin.machine, nodeTarget(clusterOf(origin.clusterId), origin.machine),
                              m_dock);
    };
    return restorer;
}

TerminalOrigin DockKeeper::originOf(const QString &clusterId, const cluster::PaneLayout &pane) const
{
    Cluster *cluster = clusterOf(clusterId);
    const QList<TerminalOrigin> found = nodeOrigins(cluster, {pane.machine});
    if (!found.isEmpty())
        return pane.container.isEmpty() ? found.constFirst()
                                        : containerOrigin(cluster, pane.machine, pane.container);
    TerminalOrigin gone;
    gone.clusterId = clusterId;
    gone.clusterName = cluster->name();
    gone.name = pane.machine;
    gone.machine = pane.machine;
    gone.container = pane.container;
    gone.isGone = true;
    //: %1: name of a node, %2: name of a cluster
    const QString message =
        tr("The node %1 is not in the cluster %2 any more.").arg(gone.name, gone.clusterName);
    gone.open = [message](QObject *parent) -> TerminalSource * { return new GoneTerminal(message, parent); };
    return gone;
}

} // namespace skep::ui
