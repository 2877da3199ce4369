// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/difftable.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHeaderView>

#include <algorithm>

namespace skep::ui {

DiffTable::DiffTable(const QString &before, const QString &after, QWidget *parent)
    : QTreeWidget(parent)
{
    setHeaderLabels({tr("What"), before, after});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setAccessibleName(tr("Differences"));
    setFont(theme::font(theme::Text::Mono));
    header()->setFont(theme::font(theme::Text::Body));
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::Stretch);
    header()->setSectionResizeMode(2, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(72); // short names are narrower than their heading
}

void DiffTable::setRows(const QList<docker::DiffRow> &rows)
{
    clear();
    for (const docker::DiffRow &row : rows) {
        auto *item = new QTreeWidgetItem(this);
        item->setText(0, QString(row.path).remove(QStringLiteral("TaskTemplate."))); // says nothing to people
        item->setText(1, row.before);
        item->setText(2, row.after);
        item->setForeground(1, row.after.isEmpty() ? theme::colors().down : theme::colors().muted);
        item->setForeground(2, theme::colors().ok);
        for (int column = 0; column < 3; ++column)
            item->setToolTip(column, plainToolTip(item->text(column)));
    }
}

QSize DiffTable::sizeHint() const
{
    const int row = fontMetrics().height() + theme::grid;
    return {640, row * (std::clamp(topLevelItemCount(), 2, 10) + 2)};
}

} // namespace skep::ui
