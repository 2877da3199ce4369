// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"
#include "core/cluster/liveinventory.h"
#include "core/cluster/operations.h"
#include "core/cluster/store.h"
#include "ui/workloads/logtarget.h"

#include <QHash>
#include <QWidget>

class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace skep::ui {

class ChangeBar;
class ClusterHead;
class Dashboard;
class MessageBar;
class DiscoveryPage;
class ObjectPage;

//! A cluster in daily use: the head with its state, and below it a page for each kind of thing that it has.
class ClusterView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterView)

public:
    enum Page {
        Overview,
        Services,
        Stacks,
        Tasks,
        Containers,
        Networks,
        Volumes,
        Secrets,
        Configs,
        Images,
        Totals
    };

    //! Store and operations are not owned and must outlive the view.
    ClusterView(const QString &name, cluster::Store *store, cluster::Operations *operations,
                QWidget *parent = nullptr);

    //! A page about Consul, where the cluster has it; to be called once. Not owned, must outlive the view.
    //! \p isOurs: Skep has made it, so that ports can be opened and what is open be looked at.
    void addDiscovery(cluster::Store *store, cluster::Discovery *discovery, bool isOurs = true);
    //! Leaves out what only a cluster has that Skep has made, and the pages that this kind of engine has not.
    void setConnected(cluster::Store *store);
    void showDiscovery(const QString &service = {}); //!< asks for it, too, where one is named
    Dashboard *dashboard() const { return m_dashboard; }
    ChangeBar *changeBar() const { return m_changeBar; }
    MessageBar *message() const { return m_message; } //!< of what was done to the cluster as a whole
    static QStringList pageTitles(); //!< in the order of Page
    static QKeySequence pageKeys(int page); //!< by which it is shown from anywhere in the window
    static QKeySequence discoveryKeys();
    void addNotice(QWidget *notice); //!< between the head and the pages; it hides itself
    void showPage(Page page);
    Page page() const;
    void focusFilter();

signals:
    void destroyRequested();
    void execRequested(const QString &machine, const QString &containerId); //!< a terminal in a container
    void logsRequested(const QList<skep::ui::LogTarget> &targets, const QString &title);

private:
    void addPage(Page page, QWidget *widget);
    void showObject(Page page, const QString &key);

    ObjectPage *objectPage() const; //!< of the page that is shown; null: it has none

    cluster::LiveInventory *m_inventory;
    ClusterHead *m_head;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QVBoxLayout *m_notices;
    Dashboard *m_dashboard;
    ChangeBar *m_changeBar;
    MessageBar *m_message;
    DiscoveryPage *m_discovery = nullptr; //!< null: there is no Consul
};

} // namespace skep::ui
