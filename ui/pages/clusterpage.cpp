// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clusterpage.h"

#include "core/docker/client.h"
#include "ui/connect/connectbar.h"
#include "ui/connect/consuldialog.h"
#include "ui/connect/loginbar.h"
#include "ui/connect/nodekeysdialog.h"
#include "ui/dashboard/dashboard.h"
#include "ui/nodes/changebar.h"
#include "ui/nodes/nodedesk.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/destroydialog.h"
#include "ui/pages/receiptpage.h"
#include "ui/plan/planview.h"
#include "ui/ways/addressbar.h"
#include "ui/ways/addressdialog.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/messagebar.h"

#include <QTimer>

using namespace std::chrono_literals;

namespace skep::ui {

using cluster::Cluster;
using cluster::Phase;

ClusterPage::ClusterPage(Cluster *cluster, QWidget *parent)
    : QStackedWidget(parent)
    , m_cluster(cluster)
    , m_desk(new NodeDesk(cluster, cluster->store(), this))
    , m_plan(new PlanView(this))
{
    addWidget(m_plan);
    m_plan->addNotice(new LoginBar(cluster, m_plan));
    connect(cluster, &Cluster::phaseChanged, this, &ClusterPage::showPhase);
    connect(cluster, &Cluster::planChanged, this, &ClusterPage::showPlan);
    connect(cluster, &Cluster::stepChanged, m_plan, &PlanView::updateStep);
    connect(cluster, &Cluster::stepSaid, m_plan, &PlanView::addLine);
    connect(m_plan, &PlanView::cancelRequested, cluster, &Cluster::cancel);
    connect(m_plan, &PlanView::retryRequested, cluster, &Cluster::resume);
    connect(m_plan, &PlanView::rollBackRequested, this, &ClusterPage::askToDestroy);
    connect(cluster, &Cluster::consulChanged, this, [this] { // other pages and columns
        delete std::exchange(m_view, nullptr);
        showPhase();
    });
    connectChanges();
    setMayChange(this, mayChange(*cluster));
    showPlan();
    showPhase();
    m_isNew = false;
}

void ClusterPage::connectChanges()
{
    connect(m_plan, &PlanView::backRequested, this, &ClusterPage::leavePlan);
    connect(m_plan, &PlanView::giveUpRequested, this, &ClusterPage::askToGiveUp);
    connect(m_plan, &PlanView::hurryRequested, this, [this] {
        m_cluster->hurry();
        m_cluster->resume();
    });
    connect(m_cluster, &Cluster::stepChanged, this, &ClusterPage::updateChangeBar);
    connect(m_cluster, &Cluster::planChanged, this, &ClusterPage::updateChangeBar);
    connect(m_desk, &NodeDesk::begun, this, &ClusterPage::showChange);
    connect(m_desk, &NodeDesk::told, this, &ClusterPage::tell);
    connect(m_desk, &NodeDesk::refused, this, [this](const Error &error) {
        if (m_view)
            m_view->message()->showError(error, tr("Close"));
    });
}

void ClusterPage::showChange()
{
    if (m_view)
        m_view->message()->hide(); // of what was done before
    m_showsChange = true;
    showPhase();
}

void ClusterPage::leavePlan()
{
    m_showsChange = false;
    showPhase();
}

void ClusterPage::tell(const QString &sentence, const QString &command)
{
    if (!m_view)
        return;
    m_view->message()->showError({ErrorCode::Internal, sentence + u'\n' + command}, tr("Close"));
    m_view->message()->setKind(Card::Kind::Note);
    QTimer::singleShot(15s, m_view->message(), [bar = m_view->message(), text = m_view->message()->text()] {
        if (bar->text() == text) // nothing newer is told
            bar->hide();
    });
}

void ClusterPage::updateChangeBar()
{
    const auto change = m_cluster->change();
    if (!m_view)
        return;
    ChangeBar::Facts facts;
    if (change) {
        facts.what = cluster::describe(*change);
        facts.runs = m_cluster->phase() == Phase::Changing;
        if (m_cluster->error().code != ErrorCode::Cancelled)
            facts.trouble = m_cluster->error().message;
        for (const plan::Step &step : m_cluster->steps()) {
            const plan::Record record = m_cluster->record(step.id);
            ++facts.total;
            facts.done += record.state == plan::StepState::Done ? 1 : 0;
            if (record.state == plan::StepState::Failed) // without the step's name, which the plan shows
                facts.trouble = record.error.message;
        }
    }
    m_view->changeBar()->setFacts(facts);
}

void ClusterPage::askToGiveUp()
{
    const auto change = m_cluster->change();
    if (!change || m_cluster->phase() != Phase::Ready)
        return;
    auto *dialog = new ConfirmDialog(
        {tr("Give up the change"), tr("Give up: %1?").arg(cluster::describe(*change)),
         tr("Machines that it has added are deleted again, and nodes that it has drained take tasks again. "
            "What it has removed does not come back."),
         tr("&Give up")},
        this);
    connect(dialog, &QDialog::accepted, m_cluster, &Cluster::giveUp);
    dialog->open();
}

void ClusterPage::showPlan()
{
    const auto change = m_cluster->change();
    m_plan->setPlan(m_cluster->phase() == Phase::Destroying ? tr("Destroying %1").arg(m_cluster->name())
                        : change                            ? cluster::describe(*change)
                                                            : tr("Creating %1").arg(m_cluster->name()),
                    {m_cluster->steps(), [this](const QString &id) { return m_cluster->record(id); },
                     [](const plan::Step &step) { return Cluster::stepTitle(step); }});
}

void ClusterPage::showPhase()
{
    setMayChange(this, mayChange(*m_cluster));
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
        m_plan->setMode(PlanView::Mode::Changing);
        showView();
        break;
    case Phase::Ready:
        m_plan->setMode(m_cluster->change() ? PlanView::Mode::ChangeInterrupted
                            : m_showsChange ? PlanView::Mode::Changed
                                            : PlanView::Mode::Done,
                        m_cluster->error());
        showView();
        break;
    case Phase::Destroyed:
        m_plan->setMode(PlanView::Mode::Done);
        showReceipt();
        break;
    }
}

void ClusterPage::makeView()
{
    m_view = new ClusterView(m_cluster->name(), m_cluster->store(), m_cluster->operations(), this);
    addWidget(m_view);
    m_view->addNotice(new LoginBar(m_cluster, m_view));
    if (m_cluster->connected()) {
        m_view->setConnected(m_cluster->store());
        auto *bar = new ConnectBar(m_cluster, m_view);
        m_view->addNotice(bar);
        connect(bar, &ConnectBar::keysRequested, this, &ClusterPage::confirmNodes);
        connect(bar, &ConnectBar::leaveRequested, this, &ClusterPage::askToAllow);
    } else {
        auto *address = new AddressBar(m_cluster, m_view);
        m_view->addNotice(address);
        connect(address, &AddressBar::dialogRequested, this,
                [this] { (new AddressDialog(m_cluster, this))->open(); });
    }
    if (m_cluster->store()->hasConsul())
        m_view->addDiscovery(m_cluster->store(), m_cluster->discovery(), !m_cluster->connected());
    connectView();
}

void ClusterPage::connectView()
{
    Dashboard *dashboard = m_view->dashboard();
    connect(dashboard, &Dashboard::proveRequested, m_cluster, &Cluster::prove);
    connect(dashboard, &Dashboard::reconnectRequested, m_cluster, &Cluster::connectLive);
    connect(dashboard, &Dashboard::terminalsRequested, this, [this](const QStringList &machines) {
        if (mayChange(this)) // a double click and Enter cannot be greyed
            emit terminalsRequested(machines);
        else
            m_view->message()->showText(docker::Client::readOnlySentence(), Card::Kind::Note);
    });
    connect(dashboard, &Dashboard::filesRequested, this, &ClusterPage::filesRequested);
    connect(dashboard, &Dashboard::addNodesRequested, m_desk, &NodeDesk::addNodes);
    connect(dashboard, &Dashboard::replaceRequested, m_desk,
            [this](const QString &machine) { m_desk->perform(NodeVerb::Replace, {machine}); });
    connect(dashboard, &Dashboard::nodeMenuOpened, m_desk, &NodeDesk::fill);
    connect(m_view->changeBar(), &ChangeBar::stepsRequested, this, &ClusterPage::showChange);
    connect(m_view->changeBar(), &ChangeBar::resumeRequested, m_cluster, &Cluster::resume);
    connect(m_view->changeBar(), &ChangeBar::giveUpRequested, this, &ClusterPage::askToGiveUp);
    connect(m_view->message(), &MessageBar::actionTriggered, m_view->message(), &QWidget::hide);
    connect(m_view, &ClusterView::execRequested, this, &ClusterPage::execRequested);
    connect(m_view, &ClusterView::logsRequested, this, &ClusterPage::logsRequested);
    connect(m_view, &ClusterView::destroyRequested, this, [this] {
        if (m_cluster->connected())
            askToForget();
        else
            askToDestroy();
    });
    connect(m_cluster, &Cluster::proofChanged, dashboard,
            [this, dashboard] { dashboard->setProof(m_cluster->proof()); });
    connect(m_cluster, &Cluster::machinesChanged, dashboard,
            [this, dashboard] { dashboard->setMachines(m_cluster->machines()); });
}

void ClusterPage::showView()
{
    if (!m_view)
        makeView();
    m_view->dashboard()->setMachines(m_cluster->machines());
    m_view->dashboard()->setProof(m_cluster->proof());
    updateChangeBar();
    setCurrentWidget(m_showsChange ? static_cast<QWidget *>(m_plan) : m_view);
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

void ClusterPage::askToAllow()
{
    auto *dialog = new ConfirmDialog(
        {tr("Allow changes"), tr("Allow Skep to change %1?").arg(m_cluster->name()),
         tr("Terminals, services, stacks and nodes can then be changed from here, by you and only when you "
            "ask for it. Skep still installs nothing there by itself."),
         tr("&Allow changes"), false},
        this);
    connect(dialog, &QDialog::accepted, this, [this] { allow(true); });
    dialog->open();
}

void ClusterPage::onlyLook()
{
    allow(false);
}

void ClusterPage::allow(bool changes)
{
    const auto kept = m_cluster->allowChanges(changes);
    if (!kept && m_view)
        m_view->message()->showError(kept.error(), tr("Close"));
}

void ClusterPage::confirmNodes()
{
    (new NodeKeysDialog(m_cluster, this))->open();
}

void ClusterPage::nameConsul()
{
    (new ConsulDialog(m_cluster, this))->open();
}

void ClusterPage::askToForget()
{
    auto *dialog = new ConfirmDialog(
        {tr("Forget a cluster"), tr("Forget %1 on this computer?").arg(m_cluster->name()),
         tr("The cluster itself is not touched. What Skep keeps of it here goes: its name, the way in and "
            "what is in the keychain for it."),
         tr("&Forget it here")},
        this);
    connect(dialog, &QDialog::accepted, this, [this] { emit forgetRequested(m_cluster); });
    dialog->open();
}

void ClusterPage::focusFilter()
{
    if (m_view && currentWidget() == m_view)
        m_view->focusFilter();
}

} // namespace skep::ui
