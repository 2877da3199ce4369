// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"

#include <QPointer>
#include <QStackedWidget>

namespace skep::ui {

class Dashboard;
class PlanView;
class ReceiptPage;

//! One cluster, shown by what it is in the middle of: its plan, its dashboard or its receipt.
class ClusterPage final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterPage)

public:
    explicit ClusterPage(cluster::Cluster *cluster, QWidget *parent = nullptr);
    void askToDestroy(); //!< with the name to be typed
    void focusFilter();
    cluster::Cluster *cluster() const { return m_cluster; }

signals:
    void forgetRequested(skep::cluster::Cluster *cluster);
    void terminalsRequested(const QStringList &machines);
    void filesRequested(const QString &machine);

private:
    void showPhase();
    void showPlan();
    void showDashboard();
    void showReceipt();

    cluster::Cluster *m_cluster;
    bool m_isNew = true; //!< while it is made
    PlanView *m_plan;
    Dashboard *m_dashboard = nullptr; //!< made when there is something to show
    ReceiptPage *m_receipt = nullptr;
};

} // namespace skep::ui
