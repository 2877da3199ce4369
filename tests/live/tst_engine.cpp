// SPDX-License-Identifier: GPL-3.0-or-later
// The Docker client and the monitor against real engines on two machines, over SSH and the gateway as in the
// product.
#include "app/sandbox/templates.h"
#include "core/cluster/monitor.h"
#include "core/docker/client.h"
#include "core/net/gateway.h"
#include "core/ssh/connection.h"
#include "tests/sandbox/machinelab.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

template <typename T>
Result<T> settled(QFuture<Result<T>> future, int limit = 60'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, limit) || future.resultCount() == 0)
        return fail(ErrorCode::Internal, u"the future did not settle"_s);
    return future.result();
}

#define VERIFY_GOOD(expression)                                                                              \
    do {                                                                                                     \
        const auto &verified = (expression);                                                                 \
        QVERIFY2(verified.has_value(),                                                                       \
                 verified ? "" : qPrintable(verified.error().message + u'\n' + verified.error().detail));    \
    } while (false)

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool hasAttention(const Store &store, const QString &start)
{
    return std::any_of(store.attention().begin(), store.attention().end(),
                       [&](const Attention &attention) { return attention.id.startsWith(start); });
}

//! One machine as the product reaches it: a session, the gateway's name, a client.
struct Node
{
    std::unique_ptr<ssh::Connection> connection;
    std::unique_ptr<net::HttpEndpoint> endpoint;
    std::unique_ptr<docker::Client> engine;
};

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void describesItself();
    void pullsAndSaysWhyNot();
    void runsContainers();
    void loadsAnArchive();
    void makesASwarm();
    void keepsSecretsAndServices();
    void watchesTheSwarm();

private:
    void connectTo(const std::string &name);
    docker::Client &engine(const char *name) { return *m_nodes.at(name).engine; }
    QString address(const char *name) const { return QString::fromStdString(m_lab->address(name)); }

    QTemporaryDir m_folder;
    std::unique_ptr<MachineLab> m_lab;
    net::Gateway m_gateway;
    std::map<std::string, Node> m_nodes;
    QString m_image;
};

void TestEngine::initTestCase()
{
    const auto trouble = sandbox::hostTrouble();
    if (!trouble.empty())
        QSKIP(trouble.c_str());
    m_lab = std::make_unique<MachineLab>(m_folder.path().toStdString());
    m_lab->machines().prepare([](const std::string &) {});
    m_image = QString::fromStdString(m_lab->machines().images().at("web"));
    std::vector<sandbox::MachineFirewall> open;
    std::vector<std::future<void>> made;
    for (const char *name : {"alpha", "beta"}) {
        auto spec = m_lab->spec(name, sandbox::engineTemplateId);
        open.push_back({spec.id, {{"tcp", 1, 65535, "0.0.0.0/0"}, {"udp", 1, 65535, "0.0.0.0/0"}}});
        made.push_back(std::async(std::launch::async, [this, spec] { m_lab->machines().create(spec); }));
    }
    for (auto &one : made)
        one.get();
    m_lab->machines().applyFirewall(open);
    QVERIFY(m_gateway.listen());
    for (const char *name : {"alpha", "beta"}) {
        QVERIFY(m_lab->waitForLogin(name) >= 0);
        connectTo(name);
    }
}

void TestEngine::cleanupTestCase()
{
    m_nodes.clear();
    if (m_lab)
        m_lab->machines().reset();
}

void TestEngine::connectTo(const std::string &name)
{
    const QString id = QString::fromStdString(name);
    Node node;
    node.connection = std::make_unique<ssh::Connection>(
        ssh::Target{.host = QString::fromStdString(m_lab->address(name)),
                    .pinnedHostKey = contents(m_folder.filePath("host-"_L1 + id + ".pub"_L1)).trimmed(),
                    .privateKey = makeSecret(contents(m_folder.filePath(u"user"_s)))});
    VERIFY_GOOD(settled(node.connection->open()));
    m_gateway.addNode(id, node.connection.get());
    node.endpoint = std::make_unique<net::HttpEndpoint>(m_gateway.proxy());
    node.engine = std::make_unique<docker::Client>(node.endpoint.get(), net::Gateway::engineUrl(id));
    m_nodes[name] = std::move(node);
}

void TestEngine::describesItself()
{
    // dockerd may still be starting. QTRY_ counts its own pauses only, and three times the limit: with the
    // time of each question 60 seconds become minutes.
    QDeadlineTimer deadline(60'000);
    while (!settled(engine("alpha").ping(), 10'000) && !deadline.hasExpired())
        QTest::qWait(100);
    VERIFY_GOOD(settled(engine("alpha").ping(), 10'000));
    const auto info = settled(engine("alpha").info());
    VERIFY_GOOD(info);
    QCOMPARE(info->name, u"alpha"_s);
    QCOMPARE(info->swarmState, u"inactive"_s);
    QVERIFY(info->cpus > 0);
    const auto nodes = settled(engine("alpha").nodes());
    QVERIFY(!nodes);
    QCOMPARE(nodes.error().code, ErrorCode::Conflict);
    const auto all = settled(engine("alpha").containers(true));
    VERIFY_GOOD(all);
    QVERIFY(all->isEmpty());
}

void TestEngine::pullsAndSaysWhyNot()
{
    QCOMPARE(*settled(engine("alpha").hasImage(m_image)), false);
    VERIFY_GOOD(settled(engine("alpha").pullImage(m_image)));
    VERIFY_GOOD(settled(engine("beta").pullImage(m_image)));
    QCOMPARE(*settled(engine("alpha").hasImage(m_image)), true);
    const auto missing = settled(engine("alpha").pullImage(u"nothing/of-this-name:7"_s));
    QVERIFY(!missing);
    QVERIFY2(missing.error().message.contains(u"of-this-name"_s), qPrintable(missing.error().message));
}

void TestEngine::runsContainers()
{
    const auto shell = [&](const QString &script) {
        return QJsonObject{{u"Image"_s, m_image}, {u"Cmd"_s, QJsonArray{u"sh"_s, u"-c"_s, script}}};
    };
    const auto outcome = settled(engine("alpha").runContainer(
        u"probe"_s, shell(u"echo out; echo err >&2; exit 3"_s), std::chrono::seconds(30)));
    VERIFY_GOOD(outcome);
    QCOMPARE(outcome->exitCode, 3);
    QCOMPARE(outcome->out, "out\n");
    QCOMPARE(outcome->err, "err\n");
    const auto late =
        settled(engine("alpha").runContainer(u"probe"_s, shell(u"sleep 60"_s), std::chrono::seconds(1)));
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Timeout);
    const auto bad = settled(engine("alpha").runContainer(
        u"probe"_s, {{u"Image"_s, m_image}, {u"Cmd"_s, QJsonArray{u"/no/such/program"_s}}},
        std::chrono::seconds(30)));
    QVERIFY(!bad);
    QVERIFY2(bad.error().message.contains(u"no such file"_s), qPrintable(bad.error().message));
    const auto left = settled(engine("alpha").containers(true));
    VERIFY_GOOD(left);
    QVERIFY(left->isEmpty());

    VERIFY_GOOD(settled(engine("alpha").createContainer(u"kept"_s, shell(u"sleep 60"_s))));
    VERIFY_GOOD(settled(engine("alpha").startContainer(u"kept"_s)));
    const auto taken =
        settled(engine("alpha").runContainer(u"kept"_s, shell(u"true"_s), std::chrono::seconds(30)));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::Conflict);
    QCOMPARE(settled(engine("alpha").containers(false))->size(), 1); // it is still there
    VERIFY_GOOD(settled(engine("alpha").stopContainer(u"kept"_s, 0)));
    QCOMPARE(settled(engine("alpha").containers(false))->size(), 0);
    VERIFY_GOOD(settled(engine("alpha").removeContainer(u"kept"_s)));
    VERIFY_GOOD(settled(engine("alpha").removeContainer(u"kept"_s)));
}

void TestEngine::loadsAnArchive()
{
    const auto saved = m_lab->ssh("alpha",
                                  "docker save " + m_image.toStdString() + " && docker rmi -f "
                                      + m_image.toStdString() + " >/dev/null");
    QCOMPARE(saved.exitCode, 0);
    QFile archive(m_folder.filePath(u"image.tar"_s));
    QVERIFY(archive.open(QIODevice::WriteOnly));
    archive.write(saved.output.data(), qint64(saved.output.size()));
    archive.close();
    QCOMPARE(*settled(engine("alpha").hasImage(m_image)), false);
    const auto id = settled(engine("alpha").loadImage(archive.fileName()));
    VERIFY_GOOD(id);
    QVERIFY2(id->startsWith(u"sha256:"_s), qPrintable(*id));
    QCOMPARE(*settled(engine("alpha").hasImage(*id)), true);

    QVERIFY(archive.open(QIODevice::WriteOnly));
    archive.write("this is no archive");
    archive.close();
    const auto refused = settled(engine("alpha").loadImage(archive.fileName()));
    QVERIFY(!refused);
    qInfo("no archive: %s", qPrintable(refused.error().message));
}

void TestEngine::makesASwarm()
{
    VERIFY_GOOD(settled(engine("alpha").swarmInit(address("alpha"))));
    const auto again = settled(engine("alpha").swarmInit(address("alpha")));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    const auto tokens = settled(engine("alpha").joinTokens());
    VERIFY_GOOD(tokens);
    const auto wrong =
        settled(engine("beta").swarmJoin(address("beta"), {address("alpha")}, makeSecret("SWMTKN-1-no")));
    QVERIFY(!wrong);
    qInfo("wrong token: %s", qPrintable(wrong.error().message));
    VERIFY_GOOD(settled(engine("beta").swarmJoin(address("beta"), {address("alpha")}, tokens->worker)));
    VERIFY_GOOD(settled(engine("beta").swarmJoin(address("beta"), {address("alpha")}, tokens->worker)));
    const auto other = settled(engine("beta").swarmJoin(address("beta"), {u"192.0.2.1"_s}, tokens->worker));
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::Conflict);
    QTRY_COMPARE(settled(engine("alpha").nodes()).value_or(QList<docker::Node>()).size(), 2);
}

void TestEngine::keepsSecretsAndServices()
{
    const auto secret = settled(engine("alpha").createSecret(u"token"_s, makeSecret("abc"), {}));
    VERIFY_GOOD(secret);
    const auto twice = settled(engine("alpha").createSecret(u"token"_s, makeSecret("abc"), {}));
    QVERIFY(!twice);
    QCOMPARE(twice.error().code, ErrorCode::Conflict);
    const QJsonObject container{
        {u"Image"_s, m_image},
        {u"Command"_s, QJsonArray{u"sleep"_s, u"3600"_s}},
        {u"StopGracePeriod"_s, 0},
    };
    const QJsonObject port{{u"Protocol"_s, u"tcp"_s},
                           {u"TargetPort"_s, 80},
                           {u"PublishedPort"_s, 18080},
                           {u"PublishMode"_s, u"host"_s}};
    const QJsonObject spec{{u"Name"_s, u"web"_s},
                           {u"TaskTemplate"_s, QJsonObject{{u"ContainerSpec"_s, container}}},
                           {u"Mode"_s, QJsonObject{{u"Global"_s, QJsonObject()}}},
                           {u"EndpointSpec"_s, QJsonObject{{u"Ports"_s, QJsonArray{port}}}}};
    const auto id = settled(engine("alpha").createService(spec));
    VERIFY_GOOD(id);
    QTRY_VERIFY_WITH_TIMEOUT(settled(engine("alpha").findService(u"web"_s)).value()->running == 2, 60'000);
    const auto web = settled(engine("alpha").findService(u"web"_s));
    QCOMPARE((*web)->id, *id);
    QCOMPARE((*web)->wanted, 2);
    QVERIFY((*web)->ports.first().hostMode);
    QVERIFY(!*settled(engine("alpha").findService(u"we"_s)));
    QCOMPARE(settled(engine("alpha").inspectService(u"web"_s))->value("ID"_L1).toString(), *id);
}

void TestEngine::watchesTheSwarm()
{
    Store store(false);
    Monitor monitor(&store,
                    {{{u"alpha"_s, [&] { return ready<docker::Client *>(&engine("alpha")); }}}, {}, {}});
    QElapsedTimer timer;
    timer.start();
    monitor.start();
    QTRY_COMPARE(store.liveState(), LiveState::Live);
    QTRY_VERIFY(store.services().size() == 1 && store.tasks().size() >= 2);
    qInfo("live after %lld ms", timer.elapsed());
    QTRY_COMPARE(store.overview().tasksRunning, 2);

    // A container dies: its service converges and is whole again.
    timer.restart();
    m_lab->ssh("beta", "docker kill $(docker ps -q --filter name=web)");
    QTRY_VERIFY_WITH_TIMEOUT(store.services().front().health.health != Health::Ok || store.tasks().size() > 2,
                             10'000);
    qInfo("a killed container is seen after %lld ms", timer.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(store.overview().tasksRunning == 2, 60'000);

    // A service comes and goes: each is an event.
    timer.restart();
    VERIFY_GOOD(settled(engine("alpha").removeService(u"web"_s)));
    QTRY_VERIFY(store.services().empty());
    qInfo("a removed service is seen after %lld ms", timer.elapsed());

    // A node's engine stops: the managers say so after their own time.
    timer.restart();
    m_lab->ssh("beta", "systemctl stop docker.socket docker");
    QTRY_VERIFY_WITH_TIMEOUT(hasAttention(store, u"node.down/"_s), 60'000);
    qInfo("a stopped node is seen after %lld ms", timer.elapsed());
    m_lab->ssh("beta", "systemctl start docker");
    QTRY_VERIFY_WITH_TIMEOUT(!hasAttention(store, u"node.down/"_s), 60'000);

    // The manager's own engine stops and comes back.
    m_lab->ssh("alpha", "systemctl stop docker.socket docker");
    QTRY_VERIFY_WITH_TIMEOUT(store.liveState() != LiveState::Live, 15'000);
    m_lab->ssh("alpha", "systemctl start docker");
    QTRY_COMPARE_WITH_TIMEOUT(store.liveState(), LiveState::Live, 60'000);
    monitor.stop();
    QCOMPARE(store.liveState(), LiveState::Stale);
    VERIFY_GOOD(settled(engine("beta").swarmLeave(true)));
    VERIFY_GOOD(settled(engine("alpha").swarmLeave(true)));
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
