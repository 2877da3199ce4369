// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/features.h"

#include "core/cloud/cloudstack/catalogue.h"

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

namespace {

const QStringList ofMachines{u"deployVirtualMachine"_s, u"destroyVirtualMachine"_s, u"listVirtualMachines"_s,
                             u"registerSSHKeyPair"_s};
const QStringList ofGroups{u"createSecurityGroup"_s, u"authorizeSecurityGroupIngress"_s,
                           u"deleteSecurityGroup"_s, u"listSecurityGroups"_s};
const QStringList ofNetworks{u"createNetwork"_s,       u"deleteNetwork"_s,
                             u"associateIpAddress"_s,  u"createPortForwardingRule"_s,
                             u"createFirewallRule"_s,  u"listPublicIpAddresses"_s,
                             u"listNetworkOfferings"_s};
const QStringList ofAffinity{u"createAffinityGroup"_s, u"deleteAffinityGroup"_s, u"listAffinityGroups"_s};

QStringList missing(const QStringList &needed, const QSet<QString> &names)
{
    QStringList list;
    for (const QString &name : needed) {
        if (!names.isEmpty() && !names.contains(name))
            list << name;
    }
    return list;
}

// A call that the cloud does not know, or that the account's role does not allow.
bool isUnknown(const Error &error)
{
    return !error.retryable && (error.code == ErrorCode::Remote || error.code == ErrorCode::NotFound);
}

} // namespace

Abilities abilitiesFrom(const QSet<QString> &names, bool knowsAntiAffinity, bool hasGroups)
{
    Abilities abilities;
    const QStringList gone = missing(ofMachines + (hasGroups ? ofGroups : ofNetworks), names);
    if (!gone.isEmpty())
        abilities.obstacle = Features::tr("No cluster can be made here: this cloud, or the role of this key, "
                                          "has no %1.")
                                 .arg(gone.join(u", "_s));
    const QStringList apart = missing(ofAffinity, names);
    abilities.canKeepApart = apart.isEmpty() && knowsAntiAffinity;
    if (!apart.isEmpty())
        abilities.lacks << Features::tr("Machines cannot be kept on different hosts: this cloud, or the role "
                                        "of this key, has no %1.")
                               .arg(apart.join(u", "_s));
    else if (!knowsAntiAffinity)
        abilities.lacks << Features::tr("Machines cannot be kept on different hosts: this cloud has no "
                                        "affinity groups of the kind “%1”.")
                               .arg(antiAffinityType);
    if (!missing({u"createTags"_s}, names).isEmpty())
        abilities.lacks << Features::tr(
            "Machines carry no tags, since this cloud has no createTags; Skep knows "
            "them by their display names.");
    return abilities;
}

Features::Features(Calls *calls)
    : QObject(calls)
    , m_calls(calls)
{
}

Pending<QSet<QString>> Features::callNames()
{
    if (!m_names.isEmpty())
        return ready<QSet<QString>>(m_names);
    const auto told = andThen(m_calls->ask(u"listApis"_s), this, [this](const QJsonObject &answer) {
        const QJsonArray rows = answer["api"_L1].toArray();
        for (const QJsonValue &row : rows)
            m_names.insert(row["name"_L1].toString());
        return ready<QSet<QString>>(m_names);
    });
    return recovered<QSet<QString>>(told, this, [](const Error &error) {
        return ready<QSet<QString>>(isUnknown(error) ? Result<QSet<QString>>(QSet<QString>())
                                                     : Result<QSet<QString>>(fail(error)));
    });
}

Pending<bool> Features::knowsAntiAffinity()
{
    const auto asked =
        andThen(m_calls->ask(u"listAffinityGroupTypes"_s), this, [](const QJsonObject &answer) {
            const QJsonArray types = answer["affinityGroupType"_L1].toArray();
            return ready<bool>(std::any_of(types.begin(), types.end(), [](const QJsonValue &type) {
                return type["type"_L1].toString() == antiAffinityType;
            }));
        });
    return recovered<bool>(asked, this, [](const Error &error) {
        return ready<bool>(isUnknown(error) ? Result<bool>(false) : Result<bool>(fail(error)));
    });
}

Pending<Abilities> Features::in(const ZoneRow &zone)
{
    return andThen(callNames(), this, [this, zone](const QSet<QString> &names) {
        return andThen(knowsAntiAffinity(), this, [names, zone](bool apart) {
            return ready<Abilities>(abilitiesFrom(names, apart, hasGroups(zone)));
        });
    });
}

} // namespace skep::cloud::cloudstack
