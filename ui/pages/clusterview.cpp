// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clusterview.h"

#include "ui/connect/classiccard.h"
#include "ui/dashboard/dashboard.h"
#include "ui/discovery/discoverypage.h"
#include "ui/discovery/probecard.h"
#include "ui/nodes/changebar.h"
#include "ui/pages/clusterhead.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/messagebar.h"
#include "ui/workloads/containerspage.h"
#include "ui/workloads/servicesarea.h"
#include "ui/workloads/servicespage.h"
#include "ui/workloads/stackspage.h"
#include "ui/workloads/taskspage.h"
#include "ui/workloads/thingspage.h"
#include "ui/workloads/totalspage.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ClusterView::ClusterView(const QString &name, cluster::Store *store, cluster::Operations *operations,
                         QWidget *parent)
    : QWidget(parent)
    , m_inventory(new cluster::LiveInventory(operations, store, this))
    , m_head(new ClusterHead(name, store, this))
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_notices(new QVBoxLayout)
    , m_dashboard(new Dashboard(store, this))
    , m_changeBar(new ChangeBar(this))
    , m_message(new MessageBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(0);
    m_tabs->setExpanding(false);
    m_tabs->setObjectName(u"Pages"_s);
    m_tabs->setAccessibleName(tr("Pages of the cluster"));
    layout->addWidget(m_head);
    layout->addLayout(m_notices);
    layout->addSpacing(theme::grid / 2);
    auto *bars = new QVBoxLayout; // without a height while there is nothing to tell
    bars->setSpacing(theme::grid);
    bars->addWidget(m_changeBar);
    bars->addWidget(m_message);
    layout->addLayout(bars);
    layout->addSpacing(theme::grid / 2);
    layout->addWidget(m_tabs);
    layout->addWidget(hairline(this));
    layout->addSpacing(2 * theme::grid);
    layout->addWidget(m_stack, 1);
    addPage(Overview, m_dashboard);
    auto *services = new ServicesArea(store, operations, m_stack);
    addPage(Services, services);
    auto *stacks = new StacksArea(store, operations, m_stack);
    addPage(Stacks, stacks);
    auto *tasks = new TasksPage(store, operations, m_stack);
    addPage(Tasks, tasks);
    auto *containers = new ContainersPage(store, operations, m_inventory, m_stack);
    addPage(Containers, containers);
    using cluster::LiveInventory;
    const std::pair<Page, LiveInventory::Kind> kinds[] = {{Networks, LiveInventory::Networks},
                                                          {Volumes, LiveInventory::Volumes},
                                                          {Secrets, LiveInventory::Secrets},
                                                          {Configs, LiveInventory::Configs},
                                                          {Images, LiveInventory::Images}};
    for (const auto &[page, kind] : kinds)
        addPage(page, new ThingsPage(kind, store, operations, m_inventory, m_stack));
    addPage(Totals, new TotalsPage(store, operations, m_inventory, m_stack));
    connect(containers, &ContainersPage::execRequested, this, &ClusterView::execRequested);
    connect(containers, &ContainersPage::logsRequested, this, &ClusterView::logsRequested);
    connect(tasks, &TasksPage::execRequested, this, &ClusterView::execRequested);
    connect(tasks, &TasksPage::logsRequested, this, &ClusterView::logsRequested);
    connect(stacks->page(), &StacksPage::servicesRequested, this, [this, services](const QString &stack) {
        showPage(Services);
        services->setCurrentWidget(services->page());
        services->page()->setFilter(stack);
    });
    connect(services->page(), &ServicesPage::logsRequested, this, &ClusterView::logsRequested);
    setFocusProxy(m_dashboard);
    connect(m_head, &ClusterHead::destroyRequested, this, &ClusterView::destroyRequested);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(tasks, &TasksPage::serviceRequested, this,
            [this](const QString &id) { showObject(Services, id); });
}

QStringList ClusterView::pageTitles()
{
    return {tr("Overview"), tr("Services"), tr("Stacks"),  tr("Tasks"),  tr("Containers"), tr("Networks"),
            tr("Volumes"),  tr("Secrets"),  tr("Configs"), tr("Images"), tr("Totals")};
}

// There are more pages than digits.
QKeySequence ClusterView::pageKeys(int page)
{
    constexpr int digits = 10;
    return page < digits ? QKeySequence(Qt::CTRL | Qt::Key((page + 1) % digits + Qt::Key_0))
                         : QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_O);
}

QKeySequence ClusterView::discoveryKeys()
{
    return Qt::CTRL | Qt::ALT | Qt::Key_D;
}

void ClusterView::setConnected(cluster::Store *store)
{
    const cluster::EngineKind kind = store->engineKind();
    const bool isClassic = kind == cluster::EngineKind::Classic;
    m_head->setConnected();
    m_dashboard->setConnected(isClassic ? new ClassicCard(store, m_dashboard) : nullptr);
    if (kind == cluster::EngineKind::Swarm)
        return;
    for (const Page page : {Services, Stacks, Tasks, Secrets, Configs, Totals}) // only swarm mode has them
        m_tabs->setTabVisible(page, false);
}

void ClusterView::addDiscovery(cluster::Store *store, cluster::Discovery *discovery, bool isOurs)
{
    m_discovery = new DiscoveryPage(store, discovery, isOurs, m_stack);
    m_stack->addWidget(m_discovery);
    const int tab = m_tabs->addTab(tr("Discovery"));
    m_tabs->setTabToolTip(tab, discoveryKeys().toString(QKeySequence::NativeText));
    connect(m_dashboard, &Dashboard::discoveryRequested, this, &ClusterView::showDiscovery);
}

void ClusterView::showDiscovery(const QString &service)
{
    if (!m_discovery)
        return;
    m_tabs->setCurrentIndex(m_stack->indexOf(m_discovery));
    if (!service.isEmpty())
        m_discovery->probe()->ask(service);
}

void ClusterView::addPage(Page page, QWidget *widget)
{
    m_stack->addWidget(widget);
    m_tabs->addTab(pageTitles().at(page));
    m_tabs->setTabToolTip(page, pageKeys(page).toString(QKeySequence::NativeText));
}

void ClusterView::addNotice(QWidget *notice)
{
    m_notices->setContentsMargins(0, theme::grid, 0, theme::grid);
    m_notices->addWidget(notice);
}

void ClusterView::showPage(Page page)
{
    m_tabs->setCurrentIndex(page);
}

ClusterView::Page ClusterView::page() const
{
    return Page(m_stack->currentIndex());
}

void ClusterView::showObject(Page page, const QString &key)
{
    showPage(page);
    if (auto *area = qobject_cast<ServicesArea *>(m_stack->currentWidget()))
        area->setCurrentWidget(area->page());
    if (ObjectPage *shown = objectPage())
        shown->showKey(key);
}

ObjectPage *ClusterView::objectPage() const
{
    QWidget *shown = m_stack->currentWidget();
    if (auto *area = qobject_cast<QStackedWidget *>(shown))
        shown = area->currentWidget();
    return qobject_cast<ObjectPage *>(shown);
}

void ClusterView::focusFilter()
{
    if (ObjectPage *shown = objectPage())
        shown->focusFilter();
    else if (page() == Overview)
        m_dashboard->focusFilter();
}

} // namespace skep::ui
