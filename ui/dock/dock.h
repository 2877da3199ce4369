// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/docklayout.h"
#include "ui/dock/terminalorigin.h"

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QWidget>

#include <functional>

class QStackedWidget;
class QToolButton;

namespace skep::ui {

class DockTabBar;
class TerminalPane;
class TerminalTab;
enum class TabMark;

//! The lower part of the window: terminals (and what else belongs to one node) as tabs, those of one cluster
//! beside each other. Hidden while there is none.
class Dock final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Dock)

public:
    explicit Dock(QWidget *parent = nullptr);

    void openTerminal(const TerminalOrigin &origin); //!< in a tab of its own, with the keyboard
    void openTerminals(const QList<TerminalOrigin> &origins); //!< side by side in one tab
    //! Any other page of a node. Closing its tab deletes it.
    void openPage(QWidget *page, const TerminalOrigin &origin, const QString &title);
    //! The way back from what was kept to what can be opened.
    struct Restorer
    {
        std::function<bool(const QString &clusterId)> knowsCluster;
        //! Of a node that is gone, too: its terminal says so.
        std::function<TerminalOrigin(const QString &clusterId, const cluster::PaneLayout &)> origin;
        std::function<QWidget *(const TerminalOrigin &)> files;
    };
    cluster::DockLayout layout() const;
    void restore(const cluster::DockLayout &layout, const Restorer &restorer); //!< beside what is there
    static QString filesTitle(const TerminalOrigin &origin);
    void closeCluster(const QString &clusterId); //!< it is gone, and so are its nodes
    TerminalTab *currentTerminals() const; //!< null: another page, or none
    int count() const;

    // What the menu's actions do; each without effect where it makes no sense.
    void duplicate(); //!< the current terminal once more, in a tab
    void split(Qt::Orientation orientation);
    void closePane();
    void focusNeighbour(int step);
    void stepTab(int step);
    void toggleBroadcast();
    void toggleLog();
    void search();

    //! Keys that the terminals leave to the window around.
    void setHostShortcuts(const QList<QKeySequence> &shortcuts);

signals:
    void filesRequested(const skep::ui::TerminalOrigin &origin);
    void linkActivated(const QUrl &url);
    void hideRequested();
    void maximiseRequested();
    void emptied();
    void opened(); //!< a tab was added: the dock wants to be seen
    void layoutChanged(); //!< what layout() says may be another now

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    int insertTab(QWidget *page, const TerminalOrigin &origin, const QString &title, bool isShown);
    int addTerminals(TerminalTab *tab, const TerminalOrigin &first, bool isShown);
    void closeTab(int index);
    void askToCloseTab(int index);
    void askToClosePane(TerminalTab *tab, TerminalPane *pane);
    void whenSure(const QList<TerminalPane *> &panes, const std::function<void()> &close);
    void moved(int from, int to);
    void updateTab(TerminalTab *tab);
    void mark(TerminalTab *tab, TabMark mark);
    static QString tabText(const TerminalPane &pane);
    void updateTools();
    void showMenu(TerminalPane *pane, const QPoint &global);

    DockTabBar *m_tabs;
    QStackedWidget *m_stack;
    QHash<QWidget *, TerminalOrigin> m_origins; //!< of the pages
    QToolButton *m_broadcast = nullptr;
    QList<QToolButton *> m_terminalTools;
    QList<QKeySequence> m_hostShortcuts;
};

} // namespace skep::ui
