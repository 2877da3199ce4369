// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/signer.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace skep;
using namespace skep::cloud::exoscale;
using namespace Qt::StringLiterals;

//! The vectors of the vendor's client, of other people's clients, and of the reference signer.
class tst_ExoSign : public QObject
{
    Q_OBJECT

private slots:
    void signature_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<qint64>("expires");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QByteArray>("signature");

        const QString upstreamKey = u"EXOxxxxxxxxxxxxxxxxxxxxxxxx"_s;
        const QByteArray upstreamSecret(43, 'X');
        const QByteArray none;
        QTest::newRow("vendor, plain")
            << upstreamKey << upstreamSecret << qint64(3376684800) << QByteArray("GET") << u"/v2/zone"_s
            << none << none << QByteArray("Ntbq/p0HVmA3Zg1HHY+Lq1vjFGi7HeMrrgXDS5jRNlY=");
        QTest::newRow("vendor, query")
            << upstreamKey << upstreamSecret << qint64(3376684800) << QByteArray("GET")
            << u"/v2/zone?k1=v1&k2=v2"_s << none << QByteArray("k1;k2")
            << QByteArray("iqOBz13+44L5j0uJclE8hmUhQQcvtCSoPEOXYK6liqY=");
        QTest::newRow("swift client")
            << u"example-key"_s << QByteArray("example-secret") << qint64(1599140767) << QByteArray("POST")
            << u"/v2/security-group"_s << QByteArray(R"({"name":"my-security-group"})") << none
            << QByteArray("edcMQSdrqtsF1iT0nXKHkAXTaNHlcPm76hHXVOyKe6k=");
        QTest::newRow("repeated parameter")
            << u"EXOkey"_s << QByteArray("secret") << qint64(1700000000) << QByteArray("POST")
            << u"/v2/instance?zone=ch-gva-2&b=1&b=2&a=x"_s << QByteArray(R"({"name":"web"})")
            << QByteArray("a;zone") << QByteArray("f26V+GhlDn1DTBgT8octqEJVw37DxiKXlrq32x+ASBU=");

        const QString key = u"EXO0123456789abcdef01234567"_s;
        const QByteArray secret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
        const qint64 expires = 1893456000;
        const QString instance = u"/v2/instance/5361a11b-615c-42bf-9bdb-e2c3790ada14"_s;
        QTest::newRow("post") << key << secret << expires << QByteArray("POST") << u"/v2/ssh-key"_s
                              << QByteArray(R"({"name":"demo-key","public-key":"ssh-ed25519 AAAAC3Nz demo"})")
                              << none << QByteArray("C8d69hEOSv8EK6+koHLqd0YZEBzELPsrR9F4Qy5o08E=");
        QTest::newRow("get") << key << secret << expires << QByteArray("GET") << u"/v2/zone"_s << none << none
                             << QByteArray("KAhyLU42lm5LRwch2buutTpa/ZWRUmpUESqeQuOa0N4=");
        QTest::newRow("visibility") << key << secret << expires << QByteArray("GET")
                                    << u"/v2/template?visibility=public"_s << none << QByteArray("visibility")
                                    << QByteArray("wGXh/BtNxooMEv7/ZNLk+fejI0L1X+QPh0yzODGkars=");
        QTest::newRow("decoded values, sorted names")
            << key << secret << expires << QByteArray("GET")
            << u"/v2/instance?labels=swarmer-cluster%3Ademo&ip-address=192.0.2.10"_s << none
            << QByteArray("ip-address;labels") << QByteArray("Bcsql+5n8ZHJ+KsnqarIMRtA2347Ob8nRj4xAR3C8uE=");
        QTest::newRow("colon, body {}")
            << key << secret << expires << QByteArray("PUT") << QString(instance + u":start"_s)
            << QByteArray("{}") << none << QByteArray("PgfNMLWMkhIBnbIypc5X8nX8PTpEtelWJ3qPN0HvDsQ=");
        QTest::newRow("colon, no body")
            << key << secret << expires << QByteArray("PUT") << QString(instance + u":stop"_s) << none << none
            << QByteArray("Kd3Birf/KguEUij2vmFGphBYVXZOEC+5JW7yOCmCrhY=");
        QTest::newRow("delete") << key << secret << expires << QByteArray("DELETE") << instance << none
                                << none << QByteArray("m9MCGJoA1qCTiaukaoX9ugEPvw6HdC3VaTg6kBlub5c=");
    }
    void signature()
    {
        QFETCH(QString, key);
        QFETCH(QByteArray, secret);
        QFETCH(qint64, expires);
        QFETCH(QByteArray, method);
        QFETCH(QString, target);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, names);
        QFETCH(QByteArray, signature);
        const SignedRequest request{method, QUrl(u"https://api-ch-gva-2.exoscale.com"_s + target), body,
                                    expires};
        QByteArray wanted = "EXO2-HMAC-SHA256 credential=" + key.toUtf8();
        if (!names.isEmpty())
            wanted += ",signed-query-args=" + names;
        wanted += ",expires=" + QByteArray::number(expires) + ",signature=" + signature;
        QCOMPARE(authorization(request, key, Secret(secret)), wanted);
    }

    void messageIsOfFiveParts()
    {
        QCOMPARE(signedMessage({"POST", QUrl(u"http://h/v2/x?empty&b=%C3%A9%2B%20"_s), "{}", 7}),
                 QByteArray("POST /v2/x\n{}\n\xC3\xA9+ \n\n7"));
        QCOMPARE(signedMessage({"GET", QUrl(u"http://h:1/v2/a:b"_s), {}, 7}),
                 QByteArray("GET /v2/a:b\n\n\n\n7"));
    }

    //! Values with every printable character arrive in the signature as they are.
    void everyCharacterIsSignedAsMeant()
    {
        QString value;
        for (char16_t c = 0x20; c < 0x7f; ++c)
            value += QChar(c);
        value += u"é€𝄞"_s;
        QUrl url(u"http://h/v2/x"_s);
        url.setQuery(u"v="_s + QString::fromLatin1(QUrl::toPercentEncoding(value)), QUrl::StrictMode);
        QCOMPARE(signedMessage({"GET", url, {}, 1}), QByteArray("GET /v2/x\n\n" + value.toUtf8() + "\n\n1"));
    }
};

QTEST_GUILESS_MAIN(tst_ExoSign)
#include "tst_exosign.moc"
