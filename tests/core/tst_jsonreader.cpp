// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;

namespace {

struct Service
{
    QString name;
    quint16 port = 0;
    QStringList arguments;
    QMap<QString, QString> labels;
    QDateTime created;
    bool global = false;
};

void readService(JsonReader &r, Service &service)
{
    r.text("Name"_L1, service.name, JsonReader::Required);
    r.time("CreatedAt"_L1, service.created);
    r.object("Spec"_L1, [&](JsonReader &spec) {
        spec.integer("Port"_L1, service.port);
        spec.texts("Args"_L1, service.arguments);
        spec.textMap("Labels"_L1, service.labels);
        spec.boolean("Global"_L1, service.global);
    });
}

} // namespace

class tst_JsonReader : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatIsThere()
    {
        const auto service = readJsonObject<Service>(
            R"({"Name":"web","CreatedAt":"2024-05-06T07:08:09.123456789Z","Spec":{"Port":8080,"Args":["a","b"],
                "Labels":{"k":"v"},"Global":true}})",
            readService);
        QVERIFY2(service, qPrintable(service ? QString() : service.error().message));
        QCOMPARE(service->name, u"web"_s);
        QCOMPARE(service->port, 8080);
        QCOMPARE(service->arguments, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(service->labels.value(u"k"_s), u"v"_s);
        QVERIFY(service->global);
        QCOMPARE(service->created, QDateTime(QDate(2024, 5, 6), QTime(7, 8, 9, 123), Qt::UTC));
    }

    void absentAndNullLeaveTheTargetAlone()
    {
        Service service;
        service.port = 7;
        service.arguments = {u"kept"_s};
        JsonReader r(
            QJsonObject{{u"Name"_s, u"x"_s},
                        {u"Spec"_s, QJsonObject{{u"Args"_s, QJsonValue()}, {u"Labels"_s, QJsonValue()}}}});
        readService(r, service);
        QVERIFY(!r.error());
        QCOMPARE(service.port, 7);
        QCOMPARE(service.arguments, QStringList{u"kept"_s});
    }

    void goTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDateTime>("expected");
        const QDateTime second(QDate(2024, 5, 6), QTime(7, 8, 9), Qt::UTC);
        QTest::newRow("no decimals") << u"2024-05-06T07:08:09Z"_s << second;
        QTest::newRow("one decimal") << u"2024-05-06T07:08:09.5Z"_s << second.addMSecs(500);
        QTest::newRow("nine decimals") << u"2024-05-06T07:08:09.500000001Z"_s << second.addMSecs(500);
        QTest::newRow("rounds at most to the next second") << u"2024-05-06T07:08:08.999999999Z"_s << second;
        QTest::newRow("offset") << u"2024-05-06T09:08:09+02:00"_s << second;
        QTest::newRow("zero") << u"0001-01-01T00:00:00Z"_s << QDateTime();
    }
    void goTimes()
    {
        QFETCH(QString, text);
        QFETCH(QDateTime, expected);
        JsonReader r(QJsonObject{{u"t"_s, text}});
        QDateTime time;
        r.time("t"_L1, time);
        QVERIFY2(!r.error(), qPrintable(text));
        QCOMPARE(time.isValid(), expected.isValid());
        QVERIFY2(!expected.isValid() || qAbs(time.msecsTo(expected)) <= 1,
                 qPrintable(time.toString(Qt::ISODateWithMs)));
    }

    void mistakes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        QTest::newRow("missing") << QByteArray(R"([{"Name":"a"},{}])") << u"[1].Name: missing"_s;
        QTest::newRow("null where required") << QByteArray(R"([{"Name":null}])") << u"[0].Name: missing"_s;
        QTest::newRow("text as number") << QByteArray(R"([{"Name":7}])") << u"[0].Name: text expected"_s;
        QTest::newRow("object as list")
            << QByteArray(R"([{"Name":"a","Spec":[]}])") << u"[0].Spec: object expected"_s;
        QTest::newRow("number as text") << QByteArray(R"([{"Name":"a","Spec":{"Port":"80"}}])")
                                        << u"[0].Spec.Port: whole number expected"_s;
        QTest::newRow("fraction") << QByteArray(R"([{"Name":"a","Spec":{"Port":1.5}}])")
                                  << u"[0].Spec.Port: whole number expected"_s;
        QTest::newRow("too large") << QByteArray(R"([{"Name":"a","Spec":{"Port":65536}}])")
                                   << u"[0].Spec.Port: number out of range"_s;
        QTest::newRow("negative") << QByteArray(R"([{"Name":"a","Spec":{"Port":-1}}])")
                                  << u"[0].Spec.Port: number out of range"_s;
        QTest::newRow("beyond 64 bits")
            << QByteArray(R"([{"Name":"a","Spec":{"Port":18446744073709551615}}])")
            << u"[0].Spec.Port: number out of range"_s;
        QTest::newRow("list member") << QByteArray(R"([{"Name":"a","Spec":{"Args":["x",1]}}])")
                                     << u"[0].Spec.Args[1]: text expected"_s;
        QTest::newRow("map member") << QByteArray(R"([{"Name":"a","Spec":{"Labels":{"%1":{}}}}])")
                                    << u"[0].Spec.Labels.%1: text expected"_s;
        QTest::newRow("time") << QByteArray(R"([{"Name":"a","CreatedAt":"today"}])")
                              << u"[0].CreatedAt: time expected"_s;
        QTest::newRow("list of something else") << QByteArray(R"(["a"])") << u"[0]: object expected"_s;
    }
    void mistakes()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        const auto services = readJsonList<Service>(json, readService);
        QVERIFY(!services);
        QCOMPARE(services.error().code, ErrorCode::Protocol);
        QVERIFY2(services.error().message.contains(where), qPrintable(services.error().message));
        QVERIFY(!services.error().retryable);
    }

    void onlyTheFirstMistakeIsTold()
    {
        JsonReader r(QJsonObject{{u"a"_s, 1}, {u"b"_s, 1}});
        QString text;
        r.text("a"_L1, text);
        r.text("b"_L1, text);
        QVERIFY(r.error()->message.contains("a: text"_L1));
    }

    void everyTruncationIsABrokenTransfer()
    {
        const QByteArray whole = R"([{"Name":"web","Spec":{"Port":80,"Args":["x"]}}])";
        QVERIFY(readJsonList<Service>(whole, readService));
        for (qsizetype size = 0; size < whole.size(); ++size) {
            const auto cut = readJsonList<Service>(whole.left(size), readService);
            QVERIFY2(!cut, qPrintable(QString::number(size)));
            QVERIFY(cut.error().retryable);
        }
    }

    void hugeAndDeepAreRefused()
    {
        QVERIFY(!parseJsonObject(R"({"a":"0123456789"})", 10));
        QVERIFY(!parseJsonArray(QByteArray(100'000, '[') + QByteArray(100'000, ']')));
        QVERIFY(!parseJsonObject("[]"));
        QVERIFY(!parseJsonArray("{}"));
    }

    void namedObjects()
    {
        QStringList seen;
        JsonReader r(QJsonObject{
            {u"n"_s,
             QJsonObject{{u"one"_s, QJsonObject{{u"x"_s, u"1"_s}}}, {u"two"_s, QJsonObject{{u"x"_s, 2}}}}}});
        r.objectMap("n"_L1, [&](const QString &name, JsonReader &item) {
            QString x;
            item.text("x"_L1, x);
            seen.append(name + x);
        });
        QCOMPARE(seen.first(), u"one1"_s);
        QVERIFY(r.error()->message.contains("n.two.x: text expected"_L1));
    }
};

QTEST_GUILESS_MAIN(tst_JsonReader)
#include "tst_jsonreader.moc"
