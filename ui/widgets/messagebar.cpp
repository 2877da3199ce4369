// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/messagebar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace skep::ui {

MessageBar::MessageBar(QWidget *parent)
    : Card(parent, Kind::Error)
    , m_sentence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_fold(button(tr("Details"), ButtonKind::Quiet, this))
    , m_action(button(QString(), ButtonKind::Normal, this))
{
    body()->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid + 4);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_fold->setCheckable(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_sentence, 1);
    row->addWidget(m_fold, 0, Qt::AlignTop);
    row->addWidget(m_action, 0, Qt::AlignTop);
    body()->addLayout(row);
    connect(m_fold, &QPushButton::toggled, this, &MessageBar::toggleDetails);
    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    hide();
}

// Made when there is something to tell: a text field with a font of its own is the dearest part of a window.
QPlainTextEdit *MessageBar::details()
{
    if (!m_details) {
        m_details = new QPlainTextEdit(this);
        m_details->setReadOnly(true);
        m_details->setFont(theme::font(theme::Text::Mono));
        m_details->setMaximumHeight(120);
        m_details->setProperty("well", true);
        m_details->setAccessibleName(tr("Details of the error"));
        m_details->hide();
        body()->addWidget(m_details);
    }
    return m_details;
}

void MessageBar::showError(const Error &error, const QString &action)
{
    setKind(Kind::Error);
    m_sentence->setText(error.message);
    if (m_details || !error.detail.isEmpty())
        details()->setPlainText(error.detail);
    m_fold->setVisible(!error.detail.isEmpty());
    m_fold->setChecked(false);
    toggleDetails(false);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    show();
}

void MessageBar::showText(const QString &text, Kind kind)
{
    showError({ErrorCode::Internal, text});
    setKind(kind);
}

QString MessageBar::text() const
{
    return m_sentence->text();
}

void MessageBar::toggleDetails(bool open)
{
    if (m_details)
        m_details->setVisible(open);
}

} // namespace skep::ui
