// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/webdoor.h"

#include "core/crypto/keys.h"
#include "core/net/webrequest.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <openssl/crypto.h>

using namespace Qt::StringLiterals;

namespace skep::net {

namespace {

constexpr int secretBytes = 32;
constexpr int hostBytes = 16; // a label of a name has at most 63 letters
constexpr int tries = 20; // for a port that is free on both addresses
constexpr int mostVisitors = 64;
constexpr std::chrono::seconds requestLimit{10};
constexpr std::chrono::minutes passLimit{2};
constexpr std::chrono::minutes pollLimit{11}; // Consul answers a blocking query within 10 min and a sixteenth
constexpr char cookieName[] = "skep";
constexpr char enterPath[] = "/enter";

bool isSame(const QByteArray &a, const QByteArray &b)
{
    return !a.isEmpty() && a.size() == b.size()
        && CRYPTO_memcmp(a.constData(), b.constData(), size_t(a.size())) == 0;
}

//! What is said to a browser. Never from a cache and in no frame; what the page runs comes from its own host.
void answer(QTcpSocket *socket, int status, const QByteArray &headers, const QByteArray &body)
{
    socket->write("HTTP/1.1 " + QByteArray::number(status) + " -\r\n" + headers
                  + "Content-Length: " + QByteArray::number(body.size())
                  + "\r\n"
                    "Connection: close\r\n"
                    "Cache-Control: no-store\r\n"
                    "X-Content-Type-Options: nosniff\r\n"
                    "X-Frame-Options: DENY\r\n"
                    "Referrer-Policy: same-origin\r\n"
                    "Cross-Origin-Resource-Policy: same-origin\r\n"
                    "Content-Security-Policy: default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
                    "frame-ancestors 'none'; form-action 'self'; base-uri 'self'\r\n"
                    "\r\n"
                  + body);
    socket->disconnectFromHost();
}

void answerText(QTcpSocket *socket, int status, const QString &text)
{
    answer(socket, status, "Content-Type: text/plain; charset=utf-8\r\n", text.toUtf8() + '\n');
}

} // namespace

WebDoor::WebDoor(WebTarget target, QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_endpoint(m_target.proxy)
{
    connect(&m_v4, &QTcpServer::newConnection, this, [this] { accept(&m_v4); });
    connect(&m_v6, &QTcpServer::newConnection, this, [this] { accept(&m_v6); });
}

Result<QByteArray> WebDoor::open()
{
    for (int i = 0; i < tries && !m_v4.isListening(); ++i) {
        if (!m_v4.listen(QHostAddress::LocalHost))
            break;
        // Without IPv6 nobody else can take that address either.
        if (!m_v6.listen(QHostAddress::LocalHostIPv6, m_v4.serverPort())
            && m_v6.serverError() == QAbstractSocket::AddressInUseError)
            m_v4.close();
    }
    if (!m_v4.isListening())
        return fail(ErrorCode::Io, tr("No local port could be opened for the browser."), m_v4.errorString());
    m_pass = crypto::randomBytes(secretBytes).toHex();
    m_cookie = crypto::randomBytes(secretBytes).toHex();
    m_host = crypto::randomBytes(hostBytes).toHex() + ".localhost:" + QByteArray::number(m_v4.serverPort());
    QTimer::singleShot(m_target.lifetime, this, &WebDoor::close);
    QTimer::singleShot(passLimit, this, [this] {
        if (!m_pass.isEmpty())
            close();
    });
    return "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"referrer\" "
           "content=\"no-referrer\">"
           "<title>Skep</title></head><body onload=\"document.forms[0].submit()\">"
           "<form method=\"post\" action=\"http://"
        + m_host + enterPath + "\"><input type=\"hidden\" name=\"pass\" value=\"" + m_pass
        + "\"><button>Skep</button></form></body></html>\n";
}

void WebDoor::close()
{
    if (!m_v4.isListening())
        return;
    m_v4.close();
    m_v6.close();
    m_cookie.clear();
    m_pass.clear();
    for (auto *socket : findChildren<QTcpSocket *>())
        socket->abort();
    emit closed();
}

void WebDoor::accept(QTcpServer *server)
{
    while (auto *socket = server->nextPendingConnection()) {
        socket->setParent(this);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly).size() > mostVisitors) {
            socket->abort();
            continue;
        }
        auto *talk = new QObject(socket);
        QTimer::singleShot(requestLimit, talk, [socket] { socket->abort(); });
        auto reader = std::make_shared<WebRequestReader>();
        connect(socket, &QTcpSocket::readyRead, talk, [this, socket, talk, reader] {
            const auto read = reader; // the talk owns this function
            const auto state = read->feed(socket->readAll());
            if (state == WebRequestReader::State::Reading)
                return;
            delete talk;
            if (state == WebRequestReader::State::Bad)
                answerText(socket, 400, tr("This is no request that can be answered."));
            else
                serve(socket, read->request());
        });
    }
}

int WebDoor::refusal(const WebRequest &request) const
{
    if (request.headers.value("host") != m_host)
        return 421; // another name for this address: DNS rebinding, or a guess
    const bool enters = request.method == "POST" && request.path == enterPath;
    const QByteArray origin = request.headers.value("origin");
    if (enters) // from a file, which has no origin
        return origin.isEmpty() || origin == "null" ? 0 : 403;
    if (!origin.isEmpty() && origin != "http://" + m_host)
        return 403;
    const QByteArray site = request.headers.value("sec-fetch-site");
    if (!site.isEmpty() && site != "same-origin" && site != "none")
        return 403;
    return isSame(request.cookie(cookieName), m_cookie) ? 0 : 403;
}

void WebDoor::serve(QTcpSocket *socket, const WebRequest &request)
{
    if (const int status = refusal(request))
        return answerText(socket, status, tr("Open this page from Skep's window."));
    if (request.method == "POST" && request.path == enterPath)
        return enter(socket, request);
    if (request.path == "/") {
        return answer(socket, 200, "Content-Type: text/html; charset=utf-8\r\n",
                      "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url="
                          + m_target.start.toLatin1() + "\">\n");
    }
    if (!m_target.allows(request.method, request.path))
        return answerText(socket, 403, tr("This is a view: it changes nothing and shows no secrets."));
    forward(socket, request);
}

// The cookie is for this site only, so the way on is a step of the site's own: a browser would not send it
// with a redirect that a file has begun.
void WebDoor::enter(QTcpSocket *socket, const WebRequest &request)
{
    if (!request.body.startsWith("pass=") || !isSame(request.body.mid(5), m_pass))
        return answerText(socket, 403, tr("This way in was used already. Open the page from Skep's window."));
    m_pass.clear();
    answer(socket, 200,
           "Content-Type: text/html; charset=utf-8\r\nSet-Cookie: " + QByteArray(cookieName) + '=' + m_cookie
               + "; Path=/; HttpOnly; SameSite=Strict\r\n",
           "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=/\">\n");
    emit entered();
}

void WebDoor::forward(QTcpSocket *socket, const WebRequest &request)
{
    HttpRequest asked{.method = request.method,
                      .url = m_target.server,
                      .body = request.body,
                      .idleTimeout = pollLimit,
                      .totalTimeout = pollLimit};
    asked.url.setPath(QString::fromLatin1(request.path), QUrl::StrictMode);
    QUrlQuery query(QString::fromLatin1(request.query));
    query.removeAllQueryItems(u"token"_s); // the way around the header
    if (!query.isEmpty())
        asked.url.setQuery(query);
    if (!request.body.isEmpty())
        asked.headers.emplaceBack("Content-Type", request.headers.value("content-type"));
    if (m_target.token)
        asked.headers.emplaceBack(m_target.tokenHeader, m_target.token->reveal());
    auto pending = m_endpoint.send(asked);
    connect(socket, &QTcpSocket::disconnected, this, [pending]() mutable { pending.cancel(); });
    onResult(pending, socket, [socket](const Result<HttpResponse> &response) {
        if (!response)
            return answerText(socket, 502, response.error().message);
        QByteArray headers;
        for (auto it = response->headers.begin(); it != response->headers.end(); ++it) {
            if (it.key() == "content-type" || it.key().startsWith("x-consul-"))
                headers += it.key() + ": " + it.value() + "\r\n";
        }
        answer(socket, response->status, headers, response->body);
    });
}

} // namespace skep::net
