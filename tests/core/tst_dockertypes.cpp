// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonreader.h"
#include "core/docker/answers.h"
#include "core/docker/types.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::docker;

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

} // namespace

class TestDockerTypes : public QObject
{
    Q_OBJECT

private slots:
    void readsNodes();
    void readsManagersInTrouble();
    void readsServices();
    void readsTasks();
    void readsInfo();
    void readsEvents();
    void namesThePathOfAMistake();
    void leavesAbsentFieldsAtTheirDefaults();
    void readsServiceModes_data();
    void readsServiceModes();
    void turnsRefusalsIntoErrors_data();
    void turnsRefusalsIntoErrors();
    void findsTheErrorInAStream();
    void findsTheLoadedImage();
    void negotiatesTheVersion_data();
    void negotiatesTheVersion();
    void demultiplexesOutput();
    void refusesDamagedFrames_data();
    void refusesDamagedFrames();
};

void TestDockerTypes::readsNodes()
{
    const auto nodes = parseNodes(recorded(u"nodes.json"_s));
    QVERIFY(nodes);
    QCOMPARE(nodes->size(), 4);
    const Node &leader = nodes->first();
    QCOMPARE(leader.id, u"oeecpzb5wpi4g0rqwzuynn3zj"_s);
    QCOMPARE(leader.hostname, u"n1"_s);
    QCOMPARE(leader.role, NodeRole::Manager);
    QCOMPARE(leader.state, NodeState::Ready);
    QCOMPARE(leader.availability, Availability::Active);
    QCOMPARE(leader.address, u"10.77.0.11"_s);
    QCOMPARE(leader.engineVersion, u"26.1.5+dfsg1"_s);
    QCOMPARE(leader.architecture, u"x86_64"_s);
    QCOMPARE(leader.nanoCpus, 2'000'000'000);
    QCOMPARE(leader.memoryBytes, 25'276'510'208);
    QVERIFY(leader.isLeader);
    QVERIFY(leader.isReachableManager);
}

void TestDockerTypes::readsManagersInTrouble()
{
    const auto nodes = parseNodes(recorded(u"nodes_one_down_one_unreachable.json"_s));
    QVERIFY(nodes);
    int down = 0;
    int unreachable = 0;
    for (const auto &node : *nodes) {
        down += node.state == NodeState::Down;
        unreachable += node.role == NodeRole::Manager && !node.isReachableManager;
        if (node.state == NodeState::Down)
            QCOMPARE(node.message, u"heartbeat failure"_s);
    }
    QCOMPARE(down, 2);
    QCOMPARE(unreachable, 1);
}

void TestDockerTypes::readsServices()
{
    const auto services = parseServices(recorded(u"services.json"_s));
    QVERIFY(services);
    QCOMPARE(services->size(), 4);
    const auto byName = [&](const QString &name) {
        return *std::find_if(services->begin(), services->end(),
                             [&](const Service &s) { return s.name == name; });
    };
    const Service web = byName(u"web"_s);
    QCOMPARE(web.wanted, 8);
    QCOMPARE(web.running, 8);
    QCOMPARE(web.ports, (QList<Port>{{u"tcp"_s, 80, 8080, false}}));
    const Service hostm = byName(u"hostm"_s);
    QVERIFY(hostm.isGlobal);
    QCOMPARE(hostm.wanted, 3);
    QCOMPARE(hostm.running, 4);
    QCOMPARE(hostm.ports, (QList<Port>{{u"tcp"_s, 80, 8081, true}}));
    QVERIFY(byName(u"api"_s).ports.isEmpty());
    QCOMPARE(byName(u"api"_s).version, 517);
    QCOMPARE(byName(u"api"_s).image, u"web:1"_s);
    QCOMPARE(byName(u"api"_s).updatedAt.toUTC().time(), QTime(7, 53, 11, 471));
}

void TestDockerTypes::readsTasks()
{
    const auto tasks = parseTasks(recorded(u"tasks.json"_s));
    QVERIFY(tasks);
    QCOMPARE(tasks->size(), 32);
    const Task &task = tasks->first();
    QCOMPARE(task.id, u"0lsh48t0ij6qnuz56o4n2m053"_s);
    QCOMPARE(task.state, u"running"_s);
    QCOMPARE(task.desiredState, u"running"_s);
    QCOMPARE(task.slot, 4);
    QVERIFY(task.containerId.startsWith(u"004150a225fb"_s));
    QVERIFY(task.changedAt.isValid());
    QVERIFY(parseTasks(recorded(u"tasks_after_node_down.json"_s)));
}

void TestDockerTypes::readsInfo()
{
    const auto info = parseJsonObject(recorded(u"info.json"_s)).and_then(parseInfo);
    QVERIFY(info);
    QCOMPARE(info->name, u"n1"_s);
    QCOMPARE(info->swarmState, u"active"_s);
    QVERIFY(info->isManager);
    QVERIFY(info->swarmError.isEmpty());
    QCOMPARE(info->managerHosts, (QStringList{u"10.77.0.11"_s, u"10.77.0.12"_s}));
    QCOMPARE(info->cpus, 2);
    QCOMPARE(info->containersRunning, 8);
    QCOMPARE(info->warnings.size(), 2);

    const auto worker = parseJsonObject(recorded(u"info_worker.json"_s)).and_then(parseInfo);
    QVERIFY(worker);
    QVERIFY(!worker->isManager);
    QVERIFY(parseJsonObject(recorded(u"info_quorum2of3.json"_s)).and_then(parseInfo));
}

void TestDockerTypes::readsEvents()
{
    QMap<QString, int> seen;
    for (const auto &line : recorded(u"events.stream.jsonl"_s).trimmed().split('\n')) {
        const auto event = parseEvent(line);
        QVERIFY2(event, line.constData());
        ++seen[event->type];
    }
    QVERIFY(seen.value(u"service"_s) > 0);
    QVERIFY(seen.value(u"container"_s) > 0);
    QVERIFY(seen.value(u"node"_s) > 0);
    const auto fall = parseEvent(recorded(u"events.nodefail.jsonl"_s).split('\n').first());
    QVERIFY(fall);
    QCOMPARE(fall->attributes.value(u"state.new"_s), u"down"_s);
    QVERIFY(!parseEvent("{\"Action\":\"update\"}"));
    QVERIFY(!parseEvent("{\"Type\":\"node\""));
}

void TestDockerTypes::namesThePathOfAMistake()
{
    const auto tasks =
        parseTasks(R"([{"ID":"a","Status":{"State":"running"}},{"ID":"b","Status":{"State":3}}])");
    QVERIFY(!tasks);
    QCOMPARE(tasks.error().code, ErrorCode::Protocol);
    QVERIFY2(tasks.error().message.contains(u"[1].Status.State"_s), qPrintable(tasks.error().message));
    QVERIFY(!parseNodes(R"([{"Spec":{"Role":"worker"}}])"));
    QVERIFY(!parseNodes("{}"));
    QVERIFY(!parseNodes("[{"));
    QVERIFY(!parseTasks(R"([{"ID":"a","Slot":4294967297,"Status":{"State":"running"}}])"));
}

void TestDockerTypes::leavesAbsentFieldsAtTheirDefaults()
{
    const auto node = parseNode({{u"ID"_s, u"x"_s}, {u"Spec"_s, QJsonObject{{u"Role"_s, u"worker"_s}}}});
    QVERIFY(node);
    QCOMPARE(node->state, NodeState::Unknown);
    QVERIFY(parseNodes("[]")->isEmpty());
    const auto task = parseTask({{u"ID"_s, u"x"_s},
                                 {u"CreatedAt"_s, u"0001-01-01T00:00:00Z"_s},
                                 {u"Status"_s, QJsonObject{{u"State"_s, u"new"_s}}}});
    QVERIFY(task);
    QVERIFY(!task->createdAt.isValid());
}

void TestDockerTypes::readsServiceModes_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<bool>("global");
    QTest::addColumn<bool>("job");
    QTest::addColumn<int>("wanted");
    QTest::newRow("replicated") << QByteArray(R"({"Replicated":{"Replicas":5}})") << false << false << 5;
    QTest::newRow("scaled to none") << QByteArray(R"({"Replicated":{"Replicas":0}})") << false << false << 0;
    QTest::newRow("global") << QByteArray(R"({"Global":{}})") << true << false << 7;
    QTest::newRow("job") << QByteArray(R"({"ReplicatedJob":{"MaxConcurrent":2}})") << false << true << 7;
    QTest::newRow("global job") << QByteArray(R"({"GlobalJob":{}})") << true << true << 7;
}

void TestDockerTypes::readsServiceModes()
{
    QFETCH(QByteArray, mode);
    const auto services = parseServices(R"([{"ID":"s","Spec":{"Name":"a","Mode":)" + mode
                                        + R"(},"ServiceStatus":{"RunningTasks":1,"DesiredTasks":7}}])");
    QVERIFY(services);
    QTEST(services->first().isGlobal, "global");
    QTEST(services->first().isJob, "job");
    QTEST(services->first().wanted, "wanted");
}

void TestDockerTypes::turnsRefusalsIntoErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("retryable");
    QTest::newRow("no quorum") << 500 << recorded(u"nodes_no_quorum_error.json"_s) << ErrorCode::Remote
                               << u"The swarm has no leader: too few managers are online."_s << true;
    QTest::newRow("worker")
        << 503 << recorded(u"nodes_on_worker_error.json"_s) << ErrorCode::Conflict
        << u"This node is not a swarm manager. Worker nodes can't be used to view or modify "
           "cluster state. Please run this command on a manager node or promote the current node "
           "to a manager."_s
        << false;
    QTest::newRow("missing") << 404 << QByteArray(R"({"message":"no such image: a:b"})")
                             << ErrorCode::NotFound << u"No such image: a:b."_s << false;
    QTest::newRow("decorated")
        << 409 << QByteArray(R"({"message":"rpc error: code = AlreadyExists desc = name conflicts"})")
        << ErrorCode::Conflict << u"Name conflicts."_s << false;
    QTest::newRow("bad request") << 400 << QByteArray(R"({"message":"invalid reference format"})")
                                 << ErrorCode::Remote << u"Invalid reference format."_s << false;
    QTest::newRow("no JSON") << 502 << QByteArray() << ErrorCode::Remote
                             << u"The engine answered with HTTP status 502."_s << true;
}

void TestDockerTypes::turnsRefusalsIntoErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Error error = refusal({.status = status, .headers = {}, .body = body});
    QTEST(error.message, "message");
    QTEST(error.code, "code");
    QTEST(error.retryable, "retryable");
    QCOMPARE(isNoQuorum(error), QByteArray(QTest::currentDataTag()) == "no quorum");
}

void TestDockerTypes::findsTheErrorInAStream()
{
    QVERIFY(checkProgress("{\"status\":\"Pulling\"}\r\n{\"status\":\"Done\"}\r\n"));
    const auto failed = checkProgress(
        "{\"status\":\"Pulling\"}\n"
        "{\"errorDetail\":{\"message\":\"manifest unknown\"},\"error\":\"manifest unknown\"}\n");
    QVERIFY(!failed);
    QCOMPARE(failed.error().message, u"Manifest unknown."_s);
    QVERIFY(!checkProgress("{\"status\":\"Pul"));
}

void TestDockerTypes::findsTheLoadedImage()
{
    QCOMPARE(*loadedImage("{\"stream\":\"Loaded image ID: sha256:12ab\\n\"}\n"), u"sha256:12ab"_s);
    QCOMPARE(*loadedImage("{\"stream\":\"Loaded image: web:1\\n\"}\n"), u"web:1"_s);
    QVERIFY(!loadedImage("{\"stream\":\"\"}"));
    QVERIFY(!loadedImage("{\"error\":\"unexpected EOF\"}"));
}

void TestDockerTypes::negotiatesTheVersion_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("spoken"); // empty: refused
    QTest::newRow("older than ours") << QByteArray("1.45") << QByteArray("1.45");
    QTest::newRow("oldest") << QByteArray("1.41") << QByteArray("1.41");
    QTest::newRow("newer than ours") << QByteArray("1.52") << QByteArray("1.47");
    QTest::newRow("two digits are more than one") << QByteArray("1.9") << QByteArray();
    QTest::newRow("too old") << QByteArray("1.39") << QByteArray();
    QTest::newRow("no engine") << QByteArray() << QByteArray();
}

void TestDockerTypes::negotiatesTheVersion()
{
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, spoken);
    const auto version = negotiatedVersion(server);
    QCOMPARE(version.value_or(QByteArray()), spoken);
    QCOMPARE(version.has_value(), !spoken.isEmpty());
}

void TestDockerTypes::demultiplexesOutput()
{
    const auto output = demultiplex(frame(1, "one ") + frame(2, "bad") + frame(1, "two"), 1024);
    QVERIFY(output);
    QCOMPARE(output->out, "one two");
    QCOMPARE(output->err, "bad");
    const auto cut = demultiplex(frame(1, QByteArray(100, 'x')) + frame(1, "y"), 50);
    QVERIFY(cut);
    QCOMPARE(cut->out, QByteArray(50, 'x'));
    QVERIFY(demultiplex({}, 10)->out.isEmpty());
}

void TestDockerTypes::refusesDamagedFrames_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::newRow("half a header") << QByteArray(5, '\1');
    QTest::newRow("cut body") << frame(1, "text").chopped(1);
    QTest::newRow("unknown stream") << frame(7, "text");
    QTest::newRow("huge length") << QByteArray("\x01\0\0\0\xff\xff\xff\xffxx", 10);
}

void TestDockerTypes::refusesDamagedFrames()
{
    QFETCH(QByteArray, frames);
    QVERIFY(!demultiplex(frames, 1024));
}

QTEST_GUILESS_MAIN(TestDockerTypes)
#include "tst_dockertypes.moc"
