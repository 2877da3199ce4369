// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace skep::ui {

//! The names of the pages with the present one marked.
class Stepper final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Stepper)

public:
    explicit Stepper(const QStringList &titles, QWidget *parent = nullptr);
    void setCurrent(int index);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_titles;
    int m_current = 0;
};

} // namespace skep::ui
