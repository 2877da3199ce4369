// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/client.h"
#include "core/net/gateway.h"
#include "core/net/httpendpoint.h"
#include "core/net/sockshandshake.h"
#include "core/ssh/connection.h"
#include "tests/support/fakehttpserver.h"
#include "tests/support/sshdfixture.h"

#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::net;
using namespace skep::test;
using namespace std::chrono_literals;

//! The far server: counts and answers; big bodies on /big, an endless stream on /stream.
static void answerRequest(QTcpSocket *socket, const SeenRequest &request)
{
    if (request.path == "/stream") {
        socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ntick\n\r\n");
        auto *timer = new QTimer(socket);
        QObject::connect(timer, &QTimer::timeout, socket, [socket] { socket->write("5\r\ntick\n\r\n"); });
        timer->start(50ms);
    } else {
        socket->write(FakeHttpServer::answer(request.path == "/big" ? QByteArray(20'000'000, 'b')
                                                                    : request.path + request.body));
    }
}

class tst_Gateway : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd;
    std::unique_ptr<ssh::Connection> m_connection;
    std::unique_ptr<Gateway> m_gateway;
    std::unique_ptr<FakeHttpServer> m_far;

    using Outcome = std::optional<Result<HttpResponse>>;
    Outcome ask(HttpEndpoint &endpoint, const HttpRequest &request)
    {
        Outcome outcome;
        onResult(endpoint.send(request), this, [&](Result<HttpResponse> r) { outcome = std::move(r); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(outcome, 20'000); }();
        return outcome;
    }
    static QByteArray whyNot(const Outcome &outcome)
    {
        if (!outcome)
            return "no result";
        return *outcome ? QByteArray("good")
                        : (outcome->error().message + u" | "_s + outcome->error().detail).toUtf8();
    }
    QUrl url(const QString &path = u"/"_s) const
    {
        QUrl url = Gateway::portUrl(u"n1"_s, m_far->port());
        url.setPath(path);
        return url;
    }
    //! What the gateway answers to these raw bytes until it closes, or \p expect bytes.
    QByteArray talk(const QByteArray &bytes, qsizetype expect = 1000)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_gateway->proxy().port());
        QByteArray got;
        connect(&socket, &QTcpSocket::readyRead, this, [&] { got += socket.readAll(); });
        connect(&socket, &QTcpSocket::connected, this, [&] { socket.write(bytes); });
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(
                got.size() >= expect
                    || (socket.state() == QAbstractSocket::UnconnectedState && socket.error() != -1),
                8000);
        }();
        return got;
    }
    QByteArray login() const
    {
        const auto proxy = m_gateway->proxy();
        const auto text = [](const QString &s) -> QByteArray {
            return QByteArray(1, static_cast<char>(s.size())) + s.toLatin1();
        };
        return "\x05\x01\x02\x01" + text(proxy.user()) + text(proxy.password());
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_sshd.start(), m_sshd.log().constData());
        m_connection = std::make_unique<ssh::Connection>(m_sshd.target());
        std::optional<Result<>> opened;
        onResult(m_connection->open(), this, [&](Result<> r) { opened = r; });
        QTRY_VERIFY(opened);
        QVERIFY(*opened);
    }
    void cleanupTestCase()
    {
        m_connection.reset();
        m_sshd.stop();
    }
    void init()
    {
        m_far = std::make_unique<FakeHttpServer>(answerRequest);
        m_gateway = std::make_unique<Gateway>();
        QVERIFY(m_gateway->listen());
        m_gateway->addNode(u"n1"_s, m_connection.get());
    }
    void cleanup() { m_gateway.reset(); }

    void namesAreUrls()
    {
        QCOMPARE(Gateway::engineUrl(u"n1"_s), QUrl(u"http://engine.n1.skep"_s));
        QCOMPARE(Gateway::consulUrl(u"n1"_s), QUrl(u"http://consul.n1.skep:8500"_s));
        QCOMPARE(Gateway::portUrl(u"n1"_s, 80), QUrl(u"http://port.n1.skep:80"_s));
    }

    void requestsReachThePortOfTheNode()
    {
        HttpEndpoint endpoint(m_gateway->proxy());
        for (int i = 0; i < 5; ++i) {
            const auto outcome = ask(endpoint, {.method = "POST", .url = url(u"/x"_s), .body = "12"});
            QVERIFY2(outcome && *outcome, whyNot(outcome).constData());
            QCOMPARE((*outcome)->body, QByteArray("/x12"));
        }
        QCOMPARE(m_far->connections(), 1); // kept alive through the gateway
    }

    void manyAtOnceAndAStream()
    {
        HttpEndpoint endpoint(m_gateway->proxy());
        auto *stream = endpoint.stream({.url = url(u"/stream"_s)}, &endpoint);
        QSignalSpy lines(stream, &HttpStream::lineReceived);
        int good = 0;
        for (int i = 0; i < 3; ++i) {
            onResult(endpoint.send({.url = url(u"/big"_s)}), this, [&](const Result<HttpResponse> &r) {
                good += r && r->body == QByteArray(20'000'000, 'b');
            });
        }
        for (int i = 0; i < 30; ++i)
            onResult(endpoint.send({.url = url(u"/small"_s)}), this,
                     [&](const Result<HttpResponse> &r) { good += r && r->body == "/small"; });
        QTRY_COMPARE_WITH_TIMEOUT(good, 33, 30'000);
        QTRY_VERIFY(lines.size() > 3);
        delete stream;
        QTRY_VERIFY(m_far->open() <= 6);
    }

    void fortyEndpointsAtOnce()
    {
        std::vector<std::unique_ptr<HttpEndpoint>> endpoints;
        int good = 0;
        for (int i = 0; i < 40; ++i) {
            endpoints.push_back(std::make_unique<HttpEndpoint>(m_gateway->proxy()));
            onResult(endpoints.back()->send({.url = url(u"/each"_s)}), this,
                     [&](const Result<HttpResponse> &r) { good += r && r->body == "/each"; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(good, 40, 30'000);
        QCOMPARE(m_far->connections(), 40);
    }

    void aClosedStreamEndsAtTheFarSide()
    {
        HttpEndpoint endpoint(m_gateway->proxy());
        auto *stream = endpoint.stream({.url = url(u"/stream"_s)}, &endpoint);
        QSignalSpy lines(stream, &HttpStream::lineReceived);
        QTRY_VERIFY(lines.size() > 0);
        QCOMPARE(m_far->open(), 1);
        delete stream;
        QTRY_COMPARE(m_far->open(), 0);
    }

    void theEngineIsAUnixSocketOfTheNode()
    {
        // engine.<node>.skep has a fixed path on the node; the channel itself is tried with a path of the
        // test.
        QLocalServer far;
        QVERIFY(far.listen(m_sshd.folder() + u"/far.sock"_s));
        connect(&far, &QLocalServer::newConnection, this, [&] {
            auto *socket = far.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, socket,
                    [socket] { socket->write("echo " + socket->readAll()); });
        });
        QTcpServer near;
        QVERIFY(near.listen(QHostAddress::LocalHost));
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, near.serverPort());
        QTRY_VERIFY(near.hasPendingConnections());
        std::optional<Result<>> opened;
        m_connection->forwardUnix(near.nextPendingConnection(), far.serverName(),
                                  [&](const Result<> &r) { opened = r; });
        QTRY_VERIFY(opened);
        QVERIFY(*opened);
        client.write("hello");
        QTRY_COMPARE(client.peek(100), QByteArray("echo hello"));
        client.disconnectFromHost();
        QTRY_VERIFY(client.state() == QAbstractSocket::UnconnectedState);
    }

    void aLocalEngineIsOneMoreName()
    {
        QLocalServer engine;
        QVERIFY(engine.listen(m_sshd.folder() + u"/engine.sock"_s));
        const QByteArray body(5'000'000, 'e');
        connect(&engine, &QLocalServer::newConnection, this, [&] {
            auto *socket = engine.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, socket, [socket, body] {
                if (socket->readAll().endsWith("\r\n\r\n"))
                    socket->write(FakeHttpServer::answer(body));
            });
        });
        m_gateway->addUnixSocket(u"local"_s, engine.fullServerName());
        HttpEndpoint endpoint(m_gateway->proxy());
        for (int i = 0; i < 2; ++i) {
            const auto outcome = ask(endpoint, {.url = Gateway::engineUrl(u"local"_s)});
            QVERIFY2(outcome && *outcome, whyNot(outcome).constData());
            QVERIFY((*outcome)->body == body);
        }
        m_gateway->addUnixSocket(u"gone"_s, m_sshd.folder() + u"/nothing.sock"_s);
        QCOMPARE(ask(endpoint, {.url = Gateway::engineUrl(u"gone"_s)})->error().code, ErrorCode::Network);
        QVERIFY(!*ask(endpoint, {.url = Gateway::portUrl(u"local"_s, m_far->port())}));
    }

    void aPortWhereNothingListensIsRefused()
    {
        const quint16 port = m_far->port();
        m_far.reset();
        HttpEndpoint endpoint(m_gateway->proxy());
        const auto outcome = ask(endpoint, {.url = Gateway::portUrl(u"n1"_s, port)});
        QCOMPARE(outcome->error().code, ErrorCode::Network);
        QVERIFY2(outcome->error().message.contains(u"n1"_s), qPrintable(outcome->error().message));
    }

    void anEngineThatSshdRefusesIsToldAtOnce()
    {
        SshdFixture strict;
        QVERIFY2(strict.start({u"AllowStreamLocalForwarding no"_s}), strict.log().constData());
        ssh::Connection connection(strict.target());
        std::optional<Result<>> opened;
        onResult(connection.open(), this, [&](Result<> r) { opened = r; });
        QTRY_VERIFY(opened && *opened);
        m_gateway->addNode(u"n4"_s, &connection);
        HttpEndpoint endpoint(m_gateway->proxy());
        docker::Client engine(&endpoint, Gateway::engineUrl(u"n4"_s));
        for (int i = 0; i < 10; ++i) { // more than the six connections that a manager may hold
            std::optional<Result<>> answer;
            onResult(engine.ping(), this, [&](Result<> r) { answer = std::move(r); });
            QVERIFY2(QTest::qWaitFor([&] { return answer.has_value(); }, 1000), "a refusal took a second");
            QCOMPARE(answer->error().code, ErrorCode::Network);
        }
        strict.stop();
    }

    void anEngineWhoseChannelStaysUnansweredTimesOut()
    {
        SshdFixture silent;
        QVERIFY2(silent.start(), silent.log().constData());
        ssh::Connection connection(silent.target());
        std::optional<Result<>> opened;
        onResult(connection.open(), this, [&](Result<> r) { opened = r; });
        QTRY_VERIFY(opened && *opened);
        m_gateway->addNode(u"n5"_s, &connection);
        QVERIFY(silent.freezeConnections() > 0);
        HttpEndpoint endpoint(m_gateway->proxy());
        docker::Client engine(&endpoint, Gateway::engineUrl(u"n5"_s));
        std::optional<Result<>> answer;
        onResult(engine.ping(), this, [&](Result<> r) { answer = std::move(r); });
        QVERIFY2(QTest::qWaitFor([&] { return answer.has_value(); }, 8000), "no deadline ended it");
        QCOMPARE(answer->error().code, ErrorCode::Timeout);
        silent.stop();
    }

    void unknownNodesAndOtherNamesAreRefused_data()
    {
        QTest::addColumn<QString>("address");
        for (const char *name :
             {"http://engine.n2.skep/", "http://127.0.0.1:%1/", "http://localhost:%1/", "http://[::1]:%1/",
              "http://n1.skep:%1/", "http://a.b.n1.skep:%1/", "http://example.org:%1/"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void unknownNodesAndOtherNamesAreRefused()
    {
        QFETCH(QString, address);
        if (address.contains(u"%1"_s))
            address = address.arg(m_far->port());
        HttpEndpoint endpoint(m_gateway->proxy());
        const auto outcome = ask(endpoint, {.url = QUrl(address)});
        QVERIFY(outcome && !*outcome);
        QCOMPARE(m_far->requests().size(), 0);
    }

    void aRemovedNodeIsRefused()
    {
        m_gateway->removeNode(u"n1"_s);
        HttpEndpoint endpoint(m_gateway->proxy());
        QVERIFY(!*ask(endpoint, {.url = url()}));
        QCOMPARE(m_far->requests().size(), 0);
    }

    void withoutThePasswordNothingPasses()
    {
        auto proxy = m_gateway->proxy();
        QCOMPARE(proxy.password().size(), 64);
        proxy.setPassword(QString(64, u'0'));
        HttpEndpoint wrong(proxy);
        QVERIFY(!*ask(wrong, {.url = url()}));
        HttpEndpoint none(QNetworkProxy(QNetworkProxy::Socks5Proxy, u"127.0.0.1"_s, proxy.port()));
        QVERIFY(!*ask(none, {.url = url()}));
        QCOMPARE(m_far->requests().size(), 0);
        Gateway other;
        QVERIFY(other.listen());
        QVERIFY(other.proxy().password() != m_gateway->proxy().password());
    }

    void rawHandshakes()
    {
        QCOMPARE(talk("GET / HTTP/1.1\r\n\r\n"), QByteArray());
        QCOMPARE(talk(QByteArray("\x04\x01", 2)), QByteArray());
        QCOMPARE(talk(QByteArray("\x05\x01\x00", 3)), QByteArray("\x05\xff"));
        QCOMPARE(talk(QByteArray("\x05\x01\x02\x01\x01u\x01p", 8)), QByteArray("\x05\x02\x01\x01"));
        QCOMPARE(talk(login() + QByteArray("\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x16", 10)).mid(4, 2),
                 QByteArray("\x05\x02"));
        QCOMPARE(talk(login() + QByteArray("\x05\x02\x00\x03\x01x\x00\x16", 8)).mid(4, 2),
                 QByteArray("\x05\x07"));
    }

    void aSilentClientIsClosedAfterTheLimit()
    {
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(talk(QByteArray("\x05", 1)), QByteArray());
        QVERIFY2(clock.elapsed() > 4000 && clock.elapsed() < 7500,
                 qPrintable(QString::number(clock.elapsed())));
    }

    void theHandshakeTakesAnyPieces()
    {
        const QByteArray whole = QByteArray("\x05\x02\x00\x02\x01\x01u\x01p\x05\x01\x00\x03\x09"
                                            "a.n1.skep\x1f\x90",
                                            25);
        for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
            SocksHandshake handshake("u", "p");
            QByteArray out = handshake.feed(whole.left(cut));
            out += handshake.feed(whole.mid(cut));
            QCOMPARE(handshake.state(), SocksHandshake::State::Asked);
            QCOMPARE(handshake.host(), u"a.n1.skep"_s);
            QCOMPARE(handshake.port(), 8080);
            QCOMPARE(out, QByteArray("\x05\x02\x01\x00", 4));
        }
        SocksHandshake early("u", "p");
        early.feed(whole + "GET");
        QCOMPARE(early.state(), SocksHandshake::State::Failed);
    }

    void anEndedConnectionEndsItsForwards()
    {
        auto connection = std::make_unique<ssh::Connection>(m_sshd.target());
        std::optional<Result<>> opened;
        onResult(connection->open(), this, [&](Result<> r) { opened = r; });
        QTRY_VERIFY(opened);
        m_gateway->addNode(u"n3"_s, connection.get());
        HttpEndpoint endpoint(m_gateway->proxy());
        QUrl streamUrl = Gateway::portUrl(u"n3"_s, m_far->port());
        streamUrl.setPath(u"/stream"_s);
        auto *stream = endpoint.stream({.url = streamUrl}, &endpoint);
        QSignalSpy lines(stream, &HttpStream::lineReceived);
        QSignalSpy ended(stream, &HttpStream::ended);
        QTRY_VERIFY(lines.size() > 0);
        connection.reset();
        QTRY_COMPARE(ended.size(), 1);
        QTRY_COMPARE(m_far->open(), 0);
        QVERIFY(!*ask(endpoint, {.url = streamUrl}));
    }

    void throughput()
    {
        HttpEndpoint endpoint(m_gateway->proxy());
        const auto measure = [&](const QString &path, int times) {
            QElapsedTimer clock;
            clock.start();
            int good = 0;
            QEventLoop loop; // QTRY_ would look every 50 ms only
            const std::function<void()> next = [&] {
                onResult(endpoint.send({.url = url(path)}), this, [&](const Result<HttpResponse> &r) {
                    good += r.has_value();
                    r &&good < times ? next() : loop.quit();
                });
            };
            next();
            loop.exec();
            [&] { QCOMPARE(good, times); }();
            return static_cast<double>(clock.elapsed());
        };
        qInfo("through the gateway: %.0f MB/s", 100.0 / (measure(u"/big"_s, 5) / 1000.0));
        qInfo("small requests, one after the other: %.2f ms each", measure(u"/small"_s, 200) / 200.0);
    }
};

QTEST_GUILESS_MAIN(tst_Gateway)
#include "tst_gateway.moc"
