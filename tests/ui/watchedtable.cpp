// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/watchedtable.h"

#include <QEvent>
#include <QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace skep::test {

WatchedTable::WatchedTable(QTableView *table)
    : m_table(table)
{
    m_table->viewport()->installEventFilter(this);
}

bool WatchedTable::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_painted)
        m_painted();
    return false;
}

bool WatchedTable::hasRow(const QTableView &table, const QString &name)
{
    return rowOf(table, name) >= 0;
}

int WatchedTable::rowOf(const QTableView &table, const QString &name)
{
    const QAbstractItemModel *model = table.model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == name)
            return row;
    }
    return -1;
}

QString WatchedTable::cell(const QString &name, const QString &title) const
{
    const QAbstractItemModel *model = m_table->model();
    const int row = rowOf(*m_table, name);
    for (int column = 0; row >= 0 && column < model->columnCount(); ++column) {
        if (model->headerData(column, Qt::Horizontal).toString() == title)
            return model->index(row, column).data().toString();
    }
    return {};
}

bool WatchedTable::select(const QString &name)
{
    const int row = rowOf(*m_table, name);
    if (row >= 0)
        m_table->setCurrentIndex(m_table->model()->index(row, 0));
    return row >= 0;
}

qint64 WatchedTable::untilSeen(const QElapsedTimer &since, const QString &name, const QString &title,
                               const Fits &fits)
{
    qint64 seen = -1;
    m_painted = [&] {
        if (seen < 0 && fits(cell(name, title)))
            seen = since.elapsed();
    };
    m_table->viewport()->update();
    const bool isSeen = QTest::qWaitFor([&] { return seen >= 0; }, 60'000);
    m_painted = {};
    if (!isSeen)
        throw std::runtime_error(
            u"%1 of %2 still says \"%3\""_s.arg(title, name, cell(name, title)).toStdString());
    return seen;
}

} // namespace skep::test
