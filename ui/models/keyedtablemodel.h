// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/health.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractTableModel>
#include <QHash>

#include <algorithm>
#include <functional>
#include <vector>

namespace skep::ui {

enum TableRole { SortRole = Qt::UserRole, KeyRole, HealthRole };

//! A table of rows with a key each, brought to a new snapshot with the fewest signals, so that selection,
//! scrolling and sorting live through a refresh. Row needs operator==. No Q_OBJECT: templates cannot have it.
//! Main thread.
template <typename Row>
class KeyedTableModel : public QAbstractTableModel
{
public:
    using Getter = std::function<QVariant(const Row &)>;
    using HealthGetter = std::function<cluster::Health(const Row &)>;

    struct Column
    {
        Column(QString columnTitle, Getter columnText, Getter columnSort = nullptr,
               HealthGetter columnHealth = nullptr)
            : title(std::move(columnTitle))
            , text(std::move(columnText))
            , sortValue(std::move(columnSort))
            , health(std::move(columnHealth))
        {
        }
        QString title;
        Getter text;
        Getter sortValue; //!< for SortRole; the text, when absent
        HealthGetter health; //!< gives the cell a sign of its own
    };

    KeyedTableModel(QString Row::*key, std::vector<Column> columns, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_key(key)
        , m_columns(std::move(columns))
    {
    }

    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : int(m_columns.size());
    }
    const Row &row(int i) const { return m_rows.at(size_t(i)); }
    int rowOf(const QString &key) const { return m_index.value(key, -1); }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const final
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
        return role == Qt::DisplayRole ? QVariant(m_columns[size_t(section)].title) : QVariant();
    }

    QVariant data(const QModelIndex &index, int role) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const Column &column = m_columns[size_t(index.column())];
        const Row &r = row(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return column.text(r);
        case Qt::ToolTipRole:
            return plainToolTip(column.text(r).toString());
        case Qt::DecorationRole:
            return column.health ? QVariant(healthIcon(column.health(r))) : QVariant();
        case SortRole:
            return column.sortValue ? column.sortValue(r) : column.text(r);
        case KeyRole:
            return r.*m_key;
        case HealthRole:
            return column.health ? QVariant::fromValue(column.health(r)) : QVariant();
        default:
            return {};
        }
    }

    //! A whole new truth: rows that left are removed, known rows updated in place, new rows appended.
    void assign(const std::vector<Row> &snapshot)
    {
        QHash<QString, const Row *> wanted;
        for (const Row &r : snapshot)
            wanted.insert(r.*m_key, &r);
        removeOthers(wanted);
        std::vector<Row> fresh;
        for (const Row &r : snapshot) {
            if (const int i = rowOf(r.*m_key); i >= 0)
                replace(i, r);
            else if (wanted.remove(r.*m_key)) // a key that comes twice is shown once
                fresh.push_back(r);
        }
        append(std::move(fresh));
    }

private:
    void removeOthers(const QHash<QString, const Row *> &wanted)
    {
        for (int last = int(m_rows.size()) - 1; last >= 0; --last) {
            if (wanted.contains(row(last).*m_key))
                continue;
            int first = last;
            while (first > 0 && !wanted.contains(row(first - 1).*m_key))
                --first;
            beginRemoveRows({}, first, last);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            reindex();
            endRemoveRows();
            last = first;
        }
    }

    void replace(int i, const Row &r)
    {
        if (m_rows[size_t(i)] == r)
            return;
        m_rows[size_t(i)] = r;
        emit dataChanged(index(i, 0), index(i, columnCount() - 1));
    }

    void append(std::vector<Row> fresh)
    {
        if (fresh.empty())
            return;
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(fresh.size()) - 1);
        std::move(fresh.begin(), fresh.end(), std::back_inserter(m_rows));
        reindex();
        endInsertRows();
    }

    void reindex()
    {
        m_index.clear();
        m_index.reserve(qsizetype(m_rows.size()));
        for (int i = 0; i < int(m_rows.size()); ++i)
            m_index.insert(row(i).*m_key, i);
    }

    QString Row::*m_key;
    std::vector<Column> m_columns;
    std::vector<Row> m_rows;
    QHash<QString, int> m_index;
};

} // namespace skep::ui
