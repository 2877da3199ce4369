// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"

#include <QHash>
#include <QMainWindow>

#include <memory>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace skep::ui {

class ClusterList;
class ClusterPage;
class CommandPalette;
class Dock;
class DockKeeper;
class FirstRunPage;
class MessageBar;
class Wizard;
class WizardServices;

//! The one window: clusters on the left, and on the right whatever is done with one of them.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    MainWindow(cluster::Workspace *workspace, WizardServices *services, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showError(const Error &error); //!< what concerns no single page
    void newCluster();
    void addAccount();
    void importCluster();
    void newClusterOnServers();
    void connectCluster();
    void showCluster(cluster::Cluster *cluster);
    void openTerminals(cluster::Cluster *cluster, const QStringList &machines);
    void openFiles(cluster::Cluster *cluster, const QString &machine);
    //! Opens the terminals of the last time, once the clusters are loaded, and keeps them for the next.
    void keepTerminals(const QString &path);
    void showHome(); //!< the first cluster, or where there is none the ways to get one

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *makeSidebar();
    void askForTheWay();
    void makeMenus();
    void makeClusterMenu();
    void connectDock();
    void showDock(bool visible);
    void follow(cluster::Cluster *cluster);
    void showChosen(const QString &id);
    void startFromWizard(const cluster::ClusterSpec &spec);
    void forget(cluster::Cluster *cluster);
    void refreshAccounts();
    ClusterPage *currentPage() const;
    Wizard *wizard();
    CommandPalette *commandPalette();

    cluster::Workspace *m_workspace;
    WizardServices *m_services;
    QStackedWidget *m_stack;
    FirstRunPage *m_home;
    Wizard *m_wizard = nullptr; //!< made at first use: it is not needed for the first paint
    MessageBar *m_message;
    QSplitter *m_split; //!< the pages above, the dock below
    Dock *m_dock;
    DockKeeper *m_keeper = nullptr; //!< from keepTerminals() on
    CommandPalette *m_palette = nullptr; //!< made at first use
    ClusterList *m_list = nullptr;
    QPushButton *m_create = nullptr;
    QHash<QString, ClusterPage *> m_pages;
};

} // namespace skep::ui
