// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/terminalmenu.h"

#include "ui/dock/dock.h"
#include "ui/dock/terminaltab.h"
#include "ui/widgets/icon.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

struct TerminalMenu
{
    Q_DECLARE_TR_FUNCTIONS(TerminalMenu)
};

//! An entry that is grey while no terminal is in front, but whose keys reach it always.
template <typename Fn>
void add(QMenu *menu, Dock *dock, const QString &sign, const QString &text, const QString &keys, Fn act)
{
    QAction *action =
        menu->addAction(sign.isEmpty() ? QIcon() : icon(sign), text, QKeySequence(keys), dock, act);
    QObject::connect(menu, &QMenu::aboutToShow, action,
                     [action, dock] { action->setEnabled(dock->currentTerminals()); });
    QObject::connect(menu, &QMenu::aboutToHide, action, [action] { action->setEnabled(true); });
}

} // namespace

void addTerminalMenu(QMenuBar *bar, Dock *dock)
{
    QMenu *menu = bar->addMenu(TerminalMenu::tr("&Terminal"));
    add(menu, dock, u"plus"_s, TerminalMenu::tr("&Another one on the same node"), u"Ctrl+Shift+T"_s,
        [dock] { dock->duplicate(); });
    add(menu, dock, u"split-right"_s, TerminalMenu::tr("Split to the &right"), u"Ctrl+Shift+E"_s,
        [dock] { dock->split(Qt::Horizontal); });
    add(menu, dock, u"split-down"_s, TerminalMenu::tr("Split &downwards"), u"Ctrl+Shift+O"_s,
        [dock] { dock->split(Qt::Vertical); });
    add(menu, dock, u"broadcast"_s, TerminalMenu::tr("&Type to all terminals of the tab"), u"Ctrl+Shift+B"_s,
        [dock] { dock->toggleBroadcast(); });
    menu->addSeparator();
    add(menu, dock, u"search"_s, TerminalMenu::tr("&Find in the terminal…"), u"Ctrl+Shift+F"_s,
        [dock] { dock->search(); });
    add(menu, dock, u"file"_s, TerminalMenu::tr("&Log the output to a file"), u"Ctrl+Shift+L"_s,
        [dock] { dock->toggleLog(); });
    menu->addSeparator();
    add(menu, dock, {}, TerminalMenu::tr("Next &pane"), u"Ctrl+Shift+Right"_s,
        [dock] { dock->focusNeighbour(1); });
    add(menu, dock, {}, TerminalMenu::tr("Pre&vious pane"), u"Ctrl+Shift+Left"_s,
        [dock] { dock->focusNeighbour(-1); });
    add(menu, dock, {}, TerminalMenu::tr("&Next tab"), u"Ctrl+PgDown"_s, [dock] { dock->stepTab(1); });
    add(menu, dock, {}, TerminalMenu::tr("Previous ta&b"), u"Ctrl+PgUp"_s, [dock] { dock->stepTab(-1); });
    add(menu, dock, u"close"_s, TerminalMenu::tr("&Close the pane"), u"Ctrl+Shift+W"_s,
        [dock] { dock->closePane(); });
    menu->addSeparator();
    add(menu, dock, u"maximise"_s, TerminalMenu::tr("As large as the &window"), u"Ctrl+Shift+M"_s,
        [dock] { emit dock->maximiseRequested(); });
    QAction *hide = menu->addAction(icon(u"hide"_s), TerminalMenu::tr("&Show or hide"), dock,
                                    [dock] { emit dock->hideRequested(); });
    hide->setShortcuts(
        {QKeySequence(u"Ctrl+J"_s), QKeySequence(u"Ctrl+Shift+J"_s)}); // the second in a shell, too
}

QList<QKeySequence> shortcutsOf(const QMenuBar *bar)
{
    QList<QKeySequence> keys;
    const auto actions = bar->findChildren<QAction *>();
    for (const QAction *action : actions) {
        // A shell needs the function keys and Ctrl with a letter for itself.
        for (const QKeySequence &shortcut : action->shortcuts()) {
            const QKeyCombination first = shortcut[0];
            const Qt::KeyboardModifiers with = first.keyboardModifiers();
            const bool isLetter = first.key() >= Qt::Key_A && first.key() <= Qt::Key_Z;
            if (with.testFlag(Qt::ControlModifier) && (with.testFlag(Qt::ShiftModifier) || !isLetter))
                keys << shortcut;
        }
    }
    return keys;
}

} // namespace skep::ui
