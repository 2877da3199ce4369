// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace skep::ui {

//! Shows text of the far side as it is: plain by class.
class TerminalLabel final : public QLabel
{
public:
    explicit TerminalLabel(const QString &text, QWidget *parent)
        : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setText(text);
    }
};

} // namespace skep::ui
