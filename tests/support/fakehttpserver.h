// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace skep::test {

//! A request as the fake server saw it.
struct SeenRequest
{
    QByteArray method;
    QByteArray path;
    QHash<QByteArray, QByteArray> headers; //!< lower-case names
    QByteArray body;
};

//! An HTTP/1.1 server for what real servers do not show: the handler writes raw bytes, slowly, wrongly or
//! never.
class FakeHttpServer final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(QTcpSocket *, const SeenRequest &)>;

    explicit FakeHttpServer(Handler handler, QObject *parent = nullptr);

    quint16 port() const { return m_server.serverPort(); }
    QUrl url(const QString &path = QStringLiteral("/")) const;
    const QList<SeenRequest> &requests() const { return m_requests; }
    int connections() const { return m_connections; } //!< accepted so far
    int open() const { return m_open; } //!< not yet closed by the other side

    //! A correct answer with Content-Length.
    static QByteArray answer(const QByteArray &body, const QByteArray &status = "200 OK",
                             const QByteArray &headers = {});

private:
    void serve(QTcpSocket *socket);
    bool takeRequest(QByteArray &buffer, SeenRequest &request) const;

    QTcpServer m_server;
    Handler m_handler;
    QList<SeenRequest> m_requests;
    int m_connections = 0;
    int m_open = 0;
};

} // namespace skep::test
