// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/proofcard.h"

#include "ui/widgets/button.h"
#include "ui/widgets/format.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using State = cluster::ProofStage::State;

namespace {

plan::StepState asStep(State state)
{
    switch (state) {
    case State::Running:
        return plan::StepState::Running;
    case State::Passed:
        return plan::StepState::Done;
    case State::Failed:
        return plan::StepState::Failed;
    case State::Waiting:
        break;
    }
    return plan::StepState::Waiting;
}

//! The sign of one stage.
class StageSign final : public QWidget
{
public:
    StageSign(State state, QWidget *parent)
        : QWidget(parent)
        , m_state(state)
    {
        setFixedSize(18, 18);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawSign(&painter, rect(), shapeOf(asStep(m_state)), colorOf(asStep(m_state)));
    }

private:
    State m_state;
};

} // namespace

ProofCard::ProofCard(QWidget *parent)
    : Card(parent)
    , m_summary((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->elided())
    , m_run(button(tr("&Run again"), ButtonKind::Quiet, this))
{
    m_run->setIcon(icon(u"refresh"_s));
    m_run->setObjectName(u"RunProof"_s);
    m_run->setToolTip(tr("Deploys a small web service, finds it by name, fetches it and removes it."));
    auto *row = new QHBoxLayout;
    row->addWidget(new PlainLabel(tr("Proof"), theme::Text::Heading, PlainLabel::Tone::Normal, this), 1);
    row->addWidget(m_run);
    body()->addLayout(row);
    body()->addWidget(m_summary);
    connect(m_run, &QPushButton::clicked, this, &ProofCard::runRequested);
    setProof({});
}

void ProofCard::setProof(const cluster::Proof &proof)
{
    const bool runs = std::any_of(proof.stages.begin(), proof.stages.end(),
                                  [](const auto &stage) { return stage.state == State::Running; });
    m_run->setEnabled(!runs);
    m_run->setText(proof.at.isValid() ? tr("&Run again") : tr("&Run"));
    if (runs)
        m_summary->setText(tr("Running"));
    else if (!proof.at.isValid())
        m_summary->setText(tr("Has not been run."));
    else
        m_summary->setText((proof.passed ? tr("Passed, %1") : tr("Failed, %1"))
                               .arg(QLocale().toString(proof.at.toLocalTime(), QLocale::ShortFormat)));
    m_summary->setTone(!runs && proof.at.isValid() && !proof.passed ? PlainLabel::Tone::Error
                                                                    : PlainLabel::Tone::Muted);
    delete m_stages;
    auto *holder = new QWidget(this);
    holder->setObjectName(u"ScrollBody"_s);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const cluster::ProofStage &stage : proof.stages)
        layout->addWidget(row(stage));
    layout->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(holder);
    m_stages = scroll;
    body()->addWidget(scroll, 1);
}

QWidget *ProofCard::row(const cluster::ProofStage &stage)
{
    auto *made = new QWidget(this);
    auto *layout = new QHBoxLayout(made);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addWidget(new StageSign(stage.state, made), 0, Qt::AlignTop);
    const bool failed = stage.state == State::Failed;
    const QString text =
        failed && !stage.detail.isEmpty() ? tr("%1: %2").arg(stage.title, stage.detail) : stage.title;
    auto *label = new PlainLabel(text, theme::Text::Body,
                                 failed ? PlainLabel::Tone::Error : PlainLabel::Tone::Normal, made);
    if (failed)
        label->wrapped();
    else
        label->elided();
    label->setToolTip(plainToolTip(stage.detail));
    layout->addWidget(label, 1);
    return made;
}

} // namespace skep::ui
