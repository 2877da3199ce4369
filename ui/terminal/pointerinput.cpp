// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/pointerinput.h"

#include "ui/terminal/framepacer.h"
#include "ui/terminal/glyphatlas.h"
#include "ui/terminal/keymap.h"
#include "ui/terminal/linkbar.h"
#include "ui/terminal/logicalline.h"
#include "ui/terminal/terminalview.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace skep::ui {

using terminal::MouseEvent;
using terminal::MouseMode;

namespace {

constexpr int linesPerNotch = 3;
constexpr std::chrono::milliseconds dragScrollInterval{30};

int buttonNumber(Qt::MouseButton button)
{
    switch (button) {
    case Qt::LeftButton:
        return 0;
    case Qt::MiddleButton:
        return 1;
    case Qt::RightButton:
        return 2;
    case Qt::BackButton:
        return 8;
    case Qt::ForwardButton:
        return 9;
    default:
        return 3;
    }
}

//! That a motion is reported with.
int heldButton(Qt::MouseButtons buttons)
{
    for (const Qt::MouseButton button :
         {Qt::LeftButton, Qt::MiddleButton, Qt::RightButton, Qt::BackButton, Qt::ForwardButton})
        if (buttons & button)
            return buttonNumber(button);
    return buttonNumber(Qt::NoButton);
}

} // namespace

PointerInput::PointerInput(TerminalView &view)
    : QObject(&view)
    , m_view(view)
{
    m_dragScroll.setInterval(dragScrollInterval);
    connect(&m_dragScroll, &QTimer::timeout, this, &PointerInput::scrollWhileDragging);
}

bool PointerInput::isReporting(Qt::KeyboardModifiers modifiers) const
{
    return m_view.terminal().inputModes().mouse != MouseMode::None && !(modifiers & Qt::ShiftModifier)
        && !m_view.isReadOnly();
}

bool PointerInput::report(MouseEvent::Kind kind, int button, const QSinglePointEvent &event)
{
    const terminal::Position cell = m_view.cellAt(event.position());
    const QPointF pixels = (event.position() - m_view.gridCorner()) * m_view.m_ratio;
    const MouseEvent mouse{
        .kind = kind,
        .button = button,
        .modifiers = modifiersOf(event.modifiers()),
        .column = cell.column,
        .row =
            int(std::clamp<std::int64_t>(cell.line - m_view.terminal().screenLine(), 0, m_view.rows() - 1)),
        .x = std::max(0, int(pixels.x())),
        .y = std::max(0, int(pixels.y())),
    };
    const std::string bytes = terminal::encode(mouse, m_view.terminal().inputModes());
    m_view.send(bytes);
    return !bytes.empty();
}

void PointerInput::press(const QMouseEvent &event)
{
    if (isReporting(event.modifiers())) {
        m_isPressReported = true;
        m_heldButton = buttonNumber(event.button());
        m_reportedCell = m_view.cellAt(event.position());
        report(MouseEvent::Kind::Press, m_heldButton, event);
    } else if (event.button() == Qt::LeftButton) {
        pressLeft(event);
    } else if (event.button() == Qt::MiddleButton) {
        m_view.pasteSelection();
    }
}

int PointerInput::countClick(const QMouseEvent &event)
{
    const QStyleHints *hints = QGuiApplication::styleHints();
    const bool isNear = (event.position() - m_clickPoint).manhattanLength() <= hints->startDragDistance();
    const bool isSoon = m_sinceClick.isValid() && m_sinceClick.elapsed() < hints->mouseDoubleClickInterval();
    m_clicks = isNear && isSoon ? m_clicks % 3 + 1 : 1;
    m_sinceClick.start();
    m_clickPoint = event.position();
    return m_clicks;
}

void PointerInput::pressLeft(const QMouseEvent &event)
{
    // Only what is under the pointer now, and was shown in the bar before the click, is opened: the text may
    // have moved on since the pointer did.
    const QUrl shown = m_view.m_linkBar && m_view.m_hovered ? m_view.m_linkBar->target() : QUrl();
    hover(event.position());
    if ((event.modifiers() & Qt::ControlModifier) && m_view.m_hovered && m_view.m_hovered->url == shown)
        return emit m_view.openLinkAsked(m_view.m_hovered->url);
    const int clicks = countClick(event);
    m_isSelecting = true;
    m_dragPoint = event.position();
    if ((event.modifiers() & Qt::ShiftModifier) && m_view.m_selection.isStarted())
        return extendTo(event.position());
    const Selection::Unit unit = clicks == 2  ? Selection::Unit::Word
        : clicks == 3                         ? Selection::Unit::Line
        : event.modifiers() & Qt::AltModifier ? Selection::Unit::Block
                                              : Selection::Unit::Character;
    m_view.m_selection.start(unit, unitAt(unit, event.position()));
    m_view.m_pacer->request();
    emit m_view.selectionChanged();
}

//! Characters are selected from the gap between two cells that is nearest.
TextRange PointerInput::unitAt(Selection::Unit unit, QPointF point) const
{
    const terminal::Position cell = m_view.cellAt(point);
    if (unit == Selection::Unit::Word)
        return LogicalLine(m_view.terminal(), cell.line).wordAt(cell);
    if (unit == Selection::Unit::Line)
        return LogicalLine(m_view.terminal(), cell.line).all();
    const qreal x = (point.x() - m_view.gridCorner().x()) * m_view.m_ratio;
    int column = std::clamp(int(std::lround(x / m_view.m_atlas->cellSize().width())), 0, m_view.columns());
    std::vector<terminal::Cell> cells;
    m_view.terminal().copyLine(cell.line, cells);
    if (column < int(cells.size()) && (cells[std::size_t(column)].attributes & terminal::Attribute::WideTail))
        column += cell.column < column ? -1 : 1; // never through a wide character
    return {{cell.line, column}, {cell.line, column}};
}

void PointerInput::extendTo(QPointF point)
{
    m_view.m_selection.extend(unitAt(m_view.m_selection.unit(), point));
    m_view.m_pacer->request();
    emit m_view.selectionChanged();
}

void PointerInput::move(const QMouseEvent &event)
{
    if (m_isSelecting) {
        m_dragPoint = event.position();
        extendTo(m_dragPoint);
        const bool isOutside = m_dragPoint.y() < 0 || m_dragPoint.y() >= m_view.viewport()->height();
        if (isOutside && !m_dragScroll.isActive())
            m_dragScroll.start();
        else if (!isOutside)
            m_dragScroll.stop();
        return;
    }
    hover(event.position());
    if (!m_isPressReported && !isReporting(event.modifiers()))
        return;
    const terminal::Position cell = m_view.cellAt(event.position());
    const bool isFine = m_view.terminal().inputModes().mouseEncoding
        == terminal::Terminal::InputModes::MouseEncoding::SgrPixels;
    if (m_reportedCell == cell && !isFine)
        return;
    m_reportedCell = cell;
    report(MouseEvent::Kind::Motion, m_heldButton, event);
}

void PointerInput::release(const QMouseEvent &event)
{
    if (m_isPressReported) {
        report(MouseEvent::Kind::Release, buttonNumber(event.button()), event);
        m_isPressReported = event.buttons() != Qt::NoButton;
        m_heldButton = heldButton(event.buttons());
    } else if (m_isSelecting && event.button() == Qt::LeftButton) {
        m_isSelecting = false;
        m_dragScroll.stop();
        m_view.takePrimarySelection();
    }
}

void PointerInput::scrollWhileDragging()
{
    const qreal below = m_dragPoint.y() - m_view.viewport()->height();
    const qreal distance = m_dragPoint.y() < 0 ? m_dragPoint.y() : std::max(0.0, below + 1);
    const int lines = int(distance / m_view.cellSize().height()) + (distance < 0 ? -1 : 1);
    m_view.scrollLines(lines);
    extendTo(m_dragPoint);
}

void PointerInput::hover(QPointF point)
{
    const terminal::Position cell = m_view.cellAt(point);
    const std::optional<Link> link =
        m_view.viewport()->rect().contains(point.toPoint()) ? m_view.linkAt(cell) : std::nullopt;
    if (link == m_view.m_hovered)
        return;
    m_view.m_hovered = link;
    if (link && !m_view.m_linkBar)
        m_view.m_linkBar = new LinkBar(m_view.viewport());
    if (m_view.m_linkBar)
        m_view.m_linkBar->showTarget(link ? link->url : QUrl());
    m_view.viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::IBeamCursor);
    m_view.m_pacer->request();
}

void PointerInput::leave()
{
    hover({-1, -1});
}

void PointerInput::wheel(const QWheelEvent &event)
{
    constexpr int notch = 120;
    m_wheelRest += event.angleDelta();
    const int notches = m_wheelRest.y() / notch;
    const int sideways = m_wheelRest.x() / notch;
    m_wheelRest -= QPoint(sideways, notches) * notch;
    if (isReporting(event.modifiers()))
        for (int i = 0; i < std::abs(sideways); ++i)
            report(MouseEvent::Kind::Press, sideways > 0 ? 6 : 7, event);
    if (notches != 0)
        wheelBy(notches, event);
}

void PointerInput::wheelBy(int notches, const QWheelEvent &event)
{
    const auto &modes = m_view.terminal().inputModes();
    if (event.modifiers() & Qt::ControlModifier) {
        notches > 0 ? m_view.zoomIn() : m_view.zoomOut();
    } else if (isReporting(event.modifiers())) {
        for (int i = 0; i < std::abs(notches); ++i)
            report(MouseEvent::Kind::Press, notches > 0 ? 4 : 5, event);
    } else if (m_view.terminal().isAlternateScreen()) {
        const terminal::KeyPress key{notches > 0 ? terminal::Key::Up : terminal::Key::Down, 0, {}};
        for (int i = 0; modes.alternateScroll && i < std::abs(notches) * linesPerNotch; ++i)
            m_view.send(terminal::encode(key, modes));
    } else {
        m_view.scrollLines(-notches * linesPerNotch);
    }
}

} // namespace skep::ui
