// SPDX-License-Identifier: GPL-3.0-or-later
// What DNS leaves out and why, and what is read from the client's print of a compose file. Pure functions.
#include "core/cluster/stacks.h"
#include "core/consul/dnsprobe.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::consul;

class TestDnsProbe : public QObject
{
    Q_OBJECT

private slots:
    void takesQuestionsApart_data();
    void takesQuestionsApart();
    void saysWhoWasLeftOut();
    void knowsSrvTargets();
    void readsWhatTheClientPrints();
    void groupsStacks();
};

void TestDnsProbe::takesQuestionsApart_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("tag");
    const auto row = [](const char *typed, const char *name, const char *service, const char *tag) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(name)
                             << QString::fromLatin1(service) << QString::fromLatin1(tag);
    };
    row("web", "web.service.consul", "web", "");
    row("web.service.consul.", "web.service.consul", "web", "");
    row("v1.web.service.consul", "v1.web.service.consul", "web", "v1");
    row("a.b.web.service.dc1.consul", "a.b.web.service.dc1.consul", "web", "a.b");
    row("_web._tcp.service.consul", "_web._tcp.service.consul", "web", "");
    row("_web._v1.service.consul", "_web._v1.service.consul", "web", "v1");
    row("node-1.node.consul", "node-1.node.consul", "", "");
    row("www.example.org", "www.example.org", "", "");
    row("my.service.example.org", "my.service.example.org", "", "");
}

void TestDnsProbe::takesQuestionsApart()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, name);
    QFETCH(const QString, service);
    QFETCH(const QString, tag);
    QCOMPARE(dnsQuestionOf(typed), (DnsQuestion{name, service, tag}));
}

void TestDnsProbe::saysWhoWasLeftOut()
{
    const auto instances = parseHealthOfService(R"([
        {"Node":{"Node":"n1","Address":"10.0.0.1"},"Service":{"ID":"1","Service":"web","Port":80,"Tags":["v1"]},"Checks":[
            {"Node":"n1","CheckID":"serfHealth","Name":"Serf Health Status","Status":"passing"}]},
        {"Node":{"Node":"n2","Address":"10.0.0.2"},"Service":{"ID":"2","Service":"web","Port":80,"Tags":["v1"]},"Checks":[
            {"Node":"n2","CheckID":"c","Name":"answers","Status":"critical","Output":"connection refused\n","ServiceID":"2"}]},
        {"Node":{"Node":"n3","Address":"10.0.0.3"},"Service":{"ID":"3","Service":"web","Port":80},"Checks":[]}])");
    QVERIFY(instances);
    const auto probe =
        explain(dnsQuestionOf(u"v1.web.service.consul"_s), u"A"_s,
                {{.name = u"web.service.consul"_s, .type = u"A"_s, .address = u"10.0.0.1"_s}}, *instances);
    QVERIFY(probe.instances.at(0).isAnswered);
    QVERIFY(probe.instances.at(0).why.isEmpty());
    QVERIFY(!probe.instances.at(1).isAnswered);
    QCOMPARE(probe.instances.at(1).why, u"Its check “answers” fails: connection refused"_s);
    QCOMPARE(probe.instances.at(2).why, u"It does not have the tag v1."_s);
}

void TestDnsProbe::knowsSrvTargets()
{
    const auto instance = [](const QString &node, const QString &address, int port) {
        Instance one;
        one.node = node;
        one.address = address;
        one.port = port;
        one.state = CheckState::Passing;
        return one;
    };
    const QList<DnsRecord> records{
        {.name = u"web.service.consul"_s,
         .type = u"SRV"_s,
         .target = u"0a000001.addr.dc1.consul"_s,
         .port = 80},
        {.name = u"web.service.consul"_s, .type = u"SRV"_s, .target = u"n2.node.dc1.consul"_s, .port = 81},
        {.name = u"0a000001.addr.dc1.consul"_s, .type = u"A"_s, .address = u"10.0.0.1"_s}};
    const auto probe = explain(dnsQuestionOf(u"web"_s), u"SRV"_s, records,
                               {instance(u"n1"_s, u"10.0.0.1"_s, 80), instance(u"n2"_s, u"10.0.0.2"_s, 81),
                                instance(u"n2"_s, u"10.0.0.2"_s, 82)});
    QVERIFY(probe.instances.at(0).isAnswered);
    QVERIFY(probe.instances.at(1).isAnswered);
    QVERIFY(!probe.instances.at(2).isAnswered);
}

void TestDnsProbe::readsWhatTheClientPrints()
{
    const auto services = cluster::printedServices(
        u"version: \"3.9\"\nservices:\n  db:\n    environment:\n      image: not/this\n"
        "    image: postgres:16\n  web:\n    image: 'nginx:1.27'\nnetworks:\n  inner:\n"
        "    image: nor/this\n"_s);
    QCOMPARE(services.keys(), (QStringList{u"db"_s, u"web"_s}));
    QCOMPARE(services[u"db"_s].image, u"postgres:16"_s);
    QCOMPARE(services[u"web"_s].image, u"nginx:1.27"_s);
    QVERIFY(cluster::printedServices(u"nonsense"_s).isEmpty());
}

void TestDnsProbe::groupsStacks()
{
    const auto service = [](const QString &name, const QString &stack) {
        docker::Service one;
        one.name = name;
        one.stack = stack;
        return one;
    };
    const auto stacks = cluster::stacksOf({service(u"b_web"_s, u"b"_s), service(u"alone"_s, {}),
                                           service(u"a_db"_s, u"a"_s), service(u"b_db"_s, u"b"_s)});
    QCOMPARE(stacks.size(), 2);
    QCOMPARE(stacks.at(0).name, u"a"_s);
    QCOMPARE(stacks.at(1).services.size(), 2);
}

QTEST_GUILESS_MAIN(TestDnsProbe)
#include "tst_dnsprobe.moc"
