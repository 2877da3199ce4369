// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/inspectview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

InspectView::InspectView(QWidget *parent)
    : QWidget(parent)
    , m_message(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_tree(new QTreeWidget(this))
    , m_text(new QPlainTextEdit(this))
{
    m_tree->setHeaderLabels({tr("Field"), tr("Value")});
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(2 * theme::grid);
    m_tree->setAccessibleName(tr("The object as a tree"));
    m_tree->header()->setDefaultSectionSize(160);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copyOne = new QAction(tr("Copy value"), m_tree);
    copyOne->setShortcut(QKeySequence::Copy);
    copyOne->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(copyOne);
    m_text->setReadOnly(true);
    m_text->setProperty("well", true);
    m_text->setFont(theme::font(theme::Text::Mono));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("The object as JSON"));
    auto *copyAll = button(tr("Copy JSON"), ButtonKind::Quiet, this);
    copyAll->setObjectName(u"CopyJson"_s);
    auto *reload = button(tr("Read again"), ButtonKind::Quiet, this);
    reload->setIcon(icon(u"refresh"_s));
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(reload);
    foot->addWidget(copyAll);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::grid, 0, 0);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    layout->addLayout(foot);
    connect(copyAll, &QPushButton::clicked, this, &InspectView::copy);
    connect(copyOne, &QAction::triggered, this, &InspectView::copyValue);
    connect(reload, &QPushButton::clicked, this, &InspectView::reloadRequested);
}

void InspectView::setAsText(bool text)
{
    m_stack->setCurrentIndex(text ? 1 : 0);
}

void InspectView::load(const Pending<docker::Inspection> &pending)
{
    m_pending.cancel(); // of the object that was selected before
    m_pending = pending;
    onResult(pending, this, [this, asked = ++m_asked](const Result<docker::Inspection> &inspection) {
        if (asked != m_asked || (!inspection && inspection.error().code == ErrorCode::Cancelled))
            return;
        m_message->setVisible(!inspection);
        if (inspection)
            show(*inspection);
        else
            m_message->showError(inspection.error());
    });
}

void InspectView::show(const docker::Inspection &inspection)
{
    if (m_text->toPlainText() == inspection.text)
        return;
    m_text->setPlainText(inspection.text);
    m_tree->clear();
    QList<QTreeWidgetItem *> items;
    for (const docker::TreeItem &each : inspection.tree)
        items.append(itemOf(each));
    m_tree->addTopLevelItems(items);
    for (QTreeWidgetItem *item : items)
        item->setExpanded(item->childCount() > 0 && item->childCount() <= 12);
}

QTreeWidgetItem *InspectView::itemOf(const docker::TreeItem &item)
{
    auto *made = new QTreeWidgetItem;
    made->setText(0, item.name);
    made->setText(1, item.value);
    made->setToolTip(1, plainToolTip(item.value));
    for (const docker::TreeItem &child : item.children)
        made->addChild(itemOf(child));
    return made;
}

void InspectView::copy()
{
    QApplication::clipboard()->setText(m_text->toPlainText());
}

void InspectView::copyValue()
{
    if (const QTreeWidgetItem *item = m_tree->currentItem())
        QApplication::clipboard()->setText(item->text(1));
}

} // namespace skep::ui
