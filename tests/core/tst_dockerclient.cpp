// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/client.h"
#include "core/docker/totals.h"
#include "tests/support/fakehttpserver.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QUrlQuery>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::docker;
using skep::test::FakeHttpServer;
using skep::test::SeenRequest;

namespace {

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/docker/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

QByteArray frame(char stream, const QByteArray &bytes)
{
    QByteArray header(8, '\0');
    header[0] = stream;
    qToBigEndian<quint32>(quint32(bytes.size()), header.data() + 4);
    return header + bytes;
}

//! An engine that answers by script: "METHOD /path" (without version and query) → answers in order, the last
//! stays.
class FakeEngine
{
public:
    FakeEngine()
        : m_server([this](QTcpSocket *socket, const SeenRequest &request) { serve(socket, request); })
    {
    }

    void on(const QByteArray &call, const QByteArray &body, const QByteArray &status = "200 OK")
    {
        m_script[call].append({body, status});
    }
    void never(const QByteArray &call) { m_silent.insert(call); }
    QUrl url() const { return m_server.url(QString()); }
    const QList<QByteArray> &seen() const { return m_seen; }
    QJsonObject body(const QByteArray &call) const
    {
        return QJsonDocument::fromJson(m_bodies.value(call)).object();
    }
    QByteArray rawBody(const QByteArray &call) const { return m_bodies.value(call); }
    QByteArray query(const QByteArray &call) const { return m_queries.value(call); }
    QByteArray header(const QByteArray &call, const QByteArray &name) const
    {
        return m_headers.value(call).value(name);
    }
    QByteArray version = "1.45";
    QList<QByteArray> versionsSpoken;

private:
    void serve(QTcpSocket *socket, const SeenRequest &request)
    {
        QByteArray path = request.path;
        QByteArray query;
        if (const auto mark = path.indexOf('?'); mark >= 0) {
            query = path.mid(mark + 1);
            path.truncate(mark);
        }
        if (path.startsWith("/v1.")) {
            versionsSpoken.append(path.mid(2, path.indexOf('/', 1) - 2));
            path.remove(0, path.indexOf('/', 1));
        }
        const QByteArray call = request.method + ' ' + path;
        m_seen.append(call);
        m_bodies[call] = request.body;
        m_queries[call] = query;
        m_headers[call] = request.headers;
        if (m_silent.contains(call))
            return;
        if (path == "/_ping") {
            socket->write(FakeHttpServer::answer("OK", "200 OK", "Api-Version: " + version + "\r\n"));
            return;
        }
        auto &answers = m_script[call];
        if (answers.isEmpty()) {
            socket->write(FakeHttpServer::answer(R"({"message":"page not found"})", "404 Not Found"));
            return;
        }
        const auto [body, status] = answers.size() > 1 ? answers.takeFirst() : answers.first();
        socket->write(FakeHttpServer::answer(body, status));
    }

    FakeHttpServer m_server;
    QHash<QByteArray, QList<std::pair<QByteArray, QByteArray>>> m_script;
    QSet<QByteArray> m_silent;
    QList<QByteArray> m_seen;
    QHash<QByteArray, QByteArray> m_bodies;
    QHash<QByteArray, QByteArray> m_queries;
    QHash<QByteArray, QHash<QByteArray, QByteArray>> m_headers;
};

template <typename T>
Result<T> settled(QFuture<Result<T>> future, int limit = 8'000)
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

} // namespace

class TestDockerClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksForTheVersionOnce();
    void speaksNoNewerThanItself();
    void refusesAnOldEngine();
    void negotiatesAgainAfterAFailure();
    void listsWhatIsThere();
    void readsALargeAnswerElsewhere();
    void givesUpOnASilentManager();
    void saysThatThereIsNoQuorum();
    void changesANodeAgainstOthers();
    void givesUpAgainstAVersionThatNeverFits();
    void leavesAlikeNodesAlone();
    void initsASwarm();
    void joinsWhateverTheAnswerSays_data();
    void joinsWhateverTheAnswerSays();
    void readsJoinTokens();
    void loadsAnImage();
    void saysWhyAnImageDidNotLoad();
    void looksForAnImage();
    void pullsWithATag_data();
    void pullsWithATag();
    void findsTheErrorOfAPull();
    void makesASecret();
    void findsAServiceByItsWholeName();
    void removesWhatIsGone();
    void scalesWhatItRead();
    void saysThatSomebodyElseWasFaster();
    void rollsBackOnlyWhatWasUpdated();
    void findsSecretsByName();
    void logsInToARegistry();
    void listsObjects();
    void refusesAPathForAName();
    void addsUpWhatIsReserved();
    void runsAContainerToItsEnd();
    void removesAContainerThatFailed();
    void removesAContainerThatTookTooLong();
    void leavesAnotherContainerOfTheNameAlone();
    void followsEvents();

private:
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<net::HttpEndpoint> m_endpoint;
    std::unique_ptr<Client> m_client;
};

void TestDockerClient::init()
{
    m_engine = std::make_unique<FakeEngine>();
    m_endpoint = std::make_unique<net::HttpEndpoint>();
    m_client = std::make_unique<Client>(m_endpoint.get(), m_engine->url());
}

void TestDockerClient::cleanup()
{
    m_client.reset();
    m_endpoint.reset();
    m_engine.reset();
}

void TestDockerClient::asksForTheVersionOnce()
{
    m_engine->on("GET /info", recorded(u"info.json"_s));
    auto first = m_client->info();
    auto second = m_client->info();
    VERIFY_GOOD(settled(first));
    VERIFY_GOOD(settled(second));
    VERIFY_GOOD(settled(m_client->info()));
    QCOMPARE(m_engine->seen().count("GET /_ping"), 1);
    QCOMPARE(m_engine->versionsSpoken, (QList<QByteArray>{"1.45", "1.45", "1.45"}));
}

void TestDockerClient::speaksNoNewerThanItself()
{
    m_engine->version = "1.52";
    m_engine->on("GET /info", recorded(u"info.json"_s));
    VERIFY_GOOD(settled(m_client->info()));
    QCOMPARE(m_engine->versionsSpoken, QList<QByteArray>{"1.47"});
}

void TestDockerClient::refusesAnOldEngine()
{
    m_engine->version = "1.39";
    const auto info = settled(m_client->info());
    QVERIFY(!info);
    QCOMPARE(info.error().code, ErrorCode::Config);
    QVERIFY(info.error().message.contains(u"1.39"_s));
    QCOMPARE(m_engine->seen(), QList<QByteArray>{"GET /_ping"});
}

void TestDockerClient::negotiatesAgainAfterAFailure()
{
    m_engine->version = "";
    QVERIFY(!settled(m_client->info()));
    m_engine->version = "1.45";
    m_engine->on("GET /info", recorded(u"info.json"_s));
    VERIFY_GOOD(settled(m_client->info()));
}

void TestDockerClient::listsWhatIsThere()
{
    m_engine->on("GET /nodes", recorded(u"nodes.json"_s));
    m_engine->on("GET /services", recorded(u"services.json"_s));
    m_engine->on("GET /tasks", recorded(u"tasks.json"_s));
    QCOMPARE(settled(m_client->nodes())->size(), 4);
    QCOMPARE(settled(m_client->services())->size(), 4);
    QCOMPARE(m_engine->query("GET /services"), "status=true");
    QCOMPARE(settled(m_client->tasks())->size(), 32);
}

void TestDockerClient::readsALargeAnswerElsewhere()
{
    QJsonArray tasks;
    for (int i = 0; i < 4'000; ++i) {
        tasks.append(QJsonObject{{u"ID"_s, QString::number(i)},
                                 {u"Spec"_s, QJsonObject{{u"Filler"_s, QString(100, u'x')}}},
                                 {u"Status"_s, QJsonObject{{u"State"_s, u"running"_s}}}});
    }
    m_engine->on("GET /tasks", QJsonDocument(tasks).toJson());
    const auto read = settled(m_client->tasks());
    VERIFY_GOOD(read);
    QCOMPARE(read->size(), 4'000);
    QCOMPARE(read->last().id, u"3999"_s);
}

void TestDockerClient::givesUpOnASilentManager()
{
    m_engine->never("GET /nodes");
    QElapsedTimer timer;
    timer.start();
    const auto nodes = settled(m_client->nodes());
    QVERIFY(!nodes);
    QCOMPARE(nodes.error().code, ErrorCode::Timeout);
    QVERIFY(nodes.error().retryable);
    QVERIFY2(timer.elapsed() > 4'000 && timer.elapsed() < 7'000,
             qPrintable(QString::number(timer.elapsed())));
}

void TestDockerClient::saysThatThereIsNoQuorum()
{
    m_engine->on("GET /nodes", recorded(u"nodes_no_quorum_error.json"_s), "500 Internal Server Error");
    const auto nodes = settled(m_client->nodes());
    QVERIFY(!nodes);
    QCOMPARE(nodes.error().message, u"The swarm has no leader: too few managers are online."_s);
    QVERIFY(nodes.error().retryable);
}

namespace {

QByteArray nodeAnswer(int version, const QByteArray &labels)
{
    return R"({"ID":"n","Version":{"Index":)" + QByteArray::number(version)
        + R"(},"Spec":{"Role":"worker","Availability":"active","Labels":)" + labels + "}}";
}

constexpr auto outOfSequence = R"({"message":"rpc error: code = Unknown desc = update out of sequence"})";

} // namespace

// Somebody else sets a label between the read and the write: it must still be there afterwards.
void TestDockerClient::changesANodeAgainstOthers()
{
    m_engine->on("GET /nodes/n", nodeAnswer(7, R"({"old":"1"})"));
    m_engine->on("GET /nodes/n", nodeAnswer(9, R"({"old":"1","theirs":"x"})"));
    m_engine->on("POST /nodes/n/update", outOfSequence, "500 Internal Server Error");
    m_engine->on("POST /nodes/n/update", {});
    VERIFY_GOOD(settled(m_client->changeLabels(u"n"_s, {{u"mine"_s, u"y"_s}}, {u"old"_s})));
    QCOMPARE(m_engine->query("POST /nodes/n/update"), QByteArray("version=9"));
    QCOMPARE(m_engine->body("POST /nodes/n/update"),
             (QJsonObject{{u"Role"_s, u"worker"_s},
                          {u"Availability"_s, u"active"_s},
                          {u"Labels"_s, QJsonObject{{u"theirs"_s, u"x"_s}, {u"mine"_s, u"y"_s}}}}));
}

void TestDockerClient::givesUpAgainstAVersionThatNeverFits()
{
    m_engine->on("GET /nodes/n", nodeAnswer(7, "{}"));
    m_engine->on("POST /nodes/n/update", outOfSequence, "500 Internal Server Error");
    const auto changed = settled(m_client->setRole(u"n"_s, NodeRole::Manager), 15'000);
    QVERIFY(!changed);
    QVERIFY(m_engine->seen().count("POST /nodes/n/update") > 3);
}

void TestDockerClient::leavesAlikeNodesAlone()
{
    m_engine->on("GET /nodes/n", nodeAnswer(7, "{}"));
    VERIFY_GOOD(settled(m_client->setAvailability(u"n"_s, Availability::Active)));
    QVERIFY(!m_engine->seen().contains("POST /nodes/n/update"));
    VERIFY_GOOD(settled(m_client->removeNode(u"gone"_s))); // a missing one is no error
}

void TestDockerClient::initsASwarm()
{
    m_engine->on("POST /swarm/init", "\"oeecpzb5wpi4g0rqwzuynn3zj\"\n");
    QCOMPARE(*settled(m_client->swarmInit(u"10.0.0.4"_s)), u"oeecpzb5wpi4g0rqwzuynn3zj"_s);
    QCOMPARE(m_engine->body("POST /swarm/init").value("AdvertiseAddr"_L1).toString(), u"10.0.0.4"_s);
}

void TestDockerClient::joinsWhateverTheAnswerSays_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QList<QByteArray>>("states"); // of the infos that follow
    QTest::addColumn<QByteArray>("manager"); // that the engine names then
    QTest::addColumn<bool>("joined");
    QTest::addColumn<QString>("message");
    const QByteArray refused = "500 Internal Server Error";
    QTest::newRow("answered well") << QByteArray("200 OK") << QByteArray() << QList<QByteArray>{"active"}
                                   << QByteArray("10.0.0.4:2377") << true << QString();
    QTest::newRow("goes on in the background")
        << refused
        << QByteArray(
               R"({"message":"Timeout was reached before node joined. The attempt to join the swarm will continue in the background."})")
        << QList<QByteArray>{"pending", "pending", "active"} << QByteArray("10.0.0.4:2377") << true
        << QString();
    QTest::newRow("was in it already")
        << QByteArray("503 Service Unavailable")
        << QByteArray(R"({"message":"This node is already part of a swarm."})") << QList<QByteArray>{"active"}
        << QByteArray("10.0.0.4:2377") << true << QString();
    QTest::newRow("is in another one")
        << QByteArray("503 Service Unavailable")
        << QByteArray(R"({"message":"This node is already part of a swarm."})") << QList<QByteArray>{"active"}
        << QByteArray("10.9.9.9:2377") << false << u"This machine is already part of another swarm."_s;
    QTest::newRow("bad token") << QByteArray("400 Bad Request")
                               << QByteArray(
                                      R"({"message":"A valid join token is necessary to join this cluster"})")
                               << QList<QByteArray>{"inactive"} << QByteArray() << false
                               << u"A valid join token is necessary to join this cluster."_s;
    QTest::newRow("well answered and not in it")
        << QByteArray("200 OK") << QByteArray() << QList<QByteArray>{"error"} << QByteArray() << false
        << u"The node did not finish joining the swarm."_s;
}

void TestDockerClient::joinsWhateverTheAnswerSays()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, answer);
    QFETCH(QList<QByteArray>, states);
    QFETCH(QByteArray, manager);
    QFETCH(bool, joined);
    m_engine->on("POST /swarm/join", answer, status);
    for (const auto &state : states) {
        m_engine->on("GET /info",
                     R"({"ServerVersion":"26","Swarm":{"LocalNodeState":")" + state
                         + R"(","RemoteManagers":[{"Addr":")" + manager + R"("}]}})");
    }
    const auto result =
        settled(m_client->swarmJoin(u"10.0.0.5"_s, {u"10.0.0.4"_s}, makeSecret("SWMTKN-1-EXAMPLE-EXAMPLE")));
    QCOMPARE(result.has_value(), joined);
    if (!joined)
        QTEST(result.error().message, "message");
    const auto body = m_engine->body("POST /swarm/join");
    QCOMPARE(body.value("RemoteAddrs"_L1).toArray(), QJsonArray{u"10.0.0.4:2377"_s});
    QCOMPARE(body.value("JoinToken"_L1).toString(), u"SWMTKN-1-EXAMPLE-EXAMPLE"_s);
}

void TestDockerClient::readsJoinTokens()
{
    m_engine->on("GET /swarm", recorded(u"swarm.json"_s));
    const auto tokens = settled(m_client->joinTokens());
    VERIFY_GOOD(tokens);
    QCOMPARE(tokens->worker->reveal(), "SWMTKN-1-EXAMPLE-EXAMPLE");
    m_engine = std::make_unique<FakeEngine>();
    m_client = std::make_unique<Client>(m_endpoint.get(), m_engine->url());
    m_engine->on("GET /swarm", "{}");
    QVERIFY(!settled(m_client->joinTokens()));
}

void TestDockerClient::loadsAnImage()
{
    QTemporaryFile archive;
    QVERIFY(archive.open());
    const QByteArray bytes(300'000, '\xab');
    archive.write(bytes);
    archive.close();
    m_engine->on("POST /images/load", "{\"stream\":\"Loaded image: web:1\\n\"}\n");
    m_engine->on("GET /images/web:1/json", R"({"Id":"sha256:12ab"})");
    QCOMPARE(*settled(m_client->loadImage(archive.fileName())), u"sha256:12ab"_s);
    QCOMPARE(m_engine->rawBody("POST /images/load"), bytes);
    const auto missing = settled(m_client->loadImage(u"/nowhere/archive.tar"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Io);
}

void TestDockerClient::saysWhyAnImageDidNotLoad()
{
    QTemporaryFile archive;
    QVERIFY(archive.open());
    m_engine->on("POST /images/load", R"({"message":"archive/tar: invalid tar header"})",
                 "500 Internal Server Error");
    const auto loaded = settled(m_client->loadImage(archive.fileName()));
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().message, u"Archive/tar: invalid tar header."_s);
}

void TestDockerClient::looksForAnImage()
{
    m_engine->on("GET /images/registry.example/team/web:1/json", R"({"Id":"sha256:12ab"})");
    QCOMPARE(*settled(m_client->hasImage(u"registry.example/team/web:1"_s)), true);
    QCOMPARE(*settled(m_client->hasImage(u"other:1"_s)), false);
}

void TestDockerClient::pullsWithATag_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("asked");
    QTest::newRow("tag") << u"consul:1.8.7"_s << u"consul:1.8.7"_s;
    QTest::newRow("none") << u"team/web"_s << u"team/web:latest"_s;
    QTest::newRow("port of a registry")
        << u"registry.example:5000/web"_s << u"registry.example:5000/web:latest"_s;
    QTest::newRow("digest") << u"web@sha256:12ab"_s << u"web@sha256:12ab"_s;
}

void TestDockerClient::pullsWithATag()
{
    QFETCH(QString, reference);
    m_engine->on("POST /images/create", "{\"status\":\"Pulling\"}\r\n{\"status\":\"Done\"}\r\n");
    VERIFY_GOOD(settled(m_client->pullImage(reference)));
    const QUrlQuery query(QString::fromLatin1(m_engine->query("POST /images/create")));
    QTEST(query.queryItemValue(u"fromImage"_s, QUrl::FullyDecoded), "asked");
}

void TestDockerClient::findsTheErrorOfAPull()
{
    m_engine->on("POST /images/create", "{\"status\":\"Pulling\"}\r\n{\"error\":\"manifest unknown\"}\r\n");
    const auto pulled = settled(m_client->pullImage(u"web:9"_s));
    QVERIFY(!pulled);
    QCOMPARE(pulled.error().message, u"Cannot pull web:9: Manifest unknown."_s);
}

void TestDockerClient::makesASecret()
{
    m_engine->on("POST /secrets/create", R"({"ID":"s1"})", "201 Created");
    const QByteArray bytes("a\0b\xff", 4);
    QCOMPARE(*settled(m_client->createSecret(u"token"_s, makeSecret(bytes), {{u"a"_s, u"b"_s}})), u"s1"_s);
    QCOMPARE(
        QByteArray::fromBase64(m_engine->body("POST /secrets/create").value("Data"_L1).toString().toLatin1()),
        bytes);
}

void TestDockerClient::findsAServiceByItsWholeName()
{
    m_engine->on("GET /services",
                 R"([{"ID":"1","Spec":{"Name":"web-blue"}},{"ID":"2","Spec":{"Name":"web"}}])");
    const auto web = settled(m_client->findService(u"web"_s));
    VERIFY_GOOD(web);
    QCOMPARE((*web)->id, u"2"_s);
    const auto none = settled(m_client->findService(u"we"_s));
    VERIFY_GOOD(none);
    QVERIFY(!*none);
    const QUrlQuery query(QString::fromLatin1(m_engine->query("GET /services")));
    QCOMPARE(query.queryItemValue(u"filters"_s, QUrl::FullyDecoded), u"{\"name\":[\"we\"]}"_s);
}

void TestDockerClient::removesWhatIsGone()
{
    VERIFY_GOOD(settled(m_client->removeService(u"web"_s)));
    VERIFY_GOOD(settled(m_client->removeContainer(u"probe"_s)));
    m_engine->on("DELETE /services/busy", R"({"message":"no"})", "500 Internal Server Error");
    QVERIFY(!settled(m_client->removeService(u"busy"_s)));
}

void TestDockerClient::scalesWhatItRead()
{
    m_engine->on("GET /services/web", R"({"ID":"1","Version":{"Index":7},"Spec":{"Name":"web","Future":1,
        "TaskTemplate":{"ContainerSpec":{"Image":"web:1"}},"Mode":{"Replicated":{"Replicas":1}}}})");
    m_engine->on("POST /services/1/update", R"({"Warnings":["a warning"]})");
    const auto warnings = settled(m_client->scaleService(u"web"_s, 3));
    VERIFY_GOOD(warnings);
    QCOMPARE(*warnings, QStringList{u"a warning"_s});
    QCOMPARE(m_engine->query("POST /services/1/update"), "version=7");
    const auto sent = m_engine->body("POST /services/1/update");
    QCOMPARE(sent["Mode"_L1]["Replicated"_L1]["Replicas"_L1].toInt(), 3);
    QCOMPARE(sent["Future"_L1].toInt(), 1);

    VERIFY_GOOD(settled(m_client->restartService(u"web"_s)));
    QCOMPARE(m_engine->body("POST /services/1/update")["TaskTemplate"_L1]["ForceUpdate"_L1].toInt(), 1);

    m_engine->on("GET /services/all",
                 R"({"ID":"2","Version":{"Index":7},"Spec":{"Name":"all","Mode":{"Global":{}}}})");
    const auto global = settled(m_client->scaleService(u"all"_s, 3));
    QVERIFY(!global);
    QCOMPARE(global.error().code, ErrorCode::Config);
}

void TestDockerClient::saysThatSomebodyElseWasFaster()
{
    m_engine->on("POST /services/1/update",
                 R"({"message":"rpc error: code = Unknown desc = update out of sequence"})",
                 "500 Internal Server Error");
    const auto updated = settled(m_client->updateService(u"1"_s, 7, {}));
    QVERIFY(!updated);
    QCOMPARE(updated.error().code, ErrorCode::Conflict);
    QVERIFY(!updated.error().retryable);
    QVERIFY(updated.error().message.contains(u"Somebody else"_s));
}

void TestDockerClient::rollsBackOnlyWhatWasUpdated()
{
    m_engine->on("GET /services/web", R"({"ID":"1","Version":{"Index":7},"Spec":{"Name":"web"}})");
    const auto first = settled(m_client->rollBackService(u"web"_s));
    QVERIFY(!first);
    QCOMPARE(first.error().code, ErrorCode::Conflict);
    m_engine->on("GET /services/old",
                 R"({"ID":"2","Version":{"Index":9},"Spec":{"Name":"old"},"PreviousSpec":{"Name":"old"}})");
    m_engine->on("POST /services/2/update", R"({"Warnings":null})");
    VERIFY_GOOD(settled(m_client->rollBackService(u"old"_s)));
    QCOMPARE(m_engine->query("POST /services/2/update"), "version=9&rollback=previous");
}

void TestDockerClient::findsSecretsByName()
{
    m_engine->on("GET /secrets", R"([{"ID":"s1","Spec":{"Name":"key"}}])");
    m_engine->on("GET /configs", R"([])");
    ServiceSpec spec;
    spec.secrets = {{.name = u"key"_s}};
    const auto resolved = settled(m_client->resolved(spec));
    VERIFY_GOOD(resolved);
    QCOMPARE(resolved->secrets.first().id, u"s1"_s);
    QVERIFY(!m_engine->seen().contains("GET /configs"));
    spec.configs = {{.name = u"site"_s}};
    const auto missing = settled(m_client->resolved(spec));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(missing.error().message.contains(u"site"_s));
}

void TestDockerClient::logsInToARegistry()
{
    m_engine->on("POST /services/create", R"({"ID":"1"})", "201 Created");
    VERIFY_GOOD(settled(
        m_client->createService({}, RegistryLogin{u"r.example.org"_s, u"me"_s, makeSecret("p>?\"s")})));
    const auto header = m_engine->header("POST /services/create", "x-registry-auth");
    QVERIFY(!header.contains('+') && !header.contains('/'));
    const auto sent =
        QJsonDocument::fromJson(QByteArray::fromBase64(header, QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(sent,
             (QJsonObject{{u"username"_s, u"me"_s},
                          {u"password"_s, u"p>?\"s"_s},
                          {u"serveraddress"_s, u"r.example.org"_s}}));
    VERIFY_GOOD(settled(m_client->createService({})));
    QCOMPARE(m_engine->header("POST /services/create", "x-registry-auth"), QByteArray());
}

void TestDockerClient::listsObjects()
{
    m_engine->on("GET /containers/json",
                 R"([{"Id":"c1","Names":["/web.1.x"],"Image":"web:1","State":"running","Created":1700000000,
        "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},{"IP":"::","PrivatePort":80,"PublicPort":8080,"Type":"tcp"}],
        "Labels":{"com.docker.swarm.service.name":"web","com.docker.swarm.task.id":"t1"}}])");
    const auto containers = settled(m_client->containerList(true));
    VERIFY_GOOD(containers);
    QCOMPARE(containers->first().name, u"web.1.x"_s);
    QCOMPARE(containers->first().ports.size(), 1);
    QCOMPARE(containers->first().serviceName, u"web"_s);
    QVERIFY(containers->first().createdAt.isValid());
    m_engine->on("GET /images/json", R"([{"Id":"sha256:1","RepoTags":null,"Size":5}])");
    QCOMPARE(settled(m_client->images())->first().sizeBytes, 5);
    m_engine->on("GET /networks",
                 R"([{"Id":"n1","Name":"net","IPAM":{"Config":[{"Subnet":"10.0.0.0/24"}]},"Labels":null}])");
    QCOMPARE(settled(m_client->networks())->first().subnets, QStringList{u"10.0.0.0/24"_s});
    m_engine->on("GET /volumes", R"({"Volumes":[{"Name":"v1","Driver":"local"}],"Warnings":null})");
    QCOMPARE(settled(m_client->volumes())->first().driver, u"local"_s);
    m_engine->on("GET /configs", R"([{"ID":"c1","Spec":{"Name":7}}])");
    const auto wrong = settled(m_client->configs());
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().message.contains(u"[0].Spec.Name: text expected"_s),
             qPrintable(wrong.error().message));
}

void TestDockerClient::refusesAPathForAName()
{
    for (const auto &name : {u"../swarm"_s, u"a/b"_s, u""_s, u"a b"_s, u".."_s, u"a\n"_s}) {
        const auto removed = settled(m_client->remove(ObjectKind::Service, name));
        QVERIFY2(!removed && removed.error().code == ErrorCode::Config, qPrintable(name));
    }
    m_engine->on("GET /images/team/web:1/json", "{}");
    VERIFY_GOOD(settled(m_client->inspect(ObjectKind::Image, u"team/web:1"_s)));
    QVERIFY(!settled(m_client->inspect(ObjectKind::Image, u"team/../x"_s)));
}

void TestDockerClient::addsUpWhatIsReserved()
{
    const auto node = [](const QString &id) {
        Node one;
        one.id = id;
        one.hostname = u"host-"_s + id;
        one.nanoCpus = 2'000'000'000;
        one.memoryBytes = 1000;
        return one;
    };
    const auto task = parseTasks(R"([
        {"ID":"1","NodeID":"a","Spec":{"Resources":{"Reservations":{"NanoCPUs":500,"MemoryBytes":100}}},"Status":{"State":"running"}},
        {"ID":"2","NodeID":"a","Spec":{"Resources":{"Reservations":{"NanoCPUs":500,"MemoryBytes":100}}},"Status":{"State":"failed"}},
        {"ID":"3","NodeID":"b","Spec":{"Resources":{"Reservations":{"MemoryBytes":7}}},"Status":{"State":"preparing"}},
        {"ID":"4","Spec":{"Resources":{"Reservations":{"MemoryBytes":7}}},"Status":{"State":"pending"}}])");
    VERIFY_GOOD(task);
    Info info;
    info.containers = 4;
    info.images = 2;
    const auto sum = totals({node(u"b"_s), node(u"a"_s)}, *task,
                            {{u"a"_s, info}, {u"b"_s, fail(ErrorCode::Network, u"no way"_s)}});
    QCOMPARE(sum.nodes.first().node.id, u"a"_s);
    QCOMPARE(sum.nodes.first().reservedMemoryBytes, 100);
    QCOMPARE(sum.nodes.last().problem, u"no way"_s);
    QCOMPARE(sum.reservedMemoryBytes, 107);
    QCOMPARE(sum.reservedNanoCpus, 500);
    QCOMPARE(sum.memoryBytes, 2000);
    QCOMPARE(sum.containers, 4);
    QCOMPARE(sum.silent, 1);
}

void TestDockerClient::runsAContainerToItsEnd()
{
    m_engine->on("POST /containers/create", R"({"Id":"c1","Warnings":[]})", "201 Created");
    m_engine->on("POST /containers/probe/start", {}, "204 No Content");
    m_engine->on("POST /containers/probe/wait", R"({"StatusCode":3})");
    m_engine->on("GET /containers/probe/logs", frame(1, "hello\n") + frame(2, "oops\n"));
    m_engine->on("DELETE /containers/probe", {}, "204 No Content");
    const auto outcome =
        settled(m_client->runContainer(u"probe"_s, {{u"Image"_s, u"web:1"_s}}, std::chrono::seconds(5)));
    VERIFY_GOOD(outcome);
    QCOMPARE(outcome->exitCode, 3);
    QCOMPARE(outcome->out, "hello\n");
    QCOMPARE(outcome->err, "oops\n");
    QCOMPARE(m_engine->seen().last(), "DELETE /containers/probe");
    QCOMPARE(m_engine->query("POST /containers/create"), "name=probe");
    QVERIFY(m_engine->rawBody("POST /containers/probe/start").isEmpty());
}

void TestDockerClient::removesAContainerThatFailed()
{
    m_engine->on("POST /containers/create", R"({"Id":"c1"})", "201 Created");
    m_engine->on("POST /containers/probe/start", R"({"message":"port is already allocated"})",
                 "500 Internal Server Error");
    m_engine->on("DELETE /containers/probe", {}, "204 No Content");
    const auto outcome = settled(m_client->runContainer(u"probe"_s, {}, std::chrono::seconds(5)));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().message, u"Port is already allocated."_s);
    QCOMPARE(m_engine->seen().last(), "DELETE /containers/probe");
}

void TestDockerClient::removesAContainerThatTookTooLong()
{
    m_engine->on("POST /containers/create", R"({"Id":"c1"})", "201 Created");
    m_engine->on("POST /containers/probe/start", {}, "204 No Content");
    m_engine->never("POST /containers/probe/wait");
    m_engine->on("DELETE /containers/probe", {}, "204 No Content");
    const auto outcome = settled(m_client->runContainer(u"probe"_s, {}, std::chrono::seconds(1)));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Timeout);
    QCOMPARE(m_engine->seen().last(), "DELETE /containers/probe");
}

void TestDockerClient::leavesAnotherContainerOfTheNameAlone()
{
    m_engine->on("POST /containers/create", R"({"message":"Conflict. The container name is already in use"})",
                 "409 Conflict");
    const auto outcome = settled(m_client->runContainer(u"probe"_s, {}, std::chrono::seconds(5)));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Conflict);
    QVERIFY(!m_engine->seen().contains("DELETE /containers/probe"));
}

void TestDockerClient::followsEvents()
{
    m_engine->on("GET /events", recorded(u"events.nodefail.jsonl"_s));
    auto *stream = m_client->events(this);
    QSignalSpy opened(stream, &net::HttpStream::opened);
    QSignalSpy ended(stream, &net::HttpStream::ended);
    QSignalSpy lines(stream, &net::HttpStream::lineReceived);
    QVERIFY(QTest::qWaitFor([&] { return ended.count() == 1; }));
    QCOMPARE(opened.count(), 1);
    QCOMPARE(lines.count(), 3);
    QVERIFY(parseEvent(lines.first().first().toByteArray()));
}

QTEST_GUILESS_MAIN(TestDockerClient)
#include "tst_dockerclient.moc"
