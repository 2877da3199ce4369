// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fieldrow.h"

#include "ui/widgets/plainlabel.h"

#include <QStyle>
#include <QVBoxLayout>

namespace skep::ui {

FieldRow::FieldRow(const QString &title, QWidget *control, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_title(new PlainLabel(title, theme::Text::Strong, PlainLabel::Tone::Normal, this))
    , m_note((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->wrapped())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    m_title->setBuddy(control);
    setTitle(title);
    layout->addWidget(m_title);
    layout->addWidget(control);
    layout->addWidget(m_note);
    layout->addStretch(1); // level with its neighbours, whatever their notes
    setHint(hint);
}

void FieldRow::setTitle(const QString &title)
{
    m_title->setText(title);
    m_control->setAccessibleName(QString(title).remove(u'&'));
}

void FieldRow::setHint(const QString &hint)
{
    m_hint = hint;
    showNote();
}

void FieldRow::setProblem(const QString &sentence)
{
    m_problem = sentence;
    m_control->setProperty("invalid", !sentence.isEmpty());
    m_control->style()->unpolish(m_control);
    m_control->style()->polish(m_control);
    m_control->setAccessibleDescription(sentence);
    showNote();
}

void FieldRow::showNote()
{
    m_note->setTone(m_problem.isEmpty() ? PlainLabel::Tone::Muted : PlainLabel::Tone::Error);
    m_note->setText(m_problem.isEmpty() ? m_hint : m_problem);
    m_note->setVisible(!m_note->text().isEmpty());
}

} // namespace skep::ui
