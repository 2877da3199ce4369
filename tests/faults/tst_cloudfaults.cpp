// SPDX-License-Identifier: GPL-3.0-or-later
// What a cloud does on its bad days, against both kinds of API: what is asked again, how often and when, and
// what is never asked twice. README.md has the faults that other tests show.
#include "core/cloud/cloudstack/transport.h"
#include "core/cloud/exoscale/parse.h"
#include "core/cloud/exoscale/refusal.h"
#include "core/cloud/exoscale/transport.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cloud;
using namespace skep::test;
using namespace std::chrono_literals;

namespace {

const SecretPtr secret = makeSecret("secret-of-the-account");

//! A cloud that has the same bad answer for everything, and notes when it was asked.
struct BadCloud
{
    QByteArray answer; //!< empty: it hangs up
    int goodAfter = 1000; //!< so many bad answers, then a good one
    QList<qint64> times;
    QElapsedTimer clock;
    FakeHttpServer server{[this](QTcpSocket *socket, const SeenRequest &) {
        times.append(clock.elapsed());
        if (times.size() > goodAfter)
            return void(socket->write(FakeHttpServer::answer(R"({"instances":[],"r":{}})")));
        if (answer.isEmpty())
            return socket->disconnectFromHost();
        socket->write(answer);
        if (!answer.contains("Content-Length"))
            socket->disconnectFromHost();
    }};
    exoscale::Transport exoscale{server.url(u"/v2"_s), u"EXOkey"_s, secret};
    cloudstack::Transport cloudStack{server.url(u"/client/api"_s), u"key"_s, secret};

    explicit BadCloud(QByteArray bad)
        : answer(std::move(bad))
    {
        clock.start();
    }
    QList<qint64> pauses() const
    {
        QList<qint64> all;
        for (qsizetype i = 1; i < times.size(); ++i)
            all.append(times[i] - times[i - 1]);
        return all;
    }
};

struct Kind
{
    const char *name;
    Pending<QJsonObject> (*read)(BadCloud &);
    Pending<QJsonObject> (*create)(BadCloud &);
};

const Kind kinds[] = {
    {"exoscale", [](BadCloud &bad) { return bad.exoscale.send({.path = u"/instance"_s}); },
     [](BadCloud &bad) {
         return bad.exoscale.send({.method = "POST", .path = u"/instance"_s, .body = QJsonObject{}});
     }},
    {"cloudstack", [](BadCloud &bad) { return bad.cloudStack.send(u"listVirtualMachines"_s, {}); },
     [](BadCloud &bad) { return bad.cloudStack.send(u"deployVirtualMachine"_s, {}); }},
};

QByteArray html(const char *status)
{
    return FakeHttpServer::answer("<html><h1>no</h1></html>", status, "Content-Type: text/html\r\n");
}

QMap<QByteArray, QByteArray> passing() //!< faults that may pass
{
    return {{"hangs up", QByteArray()},
            {"500", FakeHttpServer::answer(R"({"message":"internal"})", "500 Oops")},
            {"502 of a proxy", html("502 Bad Gateway")},
            {"503", FakeHttpServer::answer("busy", "503 Unavailable")},
            {"half an answer", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"inst"}};
}

QStringList logged;
void note(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged.append(text);
}

} // namespace

class tst_CloudFaults : public QObject
{
    Q_OBJECT

private slots:
    //! F25: a few times, with pauses that grow and are never the same, and each is in the log.
    void readingIsTriedAgainAFewTimes()
    {
        logged.clear();
        const auto before = qInstallMessageHandler(&note);
        const auto restored = qScopeGuard([&] { qInstallMessageHandler(before); });
        std::vector<std::unique_ptr<BadCloud>> clouds;
        std::vector<Pending<QJsonObject>> asked;
        for (const Kind &kind : kinds) {
            for (const QByteArray &answer : passing()) {
                if (!answer.isEmpty() && answer.startsWith("HTTP/1.1 200"))
                    continue; // below: it hangs up only when it has said something
                clouds.push_back(std::make_unique<BadCloud>(answer));
                asked.push_back(kind.read(*clouds.back()));
            }
        }
        QSet<qint64> firstPauses;
        for (size_t i = 0; i < clouds.size(); ++i) {
            const auto outcome = await(asked[i], 40s);
            QVERIFY(!outcome);
            QVERIFY(!outcome.error().message.isEmpty());
            // Where a connection that was kept has ended, Qt itself asks for the same once more.
            const bool isKept = !clouds[i]->answer.isEmpty();
            QVERIFY2(clouds[i]->times.size() >= 4 && clouds[i]->times.size() <= (isKept ? 4 : 8),
                     qPrintable(QString::number(clouds[i]->times.size())));
            if (!isKept)
                continue;
            const auto pauses = clouds[i]->pauses();
            for (const qint64 pause : pauses)
                QVERIFY2(pause >= 100 && pause < 12'000, qPrintable(QString::number(pause)));
            QVERIFY2(pauses[2] > pauses[0] / 2, "the pauses shrink");
            firstPauses.insert(pauses[0]);
        }
        QVERIFY2(firstPauses.size() > 2, "all came back at the same moment");
        const auto said = std::count_if(logged.begin(), logged.end(), [](const QString &line) {
            return line.contains(u"trying again in"_s);
        });
        QCOMPARE(said, qsizetype(clouds.size()) * 3);
    }

    //! F26: whatever the answer, a creating call is made once and its error says that it may have worked.
    void creatingIsAskedOnce()
    {
        const auto faults = passing();
        for (const Kind &kind : kinds) {
            for (auto it = faults.cbegin(); it != faults.cend(); ++it) {
                BadCloud bad(it.value());
                if (it.key() == "half an answer")
                    bad.answer.replace("Content-Length: 100", "Content-Length:99 "); // and hangs up
                const auto outcome = await(kind.create(bad), 20s);
                QVERIFY2(!outcome, kind.name);
                QVERIFY2(!outcome.error().message.isEmpty(), it.key().constData());
                QTest::qWait(30);
                QCOMPARE(bad.times.size(), 1);
                QVERIFY2(outcome.error().retryable,
                         qPrintable(QString::fromLatin1(it.key()) + outcome.error().message));
            }
        }
    }

    //! F23: nothing is tried again, and the sentence is about the account.
    void whoMayNotIsToldAtOnce_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("401") << FakeHttpServer::answer(R"({"message":"Invalid key"})", "401 Unauthorized");
        QTest::newRow("403") << FakeHttpServer::answer(R"({"message":"Forbidden by role policy"})", "403 No");
        QTest::newRow("401 of cloudstack") << FakeHttpServer::answer(
            R"({"errorresponse":{"errorcode":401,"errortext":"unable to verify"}})", "401 No");
        QTest::newRow("403 of a proxy") << html("403 Forbidden");
    }
    void whoMayNotIsToldAtOnce()
    {
        QFETCH(QByteArray, answer);
        for (const Kind &kind : kinds) {
            BadCloud bad(answer);
            const auto outcome = await(kind.read(bad), 20s);
            QVERIFY(!outcome);
            QVERIFY2(!outcome.error().retryable, qPrintable(outcome.error().message));
            QVERIFY(!outcome.error().message.isEmpty() && !outcome.error().message.contains(u'<'));
            QCOMPARE(bad.times.size(), 1);
        }
    }

    //! F24: a pause that nobody can mean is none; one that is too long is said, not waited for.
    void absurdPausesAreNotKept_data()
    {
        QTest::addColumn<QByteArray>("pause");
        QTest::addColumn<bool>("isTriedAgain");
        for (const char *pause :
             {"-1", "nan", "-inf", "0", "soon", "", "1e-300", "Mon, 01 Jan 1990 00:00:00 GMT"})
            QTest::newRow(pause) << QByteArray(pause) << true;
        for (const char *pause : {"1e9", "1e308", "99999999999999999999", "Tue, 01 Jan 2999 00:00:00 GMT"})
            QTest::newRow(pause) << QByteArray(pause) << false;
    }
    void absurdPausesAreNotKept()
    {
        QFETCH(QByteArray, pause);
        QFETCH(bool, isTriedAgain);
        BadCloud bad(FakeHttpServer::answer(R"({"error":"slow down"})", "429 Too Many Requests",
                                            "Retry-After: " + pause + "\r\n"));
        bad.goodAfter = 1;
        const auto outcome = await(bad.exoscale.send({.path = u"/instance"_s}), 8s);
        QCOMPARE(bad.times.size(), isTriedAgain ? 2 : 1);
        QCOMPARE(outcome.has_value(), isTriedAgain);
        if (!outcome)
            QCOMPARE(outcome.error().code, ErrorCode::RateLimited);
        QVERIFY(bad.clock.elapsed() < 5000);
    }

    //! F27 and F21: a page of a portal, half a list and a list without an end mark are never "there is
    //! nothing".
    void whatIsNoAnswerIsNoEmptyList_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("a portal's page") << html("200 OK");
        QTest::newRow("nothing") << FakeHttpServer::answer("");
        QTest::newRow("null") << FakeHttpServer::answer("null");
        QTest::newRow("a list") << FakeHttpServer::answer("[]");
        QTest::newRow("half an object") << FakeHttpServer::answer("{\"instances\":[{\"id\":\"");
        QTest::newRow("no length") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{\"instances\":[");
        QTest::newRow("whole, no length") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{\"instances\":[]}");
        QTest::newRow("another list") << FakeHttpServer::answer(R"({"templates":[]})");
        QTest::newRow("of another kind") << FakeHttpServer::answer(R"({"instances":{}})");
    }
    void whatIsNoAnswerIsNoEmptyList()
    {
        QFETCH(QByteArray, answer);
        BadCloud bad(answer);
        const auto outcome = await(bad.exoscale.send({.path = u"/instance"_s, .attempts = 1}), 8s);
        const auto list = outcome ? exoscale::parseList<Machine>(*outcome, "instances"_L1)
                                  : Result<QList<Machine>>(fail(outcome.error()));
        QVERIFY(!list);
        QVERIFY(!list.error().message.isEmpty() && !list.error().message.contains(u'<'));
    }

    //! F30: pages that never end, come twice, or are empty before their time.
    void pagesEnd_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<int>("most");
        QTest::newRow("for ever") << QByteArray(
            R"({"r":{"count":1000000000,"sshkeypair":[{"name":"a"},{"name":"a"}]}})")
                                  << 200;
        QTest::newRow("empty before its time") << QByteArray(R"({"r":{"count":50,"sshkeypair":[]}})") << 1;
        QTest::newRow("fewer than told")
            << QByteArray(R"({"r":{"count":1,"sshkeypair":[{"name":"a"}]}})") << 1;
        QTest::newRow("no list") << QByteArray(R"({"r":{"count":3}})") << 1;
        QTest::newRow("no object") << QByteArray(R"({"r":{"count":3,"sshkeypair":"a"}})") << 1;
    }
    void pagesEnd()
    {
        QFETCH(QByteArray, page);
        QFETCH(int, most);
        BadCloud bad(FakeHttpServer::answer(page));
        const auto outcome = await(bad.cloudStack.list(u"listSSHKeyPairs"_s, u"sshkeypair"_s, {}), 20s);
        QCOMPARE(bad.times.size(), most);
        if (!outcome)
            QVERIFY(!outcome.error().message.isEmpty());
    }

    //! F33: addresses that are none, in every shape that JSON has.
    void addressesOfEveryShapeAreRead()
    {
        for (const char *address :
             {"null", "\"\"", "\"0.0.0.0\"", "\"::1\"", "\"10.0.0.1\"", "\"not one\""}) {
            const auto object =
                parseJsonObject(QByteArray(R"({"id":"i","state":"running","public-ip":)") + address + '}');
            QVERIFY(object);
            QVERIFY2(exoscale::parse<Machine>(*object), address);
        }
        for (const char *address : {"[]", "5", "{}", "[\"10.0.0.1\"]"}) {
            const auto object =
                parseJsonObject(QByteArray(R"({"id":"i","state":"running","public-ip":)") + address + '}');
            const auto machine = exoscale::parse<Machine>(*object);
            QVERIFY(!machine);
            QCOMPARE(machine.error().code, ErrorCode::Protocol);
        }
    }
};

QTEST_GUILESS_MAIN(tst_CloudFaults)
#include "tst_cloudfaults.moc"
