// SPDX-License-Identifier: GPL-3.0-or-later
// Logs against an engine that breaks off where it hurts; tests/live has the real one.
#include "core/docker/logstream.h"
#include "tests/support/fakehttpserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::docker;
using skep::test::FakeHttpServer;
using skep::test::SeenRequest;

namespace {

constexpr qint64 start = 1'700'000'000'000'000'000;

QByteArray frame(char stream, const QByteArray &bytes)
{
    QByteArray header(8, '\0');
    header[0] = stream;
    qToBigEndian<quint32>(quint32(bytes.size()), header.data() + 4);
    return header + bytes;
}

QByteArray line(qint64 nanos, const QByteArray &text, char stream = 1)
{
    return frame(stream, timeOf(start + nanos) + ' ' + text + '\n');
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

//! An engine with containers whose lines are known; each answer is cut after so many bytes, as told.
class LogEngine
{
public:
    struct Line
    {
        qint64 nanos;
        QByteArray text;
        char stream = 1;
    };
    QHash<QByteArray, QList<Line>> containers;
    QHash<QByteArray, QList<qsizetype>> cuts; //!< of the answers one after the other; then none
    bool isRunning = false;
    QList<QByteArray> queries;

    LogEngine()
        : m_server([this](QTcpSocket *socket, const SeenRequest &request) { serve(socket, request); })
        , m_endpoint()
        , m_client(&m_endpoint, m_server.url(QString()))
    {
    }
    LogSource source(const QString &id)
    {
        return {id, id, u"node"_s, [this] { return ready<Client *>(&m_client); }};
    }

private:
    void serve(QTcpSocket *socket, const SeenRequest &request)
    {
        const auto path = request.path.split('?').first();
        if (path == "/_ping")
            return void(socket->write(FakeHttpServer::answer("OK", "200 OK", "Api-Version: 1.45\r\n")));
        const auto id = path.split('/').value(3);
        if (!containers.contains(id))
            return void(
                socket->write(FakeHttpServer::answer(R"({"message":"No such container"})", "404 Not Found")));
        if (path.endsWith("/json"))
            return void(socket->write(
                FakeHttpServer::answer(isRunning ? R"({"Config":{"Tty":false},"State":{"Running":true}})"
                                                 : R"({"Config":{"Tty":false},"State":{}})")));
        queries.append(request.path.mid(request.path.indexOf('?') + 1));
        const QUrlQuery query(QString::fromLatin1(queries.last()));
        const auto since = query.queryItemValue(u"since"_s).remove(u'.').toLongLong();
        QByteArray body;
        for (const auto &one : containers.value(id)) {
            if (start + one.nanos >= since)
                body += line(one.nanos, one.text, one.stream);
        }
        socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        auto &cut = cuts[id];
        if (cut.isEmpty())
            return void(socket->write(chunk(body) + "0\r\n\r\n"));
        socket->write(chunk(body).left(cut.takeFirst()));
        socket->disconnectFromHost();
    }

    FakeHttpServer m_server;
    net::HttpEndpoint m_endpoint;
    Client m_client;
};

QList<LogLine> readAll(LogStream &stream, const QList<LogSource> &sources)
{
    QList<LogLine> lines;
    QSignalSpy ended(&stream, &LogStream::ended);
    QObject::connect(&stream, &LogStream::received, &stream, [&](const auto &more) { lines += more; });
    stream.setSources(sources);
    if (!QTest::qWaitFor([&] { return ended.count() > 0; }, 15'000))
        qWarning("the stream did not end");
    return lines;
}

QByteArrayList texts(const QList<LogLine> &lines)
{
    QByteArrayList list;
    for (const auto &one : lines)
        list.append(one.text);
    return list;
}

} // namespace

class TestDockerLogs : public QObject
{
    Q_OBJECT

private slots:
    void readsTimes();
    void cutsFramesAnywhere();
    void joinsTheParts();
    void readsATerminal();
    void refusesDamage_data();
    void refusesDamage();
    void mergesByTime();
    void goesOnAfterABreak_data();
    void goesOnAfterABreak();
    void keepsEqualLines();
    void asksForTheTailOnce();
    void saysWhatIsNotThere();
    void pausesWithoutLoss();
    void holdsBackWhatIsTooMuch();
};

void TestDockerLogs::readsTimes()
{
    QCOMPARE(nanosOf("2023-11-14T22:13:20.123456789Z"), start + 123'456'789);
    QCOMPARE(nanosOf("2023-11-14T22:13:20.5Z"), start + 500'000'000);
    QCOMPARE(nanosOf("2023-11-14T22:13:20Z"), start);
    QCOMPARE(timeOf(start + 7), QByteArray("2023-11-14T22:13:20.000000007Z"));
    for (const char *bad : {"", "Z", "hello", "2023-11-14T22:13:20.1234567891Z", "2023-11-14T22:13:20.-1Z",
                            "2023-13-14T22:13:20Z", "9999-11-14T22:13:20Z", "2023-11-14T22:13:20+01:00"})
        QVERIFY2(nanosOf(bad) < 0, bad);
}

void TestDockerLogs::cutsFramesAnywhere()
{
    const QByteArray bytes = line(1, "one") + line(2, "two", 2) + line(3, "") + line(4, "vier ü");
    const QList<LogLine> expected{{u"c"_s, start + 1, false, "one"},
                                  {u"c"_s, start + 2, true, "two"},
                                  {u"c"_s, start + 3, false, ""},
                                  {u"c"_s, start + 4, false, "vier ü"}};
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        LogParser parser(u"c"_s, false);
        auto lines = parser.feed(bytes.left(cut)).value();
        lines += parser.feed(bytes.mid(cut)).value();
        lines += parser.finish();
        QCOMPARE(lines, expected);
    }
}

void TestDockerLogs::joinsTheParts()
{
    LogParser parser(u"c"_s, false);
    auto lines = parser
                     .feed(frame(1, timeOf(start + 1) + " first ") + line(2, "between", 2)
                           + frame(1, timeOf(start + 3) + " second\n"))
                     .value();
    QCOMPARE(
        lines,
        (QList<LogLine>{{u"c"_s, start + 2, true, "between"}, {u"c"_s, start + 1, false, "first second"}}));
    QVERIFY(parser.feed(frame(1, timeOf(start + 4) + " without an end")).value().isEmpty());
    QCOMPARE(parser.finish(), (QList<LogLine>{{u"c"_s, start + 4, false, "without an end"}}));
    const QByteArray part(500'000, 'x');
    lines.clear();
    for (int i = 0; i < 10; ++i)
        lines += parser.feed(frame(1, timeOf(start) + ' ' + part)).value();
    QCOMPARE(lines.size(), 3); // a line without end becomes several
}

void TestDockerLogs::readsATerminal()
{
    const QByteArray bytes = timeOf(start + 1) + " one\r\n" + timeOf(start + 2) + " two\r\nno time\n";
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        LogParser parser(u"c"_s, true);
        auto lines = parser.feed(bytes.left(cut)).value();
        lines += parser.feed(bytes.mid(cut)).value();
        QCOMPARE(texts(lines), (QByteArrayList{"one", "two", "no time"}));
        QCOMPARE(lines.at(1).nanos, start + 2);
    }
}

void TestDockerLogs::refusesDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("kind") << QByteArray("\x09\0\0\0\0\0\0\x01x", 9);
    QTest::newRow("size") << QByteArray("\x01\0\0\0\xff\xff\xff\xffx", 9);
    QTest::newRow("the engine's own error") << frame(3, "error from daemon in stream: broken");
}

void TestDockerLogs::refusesDamage()
{
    QFETCH(const QByteArray, bytes);
    LogParser parser(u"c"_s, false);
    QVERIFY(!parser.feed(bytes));
}

void TestDockerLogs::mergesByTime()
{
    LogEngine engine;
    engine.containers["a"] = {{10, "a10"}, {30, "a30"}, {50, "a50"}};
    engine.containers["b"] = {{20, "b20"}, {40, "b40", 2}, {60, "b60"}};
    LogStream stream({.follow = false});
    const auto lines = readAll(stream, {engine.source(u"b"_s), engine.source(u"a"_s)});
    QCOMPARE(texts(lines), (QByteArrayList{"a10", "b20", "a30", "b40", "a50", "b60"}));
    QCOMPARE(lines.at(3).source, u"b"_s);
    QVERIFY(lines.at(3).isError);
}

void TestDockerLogs::goesOnAfterABreak_data()
{
    QTest::addColumn<QList<qsizetype>>("cuts");
    QTest::newRow("at once") << QList<qsizetype>{0};
    QTest::newRow("in a header") << QList<qsizetype>{54};
    QTest::newRow("in a line") << QList<qsizetype>{77};
    QTest::newRow("later") << QList<qsizetype>{5'000};
    QTest::newRow("three times") << QList<qsizetype>{2'000, 1'000, 7'003};
}

void TestDockerLogs::goesOnAfterABreak()
{
    QFETCH(const QList<qsizetype>, cuts);
    LogEngine engine;
    QByteArrayList expected;
    for (int i = 0; i < 400; ++i) {
        // Lines of stderr are a little older than those before them, and some times are the same.
        engine.containers["a"].append({qint64(i / 2) * 20'000'000 - (i % 3) * 30'000'000,
                                       "line " + QByteArray::number(i), char(1 + i % 2)});
        expected.append(engine.containers["a"].last().text);
    }
    engine.cuts["a"] = cuts;
    LogStream stream({});
    auto got = texts(readAll(stream, {engine.source(u"a"_s)}));
    QCOMPARE(got, expected);
    QVERIFY(engine.queries.size() == cuts.size() + 1);
    QVERIFY(engine.cuts["a"].isEmpty());
}

void TestDockerLogs::keepsEqualLines()
{
    LogEngine engine;
    for (int i = 0; i < 6; ++i)
        engine.containers["a"].append({5, "same"});
    engine.cuts["a"] = {160};
    LogStream stream({});
    QCOMPARE(readAll(stream, {engine.source(u"a"_s)}).size(), 6);
}

void TestDockerLogs::asksForTheTailOnce()
{
    LogEngine engine;
    for (int i = 0; i < 20; ++i)
        engine.containers["a"].append({i * qint64(100'000'000), QByteArray::number(i)});
    engine.cuts["a"] = {0, 400};
    LogStream stream({.tail = 20});
    QCOMPARE(readAll(stream, {engine.source(u"a"_s)}).size(), 20);
    QVERIFY(engine.queries.at(0).contains("tail=20"));
    QVERIFY(engine.queries.at(1).contains("tail=20"));
    QVERIFY(engine.queries.at(2).contains("tail=all"));
    QVERIFY(engine.queries.at(2).contains("since=1700000000"));
}

void TestDockerLogs::saysWhatIsNotThere()
{
    LogEngine engine;
    engine.containers["a"] = {{1, "a"}};
    LogStream stream({});
    QSignalSpy changed(&stream, &LogStream::sourceChanged);
    QCOMPARE(readAll(stream, {engine.source(u"gone"_s), engine.source(u"a"_s)}).size(), 1);
    QCOMPARE(stream.state(u"gone"_s), LogState::Failed);
    QCOMPARE(stream.state(u"a"_s), LogState::Ended);
    const bool isTold = std::any_of(changed.begin(), changed.end(), [](const auto &arguments) {
        return arguments.at(0) == u"gone"_s && arguments.at(1).toString().contains(u"No such container"_s);
    });
    QVERIFY(isTold);
}

void TestDockerLogs::pausesWithoutLoss()
{
    LogEngine engine;
    for (int i = 0; i < 5'000; ++i)
        engine.containers["a"].append({i, QByteArray::number(i)});
    LogStream stream({});
    QList<LogLine> lines;
    QObject::connect(&stream, &LogStream::received, &stream, [&](const auto &more) {
        lines += more;
        stream.setPaused(true); // after each batch
    });
    QSignalSpy ended(&stream, &LogStream::ended);
    stream.setSources({engine.source(u"a"_s)});
    for (int i = 1; i <= 5; ++i) {
        QTRY_COMPARE(lines.size(), i * 1000);
        QTest::qWait(20);
        QCOMPARE(lines.size(), i * 1000);
        stream.setPaused(false);
    }
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(lines.last().text, QByteArray("4999"));
}

void TestDockerLogs::holdsBackWhatIsTooMuch()
{
    LogEngine engine;
    constexpr int count = 40'000;
    const QByteArray filler(1000, 'x');
    for (int i = 0; i < count; ++i)
        engine.containers["a"].append({i, QByteArray::number(i) + filler});
    LogStream stream({});
    qint64 seen = 0;
    QObject::connect(&stream, &LogStream::received, &stream, [&](const auto &more) { seen += more.size(); });
    QSignalSpy ended(&stream, &LogStream::ended);
    stream.setPaused(true);
    stream.setSources({engine.source(u"a"_s)});
    QTRY_VERIFY(stream.waiting() > 1024 * 1024);
    QTest::qWait(500);
    QVERIFY2(stream.waiting() < 8 * 1024 * 1024, qPrintable(QString::number(stream.waiting())));
    QCOMPARE(seen, 0);
    stream.setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QCOMPARE(seen, count);
}

QTEST_GUILESS_MAIN(TestDockerLogs)
#include "tst_dockerlogs.moc"
