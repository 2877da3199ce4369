// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/growtofit.h"

#include <QEvent>
#include <QLayout>
#include <QWidget>

namespace skep::ui {

namespace {

void grow(QWidget *dialog)
{
    if (!dialog->isVisible() || !dialog->layout())
        return;
    dialog->layout()->activate();
    const int needed = dialog->layout()->totalHeightForWidth(dialog->width());
    if (dialog->height() < needed)
        dialog->resize(dialog->width(), needed);
}

//! Watches the dialog that owns it for changes of its layout.
class Grower final : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            grow(static_cast<QWidget *>(watched));
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void growToFit(QWidget *dialog)
{
    dialog->installEventFilter(new Grower(dialog));
}

} // namespace skep::ui
