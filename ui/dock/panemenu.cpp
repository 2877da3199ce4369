// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/panemenu.h"

#include "ui/dock/terminalpane.h"
#include "ui/terminal/terminalview.h"
#include "ui/widgets/icon.h"

using namespace Qt::StringLiterals;

namespace skep::ui {

PaneMenu::PaneMenu(TerminalPane *pane, bool isBroadcasting, QWidget *parent)
    : QMenu(parent)
{
    TerminalView *view = pane->view();
    QAction *copy = addAction(tr("&Copy"), QKeySequence(u"Ctrl+Shift+C"_s), view, &TerminalView::copy);
    QAction *colours = addAction(tr("Copy with c&olours"), view, &TerminalView::copyWithColors);
    copy->setEnabled(view->hasSelection());
    colours->setEnabled(view->hasSelection());
    addAction(tr("&Paste"), QKeySequence(u"Ctrl+Shift+V"_s), view, &TerminalView::paste)
        ->setEnabled(!view->isReadOnly());
    addAction(tr("Select &all"), view, &TerminalView::selectAll);
    addAction(ui::icon(u"search"_s), tr("&Find…"), QKeySequence(u"Ctrl+Shift+F"_s), view,
              &TerminalView::openSearch);
    addSeparator();
    addAction(ui::icon(u"split-right"_s), tr("Split to the &right"), QKeySequence(u"Ctrl+Shift+E"_s), this,
              [this] { emit splitRequested(Qt::Horizontal); });
    addAction(ui::icon(u"split-down"_s), tr("Split &downwards"), QKeySequence(u"Ctrl+Shift+O"_s), this,
              [this] { emit splitRequested(Qt::Vertical); });
    QAction *broadcast = addAction(ui::icon(u"broadcast"_s), tr("&Type to all terminals of the tab"),
                                   QKeySequence(u"Ctrl+Shift+B"_s), this, &PaneMenu::broadcastToggled);
    broadcast->setCheckable(true);
    broadcast->setChecked(isBroadcasting);
    addSeparator();
    addAction(ui::icon(u"folder"_s), tr("F&iles of the node"), this, &PaneMenu::filesRequested);
    QAction *log = addAction(pane->isLogging() ? tr("Stop &logging") : tr("&Log the output to a file…"), this,
                             &PaneMenu::logToggled);
    log->setCheckable(true);
    log->setChecked(pane->isLogging());
    addSeparator();
    addAction(tr("Clear the &scrollback"), view, &TerminalView::clearScrollback);
    addAction(tr("R&eset the terminal"), view, &TerminalView::resetTerminal);
    addAction(ui::icon(u"close"_s), tr("&Close"), QKeySequence(u"Ctrl+Shift+W"_s), pane,
              &TerminalPane::closeRequested);
}

} // namespace skep::ui
