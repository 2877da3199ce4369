// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/receiptpage.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plainlabel.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QPlainTextEdit *textBox(const QString &name, QWidget *parent)
{
    auto *box = new QPlainTextEdit(parent);
    box->setReadOnly(true);
    box->setFont(theme::font(theme::Text::Mono));
    box->setAccessibleName(name);
    box->setTabChangesFocus(true);
    return box;
}

} // namespace

ReceiptPage::ReceiptPage(const QString &clusterName, QWidget *parent)
    : QWidget(parent)
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, this))->wrapped())
    , m_leftCard(new Card(this, Card::Kind::Error))
    , m_left(textBox(tr("What is left"), m_leftCard))
    , m_again(button(tr("&Try again"), ButtonKind::Primary, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget((new PlainLabel(tr("%1 is gone").arg(clusterName), theme::Text::Title,
                                      PlainLabel::Tone::Normal, this))
                          ->elided());
    layout->addWidget(m_sentence);
    m_leftCard->body()->addWidget(
        new PlainLabel(tr("Still there"), theme::Text::Heading, PlainLabel::Tone::Normal, m_leftCard));
    m_leftCard->body()->addWidget(m_left);
    m_leftCard->setMaximumHeight(200);
    layout->addWidget(m_leftCard);
    auto *card = new Card(this);
    m_deletedTitle = new PlainLabel(QString(), theme::Text::Heading, PlainLabel::Tone::Normal, card);
    m_deleted = textBox(tr("What was deleted"), card);
    card->body()->addWidget(m_deletedTitle);
    card->body()->addWidget(m_deleted, 1);
    layout->addWidget(card, 1);
    auto *forget = button(tr("&Remove from the list"), ButtonKind::Normal, this);
    forget->setObjectName(u"Forget"_s);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_again);
    row->addWidget(forget);
    layout->addLayout(row);
    connect(forget, &QPushButton::clicked, this, &ReceiptPage::forgetRequested);
    connect(m_again, &QPushButton::clicked, this, &ReceiptPage::destroyRequested);
}

void ReceiptPage::setReceipt(const cluster::Receipt &receipt)
{
    const QString when = QLocale().toString(receipt.at.toLocalTime(), QLocale::ShortFormat);
    m_sentence->setText(
        receipt.left.isEmpty()
            ? tr("Destroyed on %1. Nothing is left at the provider that could cost money.").arg(when)
            : tr("Destroyed on %1, but something is left at the provider.").arg(when));
    m_leftCard->setVisible(!receipt.left.isEmpty());
    m_again->setVisible(!receipt.left.isEmpty());
    m_left->setPlainText(receipt.left.join(u'\n'));
    m_deletedTitle->setText(tr("Deleted (%1)").arg(receipt.deleted.size()));
    m_deleted->setPlainText(receipt.deleted.join(u'\n'));
}

} // namespace skep::ui
