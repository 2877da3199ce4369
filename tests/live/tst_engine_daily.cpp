// SPDX-License-Identifier: GPL-3.0-or-later
// What people do every day, against real engines of a swarm of two: services, logs, programs in containers.
#include "core/docker/execsession.h"
#include "core/docker/logstream.h"
#include "core/docker/speccheck.h"
#include "core/docker/totals.h"
#include "tests/live/enginelab.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace skep;

class TestEngineDaily : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_lab.reset(); }

    void changesServices();
    void followsLogs();
    void runsProgramsInContainers();

private:
    QList<docker::LogSource> sourcesOf(const QString &service);
    docker::Client &engine(const char *name) { return m_lab->engine(name); }

    std::unique_ptr<EngineLab> m_lab;
};

void TestEngineDaily::initTestCase()
{
    const auto trouble = EngineLab::trouble();
    if (!trouble.empty())
        QSKIP(trouble.c_str());
    m_lab = std::make_unique<EngineLab>();
    QVERIFY(m_lab->start());
    VERIFY_GOOD(settled(engine("beta").pullImage(m_lab->image())));
    VERIFY_GOOD(settled(engine("alpha").swarmInit(m_lab->address("alpha"))));
    const auto tokens = settled(engine("alpha").joinTokens());
    VERIFY_GOOD(tokens);
    VERIFY_GOOD(
        settled(engine("beta").swarmJoin(m_lab->address("beta"), {m_lab->address("alpha")}, tokens->worker)));
    VERIFY_GOOD(settled(engine("alpha").createSecret(u"token"_s, makeSecret("abc"), {})));
}

QList<docker::LogSource> TestEngineDaily::sourcesOf(const QString &service)
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
                                [this, host = node.hostname] { return m_lab->reach(host); }});
        }
    }
    return sources;
}

void TestEngineDaily::changesServices()
{
    docker::ServiceSpec spec;
    spec.name = u"daily"_s;
    spec.image = m_lab->image();
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

void TestEngineDaily::followsLogs()
{
    constexpr int count = 2'000;
    docker::ServiceSpec spec;
    spec.name = u"talk"_s;
    spec.image = m_lab->image();
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

void TestEngineDaily::runsProgramsInContainers()
{
    const QJsonObject sleeper{{u"Image"_s, m_lab->image()}, {u"Cmd"_s, QJsonArray{u"sleep"_s, u"3600"_s}}};
    VERIFY_GOOD(settled(m_lab->reach(u"beta"_s)));
    VERIFY_GOOD(settled(engine("beta").startNewContainer(u"box"_s, sleeper)));
    docker::ExecSession terminal([this] { return m_lab->reach(u"beta"_s); }, {.container = u"box"_s});
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

    docker::ExecSession command([this] { return m_lab->reach(u"beta"_s); },
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

    docker::ExecSession nowhere([this] { return m_lab->reach(u"beta"_s); }, {.container = u"nobox"_s});
    nowhere.start(80, 24);
    QTRY_COMPARE(nowhere.state().phase, TerminalSource::Phase::Closed);
    QVERIFY2(nowhere.state().message.contains(u"nobox"_s), qPrintable(nowhere.state().message));
    VERIFY_GOOD(settled(engine("beta").removeContainer(u"box"_s)));
}

QTEST_GUILESS_MAIN(TestEngineDaily)
#include "tst_engine_daily.moc"
