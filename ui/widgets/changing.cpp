// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/changing.h"

#include "core/cluster/workspace.h"
#include "core/docker/client.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>

namespace skep::ui {

namespace {
constexpr const char *onlyLooks = "onlyLooks";
} // namespace

bool mayChange(const cluster::Cluster &cluster)
{
    return !cluster.connected() || cluster.connected()->changesAllowed;
}

bool mayChange(const QWidget *within)
{
    for (; within; within = within->parentWidget()) {
        if (const QVariant said = within->property(onlyLooks); said.isValid())
            return !said.toBool();
    }
    return true;
}

void setMayChange(QWidget *page, bool allowed)
{
    page->setProperty(onlyLooks, !allowed);
    for (Changing *each : page->findChildren<Changing *>())
        each->setAllowed(allowed);
}

Changing::Changing(QWidget *inner, QWidget *parent)
    : QWidget(parent)
    , m_inner(inner)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(inner);
    setSizePolicy(inner->sizePolicy());
    inner->installEventFilter(this);
    setAllowed(mayChange(this));
}

void Changing::setAllowed(bool allowed)
{
    if (m_isAllowed == allowed)
        return;
    m_isAllowed = allowed;
    setEnabled(allowed);
    if (!allowed)
        m_tip = m_inner->toolTip();
    m_inner->setToolTip(allowed ? m_tip : plainToolTip(docker::Client::readOnlySentence()));
}

//! Where the inner one is hidden, no gap stays in its place.
bool Changing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        setVisible(event->type() == QEvent::ShowToParent);
    return QWidget::eventFilter(watched, event);
}

void greyWhereOnlyLooked(QAction *action, const QWidget *within)
{
    if (mayChange(within))
        return;
    action->setEnabled(false);
    action->setToolTip(plainToolTip(docker::Client::readOnlySentence()));
}

} // namespace skep::ui
