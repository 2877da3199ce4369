// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/userdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace skep::cluster {

QByteArray userData(const UserDataFacts &facts)
{
    const QJsonObject config{
        {u"hostname"_s, facts.hostname},
        {u"manage_etc_hosts"_s, true}, // else sudo cannot resolve the machine's own name
        {u"disable_root"_s, false},
        {u"ssh_pwauth"_s, false},
        {u"ssh_authorized_keys"_s, QJsonArray::fromStringList(facts.publicKeys)},
        {u"ssh_deletekeys"_s, true},
        {u"ssh_keys"_s,
         QJsonObject{{u"ed25519_private"_s, QString::fromLatin1(facts.hostPrivateKey)},
                     {u"ed25519_public"_s, QString::fromLatin1(facts.hostPublicKey)}}},
        {u"package_update"_s, false},
        {u"package_upgrade"_s, false},
    };
    return "#cloud-config\n" + QJsonDocument(config).toJson(QJsonDocument::Indented);
}

} // namespace skep::cluster
