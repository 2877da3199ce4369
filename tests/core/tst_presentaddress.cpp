// SPDX-License-Identifier: GPL-3.0-or-later
// What a service on the Internet may answer when it is asked for this computer's address.
#include "core/net/presentaddress.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;

class TestPresentAddress : public QObject
{
    Q_OBJECT

private slots:
    void answers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("address");
        using test::FakeHttpServer;
        QTest::newRow("an address") << FakeHttpServer::answer("203.0.113.7\n") << u"203.0.113.7"_s;
        QTest::newRow("of IPv6") << FakeHttpServer::answer("2a00:1450:4001:80b::200e")
                                 << u"2a00:1450:4001:80b::200e"_s;
        for (const char *wrong : {"", "<html>203.0.113.7</html>", "10.1.2.3", "192.168.1.1", "100.64.0.1",
                                  "127.0.0.1", "0.0.0.0", "203.0.113.7, 203.0.113.8", "203.0.113.0/24"})
            QTest::newRow(wrong) << FakeHttpServer::answer(wrong) << QString();
        QTest::newRow("refused") << FakeHttpServer::answer("203.0.113.7", "503 Busy") << QString();
        QTest::newRow("sent elsewhere")
            << FakeHttpServer::answer("203.0.113.7", "302 Found", "Location: /x\r\n") << QString();
        QTest::newRow("endless") << FakeHttpServer::answer(QByteArray(100000, '1')) << QString();
    }
    void answers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, address);
        test::FakeHttpServer server(
            [answer](QTcpSocket *socket, const test::SeenRequest &) { socket->write(answer); });
        QObject context;
        const auto asked = test::await(net::askPresentAddress(&context, server.url()));
        QCOMPARE(asked.value_or(QString()), address);
        QVERIFY(asked || !asked.error().message.isEmpty());
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(!server.requests().first().headers.contains("cookie"));
    }
};

QTEST_GUILESS_MAIN(TestPresentAddress)
#include "tst_presentaddress.moc"
