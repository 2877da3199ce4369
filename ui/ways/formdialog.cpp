// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/formdialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

FormDialog::FormDialog(const Words &words, QWidget *parent)
    : QDialog(parent)
    , m_words(words)
    , m_form(new QVBoxLayout)
    , m_message(new MessageBar(this))
    , m_cancel(button(words.isList ? tr("Close") : tr("Cancel"), ButtonKind::Normal, this))
    , m_deed(button(words.deed, ButtonKind::Primary, this))
{
    setWindowTitle(words.title);
    growToFit(this);
    setMinimumWidth(540);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(
        (new PlainLabel(words.title, theme::Text::Title, PlainLabel::Tone::Normal, this))->wrapped());
    layout->addWidget(
        (new PlainLabel(words.sentence, theme::Text::Body, PlainLabel::Tone::Muted, this))->wrapped());
    m_form->setSpacing(2 * theme::grid);
    layout->addLayout(m_form, 1);
    layout->addWidget(m_message);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_deed);
    layout->addLayout(buttons);
    m_deed->setObjectName(u"Deed"_s);
    m_deed->setDefault(true);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_deed, &QPushButton::clicked, this, [this] {
        m_message->hide();
        submit();
    });
}

void FormDialog::setBusy(bool busy)
{
    m_deed->setEnabled(!busy);
    m_deed->setText(busy ? m_words.busy : m_words.deed);
}

void FormDialog::showDone(const QString &sentence)
{
    setBusy(false);
    m_message->showText(sentence, Card::Kind::Note);
    m_deed->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setFocus();
}

} // namespace skep::ui
