// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dock/terminalorigin.h"

#include <QKeySequence>
#include <QList>
#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace skep::ui {

class DockTabBar;
class TerminalPane;
class TerminalTab;

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

protected:
    void changeEvent(QEvent *event) override;

private:
    int insertTab(QWidget *page, const TerminalOrigin &origin, const QString &title);
    void addTerminals(TerminalTab *tab, const TerminalOrigin &first);
    void closeTab(int index);
    void moved(int from, int to);
    void updateTab(TerminalTab *tab);
    void updateTools();
    void showMenu(TerminalPane *pane, const QPoint &global);

    DockTabBar *m_tabs;
    QStackedWidget *m_stack;
    QToolButton *m_broadcast = nullptr;
    QList<QToolButton *> m_terminalTools;
    QList<QKeySequence> m_hostShortcuts;
};

} // namespace skep::ui
