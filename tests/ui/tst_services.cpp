// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "tests/ui/workbench.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/difftable.h"
#include "ui/widgets/messagebar.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/servicespage.h"
#include "ui/workloads/taskspage.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

using Bench = Workbench;

class TestServices : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void theStripLeadsToEachPage();
    void theDetailsTellTheReason();
    void theStepperScales();
    void anErrorIsToldWhereItWasAskedFor();
    void removingAsksFirst();
    void rollingBackShowsTheDifferenceFirst();
    void withoutAnEarlierSpecThereIsNoWayBack();
    void inspectIsATreeAndAText();
    void aPendingTaskSaysWhy();
    void aSlotKeepsItsHistory();
    void foreignTextsStayPlain();
    void inTheDark();

private:
    static bool says(QWidget *in, const QString &text);
};

bool TestServices::says(QWidget *in, const QString &text)
{
    const auto labels = in->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void TestServices::theStripLeadsToEachPage()
{
    Bench bench;
    auto *strip = bench.view->findChild<QTabBar *>(u"Pages"_s);
    QCOMPARE(strip->count(), ClusterView::pageTitles().size());
    for (int i = 0; i < strip->count(); ++i) {
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tabRect(i).center());
        QCOMPARE(int(bench.view->page()), i);
    }
    bench.view->showPage(ClusterView::Services);
    shot(bench.view.get(), u"services"_s, {1032, 776});
    bench.view->focusFilter();
    QTest::keyClicks(QApplication::focusWidget(), u"agent"_s);
    QCOMPARE(bench.page<ServicesPage>()->findChild<QTableView *>()->model()->rowCount(), 1);
}

void TestServices::theDetailsTellTheReason()
{
    Bench bench;
    bench.view->showPage(ClusterView::Services);
    auto *page = bench.page<ServicesPage>();
    auto *pane = page->findChild<DetailPane *>();
    QVERIFY(!pane->isVisible());
    page->showKey(u"s1"_s);
    QVERIFY(pane->isVisible());
    shot(bench.view.get(), u"services-detail"_s, {1032, 776});
    QVERIFY(says(pane, u"2 of 3 running"_s));
    QVERIFY(says(pane, u"insufficient resources on 3 nodes"_s));
    QVERIFY(says(pane, u"non-zero exit (137)"_s));
    QVERIFY(QTest::qWaitForWindowActive(bench.view.get()));
    QTest::keyClick(pane, Qt::Key_Escape);
    QTRY_VERIFY(!pane->isVisible());
}

void TestServices::theStepperScales()
{
    Bench bench;
    bench.view->showPage(ClusterView::Services);
    auto *page = bench.page<ServicesPage>();
    page->showKey(u"s1"_s);
    auto *replicas = page->findChild<QSpinBox *>(u"Replicas"_s);
    auto *set = page->findChild<QPushButton *>(u"ApplyScale"_s);
    QCOMPARE(replicas->value(), 3);
    QVERIFY(!set->isEnabled());
    bench.press(u"ScaleService"_s);
    QTest::keyClicks(replicas, u"5"_s);
    QVERIFY(set->isEnabled());
    bench.writer.edit().services[0].running = 3; // what is typed survives news of the same service
    bench.writer.commit();
    QCOMPARE(replicas->value(), 5);
    QTest::keyClick(replicas, Qt::Key_Return);
    QCOMPARE(bench.operations.calls, QStringList{u"scale s1 5"_s});
    page->showKey(u"s2"_s); // global: there is nothing to scale
    QVERIFY(!replicas->isVisible());
    QVERIFY(!page->findChild<QPushButton *>(u"ScaleService"_s)->isEnabled());
}

void TestServices::anErrorIsToldWhereItWasAskedFor()
{
    Bench bench;
    bench.operations.refusal = Error{ErrorCode::Remote, u"The swarm has no leader."_s, u"rpc error"_s};
    bench.view->showPage(ClusterView::Services);
    auto *page = bench.page<ServicesPage>();
    page->showKey(u"s1"_s);
    page->findChild<QSpinBox *>(u"Replicas"_s)->setValue(7);
    bench.press(u"ApplyScale"_s);
    auto *bar = page->findChild<MessageBar *>();
    QTRY_COMPARE(bar->text(), u"Scaling web to 7: The swarm has no leader."_s);
    QVERIFY(bar->isVisible());
    QCOMPARE(page->findChild<QSpinBox *>(u"Replicas"_s)->value(), 7); // what was wanted is still there
    shot(bench.view.get(), u"services-error"_s, {1032, 776});
}

void TestServices::removingAsksFirst()
{
    Bench bench;
    bench.view->showPage(ClusterView::Services);
    auto *page = bench.page<ServicesPage>();
    page->showKey(u"s1"_s);
    bench.press(u"RemoveService"_s);
    auto *dialog = page->findChild<ConfirmDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(bench.operations.calls.isEmpty());
    shot(dialog, u"services-remove"_s, dialog->sizeHint());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
    QCOMPARE(bench.operations.calls, QStringList{u"remove s1 on "_s});
}

void TestServices::rollingBackShowsTheDifferenceFirst()
{
    Bench bench;
    auto &detail = bench.operations.detail;
    detail.id = u"s1"_s;
    detail.spec.name = u"web"_s;
    detail.spec.image = u"registry.example.org/shop/web:2.4"_s;
    detail.spec.environment = {u"MODE=live"_s};
    docker::ServiceSpec before = detail.spec;
    before.image = u"registry.example.org/shop/web:2.3"_s;
    before.environment = {u"MODE=test"_s};
    detail.previous = docker::toJson(before);
    detail.spec.raw = docker::toJson(detail.spec);
    bench.view->showPage(ClusterView::Services);
    auto *page = bench.page<ServicesPage>();
    page->showKey(u"s1"_s);
    bench.press(u"RollBackService"_s);
    QTRY_VERIFY(page->findChild<ConfirmDialog *>());
    auto *dialog = page->findChild<ConfirmDialog *>();
    auto *table = dialog->findChild<DiffTable *>();
    QCOMPARE(table->topLevelItemCount(), 2);
    shot(dialog, u"services-rollback"_s, dialog->sizeHint());
    bool found = false;
    for (int i = 0; i < table->topLevelItemCount(); ++i)
        found |= table->topLevelItem(i)->text(2).endsWith(u"web:2.3"_s);
    QVERIFY(found);
    QVERIFY(!bench.operations.calls.contains(u"rollback s1"_s));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
    QCOMPARE(bench.operations.calls.constLast(), u"rollback s1"_s);
}

void TestServices::withoutAnEarlierSpecThereIsNoWayBack()
{
    Bench bench;
    bench.operations.detail.spec.name = u"web"_s;
    bench.view->showPage(ClusterView::Services);
    auto *page = bench.page<ServicesPage>();
    page->showKey(u"s1"_s);
    bench.press(u"RollBackService"_s);
    QTRY_VERIFY(page->findChild<MessageBar *>()->text().contains(u"nothing to go back to"_s));
    QVERIFY(!page->findChild<ConfirmDialog *>());
}

void TestServices::inspectIsATreeAndAText()
{
    Bench bench;
    bench.operations.inspected = {{{u"ID"_s, u"s1"_s}, {u"Spec"_s, {}, {{u"Name"_s, u"web"_s}}}},
                                  u"{\n    \"ID\": \"s1\"\n}\n"_s};
    bench.view->showPage(ClusterView::Services);
    auto *page = bench.page<ServicesPage>();
    page->showKey(u"s1"_s);
    auto *pane = page->findChild<DetailPane *>();
    auto *tabs = pane->findChild<QTabBar *>();
    tabs->setCurrentIndex(1);
    auto *tree = pane->findChild<QTreeWidget *>();
    QTRY_COMPARE(tree->topLevelItemCount(), 2);
    QCOMPARE(tree->topLevelItem(1)->child(0)->text(1), u"web"_s);
    shot(bench.view.get(), u"services-tree"_s, {1032, 776});
    tabs->setCurrentIndex(2);
    QTRY_VERIFY(pane->findChild<QPlainTextEdit *>(QString(), Qt::FindChildrenRecursively));
    shot(bench.view.get(), u"services-json"_s, {1032, 776});
    QCOMPARE(bench.operations.calls.count(u"inspect s1 on "_s), 2);
}

void TestServices::aPendingTaskSaysWhy()
{
    Bench bench;
    bench.view->showPage(ClusterView::Tasks);
    auto *page = bench.page<TasksPage>();
    QCOMPARE(page->findChild<QTableView *>()->model()->rowCount(), 6);
    page->showKey(u"t3"_s);
    shot(bench.view.get(), u"tasks"_s, {1032, 776});
    QVERIFY(says(page->findChild<DetailPane *>(), u"no suitable node (insufficient resources on 3 nodes)"_s));
    bench.press(u"ShowService"_s);
    QCOMPARE(bench.view->page(), ClusterView::Services);
}

void TestServices::aSlotKeepsItsHistory()
{
    Bench bench;
    bench.view->showPage(ClusterView::Tasks);
    auto *page = bench.page<TasksPage>();
    QTest::mouseClick(page->findChild<QCheckBox *>(u"History"_s), Qt::LeftButton, {}, {8, 8});
    QCOMPARE(page->findChild<QTableView *>()->model()->rowCount(), 7);
    page->showKey(u"t1"_s);
    QVERIFY(says(page->findChild<DetailPane *>(), u"History of slot 1"_s));
    QVERIFY(says(page->findChild<DetailPane *>(), u"non-zero exit (137)"_s));
}

void TestServices::foreignTextsStayPlain()
{
    Bench bench;
    bench.writer.edit().services[0].name = u"<b>web</b><img src='/etc/hostname'>"_s;
    bench.writer.edit().services[0].labels.insert(u"<h1>x</h1>"_s, u"<script>"_s);
    bench.writer.edit().tasks[2].error = u"<h1>no</h1>"_s;
    bench.writer.commit();
    bench.view->showPage(ClusterView::Services);
    bench.page<ServicesPage>()->showKey(u"s1"_s);
    shot(bench.view.get(), u"services-hostile"_s, {1032, 776});
    for (QLabel *label : bench.view->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(says(bench.view.get(), u"<h1>no</h1>"_s));
}

void TestServices::inTheDark()
{
    theme::apply(theme::Mode::Dark);
    Bench bench;
    bench.view->showPage(ClusterView::Services);
    bench.page<ServicesPage>()->showKey(u"s1"_s);
    shot(bench.view.get(), u"services-dark"_s, {1032, 776});
    bench.view->showPage(ClusterView::Tasks);
    shot(bench.view.get(), u"tasks-dark"_s, {1032, 776});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestServices)
#include "tst_services.moc"
