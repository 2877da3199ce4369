// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/operations.h"
#include "core/cloud/exoscale/parse.h"
#include "core/cloud/exoscale/refusal.h"
#include "core/cloud/newesttemplates.h"

#include <QJsonDocument>
#include <QTest>

using namespace skep;
using namespace skep::cloud;
using namespace skep::cloud::exoscale;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static net::HttpResponse answer(int status, const QByteArray &body,
                                const QHash<QByteArray, QByteArray> &headers = {})
{
    return {status, headers, body};
}

class tst_ExoRefusal : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromString(u"2026-09-21T10:00:00Z"_s, Qt::ISODate);

private slots:
    void shapes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("message") << 400 << QByteArray(R"({"message":"something went wrong"})")
                                 << u"something went wrong."_s << ErrorCode::Remote;
        QTest::newRow("error") << 500 << QByteArray(R"({"error":"internal failure"})")
                               << u"internal failure."_s << ErrorCode::Remote;
        QTest::newRow("detail, texts")
            << 400
            << QByteArray(
                   R"({"type":"about:blank","title":"Bad Request","detail":"One is invalid.","errors":["'foo' is bad"]})")
            << u"One is invalid. 'foo' is bad."_s << ErrorCode::Remote;
        QTest::newRow("detail only") << 404
                                     << QByteArray(R"({"title":"Not Found","detail":"No such model."})")
                                     << u"No such model."_s << ErrorCode::NotFound;
        QTest::newRow("objects with location")
            << 422
            << QByteArray(
                   R"({"errors":[{"path":"p","pointer":"q","location":"$['a']","detail":"no value"}],"title":"Invalid Request Body"})")
            << u"Invalid Request Body. $['a'] no value."_s << ErrorCode::Remote;
        QTest::newRow("message and messages")
            << 400
            << QByteArray(
                   R"({"message":"bad request","errors":[{"message":"start-ip"},{"message":"end-ip"}]})")
            << u"bad request. start-ip. end-ip."_s << ErrorCode::Remote;
        QTest::newRow("plain text") << 503 << QByteArray("service unavailable") << u"service unavailable."_s
                                    << ErrorCode::Remote;
        QTest::newRow("conflict") << 409 << QByteArray(R"({"message":"Public key is invalid"})")
                                  << u"Public key is invalid."_s << ErrorCode::Conflict;
        QTest::newRow("quota") << 412 << QByteArray(R"({"message":"Quota exceeded for instance"})")
                               << u"Quota exceeded for instance."_s << ErrorCode::Quota;
        QTest::newRow("unmapped") << 599 << QByteArray(R"({"message":"custom error"})") << u"custom error."_s
                                  << ErrorCode::Remote;
        QTest::newRow("role") << 403 << QByteArray(R"({"message":"Forbidden by role policy"})")
                              << u"Forbidden by role policy."_s << ErrorCode::Auth;
        QTest::newRow("rate") << 429 << QByteArray(R"({"error":"slow down","retry_after":7})") << u"pause"_s
                              << ErrorCode::RateLimited;
    }
    void shapes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        QFETCH(ErrorCode, code);
        const Error error = refusal(answer(status, body), u"GET /v2/x"_s, m_now);
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QCOMPARE(error.code, code);
        QVERIFY(error.detail.contains(QString::fromUtf8(body)));
        QVERIFY(error.detail.contains(u"GET /v2/x"_s));
        QCOMPARE(error.retryable, status == 429 || status >= 500);
    }

    void aPageOfAProxyIsNotShown()
    {
        const Error error = refusal(answer(502, "<html><h1>Bad gateway</h1>"), u"GET /"_s, m_now);
        QVERIFY(!error.message.contains(u'<'));
        QVERIFY(error.detail.contains(u"Bad gateway"_s));
        QVERIFY(!refusal(answer(400, {}), u"GET /"_s, m_now).message.isEmpty());
    }

    void tellsAWrongClockFromAWrongKey()
    {
        const QByteArray body = R"({"message":"Invalid key or request signature"})";
        const auto at = [&](const QByteArray &date) {
            return refusal(answer(403, body, {{"date", date}}), u"GET /v2/ssh-key"_s, m_now);
        };
        Error error = at("Mon, 21 Sep 2026 10:20:00 GMT");
        QCOMPARE(error.code, ErrorCode::Auth);
        QVERIFY2(error.message.contains(u"20 minute"_s) && error.message.contains(u"behind"_s),
                 qPrintable(error.message));
        error = at("Mon, 21 Sep 2026 08:00:00 GMT");
        QVERIFY2(error.message.contains(u"120 minute"_s) && error.message.contains(u"ahead"_s),
                 qPrintable(error.message));
        for (const QByteArray &date :
             {QByteArray("Mon, 21 Sep 2026 10:00:59 GMT"), QByteArray(), QByteArray("nonsense")})
            QVERIFY2(at(date).message.contains(u"key or the secret"_s), qPrintable(at(date).message));
    }

    void operationsSayWhy()
    {
        const auto of = [](const QByteArray &json) {
            return operationFailure(QJsonDocument::fromJson(json).object());
        };
        QVERIFY(of(R"({"state":"failure","reason":"busy","message":"still in use"})")
                    .message.contains(u"still in use."_s));
        QCOMPARE(of(R"({"state":"failure","reason":"busy","message":"x"})").code, ErrorCode::Conflict);
        QCOMPARE(of(R"({"state":"failure","reason":"not-found"})").code, ErrorCode::NotFound);
        QVERIFY(of(R"({"state":"failure","reason":"unavailable"})").message.contains(u"unavailable"_s));
        QCOMPARE(of(R"({"state":"failure","message":"instance quota exceeded"})").code, ErrorCode::Quota);
        QCOMPARE(of(R"({"state":"timeout"})").code, ErrorCode::Timeout);
        QVERIFY(!of("{}").message.isEmpty());
    }

    void pausesAreHeard()
    {
        QCOMPARE(retryAfter(answer(429, {}, {{"retry-after", "3"}}), m_now), 3000ms);
        QCOMPARE(retryAfter(answer(429, R"({"retry_after":2})"), m_now), 2000ms);
        QCOMPARE(retryAfter(answer(429, {}, {{"retry-after", "Mon, 21 Sep 2026 10:00:05 GMT"}}), m_now),
                 5000ms);
        QCOMPARE(retryAfter(answer(429, {}, {{"retry-after", "-4"}}), m_now), 0ms);
        QCOMPARE(retryAfter(answer(500, "text"), m_now), 0ms);
    }

    void pollsQuicklyAtFirst()
    {
        QCOMPARE(OperationWait::pauseAt(0ms), 250ms);
        QCOMPARE(OperationWait::pauseAt(2s), 1000ms);
        QCOMPARE(OperationWait::pauseAt(20s), 3000ms);
        QCOMPARE(OperationWait::pauseAt(900s), 60000ms); // as the vendor's client at 15 minutes
    }

    void readsWhatIsThereAndRefusesWhatCannotBe()
    {
        const auto object = [](const QByteArray &json) { return QJsonDocument::fromJson(json).object(); };
        const auto machine = parse<Machine>(object(
            R"({"id":"i1","name":"web","state":"running","public-ip":"192.0.2.1","labels":{"a":"b"},
                "security-groups":[{"id":"g1"}],"created-at":"2026-08-21T10:00:00Z","unknown":7})"));
        QVERIFY(machine);
        QCOMPARE(machine->state, MachineState::Running);
        QCOMPARE(machine->privateAddress, u"192.0.2.1"_s);
        QCOMPARE(machine->labels, (Labels{{u"a"_s, u"b"_s}}));
        QCOMPARE(machine->groupIds, QStringList{u"g1"_s});
        QCOMPARE(parse<Machine>(object(R"({"id":"i1","state":"melting"})"))->state, MachineState::Unknown);
        QVERIFY(!parse<Machine>(object(R"({"name":"web"})")));
        QVERIFY(!parse<Machine>(object(R"({"id":"i1","public-ip":5})")));
        QVERIFY(!parseList<Machine>(object("{}"), "instances"_L1)); // a missing list is never an empty one
        QVERIFY(parseList<Machine>(object(R"({"instances":[]})"), "instances"_L1)->isEmpty());
    }

    void takesTheNewestTemplateOfEachName()
    {
        const auto at = [](int day) { return QDateTime(QDate(2026, 1, day), QTime(0, 0), Qt::UTC); };
        const auto make = [&](const QString &id, const QString &name, int day) {
            return MachineTemplate{id, name, {}, {}, {}, 10, at(day)};
        };
        const auto newest = newestOfEachName({make(u"1"_s, u"A"_s, 2), make(u"2"_s, u"B"_s, 1),
                                              make(u"3"_s, u"A"_s, 3), make(u"4"_s, u"A"_s, 1)});
        QCOMPARE(newest.size(), 2);
        QCOMPARE(newest[0].id, u"3"_s);
        QCOMPARE(newest[1].id, u"2"_s);
    }

    void sameTrafficIsTheSameRule()
    {
        const FirewallRule rule{{}, u"tcp"_s, 22, 22, u"10.1.2.3/32"_s, {}, u"a"_s};
        FirewallRule other = rule;
        other.id = u"x"_s;
        other.description = u"b"_s;
        other.sourceCidr = u"10.1.2.3"_s;
        QVERIFY(rule.sameTraffic(other));
        for (const auto &change : std::initializer_list<std::function<void(FirewallRule &)>>{
                 [](FirewallRule &r) { r.protocol = u"udp"_s; }, [](FirewallRule &r) { r.startPort = 21; },
                 [](FirewallRule &r) { r.endPort = 23; },
                 [](FirewallRule &r) { r.sourceCidr = u"10.1.2.4/32"_s; },
                 [](FirewallRule &r) { r.sourceCidr = u"10.1.2.0/24"_s; },
                 [](FirewallRule &r) {
                     r.sourceCidr.clear();
                     r.sourceGroupId = u"g"_s;
                 }}) {
            FirewallRule changed = rule;
            change(changed);
            QVERIFY(!rule.sameTraffic(changed));
            QVERIFY(!changed.sameTraffic(rule));
        }
    }
};

QTEST_GUILESS_MAIN(tst_ExoRefusal)
#include "tst_exorefusal.moc"
