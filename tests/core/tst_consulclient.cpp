// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real Consul; what a real one does not show, against a server that misbehaves.
#include "core/consul/client.h"
#include "tests/support/consulfixture.h"
#include "tests/support/fakehttpserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::consul;
using skep::test::ConsulFixture;
using skep::test::FakeHttpServer;

namespace {

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/consul/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

template <typename T>
Result<T> settled(QFuture<Result<T>> future, int limit = 12'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, limit) || future.resultCount() == 0)
        return fail(ErrorCode::Internal, u"the future did not settle"_s);
    return future.result();
}

#define VERIFY_GOOD(expression)                                                                              \
    do {                                                                                                     \
        const auto &verified = (expression);                                                                 \
        QVERIFY2(verified.has_value(), verified ? "" : qPrintable(verified.error().message));                \
    } while (false)

QByteArray registration(const QByteArray &id, const QByteArray &name, int port)
{
    return R"({"ID":")" + id + R"(","Name":")" + name + R"(","Port":)" + QByteArray::number(port)
        + R"(,"Tags":["tcp"],"Meta":{"swarm-service-id":"s1"},"Check":{"TTL":"60s"}})";
}

} // namespace

class TestConsulClient : public QObject
{
    Q_OBJECT

private slots:
    void followsTheRulesOfTheIndex_data();
    void followsTheRulesOfTheIndex();
    void joinsRecordedAnswers();
    void readsHealthOfAService();
    void refusesWrongShapes();
    void tellsWhatAnErrorMeans_data();
    void tellsWhatAnErrorMeans();
    void waitsLongerThanConsulDoes();

    void readsARealServer();
    void wakesWhenACheckChanges();
    void asksOnlyForWhatChanged();
    void managesTokens();
    void readsServersOfRaft();
    void seesTheServersAmongThemselves();

private:
    QString m_master = QUuid::createUuid().toString(QUuid::WithoutBraces);
};

void TestConsulClient::followsTheRulesOfTheIndex_data()
{
    QTest::addColumn<quint64>("before");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<quint64>("next");
    QTest::newRow("forward") << quint64(3) << QByteArray("14") << quint64(14);
    QTest::newRow("same") << quint64(14) << QByteArray("14") << quint64(14);
    QTest::newRow("back") << quint64(14) << QByteArray("3") << quint64(0);
    QTest::newRow("zero at first") << quint64(0) << QByteArray("0") << quint64(1);
    QTest::newRow("zero later") << quint64(5) << QByteArray("0") << quint64(0);
    QTest::newRow("absent") << quint64(5) << QByteArray() << quint64(1);
    QTest::newRow("no number") << quint64(5) << QByteArray("x1") << quint64(1);
    QTest::newRow("too large") << quint64(5) << QByteArray("18446744073709551616") << quint64(1);
    QTest::newRow("above 2^63") << quint64(5) << QByteArray("18446744073709551615") << ~quint64(0);
}

void TestConsulClient::followsTheRulesOfTheIndex()
{
    QFETCH(quint64, before);
    QFETCH(QByteArray, header);
    QTEST(nextIndex(before, header), "next");
}

void TestConsulClient::joinsRecordedAnswers()
{
    const auto checks = parseChecks(recorded(u"health_state_any.json"_s));
    auto web = parseInstances(recorded(u"catalog_service_web.json"_s));
    const auto names = parseServiceTags(recorded(u"catalog_services.json"_s));
    const auto nodes = parseCatalogNodes(recorded(u"catalog_nodes.json"_s));
    VERIFY_GOOD(checks);
    VERIFY_GOOD(web);
    VERIFY_GOOD(names);
    VERIFY_GOOD(nodes);
    applyChecks(*web, *checks);
    QCOMPARE(web->size(), 2);
    QCOMPARE(web->at(0).id, u"n1/web1"_s);
    QCOMPARE(web->at(0).state, CheckState::Passing);
    QCOMPARE(web->at(0).port, 32768);
    QCOMPARE(web->at(1).state, CheckState::Critical);
    QCOMPARE(web->at(1).reason, u"HTTP 500"_s);
    const auto services = countInstances(*names, *web);
    QCOMPARE(services.size(), 4);
    QCOMPARE(services.last(), (CatalogService{u"web"_s, {u"v1"_s, u"prod"_s}, 1, 0, 1}));
    const auto all = members(*nodes, *checks, {u"c1"_s});
    QCOMPARE(all.first(), (Member{u"c1"_s, u"10.77.0.50"_s, CheckState::Passing, true}));
    QCOMPARE(all.last(), (Member{u"n2"_s, u"10.77.0.12"_s, CheckState::Unknown, false}));
}

void TestConsulClient::readsHealthOfAService()
{
    const auto web = parseHealthOfService(recorded(u"health_service_web.json"_s));
    VERIFY_GOOD(web);
    QCOMPARE(web->size(), 2);
    QCOMPARE(web->at(0).state, CheckState::Passing);
    QCOMPARE(web->at(1).state, CheckState::Critical);
    QCOMPARE(web->at(1).address, u"10.77.0.12"_s);
}

void TestConsulClient::refusesWrongShapes()
{
    QVERIFY(!parseServiceTags(R"({"web":"v1"})"));
    QVERIFY(!parseServiceTags(R"({"web":[1]})"));
    QVERIFY(parseServiceTags(R"({"web":null})"));
    QVERIFY(!parseChecks(R"([{"Node":"a"}])"));
    QVERIFY(!parseInstances("{}"));
    QVERIFY(!parseInstances("[{\"Node\":\"a\""));
}

void TestConsulClient::tellsWhatAnErrorMeans_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<bool>("retryable");
    QTest::newRow("no leader") << QByteArray("500 Internal Server Error") << QByteArray("No cluster leader")
                               << ErrorCode::Remote << true;
    QTest::newRow("denied") << QByteArray("403 Forbidden") << QByteArray("Permission denied")
                            << ErrorCode::Auth << false;
    QTest::newRow("busy") << QByteArray("429 Too Many Requests") << QByteArray() << ErrorCode::RateLimited
                          << true;
    QTest::newRow("no JSON") << QByteArray("200 OK") << QByteArray("<html>") << ErrorCode::Protocol << true;
}

void TestConsulClient::tellsWhatAnErrorMeans()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    FakeHttpServer server([&](QTcpSocket *socket, const test::SeenRequest &) {
        socket->write(FakeHttpServer::answer(body, status));
    });
    net::HttpEndpoint endpoint;
    Client client(&endpoint, server.url(QString()), {});
    const auto instances = settled(client.instances());
    QVERIFY(!instances);
    QTEST(instances.error().code, "code");
    QTEST(instances.error().retryable, "retryable");
    QVERIFY(!instances.error().message.isEmpty());
}

void TestConsulClient::waitsLongerThanConsulDoes()
{
    // A blocking query may be answered late by a sixteenth of its wait; only then is it given up.
    FakeHttpServer server([&](QTcpSocket *socket, const test::SeenRequest &) {
        QTimer::singleShot(1'100, socket, [socket] { socket->write(FakeHttpServer::answer("[]")); });
    });
    net::HttpEndpoint endpoint;
    Client client(&endpoint, server.url(QString()), makeSecret("a-token"));
    client.instances(7, std::chrono::seconds(1));
    QTRY_VERIFY(!server.requests().isEmpty());
    QCOMPARE(server.requests().first().path, "/v1/health/state/any?index=7&wait=1s");
    QCOMPARE(server.requests().first().headers.value("x-consul-token"), "a-token");
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() > 1, 3'000); // it went on to the catalog
}

#define NEED_CONSUL()                                                                                        \
    if (ConsulFixture::program().isEmpty())                                                                  \
    QSKIP("there is no Consul here and mmdebstrap cannot fetch it")

void TestConsulClient::readsARealServer()
{
    NEED_CONSUL();
    ConsulFixture consul;
    QVERIFY(consul.start());
    net::HttpEndpoint endpoint;
    Client client(&endpoint, consul.url(), {});
    QVERIFY(!settled(client.leader())->isEmpty());
    QCOMPARE(settled(client.peers())->size(), 1);
    QCOMPARE(settled(client.agentSelf())->value("Config"_L1).toObject().value("NodeName"_L1).toString(),
             u"n1"_s);
    const auto members = settled(client.members());
    VERIFY_GOOD(members);
    QCOMPARE(members->value, (QList<Member>{{u"n1"_s, u"127.0.0.1"_s, CheckState::Passing, true}}));

    consul.call("PUT", u"/v1/agent/service/register"_s, registration("web-1", "web", 8080));
    const auto critical = settled(client.instancesOf(u"web"_s));
    VERIFY_GOOD(critical);
    QCOMPARE(critical->size(), 1);
    QCOMPARE(critical->first().state, CheckState::Critical);
    QCOMPARE(critical->first().port, 8080);
    QCOMPARE(critical->first().address, u"127.0.0.1"_s);
    QCOMPARE(critical->first().meta.value(u"swarm-service-id"_s), u"s1"_s);

    consul.call("PUT", u"/v1/agent/check/pass/service:web-1?note=up"_s);
    const auto all = settled(client.instances());
    VERIFY_GOOD(all);
    QCOMPARE(all->value.size(), 2); // Consul itself is one
    QCOMPARE(all->value.last().state, CheckState::Passing);
    const auto services = settled(client.services());
    VERIFY_GOOD(services);
    QCOMPARE(services->value.last(), (CatalogService{u"web"_s, {u"tcp"_s}, 1, 0, 0}));
}

void TestConsulClient::wakesWhenACheckChanges()
{
    NEED_CONSUL();
    ConsulFixture consul;
    QVERIFY(consul.start());
    consul.call("PUT", u"/v1/agent/service/register"_s, registration("web-1", "web", 8080));
    net::HttpEndpoint endpoint;
    Client client(&endpoint, consul.url(), {});
    auto before = settled(client.instances());
    VERIFY_GOOD(before);
    // Registration and its check arrive in steps; go on from a quiet moment.
    for (int i = 0; i < 5; ++i) {
        const auto next = settled(client.instances(before->index, std::chrono::seconds(1)));
        VERIFY_GOOD(next);
        before = next;
    }
    auto waiting = client.instances(before->index, std::chrono::seconds(30));
    QTest::qWait(300);
    QVERIFY(!waiting.isFinished());
    QElapsedTimer timer;
    timer.start();
    consul.call("PUT", u"/v1/agent/check/pass/service:web-1"_s);
    const auto after = settled(waiting);
    VERIFY_GOOD(after);
    QVERIFY(after->index > before->index);
    QCOMPARE(after->value.last().state, CheckState::Passing);
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

void TestConsulClient::asksOnlyForWhatChanged()
{
    // The recorded catalog has four services; the second round changes one check.
    QByteArray checks = recorded(u"health_state_any.json"_s);
    QList<QByteArray> asked;
    FakeHttpServer server([&](QTcpSocket *socket, const test::SeenRequest &request) {
        QByteArray body = "[]";
        if (request.path == "/v1/health/state/any")
            body = checks;
        else if (request.path == "/v1/catalog/services")
            body = recorded(u"catalog_services.json"_s);
        else if (request.path.startsWith("/v1/catalog/service/"))
            asked.append(request.path.mid(20));
        if (request.path == "/v1/catalog/service/web")
            body = recorded(u"catalog_service_web.json"_s);
        socket->write(FakeHttpServer::answer(body, "200 OK", "X-Consul-Index: 20\r\n"));
    });
    net::HttpEndpoint endpoint;
    Client client(&endpoint, server.url(QString()), {});
    VERIFY_GOOD(settled(client.instances()));
    std::sort(asked.begin(), asked.end());
    QCOMPARE(asked, (QList<QByteArray>{"api", "consul", "late", "web"}));
    asked.clear();
    checks.replace("\"critical\"", "\"passing\"").replace("\"ModifyIndex\": 11", "\"ModifyIndex\": 19");
    const auto second = settled(client.instances());
    VERIFY_GOOD(second);
    QCOMPARE(asked, QList<QByteArray>{"web"});
    QCOMPARE(second->value.size(), 2);
    QCOMPARE(second->value.last().state, CheckState::Passing);
}

void TestConsulClient::managesTokens()
{
    NEED_CONSUL();
    ConsulFixture consul("acl { enabled = true default_policy = \"deny\" tokens { master = \""
                         + m_master.toUtf8() + "\" } }\n");
    QVERIFY(consul.start());
    net::HttpEndpoint endpoint;
    Client manager(&endpoint, consul.url(), makeSecret(m_master.toUtf8()));
    QTRY_VERIFY_WITH_TIMEOUT(!settled(manager.members()).value_or(Indexed<QList<Member>>{}).value.isEmpty(),
                             10'000);

    const QString rules =
        u"service_prefix \"\" { policy = \"read\" } node_prefix \"\" { policy = \"read\" }"_s;
    const auto policy = settled(manager.putPolicy({u"reader"_s, rules}));
    VERIFY_GOOD(policy);
    QCOMPARE(*settled(manager.putPolicy({u"reader"_s, rules})), *policy); // again: the same one

    const auto secret = makeSecret(QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    Client reader(&endpoint, consul.url(), secret);
    QVERIFY(!settled(reader.agentSelf())); // unknown token
    VERIFY_GOOD(settled(manager.putToken(secret, u"for a test"_s, {u"reader"_s})));
    VERIFY_GOOD(settled(manager.putToken(secret, u"for a test"_s, {u"reader"_s})));
    QTRY_COMPARE(settled(reader.members()).value_or(Indexed<QList<Member>>{}).value.size(), 1);
    const auto denied = settled(reader.putPolicy({u"own"_s, rules}));
    QVERIFY(!denied);
    QCOMPARE(denied.error().code, ErrorCode::Auth);

    Client anonymous(&endpoint, consul.url(), {});
    const auto nothing = settled(anonymous.members());
    VERIFY_GOOD(nothing);
    QVERIFY(nothing->value.isEmpty()); // a denied read looks like an empty catalog
}

void TestConsulClient::readsServersOfRaft()
{
    const auto servers = parseRaftServers(
        "{\"Servers\": [{\"ID\": \"a1\", \"Node\": \"c1\", \"Address\": \"10.0.0.1:8300\", \"Leader\": true, "
        "\"ProtocolVersion\": \"3\", \"Voter\": true}, {\"ID\": \"b2\", \"Node\": \"(unknown)\", "
        "\"Address\": \"10.0.0.2:8300\", \"Leader\": false, \"Voter\": false}], \"Index\": 7}");
    VERIFY_GOOD(servers);
    const QList<RaftServer> expected{{u"a1"_s, u"c1"_s, u"10.0.0.1:8300"_s, true, true},
                                     {u"b2"_s, {}, u"10.0.0.2:8300"_s, false, false}};
    QCOMPARE(*servers, expected);
    for (const char *bad :
         {"", "[]", "{}", "{\"Servers\": [{\"ID\": 1, \"Address\": \"x\"}]}", "{\"Servers\": {}}"})
        QVERIFY2(!parseRaftServers(bad), bad);
    const auto members = parseGossip(
        "[{\"Name\": \"c1\", \"Addr\": \"10.0.0.1\", \"Status\": 1, \"Tags\": {\"role\": \"consul\"}}, "
        "{\"Name\": \"n1\", \"Addr\": \"10.0.0.2\", \"Status\": 4, \"Tags\": {\"role\": \"node\"}}]");
    VERIFY_GOOD(members);
    QCOMPARE(members->at(0), (Member{u"c1"_s, u"10.0.0.1"_s, CheckState::Passing, true}));
    QCOMPARE(members->at(1), (Member{u"n1"_s, u"10.0.0.2"_s, CheckState::Critical, false}));
    QVERIFY(!parseGossip("{}") && !parseGossip("[{\"Addr\": \"x\"}]"));
}

void TestConsulClient::seesTheServersAmongThemselves()
{
    NEED_CONSUL();
    ConsulFixture consul("acl { enabled = true default_policy = \"deny\" tokens { master = \""
                         + m_master.toUtf8() + "\" } }\n");
    QVERIFY(consul.start());
    net::HttpEndpoint endpoint;
    Client manager(&endpoint, consul.url(), makeSecret(m_master.toUtf8()));
    QTRY_VERIFY_WITH_TIMEOUT(!settled(manager.members()).value_or(Indexed<QList<Member>>{}).value.isEmpty(),
                             10'000);
    const auto servers = settled(manager.raftServers());
    VERIFY_GOOD(servers);
    QCOMPARE(servers->size(), 1);
    QVERIFY(servers->first().isLeader && servers->first().isVoter && !servers->first().id.isEmpty());
    const auto members = settled(manager.gossip());
    VERIFY_GOOD(members);
    QCOMPARE(members->size(), 1);
    QCOMPARE(members->first().name, servers->first().node);
    QVERIFY(members->first().isServer && members->first().serf == CheckState::Passing);
    const auto unknown = settled(manager.removeRaftServer(u"nobody"_s));
    QVERIFY(!unknown);
    Client anonymous(&endpoint, consul.url(), {});
    QCOMPARE(settled(anonymous.raftServers()).error().code, ErrorCode::Auth);
    VERIFY_GOOD(settled(manager.leave()));
    QTRY_VERIFY_WITH_TIMEOUT(!settled(manager.leader()), 20'000); // it has ended
}

QTEST_GUILESS_MAIN(TestConsulClient)
#include "tst_consulclient.moc"
