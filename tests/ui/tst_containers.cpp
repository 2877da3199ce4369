// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "tests/ui/workbench.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/workloads/containerdialog.h"
#include "ui/workloads/containerspage.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/rowlist.h"
#include "ui/workloads/thingspage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestContainers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void thoseOfAllNodesAreShown();
    void stoppingAsksFirst();
    void aSilentNodeKeepsItsRowsGreyed();
    void oneIsRunOnAChosenNode();
    void aTerminalIsAskedFor();
    void whileHiddenNothingIsRead();
    void theOtherKindsHaveTheirPages();
    void inTheDark();

private:
    static void fill(ScriptedOperations &operations);
    static ContainersPage *open(Workbench &bench);
};

void TestContainers::fill(ScriptedOperations &operations)
{
    docker::Container web;
    web.id = u"c1aaaaaaaaaaaaaa"_s;
    web.name = u"web.1.zk3l9"_s;
    web.image = u"registry.example.org/shop/web:2.4@sha256:0123"_s;
    web.state = u"running"_s;
    web.status = u"Up 2 hours"_s;
    web.serviceName = u"web"_s;
    web.ports = {{u"tcp"_s, 8080, 18080, true}};
    docker::Container lone;
    lone.id = u"c2bbbbbbbbbbbbbb"_s;
    lone.name = u"<b>tool</b>"_s;
    lone.image = u"busybox:1.35"_s;
    lone.state = u"exited"_s;
    lone.status = u"Exited (137) 5 minutes ago"_s;
    operations.containerLists[u"hive-worker-1"_s] = {web};
    operations.containerLists[u"hive-worker-2"_s] = {lone};
}

ContainersPage *TestContainers::open(Workbench &bench)
{
    fill(bench.operations);
    bench.view->showPage(ClusterView::Containers);
    auto *page = bench.page<ContainersPage>();
    auto *table = page->findChild<QTableView *>();
    const bool filled = QTest::qWaitFor([&] { return table->model()->rowCount() == 2; });
    return filled ? page : nullptr;
}

void TestContainers::thoseOfAllNodesAreShown()
{
    Workbench bench;
    ContainersPage *page = open(bench);
    QVERIFY(page);
    shot(bench.view.get(), u"containers"_s, {1032, 776});
    page->showKey(u"hive-worker-1/c1aaaaaaaaaaaaaa"_s);
    shot(bench.view.get(), u"containers-detail"_s, {1032, 776});
    QCOMPARE(page->findChild<DetailPane *>()->detail().title, u"web.1.zk3l9"_s);
    QVERIFY(!bench.view->findChild<QPushButton *>(u"StartContainer"_s)->isEnabled());
    QVERIFY(bench.view->findChild<QPushButton *>(u"StopContainer"_s)->isEnabled());
}

void TestContainers::stoppingAsksFirst()
{
    Workbench bench;
    ContainersPage *page = open(bench);
    QVERIFY(page);
    page->showKey(u"hive-worker-1/c1aaaaaaaaaaaaaa"_s);
    bench.press(u"StopContainer"_s);
    auto *dialog = page->findChild<ConfirmDialog *>();
    QVERIFY(dialog);
    shot(dialog, u"containers-stop"_s, dialog->sizeHint());
    QVERIFY(bench.operations.calls.isEmpty());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
    QCOMPARE(bench.operations.calls, QStringList{u"stop c1aaaaaaaaaaaaaa on hive-worker-1"_s});
    page->showKey(u"hive-worker-2/c2bbbbbbbbbbbbbb"_s);
    bench.press(u"StartContainer"_s);
    QCOMPARE(bench.operations.calls.constLast(), u"start c2bbbbbbbbbbbbbb on hive-worker-2"_s);
}

void TestContainers::aSilentNodeKeepsItsRowsGreyed()
{
    Workbench bench;
    ContainersPage *page = open(bench);
    QVERIFY(page);
    page->showKey(u"hive-worker-1/c1aaaaaaaaaaaaaa"_s);
    auto *pane = page->findChild<DetailPane *>();
    QCOMPARE(pane->detail().health, cluster::Health::Ok);
    bench.operations.silentMachines.insert(u"hive-worker-1"_s,
                                           {ErrorCode::Timeout, u"The node does not answer."_s});
    bench.writer.edit().tasks[0].message = u"news"_s; // the store's news make it look again
    bench.writer.commit();
    QTRY_COMPARE(pane->detail().health, cluster::Health::Unknown);
    QCOMPARE(page->findChild<QTableView *>()->model()->rowCount(), 2);
    shot(bench.view.get(), u"containers-silent"_s, {1032, 776});
}

void TestContainers::oneIsRunOnAChosenNode()
{
    Workbench bench;
    ContainersPage *page = open(bench);
    QVERIFY(page);
    bench.press(u"RunContainer"_s);
    auto *dialog = page->findChild<ContainerDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QComboBox *>()->setCurrentText(u"hive-worker-2"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"ContainerImage"_s), u"nginx:1.25"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"ContainerName"_s), u"web1"_s);
    auto *ports = dialog->findChild<RowList *>();
    qobject_cast<PortRow *>(ports->add())->setPort({u"tcp"_s, 80, 80, false, {}});
    auto *mounts = dialog->findChildren<RowList *>().at(1);
    qobject_cast<MountRow *>(mounts->add())->setMount({u"volume"_s, u"data"_s, u"/data"_s, false, {}});
    dialog->findChild<QPlainTextEdit *>(u"ContainerArguments"_s)->setPlainText(u"nginx\n-g\ndaemon off;\n"_s);
    shot(dialog, u"containers-run"_s, dialog->sizeHint());
    bench.operations.refusal = Error{ErrorCode::Conflict, u"The name web1 is taken."_s};
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"RunIt"_s), Qt::LeftButton);
    QTRY_COMPARE(dialog->findChild<MessageBar *>()->text(), u"The name web1 is taken."_s);
    QVERIFY(dialog->isVisible());
    bench.operations.refusal.reset();
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"RunIt"_s), Qt::LeftButton);
    QCOMPARE(bench.operations.calls.constLast(), u"run web1 on hive-worker-2"_s);
    QCOMPARE(bench.operations.sentContainer.ports.size(), 1);
    QCOMPARE(bench.operations.sentContainer.mounts.size(), 1);
    QCOMPARE(bench.operations.sentContainer.arguments, QStringList({u"nginx"_s, u"-g"_s, u"daemon off;"_s}));
    QTRY_VERIFY(!page->findChild<ContainerDialog *>());
}

void TestContainers::aTerminalIsAskedFor()
{
    Workbench bench;
    ContainersPage *page = open(bench);
    QVERIFY(page);
    QSignalSpy asked(bench.view.get(), &ClusterView::execRequested);
    page->showKey(u"hive-worker-1/c1aaaaaaaaaaaaaa"_s);
    bench.press(u"ExecContainer"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), u"hive-worker-1"_s);
    QCOMPARE(asked[0][1].toString(), u"c1aaaaaaaaaaaaaa"_s);
}

void TestContainers::whileHiddenNothingIsRead()
{
    Workbench bench;
    fill(bench.operations);
    QTest::qWait(300);
    QCOMPARE(bench.page<ContainersPage>()->findChild<QTableView *>()->model()->rowCount(), 0);
}

void TestContainers::theOtherKindsHaveTheirPages()
{
    Workbench bench;
    docker::Volume data;
    data.name = u"data"_s;
    data.driver = u"local"_s;
    data.mountpoint = u"/var/lib/docker/volumes/data/_data"_s;
    bench.operations.volumeList = {data};
    docker::Network net;
    net.id = u"n1"_s;
    net.name = u"shop_net"_s;
    net.driver = u"overlay"_s;
    net.scope = u"swarm"_s;
    docker::Network bridge;
    bridge.id = u"n2"_s;
    bridge.name = u"bridge"_s; // every engine has one: not shown
    bridge.scope = u"local"_s;
    bench.operations.networkList = {net, bridge};
    docker::SwarmFile key;
    key.id = u"k1"_s;
    key.name = u"<b>key</b>"_s;
    bench.operations.secretList = {key};
    const std::pair<ClusterView::Page, int> kinds[] = {{ClusterView::Networks, 1},
                                                       {ClusterView::Volumes, 3}, // one on each node
                                                       {ClusterView::Secrets, 1},
                                                       {ClusterView::Configs, 0},
                                                       {ClusterView::Images, 0}};
    for (const auto &[kind, rows] : kinds) {
        bench.view->showPage(kind);
        ThingsPage *shown = nullptr;
        for (ThingsPage *page : bench.view->findChildren<ThingsPage *>()) {
            if (page->isVisible())
                shown = page;
        }
        QVERIFY(shown);
        auto *model = shown->findChild<QTableView *>()->model();
        QTRY_COMPARE(model->rowCount(), rows);
        shot(bench.view.get(), u"things-%1"_s.arg(int(kind)), {1032, 776});
        if (kind != ClusterView::Volumes)
            continue;
        shown->showKey(u"hive-worker-2/data"_s);
        shot(bench.view.get(), u"volumes-detail"_s, {1032, 776});
        QTest::mouseClick(shown->findChild<QPushButton *>(u"RemoveThing"_s), Qt::LeftButton);
        QTest::mouseClick(shown->findChild<ConfirmDialog *>()->findChild<QPushButton *>(u"Confirm"_s),
                          Qt::LeftButton);
        QCOMPARE(bench.operations.calls, QStringList{u"remove data on hive-worker-2"_s});
    }
}

void TestContainers::inTheDark()
{
    theme::apply(theme::Mode::Dark);
    Workbench bench;
    ContainersPage *page = open(bench);
    QVERIFY(page);
    page->showKey(u"hive-worker-2/c2bbbbbbbbbbbbbb"_s);
    shot(bench.view.get(), u"containers-dark"_s, {1032, 776});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestContainers)
#include "tst_containers.moc"
