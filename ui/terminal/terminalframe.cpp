// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalView: what it shows, and when.
#include "ui/terminal/accessibleterminal.h"
#include "ui/terminal/bytefeed.h"
#include "ui/terminal/framepacer.h"
#include "ui/terminal/terminalpainter.h"
#include "ui/terminal/terminalview.h"

#include <QGuiApplication>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleHints>

#include <algorithm>
#include <utility>

namespace skep::ui {

namespace {
constexpr std::chrono::milliseconds longestHold{150};
constexpr std::chrono::milliseconds textBlinkTime{500};
constexpr std::chrono::milliseconds glyphInterval{4}; // while a frame that stands lacks some
constexpr qsizetype bytesOfFlood = 32768; // in one frame; no screen that a person reads comes with as many
} // namespace

//! The far side is in the middle of a frame (mode 2026): wait for its end, but not for long.
bool TerminalView::isFrameHeld()
{
    if (!m_terminal->isHoldingFrame()) {
        m_heldSince.invalidate();
        return false;
    }
    if (!m_heldSince.isValid())
        m_heldSince.start();
    const std::chrono::milliseconds held(m_heldSince.elapsed());
    if (held < longestHold) {
        m_pacer->requestIn(longestHold - held + std::chrono::milliseconds(1));
        return true;
    }
    return false;
}

void TerminalView::showFrame()
{
    const bool isFlood = std::exchange(m_bytesSinceFrame, 0) > bytesOfFlood;
    m_pacer->setFlood(isFlood);
    if (!isVisible() || isFrameHeld())
        return;
    if (m_ratio != devicePixelRatioF()) {
        fitAtlas();
        applyGrid();
    }
    const terminal::Damage damage = m_terminal->takeDamage();
    followText();
    TerminalPainter::Frame frame;
    frame.top = m_top;
    frame.look = frameLook();
    frame.overlay = [this](std::int64_t line) { return overlayOf(line); };
    const TerminalPainter::Changes changes = m_painter->update(*m_terminal, damage, frame);
    if (changes.all || damage.all)
        viewport()->update();
    else
        updateRows(changes.rows);
    if (!m_painter->isComplete())
        m_pacer->requestIn(isFlood                     ? FramePacer::floodInterval
                               : m_feed->pending() > 0 ? FramePacer::interval
                                                       : glyphInterval);
    updateBlinking();
    if (damage.all || damage.cursor || !changes.rows.empty())
        noteTerminalChange(this);
    if (damage.cursor && hasFocus())
        updateMicroFocus();
}

void TerminalView::updateRows(const std::vector<int> &rows)
{
    if (rows.size() > 16)
        return viewport()->update();
    for (const int row : rows)
        viewport()->update(cellRect(0, row).united(cellRect(columns() - 1, row)));
}

//! Lines have other numbers, other text, or there are more of them.
void TerminalView::followText()
{
    const bool isRenumbered = m_numbering != m_terminal->numbering();
    if (isRenumbered || m_wasAlternate != m_terminal->isAlternateScreen()) {
        m_numbering = m_terminal->numbering();
        m_wasAlternate = m_terminal->isAlternateScreen();
        m_follows = m_follows || isRenumbered || m_wasAlternate;
        m_hovered.reset();
        if (m_selection.isStarted())
            clearSelection();
        if (m_search.isActive())
            refreshSearch();
    }
    m_top = std::clamp(m_top, m_terminal->firstLine(), m_terminal->screenLine());
    if (m_follows)
        m_top = m_terminal->screenLine();
    m_follows = m_top == m_terminal->screenLine();
    syncScrollBar();
}

void TerminalView::syncScrollBar()
{
    const std::int64_t first = m_terminal->firstLine();
    m_isSyncing = true;
    verticalScrollBar()->setRange(0, int(m_terminal->screenLine() - first));
    verticalScrollBar()->setPageStep(rows());
    verticalScrollBar()->setSingleStep(1);
    verticalScrollBar()->setValue(int(m_top - first));
    m_isSyncing = false;
}

void TerminalView::scrollContentsBy(int, int)
{
    if (!m_isSyncing)
        setTop(m_terminal->firstLine() + verticalScrollBar()->value());
}

void TerminalView::setTop(std::int64_t line)
{
    m_top = std::clamp(line, m_terminal->firstLine(), m_terminal->screenLine());
    m_follows = m_top == m_terminal->screenLine();
    syncScrollBar();
    m_pacer->request();
}

FrameLook TerminalView::frameLook() const
{
    return {m_terminal->palette(), m_scheme, m_terminal->isScreenReversed(), m_isTextBlinkedOff};
}

RowOverlay TerminalView::overlayOf(std::int64_t line) const
{
    RowOverlay overlay;
    overlay.selection = m_selection.columnsOf(line, columns());
    m_search.addTo(overlay, line, columns());
    if (m_hovered && line >= m_hovered->range.begin.line && line <= m_hovered->range.end.line)
        overlay.link = {line == m_hovered->range.begin.line ? m_hovered->range.begin.column : 0,
                        line == m_hovered->range.end.line ? m_hovered->range.end.column : columns()};
    const terminal::Cursor cursor = m_terminal->cursor();
    if (line == m_terminal->screenLine() + cursor.row) {
        overlay.cursor = cursorLook();
        overlay.cursorColumn = std::min(cursor.column, columns() - 1);
    }
    return overlay;
}

RowOverlay::CursorLook TerminalView::cursorLook() const
{
    using Look = RowOverlay::CursorLook;
    const terminal::Cursor cursor = m_terminal->cursor();
    if (!cursor.isVisible)
        return Look::None;
    if (!hasFocus())
        return Look::Hollow;
    if (!m_isCursorOn)
        return Look::None;
    switch (cursor.shape) {
    case terminal::CursorShape::Underline:
        return Look::Underline;
    case terminal::CursorShape::Bar:
        return Look::Bar;
    case terminal::CursorShape::Block:
        break;
    }
    return Look::Block;
}

void TerminalView::updateBlinking()
{
    const int flash = QGuiApplication::styleHints()->cursorFlashTime();
    const terminal::Cursor cursor = m_terminal->cursor();
    const bool isCursorBlinking = hasFocus() && cursor.isBlinking && cursor.isVisible && flash > 1;
    if (isCursorBlinking && !m_cursorBlink.isActive()) {
        m_cursorBlink.start(flash / 2);
    } else if (!isCursorBlinking && m_cursorBlink.isActive()) {
        m_cursorBlink.stop();
        setCursorOn(true);
    }
    const bool isTextBlinking = m_painter->hasBlinkingText();
    if (isTextBlinking && !m_textBlink.isActive()) {
        m_textBlink.start(textBlinkTime);
    } else if (!isTextBlinking && m_textBlink.isActive()) {
        m_textBlink.stop();
        m_isTextBlinkedOff = false;
    }
}

void TerminalView::setCursorOn(bool isOn)
{
    if (m_isCursorOn == isOn)
        return;
    m_isCursorOn = isOn;
    m_pacer->request();
}

void TerminalView::paintEvent(QPaintEvent *event)
{
    if (m_ratio != devicePixelRatioF())
        m_pacer->request(); // another screen; this frame is drawn with the pixels of the last one
    QPainter painter(viewport());
    const terminal::Palette &palette = m_terminal->palette();
    const QColor ground(m_terminal->isScreenReversed() ? palette.foreground : palette.background);
    const QSizeF grid = QSizeF(m_painter->pixelSize()) / m_ratio;
    const QRect inner = QRectF(gridCorner(), grid).toAlignedRect();
    for (const QRect &rest : event->region().subtracted(inner))
        painter.fillRect(rest, ground);
    m_painter->paint(painter, gridCorner(), m_ratio);
    if (!m_preedit.isEmpty())
        paintPreedit(painter);
    if (m_isFlashing) {
        QColor veil(palette.foreground);
        veil.setAlpha(40);
        painter.fillRect(event->rect(), veil);
    }
}

//! What the input method has composed so far, at the cursor.
void TerminalView::paintPreedit(QPainter &painter) const
{
    const terminal::Cursor cursor = m_terminal->cursor();
    const QRect start = cellRect(cursor.column, int(m_terminal->screenLine() - m_top) + cursor.row);
    painter.setFont(m_font);
    const int width = painter.fontMetrics().horizontalAdvance(m_preedit);
    const int left = std::max(0, std::min(start.left(), viewport()->width() - width));
    const QRect box(left, start.top(), width, start.height());
    painter.fillRect(box, QColor(m_scheme.selection));
    painter.setPen(QColor(readable(opaque(m_scheme.foreground), opaque(m_scheme.selection))));
    painter.drawText(QPointF(box.left(), start.top() + m_atlas->baseline() / m_ratio), m_preedit);
    painter.drawLine(box.bottomLeft(), box.bottomRight());
}

void TerminalView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    if (m_ratio != devicePixelRatioF())
        fitAtlas();
    applyGrid();
}

void TerminalView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_cursorBlink.stop();
    m_textBlink.stop();
    m_painter->release(); // a hidden tab costs its text alone
}

} // namespace skep::ui
