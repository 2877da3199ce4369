// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

class QAbstractItemModel;
class QLineEdit;
class QTableView;

namespace skep::ui {

class PlainLabel;
class RowAction;
class TableFilter;

//! A table with its filter field; the selection is kept by key through refreshes, filters and sorting.
class TablePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TablePanel)

public:
    TablePanel(QAbstractItemModel *model, const QString &name, const QString &emptyText,
               QWidget *parent = nullptr);

    void setFilterField(QLineEdit *field); //!< shared by several panels; not owned
    TableFilter *filter() const { return m_filter; }
    QTableView *view() const { return m_view; }
    QString currentKey() const;
    void setCurrentKey(const QString &key);
    void setColumnWidths(const QList<int> &widths);
    //! A sign in each row's first cell that does something at one click, as a double click and Enter do.
    RowAction *setRowAction(const QIcon &sign, const QString &tip);
    void setSeveralSelectable(); //!< for actions on several rows
    QStringList selectedKeys() const;

signals:
    void currentKeyChanged(const QString &key);
    void activated(const QString &key);
    void menuRequested(const QPoint &global);

private:
    void updateEmpty();

    TableFilter *m_filter;
    QTableView *m_view;
    PlainLabel *m_empty;
    QString m_emptyText;
};

} // namespace skep::ui
