// SPDX-License-Identifier: GPL-3.0-or-later
// Connecting to what is there already, in the window. The classic swarm replays what a real manager answered:
// no engine of today can play its part. SSH is a real sshd.
#include "core/cluster/clusterfile.h"
#include "core/local/dockercontexts.h"
#include "tests/support/sshdfixture.h"
#include "tests/ui/connectdesk.h"
#include "tests/ui/uisupport.h"
#include "ui/connect/connectbar.h"
#include "ui/connect/connectdialog.h"
#include "ui/connect/consuldialog.h"
#include "ui/connect/loginbar.h"
#include "ui/pages/accountdialog.h"
#include "ui/pages/clusterpage.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/firstrunpage.h"
#include "ui/pages/mainwindow.h"
#include "ui/servers/serverswizard.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/workspaceservices.h"
#include "ui/workloads/containerspage.h"

#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using cluster::Cluster;
using test::Desk;
using test::LocalEngine;

namespace {

struct Dialog
{
    explicit Dialog(const Desk &desk)
        : widget(new ConnectDialog(desk.workspace.get(), desk.places))
    {
        widget->show();
    }
    ~Dialog() { delete widget.data(); }
    void type(const QString &way, const QString &name = {}) const
    {
        auto *combo = widget->findChild<QComboBox *>(u"WayIn"_s);
        combo->setEditText(way);
        if (name.isEmpty())
            return;
        auto *field = widget->findChild<QLineEdit *>(u"ClusterName"_s);
        field->clear();
        QTest::keyClicks(field, name);
    }
    void press() const { widget->findChild<QPushButton *>(u"Deed"_s)->click(); }
    QString deed() const { return widget->findChild<QPushButton *>(u"Deed"_s)->text(); }
    QString name() const { return widget->findChild<QLineEdit *>(u"ClusterName"_s)->text(); }
    QString message() const
    {
        const auto *bar = widget->findChild<MessageBar *>();
        return bar->isVisible() ? bar->text() : QString();
    }
    QString problemAt(const QString &field) const
    {
        auto *at = widget->findChild<QWidget *>(field);
        while (at && !qobject_cast<FieldRow *>(at))
            at = at->parentWidget();
        return at ? qobject_cast<FieldRow *>(at)->problem() : u"no such field"_s;
    }

    QPointer<ConnectDialog> widget;
};

void show(ClusterPage &page)
{
    page.resize(1100, 760);
    page.show();
}

} // namespace

class TestConnect : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { test::prepareApplication(); }
    void isTheFirstCard();
    void aNewClusterNeedsNoCloud();
    void offersWhatThisComputerKnows();
    void refusesWhatIsNoWay();
    void showsAClassicSwarmAndSendsNoChange();
    void aWorkerNamesItsManagers();
    void changesOnlyWhenAllowed();
    void asksForAnUnknownHostKey();
    void asksForAPassword();
};

void TestConnect::isTheFirstCard()
{
    FirstRunPage page;
    page.resize(1000, 640);
    page.show();
    auto *card = page.findChild<QAbstractButton *>(u"CardConnect"_s);
    auto *servers = page.findChild<QAbstractButton *>(u"CardServers"_s);
    QVERIFY(card && servers);
    for (const auto &[clouds, sandboxes] :
         {std::pair(0, 0), std::pair(0, 1), std::pair(1, 0), std::pair(1, 1)}) {
        page.setAccounts(clouds, sandboxes);
        test::shot(&page, u"connect-first-run-%1-%2"_s.arg(clouds).arg(sandboxes), {1000, 640});
        QVERIFY(servers->isVisible());
        QStringList shown{u"CardConnect"_s};
        for (const QString &other :
             {u"CardServers"_s, u"CardCreate"_s, u"CardTryHere"_s, u"CardAccount"_s, u"CardImport"_s}) {
            auto *each = page.findChild<QAbstractButton *>(other);
            QVERIFY(!each->isVisible() || (card->x() < each->x() && page.rect().contains(each->geometry())));
            if (each->isVisible())
                shown << other;
        }
        QCOMPARE(shown.contains(u"CardAccount"_s), clouds == 0);
        QCOMPARE(shown.size(), 4 + sandboxes);
    }
    QSignalSpy askedForServers(&page, &FirstRunPage::serversRequested);
    servers->click();
    QCOMPARE(askedForServers.size(), 1);
    QSignalSpy asked(&page, &FirstRunPage::connectRequested);
    card->click();
    QCOMPARE(asked.size(), 1);
}

//! Who has servers and no account is not asked for an account.
void TestConnect::aNewClusterNeedsNoCloud()
{
    Desk desk;
    WorkspaceServices services(desk.workspace.get());
    MainWindow window(desk.workspace.get(), &services);
    window.show();
    window.findChild<QPushButton *>(u"NewCluster"_s)->click();
    auto *ways = window.findChild<QMenu *>(u"NewClusterWays"_s);
    QVERIFY(ways && ways->isVisible());
    QCOMPARE(ways->actions().size(), 2);
    ways->actions().constFirst()->trigger();
    ways->close();
    QTRY_VERIFY(window.findChild<ServersWizard *>());
    QVERIFY(!window.findChild<AccountDialog *>());
}

void TestConnect::offersWhatThisComputerKnows()
{
    Desk desk;
    desk.addContext(u"hive"_s, u"ssh://me@hive.example.org"_s);
    desk.addContext(u"open"_s, u"tcp://10.0.0.1:2375"_s);
    // Skep wrote it on another day, or for somebody else: the cluster is not known here.
    QVERIFY(local::DockerContexts(desk.places.docker)
                .write({u"meadow"_s, {}, u"ssh://root@meadow"_s, u"gone"_s, {}}));
    Dialog dialog(desk);
    auto *ways = dialog.widget->findChild<QComboBox *>(u"WayIn"_s);
    QTRY_VERIFY(ways->findText(u"hive"_s, Qt::MatchContains) >= 0);
    QVERIFY(ways->findText(u"meadow"_s, Qt::MatchContains) >= 0);
    ways->setCurrentIndex(ways->findText(u"hive"_s, Qt::MatchContains));
    QCOMPARE(dialog.name(), u"hive"_s);
    test::shot(dialog.widget, u"connect-context"_s, dialog.widget->sizeHint());
    ways->setCurrentIndex(ways->findText(u"open"_s, Qt::MatchContains));
    dialog.press();
    QVERIFY2(dialog.problemAt(u"WayIn"_s).contains(u"no certificates"_s),
             qPrintable(dialog.problemAt(u"WayIn"_s)));
}

void TestConnect::refusesWhatIsNoWay()
{
    Desk desk;
    Dialog dialog(desk);
    dialog.press();
    QVERIFY(!dialog.problemAt(u"WayIn"_s).isEmpty());
    QVERIFY(!dialog.problemAt(u"ClusterName"_s).isEmpty());
    dialog.type(u"ftp://hive"_s, u"hive"_s);
    dialog.press();
    QVERIFY(dialog.problemAt(u"WayIn"_s).contains(u"ftp"_s));
    dialog.type(u"tcp://10.0.0.1:2376"_s);
    dialog.press();
    QVERIFY(!dialog.problemAt(u"Certificates"_s).isEmpty());
    QCOMPARE(dialog.name(), u"hive"_s);
    dialog.type("unix://"_L1 + desk.socket());
    dialog.press();
    QTRY_VERIFY(!dialog.message().isEmpty());
    QVERIFY2(dialog.message().startsWith("unix://"_L1 + desk.socket()), qPrintable(dialog.message()));
    test::shot(dialog.widget, u"connect-refused"_s, dialog.widget->sizeHint());
    QVERIFY(desk.workspace->clusters().isEmpty());
    QVERIFY(QDir(desk.folder.filePath(u"state/clusters"_s)).isEmpty());
}

void TestConnect::showsAClassicSwarmAndSendsNoChange()
{
    Desk desk;
    LocalEngine engine(desk.socket());
    Dialog dialog(desk);
    QSignalSpy connected(dialog.widget, &ConnectDialog::connected);
    dialog.type("unix://"_L1 + desk.socket(), u"old"_s);
    dialog.press();
    QTRY_COMPARE(connected.size(), 1);
    Cluster *cluster = desk.workspace->cluster(u"old"_s);
    QVERIFY(cluster);
    QCOMPARE(cluster->connected()->engine, cluster::EngineKind::Classic);
    ClusterPage page(cluster);
    show(page);
    QTRY_COMPARE(cluster->store()->liveState(), cluster::LiveState::Live);
    QTRY_COMPARE(cluster->store()->nodes().size(), 3U);
    auto *tabs = page.findChild<QTabBar *>(u"Pages"_s);
    QVERIFY(!tabs->isTabVisible(ClusterView::Services));
    QVERIFY(tabs->isTabVisible(ClusterView::Containers));
    QVERIFY(!page.findChild<QPushButton *>(u"Destroy"_s));
    QVERIFY(page.findChild<QPushButton *>(u"Forget"_s));
    QVERIFY(!page.findChild<QPushButton *>(u"AddNodes"_s)->isVisible());
    QStringList texts;
    for (const auto *label : page.findChild<QWidget *>(u"ClassicCard"_s)->findChildren<PlainLabel *>())
        texts << label->text();
    const QString card = texts.join(u'\n');
    for (const QString &part : {u"spread"_s, u"consul://10.77.0.60:8500"_s, u"mhs-demo0"_s, u"health"_s})
        QVERIFY2(card.contains(part), qPrintable(card));
    test::shot(&page, u"connect-classic"_s, {1100, 760});
    page.view()->showPage(ClusterView::Containers);
    auto *table = page.findChild<ContainersPage *>()->findChild<QTableView *>();
    const auto containers = QJsonDocument::fromJson(engine.containers).array();
    QTRY_COMPARE(table->model()->rowCount(), int(containers.size()));
    test::shot(&page, u"connect-classic-containers"_s, {1100, 760});
    for (const auto &request : engine.requests())
        QCOMPARE(request.method, "GET");
}

void TestConnect::aWorkerNamesItsManagers()
{
    Desk desk;
    LocalEngine engine(desk.socket());
    engine.info = R"({"ID":"x","Name":"bee","ServerVersion":"20.10.24","NCPU":1,"MemTotal":1,
        "Swarm":{"NodeID":"n","LocalNodeState":"active","ControlAvailable":false,
        "RemoteManagers":[{"NodeID":"m","Addr":"10.0.0.5:2377"}]}})";
    Dialog dialog(desk);
    dialog.type("unix://"_L1 + desk.socket(), u"hive"_s);
    dialog.press();
    QTRY_VERIFY2(dialog.problemAt(u"WayIn"_s).contains(u"10.0.0.5"_s), qPrintable(dialog.message()));
    QVERIFY(desk.workspace->clusters().isEmpty());
}

void TestConnect::changesOnlyWhenAllowed()
{
    Desk desk;
    LocalEngine engine(desk.socket());
    Dialog dialog(desk);
    dialog.type("unix://"_L1 + desk.socket(), u"old"_s);
    dialog.press();
    QTRY_VERIFY(desk.workspace->cluster(u"old"_s));
    Cluster *cluster = desk.workspace->cluster(u"old"_s);
    ClusterPage page(cluster);
    show(page);
    auto *bar = page.findChild<ConnectBar *>();
    QVERIFY(bar->isVisible());
    QVERIFY(cluster->allowChanges(true));
    QVERIFY(!bar->isVisible());
    page.onlyLook();
    QVERIFY(bar->isVisible());
    cluster->destroy(); // means nothing here
    QCOMPARE(cluster->phase(), cluster::Phase::Ready);
    QVERIFY(desk.workspace->forget(cluster));
    QVERIFY(QDir(desk.folder.filePath(u"state/clusters"_s)).isEmpty());
}

void TestConnect::asksForAnUnknownHostKey()
{
    if (const QString missing = test::SshdFixture::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    Desk desk;
    test::SshdFixture sshd;
    QVERIFY(sshd.start());
    QFile key(desk.folder.filePath(u"key"_s));
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write(sshd.userKey());
    key.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    key.close();
    Dialog dialog(desk);
    dialog.type(u"%1@127.0.0.1:%2"_s.arg(sshd.target().user).arg(sshd.port()), u"hive"_s);
    dialog.widget->findChild<QWidget *>(u"Key"_s)->findChild<QLineEdit *>(u"Path"_s)->setText(key.fileName());
    dialog.press();
    QTRY_VERIFY2(dialog.message().contains(u"SHA256:"_s), qPrintable(dialog.message()));
    QVERIFY(!sshd.log().contains("publickey"));
    test::shot(dialog.widget, u"connect-host-key"_s, dialog.widget->sizeHint());
    const QString trust = dialog.deed();
    dialog.type(u"%1@127.0.0.1:%2 "_s.arg(sshd.target().user).arg(sshd.port())); // something else: asked anew
    QVERIFY(dialog.deed() != trust);
    dialog.press();
    QTRY_COMPARE(dialog.deed(), trust);
    dialog.press();
    // Logged in; whether this computer has an engine is not the test's affair.
    QTRY_VERIFY(sshd.log().contains("Accepted publickey"));
    QTRY_VERIFY(!dialog.widget || dialog.deed() != trust);
}

void TestConnect::asksForAPassword()
{
    if (const QString missing = test::SshdFixture::guestMissing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    test::SshdFixture sshd;
    sshd.addGuest("seven bees");
    QVERIFY2(sshd.start({u"UsePAM yes"_s, u"PasswordAuthentication yes"_s}), sshd.log().constData());
    const QString guest = u"guest@127.0.0.1:%1"_s.arg(sshd.port());
    cluster::ClusterFile file;
    file.id = u"hive-id"_s;
    file.phase = cluster::Phase::Ready;
    file.spec.name = u"hive"_s;
    file.spec.consulServers = 0;
    file.machines.append({u"hive-1"_s, cluster::MachineRole::Manager, {}, u"127.0.0.1"_s, {}, {}});
    cluster::Entry entry;
    entry.kind = cluster::Entry::Kind::Ssh;
    entry.server = guest;
    file.connected = cluster::Connected{entry, {}, {{guest, sshd.hostKey()}}, {}, false, {}};
    Desk desk;
    const QString own = desk.folder.filePath(u"state/clusters/hive-id"_s);
    QVERIFY(QDir().mkpath(own));
    QVERIFY(cluster::saveCluster(own, file));
    desk.workspace = std::make_unique<cluster::Workspace>(desk.folder.filePath(u"state"_s), &desk.secrets);
    QVERIFY(desk.workspace->load());
    Cluster *cluster = desk.workspace->cluster(u"hive"_s);
    ClusterPage page(cluster);
    show(page);
    cluster->connectLive();
    const auto *bar = page.findChild<ClusterView *>()->findChild<LoginBar *>();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(!page.findChild<ConnectBar *>()->isVisible());
    const auto type = [&](const QString &password) {
        QTest::keyClicks(bar->findChild<QLineEdit *>(u"LoginSecret"_s), password);
        QTest::keyClick(bar->findChild<QLineEdit *>(u"LoginSecret"_s), Qt::Key_Return);
    };
    const auto *sentence = bar->findChild<PlainLabel *>(u"LoginSentence"_s);
    QVERIFY2(sentence->text().contains(u"asks for the password of guest"_s), qPrintable(sentence->text()));
    type(u"eight bees"_s);
    QTRY_VERIFY2(sentence->text().contains(u"refuses"_s), qPrintable(sentence->text()));
    QVERIFY(bar->isVisible());
    test::shot(&page, u"login-refused"_s, page.size());
    theme::apply(theme::Mode::Dark);
    test::shot(&page, u"login-refused-dark"_s, page.size());
    theme::apply(theme::Mode::Light);
    type(u"seven bees"_s);
    QTRY_VERIFY(sshd.log().contains("Accepted password"));
    QVERIFY(!bar->isVisible());
    QVERIFY(page.findChild<ConnectBar *>()->isVisible());
    desk.workspace.reset();
    sshd.stop();
}

QTEST_MAIN(TestConnect)
#include "tst_connect.moc"
