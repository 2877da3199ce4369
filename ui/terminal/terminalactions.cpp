// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalView: copying, pasting, searching, scrolling, zooming.
#include "ui/terminal/copyformats.h"
#include "ui/terminal/framepacer.h"
#include "ui/terminal/pastepolicy.h"
#include "ui/terminal/questionbar.h"
#include "ui/terminal/searchbar.h"
#include "ui/terminal/terminalview.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {
constexpr qreal smallestFont = 5;
constexpr qreal largestFont = 48;
} // namespace

void TerminalView::copy()
{
    if (hasSelection())
        QGuiApplication::clipboard()->setText(selectedText());
}

void TerminalView::copyWithColors()
{
    if (!hasSelection())
        return;
    auto *data = new QMimeData;
    data->setText(selectedText());
    data->setData(u"text/html"_s, htmlOf(*m_terminal, m_selection, frameLook()));
    QGuiApplication::clipboard()->setMimeData(data);
}

void TerminalView::copyWithSequences()
{
    if (!hasSelection())
        return;
    const TextRange range = m_selection.range();
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(m_terminal->styledText(range.begin, range.end, m_selection.isBlock())));
}

void TerminalView::takePrimarySelection()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection() && hasSelection())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void TerminalView::selectAll()
{
    m_selection.start(Selection::Unit::Character,
                      {{m_terminal->firstLine(), 0}, {m_terminal->endLine() - 1, columns()}});
    takePrimarySelection();
    m_pacer->request();
    emit selectionChanged();
}

void TerminalView::clearSelection()
{
    m_selection.clear();
    m_pacer->request();
    emit selectionChanged();
}

void TerminalView::paste()
{
    offerPaste(QGuiApplication::clipboard()->text());
}

void TerminalView::pasteSelection()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    offerPaste(
        clipboard->text(clipboard->supportsSelection() ? QClipboard::Selection : QClipboard::Clipboard));
}

// Text is a paste, with all its questions. The paths of files of this computer mean nothing on the far side.
void TerminalView::takeDrop(QDropEvent &event)
{
    if (m_isReadOnly || event.mimeData()->hasUrls() || !event.mimeData()->hasText())
        return event.ignore();
    event.setDropAction(Qt::CopyAction);
    event.accept();
    if (event.type() != QEvent::Drop)
        return;
    setFocus();
    offerPaste(event.mimeData()->text());
}

void TerminalView::offerPaste(const QString &text)
{
    if (text.isEmpty() || m_isReadOnly)
        return;
    if (m_guardsEveryPaste || isPasteToBeAsked(text, *m_terminal))
        return askBeforePaste(text);
    insertText(text);
    emit pasted(text);
}

void TerminalView::askBeforePaste(const QString &text)
{
    if (!m_pasteGuard) {
        m_pasteGuard = new QuestionBar(viewport());
        connect(m_pasteGuard, &QuestionBar::accepted, this, [this](const QString &accepted) {
            insertText(accepted);
            emit pasted(accepted);
        });
        connect(m_pasteGuard, &QuestionBar::closed, this, [this] { setFocus(); });
    }
    m_pasteGuard->ask(pasteQuestion(text), text, tr("Paste"), tr("Do not paste"));
    placeBars();
    m_pasteGuard->declineButton()->setFocus();
}

// --- search

void TerminalView::openSearch()
{
    if (!m_searchBar) {
        m_searchBar = new SearchBar(viewport());
        connect(m_searchBar, &SearchBar::changed, this, [this] {
            m_search.setNeedle(m_searchBar->needle().toStdString(), m_searchBar->isCaseSensitive());
            refreshSearch();
            stepSearch(false);
        });
        connect(m_searchBar, &SearchBar::nextAsked, this, &TerminalView::findNext);
        connect(m_searchBar, &SearchBar::previousAsked, this, &TerminalView::findPrevious);
        connect(m_searchBar, &SearchBar::closed, this, [this] {
            m_search.clear();
            m_pacer->request();
            setFocus();
        });
    }
    const QString selected = selectedText();
    m_searchBar->open(selected.contains(u'\n') || selected.size() > 100 ? QString() : selected);
    placeBars();
}

void TerminalView::closeSearch()
{
    if (m_searchBar)
        m_searchBar->close();
}

void TerminalView::findNext()
{
    stepSearch(true);
}

void TerminalView::findPrevious()
{
    stepSearch(false);
}

void TerminalView::stepSearch(bool isForward)
{
    if (const auto match = m_search.step(isForward, m_top + rows() - 1))
        reveal(match->begin.line);
    if (m_searchBar)
        m_searchBar->showCount(qsizetype(m_search.current().value_or(-1) + 1), qsizetype(m_search.count()),
                               m_search.count() == TextSearch::most);
    m_pacer->request();
}

void TerminalView::refreshSearch()
{
    m_search.refresh(*m_terminal);
    if (m_searchBar)
        m_searchBar->showCount(qsizetype(m_search.current().value_or(-1) + 1), qsizetype(m_search.count()),
                               m_search.count() == TextSearch::most);
    m_pacer->request();
}

// --- scrolling

void TerminalView::reveal(std::int64_t line)
{
    if (line < m_top || line >= m_top + rows())
        setTop(line - rows() / 3);
}

void TerminalView::scrollToEnd()
{
    if (!m_follows)
        setTop(m_terminal->screenLine());
}

void TerminalView::scrollLines(int lines)
{
    setTop(m_top + lines);
}

void TerminalView::jumpToPreviousPrompt()
{
    if (const auto line = m_terminal->promptBefore(m_top))
        setTop(*line);
}

void TerminalView::jumpToNextPrompt()
{
    if (const auto line = m_terminal->promptAfter(m_top))
        setTop(*line);
    else
        scrollToEnd();
}

void TerminalView::clearScrollback()
{
    m_terminal->clearScrollback();
    m_pacer->request();
}

void TerminalView::resetTerminal()
{
    m_terminal->reset();
    m_pacer->request();
}

// --- zoom

void TerminalView::setZoom(qreal pointSize)
{
    QFont font = m_font;
    font.setPointSizeF(std::clamp(pointSize, smallestFont, largestFont));
    if (font == m_font)
        return;
    useFont(font);
    emit fontSizeChanged(font.pointSizeF());
}

void TerminalView::zoomIn()
{
    setZoom(m_font.pointSizeF() + 1);
}

void TerminalView::zoomOut()
{
    setZoom(m_font.pointSizeF() - 1);
}

void TerminalView::resetZoom()
{
    setZoom(m_standardSize);
}

void TerminalView::showMenu(QPoint globalPosition, const QUrl &link)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, const QKeySequence &keys, bool isEnabled, auto &&slot) {
        QAction *action = menu->addAction(text);
        action->setShortcut(keys);
        action->setShortcutVisibleInContextMenu(true);
        action->setShortcutContext(Qt::WidgetShortcut); // shown here; the view itself hears the keys
        action->setEnabled(isEnabled);
        connect(action, &QAction::triggered, this, slot);
    };
    if (!link.isEmpty()) {
        add(tr("Open %1").arg(link.host().replace(u'&', u"&&"_s)), {}, true,
            [this, link] { emit openLinkAsked(link); });
        add(tr("Copy the link"), {}, true,
            [link] { QGuiApplication::clipboard()->setText(QString::fromLatin1(link.toEncoded())); });
        menu->addSeparator();
    }
    const bool isSelected = hasSelection();
    add(tr("Copy"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, isSelected, &TerminalView::copy);
    add(tr("Copy with colors"), Qt::CTRL | Qt::SHIFT | Qt::ALT | Qt::Key_C, isSelected,
        &TerminalView::copyWithColors);
    add(tr("Copy with control sequences"), {}, isSelected, &TerminalView::copyWithSequences);
    add(tr("Paste"), Qt::CTRL | Qt::SHIFT | Qt::Key_V, !m_isReadOnly, &TerminalView::paste);
    menu->addSeparator();
    add(tr("Select all"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, true, &TerminalView::selectAll);
    add(tr("Search…"), Qt::CTRL | Qt::SHIFT | Qt::Key_F, true, &TerminalView::openSearch);
    menu->addSeparator();
    add(tr("Clear the scrollback"), {}, true, &TerminalView::clearScrollback);
    add(tr("Reset the terminal"), {}, true, &TerminalView::resetTerminal);
    menu->popup(globalPosition);
}

} // namespace skep::ui
