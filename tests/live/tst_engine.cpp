// SPDX-License-Identifier: GPL-3.0-or-later
// The Docker client and the monitor against real engines on two machines, over SSH and the gateway as in the
// product.
#include "core/cluster/monitor.h"
#include "tests/live/enginelab.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

bool hasAttention(const Store &store, const QString &start)
{
    return std::any_of(store.attention().begin(), store.attention().end(),
                       [&](const Attention &attention) { return attention.id.startsWith(start); });
}

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
    docker::Client &engine(const char *name) { return m_lab->engine(name); }

    std::unique_ptr<EngineLab> m_lab;
};

void TestEngine::initTestCase()
{
    const auto trouble = EngineLab::trouble();
    if (!trouble.empty())
        QSKIP(trouble.c_str());
    m_lab = std::make_unique<EngineLab>();
    QVERIFY(m_lab->start());
}

void TestEngine::cleanupTestCase()
{
    m_lab.reset();
}

void TestEngine::describesItself()
{
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
    QCOMPARE(*settled(engine("alpha").hasImage(m_lab->image())), false);
    VERIFY_GOOD(settled(engine("alpha").pullImage(m_lab->image())));
    VERIFY_GOOD(settled(engine("beta").pullImage(m_lab->image())));
    QCOMPARE(*settled(engine("alpha").hasImage(m_lab->image())), true);
    const auto missing = settled(engine("alpha").pullImage(u"nothing/of-this-name:7"_s));
    QVERIFY(!missing);
    QVERIFY2(missing.error().message.contains(u"of-this-name"_s), qPrintable(missing.error().message));
}

void TestEngine::runsContainers()
{
    const auto shell = [&](const QString &script) {
        return QJsonObject{{u"Image"_s, m_lab->image()}, {u"Cmd"_s, QJsonArray{u"sh"_s, u"-c"_s, script}}};
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
        u"probe"_s, {{u"Image"_s, m_lab->image()}, {u"Cmd"_s, QJsonArray{u"/no/such/program"_s}}},
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
                                  "docker save " + m_lab->image().toStdString() + " && docker rmi -f "
                                      + m_lab->image().toStdString() + " >/dev/null");
    QCOMPARE(saved.exitCode, 0);
    QFile archive(m_lab->file(u"image.tar"_s));
    QVERIFY(archive.open(QIODevice::WriteOnly));
    archive.write(saved.output.data(), qint64(saved.output.size()));
    archive.close();
    QCOMPARE(*settled(engine("alpha").hasImage(m_lab->image())), false);
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
    VERIFY_GOOD(settled(engine("alpha").swarmInit(m_lab->address("alpha"))));
    const auto again = settled(engine("alpha").swarmInit(m_lab->address("alpha")));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    const auto tokens = settled(engine("alpha").joinTokens());
    VERIFY_GOOD(tokens);
    const auto wrong = settled(engine("beta").swarmJoin(m_lab->address("beta"), {m_lab->address("alpha")},
                                                        makeSecret("SWMTKN-1-no")));
    QVERIFY(!wrong);
    qInfo("wrong token: %s", qPrintable(wrong.error().message));
    VERIFY_GOOD(
        settled(engine("beta").swarmJoin(m_lab->address("beta"), {m_lab->address("alpha")}, tokens->worker)));
    VERIFY_GOOD(
        settled(engine("beta").swarmJoin(m_lab->address("beta"), {m_lab->address("alpha")}, tokens->worker)));
    const auto other =
        settled(engine("beta").swarmJoin(m_lab->address("beta"), {u"192.0.2.1"_s}, tokens->worker));
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
        {u"Image"_s, m_lab->image()},
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
