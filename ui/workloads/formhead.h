// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace skep::ui {

class PlainLabel;

//! The head of a form that takes a whole page: what it is about, the way back and the way on.
class FormHead final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormHead)

public:
    explicit FormHead(QWidget *parent = nullptr);
    PlainLabel *title() const { return m_title; }
    QPushButton *cancel() const { return m_cancel; }
    QPushButton *next() const { return m_next; } //!< has no text yet

private:
    PlainLabel *m_title;
    QPushButton *m_cancel;
    QPushButton *m_next;
};

} // namespace skep::ui
