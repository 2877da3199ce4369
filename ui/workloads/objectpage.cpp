// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/objectpage.h"

#include "ui/dashboard/tablepanel.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/detailpane.h"

#include <QKeySequence>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ObjectPage::ObjectPage(QWidget *parent)
    : QWidget(parent)
    , m_actions(new QHBoxLayout)
    , m_tools(new QHBoxLayout)
    , m_filter(new QLineEdit(this))
    , m_message(new MessageBar(this))
    , m_note(new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_pane(new DetailPane(this))
{
    m_filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(220);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_actions->setSpacing(theme::grid / 2);
    m_tools->setSpacing(theme::grid);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::grid);
    head->addLayout(m_actions);
    head->addStretch(1);
    head->addLayout(m_tools);
    head->addWidget(m_filter);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(2 * theme::grid);
    m_pane->setMinimumWidth(320);
    m_pane->hide();
    m_note->hide();
    m_note->wrapped();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addLayout(head);
    layout->addWidget(m_message);
    layout->addWidget(m_note);
    layout->addWidget(m_splitter, 1);
    connect(m_message, &MessageBar::actionTriggered, m_message, &QWidget::hide);
    connect(m_pane, &DetailPane::closed, this, [this] { showDetail(false); });
    connect(m_pane, &DetailPane::inspectionWanted, this, &ObjectPage::inspectCurrent);
}

QPushButton *ObjectPage::addAction(const ActionWords &words, const QKeySequence &keys,
                                   std::function<void()> act)
{
    QPushButton *made = button(words.text, words.kind, this);
    made->setObjectName(words.name);
    made->setIcon(words.kind == ButtonKind::Primary ? accentIcon(words.icon) : icon(words.icon));
    if (!keys.isEmpty()) {
        made->setShortcut(keys);
        const QString plain = QString(words.text).remove(u'&').remove(u'…');
        made->setToolTip(plainToolTip(u"%1 (%2)"_s.arg(plain, keys.toString(QKeySequence::NativeText))));
    }
    m_actions->addWidget(words.effect == Effect::Looks ? static_cast<QWidget *>(made)
                                                       : new Changing(made, this));
    connect(made, &QPushButton::clicked, this, std::move(act));
    return made;
}

void ObjectPage::addToolWidget(QWidget *widget)
{
    m_tools->addWidget(widget);
}

void ObjectPage::setTable(QAbstractItemModel *model, const QString &name, const QString &emptyText,
                          const QList<int> &widths, int narrow)
{
    m_narrow = narrow;
    auto *card = new Card(m_splitter);
    card->body()->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    m_table = new TablePanel(model, name, emptyText, card);
    m_table->setColumnWidths(widths);
    m_table->setFilterField(m_filter);
    card->body()->addWidget(m_table);
    m_splitter->addWidget(card);
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({620, 380});
    connect(m_table, &TablePanel::currentKeyChanged, this, [this] {
        m_detailClosed = false;
        refreshDetail();
    });
    connect(m_table->view(), &QTableView::clicked, this, [this] { showDetail(true); });
    connect(m_table->view(), &QTableView::activated, this, [this] { showDetail(true); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &ObjectPage::refreshDetail);
    connect(model, &QAbstractItemModel::dataChanged, this, &ObjectPage::refreshDetail);
    updateActions();
}

QString ObjectPage::currentKey() const
{
    return m_table->currentKey();
}

void ObjectPage::showKey(const QString &key)
{
    m_filter->clear();
    m_table->setCurrentKey(key);
    showDetail(true);
}

void ObjectPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ObjectPage::setFilter(const QString &text)
{
    m_filter->setText(text);
}

void ObjectPage::showDetail(bool show)
{
    m_detailClosed = !show;
    refreshDetail();
    if (!show)
        m_table->view()->setFocus();
}

void ObjectPage::refreshDetail()
{
    const QString key = currentKey();
    const bool open = !key.isEmpty() && !m_detailClosed;
    m_pane->setVisible(open);
    for (int column = m_narrow; column < m_table->view()->model()->columnCount(); ++column)
        m_table->view()->setColumnHidden(column, open);
    if (open)
        m_pane->setDetail(detailOf(key));
    updateActions();
}

void ObjectPage::confirm(const ConfirmDialog::Words &words, std::function<void()> act)
{
    auto *dialog = new ConfirmDialog(words, this);
    connect(dialog, &QDialog::accepted, this, std::move(act));
    dialog->open();
}

void ObjectPage::tell(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void ObjectPage::began(const QString &doing)
{
    m_running.append(doing);
    m_message->showText(m_running.join(u'\n'), Card::Kind::Note);
}

void ObjectPage::ended(const QString &doing, const Error *error, const QStringList &warnings)
{
    m_running.removeOne(doing);
    if (error && error->code != ErrorCode::Cancelled)
        m_message->showError(prefixed(doing, *error), tr("Close"));
    else if (!warnings.isEmpty())
        m_message->showText(warnings.join(u'\n'), Card::Kind::Warning);
    else if (!m_running.isEmpty())
        m_message->showText(m_running.join(u'\n'), Card::Kind::Note);
    else
        m_message->hide();
    updateActions();
}

} // namespace skep::ui
