// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/consul/dnsmessage.h"
#include "core/consul/dnsprobe.h"
#include "core/consul/parse.h"
#include "tests/fuzz/parsers/targets.h"

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

using namespace consul;

void feedConsul(const QByteArray &bytes)
{
    const auto checks = parseChecks(bytes);
    const auto nodes = parseCatalogNodes(bytes);
    auto instances = parseInstances(bytes);
    const auto tags = parseServiceTags(bytes);
    demandSentence(checks);
    demandSentence(nodes);
    demandSentence(instances);
    demandSentence(tags);
    demandSentence(parseHealthOfService(bytes));
    demandSentence(parseRaftServers(bytes));
    demandSentence(parseGossip(bytes));
    if (checks && instances)
        applyChecks(*instances, *checks);
    if (checks && nodes)
        (void)members(*nodes, *checks, {u"a"_s});
    if (tags && instances)
        (void)countInstances(*tags, *instances);
    for (const quint64 before : {quint64(0), quint64(1), quint64(7), ~quint64(0)})
        demand(nextIndex(before, bytes) <= 1 || nextIndex(before, bytes) >= before,
               "an index that goes back");
}

void feedDns(const QByteArray &bytes)
{
    const auto question = dnsQuestion(u"web.service.consul"_s, u"SRV"_s, 7);
    demand(question.has_value(), "no question");
    demandSentence(parseDnsAnswer(*question, bytes));
    demandSentence(parseDnsAnswer(*question, *question + bytes)); // with the question repeated
    const QString typed = QString::fromUtf8(bytes.left(300));
    const DnsQuestion asked = dnsQuestionOf(typed);
    const auto message = dnsQuestion(asked.name, u"A"_s, 1);
    demandSentence(message);
}

} // namespace

QList<Target> consulTargets()
{
    return {
        {"consul",
         &feedConsul,
         {u"consul/catalog_nodes.json"_s, u"consul/catalog_service_web.json"_s,
          u"consul/catalog_services.json"_s, u"consul/health_service_web.json"_s,
          u"consul/health_state_any.json"_s}},
        {"dns", &feedDns},
    };
}

} // namespace skep::test
