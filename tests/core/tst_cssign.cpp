// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/signer.h"

#include <QTest>

using namespace skep;
using namespace skep::cloud::cloudstack;
using namespace Qt::StringLiterals;

//! CloudStack's signature by published vectors, and its traps.
class tst_CsSign : public QObject
{
    Q_OBJECT

private slots:
    void signature_data()
    {
        QTest::addColumn<Parameters>("parameters");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char *name, Parameters parameters, const QByteArray &expected) {
            parameters.insert(u"apiKey"_s, u"foo"_s);
            parameters.insert(u"response"_s, u"json"_s);
            QTest::newRow(name) << parameters << QByteArray("bar") << expected;
        };
        const QString command = u"command"_s;
        const QString listing = u"listVirtualMachines"_s;
        row("plain", {{command, listing}, {u"listall"_s, u"true"_s}}, "B0d6hBsZTcFVCiioSxzwKA9Pke8=");
        row("accents", {{command, listing}, {u"listall"_s, u"1"_s}, {u"unicode_param"_s, u"éèààû"_s}},
            "gABU/KFJKD3FLAgKDuxQoryu4sA=");
        row("brackets and commas",
            {{command, listing},
             {u"foo"_s, u"foo,bar"_s},
             {u"bar[0].baz"_s, u"blah"_s},
             {u"bar[0].foo"_s, u"1000"_s},
             {u"bytes_param"_s, u"blah"_s}},
            "ImJ/5F0P2RDL7yn4LdLnGcEx5WE=");
        row("details",
            {{command, u"scaleVirtualMachine"_s},
             {u"id"_s, u"a"_s},
             {u"details[0].cpunumber"_s, u"1000"_s},
             {u"details[0].memory"_s, u"640k"_s}},
            "ZNl66z3gFhnsx2Eo3vvCIM0kAgI=");
        row("empty values", {{command, u"createNetwork"_s}, {u"name"_s, {}}, {u"display_text"_s, {}}},
            "CistTEiPt/4Rv1v4qSyILvPbhmg=");
        row("sent as a form", {{command, listing}, {u"blah"_s, u"brah"_s}}, "58VvLSaVUqHnG9DhXNOAiDFwBoA=");
        row("sorted before the case goes",
            {{command, listing},
             {u"pageSize"_s, u"10"_s},
             {u"page"_s, u"1"_s},
             {u"zoneId"_s, u"2"_s},
             {u"templateId"_s, u"3"_s},
             {u"temPlateidd"_s, u"4"_s}},
            "mMS7XALuGkCXk7kj5SywySku0Z0=");
        const Parameters own{{u"apikey"_s, u"EXAMPLEKEY"_s}, {u"response"_s, u"json"_s}};
        Parameters rule = own;
        rule.insert({{command, u"authorizeSecurityGroupIngress"_s},
                     {u"signatureversion"_s, u"3"_s},
                     {u"expires"_s, u"2030-01-01T00:00:00+0000"_s},
                     {u"securitygroupname"_s, u"consul"_s},
                     {u"protocol"_s, u"TCP"_s},
                     {u"startport"_s, u"8500"_s},
                     {u"endport"_s, u"8500"_s},
                     {u"usersecuritygrouplist[0].account"_s, u"me@example.org"_s},
                     {u"usersecuritygrouplist[0].group"_s, u"swarm"_s}});
        QTest::newRow("expiry") << rule << QByteArray("EXAMPLESECRET")
                                << QByteArray("dXe6cpwPhPDfERmHjDngRU3I1nw=");
        Parameters tags = own;
        tags.insert({{command, u"createTags"_s},
                     {u"resourceids"_s, u"5361a11b-615c-42bf-9bdb-e2c3790ada14"_s},
                     {u"resourcetype"_s, u"UserVM"_s},
                     {u"tags[0].key"_s, u"swarm cluster"_s},
                     {u"tags[0].value"_s, u"a+b ~ c*d/é"_s}});
        QTest::newRow("every trap") << tags << QByteArray("EXAMPLESECRET")
                                    << QByteArray("js0qXCmrz3vPxaL3p0/XY9c6D5I=");
    }
    void signature()
    {
        QFETCH(Parameters, parameters);
        QFETCH(QByteArray, secret);
        QTEST(cloud::cloudstack::signature(parameters, Secret(secret)), "signature");
    }

    void onlyTheseStayAsTheyAre()
    {
        for (char c = ' '; c < 0x7f; ++c) {
            const bool isPlain =
                QByteArray("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-*_").contains(c);
            const QByteArray expected =
                isPlain ? QByteArray(1, c).toLower() : '%' + QByteArray(1, c).toHex().toLower();
            QCOMPARE(signedText({{u"a"_s, QString(QLatin1Char(c))}}), "a=" + expected);
        }
    }

    void theFormIsEncodedToTheLastCharacter()
    {
        const QByteArray form = signedForm({{u"tags[0].key"_s, u"a+b/c=d"_s}}, Secret("bar"));
        QVERIFY2(form.startsWith("tags%5B0%5D.key=a%2Bb%2Fc%3Dd&signature="), form.constData());
        QVERIFY2(form.endsWith("%3D"), form.constData());
        QVERIFY(!form.contains('+'));
    }
};

QTEST_GUILESS_MAIN(tst_CsSign)
#include "tst_cssign.moc"
