// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/presentaddress.h"

#include <QCoreApplication>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace skep::net {

namespace {

struct PresentAddress
{
    Q_DECLARE_TR_FUNCTIONS(skep::net::PresentAddress)
};

// Behind such an address is another one that counts.
bool isPublic(const QHostAddress &address)
{
    for (const auto &range : {u"10.0.0.0/8"_s, u"172.16.0.0/12"_s, u"192.168.0.0/16"_s, u"100.64.0.0/10"_s}) {
        if (address.isInSubnet(QHostAddress::parseSubnet(range)))
            return false;
    }
    return address.isGlobal();
}

} // namespace

Pending<QString> askPresentAddress(QObject *context, const QUrl &url)
{
    auto *endpoint = new HttpEndpoint(QNetworkProxy(QNetworkProxy::NoProxy), context);
    HttpRequest request;
    request.url = url;
    request.totalTimeout = std::chrono::seconds(10);
    request.maxBody = 1024;
    const auto asked = andThen(endpoint->send(request), context, [url](const HttpResponse &response) {
        const QString text = QString::fromLatin1(response.body).trimmed();
        const QHostAddress address(text);
        if (response.isSuccess() && isPublic(address))
            return ready<QString>(text);
        return ready<QString>(
            fail(ErrorCode::Protocol,
                 PresentAddress::tr("%1 does not say which address this computer has.").arg(url.host()),
                 text.left(200)));
    });
    onResult(asked, endpoint, [endpoint](const Result<QString> &) { endpoint->deleteLater(); });
    return asked;
}

} // namespace skep::net
