// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "tests/ui/workbench.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/totalspage.h"

#include <QTableView>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestTotals : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void theSumsAreOfAllNodes();
    void aSilentNodeIsNotInTheSums();
    void oldValuesDoNotLookFresh();
    void withoutNodes();

private:
    static TotalsPage *open(Workbench &bench);
    static QString value(TotalsPage *page, const QString &name)
    {
        return page->findChild<PlainLabel *>(name)->text();
    }
};

TotalsPage *TestTotals::open(Workbench &bench)
{
    docker::Info info;
    info.containers = 5;
    info.containersRunning = 3;
    info.containersPaused = 1;
    info.containersStopped = 1;
    info.images = 7;
    info.serverVersion = u"26.1.5"_s;
    info.operatingSystem = u"Debian GNU/Linux 12 (bookworm)"_s;
    info.kernelVersion = u"6.1.0-28-amd64"_s;
    info.storageDriver = u"overlay2"_s;
    info.labels = {u"provider=exoscale"_s};
    info.warnings = {u"No swap limit support"_s};
    bench.operations.engineInfo = info;
    bench.writer.edit().tasks[0].reservedNanoCpus = 500'000'000;
    bench.writer.edit().tasks[0].reservedMemoryBytes = qint64(512) << 20;
    bench.writer.edit().nodes[1].labels = {{u"zone"_s, u"ch-gva-2"_s}};
    bench.writer.commit();
    bench.view->showPage(ClusterView::Totals);
    auto *page = bench.page<TotalsPage>();
    return QTest::qWaitFor([&] { return value(page, u"TotalImages"_s) == u"21"_s; }) ? page : nullptr;
}

void TestTotals::theSumsAreOfAllNodes()
{
    Workbench bench;
    TotalsPage *page = open(bench);
    QVERIFY(page);
    QCOMPARE(value(page, u"TotalContainers"_s), u"15"_s);
    QCOMPARE(value(page, u"TotalCpus"_s), u"0.5 of 6"_s);
    QVERIFY(value(page, u"TotalMemory"_s).startsWith(u"512"_s));
    page->showKey(u"node1"_s);
    shot(bench.view.get(), u"totals"_s, {1032, 776});
    auto *pane = page->findChild<DetailPane *>();
    QCOMPARE(pane->detail().health, cluster::Health::Ok);
    QStringList facts;
    for (const FactGroup &group : pane->detail().groups) {
        for (const Fact &fact : group.facts)
            facts.append(fact.name + u'=' + fact.value);
    }
    for (const QString &wanted : {u"Kernel=6.1.0-28-amd64"_s, u"zone=ch-gva-2"_s, u"provider=exoscale"_s,
                                  u"Reserved CPUs=0.5 of 2"_s})
        QVERIFY2(facts.contains(wanted), qPrintable(facts.join(u'\n')));
    theme::apply(theme::Mode::Dark);
    shot(bench.view.get(), u"totals-dark"_s, {1032, 776});
    theme::apply(theme::Mode::Light);
}

void TestTotals::aSilentNodeIsNotInTheSums()
{
    Workbench bench;
    bench.operations.silentMachines.insert(u"hive-worker-2"_s,
                                           {ErrorCode::Timeout, u"The node does not answer."_s});
    QVERIFY(!open(bench)); // 14 images, not 21
    auto *page = bench.page<TotalsPage>();
    QCOMPARE(value(page, u"TotalImages"_s), u"14"_s);
    page->showKey(u"node2"_s);
    auto *pane = page->findChild<DetailPane *>();
    QCOMPARE(pane->detail().health, cluster::Health::Unknown);
    QVERIFY(pane->detail().state.contains(u"does not answer"_s));
    shot(bench.view.get(), u"totals-silent"_s, {1032, 776});
}

void TestTotals::oldValuesDoNotLookFresh()
{
    Workbench bench;
    TotalsPage *page = open(bench);
    QVERIFY(page);
    page->showKey(u"node1"_s);
    bench.writer.edit().live = cluster::LiveState::Stale;
    bench.writer.commit();
    auto *pane = page->findChild<DetailPane *>();
    QTRY_COMPARE(pane->detail().health, cluster::Health::Unknown);
    bool told = false;
    for (const auto *label : page->findChildren<PlainLabel *>())
        told |= label->isVisible() && label->text().startsWith(u"Not live"_s);
    QVERIFY(told);
    shot(bench.view.get(), u"totals-stale"_s, {1032, 776});
}

void TestTotals::withoutNodes()
{
    Workbench bench;
    bench.writer.edit().nodes.clear();
    bench.writer.edit().tasks.clear();
    bench.writer.commit();
    bench.view->showPage(ClusterView::Totals);
    auto *page = bench.page<TotalsPage>();
    QCOMPARE(page->findChild<QTableView *>()->model()->rowCount(), 0);
    QCOMPARE(value(page, u"TotalContainers"_s), u"–"_s);
    shot(bench.view.get(), u"totals-empty"_s, {1032, 776});
}

QTEST_MAIN(TestTotals)
#include "tst_totals.moc"
