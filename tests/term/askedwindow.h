// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"

#include <QRect>

class QWidget;

namespace skep::tests {

//! Does with a window what the far side asks for. Maximising and the full screen are done by moving and
//! resizing: what a window manager makes of them comes later, or never where there is none.
class AskedWindow
{
public:
    explicit AskedWindow(QWidget &window)
        : m_window(window)
    {
    }
    void carryOut(const terminal::WindowRequest &request);
    void resize(QSize size);

private:
    void enlarge(bool isWider, bool isHigher);
    void giveBack();

    QWidget &m_window;
    QRect m_before; //!< it was made larger; null: it was not
};

} // namespace skep::tests
