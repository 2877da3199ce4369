// SPDX-License-Identifier: GPL-3.0-or-later
// The Docker client and the monitor against real engines on two machines, over SSH and the gateway as in the
// product.
#include "app/sandbox/templates.h"
#include "core/cluster/monitor.h"
#include "core/docker/execsession.h"
#include "core/docker/logstream.h"
#include "core/docker/speccheck.h"
#include "core/docker/totals.h"
#include "core/net/gateway.h"
#include "core/ssh/connection.h"
#include "tests/sandbox/machinelab.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
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
    void changesServices();
    void followsLogs();
    void runsProgramsInContainers();
    void watchesTheSwarm();

private:
    void connectTo(const std::string &name);
    Pending<docker::Client *> reach(const QString &name); //!< connects again where that is needed
    QList<docker::LogSource> sourcesOf(const QString &service);
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

Pending<docker::Client *> TestEngine::reach(const QString &name)
{
    auto &node = m_nodes.at(name.toStdString());
    if (node.connection->state() == ssh::Connection::State::Open)
        return ready<docker::Client *>(node.engine.get());
    return andThen(node.connection->open(), this,
                   [&node] { return ready<docker::Client *>(node.engine.get()); });
}

QList<docker::LogSource> TestEngine::sourcesOf(const QString &service)
{
    QList<docker::LogSource> sources;
    const auto nodes = settled(engine("alpha").nodes()).value();
    const auto id = settled(engine("alpha").findService(service)).value()->id;
    const auto tasks = settled(engine("alpha").tasks()).value();
    for (const auto &task : tasks) {
        if (task.serviceId != id || task.state != "running"_L1)
            continue;
        for (const auto &node : nodes) {
            if (node.id == task.nodeId)
                sources.append({task.containerId, u"%1.%2"_s.arg(service).arg(task.slot), node.hostname,
                                [this, host = node.hostname] { return reach(host); }});
        }
    }
    return sources;
}

void TestEngine::changesServices()
{
    docker::ServiceSpec spec;
    spec.name = u"daily"_s;
    spec.image = m_image;
    spec.arguments = {u"sleep"_s, u"3600"_s};
    spec.reservations.memoryBytes = 8 << 20;
    spec.secrets = {{.name = u"token"_s, .target = u"t"_s, .mode = 0400}};
    spec.update = docker::UpdateSpec{.failureAction = u"continue"_s};
    QVERIFY(docker::check(spec).isEmpty());
    const auto resolved = settled(engine("alpha").resolved(spec));
    VERIFY_GOOD(resolved);
    VERIFY_GOOD(settled(engine("alpha").createService(docker::toJson(*resolved))));
    const auto running = [&](int count) {
        const auto found = settled(engine("alpha").findService(u"daily"_s));
        return found && *found && (*found)->running == count;
    };
    QTRY_VERIFY_WITH_TIMEOUT(running(1), 60'000);
    VERIFY_GOOD(settled(engine("alpha").scaleService(u"daily"_s, 3)));
    QTRY_VERIFY_WITH_TIMEOUT(running(3), 60'000);

    const auto detail = settled(engine("alpha").serviceDetail(u"daily"_s));
    VERIFY_GOOD(detail);
    auto changed = detail->spec;
    changed.environment = {u"A=1"_s};
    VERIFY_GOOD(settled(engine("alpha").updateService(detail->id, detail->version, docker::toJson(changed))));
    const auto late =
        settled(engine("alpha").updateService(detail->id, detail->version, docker::toJson(changed)));
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Conflict);
    QVERIFY2(late.error().message.contains(u"Somebody else"_s), qPrintable(late.error().message));
    QCOMPARE(settled(engine("alpha").serviceDetail(u"daily"_s))->spec.environment, QStringList{u"A=1"_s});
    VERIFY_GOOD(settled(engine("alpha").rollBackService(u"daily"_s)));
    QCOMPARE(settled(engine("alpha").serviceDetail(u"daily"_s))->spec.environment, QStringList());
    VERIFY_GOOD(settled(engine("alpha").restartService(u"daily"_s)));

    const auto sum =
        docker::totals(settled(engine("alpha").nodes()).value(), settled(engine("alpha").tasks()).value(),
                       {{settled(engine("beta").info())->swarmNodeId, settled(engine("beta").info())}});
    QVERIFY(sum.reservedMemoryBytes >= 8 << 20);
    QCOMPARE(sum.silent, 1);
    QVERIFY(sum.containers > 0);
    const auto used = settled(engine("alpha").remove(docker::ObjectKind::Secret, u"token"_s));
    QVERIFY(!used); // the service has it
    qInfo("a secret in use: %s", qPrintable(used.error().message));
    VERIFY_GOOD(settled(engine("alpha").removeService(u"daily"_s)));
    VERIFY_GOOD(settled(engine("alpha").createConfig(u"site"_s, "text", {})));
    QCOMPARE(settled(engine("alpha").configs())->first().name, u"site"_s);
    VERIFY_GOOD(settled(engine("alpha").remove(docker::ObjectKind::Config, u"site"_s)));
    QVERIFY(!settled(engine("alpha").images())->isEmpty());
    QVERIFY(settled(engine("alpha").networks())->size() > 3);
}

void TestEngine::followsLogs()
{
    constexpr int count = 2'000;
    docker::ServiceSpec spec;
    spec.name = u"talk"_s;
    spec.image = m_image;
    spec.replicas = 10;
    spec.arguments = {u"sh"_s, u"-c"_s,
                      u"i=0; while [ $i -lt %1 ]; do echo $i; i=$((i+1)); echo $i >&2; i=$((i+1)); "
                      "[ $((i%100)) -eq 0 ] && sleep 0.3; done; sleep 3600"_s.arg(count)};
    VERIFY_GOOD(settled(engine("alpha").createService(docker::toJson(spec))));
    QTRY_COMPARE_WITH_TIMEOUT(sourcesOf(u"talk"_s).size(), 10, 60'000);
    docker::LogStream stream({});
    QHash<QString, QList<int>> seen;
    qint64 total = 0;
    int backward = 0;
    qint64 last = 0;
    connect(&stream, &docker::LogStream::received, this, [&](const QList<docker::LogLine> &lines) {
        for (const auto &line : lines) {
            seen[line.source].append(line.text.toInt());
            backward += line.nanos < last ? 1 : 0;
            last = line.nanos;
            ++total;
        }
    });
    QElapsedTimer timer;
    timer.start();
    stream.setSources(sourcesOf(u"talk"_s));
    QTRY_VERIFY_WITH_TIMEOUT(total > 3'000, 30'000);
    // Both connections break in the middle, with all that lies in them.
    for (const char *name : {"alpha", "beta"})
        m_lab->ssh(name, "pkill -KILL -f 'sshd.*root@'");
    stream.setPaused(true);
    QTest::qWait(500);
    const qint64 atPause = total;
    QTest::qWait(500);
    QCOMPARE(total, atPause);
    stream.setPaused(false);
    QTRY_VERIFY_WITH_TIMEOUT(total >= 10 * count, 60'000);
    QTest::qWait(500);
    QCOMPARE(total, 10 * count);
    QCOMPARE(seen.size(), 10);
    for (auto numbers : std::as_const(seen)) {
        std::sort(numbers.begin(), numbers.end());
        for (int i = 0; i < count; ++i)
            QCOMPARE(numbers.at(i), i);
    }
    qInfo("%lld lines of 10 tasks in %lld ms over a broken connection, %d out of order", total,
          timer.elapsed(), backward);
    VERIFY_GOOD(settled(engine("alpha").removeService(u"talk"_s)));
    QSignalSpy ended(&stream, &docker::LogStream::ended);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60'000);
}

void TestEngine::runsProgramsInContainers()
{
    const QJsonObject sleeper{{u"Image"_s, m_image}, {u"Cmd"_s, QJsonArray{u"sleep"_s, u"3600"_s}}};
    VERIFY_GOOD(settled(reach(u"beta"_s)));
    VERIFY_GOOD(settled(engine("beta").startNewContainer(u"box"_s, sleeper)));
    docker::ExecSession terminal([this] { return reach(u"beta"_s); }, {.container = u"box"_s});
    QByteArray seen;
    connect(&terminal, &TerminalSource::received, this, [&](const QByteArray &bytes) {
        seen += bytes.right(100'000);
        terminal.acknowledge(bytes.size());
    });
    terminal.start(91, 33);
    QTRY_COMPARE(terminal.state().phase, TerminalSource::Phase::Open);
    terminal.write("stty size\n");
    QTRY_VERIFY2(seen.contains("33 91"), seen.constData());
    terminal.resize(77, 22);
    QTest::qWait(200);
    terminal.write("stty size; tty\n");
    QTRY_VERIFY2(seen.contains("22 77") && seen.contains("/dev/pts/"), seen.constData());
    terminal.write("yes | head -c 3000000 | tr -d '\\n' | wc -c; yes | head -c 3000000; echo do''ne\n");
    QTRY_VERIFY_WITH_TIMEOUT(seen.contains("done"), 30'000);
    terminal.write("exit 7\n");
    QTRY_COMPARE(terminal.state().phase, TerminalSource::Phase::Closed);
    QCOMPARE(terminal.state().exitCode, std::optional<int>(7));

    docker::ExecSession command([this] { return reach(u"beta"_s); },
                                {.container = u"box"_s,
                                 .command = {u"sh"_s, u"-c"_s, u"echo out; echo err >&2; exit 3"_s},
                                 .isTty = false});
    QByteArray out;
    QByteArray err;
    connect(&command, &TerminalSource::received, this, [&](const QByteArray &bytes) { out += bytes; });
    connect(&command, &docker::ExecSession::receivedError, this,
            [&](const QByteArray &bytes) { err += bytes; });
    command.start(80, 24);
    QTRY_COMPARE(command.state().phase, TerminalSource::Phase::Closed);
    QCOMPARE(command.state().exitCode, std::optional<int>(3));
    QCOMPARE(out, "out\n");
    QCOMPARE(err, "err\n");

    docker::ExecSession nowhere([this] { return reach(u"beta"_s); }, {.container = u"nobox"_s});
    nowhere.start(80, 24);
    QTRY_COMPARE(nowhere.state().phase, TerminalSource::Phase::Closed);
    QVERIFY2(nowhere.state().message.contains(u"nobox"_s), qPrintable(nowhere.state().message));
    VERIFY_GOOD(settled(engine("beta").removeContainer(u"box"_s)));
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
