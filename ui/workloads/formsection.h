// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

class QPushButton;

namespace skep::ui {

//! A part of a form that unfolds.
class FormSection final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormSection)

public:
    FormSection(const QString &title, QWidget *parent = nullptr);
    QVBoxLayout *fields() const { return m_fields; }
    void setOpen(bool open);

private:
    QPushButton *m_fold;
    QWidget *m_content;
    QVBoxLayout *m_fields;
};

} // namespace skep::ui
