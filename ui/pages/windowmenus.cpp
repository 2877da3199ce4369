// SPDX-License-Identifier: GPL-3.0-or-later
// The main window's menus: what can be done from anywhere, and to the cluster that is shown.
#include "ui/discovery/auditdialog.h"
#include "ui/nodes/nodedesk.h"
#include "ui/pages/clusterpage.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/leftoversdialog.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/settingsdialog.h"
#include "ui/palette/commandpalette.h"
#include "ui/ways/addressdialog.h"
#include "ui/ways/dockerdialog.h"
#include "ui/ways/exportdialog.h"
#include "ui/ways/keysdialog.h"
#include "ui/widgets/icon.h"

#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Cluster;
using cluster::Phase;

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&Skep"));
    file->addAction(icon(u"plus"_s), tr("&New cluster…"), QKeySequence::New, this, &MainWindow::newCluster);
    file->addAction(icon(u"server"_s), tr("New cluster on your &own servers…"), this,
                    &MainWindow::newClusterOnServers);
    file->addAction(icon(u"key"_s), tr("Add &account…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), this,
                    &MainWindow::addAccount);
    file->addAction(icon(u"cluster"_s), tr("&Connect to a cluster…"),
                    QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), this, &MainWindow::connectCluster);
    file->addAction(icon(u"download"_s), tr("&Import a cluster…"), this, &MainWindow::importCluster);
    file->addAction(icon(u"search"_s), tr("Find &leftovers…"), this, [this] {
        const auto show = [this](Cluster *cluster) { showCluster(cluster); };
        (new LeftoversDialog(leftoverServices(m_workspace, show), this))->open();
    });
    file->addSeparator();
    QAction *find = file->addAction(icon(u"search"_s), tr("&Find an action or a node…"), this,
                                    [this] { commandPalette()->open(); });
    find->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)});
    file->addAction(icon(u"settings"_s), tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this,
                    [this] {
                        auto *dialog = new SettingsDialog(this);
                        dialog->setAttribute(Qt::WA_DeleteOnClose);
                        dialog->open();
                    });
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
    makeClusterMenu();
}

void MainWindow::makeClusterMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Cluster"));
    const auto add = [this, menu](const QString &sign, const QString &text, const QKeySequence &keys,
                                  auto act, auto isPossible) {
        QAction *action = menu->addAction(icon(sign), text, keys, this, [this, act, isPossible] {
            if (ClusterPage *page = currentPage(); page && isPossible(*page->cluster()))
                act(page);
        });
        connect(menu, &QMenu::aboutToShow, action, [this, action, isPossible] {
            ClusterPage *page = currentPage();
            action->setEnabled(page && isPossible(*page->cluster()));
        });
        connect(menu, &QMenu::aboutToHide, action,
                [action] { action->setEnabled(true); }); // for its shortcut
    };
    const auto isShown = [](const Cluster &cluster) {
        return cluster.phase() == Phase::Ready || cluster.phase() == Phase::Changing;
    };
    const auto isReady = [](const Cluster &cluster) { // made by Skep, which is needed for most of this
        return cluster.phase() == Phase::Ready && !cluster.connected();
    };
    const auto stands = [](const Cluster &cluster) {
        return cluster.phase() == Phase::Ready && cluster.change().has_value();
    };
    add(
        u"search"_s, tr("&Filter"), QKeySequence::Find, [](ClusterPage *page) { page->focusFilter(); },
        isShown);
    add(
        u"shield"_s, tr("&Prove again"), QKeySequence(Qt::CTRL | Qt::Key_P),
        [](ClusterPage *page) { page->cluster()->prove(); }, isReady);
    add(
        u"refresh"_s, tr("&Reconnect"), QKeySequence::Refresh,
        [](ClusterPage *page) { page->cluster()->connectLive(); }, isShown);
    add(
        u"server"_s, tr("&Add nodes…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
        [](ClusterPage *page) { page->nodeDesk()->addNodes(); }, isReady);
    add(
        u"list"_s, tr("Show the &change"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
        [](ClusterPage *page) { page->showChange(); },
        [](const Cluster &cluster) { return cluster.change().has_value(); });
    add(
        u"play"_s, tr("R&esume"), QKeySequence(Qt::CTRL | Qt::Key_R),
        [](ClusterPage *page) { page->cluster()->resume(); },
        [stands](const Cluster &cluster) {
            return cluster.phase() == Phase::Interrupted || cluster.phase() == Phase::Planned
                || stands(cluster);
        });
    add(
        u"undo"_s, tr("Gi&ve up the change…"), QKeySequence(), [](ClusterPage *page) { page->askToGiveUp(); },
        stands);
    QMenu *pages = menu->addMenu(tr("&Go to"));
    const QStringList titles = ClusterView::pageTitles();
    for (int i = 0; i < titles.size(); ++i) {
        pages->addAction(titles[i], ClusterView::pageKeys(i), this, [this, i] {
            if (ClusterPage *page = currentPage(); page && page->view())
                page->view()->showPage(ClusterView::Page(i));
        });
    }
    pages->addAction(tr("&Discovery"), ClusterView::discoveryKeys(), this, [this] {
        if (ClusterPage *page = currentPage(); page && page->view())
            page->view()->showDiscovery();
    });
    menu->addSeparator();
    const auto places = local::Places::ofUser();
    add(
        u"terminal"_s, tr("Use with doc&ker…"), {},
        [places](ClusterPage *page) { (new DockerDialog(page->cluster(), places, page))->open(); }, isReady);
    add(
        u"key"_s, tr("SSH &keys…"), {},
        [places](ClusterPage *page) { (new KeysDialog(page->cluster(), places, page))->open(); }, isReady);
    add(
        u"laptop"_s, tr("From &where it is reached…"), {},
        [](ClusterPage *page) { (new AddressDialog(page->cluster(), page))->open(); }, isReady);
    add(
        u"upload"_s, tr("E&xport…"), {},
        [](ClusterPage *page) { (new ExportDialog(page->cluster(), page))->open(); }, isReady);
    menu->addSeparator();
    add(
        u"trash"_s, tr("&Destroy…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete),
        [](ClusterPage *page) { page->askToDestroy(); },
        [](const Cluster &cluster) { return cluster.phase() != Phase::Destroyed && !cluster.connected(); });
    add(
        u"play"_s, tr("A&llow changes…"), {}, [](ClusterPage *page) { page->askToAllow(); },
        [](const Cluster &cluster) { return cluster.connected() && !cluster.connected()->changesAllowed; });
    add(
        u"stop"_s, tr("&Only look at it"), {}, [](ClusterPage *page) { page->onlyLook(); },
        [](const Cluster &cluster) { return cluster.connected() && cluster.connected()->changesAllowed; });
    add(
        u"key"_s, tr("&Host keys of its nodes…"), {}, [](ClusterPage *page) { page->confirmNodes(); },
        [](const Cluster &cluster) { return !cluster.unconfirmedNodes().isEmpty(); });
    add(
        u"search"_s, tr("Name its Cons&ul…"), {}, [](ClusterPage *page) { page->nameConsul(); },
        [](const Cluster &cluster) { return cluster.connected().has_value(); });
    add(
        u"shield"_s, tr("What is really &open…"), {},
        [](ClusterPage *page) { (new AuditDialog(page->cluster()->discovery(), page))->open(); },
        [](const Cluster &cluster) { return cluster.phase() == Phase::Ready; });
    add(
        u"close"_s, tr("Forge&t it here…"), {}, [](ClusterPage *page) { page->askToForget(); },
        [](const Cluster &cluster) { return cluster.connected().has_value(); });
}

} // namespace skep::ui
