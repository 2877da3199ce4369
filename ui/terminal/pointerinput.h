// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/input.h"
#include "ui/terminal/selection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>
#include <QTimer>

#include <optional>

class QMouseEvent;
class QSinglePointEvent;
class QWheelEvent;

namespace skep::ui {

class TerminalView;

//! The mouse over a terminal: goes to the far side where it asked for it (Shift keeps it here), else selects,
//! follows links, scrolls and zooms.
class PointerInput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PointerInput)

public:
    explicit PointerInput(TerminalView &view);

    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void wheel(const QWheelEvent &event);
    void leave();
    bool isReporting(Qt::KeyboardModifiers modifiers) const;

private:
    bool report(terminal::MouseEvent::Kind kind, int button, const QSinglePointEvent &event);
    void pressLeft(const QMouseEvent &event);
    int countClick(const QMouseEvent &event);
    TextRange unitAt(Selection::Unit unit, QPointF point) const;
    void extendTo(QPointF point);
    void scrollWhileDragging();
    void hover(QPointF point);
    void wheelBy(int notches, const QWheelEvent &event);

    TerminalView &m_view;
    bool m_isSelecting = false;
    bool m_isPressReported = false;
    int m_heldButton = 3; //!< of those reported; 3: none
    std::optional<terminal::Position> m_reportedCell; //!< of the last motion
    int m_clicks = 0;
    QElapsedTimer m_sinceClick;
    QPointF m_clickPoint;
    QPointF m_dragPoint;
    QTimer m_dragScroll;
    QPoint m_wheelRest;
};

} // namespace skep::ui
