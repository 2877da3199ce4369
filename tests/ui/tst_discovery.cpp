// SPDX-License-Identifier: GPL-3.0-or-later
// The page about Consul: asking the DNS, the web interface, and what is open to others.
#include "core/cluster/storewriter.h"
#include "tests/ui/scripteddiscovery.h"
#include "tests/ui/scriptedoperations.h"
#include "tests/ui/uisupport.h"
#include "ui/dashboard/attentionlist.h"
#include "ui/discovery/auditdialog.h"
#include "ui/discovery/openportdialog.h"
#include "ui/pages/clusterview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/messagebar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;
using namespace skep::ui;
using namespace skep::test;

namespace {

const QSize usual(1032, 776);

//! A view of a cluster with Consul, its discovery scripted.
struct Bench
{
    Store store{true};
    StoreWriter writer{&store};
    ScriptedOperations operations;
    ScriptedDiscovery discovery;
    ClusterView view{u"hive"_s, &store, &operations};

    Bench()
    {
        fillWorkloads(writer.edit());
        writer.edit().hasConsul = true;
        writer.edit().consulKnown = true;
        writer.edit().catalog = {{.name = u"web"_s, .passing = 2, .critical = 1}, {.name = u"api"_s}};
        writer.commit();
        view.addDiscovery(&store, &discovery);
        view.resize(usual);
        view.show();
        view.showDiscovery();
    }
    template <typename T>
    T *find(const QString &name) const
    {
        return view.findChild<T *>(name);
    }
    void press(const QString &name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    bool says(const QString &text) const
    {
        const auto labels = view.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    int rows(const QString &table) const
    {
        const QTableView *shown = tableNamed(&view, table);
        return shown ? shown->model()->rowCount() : -1;
    }
    template <typename Dialog>
    Dialog *dialog() const
    {
        auto *found = view.findChild<Dialog *>();
        return found && found->isVisible() ? found : nullptr;
    }
};

consul::Instance instance(const char *node, const char *address, consul::CheckState state)
{
    consul::Instance made;
    made.id = QString::fromLatin1(node) + u"/web"_s;
    made.service = u"web"_s;
    made.node = QString::fromLatin1(node);
    made.address = QString::fromLatin1(address);
    made.port = 32768;
    made.state = state;
    return made;
}

consul::DnsProbe webProbe()
{
    auto broken = instance("hive-worker-3", "10.0.0.7", consul::CheckState::Critical);
    broken.check = u"Service answers"_s;
    broken.reason = u"dial tcp 10.0.0.7:32768: connect: <b>connection refused</b>"_s;
    return consul::explain(consul::dnsQuestionOf(u"web.service.consul"_s), u"A"_s,
                           {{.name = u"web.service.consul"_s, .type = u"A"_s, .address = u"10.0.0.5"_s},
                            {.name = u"web.service.consul"_s, .type = u"A"_s, .address = u"10.0.0.6"_s}},
                           {instance("hive-worker-1", "10.0.0.5", consul::CheckState::Passing),
                            instance("hive-worker-2", "10.0.0.6", consul::CheckState::Passing), broken});
}

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void cleanup() { theme::apply(theme::Mode::Light); }
    void showsWhoWasLeftOutAndWhy();
    void asksForEachKind_data();
    void asksForEachKind();
    void otherNamesHaveNoCatalog();
    void anEmptyNameIsToldAtTheField();
    void theWebInterfaceSaysWhyNot();
    void openingSaysWhatItShows();
    void everybodyIsAskedTwice();
    void whatIsOpenCanBeClosed();
    void showsWhatIsReallyOpen();
    void whatStoppedCanGoOn();
    void openPortsStayInMind();
    void inTheDark();
};

void TestDiscovery::showsWhoWasLeftOutAndWhy()
{
    Bench bench;
    shot(&bench.view, u"discovery-empty"_s, usual);
    bench.discovery.answer = webProbe();
    bench.find<QLineEdit>(u"ProbeName"_s)->setText(u"web"_s);
    QVERIFY(bench.says(u"dig @127.0.0.1 web.service.consul A"_s));
    bench.find<QComboBox>(u"ProbeAgent"_s)->setCurrentText(u"hive-worker-1"_s);
    bench.press(u"Probe"_s);
    QTRY_VERIFY(bench.says(u"1 of 3 instance"_s));
    QCOMPARE(bench.discovery.asked, (QStringList{u"hive-worker-1"_s, u"web.service.consul"_s, u"A"_s}));
    QCOMPARE(bench.rows(u"The answer"_s), 2);
    QCOMPARE(bench.rows(u"The catalog"_s), 3);
    QVERIFY(bench.says(u"Its check “Service answers” fails: dial tcp 10.0.0.7:32768"_s));
    shot(&bench.view, u"discovery-answer"_s, usual);
}

void TestDiscovery::asksForEachKind_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("question");
    QTest::newRow("aaaa") << 0 << u"AAAA"_s << u"web.service.consul"_s;
    QTest::newRow("srv") << 0 << u"SRV"_s << u"web.service.consul"_s;
    QTest::newRow("tag") << 1 << u"A"_s << u"v1.web.service.consul"_s;
    QTest::newRow("node") << 2 << u"A"_s << u"web.node.consul"_s;
    QTest::newRow("other") << 3 << u"A"_s << u"web"_s;
}

void TestDiscovery::asksForEachKind()
{
    QFETCH(const int, what);
    QFETCH(const QString, type);
    QFETCH(const QString, question);
    Bench bench;
    bench.find<QComboBox>(u"ProbeWhat"_s)->setCurrentIndex(what);
    QCOMPARE(bench.find<QLineEdit>(u"ProbeTag"_s)->isVisible(), what == 1);
    bench.find<QLineEdit>(u"ProbeTag"_s)->setText(u"v1"_s);
    bench.find<QComboBox>(u"ProbeType"_s)->setCurrentText(type);
    QTest::keyClicks(bench.find<QLineEdit>(u"ProbeName"_s), u"web"_s);
    QTest::keyClick(bench.find<QLineEdit>(u"ProbeName"_s), Qt::Key_Return);
    QCOMPARE(bench.discovery.asked, (QStringList{u"hive-consul-1"_s, question, type}));
}

void TestDiscovery::otherNamesHaveNoCatalog()
{
    Bench bench;
    bench.discovery.answer =
        consul::explain(consul::dnsQuestionOf(u"www.example.org"_s), u"A"_s,
                        {{.name = u"www.example.org"_s, .type = u"A"_s, .address = u"93.184.216.34"_s}}, {});
    bench.find<QComboBox>(u"ProbeWhat"_s)->setCurrentIndex(3);
    bench.find<QLineEdit>(u"ProbeName"_s)->setText(u"www.example.org"_s);
    bench.press(u"Probe"_s);
    QTRY_VERIFY(bench.says(u"1 record"_s));
    QVERIFY(!bench.says(u"The catalog has"_s));
    shot(&bench.view, u"discovery-other"_s, usual);
    bench.discovery.answer = fail(ErrorCode::Timeout, u"The DNS server did not answer in time."_s);
    bench.press(u"Probe"_s);
    QTRY_VERIFY(bench.says(u"did not answer in time"_s));
    QVERIFY(!bench.says(u"1 record"_s));
}

void TestDiscovery::anEmptyNameIsToldAtTheField()
{
    Bench bench;
    bench.press(u"Probe"_s);
    QVERIFY(bench.discovery.asked.isEmpty());
    QVERIFY(bench.says(u"Name what to look for."_s));
}

void TestDiscovery::theWebInterfaceSaysWhyNot()
{
    Bench bench;
    QVERIFY(!bench.find<QPushButton>(u"CloseWeb"_s)->isVisible());
    bench.press(u"OpenWeb"_s);
    QTRY_VERIFY(bench.says(u"does not offer its web interface"_s));
    shot(&bench.view, u"discovery-noweb"_s, usual);
    bench.discovery.webIsOpen = true;
    emit bench.discovery.changed();
    bench.press(u"CloseWeb"_s);
    QVERIFY(!bench.discovery.webIsOpen);
}

void TestDiscovery::openingSaysWhatItShows()
{
    Bench bench;
    bench.press(u"OpenPort"_s);
    QPointer<OpenPortDialog> dialog = bench.dialog<OpenPortDialog>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"OpenPortNow"_s), Qt::LeftButton);
    QVERIFY(dialog->isVisible()); // to nobody
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"OpenPortTo"_s), u"203.0.113.0/24"_s);
    QVERIFY(bench.says(u"Every computer in 203.0.113.0/24 can ask"_s));
    shot(dialog, u"discovery-dialog"_s, dialog->size());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"OpenPortNow"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QVERIFY(bench.says(u"Opening Consul's DNS"_s));
    QVERIFY(!bench.find<QPushButton>(u"OpenPort"_s)->isEnabled());
    bench.discovery.outcome.settle(fail(ErrorCode::NotFound, u"The account has no firewall group “x”."_s));
    QTRY_VERIFY(bench.says(u"no firewall group"_s));
}

void TestDiscovery::everybodyIsAskedTwice()
{
    Bench bench;
    bench.press(u"OpenPort"_s);
    auto *dialog = bench.dialog<OpenPortDialog>();
    QVERIFY(dialog);
    dialog->findChild<QComboBox *>(u"OpenPortKind"_s)->setCurrentIndex(1);
    dialog->findChild<QLineEdit *>(u"OpenPortTo"_s)->setText(u"0.0.0.0/0"_s);
    auto *now = dialog->findChild<QPushButton *>(u"OpenPortNow"_s);
    QVERIFY(!now->isEnabled());
    shot(dialog, u"discovery-everybody"_s, dialog->size());
    dialog->findChild<QCheckBox *>(u"OpenPortEverybody"_s)->setChecked(true);
    QVERIFY(now->isEnabled());
    dialog->reject();
    QVERIFY(bench.discovery.openNow.isEmpty());
}

void TestDiscovery::whatIsOpenCanBeClosed()
{
    Bench bench;
    bench.discovery.openNow = {{OpenPort::ConsulDns, u"203.0.113.0/24"_s},
                               {OpenPort::ConsulHttp, u"a-group-of-the-account-with-a-long-name"_s}};
    emit bench.discovery.changed();
    shot(&bench.view, u"discovery-open"_s, usual);
    bench.press(u"ClosePort"_s);
    auto *dialog = bench.dialog<ConfirmDialog>();
    QVERIFY(dialog);
    dialog->accept();
    QTRY_COMPARE(bench.discovery.openNow.size(), 1);
    bench.discovery.outcome.settle({});
    QTRY_VERIFY(bench.find<QPushButton>(u"OpenPort"_s)->isEnabled());
}

void TestDiscovery::showsWhatIsReallyOpen()
{
    Bench bench;
    bench.discovery.found = Audit{
        {{Finding::Kind::TooOpen, u"hive-nodes"_s,
          u"2375/tcp is open to everybody (0.0.0.0/0); in it: 2375 (the engine, without any protection)."_s,
          u"Remove the rule at the provider, or narrow it to the addresses that need it."_s, true},
         reachable(u"a-worker-with-a-rather-long-name-17"_s, 2375, false),
         reachable(u"hive-consul-1"_s, 53, true)},
        17,
        42};
    bench.press(u"Audit"_s);
    auto *dialog = bench.dialog<AuditDialog>();
    QVERIFY(dialog);
    const auto says = [dialog](const QString &text) {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    QTRY_VERIFY(says(u"2375/tcp is open to everybody (0.0.0.0/0)"_s));
    QVERIFY(says(u"a-worker-with-a-rather-long-name-17: Reachable"_s));
    shot(dialog, u"audit"_s, dialog->size());
    theme::apply(theme::Mode::Dark);
    shot(dialog, u"audit-dark"_s, dialog->size());

    bench.discovery.found = Audit{{}, 17, 42};
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"AuditAgain"_s), Qt::LeftButton);
    QTRY_VERIFY(says(u"Nothing is more open than planned"_s));
    QVERIFY(!says(u"2375"_s));

    Audit foreign{{}, 5, 14};
    foreign.hasPlan = false;
    foreign.listeners = 9;
    foreign.published = {u"80/tcp (web)"_s};
    foreign.unread = {u"bee-2 was not looked at. Its host key is not confirmed."_s};
    bench.discovery.found = foreign;
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"AuditAgain"_s), Qt::LeftButton);
    QTRY_VERIFY(says(u"Nothing was found that is too open"_s));
    QVERIFY(!says(u"planned"_s));
    QVERIFY(says(u"5 rule"_s));
    QVERIFY(says(u"80/tcp (web)"_s));
    QVERIFY(says(u"bee-2 was not looked at."_s));
    shot(dialog, u"audit-connected"_s, dialog->size());

    bench.discovery.found = fail(ErrorCode::Auth, u"The key was refused."_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"AuditAgain"_s), Qt::LeftButton);
    QTRY_VERIFY(says(u"The key was refused."_s));
    QVERIFY(!says(u"Nothing is more open"_s));
    dialog->accept();
}

void TestDiscovery::whatStoppedCanGoOn()
{
    Bench bench;
    bench.discovery.stopped = u"Open Consul's DNS (port 53, TCP and UDP) to 203.0.113.0/24"_s;
    emit bench.discovery.changed();
    QTRY_VERIFY(bench.says(u"Not finished"_s));
    QVERIFY(!bench.find<QPushButton>(u"OpenPort"_s)->isEnabled());
    shot(&bench.view, u"discovery-stopped"_s, usual);
    bench.press(u"GoOnPort"_s);
    bench.discovery.stopped.clear();
    bench.discovery.outcome.settle({});
    QTRY_VERIFY(bench.find<QPushButton>(u"OpenPort"_s)->isEnabled());
}

void TestDiscovery::openPortsStayInMind()
{
    Bench bench;
    bench.view.showPage(ClusterView::Overview);
    bench.writer.edit().exposures = {{OpenPort::ConsulDns, u"203.0.113.0/24"_s}};
    bench.writer.commit();
    auto *list = bench.view.findChild<AttentionList *>();
    QTRY_VERIFY(list->isVisible());
    QTRY_VERIFY(bench.says(u"is open to 203.0.113.0/24."_s));
    shot(&bench.view, u"discovery-overview"_s, usual);
    const auto buttons = list->findChildren<QPushButton *>();
    QTest::mouseClick(buttons.last(), Qt::LeftButton);
    QVERIFY(bench.find<QPushButton>(u"OpenPort"_s)->isVisible());
}

void TestDiscovery::inTheDark()
{
    theme::apply(theme::Mode::Dark);
    Bench bench;
    bench.discovery.answer = webProbe();
    bench.discovery.openNow = {{OpenPort::ConsulHttp, u"203.0.113.0/24"_s}};
    emit bench.discovery.changed();
    bench.find<QLineEdit>(u"ProbeName"_s)->setText(u"web"_s);
    bench.press(u"Probe"_s);
    QTRY_VERIFY(bench.says(u"1 of 3 instance"_s));
    shot(&bench.view, u"discovery-dark"_s, usual);
}

QTEST_MAIN(TestDiscovery)
#include "tst_discovery.moc"
