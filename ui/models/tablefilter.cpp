// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tablefilter.h"

#include "ui/models/keyedtablemodel.h"

#include <algorithm>

namespace skep::ui {

TableFilter::TableFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setDynamicSortFilter(true);
}

void TableFilter::setWords(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

void TableFilter::setExact(int column, const QString &text)
{
    m_exactColumn = column;
    m_exact = text;
    invalidateFilter();
}

bool TableFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto textAt = [&](int column) {
        return sourceModel()->index(row, column, parent).data().toString();
    };
    if (!m_exact.isEmpty() && textAt(m_exactColumn) != m_exact)
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        for (int column = 0; column < sourceModel()->columnCount(parent); ++column) {
            if (textAt(column).contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

} // namespace skep::ui
