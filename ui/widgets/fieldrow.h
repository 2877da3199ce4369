// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace skep::ui {

class PlainLabel;

//! A named input with its hint, and its mistake in the hint's place.
class FieldRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldRow)

public:
    FieldRow(const QString &title, QWidget *control, const QString &hint, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setHint(const QString &hint);
    void setProblem(const QString &sentence); //!< empty: none
    QString problem() const { return m_problem; }
    QWidget *control() const { return m_control; }

private:
    void showNote();

    QWidget *m_control;
    PlainLabel *m_title;
    PlainLabel *m_note;
    QString m_hint;
    QString m_problem;
};

} // namespace skep::ui
