// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace skep::ui {

//! Shows the rows in which every word of the filter occurs in some column; sorts by SortRole.
class TableFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableFilter)

public:
    explicit TableFilter(QObject *parent = nullptr);
    void setWords(const QString &text);
    void setExact(int column, const QString &text); //!< only rows with exactly this text there; empty: all

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    int m_exactColumn = -1;
    QString m_exact;
};

} // namespace skep::ui
