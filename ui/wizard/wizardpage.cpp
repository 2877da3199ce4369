// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizardpage.h"

#include "ui/widgets/plainlabel.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

WizardPage::WizardPage(const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget(scroll);
    body->setObjectName(u"ScrollBody"_s);
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(5 * theme::grid, 4 * theme::grid, 5 * theme::grid, 3 * theme::grid);
    auto *column = new QWidget(body);
    column->setMaximumWidth(780);
    m_body = new QVBoxLayout(column);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(2 * theme::grid);
    auto *head = new QVBoxLayout;
    head->setSpacing(theme::grid / 2);
    head->addWidget(new PlainLabel(title, theme::Text::Title, PlainLabel::Tone::Normal, column));
    head->addWidget(
        (new PlainLabel(sentence, theme::Text::Body, PlainLabel::Tone::Muted, column))->wrapped());
    m_body->addLayout(head);
    row->addWidget(column, 100);
    row->addStretch(1);
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    outer->addWidget(scroll);
}

} // namespace skep::ui
