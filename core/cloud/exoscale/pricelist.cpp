// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/pricelist.h"

#include "core/net/httpendpoint.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cloud::exoscale {

namespace {

struct PriceList
{
    Q_DECLARE_TR_FUNCTIONS(skep::cloud::exoscale::PriceList)
};

//! "standard.extra-large" is "running_extra_large" there, "cpu.huge" is "running_cpu_huge".
QString priceKey(QString typeName)
{
    if (typeName.startsWith("standard."_L1))
        typeName.remove(0, 9);
    return u"running_"_s + typeName.replace(u'.', u'_').replace(u'-', u'_');
}

// Decimal strings; a number is taken as well. Nothing below zero and nothing endless.
std::optional<double> amount(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 0)
        return {};
    return number;
}

Prices::Rates ratesOf(const QJsonObject &list, const QStringList &typeNames)
{
    Prices::Rates rates;
    for (const QString &name : typeNames) {
        if (const auto price = amount(list.value(priceKey(name))))
            rates.machinePerHour.insert(name, *price);
    }
    rates.diskGiBPerHour = amount(list.value("volume"_L1)).value_or(0);
    return rates;
}

} // namespace

Result<Prices> parsePrices(const QByteArray &answer, const QStringList &typeNames)
{
    const auto list = QJsonDocument::fromJson(answer);
    if (!list.isObject())
        return fail(ErrorCode::Protocol, PriceList::tr("The price list is no JSON object."),
                    QString::fromUtf8(answer.left(200)));
    Prices prices;
    for (const auto &currency : {u"chf"_s, u"eur"_s, u"usd"_s}) {
        const auto rates = ratesOf(list.object().value(currency).toObject(), typeNames);
        if (!rates.machinePerHour.isEmpty())
            prices.byCurrency.insert(currency.toUpper(), rates);
    }
    return prices;
}

Pending<Prices> askPrices(const QUrl &url, const QStringList &typeNames, QObject *context)
{
    auto *endpoint = new net::HttpEndpoint(QNetworkProxy(QNetworkProxy::NoProxy), context);
    net::HttpRequest request;
    request.url = url;
    request.connectTimeout = 5s;
    request.totalTimeout = 10s;
    request.maxBody = 256 * 1024;
    const auto asked =
        andThen(endpoint->send(request), context, [url, typeNames](const net::HttpResponse &response) {
            if (!response.isSuccess())
                return ready<Prices>(fail(ErrorCode::Protocol,
                                          PriceList::tr("%1 has no price list today.").arg(url.host()),
                                          u"HTTP %1"_s.arg(response.status)));
            auto prices = parsePrices(response.body, typeNames);
            if (prices)
                prices->source = url.host();
            return ready<Prices>(std::move(prices));
        });
    onResult(asked, endpoint, [endpoint](const Result<Prices> &) { endpoint->deleteLater(); });
    return asked;
}

} // namespace skep::cloud::exoscale
