// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/term/askedwindow.h"

#include <QScreen>
#include <QWidget>

namespace skep::tests {

void AskedWindow::carryOut(const terminal::WindowRequest &request)
{
    using Kind = terminal::WindowRequest::Kind;
    switch (request.kind) {
    case Kind::Iconify:
        return m_window.showMinimized();
    case Kind::Restore:
        return m_window.showNormal();
    case Kind::Raise:
        return m_window.raise();
    case Kind::Lower:
        return m_window.lower();
    case Kind::Refresh:
        return m_window.update();
    case Kind::Move:
        return m_window.move((QPointF(request.x, request.y) / m_window.devicePixelRatioF()).toPoint());
    case Kind::Maximise:
    case Kind::FullScreen:
        return enlarge(true, true);
    case Kind::MaximiseVertically:
        return enlarge(false, true);
    case Kind::MaximiseHorizontally:
        return enlarge(true, false);
    case Kind::Unmaximise:
    case Kind::LeaveFullScreen:
        return giveBack();
    case Kind::ToggleFullScreen:
        return m_before.isNull() ? enlarge(true, true) : giveBack();
    }
}

void AskedWindow::resize(QSize size)
{
    m_before = {};
    m_window.resize(size);
}

void AskedWindow::enlarge(bool isWider, bool isHigher)
{
    if (m_before.isNull())
        m_before = m_window.geometry();
    const QRect screen = m_window.screen()->geometry();
    QRect wanted = m_before;
    if (isWider) {
        wanted.setLeft(screen.left());
        wanted.setRight(screen.right());
    }
    if (isHigher) {
        wanted.setTop(screen.top());
        wanted.setBottom(screen.bottom());
    }
    m_window.setGeometry(wanted);
}

void AskedWindow::giveBack()
{
    if (!m_before.isNull())
        m_window.setGeometry(m_before);
    m_before = {};
}

} // namespace skep::tests
