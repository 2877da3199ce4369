// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/terminalview.h"

#include <QtTest>

namespace skep::tests {

//! A view of 40 × 10 that is on the (offscreen) screen, and what it sent.
struct ViewFixture
{
    ui::TerminalView view;
    QByteArray sent;

    ViewFixture(int columns = 40, int rows = 10)
    {
        view.resize(view.sizeForGrid(columns, rows));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.activateWindow();
        view.setFocus();
        QTRY_VERIFY(view.hasFocus());
        QObject::connect(&view, &ui::TerminalView::toSend, &view,
                         [this](const QByteArray &bytes) { sent += bytes; });
    }
    QByteArray taken() { return std::exchange(sent, {}); }
    void show(const QByteArray &bytes)
    {
        view.feed(bytes);
        QTRY_COMPARE(view.unconsumed(), qsizetype(0));
        QTest::qWait(40); // two frames
    }
    QPoint pointOf(int column, int row) const { return view.cellRect(column, row).center(); }
    //! A little right of the gap before the column.
    QPoint gapBefore(int column, int row) const
    {
        return view.cellRect(column, row).center() - QPoint(view.cellSize().width() / 2 - 1, 0);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(view.viewport(), Qt::LeftButton, modifiers, from);
        QTest::mouseMove(view.viewport(), (from + to) / 2);
        QTest::mouseMove(view.viewport(), to);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, modifiers, to);
    }
};

} // namespace skep::tests
