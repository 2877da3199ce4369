// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "ui/plan/plangrid.h"
#include "ui/plan/planview.h"
#include "ui/plan/stages.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;
using plan::StepState;

class TestPlanView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void machinesAreRowsAndStagesAreColumns();
    void aFieldSumsUpItsSteps();
    void progressAndOutputFollowTheWork();
    void aFailureIsToldWithTheWaysOn();
    void whatAnEndedProgramLeftRunningIsShownAsStopped();
    void remoteTextStaysPlain();
    void arrowsChooseFields();

private:
    void set(const QString &id, StepState state, const Error &error = {});
    PlanFeed feed();

    QList<plan::Step> m_steps = samplePlan();
    QHash<QString, plan::Record> m_records;
};

void TestPlanView::init()
{
    m_records.clear();
}

void TestPlanView::set(const QString &id, StepState state, const Error &error)
{
    plan::Record record;
    record.state = state;
    record.error = error;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (state != StepState::Waiting)
        record.started = now.addMSecs(-7400);
    if (state == StepState::Done || state == StepState::Failed)
        record.ended = now.addMSecs(-2200);
    m_records[id] = record;
}

PlanFeed TestPlanView::feed()
{
    return {m_steps, [this](const QString &id) { return m_records.value(id); },
            [](const plan::Step &step) { return step.kind; }};
}

void TestPlanView::machinesAreRowsAndStagesAreColumns()
{
    const StageGrid grid = stageGrid(m_steps);
    QCOMPARE(grid.rows.size(), 5);
    QCOMPARE(grid.rows[0].name, QString());
    QCOMPARE(grid.rows[1].name, u"hive-consul-1"_s);
    QCOMPARE(grid.stages.first(), u"Prepare"_s);
    QCOMPARE(grid.stages.last(), u"Proof"_s);
    int steps = 0;
    for (const StageRow &row : grid.rows) {
        QCOMPARE(row.cells.size(), grid.stages.size());
        for (const StageCell &cell : row.cells)
            steps += int(cell.stepIds.size());
    }
    QCOMPARE(steps, int(m_steps.size())); // none is lost, none is shown twice
}

void TestPlanView::aFieldSumsUpItsSteps()
{
    plan::Record done;
    done.state = StepState::Done;
    plan::Record running;
    running.state = StepState::Running;
    plan::Record failed;
    failed.state = StepState::Failed;
    QCOMPARE(summary({done, done}).state, StepState::Done);
    QCOMPARE(summary({done, {}}).state, StepState::Waiting);
    QCOMPARE(summary({done, running}).state, StepState::Running);
    QCOMPARE(summary({done, running, failed}).state, StepState::Failed);
    QCOMPARE(summary({done, {}}).done, 1);
}

void TestPlanView::progressAndOutputFollowTheWork()
{
    PlanView view;
    view.setPlan(u"Creating hive"_s, feed());
    view.setMode(PlanView::Mode::Creating);
    view.show();
    set(u"cluster/keys"_s, StepState::Done);
    set(u"cluster/ssh-key"_s, StepState::Done);
    set(u"hive-manager-1/create"_s, StepState::Done);
    set(u"hive-manager-1/address"_s, StepState::Done);
    set(u"hive-worker-1/create"_s, StepState::Done);
    set(u"hive-worker-1/address"_s, StepState::Running);
    set(u"hive-manager-1/engine"_s, StepState::Running);
    for (const auto &step : std::as_const(m_steps))
        view.updateStep(step.id);
    view.addLine(u"hive-manager-1/engine"_s, u"Setting up docker.io (20.10.24)"_s);
    view.findChild<PlanGrid *>()->choose(u"hive-manager-1/engine"_s);
    QCOMPARE(view.findChild<QProgressBar *>()->value(), 5);
    const auto texts = view.findChildren<QPlainTextEdit *>();
    QVERIFY(std::any_of(texts.begin(), texts.end(),
                        [](auto *text) { return text->toPlainText().contains(u"docker.io (20.10.24)"_s); }));
    QVERIFY(view.findChild<QPushButton *>(u"CancelPlan"_s)->isVisible());
    QVERIFY(!view.findChild<QPushButton *>(u"RetryPlan"_s)->isVisible());
    shot(&view, u"plan-running"_s, {1032, 740});
    theme::apply(theme::Mode::Dark);
    shot(&view, u"plan-running-dark"_s, {1032, 740});
    theme::apply(theme::Mode::Light);
}

void TestPlanView::aFailureIsToldWithTheWaysOn()
{
    PlanView view;
    view.setPlan(u"Creating hive"_s, feed());
    view.show();
    set(u"cluster/keys"_s, StepState::Done);
    set(u"hive-worker-2/engine"_s, StepState::Failed,
        {ErrorCode::Remote,
         u"The package list of hive-worker-2 cannot be read: the mirror does not answer."_s,
         u"E: Failed to fetch http://mirror.example/debian/dists/bookworm/InRelease"_s, true});
    view.updateStep(u"hive-worker-2/engine"_s);
    auto *retry = view.findChild<QPushButton *>(u"RetryPlan"_s);
    QVERIFY(retry->isVisible());
    QVERIFY(!retry->isEnabled()); // others still run
    view.setMode(PlanView::Mode::Interrupted);
    QVERIFY(retry->isEnabled());
    QSignalSpy retried(&view, &PlanView::retryRequested);
    QSignalSpy rolledBack(&view, &PlanView::rollBackRequested);
    QTest::mouseClick(retry, Qt::LeftButton);
    QTest::mouseClick(view.findChild<QPushButton *>(u"RollBack"_s), Qt::LeftButton);
    QCOMPARE(retried.size(), 1);
    QCOMPARE(rolledBack.size(), 1);
    shot(&view, u"plan-failed"_s, {1032, 740});
    set(u"hive-worker-2/engine"_s, StepState::Done);
    view.updateStep(u"hive-worker-2/engine"_s);
    view.setMode(PlanView::Mode::Creating);
    QVERIFY(!retry->isVisible());
}

void TestPlanView::whatAnEndedProgramLeftRunningIsShownAsStopped()
{
    PlanView view;
    set(u"cluster/keys"_s, StepState::Running);
    view.setPlan(u"Creating hive"_s, feed());
    view.setMode(PlanView::Mode::Creating);
    const auto output = [&view] {
        QString text;
        for (auto *box : view.findChildren<QPlainTextEdit *>())
            text += box->toPlainText();
        return text;
    };
    QVERIFY(output().contains(u"keys — running"_s));
    view.setMode(PlanView::Mode::Interrupted);
    QVERIFY(output().contains(u"keys — stopped"_s));
    QVERIFY(!output().contains(u"running"_s));
}

void TestPlanView::remoteTextStaysPlain()
{
    PlanView view;
    view.setPlan(u"<b>Creating</b>"_s, feed());
    view.addLine(u"cluster/keys"_s, u"<h1>loud</h1> &amp;"_s);
    const auto texts = view.findChildren<QPlainTextEdit *>();
    QVERIFY(std::any_of(texts.begin(), texts.end(),
                        [](auto *text) { return text->toPlainText().contains(u"<h1>loud</h1> &amp;"_s); }));
    for (auto *label : view.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestPlanView::arrowsChooseFields()
{
    PlanGrid grid;
    grid.setFeed(feed());
    grid.resize(grid.sizeHint());
    grid.choose(u"hive-manager-1/create"_s);
    QSignalSpy changed(&grid, &PlanGrid::chosenChanged);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.chosenSteps(), (QStringList{u"hive-manager-1/login"_s, u"hive-manager-1/prepare"_s}));
    QTest::keyClick(&grid, Qt::Key_Down);
    QCOMPARE(grid.chosenSteps().first(), u"hive-worker-1/login"_s);
    QCOMPARE(changed.size(), 2);
}

QTEST_MAIN(TestPlanView)
#include "tst_planview.moc"
