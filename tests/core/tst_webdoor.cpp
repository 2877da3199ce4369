// SPDX-License-Identifier: GPL-3.0-or-later
// The door for a browser: who gets in, what goes through it, and what never does.
#include "core/net/webdoor.h"
#include "core/net/webrequest.h"
#include "tests/support/fakehttpserver.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::net;
using namespace skep::test;

class TestWebDoor : public QObject
{
    Q_OBJECT

private:
    struct Page
    {
        QByteArray host; //!< with the port
        QByteArray pass;
        quint16 port() const { return host.mid(host.indexOf(':') + 1).toUShort(); }
    };
    static Page read(const QByteArray &page)
    {
        static const QRegularExpression form(
            u"action=\"http://([0-9a-f]+\\.localhost:[0-9]+)/enter\".*value=\"([0-9a-f]+)\""_s);
        const auto match = form.match(QString::fromUtf8(page));
        return {match.captured(1).toLatin1(), match.captured(2).toLatin1()};
    }
    //! All that comes back; empty where nothing listens.
    static QByteArray talk(quint16 port, const QByteArray &bytes,
                           const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        QTcpSocket socket;
        socket.connectToHost(address, port);
        QByteArray got;
        connect(&socket, &QTcpSocket::readyRead, &socket, [&] { got += socket.readAll(); });
        connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(bytes); });
        QSignalSpy ended(&socket, &QTcpSocket::stateChanged);
        [&] { QTRY_VERIFY(!ended.empty() && socket.state() == QAbstractSocket::UnconnectedState); }();
        return got;
    }
    static QByteArray ask(const Page &page, const QByteArray &method, const QByteArray &target,
                          const QByteArray &headers, const QByteArray &body = {})
    {
        return talk(page.port(),
                    method + ' ' + target + " HTTP/1.1\r\nHost: " + page.host + "\r\n" + headers
                        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    static int status(const QByteArray &answer) { return answer.mid(9, 3).toInt(); }
    //! The header line of a browser that has entered.
    static QByteArray enter(const Page &page)
    {
        const QByteArray answer = ask(page, "POST", "/enter", "Origin: null\r\n", "pass=" + page.pass);
        static const QRegularExpression cookie(
            u"Set-Cookie: (skep=[0-9a-f]+); Path=/; HttpOnly; SameSite=Strict"_s);
        return "Cookie: " + cookie.match(QString::fromUtf8(answer)).captured(1).toLatin1() + "\r\n";
    }
    std::unique_ptr<WebDoor> door(std::chrono::milliseconds lifetime = std::chrono::hours(1))
    {
        return std::make_unique<WebDoor>(WebTarget{
            .server = QUrl(u"http://127.0.0.1:%1"_s.arg(m_far.port())),
            .proxy = QNetworkProxy(QNetworkProxy::NoProxy),
            .tokenHeader = "X-Consul-Token",
            .token = makeSecret("inner"),
            .start = u"/ui/"_s,
            .allows = [](const QByteArray &method,
                         const QByteArray &path) { return method == "GET" && !path.startsWith("/v1/acl"); },
            .lifetime = lifetime});
    }

    FakeHttpServer m_far{
        [](QTcpSocket *socket, const SeenRequest &) { socket->write(FakeHttpServer::answer("far")); }};

private slots:
    void readsRequests_data();
    void readsRequests();
    void takesBytesAsTheyCome();
    void letsOneBrowserIn();
    void refusesEverybodyElse_data();
    void refusesEverybodyElse();
    void putsItsOwnTokenInPlace();
    void changesNothing();
    void holdsBothAddresses();
    void endsWithItsTime();
};

void TestWebDoor::readsRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *name, const QByteArray &bytes, bool good) {
        QTest::newRow(name) << bytes << good;
    };
    row("plain", "GET /ui/ HTTP/1.1\r\nHost: a\r\n\r\n", true);
    row("query", "GET /v1/x?index=3 HTTP/1.1\r\nHost: a\r\n\r\n", true);
    row("body", "POST /x HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi", true);
    row("old", "GET / HTTP/1.0\r\n\r\n", false);
    row("absolute", "GET http://a/ HTTP/1.1\r\n\r\n", false);
    row("climbs", "GET /ui/../v1/acl/tokens HTTP/1.1\r\n\r\n", false);
    row("climbs encoded", "GET /ui/%2e%2e/v1/acl/tokens HTTP/1.1\r\n\r\n", false);
    row("double slash", "GET //v1/acl/tokens HTTP/1.1\r\n\r\n", false);
    row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", false);
    row("two lengths", "POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi", false);
    row("chunked", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", false);
    row("folded", "GET / HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n", false);
    row("negative", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", false);
    row("large", "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", false);
    row("smuggled", "GET / HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n", false);
    row("endless", QByteArray(40'000, 'a'), false);
    row("no name", "GET / HTTP/1.1\r\n: b\r\n\r\n", false);
}

void TestWebDoor::readsRequests()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, good);
    WebRequestReader reader;
    QCOMPARE(reader.feed(bytes), good ? WebRequestReader::State::Complete : WebRequestReader::State::Bad);
}

void TestWebDoor::takesBytesAsTheyCome()
{
    const QByteArray bytes = "POST /x?a=b HTTP/1.1\r\nCookie: x=1; skep=abc\r\nContent-Length: 3\r\n\r\nabc";
    WebRequestReader reader;
    for (qsizetype i = 0; i < bytes.size() - 1; ++i)
        QCOMPARE(reader.feed(bytes.mid(i, 1)), WebRequestReader::State::Reading);
    QCOMPARE(reader.feed(bytes.right(1)), WebRequestReader::State::Complete);
    QCOMPARE(reader.request().path, "/x");
    QCOMPARE(reader.request().query, "a=b");
    QCOMPARE(reader.request().body, "abc");
    QCOMPARE(reader.request().cookie("skep"), "abc");
    QVERIFY(reader.request().cookie("kep").isNull());
}

void TestWebDoor::letsOneBrowserIn()
{
    const auto open = door();
    QSignalSpy entered(open.get(), &WebDoor::entered);
    const Page page = read(open->open().value());
    QVERIFY(!page.host.isEmpty() && page.pass.size() == 64);
    const QByteArray cookie = enter(page);
    QVERIFY(cookie.size() > 64);
    QCOMPARE(entered.size(), 1);
    const QByteArray start = ask(page, "GET", "/", cookie);
    QVERIFY(start.contains("url=/ui/"));
    const QByteArray answer = ask(page, "GET", "/ui/app.js?v=1", cookie + "Sec-Fetch-Site: same-origin\r\n");
    QCOMPARE(status(answer), 200);
    QVERIFY(answer.contains("Cache-Control: no-store"));
    QVERIFY(answer.contains("frame-ancestors 'none'"));
    QCOMPARE(m_far.requests().last().path, "/ui/app.js?v=1");
    // The pass was good once.
    QCOMPARE(status(ask(page, "POST", "/enter", "Origin: null\r\n", "pass=" + page.pass)), 403);
    QCOMPARE(entered.size(), 1);
}

void TestWebDoor::refusesEverybodyElse_data()
{
    QTest::addColumn<QByteArray>("host"); // empty: the right one
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("hasCookie");
    QTest::addColumn<int>("answer");
    QTest::newRow("no cookie") << QByteArray() << QByteArray() << false << 403;
    QTest::newRow("wrong cookie") << QByteArray()
                                  << QByteArray("Cookie: skep=" + QByteArray(64, '0') + "\r\n") << false
                                  << 403;
    QTest::newRow("empty cookie") << QByteArray() << QByteArray("Cookie: skep=\r\n") << false << 403;
    QTest::newRow("by address") << QByteArray("127.0.0.1") << QByteArray() << true << 421;
    QTest::newRow("rebound name") << QByteArray("evil.example") << QByteArray() << true << 421;
    QTest::newRow("other origin") << QByteArray() << QByteArray("Origin: http://evil.example\r\n") << true
                                  << 403;
    QTest::newRow("null origin") << QByteArray() << QByteArray("Origin: null\r\n") << true << 403;
    QTest::newRow("cross site") << QByteArray() << QByteArray("Sec-Fetch-Site: cross-site\r\n") << true
                                << 403;
    QTest::newRow("same site") << QByteArray() << QByteArray("Sec-Fetch-Site: same-site\r\n") << true << 403;
}

void TestWebDoor::refusesEverybodyElse()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, headers);
    QFETCH(const bool, hasCookie);
    QFETCH(const int, answer);
    const auto open = door();
    Page page = read(open->open().value());
    const QByteArray cookie = enter(page);
    const auto before = m_far.requests().size();
    if (!host.isEmpty())
        page.host = host + page.host.mid(page.host.indexOf(':'));
    const QByteArray got = ask(page, "GET", "/ui/", headers + (hasCookie ? cookie : QByteArray()));
    QCOMPARE(status(got), answer);
    QVERIFY(!got.contains("skep="));
    QCOMPARE(m_far.requests().size(), before);
}

void TestWebDoor::putsItsOwnTokenInPlace()
{
    const auto open = door();
    const Page page = read(open->open().value());
    const QByteArray cookie = enter(page);
    const QByteArray got = ask(page, "GET", "/v1/health?token=outer&index=4",
                               cookie + "X-Consul-Token: outer\r\nAuthorization: Bearer outer\r\n");
    QCOMPARE(status(got), 200);
    const auto seen = m_far.requests().last();
    QCOMPARE(seen.path, "/v1/health?index=4");
    QCOMPARE(seen.headers.value("x-consul-token"), "inner");
    QVERIFY(!seen.headers.contains("authorization"));
    QVERIFY(!seen.headers.contains("cookie"));
    QVERIFY(!got.contains("inner"));
}

void TestWebDoor::changesNothing()
{
    const auto open = door();
    const Page page = read(open->open().value());
    const QByteArray cookie = enter(page);
    const auto before = m_far.requests().size();
    QCOMPARE(status(ask(page, "PUT", "/v1/kv/a", cookie, "x")), 403);
    QCOMPARE(status(ask(page, "DELETE", "/v1/kv/a", cookie)), 403);
    QCOMPARE(status(ask(page, "GET", "/v1/acl/token/self", cookie)), 403);
    QCOMPARE(status(ask(page, "GET", "/ui/%2e%2e/v1/acl/tokens", cookie)), 400);
    QCOMPARE(m_far.requests().size(), before);
}

// A browser may try ::1 first for such a name, so nobody else may listen there.
void TestWebDoor::holdsBothAddresses()
{
    const auto open = door();
    const Page page = read(open->open().value());
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6))
        return; // without IPv6 there is nothing to hold
    QTcpServer taker;
    QVERIFY(!taker.listen(QHostAddress::LocalHostIPv6, page.port()));
    QVERIFY(talk(page.port(), "GET / HTTP/1.1\r\n\r\n", QHostAddress(QHostAddress::LocalHostIPv6))
                .contains("421"));
}

void TestWebDoor::endsWithItsTime()
{
    const auto open = door(std::chrono::milliseconds(300));
    QSignalSpy closed(open.get(), &WebDoor::closed);
    const Page page = read(open->open().value());
    const QByteArray cookie = enter(page);
    QCOMPARE(status(ask(page, "GET", "/ui/", cookie)), 200);
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(ask(page, "GET", "/ui/", cookie).isEmpty());
}

QTEST_GUILESS_MAIN(TestWebDoor)
#include "tst_webdoor.moc"
