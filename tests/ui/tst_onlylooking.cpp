// SPDX-License-Identifier: GPL-3.0-or-later
// A connected swarm in the window before its user allows changes: what only looks can be done, all else is
// grey and says why. The swarm's engine is scripted, with a row in every table.
#include "core/docker/client.h"
#include "tests/ui/connectdesk.h"
#include "tests/ui/scriptedservices.h"
#include "tests/ui/uisupport.h"
#include "ui/connect/connectbar.h"
#include "ui/dashboard/comb.h"
#include "ui/dashboard/dashboard.h"
#include "ui/dashboard/rowaction.h"
#include "ui/discovery/auditdialog.h"
#include "ui/pages/clusterpage.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/windowentries.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/serviceform.h"
#include "ui/workloads/servicesarea.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;
using cluster::Cluster;

namespace {

const QSize usual(1280, 860);

//! What only looks, or is a matter of this computer alone. All that is not among it changes the cluster.
const QSet<QString> looks{
    u"Forget"_s,        u"AllowChanges"_s, u"NodeKeys"_s,         u"AnswerLogin"_s,   u"ServiceLogs"_s,
    u"StackServices"_s, u"TaskLogs"_s,     u"ShowService"_s,      u"ContainerLogs"_s, u"Probe"_s,
    u"OpenWeb"_s,       u"Copy JSON"_s,    u"Read again"_s,       u"Show the node"_s, u"Show the service"_s,
    u"Reconnect"_s,     u"Close"_s,        u"Close the details"_s};
//! Of the window's menus, for any cluster; and what there is only for clusters that Skep has made.
const QSet<QString> looksInMenus{u"Filter"_s,           u"Reconnect"_s,       u"What is really open…"_s,
                                 u"Allow changes…"_s,   u"Only look at it"_s, u"Host keys of its nodes…"_s,
                                 u"Name its Consul…"_s, u"Forget it here…"_s};
const QSet<QString> onlyOfOurs{u"Prove again"_s,
                               u"Add nodes…"_s,
                               u"Show the change"_s,
                               u"Resume"_s,
                               u"Give up the change…"_s,
                               u"Use with docker…"_s,
                               u"SSH keys…"_s,
                               u"From where it is reached…"_s,
                               u"Export…"_s,
                               u"Destroy…"_s};

struct Seen
{
    bool isEnabled = false; //!< with at least one of the rows
    bool isGreyWithReason = false; //!< with all of them
};
using Controls = QMap<QString, Seen>;

QString plain(QString text)
{
    return text.remove(u'&');
}

bool saysWhy(const QString &tip)
{
    return tip.contains(plainToolTip(docker::Client::readOnlySentence()));
}

void add(Controls &seen, const QString &name, bool isEnabled, const QString &tip)
{
    const bool isGrey = !isEnabled && saysWhy(tip);
    const bool isFirst = !seen.contains(name);
    Seen &one = seen[name];
    one.isEnabled = one.isEnabled || isEnabled;
    one.isGreyWithReason = isGrey && (isFirst || one.isGreyWithReason);
}

void addButtons(Controls &seen, const QWidget *within)
{
    for (const auto *button : within->findChildren<QAbstractButton *>()) {
        const bool isOfQt = qobject_cast<QLineEdit *>(button->parentWidget())
            || qobject_cast<QTabBar *>(button->parentWidget());
        if (!button->isVisible() || isOfQt || button->isCheckable())
            continue;
        if (!qobject_cast<const QPushButton *>(button) && !qobject_cast<const QToolButton *>(button))
            continue;
        QString name = button->objectName();
        if (name.isEmpty() || name.startsWith(u"qt_"_s))
            name = plain(button->text().isEmpty() ? button->accessibleName() : button->text());
        add(seen, name, button->isEnabled(), button->toolTip());
    }
    for (const auto *box : within->findChildren<QSpinBox *>()) {
        if (box->isVisible())
            add(seen, box->objectName(), box->isEnabled(), box->toolTip());
    }
}

void addEntries(Controls &seen, const QMenu *menu)
{
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator())
            add(seen, u"menu: "_s + plain(action->text()), action->isEnabled(), action->toolTip());
    }
}

//! A swarm of two nodes, of which one is down, in the window.
struct Hive
{
    Desk desk;
    QTcpServer published; //!< a port of the service web
    LocalEngine engine{desk.socket()};
    ScriptedServices services;
    Cluster *cluster = nullptr;
    std::unique_ptr<MainWindow> window;

    Hive();
    ~Hive() { window.reset(); }
    ClusterPage *page() const { return window->findChild<ClusterPage *>(); }
    QTabBar *pages() const { return page()->findChild<QTabBar *>(u"Pages"_s); }
    bool begin();
    void waitForRows() const;
    Controls controls() const;
    Controls nodeMenus() const;
    Controls menuBarEntries() const;

private:
    void fill();
};

Hive::Hive()
{
    published.listen(QHostAddress(u"127.0.0.1"_s));
    fill();
}

void Hive::fill()
{
    engine.info = R"({"ID":"x","Name":"bee","ServerVersion":"26.1.5","NCPU":2,"MemTotal":4294967296,
        "Swarm":{"NodeID":"node0","NodeAddr":"127.0.0.1","LocalNodeState":"active","ControlAvailable":true,
        "RemoteManagers":[{"NodeID":"node0","Addr":"127.0.0.1:2377"}]}})";
    engine.containers = R"([
        {"Id":"c1aaaaaaaaaaaaaa","Names":["/web.1.zk3l9"],"Image":"shop/web:2","State":"running",
         "Status":"Up 2 hours","Created":1700000000,"Labels":{"com.docker.swarm.service.name":"web"}},
        {"Id":"c2bbbbbbbbbbbbbb","Names":["/tool"],"Image":"busybox:1","State":"exited",
         "Status":"Exited (0) 5 minutes ago","Created":1700000000,"Labels":{}}])";
    const QByteArray when = R"("CreatedAt":"2026-08-14T10:24:00Z","UpdatedAt":"2026-08-14T10:24:00Z")";
    engine.lists["/nodes"] = R"([
        {"ID":"node0","Version":{"Index":1},"Spec":{"Role":"manager","Availability":"active"},
         "Description":{"Hostname":"bee","Resources":{"NanoCPUs":2000000000,"MemoryBytes":4294967296},
         "Engine":{"EngineVersion":"26.1.5"}},"Status":{"State":"ready","Addr":"127.0.0.1"},
         "ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"127.0.0.1:2377"}},
        {"ID":"node1","Version":{"Index":2},"Spec":{"Role":"worker","Availability":"active"},
         "Description":{"Hostname":"wasp","Resources":{"NanoCPUs":2000000000,"MemoryBytes":4294967296},
         "Engine":{"EngineVersion":"26.1.5"}},"Status":{"State":"down","Addr":"127.0.0.2"}}])";
    engine.lists["/services"] = R"([
        {"ID":"s1","Version":{"Index":9},)"
        + when + R"(,
         "Spec":{"Name":"shop_web","Labels":{"com.docker.stack.namespace":"shop"},
         "TaskTemplate":{"ContainerSpec":{"Image":"shop/web:2"}},"Mode":{"Replicated":{"Replicas":1}}},
         "Endpoint":{"Ports":[{"Protocol":"tcp","TargetPort":80,"PublishMode":"ingress","PublishedPort":)"
        + QByteArray::number(published.serverPort()) + R"(}]},"ServiceStatus":{"RunningTasks":1}}])";
    engine.lists["/tasks"] = R"([{"ID":"t1","ServiceID":"s1","NodeID":"node0","Slot":1,)" + when
        + R"(,"DesiredState":"running","Status":{"State":"running",
         "ContainerStatus":{"ContainerID":"c1aaaaaaaaaaaaaa"}}}])";
    engine.lists["/images/json"] = R"([{"Id":"sha256:1","RepoTags":["shop/web:2"],"Size":5000000}])";
    engine.lists["/volumes"] = R"({"Volumes":[{"Name":"data","Driver":"local","Mountpoint":"/v"}]})";
    engine.lists["/networks"] = R"([{"Id":"n1","Name":"front","Driver":"overlay","Scope":"swarm"}])";
    for (const char *kind : {"/secrets", "/configs"})
        engine.lists[kind] = R"([{"ID":"f1","Spec":{"Name":"key"},)" + when + R"(}])";
}

bool Hive::begin()
{
    const auto made =
        desk.workspace->connectTo(u"hive"_s, {*cluster::entryFrom("unix://"_L1 + desk.socket())});
    if (!QTest::qWaitFor([&] { return !desk.workspace->clusters().isEmpty(); }))
        return false;
    cluster = desk.workspace->clusters().constFirst();
    window = std::make_unique<MainWindow>(desk.workspace.get(), &services);
    window->resize(usual);
    window->show();
    if (!QTest::qWaitFor(
            [&] { return page() && page()->view() && cluster->store()->services().size() == 1; }))
        return false;
    page()->view()->addDiscovery(cluster->store(), cluster->discovery(), false);
    return QTest::qWaitFor([&] { return cluster->store()->liveState() == cluster::LiveState::Live; });
}

//! Of the page that is shown; the last one, about Consul, has none before it is asked.
void Hive::waitForRows() const
{
    if (pages()->currentIndex() == pages()->count() - 1)
        return;
    const auto haveRows = [this] {
        const auto tables = page()->findChildren<QTableView *>();
        return std::any_of(tables.begin(), tables.end(), [](const QTableView *table) {
            return table->isVisible() && table->model()->rowCount() > 0;
        });
    };
    if (!QTest::qWaitFor(haveRows))
        qWarning("page %d has no rows", pages()->currentIndex());
}

//! Of all pages of the cluster, with each row of each table chosen once.
Controls Hive::controls() const
{
    Controls seen;
    for (int tab = 0; tab < pages()->count(); ++tab) {
        pages()->setCurrentIndex(tab);
        addButtons(seen, page());
        waitForRows();
        for (auto *table : page()->findChildren<QTableView *>()) {
            for (int row = 0; table->isVisible() && row < table->model()->rowCount(); ++row) {
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                                  table->visualRect(table->model()->index(row, 0)).center());
                addButtons(seen, page());
            }
        }
    }
    pages()->setCurrentIndex(ClusterView::Overview);
    return seen;
}

Controls Hive::nodeMenus() const
{
    Controls seen;
    QTableView *nodes = tableNamed(page(), u"Nodes"_s);
    nodes->selectRow(0);
    emit nodes->customContextMenuRequested(nodes->visualRect(nodes->model()->index(0, 0)).center());
    QMenu *const byRow = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    if (byRow) {
        addEntries(seen, byRow);
        byRow->close();
    }
    auto *comb = page()->findChild<Comb *>();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(comb, &event);
    QMenu *const byCell = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    if (byCell) {
        addEntries(seen, byCell);
        byCell->close();
    }
    QMenu *const byButton = page()->findChild<QPushButton *>(u"NodeMenu"_s)->menu();
    byButton->popup({});
    addEntries(seen, byButton);
    byButton->close();
    return byRow && byCell && byRow != byCell ? seen : Controls();
}

Controls Hive::menuBarEntries() const
{
    Controls seen;
    QMenu *menu = window->menuBar()->actions().at(1)->menu(); // of the cluster
    menu->popup({});
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator() && !action->menu())
            add(seen, plain(action->text()), action->isEnabled(), action->toolTip());
    }
    menu->close();
    return seen;
}

} // namespace

class TestOnlyLooking : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void cleanup() { theme::apply(theme::Mode::Light); }
    void whatChangesIsGreyUntilAllowed();
    void menusOfNodesAreGreyUntilAllowed();
    void thePaletteSaysWhyNot();
    void keysAndClicksChangeNothing();
    void anOpenFormStopsWhenItIsForbiddenAgain();
    void showsWhatIsReallyOpen();
    void looksGood();
};

void TestOnlyLooking::whatChangesIsGreyUntilAllowed()
{
    Hive hive;
    QVERIFY(hive.begin());
    const Controls before = hive.controls();
    QVERIFY2(before.size() > 30, qPrintable(QStringList(before.keys()).join(u", "_s)));
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (looks.contains(it.key()))
            QVERIFY2(!it->isGreyWithReason, qPrintable(it.key()));
        else
            QVERIFY2(!it->isEnabled && it->isGreyWithReason, qPrintable(it.key()));
    }
    for (const QString &look :
         {u"ServiceLogs"_s, u"TaskLogs"_s, u"ContainerLogs"_s, u"StackServices"_s, u"Probe"_s})
        QVERIFY2(before.value(look).isEnabled, qPrintable(look));

    QVERIFY(hive.cluster->allowChanges(true));
    const Controls after = hive.controls();
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!it->isGreyWithReason || it.key() == "ApplyScale"_L1) // as long as the number is the same
            continue;
        QVERIFY2(after.value(it.key()).isEnabled, qPrintable(it.key()));
    }
    for (auto it = after.begin(); it != after.end(); ++it)
        QVERIFY2(!it->isGreyWithReason, qPrintable(it.key()));
    hive.pages()->setCurrentIndex(ClusterView::Services);
    hive.page()->findChild<QSpinBox *>(u"Replicas"_s)->setValue(7);
    QVERIFY(hive.page()->findChild<QPushButton *>(u"ApplyScale"_s)->isEnabled());

    hive.page()->onlyLook();
    for (const auto &[name, seen] : hive.controls().toStdMap())
        QVERIFY2(looks.contains(name) || seen.isGreyWithReason, qPrintable(name));
    for (const auto &request : hive.engine.requests())
        QCOMPARE(request.method, "GET");
}

void TestOnlyLooking::menusOfNodesAreGreyUntilAllowed()
{
    Hive hive;
    QVERIFY(hive.begin());
    const Controls before = hive.nodeMenus();
    QVERIFY(before.size() >= 10);
    for (auto it = before.begin(); it != before.end(); ++it)
        QVERIFY2(!it->isEnabled && it->isGreyWithReason, qPrintable(it.key()));
    const Controls ofWindow = hive.menuBarEntries();
    for (auto it = ofWindow.begin(); it != ofWindow.end(); ++it)
        QVERIFY2(looksInMenus.contains(it.key()) || (onlyOfOurs.contains(it.key()) && !it->isEnabled),
                 qPrintable(it.key()));
    QVERIFY(ofWindow.value(u"What is really open…"_s).isEnabled);
    QVERIFY(ofWindow.value(u"Allow changes…"_s).isEnabled);

    QVERIFY(hive.cluster->allowChanges(true));
    const Controls after = hive.nodeMenus();
    for (auto it = after.begin(); it != after.end(); ++it)
        QVERIFY2(!it->isGreyWithReason, qPrintable(it.key()));
    for (const QString &entry : {u"menu: Open a terminal"_s, u"menu: Files of the node"_s, u"menu: Labels…"_s,
                                 u"menu: Drained: its tasks move away"_s})
        QVERIFY2(after.value(entry).isEnabled, qPrintable(entry));
    for (const auto &[name, seen] : hive.menuBarEntries().toStdMap())
        QVERIFY2(looksInMenus.contains(name) || !seen.isEnabled, qPrintable(name));
}

void TestOnlyLooking::thePaletteSaysWhyNot()
{
    Hive hive;
    QVERIFY(hive.begin());
    const auto find = [&](const QString &part) {
        const auto entries = WindowEntries().of(hive.desk.workspace.get());
        const auto found = std::find_if(entries.begin(), entries.end(),
                                        [&](const PaletteEntry &entry) { return entry.id.contains(part); });
        return found == entries.end() ? PaletteEntry() : *found;
    };
    QVERIFY(find(u"cluster/"_s).isPossible);
    for (const QString &part : {u"terminal/"_s, u"files/"_s, u"/drain"_s, u"/labels"_s, u"/remove"_s}) {
        const PaletteEntry entry = find(part);
        QVERIFY2(!entry.id.isEmpty() && !entry.isPossible, qPrintable(part));
        QCOMPARE(entry.whyNot, docker::Client::readOnlySentence());
    }
    QVERIFY(hive.cluster->allowChanges(true));
    QVERIFY(find(u"/drain"_s).isPossible);
    QVERIFY(find(u"terminal/"_s).whyNot.isEmpty());
}

void TestOnlyLooking::keysAndClicksChangeNothing()
{
    Hive hive;
    QVERIFY(hive.begin());
    hive.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(hive.window.get()));
    QSignalSpy terminals(hive.page(), &ClusterPage::terminalsRequested);
    QTableView *nodes = tableNamed(hive.page(), u"Nodes"_s);
    const QRect cell = nodes->visualRect(nodes->model()->index(0, 0));
    const auto pressSign = [&] {
        QTest::mouseClick(nodes->viewport(), Qt::LeftButton, {}, RowAction::signRect(cell).center());
    };
    auto *message = hive.page()->view()->message();
    pressSign();
    QVERIFY(!message->isVisible());
    nodes->selectRow(0);
    QTest::keyClick(nodes, Qt::Key_Return);
    QVERIFY(terminals.isEmpty());
    QVERIFY(message->isVisible());
    QCOMPARE(message->text(), docker::Client::readOnlySentence());

    auto *area = hive.page()->findChild<ServicesArea *>();
    hive.pages()->setCurrentIndex(ClusterView::Services);
    const auto isFormShown = [area] { return qobject_cast<ServiceForm *>(area->currentWidget()) != nullptr; };
    const auto *create = hive.page()->findChild<QPushButton *>(u"NewService"_s);
    QTest::keyClick(hive.window.get(), Qt::Key_Insert);
    QVERIFY(!create->isDown()); // its click would come a moment later
    QVERIFY(!isFormShown());

    QVERIFY(hive.cluster->allowChanges(true));
    QTest::keyClick(hive.window.get(), Qt::Key_Insert);
    QVERIFY(create->isDown());
    QTRY_VERIFY(isFormShown());
    hive.pages()->setCurrentIndex(ClusterView::Overview);
    pressSign();
    QCOMPARE(terminals.size(), 1);
}

void TestOnlyLooking::anOpenFormStopsWhenItIsForbiddenAgain()
{
    Hive hive;
    QVERIFY(hive.begin());
    QVERIFY(hive.cluster->allowChanges(true));
    hive.pages()->setCurrentIndex(ClusterView::Services);
    hive.page()->findChild<QPushButton *>(u"NewService"_s)->click();
    const auto *submit = hive.page()->findChild<QPushButton *>(u"SubmitForm"_s);
    const auto *cancel = hive.page()->findChild<QPushButton *>(u"CancelForm"_s);
    QVERIFY(submit->isVisible());
    QVERIFY(!saysWhy(submit->toolTip()));
    hive.page()->onlyLook();
    QVERIFY(!submit->isEnabled());
    QVERIFY(saysWhy(submit->toolTip()));
    QVERIFY(cancel->isEnabled());
}

void TestOnlyLooking::showsWhatIsReallyOpen()
{
    Hive hive;
    QVERIFY(hive.begin());
    const auto entries = hive.window->menuBar()->actions().at(1)->menu()->actions();
    const auto entry = std::find_if(entries.begin(), entries.end(), [](const QAction *action) {
        return plain(action->text()) == u"What is really open…"_s;
    });
    QVERIFY(entry != entries.end());
    (*entry)->trigger();
    QPointer<AuditDialog> dialog = hive.window->findChild<AuditDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *again = dialog->findChild<QPushButton *>(u"AuditAgain"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again->isEnabled(), 15'000);
    const auto labels = dialog->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains("tried from this computer"_L1);
    }));
    shot(dialog, u"onlylooking-audit"_s, dialog->size());
    theme::apply(theme::Mode::Dark);
    shot(dialog, u"onlylooking-audit-dark"_s, dialog->size());
    theme::apply(theme::Mode::Light);
    dialog->accept();
}

void TestOnlyLooking::looksGood()
{
    Hive hive;
    QVERIFY(hive.begin());
    for (const auto mode : {theme::Mode::Light, theme::Mode::Dark}) {
        theme::apply(mode);
        const QString tail = mode == theme::Mode::Dark ? u"-dark"_s : QString();
        for (const auto page : {ClusterView::Overview, ClusterView::Services, ClusterView::Containers}) {
            hive.pages()->setCurrentIndex(page);
            hive.waitForRows();
            for (QTableView *table : hive.page()->findChildren<QTableView *>()) {
                if (table->isVisible())
                    table->selectRow(0);
            }
            shot(hive.window.get(), u"onlylooking-%1"_s.arg(int(page)) + tail, usual);
        }
    }
}

QTEST_MAIN(TestOnlyLooking)
#include "tst_onlylooking.moc"
