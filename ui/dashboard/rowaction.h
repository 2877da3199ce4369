// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

namespace skep::ui {

//! Draws a small sign at the right end of a cell that does something with its row at one click.
class RowAction final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowAction)

public:
    RowAction(QIcon sign, QString tip, QWidget *parent);

    void setChanging(); //!< the cluster: grey and without effect where Skep only looks at it

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    static QRect signRect(const QRect &cell); //!< where it is in a cell

signals:
    void triggered(const QString &key); //!< KeyRole of the row

private:
    bool isPossible() const;

    QIcon m_sign;
    QString m_tip;
    bool m_isChanging = false;
};

} // namespace skep::ui
