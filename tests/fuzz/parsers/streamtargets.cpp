// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpendpoint.h"
#include "core/net/rawstream.h"
#include "core/net/sockshandshake.h"
#include "core/net/webrequest.h"
#include "tests/fuzz/parsers/targets.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::test {

namespace {

struct SocksOutcome
{
    QByteArray answers;
    net::SocksHandshake::State state;
    QString host;
    quint16 port;
    bool operator==(const SocksOutcome &) const = default;
};

SocksOutcome handshake(const QByteArray &bytes, qsizetype piece)
{
    net::SocksHandshake socks("user", "password");
    SocksOutcome outcome{{}, {}, {}, 0};
    bool hasMore = false; // which fails the handshake where it comes with the request
    inPieces(bytes, piece, [&](const QByteArray &part) {
        hasMore |= socks.state() == net::SocksHandshake::State::Asked;
        outcome.answers += socks.feed(part);
    });
    outcome.state = hasMore ? net::SocksHandshake::State::Failed : socks.state();
    if (outcome.state == net::SocksHandshake::State::Asked) {
        outcome.host = socks.host();
        outcome.port = socks.port();
        demand(bytes.contains("password"), "let in without the password");
    }
    return outcome;
}

void feedSocks(const QByteArray &bytes)
{
    const QByteArray good = QByteArray("\x05\x01\x02\x01\x04user\x08password", 18);
    for (const QByteArray &each : {bytes, QByteArray(good + bytes)})
        demand(handshake(each, 1) == handshake(each, 3), "a handshake that depends on its pieces");
}

net::WebRequestReader::State readWeb(const QByteArray &bytes, qsizetype piece, net::WebRequest &request)
{
    net::WebRequestReader reader;
    auto state = net::WebRequestReader::State::Reading;
    inPieces(bytes, piece, [&](const QByteArray &part) {
        if (state == net::WebRequestReader::State::Reading)
            state = reader.feed(part);
    });
    request = reader.request();
    return state;
}

void feedWebRequest(const QByteArray &bytes)
{
    net::WebRequest one;
    net::WebRequest other;
    const auto state = readWeb(bytes, 1, one);
    if (state != net::WebRequestReader::State::Complete)
        return;
    demand(one.path.startsWith('/') && !one.path.contains(".."), "a path that climbs");
    (void)one.cookie("a");
    if (readWeb(bytes, 5, other) == state)
        demand(one.path == other.path && one.headers == other.headers && one.body == other.body,
               "a request that depends on its pieces");
}

//! A server that answers everything with these bytes and hangs up.
struct Server
{
    QByteArray answer;
    FakeHttpServer server{[this](QTcpSocket *socket, const SeenRequest &) {
        socket->write(answer);
        socket->disconnectFromHost();
    }};
    net::HttpEndpoint endpoint;
};

Server &server()
{
    static auto *const one = new Server; // lives as long as the event loop
    return *one;
}

net::HttpRequest request()
{
    return {.url = server().server.url(),
            .connectTimeout = 2s,
            .idleTimeout = 2s,
            .totalTimeout = 2s,
            .maxBody = 64 * 1024};
}

void feedHttp(const QByteArray &bytes)
{
    server().answer = bytes;
    const auto answer = await(server().endpoint.send(request()), 5s);
    demandSentence(answer);
    if (answer)
        demand(answer->status >= 100 && (answer->status < 300 || answer->status >= 400)
                   && answer->body.size() <= 64 * 1024,
               "an answer that is none");
    else
        demand(answer.error().message != u"The test waited too long."_s, "a request without an end");
}

void feedRawStream(const QByteArray &bytes)
{
    server().answer = bytes;
    QObject owner;
    Completer<bool> done;
    auto *stream = server().endpoint.rawStream(request(), &owner);
    qsizetype received = 0;
    QObject::connect(stream, &net::RawStream::received, &owner, [&](const QByteArray &part) {
        received += part.size();
        stream->acknowledge(part.size());
    });
    QObject::connect(stream, &net::RawStream::closed, &owner, [done] { done.settle(true); });
    QObject::connect(stream, &net::RawStream::refused, &owner, [done] { done.settle(false); });
    QObject::connect(stream, &net::RawStream::failed, &owner, [done](const Error &error) {
        demand(!error.message.isEmpty(), "an error without a sentence");
        done.settle(false);
    });
    const auto ended = await(done.future(), 5s);
    demand(ended.has_value(), "a stream without an end");
    demand(received <= bytes.size(), "more than was sent");
}

} // namespace

QList<Target> streamTargets()
{
    return {{"socks", &feedSocks},
            {"webrequest", &feedWebRequest},
            {"http", &feedHttp},
            {"rawstream", &feedRawStream}};
}

} // namespace skep::test
