// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/net/httpendpoint.h"

#include <QNetworkProxy>
#include <QTcpServer>

#include <functional>

namespace skep::net {

struct WebRequest;

//! What is behind a door.
struct WebTarget
{
    QUrl server; //!< as the gateway names it
    QNetworkProxy proxy; //!< the gateway
    QByteArray tokenHeader; //!< takes the place of what a browser sends under this name
    SecretPtr token; //!< the browser never sees it
    QString start; //!< the page to begin with
    std::function<bool(const QByteArray &method, const QByteArray &path)> allows;
    std::chrono::milliseconds lifetime{60 * 60 * 1000};
};

//! Lets one browser of this user, and nobody else, look at one HTTP server of the cluster for a while: a
//! listener of its own on loopback that lives as long as this object, at most as long as the target says.
//!
//! The other users of the computer can connect to any loopback port, and any web page can send a browser
//! there. So the host name is random and known to nobody (a cookie for 127.0.0.1 would go to every port of
//! every user); a browser gets its cookie for a pass that is good once, and the pass is in a page that only
//! this user can read, never in a command line; and every other host name or origin is refused. Both loopback
//! addresses are taken, as a browser may try either for such a name. Main thread.
class WebDoor : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebDoor)

public:
    explicit WebDoor(WebTarget target, QObject *parent = nullptr);

    //! The page that lets a browser in, to be kept where only this user can read it.
    Result<QByteArray> open();

signals:
    void entered(); //!< the pass is used up
    void closed(); //!< its time is over; nothing listens any more

private:
    void accept(QTcpServer *server);
    void serve(QTcpSocket *socket, const WebRequest &request);
    int refusal(const WebRequest &request) const; //!< an HTTP status; 0: it may go on
    void enter(QTcpSocket *socket, const WebRequest &request);
    void forward(QTcpSocket *socket, const WebRequest &request);
    void close();

    WebTarget m_target;
    HttpEndpoint m_endpoint;
    QTcpServer m_v4;
    QTcpServer m_v6;
    QByteArray m_host; //!< with the port
    QByteArray m_pass; //!< empty: it is used up
    QByteArray m_cookie;
};

} // namespace skep::net
