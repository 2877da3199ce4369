// SPDX-License-Identifier: GPL-3.0-or-later
// What is opened to others by choice: how it is written down, which rules and steps it takes, and how it
// shows.
#include "core/cluster/change.h"
#include "core/cluster/consulconfig.h"
#include "core/cluster/facts.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/planner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

const Exposure dns{OpenPort::ConsulDns, u"203.0.113.0/24"_s};
const Exposure http{OpenPort::ConsulHttp, u"office"_s};

ClusterSpec specOf(int consulServers)
{
    ClusterSpec spec;
    spec.name = u"c"_s;
    spec.templateName = u"Debian"_s;
    spec.operatorCidrs = {u"203.0.113.7/32"_s};
    spec.consulServers = consulServers;
    return spec;
}

QStringList ids(const QList<plan::Step> &steps)
{
    QStringList list;
    for (const auto &step : steps)
        list.append(step.id);
    return list;
}

QStringList needsOf(const QList<plan::Step> &steps, const QString &id)
{
    for (const auto &step : steps) {
        if (step.id == id)
            return step.needs;
    }
    return {};
}

} // namespace

class TestExposure : public QObject
{
    Q_OBJECT

private slots:
    void checks_data();
    void checks();
    void saysWhatItShows();
    void isPartOfTheSpec();
    void hasRules();
    void opensWhenItListens();
    void closesBeforeItStopsListening();
    void opensTheEnginesOneAfterAnother();
    void aSecondRangeNeedsNoOtherCertificates();
    void aClosingThatIsGivenUpListensAgain();
    void newNodesListenToo();
    void aMoveOfTheOperatorLeavesItAlone();
    void serversListen();
    void isKeptInMindWithoutAlarm();
};

void TestExposure::checks_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("problem");
    QTest::newRow("range") << u"203.0.113.0/24"_s << QString();
    QTest::newRow("long range") << u"2001:db8::/64"_s << QString();
    QTest::newRow("everybody") << u"0.0.0.0/0"_s << QString();
    QTest::newRow("group") << u"office"_s << QString();
    QTest::newRow("nothing") << QString() << u"Say to whom"_s;
    QTest::newRow("address") << u"203.0.113.7"_s << u"write 203.0.113.7/32"_s;
    QTest::newRow("no range") << u"here/8"_s << u"no address range"_s;
    QTest::newRow("too long") << u"203.0.113.0/40"_s << u"no address range"_s;
}

void TestExposure::checks()
{
    QFETCH(const QString, to);
    QFETCH(const QString, problem);
    const auto good = check(Exposure{OpenPort::ConsulDns, to});
    QCOMPARE(good.has_value(), problem.isEmpty());
    if (!good)
        QVERIFY2(good.error().message.contains(problem), qPrintable(good.error().message));
}

void TestExposure::saysWhatItShows()
{
    QVERIFY(consequence({OpenPort::ConsulDns, u"0.0.0.0/0"_s}).startsWith("Everybody"_L1));
    QVERIFY(consequence(http).contains("group office"_L1));
    QVERIFY(consequence(http).contains("not encrypted"_L1));
    QVERIFY(consequence(dns).contains(dns.to));
}

void TestExposure::isPartOfTheSpec()
{
    auto spec = specOf(1);
    spec.exposures = {dns, http};
    const auto again = specFromJson(toJson(spec));
    QVERIFY(again);
    QCOMPARE(*again, spec);
    QVERIFY(check(spec).isEmpty());
    spec.consulServers = 0;
    QCOMPARE(check(spec).first().field, u"exposures"_s);
    auto wrong = toJson(specOf(1));
    wrong.insert(u"exposures"_s, QJsonArray{QJsonObject{{u"port"_s, u"ssh"_s}, {u"to"_s, u"x"_s}}});
    QVERIFY(!specFromJson(wrong));
    Change change;
    change.id = u"id"_s;
    change.open = {dns};
    change.close = {http};
    QCOMPARE(changeFromJson(toJson(change)).value(), change);
    QVERIFY(change.isOfExposuresOnly() && !change.asksSwarm());
}

void TestExposure::hasRules()
{
    auto spec = specOf(1);
    const auto before = plannedRules(spec).size();
    spec.exposures = {dns, http};
    const auto rules = plannedRules(spec);
    QCOMPARE(rules.size(), before + 3);
    const auto &last = rules.last();
    QCOMPARE(last.id, u"consul-8500-tcp-from-office"_s);
    QCOMPARE(toRule(spec, last, {{u"office"_s, u"g9"_s}}).sourceGroupId, u"g9"_s);
    cloud::FirewallGroup consul{u"g1"_s, u"c-consul"_s, {}, {}};
    cloud::FirewallGroup office{u"g9"_s, u"office"_s, {}, {}};
    QVERIFY(missingRules(spec, {consul, office}).contains(last));
    consul.rules.append({{}, u"tcp"_s, 8500, 8500, {}, u"g9"_s, {}});
    QVERIFY(!missingRules(spec, {consul, office}).contains(last));
}

void TestExposure::opensWhenItListens()
{
    Change change;
    change.open = {dns};
    const auto spec = specOf(3);
    const auto steps = planChange(spec, machines(spec), change, u"id"_s);
    QVERIFY(steps);
    const QString rule = u"cluster/rule-consul-53-udp-from-203.0.113.0/24"_s;
    QVERIFY(ids(*steps).contains(rule));
    QVERIFY(needsOf(*steps, rule).contains(u"c-consul-3/consul-ready"_s));
    // One server after another.
    QCOMPARE(needsOf(*steps, u"c-consul-2/consul-listen"_s), QStringList{u"c-consul-1/consul-ready"_s});
    QVERIFY(needsOf(*steps, u"c-consul-1/consul-listen"_s).isEmpty());
    const auto listen = std::find_if(steps->begin(), steps->end(),
                                     [](const auto &step) { return step.kind == "consul-listen"_L1; });
    QCOMPARE(listen->input.value("open"_L1).toArray(), QJsonArray{u"consul-dns"_s});
}

void TestExposure::closesBeforeItStopsListening()
{
    Change change;
    change.close = {dns};
    auto spec = specOf(1);
    spec.exposures = {dns, http};
    const auto steps = planChange(spec, machines(spec), change, u"id"_s);
    QVERIFY(steps);
    const auto needs = needsOf(*steps, u"c-consul-1/consul-listen"_s);
    QCOMPARE(needs.size(), 2); // TCP and UDP
    QVERIFY(needs.first().startsWith("cluster/close-"_L1));
    for (const auto &step : *steps) {
        if (step.kind == "consul-listen"_L1) // what is open beside it stays
            QCOMPARE(step.input.value("open"_L1).toArray(), QJsonArray{u"consul-http"_s});
        if (step.kind == "close-rule"_L1) {
            QCOMPARE(step.input.value("port"_L1).toInt(), 53);
            QCOMPARE(step.input.value("cidr"_L1).toString(), dns.to);
        }
    }
}

void TestExposure::opensTheEnginesOneAfterAnother()
{
    const Exposure engine{OpenPort::Engine, u"203.0.113.0/24"_s};
    auto spec = specOf(0);
    spec.managers = 3;
    spec.exposures = {engine};
    QVERIFY(check(spec).isEmpty()); // it needs no Consul
    spec.exposures = {};
    Change change;
    change.open = {engine};
    const auto steps = planChange(spec, machines(spec), change, u"id"_s);
    QVERIFY(steps);
    const QString authority = u"cluster/engine-authority"_s;
    QCOMPARE(needsOf(*steps, u"c-worker-1/engine-listen"_s), QStringList{authority});
    QCOMPARE(needsOf(*steps, u"c-worker-2/engine-listen"_s), QStringList{u"c-worker-1/engine-ready"_s});
    QCOMPARE(needsOf(*steps, u"c-manager-1/engine-listen"_s), QStringList{u"c-worker-2/engine-ready"_s});
    QCOMPARE(needsOf(*steps, u"c-manager-3/engine-listen"_s), QStringList{u"c-manager-2/engine-ready"_s});
    QVERIFY(needsOf(*steps, u"cluster/rule-nodes-2376-tcp-from-203.0.113.0/24"_s)
                .contains(u"c-manager-3/engine-ready"_s));
    QVERIFY(!ids(*steps).contains(u"cluster/engine-forget"_s));
}

void TestExposure::aSecondRangeNeedsNoOtherCertificates()
{
    const Exposure engine{OpenPort::Engine, u"203.0.113.0/24"_s};
    const Exposure other{OpenPort::Engine, u"198.51.100.0/24"_s};
    auto spec = specOf(0);
    spec.exposures = {engine};
    Change change;
    change.open = {other};
    const auto more = planChange(spec, machines(spec), change, u"id"_s);
    QVERIFY(more);
    for (const auto &step : *more)
        QVERIFY2(step.kind == "group"_L1 || step.kind == "rule"_L1, qPrintable(step.id));

    spec.exposures = {engine, other};
    change.open = {};
    change.close = {other};
    const auto less = planChange(spec, machines(spec), change, u"id"_s);
    QVERIFY(less);
    for (const auto &step : *less)
        QVERIFY2(step.kind == "close-rule"_L1, qPrintable(step.id));

    change.close = {engine, other};
    const auto none = planChange(spec, machines(spec), change, u"id"_s);
    QVERIFY(none);
    QCOMPARE(needsOf(*none, u"c-worker-1/engine-listen"_s).size(), 2); // both rules are gone by then
    QCOMPARE(none->last().id, u"cluster/engine-forget"_s);
    QVERIFY(!ids(*none).contains(u"cluster/engine-authority"_s));
}

void TestExposure::aClosingThatIsGivenUpListensAgain()
{
    const Exposure engine{OpenPort::Engine, u"203.0.113.0/24"_s};
    auto spec = specOf(0);
    spec.exposures = {engine};
    Change undo;
    undo.open = {engine};
    const auto steps = planChange(spec, machines(spec), undo, u"id"_s);
    QVERIFY(steps);
    QVERIFY(ids(*steps).contains(u"c-manager-1/engine-listen"_s));
    QVERIFY(!ids(*steps).contains(u"cluster/engine-authority"_s)); // who has a certificate keeps it
}

void TestExposure::newNodesListenToo()
{
    auto spec = specOf(0);
    spec.exposures = {{OpenPort::Engine, u"203.0.113.0/24"_s}};
    const auto steps = planCreation(spec, {u"id"_s});
    QVERIFY(steps);
    QVERIFY(needsOf(*steps, u"c-worker-1/engine-config"_s).contains(u"c-worker-1/engine-listen"_s));
    const auto added =
        planAdditions(spec, {u"id"_s}, machines(spec), {machineOf(spec, MachineRole::Worker, 7)});
    QVERIFY(ids(added).contains(u"c-worker-7/engine-listen"_s));
}

void TestExposure::aMoveOfTheOperatorLeavesItAlone()
{
    auto spec = specOf(1);
    spec.exposures = {dns};
    Change change;
    change.operatorCidrs = {u"198.51.100.0/24"_s};
    for (const auto &step : planOperatorMove(spec, change))
        QVERIFY2(!step.id.contains("-53-"_L1), qPrintable(step.id));
}

void TestExposure::serversListen()
{
    const QByteArray closed = consulConfig({.version = QVersionNumber(1, 8, 7),
                                            .isServer = true,
                                            .nodeName = u"n"_s,
                                            .address = u"10.0.0.2"_s,
                                            .dockerAddress = u"172.17.0.1"_s,
                                            .servers = {u"10.0.0.2"_s}});
    const QStringList own{u"10.0.0.2"_s, u"198.51.100.9"_s};
    QCOMPARE(listeningConfig(closed, {}, own).value(), closed);
    const auto both = listeningConfig(closed, {OpenPort::ConsulDns, OpenPort::ConsulHttp}, own);
    QVERIFY(both);
    const auto config = QJsonDocument::fromJson(*both).object();
    QCOMPARE(config[u"addresses"_s][u"dns"_s].toString(), u"127.0.0.1 172.17.0.1 10.0.0.2 198.51.100.9"_s);
    QCOMPARE(config[u"addresses"_s][u"http"_s].toString(), u"127.0.0.1 10.0.0.2 198.51.100.9"_s);
    QCOMPARE(config[u"http_config"_s][u"allow_write_http_from"_s].toArray(), QJsonArray{u"127.0.0.0/8"_s});
    QCOMPARE(config[u"acl"_s][u"default_policy"_s].toString(), u"deny"_s);
    QCOMPARE(listeningConfig(*both, {OpenPort::ConsulDns, OpenPort::ConsulHttp}, own).value(), *both);
    QCOMPARE(listeningConfig(*both, {}, own).value(), closed);
    QVERIFY(!listeningConfig("ports {}", {}, own));
}

void TestExposure::isKeptInMindWithoutAlarm()
{
    Facts facts;
    facts.live = LiveState::Live;
    facts.lastHeard = QDateTime::currentDateTimeUtc();
    facts.nodes = {docker::Node{}};
    facts.nodes.first().state = docker::NodeState::Ready;
    Memory memory;
    const auto before = fold(facts, memory, facts.lastHeard);
    facts.exposures = {dns};
    const auto picture = fold(facts, memory, facts.lastHeard);
    QCOMPARE(picture.attention.size(), before.attention.size() + 1);
    QVERIFY(picture.attention.back().isCalm());
    QVERIFY(picture.attention.back().what.contains(dns.to));
    QCOMPARE(picture.overview.health, before.overview.health);
    QCOMPARE(picture.overview.sentence, before.overview.sentence);
}

QTEST_GUILESS_MAIN(TestExposure)
#include "tst_exposure.moc"
