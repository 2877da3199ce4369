// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpendpoint.h"
#include "tests/support/fakehttpserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::net;
using namespace skep::test;
using namespace std::chrono_literals;

using Outcome = std::optional<Result<HttpResponse>>;

class tst_HttpEndpoint : public QObject
{
    Q_OBJECT

private:
    Outcome ask(HttpEndpoint &endpoint, const HttpRequest &request)
    {
        Outcome outcome;
        onResult(endpoint.send(request), this, [&](Result<HttpResponse> r) { outcome = std::move(r); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(outcome, 15'000); }();
        return outcome;
    }
    //! One request to a server that answers with \p bytes and then, if wanted, closes.
    Outcome askFor(const QByteArray &bytes, bool close = false, HttpRequest request = {})
    {
        FakeHttpServer server([&](QTcpSocket *socket, const SeenRequest &) {
            socket->write(bytes);
            if (close)
                socket->disconnectFromHost();
        });
        request.url = server.url();
        HttpEndpoint endpoint;
        return ask(endpoint, request);
    }

    //! QVERIFY2 evaluates its text in any case.
    static QByteArray whyNot(const Outcome &outcome)
    {
        return *outcome ? QByteArray() : (outcome->error().message + u' ' + outcome->error().detail).toUtf8();
    }

private slots:
    void plainAnswer()
    {
        FakeHttpServer server([](QTcpSocket *socket, const SeenRequest &) {
            socket->write(FakeHttpServer::answer("{}", "200 OK", "X-Consul-Index: 7\r\nSet-Cookie: a=b\r\n"));
        });
        HttpEndpoint endpoint;
        for (int i = 0; i < 3; ++i) {
            const auto outcome =
                ask(endpoint, {.url = server.url(u"/v1/x?y=%2F"_s), .headers = {{"X-Token", "t"}}});
            QVERIFY2(*outcome, whyNot(outcome).constData());
            QCOMPARE((*outcome)->status, 200);
            QCOMPARE((*outcome)->body, QByteArray("{}"));
            QCOMPARE((*outcome)->headers.value("x-consul-index"), QByteArray("7"));
        }
        QCOMPARE(server.connections(), 1);
        const auto &seen = server.requests().last();
        QCOMPARE(seen.path, QByteArray("/v1/x?y=%2F"));
        QCOMPARE(seen.headers.value("x-token"), QByteArray("t"));
        QCOMPARE(seen.headers.value("accept-encoding"), QByteArray("identity"));
        QVERIFY(seen.headers.value("user-agent").startsWith("skep/"));
        QVERIFY(!seen.headers.contains("cookie"));
    }

    void bodiesAreSentAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("post") << QByteArray("POST") << QByteArray("{\"a\": 1}\n");
        QTest::newRow("large put") << QByteArray("PUT") << QByteArray(3'000'000, 'x');
        QTest::newRow("empty post") << QByteArray("POST") << QByteArray();
        QTest::newRow("delete") << QByteArray("DELETE") << QByteArray();
    }
    void bodiesAreSentAsTheyAre()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        FakeHttpServer server([](QTcpSocket *socket, const SeenRequest &) {
            socket->write(FakeHttpServer::answer({}, "201 Created"));
        });
        HttpEndpoint endpoint;
        const auto outcome = ask(endpoint, {.method = method, .url = server.url(), .body = body});
        QVERIFY2(*outcome, whyNot(outcome).constData());
        QCOMPARE((*outcome)->status, 201);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(server.requests().first().method, method);
        QVERIFY(server.requests().first().body == body);
    }

    void statusesAreAnswers_data()
    {
        QTest::addColumn<QByteArray>("status");
        for (const char *status : {"204 No Content", "400 Bad", "401 Who", "403 No", "404 None", "405 Not so",
                                   "409 Twice", "418 Tea", "429 Slow", "500 Oops", "501 Cannot", "503 Busy"})
            QTest::newRow(status) << QByteArray(status);
    }
    void statusesAreAnswers()
    {
        QFETCH(QByteArray, status);
        const bool empty = status.startsWith("204");
        const auto outcome =
            askFor(empty ? "HTTP/1.1 204 No Content\r\n\r\n"
                         : FakeHttpServer::answer("why", status, "WWW-Authenticate: Basic\r\n"));
        QVERIFY2(*outcome, whyNot(outcome).constData());
        QCOMPARE((*outcome)->status, status.left(3).toInt());
        QCOMPARE((*outcome)->body, QByteArray(empty ? "" : "why"));
    }

    void chunkedAndHead()
    {
        const auto chunked =
            askFor("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        QVERIFY2(*chunked, whyNot(chunked).constData());
        QCOMPARE((*chunked)->body, QByteArray("abcde"));
        const auto head = askFor("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", false, {.method = "HEAD"});
        QVERIFY2(*head, whyNot(head).constData());
        QCOMPARE((*head)->status, 200);
    }

    void brokenAnswers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, const QByteArray &bytes, ErrorCode code) {
            QTest::newRow(name) << bytes << code;
        };
        row("nothing", "", ErrorCode::Network);
        row("cut head", "HTTP/1.1 200 OK\r\nContent-Le", ErrorCode::Network);
        row("cut body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\"", ErrorCode::Network);
        row("cut body of 500", "HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\n{\"a\"", ErrorCode::Network);
        row("cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", ErrorCode::Network);
        row("no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            ErrorCode::Network);
        row("no length", "HTTP/1.1 200 OK\r\n\r\n{}", ErrorCode::Protocol);
        row("no length, http/1.0", "HTTP/1.0 200 OK\r\n\r\n{}", ErrorCode::Protocol);
        row("gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx",
            ErrorCode::Protocol);
        for (const char *status : {"301", "302", "303", "307", "308"})
            row(status,
                "HTTP/1.1 " + QByteArray(status)
                    + " Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
                ErrorCode::Protocol);
        row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n", ErrorCode::Network);
    }
    void brokenAnswers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const auto outcome = askFor(bytes, true);
        QVERIFY(!*outcome);
        QVERIFY2(outcome->error().code == code,
                 qPrintable(u"%1 %2 %3"_s.arg(int(outcome->error().code))
                                .arg(outcome->error().message, outcome->error().detail)));
        QVERIFY(!outcome->error().message.isEmpty());
        QVERIFY2(outcome->error().message.contains(u"127.0.0.1"_s), qPrintable(outcome->error().message));
    }

    //! Qt sends a request again when the connection breaks: a creating call must reach the server once.
    void aLostAnswerIsNeverAskedForAgain_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("reused");
        for (const bool reused : {false, true}) {
            QTest::addRow("post%s", reused ? ", reused" : "")
                << QByteArray("POST") << QByteArray("{}") << reused;
            QTest::addRow("empty post%s", reused ? ", reused" : "")
                << QByteArray("POST") << QByteArray() << reused;
            QTest::addRow("put%s", reused ? ", reused" : "")
                << QByteArray("PUT") << QByteArray("{}") << reused;
            QTest::addRow("delete%s", reused ? ", reused" : "")
                << QByteArray("DELETE") << QByteArray() << reused;
        }
    }
    void aLostAnswerIsNeverAskedForAgain()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        QFETCH(bool, reused);
        FakeHttpServer server([](QTcpSocket *socket, const SeenRequest &request) {
            if (request.method == "GET")
                socket->write(FakeHttpServer::answer("{}"));
            else
                socket->disconnectFromHost();
        });
        HttpEndpoint endpoint;
        if (reused)
            QVERIFY(*ask(endpoint, {.url = server.url()}));
        const auto outcome = ask(endpoint, {.method = method, .url = server.url(), .body = body});
        QVERIFY(!*outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Network);
        QVERIFY(outcome->error().retryable);
        QTest::qWait(50);
        QCOMPARE(server.requests().size(), reused ? 2 : 1);
    }

    void tooLargeIsAnErrorAndNotCut()
    {
        const auto announced =
            askFor(FakeHttpServer::answer(QByteArray(2000, 'x')), false, {.maxBody = 1000});
        QVERIFY(!*announced);
        QCOMPARE(announced->error().code, ErrorCode::Protocol);
        const auto chunked = askFor("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n"
                                        + QByteArray(2000, 'x') + "\r\n0\r\n\r\n",
                                    false, {.maxBody = 1000});
        QVERIFY(!*chunked);
        QCOMPARE(chunked->error().code, ErrorCode::Protocol);
        QVERIFY(*askFor(FakeHttpServer::answer(QByteArray(1000, 'x')), false, {.maxBody = 1000}));
    }

    void silenceEndsByTheIdleDeadline()
    {
        QElapsedTimer clock;
        clock.start();
        const auto outcome =
            askFor("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab", false, {.idleTimeout = 200ms});
        QVERIFY(!*outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Timeout);
        QVERIFY(outcome->error().retryable);
        QVERIFY(clock.elapsed() < 5'000);
    }

    void aSlowDripEndsByTheTotalDeadline()
    {
        QTimer drip;
        FakeHttpServer server([&](QTcpSocket *socket, const SeenRequest &) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            connect(&drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
            drip.start(50ms);
        });
        HttpEndpoint endpoint;
        const auto outcome =
            ask(endpoint, {.url = server.url(), .idleTimeout = 400ms, .totalTimeout = 800ms});
        QVERIFY(!*outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Timeout);
        QTRY_COMPARE(server.open(), 0);
    }

    void endlessHeadersDoNotBlindTheNextRequestNorBlockTheWindow()
    {
        QTimer flood;
        FakeHttpServer server([&](QTcpSocket *socket, const SeenRequest &request) {
            if (request.path == "/good")
                return void(socket->write(FakeHttpServer::answer("ok")));
            socket->write("HTTP/1.1 200 OK\r\n");
            connect(&flood, &QTimer::timeout, socket, [socket] {
                if (socket->bytesToWrite() < 1'000'000)
                    socket->write(
                        QByteArray("X-Header: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").repeated(5000));
            });
            flood.start(0ms);
        });
        HttpEndpoint endpoint;
        QElapsedTimer sinceBeat;
        qint64 longestGap = 0;
        QTimer beat; // what a window would feel
        connect(&beat, &QTimer::timeout, this,
                [&] { longestGap = std::max(longestGap, sinceBeat.restart()); });
        sinceBeat.start();
        beat.start(10ms);
        const auto bad =
            ask(endpoint, {.url = server.url(u"/bad"_s), .idleTimeout = 700ms, .totalTimeout = 1s});
        QVERIFY(!*bad);
        QElapsedTimer clock;
        clock.start();
        const auto good = ask(endpoint, {.url = server.url(u"/good"_s), .idleTimeout = 2s});
        QVERIFY2(*good, whyNot(good).constData());
        QVERIFY2(clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
        QTest::qWait(300);
        QVERIFY2(longestGap < 1000, qPrintable(QString::number(longestGap)));
    }

    void refusedAndUnknownNames()
    {
        quint16 port = 0;
        {
            FakeHttpServer gone([](QTcpSocket *, const SeenRequest &) {});
            port = gone.port();
        }
        HttpEndpoint endpoint;
        const auto refused = ask(endpoint, {.url = QUrl(u"http://127.0.0.1:%1/"_s.arg(port))});
        QCOMPARE(refused->error().code, ErrorCode::Network);
        QVERIFY(refused->error().retryable);
        for (const QString &bad : {u"file:///etc/passwd"_s, u"http://user:pass@127.0.0.1/"_s, u"ftp://x/"_s,
                                   u"http://"_s, QString()})
            QCOMPARE(ask(endpoint, {.url = QUrl(bad)})->error().code, ErrorCode::Config);
    }

    void cancelEndsTheRequest()
    {
        FakeHttpServer server([](QTcpSocket *, const SeenRequest &) {});
        HttpEndpoint endpoint;
        auto future = endpoint.send({.url = server.url()});
        Outcome outcome;
        onResult(future, this, [&](Result<HttpResponse> r) { outcome = std::move(r); });
        QTRY_COMPARE(server.requests().size(), 1);
        future.cancel();
        QTRY_VERIFY(outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Cancelled);
        QTRY_COMPARE(server.open(), 0);
    }

    void deletingTheEndpointCancels()
    {
        FakeHttpServer server([](QTcpSocket *, const SeenRequest &) {});
        auto endpoint = std::make_unique<HttpEndpoint>();
        Outcome outcome;
        onResult(endpoint->send({.url = server.url()}), this,
                 [&](Result<HttpResponse> r) { outcome = std::move(r); });
        QTRY_COMPARE(server.requests().size(), 1);
        endpoint.reset();
        QTRY_VERIFY(outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Cancelled);
        QTRY_COMPARE(server.open(), 0);
    }

    void streamCutsLines()
    {
        QTcpSocket *far = nullptr;
        FakeHttpServer server([&](QTcpSocket *socket, const SeenRequest &) {
            far = socket;
            socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        });
        HttpEndpoint endpoint;
        QObject owner;
        auto *stream = endpoint.stream({.url = server.url(), .idleTimeout = 300ms}, &owner);
        QSignalSpy opened(stream, &HttpStream::opened);
        QSignalSpy ended(stream, &HttpStream::ended);
        QList<QByteArray> lines;
        connect(stream, &HttpStream::lineReceived, this, [&](const QByteArray &line) { lines.append(line); });
        QTRY_VERIFY(far);
        far->write("6\r\none\r\nt\r\n");
        QTRY_COMPARE(lines, QList<QByteArray>{"one"});
        QCOMPARE(opened.size(), 1);
        QTest::qWait(600); // an open stream may be silent
        far->write("8\r\nwo\nthree\r\n1\r\n\n\r\n");
        QTRY_COMPARE(lines, (QList<QByteArray>{"one", "two", "three"}));
        QCOMPARE(ended.size(), 0);
        far->disconnectFromHost();
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(ended.first().first().value<Error>().retryable);
    }

    void streamWithoutLengthIsFine()
    {
        FakeHttpServer server([&](QTcpSocket *socket, const SeenRequest &) {
            socket->write("HTTP/1.0 200 OK\r\n\r\na\nb\n");
            socket->disconnectFromHost();
        });
        HttpEndpoint endpoint;
        auto *stream = endpoint.stream({.url = server.url()}, &endpoint);
        QSignalSpy lines(stream, &HttpStream::lineReceived);
        QSignalSpy ended(stream, &HttpStream::ended);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(lines.size(), 2);
    }

    void streamRefusals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("not found") << FakeHttpServer::answer("no such thing", "404 Not Found")
                                   << ErrorCode::NotFound;
        QTest::newRow("forbidden") << FakeHttpServer::answer("no", "403 Forbidden") << ErrorCode::Auth;
        QTest::newRow("redirect") << FakeHttpServer::answer("", "302 Found", "Location: /\r\n")
                                  << ErrorCode::Protocol;
        QTest::newRow("silent") << QByteArray() << ErrorCode::Timeout;
        QTest::newRow("long line") << FakeHttpServer::answer(QByteArray(3'000'000, 'x'))
                                   << ErrorCode::Protocol;
    }
    void streamRefusals()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        FakeHttpServer server([&](QTcpSocket *socket, const SeenRequest &) { socket->write(bytes); });
        HttpEndpoint endpoint;
        auto *stream = endpoint.stream({.url = server.url(), .idleTimeout = 300ms}, &endpoint);
        QSignalSpy lines(stream, &HttpStream::lineReceived); // else nothing is cut into lines
        QSignalSpy ended(stream, &HttpStream::ended);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(ended.first().first().value<Error>().code, code);
        QTRY_COMPARE(server.open(), 0);
    }

    void aDeletedStreamClosesItsConnection()
    {
        FakeHttpServer server([](QTcpSocket *socket, const SeenRequest &) {
            socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na\n\r\n");
        });
        HttpEndpoint endpoint;
        auto *stream = endpoint.stream({.url = server.url()}, &endpoint);
        connect(stream, &HttpStream::lineReceived, this, [stream] { delete stream; });
        QTRY_COMPARE(server.requests().size(), 1);
        QTRY_COMPARE(server.open(), 0);
    }

    void manyStreamsDoNotStarveARequest()
    {
        FakeHttpServer server([](QTcpSocket *socket, const SeenRequest &request) {
            socket->write(request.path == "/stream"
                              ? QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                              : FakeHttpServer::answer("ok"));
        });
        HttpEndpoint endpoint;
        for (int i = 0; i < 10; ++i)
            endpoint.stream({.url = server.url(u"/stream"_s)}, &endpoint);
        QTRY_COMPARE(server.requests().size(), 10);
        QVERIFY(*ask(endpoint, {.url = server.url(), .idleTimeout = 2s}));
    }
};

QTEST_GUILESS_MAIN(tst_HttpEndpoint)
#include "tst_httpendpoint.moc"
