// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/consul/dnsprobe.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::consul {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::consul::DnsProbe)
};

//! Whether an answer is about this instance. SRV names a target, whose address comes along; without one the
//! target begins with the node's name.
bool isAbout(const DnsRecord &record, const QList<DnsRecord> &all, const Instance &instance)
{
    if (record.type != "SRV"_L1)
        return record.address == instance.address;
    if (record.port != instance.port)
        return false;
    bool hasAddress = false;
    for (const auto &extra : all) {
        if (extra.type == "SRV"_L1 || extra.name.compare(record.target, Qt::CaseInsensitive) != 0)
            continue;
        hasAddress = true;
        if (extra.address == instance.address)
            return true;
    }
    return !hasAddress && record.target.section(u'.', 0, 0).compare(instance.node, Qt::CaseInsensitive) == 0;
}

QString whyLeftOut(const DnsQuestion &question, const QString &type, const Instance &instance)
{
    if (!question.tag.isEmpty() && !instance.tags.contains(question.tag, Qt::CaseInsensitive))
        return Texts::tr("It does not have the tag %1.").arg(question.tag);
    if (instance.state != CheckState::Passing)
        return Texts::tr("Its check “%1” fails: %2").arg(instance.check, instance.reason.trimmed());
    const bool isLong = instance.address.contains(u':');
    if ((type == "A"_L1 && isLong) || (type == "AAAA"_L1 && !isLong))
        return Texts::tr("Its address %1 is of the other kind.").arg(instance.address);
    return Texts::tr(
        "No check of it fails: it came or changed after the answer, or DNS gives only some of many.");
}

} // namespace

DnsQuestion dnsQuestionOf(const QString &typed)
{
    DnsQuestion question{typed.trimmed(), {}, {}};
    if (question.name.endsWith(u'.'))
        question.name.chop(1);
    if (!question.name.contains(u'.') && !question.name.isEmpty())
        question.name += ".service.consul"_L1;
    const auto labels = question.name.split(u'.');
    const auto at =
        labels.indexOf(QRegularExpression(u"\\Aservice\\z"_s, QRegularExpression::CaseInsensitiveOption));
    if (at < 1 || labels.last().compare("consul"_L1, Qt::CaseInsensitive) != 0)
        return question;
    if (at == 2 && labels.at(0).startsWith(u'_') && labels.at(1).startsWith(u'_')) { // RFC 2782
        question.service = labels.at(0).mid(1);
        question.tag = labels.at(1).mid(1);
        if (question.tag == "tcp"_L1 || question.tag == "udp"_L1)
            question.tag.clear();
    } else {
        question.service = labels.at(at - 1);
        question.tag = labels.mid(0, at - 1).join(u'.');
    }
    return question;
}

DnsProbe explain(const DnsQuestion &question, const QString &type, const QList<DnsRecord> &records,
                 const QList<Instance> &instances)
{
    DnsProbe probe{question, type, records, {}};
    for (const auto &instance : instances) {
        const bool isAnswered = std::any_of(records.begin(), records.end(), [&](const DnsRecord &record) {
            return record.type == type && isAbout(record, records, instance);
        });
        probe.instances.append(
            {instance, isAnswered, isAnswered ? QString() : whyLeftOut(question, type, instance)});
    }
    return probe;
}

Pending<DnsProbe> probeDns(Client *client, const QNetworkProxy &proxy, const QString &host, quint16 port,
                           const QString &typed, const QString &type)
{
    const auto question = dnsQuestionOf(typed);
    return andThen(queryDns(proxy, host, port, question.name, type, client), client,
                   [=](const QList<DnsRecord> &records) {
                       if (question.service.isEmpty())
                           return ready<DnsProbe>(explain(question, type, records, {}));
                       return andThen(client->instancesOf(question.service), client,
                                      [=](const QList<Instance> &instances) {
                                          return ready<DnsProbe>(explain(question, type, records, instances));
                                      });
                   });
}

} // namespace skep::consul
