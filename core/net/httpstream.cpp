// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpstream.h"

#include "core/net/httperrors.h"

#include <QMetaMethod>

using namespace Qt::StringLiterals;

namespace skep::net {

namespace {

constexpr qsizetype lineLimit = 1024 * 1024;
constexpr qsizetype refusalLimit = 64 * 1024;

} // namespace

LiveStream::LiveStream(const QNetworkProxy &proxy, const HttpRequest &request, QObject *parent)
    : HttpStream(parent)
    , m_manager(new QNetworkAccessManager)
{
    m_manager->setProxy(proxy);
    // Started from the event loop, so that the caller has connected to the signals first.
    QTimer::singleShot(0, this, [this, request] { start(request); });
}

LiveStream::~LiveStream()
{
    close();
}

void LiveStream::start(const HttpRequest &request)
{
    if (const auto good = checkUrl(request.url); !good)
        return end(good.error());
    m_reply = net::start(*m_manager, request);
    m_reply->setReadBufferSize(4 * lineLimit);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors += errors; });
    connect(m_reply, &QNetworkReply::encrypted, this, [this] {
        if (const auto good = checkPeer(*m_reply); !good)
            end(good.error());
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &LiveStream::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &LiveStream::read);
    connect(m_reply, &QNetworkReply::finished, this, &LiveStream::finish);
    m_opening.setSingleShot(true);
    connect(&m_opening, &QTimer::timeout, this,
            [this] { end(timeoutError(m_reply->url(), u"no answer to a stream's request"_s)); });
    m_opening.start(request.idleTimeout);
}

void LiveStream::readHead()
{
    const int status = statusOf(*m_reply);
    if (m_opened || m_ended || status < 200)
        return;
    m_opening.stop();
    if (const auto good = checkHead(*m_reply, true, std::numeric_limits<qint64>::max()); !good)
        return end(good.error());
    if (status < 300) {
        m_opened = true;
        emit opened();
    }
}

void LiveStream::read()
{
    readHead();
    if (m_ended || m_paused)
        return;
    const QByteArray bytes = m_reply->readAll();
    if (!m_opened) {
        m_rest += bytes.left(refusalLimit - m_rest.size());
        return;
    }
    const QPointer<LiveStream> alive(this);
    emit received(bytes);
    // A stream of frames is none of lines: nobody asks for them, and a newline may never come.
    static const auto lines = QMetaMethod::fromSignal(&HttpStream::lineReceived);
    if (alive && !m_ended && isSignalConnected(lines))
        cutLines(bytes);
}

void LiveStream::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) == paused || paused || !m_reply)
        return;
    // From the event loop: the caller may be in the middle of what the last bytes set off.
    QTimer::singleShot(0, this, [this] {
        if (m_ended || m_paused)
            return;
        const bool isFinished = m_reply->isFinished();
        const QPointer<LiveStream> alive(this);
        read();
        if (alive && isFinished)
            finish();
    });
}

void LiveStream::cutLines(const QByteArray &bytes)
{
    const QPointer<LiveStream> alive(this);
    qsizetype from = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', from)) {
        QByteArray line = std::exchange(m_rest, {}) + bytes.mid(from, end - from);
        from = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        emit lineReceived(line);
        if (!alive || m_ended)
            return;
    }
    m_rest += bytes.mid(from);
    if (m_rest.size() > lineLimit)
        end({ErrorCode::Protocol, tr("%1 sent a line that is too long.").arg(m_reply->url().host())});
}

void LiveStream::finish()
{
    if (m_ended || m_paused)
        return;
    const QPointer<LiveStream> alive(this);
    if (m_reply->bytesAvailable() > 0)
        read();
    if (!alive || m_ended || m_paused)
        return;
    if (isTransportFailure(*m_reply))
        return end(transportError(*m_reply, m_tlsErrors));
    if (!m_opened)
        return end(statusError());
    m_complete = true;
    end({ErrorCode::Network, tr("%1 ended the stream.").arg(m_reply->url().host()), {}, true});
}

void LiveStream::end(const Error &error)
{
    if (std::exchange(m_ended, true))
        return;
    m_opening.stop();
    close();
    emit ended(error);
}

void LiveStream::close()
{
    m_ended = true;
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply = nullptr;
    }
    // The manager goes with its answer and its connection, but not from inside of the answer's signals.
    if (auto *manager = std::exchange(m_manager, nullptr))
        QTimer::singleShot(0, manager, [manager] { disposeOf(manager); });
}

Error LiveStream::statusError() const
{
    const int status = statusOf(*m_reply);
    const auto code = status == 404      ? ErrorCode::NotFound
        : status == 401 || status == 403 ? ErrorCode::Auth
        : status == 429                  ? ErrorCode::RateLimited
                                         : ErrorCode::Remote;
    return {code, tr("%1 refused the stream with status %2.").arg(m_reply->url().host()).arg(status),
            QString::fromUtf8(m_rest), status == 429 || status >= 500};
}

} // namespace skep::net
