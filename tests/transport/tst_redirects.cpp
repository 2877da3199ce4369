// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a server answers, no credential goes to another origin: each client of HTTP x each kind of
// redirect.
#include "core/cloud/cloudstack/transport.h"
#include "core/cloud/exoscale/pricelist.h"
#include "core/cloud/exoscale/transport.h"
#include "core/consul/client.h"
#include "core/docker/client.h"
#include "core/net/presentaddress.h"
#include "core/net/rawstream.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::test;
using namespace std::chrono_literals;

namespace {

const QByteArray key("EXOcanarykey");
const QByteArray secret("canary-secret-of-the-account");

template <typename T>
Result<> outcomeOf(const Pending<T> &pending)
{
    const auto outcome = await(pending, 20s);
    return outcome ? Result<>() : Result<>(fail(outcome.error()));
}

//! Asks \p base in one way, with credentials where the client has any.
using Ask = std::function<Result<>(const QUrl &base)>;

Ask consulAsk(std::function<Result<>(consul::Client &)> ask)
{
    return [ask](const QUrl &base) {
        net::HttpEndpoint endpoint;
        consul::Client client(&endpoint, base, makeSecret(secret));
        return ask(client);
    };
}

Ask dockerAsk(std::function<Result<>(docker::Client &)> ask)
{
    return [ask](const QUrl &base) {
        net::HttpEndpoint endpoint;
        docker::Client client(&endpoint, base);
        return ask(client);
    };
}

Ask exoscaleAsk(const cloud::exoscale::Call &call)
{
    return [call](const QUrl &base) {
        cloud::exoscale::Transport transport(base, QString::fromLatin1(key), makeSecret(secret));
        return outcomeOf(transport.send(call));
    };
}

Ask cloudStackAsk(const QString &command)
{
    return [command](const QUrl &base) {
        cloud::cloudstack::Transport transport(base, QString::fromLatin1(key), makeSecret(secret));
        return outcomeOf(transport.send(command, {{u"userdata"_s, QString::fromLatin1(secret)}}));
    };
}

Result<> streamOutcome(const QUrl &base)
{
    net::HttpEndpoint endpoint;
    Completer<bool> done;
    auto *stream = endpoint.stream({.url = base, .headers = {{"X-Registry-Auth", secret}}}, &endpoint);
    QObject::connect(stream, &net::HttpStream::ended, stream,
                     [done](const Error &error) { done.settle(fail(error)); });
    return outcomeOf(done.future());
}

Result<> rawStreamOutcome(const QUrl &base)
{
    net::HttpEndpoint endpoint;
    Completer<bool> done;
    auto *stream = endpoint.rawStream({.method = "POST", .url = base, .body = secret}, &endpoint);
    QObject::connect(stream, &net::RawStream::failed, stream,
                     [done](const Error &error) { done.settle(fail(error)); });
    QObject::connect(stream, &net::RawStream::refused, stream, [done](const net::HttpResponse &response) {
        done.settle(fail(ErrorCode::Protocol, QString::number(response.status)));
    });
    QObject::connect(stream, &net::RawStream::opened, stream, [done] { done.settle(true); });
    return outcomeOf(done.future());
}

QMap<QByteArray, Ask> clients()
{
    const docker::RegistryLogin login{u"registry.example.org"_s, u"user"_s, makeSecret(secret)};
    return {
        {"exoscale, reading", exoscaleAsk({.path = u"/instance"_s})},
        {"exoscale, creating",
         exoscaleAsk({.method = "POST",
                      .path = u"/instance"_s,
                      .body = QJsonObject{{u"user-data"_s, QString::fromLatin1(secret)}}})},
        {"cloudstack, reading", cloudStackAsk(u"listVirtualMachines"_s)},
        {"cloudstack, creating", cloudStackAsk(u"deployVirtualMachine"_s)},
        {"docker, reading", dockerAsk([](docker::Client &client) { return outcomeOf(client.info()); })},
        {"docker, creating", dockerAsk([](docker::Client &client) {
             return outcomeOf(client.createSecret(u"name"_s, makeSecret(secret), {}));
         })},
        {"docker, pulling", dockerAsk([login](docker::Client &client) {
             return outcomeOf(client.pullImage(u"registry.example.org/a:1"_s, login));
         })},
        {"docker, joining", dockerAsk([](docker::Client &client) {
             return outcomeOf(client.swarmJoin(u"10.0.0.1"_s, {u"10.0.0.2:2377"_s}, makeSecret(secret)));
         })},
        {"consul, reading", consulAsk([](consul::Client &client) { return outcomeOf(client.services()); })},
        {"consul, creating", consulAsk([](consul::Client &client) {
             return outcomeOf(client.putToken(makeSecret(secret), u"x"_s, {}));
         })},
        {"the price list",
         [](const QUrl &base) {
             QObject context;
             return outcomeOf(cloud::exoscale::askPrices(base, {}, &context));
         }},
        {"the present address",
         [](const QUrl &base) {
             QObject context;
             return outcomeOf(net::askPresentAddress(&context, base));
         }},
        {"a stream", streamOutcome},
        {"a raw stream", rawStreamOutcome},
    };
}

QByteArray everythingOf(const SeenRequest &request)
{
    QByteArray text = request.method + ' ' + request.path + '\n' + request.body + '\n';
    for (auto it = request.headers.cbegin(); it != request.headers.cend(); ++it)
        text += it.key() + ": " + it.value() + '\n';
    return text;
}

} // namespace

class tst_Redirects : public QObject
{
    Q_OBJECT

private slots:
    void nothingGoesToASecondOrigin_data()
    {
        QTest::addColumn<QByteArray>("client");
        QTest::addColumn<QByteArray>("status");
        const auto names = clients().keys();
        for (const QByteArray &client : names) {
            for (const char *status : {"301", "302", "303", "307", "308"})
                QTest::addRow("%s %s", client.constData(), status) << client << QByteArray(status);
        }
    }
    void nothingGoesToASecondOrigin()
    {
        QFETCH(QByteArray, client);
        QFETCH(QByteArray, status);
        FakeHttpServer second(
            [](QTcpSocket *socket, const SeenRequest &) { socket->write(FakeHttpServer::answer("{}")); });
        FakeHttpServer first([&](QTcpSocket *socket, const SeenRequest &request) {
            // The question for the version is what an engine is asked first: the credential comes after it.
            if (request.path == "/_ping")
                return void(socket->write(FakeHttpServer::answer("OK", "200 OK", "API-Version: 1.41\r\n")));
            socket->write(FakeHttpServer::answer(
                "{}", status + " Elsewhere", "Location: " + second.url(u"/taken"_s).toEncoded() + "\r\n"));
        });
        const auto outcome = clients().value(client)(first.url());
        QVERIFY(!outcome);
        QVERIFY2(!outcome.error().message.isEmpty(), "there is no sentence");
        QVERIFY(!first.requests().isEmpty());
        QTest::qWait(20);
        QCOMPARE(second.connections(), 0);
    }

    // The credentials are really under way, else the matrix would prove nothing.
    void theFirstOriginSeesTheCredentials()
    {
        const QMap<QByteArray, QByteArray> credentials{
            {"exoscale, reading", key},
            {"exoscale, creating", secret},
            {"cloudstack, reading", key},
            {"cloudstack, creating", secret},
            {"docker, creating", secret.toBase64()},
            {"docker, pulling", "x-registry-auth"},
            {"docker, joining", secret},
            {"consul, reading", secret},
            {"consul, creating", secret},
            {"a stream", secret},
            {"a raw stream", secret},
        };
        for (auto it = credentials.cbegin(); it != credentials.cend(); ++it) {
            FakeHttpServer server([](QTcpSocket *socket, const SeenRequest &request) {
                if (request.path == "/_ping")
                    return void(
                        socket->write(FakeHttpServer::answer("OK", "200 OK", "API-Version: 1.41\r\n")));
                socket->write(FakeHttpServer::answer("no", "400 Bad Request"));
            });
            QVERIFY(!clients().value(it.key())(server.url()));
            QByteArray seen;
            for (const SeenRequest &request : server.requests())
                seen += everythingOf(request);
            QVERIFY2(seen.contains(it.value()), QByteArray(it.key() + ":\n" + seen).constData());
        }
    }

    //! Also where the redirect stays at home, or is one to a file or to nothing.
    void oddPlacesAreErrorsToo_data()
    {
        QTest::addColumn<QByteArray>("location");
        for (const char *location : {"/elsewhere", "file:///etc/passwd", "", "//127.0.0.1:1/", "javascript:x",
                                     "http://user:pass@127.0.0.1:1/", "http://127.0.0.1:99999/", "\x01\x02"})
            QTest::newRow(location) << QByteArray(location);
    }
    void oddPlacesAreErrorsToo()
    {
        QFETCH(QByteArray, location);
        FakeHttpServer server([&](QTcpSocket *socket, const SeenRequest &) {
            socket->write(FakeHttpServer::answer("{}", "307 Elsewhere", "Location: " + location + "\r\n"));
        });
        net::HttpEndpoint endpoint;
        const auto outcome = await(endpoint.send({.url = server.url(), .headers = {{"X-Token", secret}}}));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Protocol);
        QCOMPARE(server.requests().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Redirects)
#include "tst_redirects.moc"
