// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/parse.h"
#include "core/cloud/cloudstack/refusal.h"
#include "core/cloud/exoscale/parse.h"
#include "core/cloud/exoscale/pricelist.h"
#include "core/cloud/exoscale/refusal.h"
#include "tests/fuzz/parsers/targets.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

const QDateTime now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
constexpr std::array statuses{200, 400, 401, 403, 404, 409, 412, 429, 500, 503, 530, 200};

//! The first byte chooses the status, the second what the header for a pause says.
net::HttpResponse responseOf(const QByteArray &bytes)
{
    net::HttpResponse response;
    if (bytes.size() < 2)
        return response;
    response.status = statuses[static_cast<unsigned char>(bytes.at(0)) % statuses.size()];
    response.body = bytes.mid(2);
    if (bytes.at(1) % 2 == 1)
        response.headers.insert("retry-after", bytes.mid(2, 20));
    if (bytes.at(1) % 4 > 1)
        response.headers.insert("date", bytes.mid(2, 40));
    return response;
}

template <typename T>
void readExoscale(const QJsonObject &object, QLatin1StringView list)
{
    demandSentence(cloud::exoscale::parse<T>(object));
    demandSentence(cloud::exoscale::parseList<T>(object, list));
}

void feedExoscale(const QByteArray &bytes)
{
    using namespace cloud;
    using namespace cloud::exoscale;
    const auto response = responseOf(bytes);
    if (response.status >= 300)
        demand(!refusal(response, u"GET /v2/x"_s, now).message.isEmpty(), "a refusal without a sentence");
    demand(retryAfter(response, now).count() >= 0, "a pause below zero");
    const auto object = parseJsonObject(response.body);
    demandSentence(object);
    if (!object)
        return;
    demand(!operationFailure(*object).message.isEmpty(), "a failed operation without a sentence");
    readExoscale<ZoneEndpoint>(*object, "zones"_L1);
    readExoscale<InstanceType>(*object, "instance-types"_L1);
    readExoscale<MachineTemplate>(*object, "templates"_L1);
    readExoscale<Quota>(*object, "quotas"_L1);
    readExoscale<SshKey>(*object, "ssh-keys"_L1);
    readExoscale<FirewallGroup>(*object, "security-groups"_L1);
    readExoscale<AffinityGroup>(*object, "anti-affinity-groups"_L1);
    readExoscale<Machine>(*object, "instances"_L1);
    demandSentence(exoscale::parse<Operation>(*object));
}

template <typename T>
void readCloudStack(const QJsonObject &object, Result<T> (*parse)(const QJsonObject &))
{
    demandSentence(parse(object));
    for (const QJsonValue &member : object)
        demandSentence(cloud::cloudstack::parseList(member.toArray(), parse));
}

void feedCloudStack(const QByteArray &bytes)
{
    using namespace cloud::cloudstack;
    const auto content = contentOf(responseOf(bytes), u"listThings"_s, now);
    demandSentence(content);
    if (!content)
        return;
    demand(!jobFailure(*content).message.isEmpty(), "a failed job without a sentence");
    readCloudStack(*content, &zoneFrom);
    readCloudStack(*content, &offeringFrom);
    readCloudStack(*content, &templateFrom);
    readCloudStack(*content, &keyFrom);
    readCloudStack(*content, &groupFrom);
    readCloudStack(*content, &affinityGroupFrom);
    readCloudStack(*content, &networkFrom);
    readCloudStack(*content, &machineFrom);
    if (const auto groups = parseList((*content)["securitygroup"_L1].toArray(), &groupFrom))
        (void)withSourceIds(*groups);
}

void feedPriceList(const QByteArray &bytes)
{
    const auto prices = cloud::exoscale::parsePrices(bytes, {u"standard.small"_s, u"cpu.huge"_s});
    demandSentence(prices);
    if (!prices)
        return;
    for (const auto &rates : prices->byCurrency) {
        for (const double rate : rates.machinePerHour)
            demand(std::isfinite(rate) && rate >= 0, "a price that is none");
        demand(std::isfinite(rates.diskGiBPerHour) && rates.diskGiBPerHour >= 0, "a price that is none");
    }
}

} // namespace

QList<Target> cloudTargets()
{
    return {{"exoscale", &feedExoscale}, {"cloudstack", &feedCloudStack}, {"pricelist", &feedPriceList}};
}

} // namespace skep::test
