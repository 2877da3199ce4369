// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/storewriter.h"
#include "tests/ui/scriptedchanges.h"
#include "tests/ui/uisupport.h"
#include "ui/nodes/addnodesdialog.h"
#include "ui/nodes/changebar.h"
#include "ui/nodes/changedialog.h"
#include "ui/nodes/labelsdialog.h"
#include "ui/nodes/nodedesk.h"
#include "ui/plan/planview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;
using cluster::MachineRole;

//! The dialogs that change nodes, with a scripted cluster behind them: what they show, what they ask for, and
//! what they say when it cannot be.
class TestNodes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void cleanup();
    void newNodesTakeTheShapeOfTheirRole();
    void namesGoOnCounting();
    void aMistakeStandsAtItsField();
    void whatWasTypedStaysAfterARefusal();
    void removingShowsWhatWillHappen();
    void theMajorityIsDefendedWhileTheDialogIsOpen();
    void aDeadNodeIsReplacedUnderAnotherName();
    void rolesAreChangedInNumbers();
    void labelsAreSentByTheirDifference();
    void theMenuSaysWhatCannotBe();
    void consulServersAreReplaced();
    void availabilityIsSetAtOnce();
    void aChangeThatStandsOffersTheWaysOn();
    void aPlanThatWaitsForTasksCanBeHurried();

private:
    void show(int reachableManagers = 3, bool isWorkerDead = false);
    template <typename Dialog>
    void press(Dialog *dialog, const QString &name)
    {
        QTest::mouseClick(dialog->template findChild<QPushButton *>(name), Qt::LeftButton);
    }
    static QString told(QDialog *dialog);
    static QStringList problems(QDialog *dialog);
    void picture(QDialog *dialog, const QString &name);

    std::unique_ptr<cluster::Store> m_store;
    std::unique_ptr<cluster::StoreWriter> m_writer;
    std::unique_ptr<ScriptedChanges> m_changes;
};

void TestNodes::init()
{
    m_store = std::make_unique<cluster::Store>(false);
    m_writer = std::make_unique<cluster::StoreWriter>(m_store.get());
    m_changes = std::make_unique<ScriptedChanges>();
    show();
}

void TestNodes::cleanup()
{
    QList<QDialog *> left; // of a test that has failed
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QDialog *>(widget))
            left << dialog;
    }
    qDeleteAll(left);
    m_changes.reset();
    m_writer.reset();
    m_store.reset();
}

void TestNodes::show(int reachableManagers, bool isWorkerDead)
{
    cluster::Facts &facts = m_writer->edit();
    facts.live = cluster::LiveState::Live;
    facts.lastHeard = QDateTime::currentDateTimeUtc();
    facts.nodes.clear();
    facts.tasks.clear();
    int managers = 0;
    for (const auto &machine : std::as_const(m_changes->machines)) {
        if (machine.role == MachineRole::ConsulServer)
            continue;
        docker::Node node;
        node.id = u"id-"_s + machine.name;
        node.hostname = machine.name;
        node.state = docker::NodeState::Ready;
        if (machine.role == MachineRole::Manager) {
            node.role = docker::NodeRole::Manager;
            node.isReachableManager = managers < reachableManagers;
            node.isLeader = managers == 0;
            if (!node.isReachableManager)
                node.state = docker::NodeState::Down;
            ++managers;
        } else if (machine.name.endsWith(u"-1"_s)) {
            node.labels = {{u"disk"_s, u"ssd"_s}, {u"rack"_s, u"a 1"_s}};
            if (isWorkerDead)
                node.state = docker::NodeState::Down;
        }
        facts.nodes << node;
        facts.machineNames.insert(node.id, machine.name);
    }
    for (int i = 0; i < 2; ++i) {
        docker::Task task;
        task.id = u"t%1"_s.arg(i);
        task.serviceId = u"s"_s;
        task.nodeId = u"id-hive-worker-1"_s;
        task.state = task.desiredState = u"running"_s;
        facts.tasks << task;
    }
    m_writer->commit();
}

QString TestNodes::told(QDialog *dialog)
{
    const auto *bar = dialog->findChild<MessageBar *>();
    return bar->isVisibleTo(dialog) ? bar->text() : QString();
}

QStringList TestNodes::problems(QDialog *dialog)
{
    QStringList found;
    for (const FieldRow *row : dialog->findChildren<FieldRow *>()) {
        if (!row->problem().isEmpty())
            found << row->control()->objectName() + u": "_s + row->problem();
    }
    return found;
}

void TestNodes::picture(QDialog *dialog, const QString &name)
{
    dialog->resize(dialog->sizeHint().expandedTo({620, 0}));
    shot(dialog, name, dialog->size());
    theme::apply(theme::Mode::Dark);
    shot(dialog, name + u"-dark"_s, dialog->size());
    theme::apply(theme::Mode::Light);
}

void TestNodes::newNodesTakeTheShapeOfTheirRole()
{
    auto *dialog = new AddNodesDialog(m_changes.get());
    dialog->show();
    QTRY_COMPARE(dialog->findChild<QComboBox *>(u"NodeType"_s)->count(),
                 2); // not what the account may not use
    QCOMPARE(dialog->wish().role, MachineRole::Worker);
    QCOMPARE(dialog->wish().type, u"standard.medium"_s);
    QCOMPARE(dialog->wish().diskGiB, 20);
    QCOMPARE(dialog->wish().templateName, m_changes->wanted.templateName);
    dialog->findChild<QComboBox *>(u"NodeRole"_s)->setCurrentIndex(1);
    QCOMPARE(dialog->wish().type, u"standard.small"_s);
    QCOMPARE(dialog->wish().diskGiB, 10);
    picture(dialog, u"nodes-add-manager"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    QVERIFY(m_changes->asked.isEmpty());
}

void TestNodes::namesGoOnCounting()
{
    m_changes->used[u"worker"_s] = 6; // 3 to 6 have had their machines
    auto *dialog = new AddNodesDialog(m_changes.get());
    dialog->show();
    auto *names = dialog->findChild<PlainLabel *>(u"NodeNames"_s);
    QTRY_VERIFY(names->text().contains(u"hive-worker-7"_s));
    auto *count = dialog->findChild<QSpinBox *>(u"NodeCount"_s);
    QVERIFY(count->hasFocus() || count->isAncestorOf(dialog->focusWidget()));
    QTest::keyClicks(count, u"2"_s); // what is there is selected
    picture(dialog, u"nodes-add"_s);
    QTRY_COMPARE(names->text(), u"New: hive-worker-7 and hive-worker-8"_s);
    QSignalSpy accepted(dialog, &QDialog::accepted);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(m_changes->asked,
             QStringList{u"add 2 worker standard.medium 20 "_s + m_changes->wanted.templateName});
}

void TestNodes::aMistakeStandsAtItsField()
{
    m_changes->wanted.workerOptions.antiAffinity = true;
    auto *dialog = new AddNodesDialog(m_changes.get());
    dialog->show();
    auto *add = dialog->findChild<QPushButton *>(u"AddThem"_s);
    QTRY_VERIFY(add->isEnabled());
    dialog->findChild<QSpinBox *>(u"NodeCount"_s)->setValue(7);
    QCOMPARE(problems(dialog).size(), 1);
    QVERIFY2(problems(dialog).constFirst().startsWith(u"NodeCount: "_s)
                 && problems(dialog).constFirst().contains(u"8 at most; with these it would be 9"_s),
             qPrintable(problems(dialog).constFirst()));
    QVERIFY(!add->isEnabled());
    dialog->findChild<QSpinBox *>(u"NodeCount"_s)->setValue(6);
    QCOMPARE(problems(dialog), QStringList());
    dialog->findChild<QComboBox *>(u"NodeTemplate"_s)->setCurrentIndex(1);
    QCOMPARE(problems(dialog), QStringList{u"NodeDisk: The template needs a disk of at least 50 GiB."_s});
    QVERIFY(!add->isEnabled());
    picture(dialog, u"nodes-add-mistake"_s);
    dialog->findChild<QSpinBox *>(u"NodeDisk"_s)->setValue(50);
    QVERIFY(add->isEnabled());
    const QString commands = dialog->findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY2(commands.startsWith(
                 u"skepctl node add hive --count 6 --disk 50 --template 'Linux Ubuntu 24.04 LTS 64-bit'"_s),
             qPrintable(commands));
    dialog->close();
}

void TestNodes::whatWasTypedStaysAfterARefusal()
{
    auto *dialog = new AddNodesDialog(m_changes.get());
    dialog->show();
    QTRY_VERIFY(dialog->findChild<QPushButton *>(u"AddThem"_s)->isEnabled());
    dialog->findChild<QSpinBox *>(u"NodeCount"_s)->setValue(3);
    m_changes->refusal = Error{ErrorCode::Conflict, u"Another change has begun meanwhile."_s};
    press(dialog, u"AddThem"_s);
    QTRY_COMPARE(told(dialog), m_changes->refusal->message);
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->wish().count, 3);
    m_changes->refusal.reset();
    QSignalSpy accepted(dialog, &QDialog::accepted);
    press(dialog, u"AddThem"_s);
    QTRY_COMPARE(accepted.count(), 1);
}

void TestNodes::removingShowsWhatWillHappen()
{
    auto *dialog = new ChangeDialog(NodeVerb::Remove, {u"hive-worker-1"_s, u"hive-manager-3"_s},
                                    m_changes.get(), m_store.get());
    dialog->show();
    QVERIFY(dialog->focusWidget()
            != dialog->findChild<QPushButton *>(u"ConfirmChange"_s)); // Enter deletes nothing
    picture(dialog, u"nodes-remove"_s);
    const QString steps = dialog->findChild<QPlainTextEdit *>(u"ChangeSteps"_s)->toPlainText();
    int at = -1;
    for (const char *step : {"hive-worker-1", "Drain the node", "Leave the swarm", "Remove the node",
                             "Leave Consul", "Delete the machine"}) {
        const int found = int(steps.indexOf(QLatin1StringView(step), at + 1));
        QVERIFY2(found > at, qPrintable(QLatin1StringView(step) + u" in:\n"_s + steps));
        at = found;
    }
    QVERIFY(steps.contains(u"Make the manager a worker"_s));
    const QString commands = dialog->findChild<QPlainTextEdit *>(u"ChangeCommands"_s)->toPlainText();
    QVERIFY(commands.startsWith(u"skepctl node remove hive hive-manager-3 hive-worker-1"_s)
            || commands.startsWith(u"skepctl node remove hive hive-worker-1 hive-manager-3"_s));
    QVERIFY(commands.contains(u"docker node update --availability drain hive-worker-1"_s));
    QVERIFY(commands.contains(u"docker node demote hive-manager-3"_s));
    QCOMPARE(told(dialog), QString());
    dialog->findChild<QSpinBox *>(u"Patience"_s)->setValue(30);
    dialog->findChild<QCheckBox *>(u"Hurried"_s)->setChecked(true);
    QVERIFY(!dialog->findChild<QSpinBox *>(u"Patience"_s)->isEnabled());
    QVERIFY(dialog->findChild<QPlainTextEdit *>(u"ChangeCommands"_s)->toPlainText().contains(u" --force"_s));
    QSignalSpy accepted(dialog, &QDialog::accepted);
    press(dialog, u"ConfirmChange"_s);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(m_changes->asked, QStringList{u"remove hive-worker-1 hive-manager-3 hurried"_s});
}

void TestNodes::theMajorityIsDefendedWhileTheDialogIsOpen()
{
    auto *dialog = new ChangeDialog(NodeVerb::Remove, {u"hive-manager-2"_s}, m_changes.get(), m_store.get());
    dialog->show();
    auto *deed = dialog->findChild<QPushButton *>(u"ConfirmChange"_s);
    QVERIFY(deed->isEnabled());
    show(2); // one of the others falls
    QCoreApplication::sendPostedEvents(); // to the dialog's layout
    for (const QPlainTextEdit *text : dialog->findChildren<QPlainTextEdit *>()) // nothing is cut off for it
        QVERIFY(text->height() <= text->parentWidget()->height() - text->y());
    picture(dialog, u"nodes-remove-refused"_s);
    QCOMPARE(told(dialog),
             u"3 managers, 2 reachable; removing hive-manager-2 leaves 1 of 2 reachable, 2 needed: the swarm "
             u"would lose "
             "its majority. Bring back or remove the unreachable ones first."_s);
    QVERIFY(!deed->isEnabled());
    show(3);
    QCOMPARE(told(dialog), QString());
    QVERIFY(deed->isEnabled());
    // What the dialog could not know is said in it, and it stays.
    m_changes->refusal = Error{ErrorCode::Conflict, u"No manager of the cluster can be asked."_s};
    press(dialog, u"ConfirmChange"_s);
    QTRY_COMPARE(told(dialog), m_changes->refusal->message);
    QVERIFY(dialog->isVisible() && deed->isEnabled());
    dialog->close();
}

void TestNodes::aDeadNodeIsReplacedUnderAnotherName()
{
    auto *dialog = new ChangeDialog(NodeVerb::Replace, {u"hive-worker-1"_s}, m_changes.get(), m_store.get());
    dialog->show();
    QVERIFY(!told(dialog).isEmpty()); // it is well
    QVERIFY(!dialog->findChild<QPushButton *>(u"ConfirmChange"_s)->isEnabled());
    show(3, true);
    QCOMPARE(told(dialog), QString());
    auto *steps = dialog->findChild<QPlainTextEdit *>(u"ChangeSteps"_s);
    picture(dialog, u"nodes-replace"_s);
    QTRY_VERIFY(steps->toPlainText().contains(u"hive-worker-3\n    Create the machine"_s));
    QVERIFY(!steps->toPlainText().contains(u"Drain"_s)); // nothing is asked of the dead
    QSignalSpy accepted(dialog, &QDialog::accepted);
    press(dialog, u"ConfirmChange"_s);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(m_changes->asked, QStringList{u"replace hive-worker-1"_s});
}

void TestNodes::rolesAreChangedInNumbers()
{
    auto *promote = new ChangeDialog(NodeVerb::Promote, {u"hive-worker-1"_s}, m_changes.get(), m_store.get());
    promote->show();
    picture(promote, u"nodes-promote"_s);
    const auto says = [](QDialog *dialog, const QString &text) {
        const auto labels = dialog->findChildren<PlainLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const PlainLabel *label) { return label->text().contains(text); });
    };
    QVERIFY(says(promote, u"3 now, 4 afterwards; of 4 the swarm needs 3 and can lose 1"_s));
    QVERIFY(says(promote, u"An even number"_s));
    QSignalSpy accepted(promote, &QDialog::accepted);
    QTest::keyClick(promote, Qt::Key_Return);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(m_changes->asked, QStringList{u"hive-worker-1 manager"_s});
    auto *demote = new ChangeDialog(NodeVerb::Demote, {u"hive-manager-3"_s}, m_changes.get(), m_store.get());
    demote->show();
    QVERIFY(says(demote, u"3 now, 2 afterwards; of 2 the swarm needs 2 and can lose 0"_s));
    demote->close();
}

void TestNodes::labelsAreSentByTheirDifference()
{
    auto *dialog =
        new LabelsDialog(u"hive-worker-1"_s, {{u"disk"_s, u"ssd"_s}, {u"rack"_s, u"a 1"_s}}, m_changes.get());
    dialog->show();
    auto *edit = dialog->findChild<QPlainTextEdit *>(u"Labels"_s);
    auto *set = dialog->findChild<QPushButton *>(u"SetLabels"_s);
    QCOMPARE(edit->toPlainText(), u"disk=ssd\nrack=a 1"_s);
    QVERIFY(!set->isEnabled());
    picture(dialog, u"nodes-labels"_s);
    for (const auto &[text, part] : {std::pair{u"disk"_s, u"NAME=value"_s},
                                     {u"=x"_s, u"NAME=value"_s},
                                     {u"my disk=1"_s, u"space"_s},
                                     {u"a=1\na=2"_s, u"twice"_s}}) {
        edit->setPlainText(text);
        QCOMPARE(problems(dialog).size(), 1);
        QVERIFY2(problems(dialog).constFirst().contains(part), qPrintable(problems(dialog).constFirst()));
        QVERIFY(!set->isEnabled());
    }
    picture(dialog, u"nodes-labels-mistake"_s);
    edit->setPlainText(u"disk=nvme\nzone=eu=1"_s);
    QCOMPARE(problems(dialog), QStringList());
    m_changes->refusal = Error{ErrorCode::Network, u"No manager of the cluster can be asked."_s};
    press(dialog, u"SetLabels"_s);
    QTRY_COMPARE(told(dialog), m_changes->refusal->message);
    QCOMPARE(edit->toPlainText(), u"disk=nvme\nzone=eu=1"_s);
    m_changes->refusal.reset();
    m_changes->asked.clear();
    QSignalSpy accepted(dialog, &QDialog::accepted);
    press(dialog, u"SetLabels"_s);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(m_changes->asked, QStringList{u"hive-worker-1 disk=nvme zone=eu=1 rack-"_s});
}

void TestNodes::theMenuSaysWhatCannotBe()
{
    QWidget window;
    NodeDesk desk(m_changes.get(), m_store.get(), &window);
    QMenu menu;
    desk.fill(&menu, {u"hive-worker-1"_s});
    const auto action = [&](const char *id) {
        return menu.findChild<QAction *>(u"Node-"_s + QLatin1StringView(id));
    };
    QVERIFY(action("activate")->isChecked() && !action("activate")->isEnabled());
    QVERIFY(action("drain")->isEnabled() && !action("drain")->isChecked());
    QVERIFY(action("promote")->isEnabled() && !action("demote")->isEnabled());
    QVERIFY(!action("replace")->isEnabled() && action("remove")->isEnabled());
    QVERIFY(action("replace")->toolTip().contains(u"only a dead node"_s));
    shot(&menu, u"nodes-menu"_s, menu.sizeHint());
    cluster::Change running;
    running.add = {cluster::machineOf(m_changes->wanted, MachineRole::Worker, 3)};
    m_changes->running = running;
    QVERIFY(desk.whyNotNow(NodeVerb::Remove, {u"hive-worker-1"_s}).contains(u"Add hive-worker-3"_s));
    QVERIFY(desk.whyNotNow(NodeVerb::Drain, {u"hive-worker-1"_s}).isEmpty()); // needs no plan
    QSignalSpy refused(&desk, &NodeDesk::refused);
    desk.addNodes();
    QCOMPARE(refused.count(), 1);
    QVERIFY(window.findChildren<QDialog *>().isEmpty());
    QVERIFY(!desk.whyNotNow(NodeVerb::Labels, {u"hive-worker-1"_s, u"hive-worker-2"_s}).isEmpty());
}

void TestNodes::consulServersAreReplaced()
{
    QWidget window;
    NodeDesk desk(m_changes.get(), m_store.get(), &window);
    m_changes->used.insert(u"consul"_s, 1);
    QVERIFY(desk.whyNotNow(NodeVerb::Drain, {u"hive-consul-1"_s}).contains(u"no node of the swarm"_s));
    QVERIFY(desk.whyNotNow(NodeVerb::Replace, {u"hive-consul-1"_s}).isEmpty()); // also while it lives
    desk.perform(NodeVerb::Remove, {u"hive-consul-1"_s});
    auto *removal = window.findChild<ChangeDialog *>();
    QVERIFY(removal);
    QTRY_VERIFY(told(removal).contains(u"only Consul server"_s));
    QVERIFY(!removal->findChild<QPushButton *>(u"ConfirmChange"_s)->isEnabled());
    shot(removal, u"nodes-remove-consul"_s, removal->sizeHint());
    delete removal;
    desk.perform(NodeVerb::Replace, {u"hive-consul-1"_s});
    auto *dialog = window.findChild<ChangeDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(
        dialog->findChild<QPlainTextEdit *>(u"ChangeSteps"_s)->toPlainText().contains(u"hive-consul-2"_s));
    const QString steps = dialog->findChild<QPlainTextEdit *>(u"ChangeSteps"_s)->toPlainText();
    QVERIFY2(steps.contains(u"Wait until the new Consul server has a vote"_s), qPrintable(steps));
    QVERIFY(dialog->findChild<QPlainTextEdit *>(u"ChangeCommands"_s)
                ->toPlainText()
                .startsWith(u"skepctl node replace hive hive-consul-1"_s));
    shot(dialog, u"nodes-replace-consul"_s, dialog->sizeHint());
    m_changes->asked.clear();
    press(dialog, u"ConfirmChange"_s);
    QTRY_COMPARE(m_changes->asked, QStringList{u"replace hive-consul-1"_s});
}

void TestNodes::availabilityIsSetAtOnce()
{
    QWidget window;
    NodeDesk desk(m_changes.get(), m_store.get(), &window);
    QSignalSpy told(&desk, &NodeDesk::told);
    QSignalSpy refused(&desk, &NodeDesk::refused);
    desk.perform(NodeVerb::Drain, {u"hive-worker-1"_s, u"hive-worker-2"_s});
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(m_changes->asked.size(), 2);
    QCOMPARE(
        told.constFirst().at(1).toString(),
        u"docker node update --availability drain hive-worker-1\ndocker node update --availability drain "
        "hive-worker-2"_s);
    m_changes->refusal = Error{ErrorCode::Network, u"No manager of the cluster can be asked."_s};
    desk.perform(NodeVerb::Pause, {u"hive-worker-1"_s});
    QTRY_COMPARE(refused.count(), 1);
    QCOMPARE(told.count(), 1);
}

void TestNodes::aChangeThatStandsOffersTheWaysOn()
{
    ChangeBar bar;
    bar.setFacts({});
    QVERIFY(!bar.isVisibleTo(nullptr));
    bar.setFacts({u"Add hive-worker-3, hive-worker-4"_s, true, {}, 12, 37});
    shot(&bar, u"change-bar-runs"_s, {1000, bar.sizeHint().height()});
    QVERIFY(!bar.findChild<QPushButton *>(u"ResumeChange"_s)->isVisible());
    bar.setFacts(
        {u"Remove hive-worker-2"_s, false,
         u"hive-worker-2/drain: hive-worker-2 is drained, but after 120 seconds not everything has moved."_s,
         1, 6});
    shot(&bar, u"change-bar-stands"_s, {1000, bar.sizeHint().height()});
    theme::apply(theme::Mode::Dark);
    shot(&bar, u"change-bar-stands-dark"_s, {1000, bar.sizeHint().height()});
    theme::apply(theme::Mode::Light);
    QSignalSpy resumed(&bar, &ChangeBar::resumeRequested);
    QSignalSpy givenUp(&bar, &ChangeBar::giveUpRequested);
    press(&bar, u"ResumeChange"_s);
    press(&bar, u"GiveUpChange"_s);
    QCOMPARE(resumed.count(), 1);
    QCOMPARE(givenUp.count(), 1);
}

void TestNodes::aPlanThatWaitsForTasksCanBeHurried()
{
    cluster::Change change;
    change.remove = {{u"hive-worker-2"_s, MachineRole::Worker, false}};
    change.add = {cluster::machineOf(m_changes->wanted, MachineRole::Worker, 3)};
    const auto steps = cluster::planChange(m_changes->wanted, m_changes->machines, change, u"0123"_s);
    QVERIFY(steps.has_value());
    PlanView view;
    view.setPlan(cluster::describe(change),
                 {*steps,
                  [](const QString &id) {
                      plan::Record record;
                      if (id == "hive-worker-2/drain"_L1) {
                          record.state = plan::StepState::Failed;
                          record.error = {ErrorCode::Timeout,
                                          u"hive-worker-2 is drained, but not everything has moved."_s};
                      }
                      return record;
                  },
                  [](const plan::Step &step) { return step.kind; }});
    view.setMode(PlanView::Mode::ChangeInterrupted);
    shot(&view, u"change-plan"_s, {1032, 776});
    QSignalSpy hurried(&view, &PlanView::hurryRequested);
    QSignalSpy givenUp(&view, &PlanView::giveUpRequested);
    QSignalSpy rolledBack(&view, &PlanView::rollBackRequested);
    QSignalSpy back(&view, &PlanView::backRequested);
    for (const QString &name : {u"HurryChange"_s, u"RollBack"_s, u"BackToCluster"_s})
        press(&view, name);
    QCOMPARE(hurried.count(), 1);
    QCOMPARE(givenUp.count(), 1);
    QCOMPARE(rolledBack.count(), 0); // which would destroy the cluster
    QCOMPARE(back.count(), 1);
    view.setMode(PlanView::Mode::Changing);
    QVERIFY(!view.findChild<QPushButton *>(u"HurryChange"_s)->isVisible());
}

QTEST_MAIN(TestNodes)
#include "tst_nodes.moc"
