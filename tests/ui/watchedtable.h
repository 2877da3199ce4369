// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTableView>

#include <functional>

namespace skep::test {

//! A table of the window as its user sees it: what a cell says counts only once it has been painted.
class WatchedTable final : public QObject
{
public:
    explicit WatchedTable(QTableView *table);

    //! What the cell under the column's title says in the row whose first cell is \p name; empty: no such
    //! row.
    QString cell(const QString &name, const QString &title) const;
    static bool hasRow(const QTableView &table, const QString &name);
    bool select(const QString &name);
    using Fits = std::function<bool(const QString &)>;
    //! Waits until the table is painted with a cell that fits; milliseconds from \p since on.
    //! Throws std::runtime_error after a minute.
    qint64 untilSeen(const QElapsedTimer &since, const QString &name, const QString &title, const Fits &fits);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    static int rowOf(const QTableView &table, const QString &name);

    QTableView *m_table;
    std::function<void()> m_painted; //!< before it is
};

} // namespace skep::test
