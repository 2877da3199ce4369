// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/rowaction.h"

#include "core/docker/client.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/changing.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace skep::ui {

namespace {
constexpr int side = 24;
} // namespace

RowAction::RowAction(QIcon sign, QString tip, QWidget *parent)
    : QStyledItemDelegate(parent)
    , m_sign(std::move(sign))
    , m_tip(std::move(tip))
{
}

void RowAction::setChanging()
{
    m_isChanging = true;
}

bool RowAction::isPossible() const
{
    return !m_isChanging || mayChange(qobject_cast<QWidget *>(parent()));
}

QRect RowAction::signRect(const QRect &cell)
{
    return {cell.right() - side - 4, cell.center().y() - side / 2 + 1, side, side};
}

void RowAction::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem text = option;
    QStyledItemDelegate::paint(painter, text, index);
    const QRect box = signRect(option.rect);
    const bool isHot = isPossible() && option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isHot) { // the name may reach under it
        painter->setPen(theme::colors().border);
        painter->setBrush(theme::colors().surface);
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    painter->setOpacity(isHot ? 1.0 : isPossible() ? 0.55 : 0.2);
    m_sign.paint(painter, box.adjusted(4, 4, -4, -4));
    painter->restore();
}

bool RowAction::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !isPossible()
        || !signRect(option.rect).contains(mouse->position().toPoint()))
        return false;
    emit triggered(index.data(KeyRole).toString());
    return true;
}

bool RowAction::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                          const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !signRect(option.rect).contains(event->pos()))
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(),
                       plainToolTip(isPossible() ? m_tip : docker::Client::readOnlySentence()), nullptr);
    return true;
}

} // namespace skep::ui
