// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/consul/client.h"
#include "core/consul/dns.h"

namespace skep::consul {

//! A question for Consul's DNS, taken apart: "web", "web.service.consul", "tag.web.service.consul",
//! "_web._tag.service.consul", "NAME.node.consul", or any other name.
struct DnsQuestion
{
    QString name; //!< as it is asked
    QString service; //!< empty: it is none about a service
    QString tag;
    bool operator==(const DnsQuestion &) const = default;
};
DnsQuestion dnsQuestionOf(const QString &typed);

//! What an agent's DNS said, beside what the catalog knows: whose instances were left out, and why.
struct DnsProbe
{
    struct Row
    {
        Instance instance;
        bool isAnswered = false;
        QString why; //!< a sentence where it was left out
    };
    DnsQuestion question;
    QString type;
    QList<DnsRecord> records;
    QList<Row> instances; //!< of the service; empty where the question is about none
};

//! The join of both; pure.
DnsProbe explain(const DnsQuestion &question, const QString &type, const QList<DnsRecord> &records,
                 const QList<Instance> &instances);

//! Asks one node's agent. \p client is of that agent; \p host and \p port its DNS behind the gateway. \p
//! type: A, AAAA, SRV.
Pending<DnsProbe> probeDns(Client *client, const QNetworkProxy &proxy, const QString &host, quint16 port,
                           const QString &typed, const QString &type);

} // namespace skep::consul
