// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/storewriter.h"
#include "tests/ui/scriptedoperations.h"
#include "tests/ui/uisupport.h"
#include "ui/dashboard/attentionlist.h"
#include "ui/dashboard/comb.h"
#include "ui/dashboard/dashboard.h"
#include "ui/dashboard/proofcard.h"
#include "ui/dashboard/rowaction.h"
#include "ui/pages/clusterview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statebadge.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;
using cluster::LiveState;

class TestDashboard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void aHealthyClusterIsWholeAndCalm();
    void troubleIsToldFirst();
    void staleIsNeverGreen();
    void withoutConsulNothingOfItIsShown();
    void theFilterAndTheSelectionWork();
    void theProofTellsEachStage();
    void remoteNamesStayPlain();
    void fiveThousandNodes();

private:
    static void fill(cluster::Facts &facts, int workers, bool consul);
    static QTableView *table(ClusterView &dashboard, const QString &name);
};

void TestDashboard::fill(cluster::Facts &facts, int workers, bool consul)
{
    facts.hasConsul = consul;
    facts.consulKnown = consul;
    facts.live = LiveState::Live;
    facts.lastHeard = QDateTime::currentDateTimeUtc();
    const QDateTime old = facts.lastHeard.addSecs(-3600);
    for (int i = 0; i <= workers; ++i) {
        docker::Node node;
        node.id = u"node%1"_s.arg(i);
        node.hostname = i == 0 ? u"hive-manager-1"_s : u"hive-worker-%1"_s.arg(i);
        node.role = i == 0 ? docker::NodeRole::Manager : docker::NodeRole::Worker;
        node.isLeader = node.isReachableManager = i == 0;
        node.state = docker::NodeState::Ready;
        node.address = u"10.88.%1.%2"_s.arg(i / 250).arg(i % 250 + 2);
        node.engineVersion = u"20.10.24+dfsg1"_s;
        facts.nodes << node;
        facts.machineNames.insert(node.id, node.hostname);
        if (consul)
            facts.members << consul::Member{node.hostname, node.address, consul::CheckState::Passing, false};
    }
    docker::Service web;
    web.id = u"s1"_s;
    web.name = u"web"_s;
    web.image = u"busybox:1.35@sha256:0123"_s;
    web.wanted = web.running = 2;
    web.ports = {{u"tcp"_s, 8080, 18080, true}};
    web.createdAt = web.updatedAt = old;
    facts.services << web;
    for (int i = 0; i < 2; ++i) {
        docker::Task task;
        task.id = u"t%1"_s.arg(i);
        task.serviceId = web.id;
        task.nodeId = u"node%1"_s.arg(i);
        task.state = task.desiredState = u"running"_s;
        task.slot = i + 1;
        task.createdAt = task.changedAt = old;
        facts.tasks << task;
    }
    if (!consul)
        return;
    facts.members << consul::Member{u"hive-consul-1"_s, u"10.88.0.200"_s, consul::CheckState::Passing, true};
    facts.catalog << consul::CatalogService{u"consul"_s, {}, 1, 0, 0}
                  << consul::CatalogService{u"web"_s, {u"http"_s}, 2, 0, 0};
    for (int i = 0; i < 2; ++i) {
        consul::Instance instance;
        instance.id = u"node%1/web"_s.arg(i);
        instance.service = u"web"_s;
        instance.serviceId = u"web-%1"_s.arg(i);
        instance.node = facts.nodes[i].hostname;
        instance.address = facts.nodes[i].address;
        instance.port = 18080;
        instance.state = consul::CheckState::Passing;
        facts.instances << instance;
    }
}

QTableView *TestDashboard::table(ClusterView &dashboard, const QString &name)
{
    return tableNamed(&dashboard, name);
}

namespace {

cluster::Proof passedProof()
{
    using State = cluster::ProofStage::State;
    cluster::Proof proof;
    proof.passed = true;
    proof.at = QDateTime(QDate(2026, 8, 14), QTime(10, 24));
    for (const QString &title :
         {u"A small web service is deployed"_s, u"It is in the catalog"_s, u"Its name resolves on the node"_s,
          u"Its name resolves in a container"_s, u"It can be fetched"_s, u"It is removed and vanishes"_s})
        proof.stages << cluster::ProofStage{title, title, State::Passed, {}};
    return proof;
}

} // namespace

void TestDashboard::aHealthyClusterIsWholeAndCalm()
{
    cluster::Store store(true);
    ScriptedOperations operations;
    cluster::StoreWriter writer(&store);
    fill(writer.edit(), 2, true);
    writer.commit();
    ClusterView dashboard(u"hive"_s, &store, &operations);
    dashboard.dashboard()->setProof(passedProof());
    shot(&dashboard, u"dashboard"_s, {1032, 776});
    QVERIFY(!dashboard.findChild<AttentionList *>()->isVisible());
    QCOMPARE(dashboard.findChild<StateBadge *>()->text(), u"Live"_s);
    QCOMPARE(table(dashboard, u"Nodes"_s)->model()->rowCount(), 3);
    QCOMPARE(table(dashboard, u"Services"_s)->model()->rowCount(), 1);
    QCOMPARE(table(dashboard, u"Catalog services"_s)->model()->rowCount(), 2);
    QCOMPARE(dashboard.findChild<Comb *>()->combLayout().cells(), 3);
    auto *tabs = dashboard.findChild<QTabBar *>(u"Tables"_s);
    QVERIFY(tabs->tabText(0).startsWith(u"Nodes 3"_s));
    tabs->setCurrentIndex(2);
    shot(&dashboard, u"dashboard-catalog"_s, {1032, 776});
    theme::apply(theme::Mode::Dark);
    tabs->setCurrentIndex(0);
    shot(&dashboard, u"dashboard-dark"_s, {1032, 776});
    theme::apply(theme::Mode::Light);
}

void TestDashboard::troubleIsToldFirst()
{
    cluster::Store store(true);
    ScriptedOperations operations;
    cluster::StoreWriter writer(&store);
    fill(writer.edit(), 5, true);
    writer.edit().nodes[2].state = docker::NodeState::Down;
    writer.edit().nodes[2].message = u"heartbeat failure"_s;
    writer.commit();
    ClusterView dashboard(u"hive"_s, &store, &operations);
    shot(&dashboard, u"dashboard-trouble"_s, {1032, 776});
    auto *list = dashboard.findChild<AttentionList *>();
    QVERIFY(list->isVisible());
    const auto buttons = list->findChildren<QPushButton *>();
    QVERIFY(!buttons.isEmpty());
    QSignalSpy terminals(dashboard.dashboard(), &Dashboard::terminalsRequested);
    QTest::mouseClick(buttons.constFirst(), Qt::LeftButton);
    QCOMPARE(terminals.size(), 1);
    QCOMPARE(terminals[0][0].toStringList(), QStringList{u"hive-worker-2"_s});
    QSignalSpy replacements(dashboard.dashboard(), &Dashboard::replaceRequested);
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    QCOMPARE(replacements.size(), 1);
    QCOMPARE(replacements[0][0].toString(), u"hive-worker-2"_s);
    writer.edit().nodes[2].state = docker::NodeState::Ready;
    writer.edit().nodes[2].message.clear();
    writer.commit();
    QVERIFY(!list->isVisible());
}

void TestDashboard::staleIsNeverGreen()
{
    cluster::Store store(true);
    ScriptedOperations operations;
    cluster::StoreWriter writer(&store);
    fill(writer.edit(), 2, true);
    writer.edit().live = LiveState::Stale;
    writer.edit().lastHeard = QDateTime::currentDateTimeUtc().addSecs(-200);
    writer.commit();
    ClusterView dashboard(u"hive"_s, &store, &operations);
    const QImage image = shot(&dashboard, u"dashboard-stale"_s, {1032, 776});
    QVERIFY(dashboard.findChild<StateBadge *>()->text().contains(u"Stale"_s));
    const QRect comb(dashboard.findChild<Comb *>()->mapTo(&dashboard, QPoint()),
                     dashboard.findChild<Comb *>()->size());
    const int green = theme::healthColor(cluster::Health::Ok).hue();
    for (int x = comb.left(); x < comb.right(); ++x) {
        for (int y = comb.top(); y < comb.bottom(); ++y) {
            const QColor pixel = image.pixelColor(x, y);
            QVERIFY(std::abs(pixel.hue() - green) > 12 || pixel.saturation() < 40);
        }
    }
}

void TestDashboard::withoutConsulNothingOfItIsShown()
{
    cluster::Store store(false);
    ScriptedOperations operations;
    cluster::StoreWriter writer(&store);
    fill(writer.edit(), 2, false);
    writer.commit();
    ClusterView dashboard(u"hive"_s, &store, &operations);
    shot(&dashboard, u"dashboard-without-consul"_s, {1032, 776});
    QCOMPARE(dashboard.findChild<QTabBar *>(u"Tables"_s)->count(), 2);
    QVERIFY(!table(dashboard, u"Catalog services"_s));
    QAbstractItemModel *nodes = table(dashboard, u"Nodes"_s)->model();
    for (int column = 0; column < nodes->columnCount(); ++column)
        QVERIFY(!nodes->headerData(column, Qt::Horizontal).toString().contains(u"Consul"_s));
    QVERIFY(!dashboard.findChild<AttentionList *>()->isVisible());
    QVERIFY(!dashboard.findChild<QLabel *>(u"Sentence"_s)->text().contains(u"Consul"_s));
}

void TestDashboard::theFilterAndTheSelectionWork()
{
    cluster::Store store(true);
    ScriptedOperations operations;
    cluster::StoreWriter writer(&store);
    fill(writer.edit(), 12, true);
    writer.commit();
    ClusterView dashboard(u"hive"_s, &store, &operations);
    dashboard.show();
    QTableView *nodes = table(dashboard, u"Nodes"_s);
    auto *comb = dashboard.findChild<Comb *>();
    comb->setCurrent(u"node7"_s);
    QTest::keyClick(comb, Qt::Key_Return);
    QCOMPARE(nodes->currentIndex().data(KeyRole).toString(), u"node7"_s);
    QSignalSpy terminals(dashboard.dashboard(), &Dashboard::terminalsRequested);
    QTest::mouseDClick(comb, Qt::LeftButton, {}, comb->combLayout().cell(0).center());
    QCOMPARE(terminals.size(), 1);
    nodes->scrollTo(nodes->model()->index(0, 0));
    const QRect cell = nodes->visualRect(nodes->model()->index(0, 0));
    QTest::mouseClick(nodes->viewport(), Qt::LeftButton, {}, RowAction::signRect(cell).center());
    QCOMPARE(terminals.size(), 2);
    QCOMPARE(terminals[1][0].toStringList(), QStringList{nodes->model()->index(0, 0).data().toString()});
    comb->setCurrent(u"node7"_s);
    QTest::keyClick(comb, Qt::Key_Return);
    writer.edit().nodes.removeAt(3);
    writer.commit();
    QCOMPARE(nodes->currentIndex().data(KeyRole).toString(), u"node7"_s);
    QCOMPARE(comb->current(), u"node7"_s);
    dashboard.focusFilter();
    QTest::keyClicks(dashboard.dashboard()->findChild<QLineEdit *>(), u"worker-1"_s);
    QCOMPARE(nodes->model()->rowCount(), 4); // worker-1, -10, -11, -12
}

void TestDashboard::theProofTellsEachStage()
{
    ProofCard card;
    QSignalSpy asked(&card, &ProofCard::runRequested);
    cluster::Proof proof = passedProof();
    proof.passed = false;
    proof.stages[2].state = cluster::ProofStage::State::Failed;
    proof.stages[2].detail = u"NXDOMAIN: the agent's token may not read services"_s;
    proof.stages[3].state = proof.stages[4].state = cluster::ProofStage::State::Waiting;
    card.setProof(proof);
    shot(&card, u"proof-failed"_s, {312, 260});
    const auto labels = card.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](QLabel *l) { return l->text().contains(u"NXDOMAIN"_s); }));
    auto *run = card.findChild<QPushButton *>(u"RunProof"_s);
    QTest::mouseClick(run, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    proof.stages[3].state = cluster::ProofStage::State::Running;
    card.setProof(proof);
    QVERIFY(!run->isEnabled());
}

void TestDashboard::remoteNamesStayPlain()
{
    cluster::Store store(true);
    ScriptedOperations operations;
    cluster::StoreWriter writer(&store);
    fill(writer.edit(), 2, true);
    writer.edit().nodes[1].hostname = u"<b>worker</b><img src='/etc/hostname'>"_s;
    writer.edit().nodes[1].state = docker::NodeState::Down;
    writer.edit().nodes[1].message = u"<h1>heartbeat</h1>"_s;
    writer.commit();
    ClusterView dashboard(u"<i>hive</i>"_s, &store, &operations);
    shot(&dashboard, u"dashboard-hostile"_s, {1032, 776});
    for (QLabel *label : dashboard.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestDashboard::fiveThousandNodes()
{
    cluster::Store store(true);
    ScriptedOperations operations;
    cluster::StoreWriter writer(&store);
    fill(writer.edit(), 4999, true);
    for (int i = 7; i < 5000; i += 411)
        writer.edit().nodes[i].state = docker::NodeState::Down;
    writer.commit();
    ClusterView dashboard(u"hive"_s, &store, &operations);
    shot(&dashboard, u"dashboard-5000"_s, {1032, 776});
    QCOMPARE(table(dashboard, u"Nodes"_s)->model()->rowCount(), 5000);
    QElapsedTimer timer;
    timer.start();
    writer.edit().nodes[100].state = docker::NodeState::Down;
    writer.commit();
    QCoreApplication::processEvents();
    qInfo("one of 5000 nodes changed: %lld ms to the screen", timer.elapsed());
}

QTEST_MAIN(TestDashboard)
#include "tst_dashboard.moc"
