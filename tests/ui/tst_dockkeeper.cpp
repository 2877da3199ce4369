// SPDX-License-Identifier: GPL-3.0-or-later
// Terminals that come back with the clusters that are on the disk.
#include "core/base/atomicfile.h"
#include "core/cluster/clusterfile.h"
#include "core/secrets/sessionstore.h"
#include "tests/ui/uisupport.h"
#include "ui/dock/dock.h"
#include "ui/dock/docktabbar.h"
#include "ui/dock/terminalpane.h"
#include "ui/dock/terminaltab.h"
#include "ui/pages/dockkeeper.h"
#include "ui/widgets/plainlabel.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestDockKeeper : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void whatIsOpenComesBack();
    void aDamagedFileIsToldAndOpensNothing();

private:
    static void writeCluster(const QString &folder);
};

void TestDockKeeper::writeCluster(const QString &folder)
{
    cluster::ClusterFile file;
    file.id = u"c1"_s;
    file.spec.name = u"hive"_s;
    file.phase = cluster::Phase::Ready;
    file.account = {u"a"_s, u"a"_s, u"exoscale"_s, QUrl(u"https://127.0.0.1:1/v2"_s), u"key"_s,
                    {},     {},     false};
    cluster::MachineRecord machine;
    machine.name = u"hive-manager-1"_s;
    machine.role = cluster::MachineRole::Manager;
    file.machines.append(machine);
    machine.name = u"hive-worker-1"_s;
    machine.role = cluster::MachineRole::Worker;
    file.machines.append(machine);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(cluster::saveCluster(folder, file));
}

void TestDockKeeper::whatIsOpenComesBack()
{
    QTemporaryDir state;
    const QString path = state.filePath(u"terminals.json"_s);
    writeCluster(state.filePath(u"clusters/c1"_s));
    secrets::SessionStore secrets;
    cluster::Workspace workspace(state.path(), &secrets);
    QVERIFY(workspace.load());
    QCOMPARE(workspace.clusters().size(), 1);
    cluster::DockLayout layout;
    layout.tabs.append({u"c1"_s, false, {u"hive-worker-1"_s}, 0});
    layout.tabs.append({u"c1"_s, false, {u"hive-worker-1"_s, u"0123456789abcdef"_s}, 0});
    layout.tabs.append({u"c1"_s, true, {u"hive-manager-1"_s}, 0});
    layout.tabs.append({u"c1"_s, false, {u"hive-worker-7"_s}, 0});
    layout.current = 3;
    QVERIFY(cluster::saveDockLayout(path, layout));
    {
        Dock dock;
        DockKeeper keeper(&dock, &workspace, path, nullptr);
        QVERIFY(keeper.restore());
        dock.resize(1000, 400);
        dock.show();
        auto *tabs = dock.findChild<DockTabBar *>();
        QCOMPARE(tabs->count(), 4);
        QCOMPARE(tabs->tabText(1), u"0123456789ab · hive-worker-1"_s);
        QCOMPARE(tabs->tabText(2), u"Files of hive-manager-1"_s);
        const auto *pane = dock.currentTerminals()->activePane();
        QCOMPARE(pane->origin().machine, u"hive-worker-7"_s);
        const auto says = [pane](const QString &text) {
            const auto labels = pane->findChildren<PlainLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const PlainLabel *label) { return label->text() == text; });
        };
        QTRY_VERIFY(says(u"The node hive-worker-7 is not in the cluster hive any more."_s));
        dock.closePane();
        QTRY_VERIFY_WITH_TIMEOUT(cluster::loadDockLayout(path)->tabs.size() == 3, 5000); // by itself
        keeper.save();
    }
    Dock again;
    DockKeeper keeper(&again, &workspace, path, nullptr);
    QVERIFY(keeper.restore());
    QCOMPARE(again.findChild<DockTabBar *>()->count(), 3);
    QVERIFY(readChecked(path)->size() < 1000); // places and no output
}

void TestDockKeeper::aDamagedFileIsToldAndOpensNothing()
{
    QTemporaryDir state;
    const QString path = state.filePath(u"terminals.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("garbage");
    file.close();
    secrets::SessionStore secrets;
    cluster::Workspace workspace(state.path(), &secrets);
    Dock dock;
    DockKeeper keeper(&dock, &workspace, path, nullptr);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"the terminals of the last time are not opened again"_s));
    QVERIFY(!keeper.restore());
    QCOMPARE(dock.count(), 0);
}

QTEST_MAIN(TestDockKeeper)
#include "tst_dockkeeper.moc"
