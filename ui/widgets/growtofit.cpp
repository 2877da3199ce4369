// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/growtofit.h"

#include <QEvent>
#include <QLayout>
#include <QWidget>

namespace skep::ui {

namespace {

//! Watches one dialog, which owns it, for changes of its layout.
class Grower final : public QObject
{
public:
    explicit Grower(QWidget *dialog)
        : QObject(dialog)
        , m_dialog(dialog)
    {
        dialog->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest && m_dialog->isVisible() && m_dialog->layout())
            grow();
        return QObject::eventFilter(watched, event);
    }

private:
    void grow()
    {
        m_dialog->layout()->activate();
        const int needed = m_dialog->layout()->totalHeightForWidth(m_dialog->width());
        if (m_dialog->height() < needed)
            m_dialog->resize(m_dialog->width(), needed);
    }

    QWidget *m_dialog;
};

} // namespace

void growToFit(QWidget *dialog)
{
    new Grower(dialog);
}

} // namespace skep::ui
