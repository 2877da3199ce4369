// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QUrl>

namespace skep::cluster {

//! Of the account that the environment names; its secret is in no keychain.
inline const QString environmentAccountId = QStringLiteral("environment");

//! A cloud account: where, and which key. The secret is in the keychain under "account-<id>/secret".
struct Account
{
    QString id; //!< UUID
    QString name; //!< as shown and as named in specs
    QString kind = QStringLiteral("exoscale"); //!< or "cloudstack"
    QUrl endpoint; //!< ends in /v2 or /client/api; http is allowed for loopback hosts only
    QString apiKey;
    QString operatorCidr; //!< who may reach SSH, where the account knows it (the sandbox); else empty
    QMap<QString, QString> images; //!< "consul" and "web": image references; empty: the public ones
    bool isSandbox = false;
    QString project = {}; //!< of a CloudStack cloud, by name or id; empty: the account's own
    bool operator==(const Account &) const = default;
};

} // namespace skep::cluster
