// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/tablepanel.h"

#include "ui/dashboard/rowaction.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/models/tablefilter.h"
#include "ui/widgets/plainlabel.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace skep::ui {

TablePanel::TablePanel(QAbstractItemModel *model, const QString &name, const QString &emptyText,
                       QWidget *parent)
    : QWidget(parent)
    , m_filter(new TableFilter(this))
    , m_view(new QTableView(this))
    , m_empty(new PlainLabel(emptyText, theme::Text::Body, PlainLabel::Tone::Muted, this))
    , m_emptyText(emptyText)
{
    m_filter->setSourceModel(model);
    m_view->setModel(m_filter);
    m_view->setAccessibleName(name);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(0, Qt::AscendingOrder);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setIconSize({16, 16});
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(34);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { emit currentKeyChanged(currentKey()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &TablePanel::updateEmpty);
    updateEmpty();
}

void TablePanel::setFilterField(QLineEdit *field)
{
    connect(field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setWords(text);
        updateEmpty();
    });
    m_filter->setWords(field->text());
}

QString TablePanel::currentKey() const
{
    return m_view->currentIndex().data(KeyRole).toString();
}

void TablePanel::setCurrentKey(const QString &key)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (index.data(KeyRole).toString() != key)
            continue;
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
        return;
    }
}

void TablePanel::setColumnWidths(const QList<int> &widths)
{
    for (int i = 0; i < widths.size(); ++i)
        m_view->setColumnWidth(i, std::max(widths[i], m_view->horizontalHeader()->sectionSizeHint(i)));
}

RowAction *TablePanel::setRowAction(const QIcon &sign, const QString &tip)
{
    auto *action = new RowAction(sign, tip, this);
    m_view->setItemDelegateForColumn(0, action);
    m_view->setMouseTracking(true); // the sign answers to the mouse
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(action, &RowAction::triggered, this, &TablePanel::activated);
    connect(m_view, &QTableView::activated, this,
            [this](const QModelIndex &index) { emit activated(index.data(KeyRole).toString()); });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (m_view->indexAt(at).isValid())
            emit menuRequested(m_view->viewport()->mapToGlobal(at));
    });
    return action;
}

void TablePanel::setSeveralSelectable()
{
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
}

QStringList TablePanel::selectedKeys() const
{
    QStringList keys;
    const auto rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        keys << row.data(KeyRole).toString();
    return keys;
}

void TablePanel::updateEmpty()
{
    const bool isEmpty = m_filter->rowCount() == 0;
    const bool isFiltered = m_filter->sourceModel()->rowCount() > 0;
    m_empty->setText(isFiltered ? tr("Nothing matches the filter.") : m_emptyText);
    m_empty->setVisible(isEmpty);
    m_view->setVisible(!isEmpty);
}

} // namespace skep::ui
