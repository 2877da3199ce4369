// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/mainwindow.h"

#include "ui/connect/connectdialog.h"
#include "ui/dock/dock.h"
#include "ui/files/filespanel.h"
#include "ui/nodes/nodedesk.h"
#include "ui/pages/clusterlist.h"
#include "ui/pages/clusterpage.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/containerorigin.h"
#include "ui/pages/dockkeeper.h"
#include "ui/pages/firstrunpage.h"
#include "ui/pages/newaccount.h"
#include "ui/pages/nodeorigin.h"
#include "ui/pages/terminalmenu.h"
#include "ui/pages/windowentries.h"
#include "ui/palette/commandpalette.h"
#include "ui/servers/serverswizard.h"
#include "ui/theme/theme.h"
#include "ui/ways/importdialog.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/wizard.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Cluster;
using cluster::Phase;

MainWindow::MainWindow(cluster::Workspace *workspace, WizardServices *services, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_services(services)
    , m_stack(new QStackedWidget(this))
    , m_home(new FirstRunPage(this))
    , m_message(new MessageBar(this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_dock(new Dock(this))
{
    setWindowTitle(u"Skep"_s);
    setWindowIcon(applicationIcon());
    resize(1280, 800);
    restoreGeometry(QSettings().value("window/geometry"_L1).toByteArray());
    auto *content = new QWidget(this);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSidebar());
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(3 * theme::grid, theme::grid, 3 * theme::grid, 0);
    bar->addWidget(m_message);
    column->addLayout(bar);
    m_split->addWidget(m_stack);
    m_split->addWidget(m_dock);
    m_split->setChildrenCollapsible(false);
    m_split->setStretchFactor(0, 1);
    column->addWidget(m_split, 1);
    row->addLayout(column, 1);
    setCentralWidget(content);
    m_stack->addWidget(m_home);
    makeMenus();
    connectDock();
    connect(m_home, &FirstRunPage::newClusterRequested, this, &MainWindow::newCluster);
    connect(m_home, &FirstRunPage::serversRequested, this, &MainWindow::newClusterOnServers);
    connect(m_home, &FirstRunPage::tryHereRequested, this, &MainWindow::newCluster);
    connect(m_home, &FirstRunPage::addAccountRequested, this, &MainWindow::addAccount);
    connect(m_home, &FirstRunPage::connectRequested, this, &MainWindow::connectCluster);
    connect(m_home, &FirstRunPage::importRequested, this, &MainWindow::importCluster);
    connect(workspace, &cluster::Workspace::accountsChanged, this, &MainWindow::refreshAccounts);
    connect(workspace, &cluster::Workspace::clusterAdded, this, &MainWindow::follow);
    connect(workspace, &cluster::Workspace::clusterRemoved, this, [this](const QString &id) {
        m_dock->closeCluster(id);
        delete m_pages.take(id);
        showHome();
    });
    for (Cluster *each : workspace->clusters())
        follow(each);
    refreshAccounts();
    showHome();
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::makeSidebar()
{
    auto *side = new QFrame(this);
    side->setObjectName(u"Sidebar"_s);
    side->setFixedWidth(248);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 2 * theme::grid, 0, 2 * theme::grid);
    layout->setSpacing(theme::grid);
    auto *title = new PlainLabel(tr("Clusters"), theme::Text::Heading, PlainLabel::Tone::Normal, side);
    title->setContentsMargins(2 * theme::grid, 0, 0, 0);
    m_list = new ClusterList(m_workspace, side);
    m_create = button(tr("&New cluster"), ButtonKind::Primary, side);
    m_create->setObjectName(u"NewCluster"_s);
    m_create->setIcon(accentIcon(u"plus"_s));
    m_create->setToolTip(tr("New cluster (Ctrl+N)"));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, 0);
    foot->addWidget(m_create);
    layout->addWidget(title);
    layout->addWidget(m_list, 1);
    layout->addLayout(foot);
    connect(m_create, &QPushButton::clicked, this, &MainWindow::newCluster);
    connect(m_stack, &QStackedWidget::currentChanged, m_create, // the wizard has its own way on
            [this] { m_create->setEnabled(!m_wizard || m_stack->currentWidget() != m_wizard); });
    connect(m_list, &ClusterList::chosen, this, &MainWindow::showChosen);
    return side;
}

void MainWindow::connectDock()
{
    addTerminalMenu(menuBar(), m_dock);
    m_dock->setHostShortcuts(shortcutsOf(menuBar()));
    m_dock->hide();
    connect(m_dock, &Dock::opened, this, [this] { showDock(true); });
    connect(m_dock, &Dock::emptied, this, [this] { showDock(false); });
    connect(m_dock, &Dock::hideRequested, this, [this] { showDock(!m_dock->isVisible()); });
    connect(m_dock, &Dock::maximiseRequested, this, [this] {
        if (m_dock->count() > 0)
            m_stack->setVisible(!m_stack->isVisible());
    });
    connect(m_dock, &Dock::filesRequested, this, [this](const TerminalOrigin &origin) {
        for (Cluster *cluster : m_workspace->clusters()) {
            if (cluster->id() == origin.clusterId)
                openFiles(cluster, origin.machine);
        }
    });
    connect(m_dock, &Dock::linkActivated, this, [](const QUrl &url) { QDesktopServices::openUrl(url); });
}

void MainWindow::keepTerminals(const QString &path)
{
    m_keeper = new DockKeeper(m_dock, m_workspace, path, this);
    if (m_keeper->restore())
        showDock(true);
}

void MainWindow::showDock(bool visible)
{
    if (m_dock->count() == 0)
        visible = false;
    if (visible && !m_dock->isVisible()) {
        m_dock->show();
        if (!m_split->restoreState(QSettings().value("window/dock"_L1).toByteArray()))
            m_split->setSizes({height() * 55 / 100, height() * 45 / 100});
    }
    if (!visible && m_dock->isVisible()) {
        QSettings().setValue("window/dock"_L1, m_split->saveState());
        m_dock->hide();
    }
    m_stack->setVisible(m_stack->isVisible() || !visible);
    if (visible)
        m_dock->setFocus();
    else
        m_stack->currentWidget()->setFocus();
}

void MainWindow::openTerminals(Cluster *cluster, const QStringList &machines)
{
    m_dock->openTerminals(nodeOrigins(cluster, machines));
}

void MainWindow::openFiles(Cluster *cluster, const QString &machine)
{
    for (const TerminalOrigin &origin : nodeOrigins(cluster, {machine})) {
        auto *panel = new FilesPanel(machine, nodeTarget(cluster, machine), m_dock);
        m_dock->openPage(panel, origin, Dock::filesTitle(origin));
    }
}

CommandPalette *MainWindow::commandPalette()
{
    if (!m_palette) {
        WindowEntries entries;
        entries.showCluster = [this](Cluster *cluster) { showCluster(cluster); };
        entries.openTerminal = [this](Cluster *cluster, const QString &machine) {
            openTerminals(cluster, {machine});
        };
        entries.changeNode = [this](Cluster *cluster, NodeVerb verb, const QString &machine) {
            showCluster(cluster);
            m_pages.value(cluster->id())->nodeDesk()->perform(verb, {machine});
        };
        entries.openFiles = [this](Cluster *cluster, const QString &machine) { openFiles(cluster, machine); };
        m_palette = new CommandPalette(
            this, [this, entries] { return menuEntries(menuBar()) + entries.of(m_workspace); });
    }
    return m_palette;
}

Wizard *MainWindow::wizard()
{
    if (!m_wizard) {
        m_wizard = new Wizard(m_services, this);
        m_stack->addWidget(m_wizard);
        connect(m_wizard, &Wizard::created, this, &MainWindow::startFromWizard);
        connect(m_wizard, &Wizard::cancelled, this, &MainWindow::showHome);
        connect(m_wizard, &Wizard::addAccountRequested, this, &MainWindow::addAccount);
    }
    return m_wizard;
}

void MainWindow::newCluster()
{
    if (m_workspace->accounts().isEmpty())
        return askForTheWay();
    m_list->chooseNone();
    wizard()->begin();
    m_stack->setCurrentWidget(m_wizard);
}

//! Without an account a cloud is no more likely than servers that are there.
void MainWindow::askForTheWay()
{
    auto *menu = new QMenu(m_create);
    menu->setObjectName(u"NewClusterWays"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(u"server"_s), tr("On your own &servers…"), this, &MainWindow::newClusterOnServers);
    menu->addAction(icon(u"cloud"_s), tr("In a &cloud: add an account…"), this, &MainWindow::addAccount);
    menu->popup(m_create->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void MainWindow::addAccount()
{
    openNewAccount(m_workspace, this);
}

void MainWindow::importCluster()
{
    auto *dialog = new ImportDialog(m_workspace, this);
    connect(dialog, &ImportDialog::imported, this, &MainWindow::showCluster);
    dialog->open();
}

void MainWindow::connectCluster()
{
    auto *dialog = new ConnectDialog(m_workspace, local::Places::ofUser(), this);
    connect(dialog, &ConnectDialog::connected, this, &MainWindow::showCluster);
    dialog->open();
}

void MainWindow::startFromWizard(const cluster::ClusterSpec &spec)
{
    const Result<Cluster *> made = m_workspace->create(spec);
    if (!made)
        return m_wizard->showError(made.error());
    QSettings().remove("draft"_L1);
    showCluster(*made);
}

void MainWindow::newClusterOnServers()
{
    auto *dialog = new ServersWizard(m_services, this);
    connect(dialog, &ServersWizard::created, this,
            [this, dialog](const cluster::ClusterSpec &spec, const SecretPtr &logins) {
                const Result<Cluster *> made = m_workspace->create(spec, logins);
                if (!made)
                    return dialog->showError(made.error());
                dialog->accept();
                showCluster(*made);
            });
    dialog->open();
}

void MainWindow::follow(Cluster *cluster)
{
    connect(cluster, &Cluster::phaseChanged, this, [this, cluster] {
        if (ClusterPage *page = currentPage(); page && page->cluster() == cluster)
            m_list->choose(cluster->id());
    });
}

void MainWindow::showCluster(Cluster *cluster)
{
    ClusterPage *&page = m_pages[cluster->id()];
    if (!page) {
        page = new ClusterPage(cluster, this);
        m_stack->addWidget(page);
        connect(page, &ClusterPage::forgetRequested, this, &MainWindow::forget);
        connect(page, &ClusterPage::execRequested, this,
                [this, cluster](const QString &machine, const QString &container) {
                    m_dock->openTerminal(containerOrigin(cluster, machine, container));
                });
        connect(page, &ClusterPage::logsRequested, this,
                [this, cluster](const QList<LogTarget> &targets, const QString &title) {
                    const TerminalOrigin origin = containerOrigin(cluster, targets.constFirst().machine,
                                                                  targets.constFirst().container);
                    m_dock->openPage(logPage(cluster, targets), origin, tr("Logs of %1").arg(title));
                });
        connect(page, &ClusterPage::terminalsRequested, this,
                [this, cluster](const QStringList &machines) { openTerminals(cluster, machines); });
        connect(page, &ClusterPage::filesRequested, this,
                [this, cluster](const QString &machine) { openFiles(cluster, machine); });
    }
    m_list->choose(cluster->id());
    m_stack->setCurrentWidget(page);
    page->setFocus();
}

void MainWindow::showChosen(const QString &id)
{
    for (Cluster *cluster : m_workspace->clusters()) {
        if (cluster->id() == id)
            return showCluster(cluster);
    }
}

void MainWindow::showHome()
{
    const QModelIndex first = m_list->model()->index(0, 0);
    if (first.isValid())
        return showChosen(first.data(Qt::UserRole).toString());
    m_stack->setCurrentWidget(m_home);
}

void MainWindow::forget(Cluster *cluster)
{
    if (const Result<> done = m_workspace->forget(cluster); !done)
        showError(done.error());
}

void MainWindow::refreshAccounts()
{
    int sandboxes = 0;
    int clouds = 0;
    for (const cluster::Account &account : m_workspace->accounts())
        ++(account.isSandbox ? sandboxes : clouds);
    m_home->setAccounts(clouds, sandboxes);
    if (m_wizard)
        m_wizard->reloadAccounts();
}

void MainWindow::showError(const Error &error)
{
    m_message->showError(error, tr("Close"));
    connect(m_message, &MessageBar::actionTriggered, m_message, &QWidget::hide, Qt::UniqueConnection);
}

ClusterPage *MainWindow::currentPage() const
{
    return qobject_cast<ClusterPage *>(m_stack->currentWidget());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings().setValue("window/geometry"_L1, saveGeometry());
    if (m_keeper)
        m_keeper->save();
    QMainWindow::closeEvent(event);
}

} // namespace skep::ui
