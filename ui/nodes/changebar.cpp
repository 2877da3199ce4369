// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/changebar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace skep::ui {

ChangeBar::ChangeBar(QWidget *parent)
    : Card(parent, Kind::Note)
    , m_what((new PlainLabel(QString(), theme::Text::Strong, PlainLabel::Tone::Normal, this))->elided())
    , m_state((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_progress(new QProgressBar(this))
    , m_steps(button(tr("Show the &steps"), ButtonKind::Normal, this))
    , m_giveUp(button(tr("Gi&ve up…"), ButtonKind::Danger, this))
    , m_resume(button(tr("&Resume"), ButtonKind::Primary, this))
{
    setObjectName(u"ChangeBar"_s);
    m_what->setObjectName(u"ChangeWhat"_s);
    m_state->setObjectName(u"ChangeState"_s);
    m_steps->setObjectName(u"ShowChange"_s);
    m_giveUp->setObjectName(u"GiveUpChange"_s);
    m_resume->setObjectName(u"ResumeChange"_s);
    m_resume->setIcon(accentIcon(u"play"_s));
    m_steps->setIcon(icon(u"list"_s));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the change"));
    body()->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid + 4);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme::grid / 2);
    words->addWidget(m_what);
    words->addWidget(m_state);
    words->addWidget(m_progress);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addLayout(words, 1);
    row->addSpacing(theme::grid);
    for (QPushButton *each : {m_steps, m_giveUp, m_resume})
        row->addWidget(each, 0, Qt::AlignVCenter);
    body()->addLayout(row);
    connect(m_steps, &QPushButton::clicked, this, &ChangeBar::stepsRequested);
    connect(m_giveUp, &QPushButton::clicked, this, &ChangeBar::giveUpRequested);
    connect(m_resume, &QPushButton::clicked, this, &ChangeBar::resumeRequested);
    hide();
}

void ChangeBar::setFacts(const Facts &facts)
{
    setVisible(!facts.what.isEmpty());
    if (facts.what.isEmpty())
        return;
    setKind(facts.runs ? Kind::Note : Kind::Warning);
    m_what->setText(facts.what);
    const QString steps = tr("%1 of %2 steps").arg(facts.done).arg(facts.total);
    m_state->setText(facts.runs ? steps
                         : facts.trouble.isEmpty()
                         ? tr("Stands at %1. Resume goes on with the rest.").arg(steps)
                         : tr("Stands at %1. %2").arg(steps, facts.trouble));
    m_progress->setVisible(facts.runs);
    m_progress->setRange(0, std::max(1, facts.total));
    m_progress->setValue(facts.done);
    m_giveUp->setVisible(!facts.runs);
    m_resume->setVisible(!facts.runs);
}

} // namespace skep::ui
