// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/confirmdialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/difftable.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ConfirmDialog::ConfirmDialog(const Words &words, QWidget *parent)
    : QDialog(parent)
    , m_middle(new QVBoxLayout)
{
    setWindowTitle(words.title);
    setMinimumWidth(460);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    const auto label = [&](const QString &text, theme::Text role) {
        layout->addWidget((new PlainLabel(text, role, PlainLabel::Tone::Normal, this))->wrapped());
    };
    label(words.question, theme::Text::Heading);
    label(words.consequence, theme::Text::Body);
    layout->addLayout(m_middle, 1);
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *deed = button(words.deed, words.isDestructive ? ButtonKind::Danger : ButtonKind::Primary, this);
    deed->setObjectName(u"Confirm"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(deed);
    layout->addLayout(buttons);
    (words.isDestructive ? cancel : deed)->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(deed, &QPushButton::clicked, this, &QDialog::accept);
    setAttribute(Qt::WA_DeleteOnClose);
}

void ConfirmDialog::setDiff(const QList<docker::DiffRow> &rows, const QString &before, const QString &after)
{
    auto *table = new DiffTable(before, after, this);
    table->setRows(rows);
    m_middle->addWidget(table, 1);
    setMinimumWidth(720);
}

} // namespace skep::ui
