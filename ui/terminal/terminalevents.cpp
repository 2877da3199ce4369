// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalView: keys, focus and input methods.
#include "ui/terminal/framepacer.h"
#include "ui/terminal/keymap.h"
#include "ui/terminal/linkbar.h"
#include "ui/terminal/pointerinput.h"
#include "ui/terminal/terminalview.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>

#include <algorithm>

namespace skep::ui {

bool TerminalView::belongsToHost(const QKeyEvent &event) const
{
    const QKeySequence pressed(event.keyCombination());
    return std::any_of(m_hostShortcuts.begin(), m_hostShortcuts.end(),
                       [&](const QKeySequence &shortcut) { return shortcut == pressed; });
}

bool TerminalView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        // Control and a letter is the shell's and not a menu's, unless the host has said otherwise.
        if (!belongsToHost(*key) && (viewCommandOf(*key) || keyPressOf(*key))) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool TerminalView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        m_pointer->press(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseMove:
        m_pointer->move(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonRelease:
        m_pointer->release(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::Wheel:
        m_pointer->wheel(*static_cast<QWheelEvent *>(event));
        return true;
    case QEvent::Leave:
        m_pointer->leave();
        break;
    case QEvent::ContextMenu: {
        const auto *menu = static_cast<QContextMenuEvent *>(event);
        if (menu->reason() == QContextMenuEvent::Keyboard || !m_pointer->isReporting(menu->modifiers())) {
            const std::optional<Link> link = linkAt(cellAt(menu->pos()));
            showMenu(menu->globalPos(), link ? link->url : QUrl());
        }
        return true;
    }
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
        takeDrop(*static_cast<QDropEvent *>(event));
        return true;
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TerminalView::keyPressEvent(QKeyEvent *event)
{
    if (belongsToHost(*event))
        return event->ignore();
    if (const std::optional<ViewCommand> command = viewCommandOf(*event); command && runCommand(*command))
        return;
    const std::optional<terminal::KeyPress> key = keyPressOf(*event);
    if (!key)
        return event->ignore();
    m_cursorBlink.stop(); // the cursor is seen while one types
    setCursorOn(true);
    press(*key);
    emit keyPressed(*key);
}

//! False: the key is for the far side after all.
bool TerminalView::runCommand(ViewCommand command)
{
    switch (command) {
    case ViewCommand::Copy:
        copy();
        return true;
    case ViewCommand::CopyWithColors:
        copyWithColors();
        return true;
    case ViewCommand::Paste:
        paste();
        return true;
    case ViewCommand::PasteSelection:
        pasteSelection();
        return true;
    case ViewCommand::SelectAll:
        selectAll();
        return true;
    case ViewCommand::Search:
        openSearch();
        return true;
    case ViewCommand::PreviousPrompt:
        jumpToPreviousPrompt();
        return true;
    case ViewCommand::NextPrompt:
        jumpToNextPrompt();
        return true;
    case ViewCommand::ZoomIn:
        zoomIn();
        return true;
    case ViewCommand::ZoomOut:
        zoomOut();
        return true;
    case ViewCommand::ResetZoom:
        resetZoom();
        return true;
    case ViewCommand::PageUp:
    case ViewCommand::PageDown:
    case ViewCommand::LineUp:
    case ViewCommand::LineDown:
    case ViewCommand::Top:
    case ViewCommand::Bottom:
        return runScrollCommand(command);
    }
    return false;
}

bool TerminalView::runScrollCommand(ViewCommand command)
{
    if (m_terminal->isAlternateScreen())
        return false; // nothing to scroll there, and full-screen programs know these keys
    const int page = std::max(1, rows() - 1);
    switch (command) {
    case ViewCommand::PageUp:
        scrollLines(-page);
        break;
    case ViewCommand::PageDown:
        scrollLines(page);
        break;
    case ViewCommand::LineUp:
        scrollLines(-1);
        break;
    case ViewCommand::LineDown:
        scrollLines(1);
        break;
    case ViewCommand::Top:
        setTop(m_terminal->firstLine());
        break;
    case ViewCommand::Bottom:
        scrollToEnd();
        break;
    default:
        return false;
    }
    return true;
}

void TerminalView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    m_isCursorOn = true;
    send(terminal::encodeFocus(true, m_terminal->inputModes()));
    m_pacer->request();
}

void TerminalView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    send(terminal::encodeFocus(false, m_terminal->inputModes()));
    m_pacer->request();
}

bool TerminalView::focusNextPrevChild(bool)
{
    return false; // Tab is for the far side
}

void TerminalView::inputMethodEvent(QInputMethodEvent *event)
{
    m_preedit = event->preeditString();
    if (!event->commitString().isEmpty()) {
        const terminal::KeyPress key{terminal::Key::Character, 0, event->commitString().toStdU32String()};
        press(key);
        emit keyPressed(key);
    }
    viewport()->update();
    event->accept();
}

QVariant TerminalView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled:
        return true;
    case Qt::ImCursorRectangle: {
        const terminal::Cursor cursor = m_terminal->cursor();
        return cellRect(cursor.column, int(m_terminal->screenLine() - m_top) + cursor.row);
    }
    case Qt::ImFont:
        return m_font;
    case Qt::ImHints:
        return int(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    default:
        return QAbstractScrollArea::inputMethodQuery(query);
    }
}

} // namespace skep::ui
