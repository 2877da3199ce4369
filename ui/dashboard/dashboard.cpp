// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard.h"

#include "ui/dashboard/attentionlist.h"
#include "ui/dashboard/comb.h"
#include "ui/dashboard/combcells.h"
#include "ui/dashboard/proofcard.h"
#include "ui/dashboard/rowaction.h"
#include "ui/dashboard/tablepanel.h"
#include "ui/models/tablefilter.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::LiveState;

Dashboard::Dashboard(cluster::Store *store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_nodes(nodesModel(store->hasConsul(), this))
    , m_services(servicesModel(store->hasConsul(), this))
{
    if (store->hasConsul()) {
        m_catalog = catalogModel(this);
        m_instances = instancesModel(this);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * theme::grid);
    m_attention = new AttentionList(this);
    layout->addWidget(m_attention);
    layout->addWidget(makeMiddle(), 2);
    layout->addWidget(makeTables(), 3);
    setFocusProxy(m_comb);
    connect(m_attention, &AttentionList::triggered, this, &Dashboard::handle);
    connectStore();
}

QWidget *Dashboard::makeMiddle()
{
    auto *middle = new QWidget(this);
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * theme::grid);
    auto *combCard = new Card(middle);
    m_comb = new Comb(combCard);
    m_combNote =
        (new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, combCard))->elided();
    auto *what = m_combTabs = new QTabBar(combCard);
    what->setExpanding(false);
    what->addTab(tr("Nodes"));
    what->addTab(tr("Tasks"));
    what->setAccessibleName(tr("What a cell of the comb stands for"));
    auto *head = new QHBoxLayout;
    head->addWidget(what);
    head->addWidget(m_combNote, 1);
    m_combNote->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    combCard->body()->addLayout(head);
    combCard->body()->addWidget(m_comb, 1);
    m_proof = new ProofCard(middle);
    m_proof->setFixedWidth(312);
    row->addWidget(combCard, 1);
    row->addWidget(m_proof);
    middle->setMinimumHeight(190);
    connect(what, &QTabBar::currentChanged, this, [this](int index) { setCombOfTasks(index == 1); });
    connect(m_proof, &ProofCard::runRequested, this, &Dashboard::proveRequested);
    connect(m_comb, &Comb::activated, this, [this](const QString &id) {
        if (!m_tasksInComb)
            handle(u"node.show"_s, id);
    });
    connect(m_comb, &Comb::doubleClicked, this, [this](const QString &id) {
        if (!m_tasksInComb)
            openTerminals({id});
    });
    connect(m_comb, &Comb::menuRequested, this, [this](const QString &id, const QPoint &global) {
        if (!m_tasksInComb)
            showNodeMenu({id}, global);
    });
    return middle;
}

Card *Dashboard::makeTables()
{
    auto *card = new Card(this);
    card->body()->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    m_tabs = new QTabBar(card);
    m_tabs->setExpanding(false);
    m_tabs->setObjectName(u"Tables"_s);
    m_tabs->setAccessibleName(tr("Tables"));
    m_stack = new QStackedWidget(card);
    m_filter = new QLineEdit(card);
    m_filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(240);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    auto *head = new QHBoxLayout;
    head->addWidget(m_tabs, 1);
    head->addLayout(makeNodeButtons());
    head->addWidget(m_filter);
    card->body()->addLayout(head);
    card->body()->addWidget(m_stack, 1);
    m_nodesPanel = new TablePanel(m_nodes, tr("Nodes"), tr("No node is known yet."), m_stack);
    m_nodesPanel->setColumnWidths({140, 104, 136, 100, 60, 110, 124});
    m_servicesPanel = new TablePanel(m_services, tr("Services"), tr("No service runs here yet."), m_stack);
    m_servicesPanel->setColumnWidths({200, 200, 80, 130, 110, 160});
    m_stack->addWidget(m_nodesPanel);
    m_stack->addWidget(m_servicesPanel);
    m_tabs->addTab(QString());
    m_tabs->addTab(QString());
    if (m_catalog) {
        m_stack->addWidget(makeCatalog());
        m_tabs->addTab(QString());
    }
    m_nodesPanel->setFilterField(m_filter);
    m_servicesPanel->setFilterField(m_filter);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_addNodes->setVisible(tab == Nodes && !m_isConnected);
        m_nodeMenu->setVisible(tab == Nodes);
    });
    m_nodesPanel->setRowAction(icon(u"terminal"_s), tr("Open a terminal on this node"))->setChanging();
    m_nodesPanel->setSeveralSelectable();
    connect(m_nodesPanel, &TablePanel::activated, this,
            [this](const QString &node) { openTerminals({node}); });
    connect(m_nodesPanel, &TablePanel::menuRequested, this,
            [this](const QPoint &global) { showNodeMenu(m_nodesPanel->selectedKeys(), global); });
    connect(m_nodesPanel, &TablePanel::currentKeyChanged, this, [this](const QString &key) {
        if (!m_tasksInComb)
            m_comb->setCurrent(key);
    });
    return card;
}

QHBoxLayout *Dashboard::makeNodeButtons()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    m_addNodes = button(tr("Add n&odes…"), ButtonKind::Normal, this);
    m_addNodes->setObjectName(u"AddNodes"_s);
    m_addNodes->setIcon(icon(u"plus"_s));
    m_nodeMenu = button(tr("Cha&nge"), ButtonKind::Normal, this);
    m_nodeMenu->setObjectName(u"NodeMenu"_s);
    m_nodeMenu->setToolTip(tr("What can be done to the chosen nodes"));
    auto *menu = new QMenu(m_nodeMenu);
    m_nodeMenu->setProperty("menu", true); // room for its sign
    m_nodeMenu->setMenu(menu);
    row->addWidget(m_addNodes);
    row->addWidget(new Changing(m_nodeMenu, this));
    connect(m_addNodes, &QPushButton::clicked, this, &Dashboard::addNodesRequested);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillNodeMenu(menu, m_nodesPanel->selectedKeys());
    });
    return row;
}

QWidget *Dashboard::makeCatalog()
{
    auto *holder = new QWidget(m_stack);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * theme::grid);
    m_catalogPanel = new TablePanel(m_catalog, tr("Catalog services"), tr("The catalog is empty."), holder);
    m_catalogPanel->setColumnWidths({130, 110, 80});
    m_instancesPanel = new TablePanel(m_instances, tr("Instances"), tr("No instance."), holder);
    m_instancesPanel->setColumnWidths({90, 104, 130});
    m_catalogPanel->setFilterField(m_filter);
    row->addWidget(m_catalogPanel, 1);
    row->addWidget(m_instancesPanel, 1);
    m_catalogPanel->setRowAction(icon(u"search"_s), tr("Ask the DNS for it"));
    connect(m_catalogPanel, &TablePanel::activated, this, &Dashboard::discoveryRequested);
    connect(m_catalogPanel, &TablePanel::currentKeyChanged, this,
            [this](const QString &name) { m_instancesPanel->filter()->setExact(0, name); });
    return holder;
}

void Dashboard::connectStore()
{
    using cluster::Store;
    connect(m_store, &Store::overviewChanged, this, &Dashboard::updateTabs);
    connect(m_store, &Store::liveStateChanged, this, &Dashboard::updateLive);
    connect(m_store, &Store::nodesChanged, this, &Dashboard::updateNodes);
    connect(m_store, &Store::servicesChanged, this, &Dashboard::updateServices);
    connect(m_store, &Store::tasksChanged, this, &Dashboard::updateComb);
    connect(m_store, &Store::attentionChanged, this, [this] { m_attention->setItems(m_store->attention()); });
    if (m_catalog) {
        connect(m_store, &Store::catalogChanged, this, &Dashboard::updateCatalog);
        connect(m_store, &Store::instancesChanged, this, &Dashboard::updateInstances);
        updateCatalog();
        updateInstances();
    }
    updateNodes();
    updateServices();
    m_attention->setItems(m_store->attention());
    updateLive();
}

bool Dashboard::isStale() const
{
    return m_store->liveState() != LiveState::Live;
}

void Dashboard::updateLive()
{
    m_comb->setStale(isStale() && !m_store->nodes().empty());
    updateTabs();
    updateComb();
}

void Dashboard::updateNodes()
{
    m_nodes->assign(m_store->nodes());
    updateComb();
    updateTabs();
}

void Dashboard::updateServices()
{
    m_services->assign(m_store->services());
    updateTabs();
}

void Dashboard::updateCatalog()
{
    m_catalog->assign(m_store->catalog());
    updateTabs();
}

void Dashboard::updateInstances()
{
    m_instances->assign(m_store->instances());
}

void Dashboard::updateTabs()
{
    const auto heading = [](const QString &title, const auto &rows) {
        HealthCounts counts;
        for (const auto &row : rows)
            counts.add(row.health.health);
        return rows.empty() ? title : u"%1 %2  ·  %3"_s.arg(title).arg(rows.size()).arg(counts.text());
    };
    m_tabs->setTabText(Nodes, heading(tr("Nodes"), m_store->nodes()));
    m_tabs->setTabText(Services, heading(tr("Services"), m_store->services()));
    if (m_catalog)
        m_tabs->setTabText(Catalog, heading(tr("Catalog"), m_store->catalog()));
}

void Dashboard::updateComb()
{
    std::vector<CombCell> cells = m_tasksInComb ? taskCells(*m_store) : nodeCells(*m_store);
    if (cells.empty() && !m_tasksInComb)
        cells = machineCells(m_machines);
    HealthCounts counts;
    for (const CombCell &cell : cells)
        counts.add(cell.health);
    m_combNote->setText(cells.empty() ? QString() : counts.text());
    m_comb->setCells(std::move(cells));
}

void Dashboard::setCombOfTasks(bool tasks)
{
    m_tasksInComb = tasks;
    updateComb();
}

void Dashboard::setProof(const cluster::Proof &proof)
{
    m_proof->setProof(proof);
}

void Dashboard::setMachines(const QList<cluster::MachineRecord> &machines)
{
    m_machines = machines;
    updateComb();
}

void Dashboard::setConnected(QWidget *card)
{
    m_isConnected = true;
    if (card) {
        card->setFixedWidth(m_proof->width());
        m_proof->parentWidget()->layout()->replaceWidget(m_proof, card);
    }
    m_proof->hide();
    m_addNodes->hide();
    if (m_store->engineKind() == cluster::EngineKind::Swarm)
        return;
    m_tabs->setTabVisible(Services, false);
    m_combTabs->hide();
    m_nodeMenu->hide();
}

void Dashboard::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QString Dashboard::machineOf(const QString &node) const
{
    for (const cluster::NodeRow &row : m_store->nodes()) {
        if (row.id == node)
            return row.machineName;
    }
    // Before nodes are known the comb shows machines.
    const bool isMachine =
        std::any_of(m_machines.begin(), m_machines.end(),
                    [&](const cluster::MachineRecord &machine) { return machine.name == node; });
    return isMachine ? node : QString();
}

void Dashboard::openTerminals(const QStringList &nodes)
{
    QStringList machines;
    for (const QString &node : nodes) {
        if (const QString machine = machineOf(node); !machine.isEmpty())
            machines << machine;
    }
    if (!machines.isEmpty())
        emit terminalsRequested(machines);
}

void Dashboard::showNodeMenu(const QStringList &nodes, const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillNodeMenu(menu, nodes);
    menu->popup(global);
}

void Dashboard::fillNodeMenu(QMenu *menu, const QStringList &nodes)
{
    const bool isOne = nodes.size() == 1;
    QAction *open =
        menu->addAction(icon(u"terminal"_s),
                        nodes.size() < 2 ? tr("Open a &terminal")
                                         : tr("Open %n &terminals side by side", nullptr, int(nodes.size())),
                        this, [this, nodes] { openTerminals(nodes); });
    open->setEnabled(!nodes.isEmpty());
    greyWhereOnlyLooked(open, this);
    if (isOne) {
        QAction *files = menu->addAction(icon(u"folder"_s), tr("&Files of the node"), this, [this, nodes] {
            if (const QString machine = machineOf(nodes.constFirst()); !machine.isEmpty())
                emit filesRequested(machine);
        });
        greyWhereOnlyLooked(files, this);
    }
    QStringList machines;
    for (const QString &node : nodes)
        machines << machineOf(node);
    emit nodeMenuOpened(menu, machines);
}

void Dashboard::handle(const QString &action, const QString &subject)
{
    if (action == "proof.run"_L1)
        emit proveRequested();
    else if (action == "cluster.reconnect"_L1)
        emit reconnectRequested();
    else if (action == cluster::action::discoveryShow)
        emit discoveryRequested({});
    else if (action == cluster::action::nodeReplace)
        emit replaceRequested(machineOf(subject).isEmpty() ? subject : machineOf(subject));
    else if (action == "node.terminal"_L1 && !machineOf(subject).isEmpty())
        openTerminals({subject});
    else if (action == "node.show"_L1 || action == "node.terminal"_L1) {
        m_tabs->setCurrentIndex(Nodes);
        m_nodesPanel->setCurrentKey(subject);
    } else if (action == "service.show"_L1) {
        m_tabs->setCurrentIndex(Services);
        m_servicesPanel->setCurrentKey(subject);
    } else if (action == "catalog.show"_L1 && m_catalog) {
        m_tabs->setCurrentIndex(Catalog);
        m_catalogPanel->setCurrentKey(subject);
    }
}

} // namespace skep::ui
