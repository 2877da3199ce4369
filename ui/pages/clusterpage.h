// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/workloads/logtarget.h"

#include <QPointer>
#include <QStackedWidget>

namespace skep::ui {

class ClusterView;
class NodeDesk;
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
    void showChange(); //!< its steps, while there is one
    void askToGiveUp(); //!< the change that stands
    void audit(); //!< what is really open
    // Of a connected cluster only:
    void askToAllow(); //!< that it is changed
    void onlyLook();
    void confirmNodes();
    void nameConsul();
    void askToForget();
    NodeDesk *nodeDesk() const { return m_desk; }
    ClusterView *view() const { return m_view; } //!< null until the cluster is ready
    cluster::Cluster *cluster() const { return m_cluster; }

signals:
    void forgetRequested(skep::cluster::Cluster *cluster);
    void terminalsRequested(const QStringList &machines);
    void filesRequested(const QString &machine);
    void execRequested(const QString &machine, const QString &containerId);
    void logsRequested(const QList<skep::ui::LogTarget> &targets, const QString &title);

private:
    void showPhase();
    void showPlan();
    void connectChanges();
    void updateChangeBar();
    void tell(const QString &sentence, const QString &command);
    void leavePlan();
    void showView();
    void showReceipt();
    void connectView();
    void makeView();
    void allow(bool changes);

    cluster::Cluster *m_cluster;
    NodeDesk *m_desk;
    bool m_isNew = true; //!< while it is made
    bool m_showsChange = false; //!< its steps in place of the cluster
    PlanView *m_plan;
    ClusterView *m_view = nullptr; //!< made when there is something to show
    ReceiptPage *m_receipt = nullptr;
};

} // namespace skep::ui
