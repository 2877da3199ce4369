// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "tests/ui/workbench.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/difftable.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/servicespage.h"
#include "ui/workloads/stackform.h"
#include "ui/workloads/stackspage.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestStacks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void thoseThatRunAreShown();
    void oneIsReviewedBeforeItIsDeployed();
    void anotherTextIsReviewedAgain();
    void aBadFileIsToldAtTheFieldAndStays();
    void aFailedDeploymentKeepsTheTextAndTheMessages();
    void updatingSaysWhatIsNotInTheFile();
    void aFileIsChosen();
    void removingAsksFirst();
    void anOldClientStillDeploys();
    void longNamesAndTheDark();

private:
    static StackForm *open(Workbench &bench);
    static cluster::StackPreview preview();
};

StackForm *TestStacks::open(Workbench &bench)
{
    bench.operations.stackPreview = preview();
    bench.operations.clientSays = {"Creating network shop_default\nCreating service shop_\xc3",
                                   "\xa4pfel\n"}; // a letter cut in two
    bench.view->showPage(ClusterView::Stacks);
    bench.press(u"DeployStack"_s);
    auto *form = bench.page<StackForm>();
    form->findChild<QLineEdit *>(u"StackName"_s)->setText(u"shop"_s);
    form->findChild<QPlainTextEdit *>(u"Compose"_s)
        ->setPlainText(
            u"services:\n  web:\n    image: registry.example.org/shop/web:2.5\n    restart: always\n"_s);
    return form;
}

cluster::StackPreview TestStacks::preview()
{
    cluster::StackPreview preview;
    preview.rows = {
        {u"db"_s, {}, u"postgres:16"_s, -1, 1},
        {u"old"_s, u"registry.example.org/shop/old:1"_s, {}, 2, -1},
        {u"web"_s, u"registry.example.org/shop/web:2.4"_s, u"registry.example.org/shop/web:2.5"_s, 3, 4}};
    preview.notes = {u"“restart” of web is ignored: write deploy: restart_policy: instead."_s};
    return preview;
}

void TestStacks::thoseThatRunAreShown()
{
    Workbench bench;
    bench.view->showPage(ClusterView::Stacks);
    auto *page = bench.page<StacksPage>();
    auto *table = page->findChild<QTableView *>();
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 2).data().toString(), u"2/3"_s);
    page->showKey(u"shop"_s);
    shot(bench.view.get(), u"stacks"_s, {1032, 776});
    bench.press(u"StackServices"_s);
    QCOMPARE(bench.view->page(), ClusterView::Services);
    bench.view->showPage(ClusterView::Stacks);
    bench.writer.edit().services.removeFirst();
    bench.writer.commit();
    QCOMPARE(table->model()->rowCount(), 0);
    shot(bench.view.get(), u"stacks-empty"_s, {1032, 776});
}

void TestStacks::oneIsReviewedBeforeItIsDeployed()
{
    Workbench bench;
    StackForm *form = open(bench);
    shot(bench.view.get(), u"stack-form"_s, {1032, 776});
    bench.press(u"NextStack"_s);
    auto *changes = form->findChild<DiffTable *>();
    QTRY_VERIFY(changes->isVisible());
    QCOMPARE(bench.operations.calls, QStringList{u"preview shop"_s}); // nothing is changed yet
    QCOMPARE(changes->topLevelItemCount(), 4); // web has another number of tasks, too
    QCOMPARE(changes->topLevelItem(3)->text(2), u"4"_s);
    QVERIFY(changes->topLevelItem(1)->text(2).contains(u"stays"_s));
    QVERIFY(form->findChild<PlainLabel *>(u"StackNote"_s)->text().contains(u"restart"_s));
    shot(bench.view.get(), u"stack-review"_s, {1032, 776});
    bench.press(u"NextStack"_s);
    auto *said = form->findChild<QPlainTextEdit *>(u"StackMessages"_s);
    QTRY_COMPARE(said->toPlainText(), u"Creating network shop_default\nCreating service shop_äpfel\n"_s);
    QCOMPARE(bench.operations.calls.constLast(), u"deploy shop"_s);
    QVERIFY(!bench.operations.sentStack.isPruning);
    QVERIFY(bench.operations.sentStack.compose.contains("web:2.5"));
    QTRY_VERIFY(form->findChild<MessageBar *>()->text().contains(u"deployed"_s));
    shot(bench.view.get(), u"stack-deployed"_s, {1032, 776});
    bench.press(u"NextStack"_s); // shows it
    QVERIFY(bench.page<StacksPage>()->isVisible());
}

void TestStacks::anotherTextIsReviewedAgain()
{
    Workbench bench;
    StackForm *form = open(bench);
    bench.press(u"NextStack"_s);
    QTRY_VERIFY(form->findChild<DiffTable *>()->isVisible());
    QTest::keyClicks(form->findChild<QPlainTextEdit *>(u"Compose"_s), u"#"_s);
    QVERIFY(!form->findChild<DiffTable *>()->isVisible());
    bench.press(u"NextStack"_s);
    QTRY_VERIFY(form->findChild<DiffTable *>()->isVisible());
    QCOMPARE(bench.operations.calls, (QStringList{u"preview shop"_s, u"preview shop"_s}));
}

void TestStacks::aBadFileIsToldAtTheFieldAndStays()
{
    Workbench bench;
    StackForm *form = open(bench);
    auto *name = form->findChild<QLineEdit *>(u"StackName"_s);
    auto *compose = form->findChild<QPlainTextEdit *>(u"Compose"_s);
    auto *row = qobject_cast<FieldRow *>(compose->parentWidget());
    const QString typed = compose->toPlainText();
    name->setText(u"My Shop"_s);
    bench.press(u"NextStack"_s);
    QVERIFY(bench.operations.calls.isEmpty());
    QVERIFY(!qobject_cast<FieldRow *>(name->parentWidget())->problem().isEmpty());
    name->setText(u"shop"_s);
    bench.operations.stackPreview =
        fail(ErrorCode::Config, u"services.web Additional property imag is not allowed"_s);
    bench.press(u"NextStack"_s);
    QTRY_COMPARE(row->problem(), u"services.web Additional property imag is not allowed"_s);
    QCOMPARE(compose->toPlainText(), typed);
    shot(bench.view.get(), u"stack-mistake"_s, {1032, 776});
    bench.view->showPage(ClusterView::Overview); // looking elsewhere keeps it too
    bench.view->showPage(ClusterView::Stacks);
    QVERIFY(form->isVisible());
    QCOMPARE(compose->toPlainText(), typed);
    compose->clear();
    bench.press(u"NextStack"_s);
    QVERIFY(row->problem().contains(u"Choose a compose file"_s));
}

void TestStacks::aFailedDeploymentKeepsTheTextAndTheMessages()
{
    Workbench bench;
    StackForm *form = open(bench);
    bench.press(u"NextStack"_s);
    QTRY_VERIFY(form->findChild<DiffTable *>()->isVisible());
    bench.operations.refusal = Error{ErrorCode::Network, u"The connection to hive-manager-1 failed."_s};
    bench.press(u"NextStack"_s);
    QTRY_COMPARE(form->findChild<MessageBar *>()->text(), u"The connection to hive-manager-1 failed."_s);
    QVERIFY(form->findChild<QPlainTextEdit *>(u"StackMessages"_s)->isVisible());
    QVERIFY(form->findChild<QPlainTextEdit *>(u"Compose"_s)->toPlainText().contains(u"web:2.5"_s));
    shot(bench.view.get(), u"stack-failed"_s, {1032, 776});
}

void TestStacks::updatingSaysWhatIsNotInTheFile()
{
    Workbench bench;
    bench.operations.stackPreview = preview();
    bench.view->showPage(ClusterView::Stacks);
    bench.page<StacksPage>()->showKey(u"shop"_s);
    bench.press(u"UpdateStack"_s);
    auto *form = bench.page<StackForm>();
    QVERIFY(form->findChild<QLineEdit *>(u"StackName"_s)->isReadOnly());
    QVERIFY(form->findChild<MessageBar *>()->text().contains(u"keeps no compose file"_s));
    form->findChild<QPlainTextEdit *>(u"Compose"_s)->setPlainText(u"services:\n  web:\n    image: x\n"_s);
    form->findChild<QCheckBox *>(u"Prune"_s)->setChecked(true);
    bench.press(u"NextStack"_s);
    auto *changes = form->findChild<DiffTable *>();
    QTRY_VERIFY(changes->isVisible());
    QVERIFY(changes->topLevelItem(1)->text(2).isEmpty()); // it goes
    bench.press(u"NextStack"_s);
    QTRY_COMPARE(bench.operations.calls.constLast(), u"deploy shop"_s);
    QVERIFY(bench.operations.sentStack.isPruning);
    QTRY_VERIFY(form->findChild<MessageBar *>()->text().contains(u"deployed"_s));
    bench.press(u"NextStack"_s);
    bench.press(u"UpdateStack"_s); // in the same run the file is still known
    QVERIFY(form->findChild<QPlainTextEdit *>(u"Compose"_s)->toPlainText().contains(u"image: x"_s));
}

void TestStacks::aFileIsChosen()
{
    ScriptedOperations operations;
    StackForm form(&operations);
    form.beginNew();
    auto *compose = form.findChild<QPlainTextEdit *>(u"Compose"_s);
    QTemporaryFile good;
    QVERIFY(good.open());
    good.write("services: {}\n");
    good.close();
    form.takeFile(good.fileName());
    QCOMPARE(compose->toPlainText(), u"services: {}\n"_s);
    QTemporaryFile bad;
    QVERIFY(bad.open());
    bad.write(QByteArray("\x7f\x45\x4c\x46\0\xff", 6));
    bad.close();
    auto *row = qobject_cast<FieldRow *>(compose->parentWidget());
    form.takeFile(bad.fileName());
    QVERIFY(!row->problem().isEmpty());
    form.takeFile(u"/no/such/file"_s);
    QVERIFY(row->problem().contains(u"/no/such/file"_s));
    QCOMPARE(compose->toPlainText(), u"services: {}\n"_s);
}

void TestStacks::removingAsksFirst()
{
    Workbench bench;
    bench.view->showPage(ClusterView::Stacks);
    auto *page = bench.page<StacksPage>();
    page->showKey(u"shop"_s);
    bench.press(u"RemoveStack"_s);
    auto *dialog = page->findChild<ConfirmDialog *>();
    QVERIFY(dialog);
    QVERIFY(bench.operations.calls.isEmpty());
    shot(dialog, u"stack-remove"_s, dialog->sizeHint());
    bench.operations.refusal = Error{ErrorCode::Conflict, u"Network shop_net is in use by service other."_s};
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
    QCOMPARE(bench.operations.calls, QStringList{u"stack rm shop"_s});
    QTRY_VERIFY(page->findChild<MessageBar *>()->text().contains(u"in use by service other"_s));
}

void TestStacks::anOldClientStillDeploys()
{
    Workbench bench;
    StackForm *form = open(bench);
    cluster::StackPreview unread;
    unread.isRead = false;
    unread.notes = {u"The docker client of this manager is too old to show what it reads."_s};
    bench.operations.stackPreview = unread;
    bench.press(u"NextStack"_s);
    QTRY_VERIFY(form->findChild<PlainLabel *>(u"StackNote"_s));
    QVERIFY(!form->findChild<DiffTable *>()->isVisible());
    bench.press(u"NextStack"_s);
    QTRY_COMPARE(bench.operations.calls.constLast(), u"deploy shop"_s);
}

void TestStacks::longNamesAndTheDark()
{
    Workbench bench;
    StackForm *form = open(bench);
    cluster::StackPreview many = preview();
    for (int i = 0; i < 12; ++i)
        many.rows.append({u"a-service-with-a-rather-long-name-%1"_s.arg(i),
                          {},
                          u"registry.example.org:5000/team/group/an-image-with-a-long-name:2026-11-25"_s,
                          -1,
                          2});
    many.notes.append(many.notes.first());
    many.messages = u"Since --detach=false was not specified, tasks will be created in the background."_s;
    bench.operations.stackPreview = many;
    form->findChild<QLineEdit *>(u"StackName"_s)->setText(QString(63, u'w'));
    theme::apply(theme::Mode::Dark);
    bench.press(u"NextStack"_s);
    QTRY_VERIFY(form->findChild<DiffTable *>()->isVisible());
    shot(bench.view.get(), u"stack-long-dark"_s, {1032, 776});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestStacks)
#include "tst_stacks.moc"
