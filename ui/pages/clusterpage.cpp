// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clusterpage.h"

#include "ui/dashboard/dashboard.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/destroydialog.h"
#include "ui/pages/receiptpage.h"
#include "ui/plan/planview.h"

namespace skep::ui {

using cluster::Cluster;
using cluster::Phase;

ClusterPage::ClusterPage(Cluster *cluster, QWidget *parent)
    : QStackedWidget(parent)
    , m_cluster(cluster)
    , m_plan(new PlanView(this))
{
    addWidget(m_plan);
    connect(cluster, &Cluster::phaseChanged, this, &ClusterPage::showPhase);
    connect(cluster, &Cluster::planChanged, this, &ClusterPage::showPlan);
    connect(cluster, &Cluster::stepChanged, m_plan, &PlanView::updateStep);
    connect(cluster, &Cluster::stepSaid, m_plan, &PlanView::addLine);
    connect(m_plan, &PlanView::cancelRequested, cluster, &Cluster::cancel);
    connect(m_plan, &PlanView::retryRequested, cluster, &Cluster::resume);
    connect(m_plan, &PlanView::rollBackRequested, this, &ClusterPage::askToDestroy);
    showPlan();
    showPhase();
    m_isNew = false;
}

void ClusterPage::showPlan()
{
    const bool destroys = m_cluster->phase() == Phase::Destroying;
    m_plan->setPlan(destroys ? tr("Destroying %1").arg(m_cluster->name())
                             : tr("Creating %1").arg(m_cluster->name()),
                    {m_cluster->steps(), [this](const QString &id) { return m_cluster->record(id); },
                     [](const plan::Step &step) { return Cluster::stepTitle(step); }});
}

void ClusterPage::showPhase()
{
    switch (m_cluster->phase()) {
    case Phase::Planned:
    case Phase::Interrupted:
        m_plan->setMode(PlanView::Mode::Interrupted, m_cluster->error());
        setCurrentWidget(m_plan);
        break;
    case Phase::Creating:
        m_plan->setMode(PlanView::Mode::Creating);
        setCurrentWidget(m_plan);
        break;
    case Phase::Destroying:
        showPlan();
        // A destroy that stopped half-way says why, and one of an earlier run of the program is not at work.
        m_plan->setMode(m_isNew || !m_cluster->error().message.isEmpty() ? PlanView::Mode::DestroyInterrupted
                                                                         : PlanView::Mode::Destroying,
                        m_cluster->error());
        setCurrentWidget(m_plan);
        break;
    case Phase::Changing: // the cluster works meanwhile
    case Phase::Ready:
        m_plan->setMode(PlanView::Mode::Done);
        showView();
        break;
    case Phase::Destroyed:
        m_plan->setMode(PlanView::Mode::Done);
        showReceipt();
        break;
    }
}

void ClusterPage::showView()
{
    if (!m_view) {
        m_view = new ClusterView(m_cluster->name(), m_cluster->store(), m_cluster->operations(), this);
        addWidget(m_view);
        if (m_cluster->store()->hasConsul())
            m_view->addDiscovery(m_cluster->store(), m_cluster->discovery());
        Dashboard *dashboard = m_view->dashboard();
        connect(dashboard, &Dashboard::proveRequested, m_cluster, &Cluster::prove);
        connect(dashboard, &Dashboard::reconnectRequested, m_cluster, &Cluster::connectLive);
        connect(dashboard, &Dashboard::terminalsRequested, this, &ClusterPage::terminalsRequested);
        connect(dashboard, &Dashboard::filesRequested, this, &ClusterPage::filesRequested);
        connect(m_view, &ClusterView::execRequested, this, &ClusterPage::execRequested);
        connect(m_view, &ClusterView::logsRequested, this, &ClusterPage::logsRequested);
        connect(m_view, &ClusterView::destroyRequested, this, &ClusterPage::askToDestroy);
        connect(m_cluster, &Cluster::proofChanged, dashboard,
                [this, dashboard] { dashboard->setProof(m_cluster->proof()); });
        connect(m_cluster, &Cluster::machinesChanged, dashboard,
                [this, dashboard] { dashboard->setMachines(m_cluster->machines()); });
    }
    m_view->dashboard()->setMachines(m_cluster->machines());
    m_view->dashboard()->setProof(m_cluster->proof());
    setCurrentWidget(m_view);
    if (m_cluster->store()->liveState() == cluster::LiveState::Never)
        m_cluster->connectLive();
}

void ClusterPage::showReceipt()
{
    if (!m_receipt) {
        m_receipt = new ReceiptPage(m_cluster->name(), this);
        addWidget(m_receipt);
        connect(m_receipt, &ReceiptPage::forgetRequested, this, [this] { emit forgetRequested(m_cluster); });
        connect(m_receipt, &ReceiptPage::destroyRequested, m_cluster, &Cluster::destroy);
    }
    m_receipt->setReceipt(m_cluster->receipt());
    setCurrentWidget(m_receipt);
}

void ClusterPage::askToDestroy()
{
    auto *dialog = new DestroyDialog(m_cluster->name(), int(m_cluster->machines().size()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_cluster, &Cluster::destroy);
    dialog->open();
}

void ClusterPage::focusFilter()
{
    if (m_view && currentWidget() == m_view)
        m_view->focusFilter();
}

} // namespace skep::ui
