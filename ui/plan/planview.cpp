// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/planview.h"

#include "ui/plan/plangrid.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using plan::StepState;

namespace {
constexpr qsizetype mostLines = 2000; // of one step; the last ones are kept
} // namespace

PlanView::PlanView(QWidget *parent)
    : QWidget(parent)
    , m_grid(new PlanGrid(this))
    , m_clock(new QTimer(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(makeHead());
    layout->addWidget(makeTrouble());
    auto *gridCard = new Card(this);
    m_scroll = new QScrollArea(gridCard);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_grid);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_grid->setAutoFillBackground(false);
    gridCard->body()->addWidget(m_scroll);
    layout->addWidget(gridCard, 3);
    layout->addWidget(makeOutput(), 1);
    connect(m_grid, &PlanGrid::chosenChanged, this, &PlanView::showChosen);
    m_clock->setInterval(std::chrono::seconds(1));
    connect(m_clock, &QTimer::timeout, this, [this] {
        updateProgress();
        m_grid->update();
    });
}

void PlanView::addNotice(QWidget *notice)
{
    qobject_cast<QVBoxLayout *>(layout())->insertWidget(layout()->indexOf(m_trouble) + 1, notice);
}

QWidget *PlanView::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    m_title = (new PlainLabel(QString(), theme::Text::Title, PlainLabel::Tone::Normal, head))->elided();
    m_progressText = (new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, head))->elided();
    m_progress = new QProgressBar(head);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the plan"));
    m_cancel = button(tr("&Stop"), ButtonKind::Normal, head);
    m_cancel->setObjectName(u"CancelPlan"_s);
    m_cancel->setIcon(icon(u"stop"_s));
    m_cancel->setToolTip(tr("Stops after the steps that run now. What is done stays, and can go on later."));
    m_back = button(tr("&Back to the cluster"), ButtonKind::Normal, head);
    m_back->setObjectName(u"BackToCluster"_s);
    m_back->setIcon(icon(u"back"_s));
    auto *row = new QHBoxLayout;
    row->addWidget(m_title, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_back);
    layout->addLayout(row);
    layout->addWidget(m_progressText);
    layout->addWidget(m_progress);
    connect(m_cancel, &QPushButton::clicked, this, &PlanView::cancelRequested);
    connect(m_back, &QPushButton::clicked, this, &PlanView::backRequested);
    return head;
}

Card *PlanView::makeTrouble()
{
    m_trouble = new Card(this, Card::Kind::Error);
    m_troubleTitle = new PlainLabel(QString(), theme::Text::Heading, PlainLabel::Tone::Normal, m_trouble);
    m_troubleText =
        (new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, m_trouble))->wrapped();
    m_troubleText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_troubleDetail = new QPlainTextEdit(m_trouble);
    m_troubleDetail->setReadOnly(true);
    m_troubleDetail->setFont(theme::font(theme::Text::Mono));
    m_troubleDetail->setProperty("well", true);
    m_troubleDetail->setAccessibleName(tr("What the far side said"));
    m_retry = button(tr("&Retry"), ButtonKind::Primary, m_trouble);
    m_retry->setObjectName(u"RetryPlan"_s);
    m_rollBack = button(tr("Roll &back…"), ButtonKind::Danger, m_trouble);
    m_rollBack->setObjectName(u"RollBack"_s);
    m_hurry = button(tr("Do not &wait for tasks"), ButtonKind::Normal, m_trouble);
    m_hurry->setObjectName(u"HurryChange"_s);
    m_hurry->setToolTip(tr("Goes on at once; what still runs there is ended with the node."));
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_hurry);
    row->addWidget(m_rollBack);
    row->addWidget(m_retry);
    m_trouble->body()->addWidget(m_troubleTitle);
    m_trouble->body()->addWidget(m_troubleText);
    m_trouble->body()->addWidget(m_troubleDetail);
    m_trouble->body()->addLayout(row);
    m_trouble->hide();
    connect(m_retry, &QPushButton::clicked, this, &PlanView::retryRequested);
    connect(m_hurry, &QPushButton::clicked, this, &PlanView::hurryRequested);
    connect(m_rollBack, &QPushButton::clicked, this,
            [this] { isChange() ? emit giveUpRequested() : emit rollBackRequested(); });
    return m_trouble;
}

Card *PlanView::makeOutput()
{
    auto *card = new Card(this);
    m_outputTitle =
        (new PlainLabel(QString(), theme::Text::Strong, PlainLabel::Tone::Normal, card))->elided();
    m_output = new QPlainTextEdit(card);
    m_output->setReadOnly(true);
    m_output->setFont(theme::font(theme::Text::Mono));
    m_output->setAccessibleName(tr("Output of the chosen steps"));
    m_output->setMinimumHeight(80);
    card->body()->addWidget(m_outputTitle);
    card->body()->addWidget(m_output, 1);
    return card;
}

void PlanView::setPlan(const QString &title, PlanFeed feed)
{
    m_feed = std::move(feed);
    m_feed.record = [this, known = std::move(m_feed.record)](const QString &stepId) {
        plan::Record record = known(stepId);
        if (isStopped() && record.state == StepState::Running) // as the journal of an ended program has it
            record.state = StepState::Cancelled;
        return record;
    };
    m_title->setText(title);
    m_lines.clear();
    m_follows = true;
    m_grid->setFeed(m_feed);
    m_scroll->parentWidget()->setMaximumHeight(m_grid->sizeHint().height() + 48); // more would stay empty
    for (const plan::Step &step : std::as_const(m_feed.steps)) {
        const StepState state = m_feed.record(step.id).state;
        if (state == StepState::Running || state == StepState::Failed)
            m_grid->choose(step.id);
    }
    if (m_grid->chosenSteps().isEmpty() && !m_feed.steps.isEmpty())
        m_grid->choose(m_feed.steps.constFirst().id);
    m_follows = true;
    updateProgress();
    updateTrouble();
    showChosen();
}

void PlanView::setMode(Mode mode, const Error &error)
{
    m_mode = mode;
    m_error = error;
    m_cancel->setVisible(isRunning());
    m_cancel->setEnabled(true);
    m_back->setVisible(isChange());
    if (isRunning())
        m_clock->start();
    else
        m_clock->stop();
    m_grid->update();
    updateProgress();
    updateTrouble();
    showChosen();
}

bool PlanView::isRunning() const
{
    return m_mode == Mode::Creating || m_mode == Mode::Destroying || m_mode == Mode::Changing;
}

bool PlanView::isStopped() const
{
    return m_mode == Mode::Interrupted || m_mode == Mode::DestroyInterrupted
        || m_mode == Mode::ChangeInterrupted;
}

bool PlanView::isChange() const
{
    return m_mode == Mode::Changing || m_mode == Mode::ChangeInterrupted || m_mode == Mode::Changed;
}

void PlanView::updateStep(const QString &stepId)
{
    m_grid->refresh(stepId);
    const plan::Record record = m_feed.record(stepId);
    if (m_follows && !m_grid->hasFocus()
        && (record.state == StepState::Running || record.state == StepState::Failed)) {
        m_grid->choose(stepId);
    }
    if (m_grid->chosenSteps().contains(stepId))
        showChosen();
    updateProgress();
    if (record.state == StepState::Failed || m_trouble->isVisible())
        updateTrouble();
}

void PlanView::addLine(const QString &stepId, const QString &line)
{
    QStringList &lines = m_lines[stepId];
    lines << line;
    if (lines.size() > mostLines)
        lines.remove(0, lines.size() - mostLines);
    if (m_grid->chosenSteps().contains(stepId))
        showChosen();
}

void PlanView::updateProgress()
{
    QList<plan::Record> records;
    for (const plan::Step &step : std::as_const(m_feed.steps))
        records << m_feed.record(step.id);
    const StageSummary sum = summary(records);
    m_progress->setRange(0, std::max(1, sum.total));
    m_progress->setValue(sum.done);
    const QDateTime end = isRunning() ? QDateTime::currentDateTimeUtc() : sum.ended;
    const QString steps = tr("%1 of %2 steps").arg(sum.done).arg(sum.total);
    const QString time =
        sum.started.isValid() && end.isValid() ? durationText(sum.started.msecsTo(end)) : QString();
    const QString hint = m_mode == Mode::Creating || m_mode == Mode::Changing
        ? tr("The work goes on while Skep runs, also with this page closed.")
        : QString();
    QStringList parts{steps};
    if (!time.isEmpty())
        parts << time;
    if (!hint.isEmpty())
        parts << hint;
    m_progressText->setText(parts.join(u"  ·  "_s));
}

void PlanView::updateTrouble()
{
    const plan::Step *failed = nullptr;
    for (const plan::Step &step : std::as_const(m_feed.steps)) {
        if (!failed && m_feed.record(step.id).state == StepState::Failed)
            failed = &step;
    }
    const bool stopped = isStopped();
    m_trouble->setVisible(failed || stopped);
    if (!failed && !stopped)
        return;
    m_trouble->setKind(failed ? Card::Kind::Error : Card::Kind::Warning);
    const Error error = failed ? m_feed.record(failed->id).error : m_error;
    if (failed) {
        const QString machine = failed->id.section(u'/', 0, 0);
        m_troubleTitle->setText(machine == "cluster"_L1 ? m_feed.title(*failed)
                                                        : tr("%1: %2").arg(machine, m_feed.title(*failed)));
    } else {
        m_troubleTitle->setText(tr("This work was interrupted"));
    }
    const bool isSilent = error.message.isEmpty() || error.code == ErrorCode::Cancelled;
    m_troubleText->setText(isSilent && !failed ? tr("What is done stays done. Resume goes on with the rest.")
                                               : error.message);
    m_troubleDetail->setPlainText(error.detail);
    m_troubleDetail->setVisible(!error.detail.isEmpty());
    const int lines = std::clamp(int(error.detail.count(u'\n')) + 1, 2, 6);
    m_troubleDetail->setFixedHeight(lines * m_troubleDetail->fontMetrics().lineSpacing() + 24);
    m_retry->setText(failed ? tr("&Retry") : tr("&Resume"));
    m_retry->setEnabled(stopped); // while others still run, it would change nothing
    m_rollBack->setEnabled(stopped);
    m_rollBack->setVisible(m_mode != Mode::Destroying && m_mode != Mode::DestroyInterrupted);
    m_rollBack->setText(isChange() ? tr("Gi&ve up…") : tr("Roll &back…"));
    m_rollBack->setToolTip(isChange() ? tr("What was added goes again; what was drained takes tasks again.")
                                      : tr("Deletes everything that was made for this cluster."));
    m_hurry->setVisible(m_mode == Mode::ChangeInterrupted && failed && failed->kind == "drain"_L1);
}

QString PlanView::linesOf(const QString &stepId) const
{
    QStringList lines = m_lines.value(stepId);
    const plan::Record record = m_feed.record(stepId);
    if (record.state == StepState::Failed) {
        lines << record.error.message;
        if (!record.error.detail.isEmpty())
            lines << record.error.detail;
    }
    return lines.join(u'\n');
}

void PlanView::showChosen()
{
    if (m_grid->hasFocus())
        m_follows = false;
    const QStringList chosen = m_grid->chosenSteps();
    const QRect field = m_grid->chosenBox();
    m_scroll->ensureVisible(field.center().x(), field.center().y(), field.width() / 2, field.height() / 2);
    m_outputTitle->setText(m_grid->chosenTitle());
    QStringList parts;
    for (const plan::Step &step : std::as_const(m_feed.steps)) {
        if (!chosen.contains(step.id))
            continue;
        const plan::Record record = m_feed.record(step.id);
        QString head = u"%1 — %2"_s.arg(m_feed.title(step), stateWord(record.state).toLower());
        if (record.started.isValid() && record.ended.isValid())
            head += u", %1"_s.arg(durationText(record.started.msecsTo(record.ended)));
        const QString lines = linesOf(step.id);
        parts << (lines.isEmpty() ? head : head + u"\n    "_s + QString(lines).replace(u"\n"_s, u"\n    "_s));
    }
    const bool atEnd = m_output->verticalScrollBar()->value() >= m_output->verticalScrollBar()->maximum() - 4;
    const int before = m_output->verticalScrollBar()->value();
    m_output->setPlainText(parts.join(u'\n'));
    m_output->verticalScrollBar()->setValue(atEnd ? m_output->verticalScrollBar()->maximum() : before);
}

} // namespace skep::ui
