// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QList>
#include <QProcessEnvironment>
#include <QStringList>
#include <QUrl>

//! Credentials that other programs of the user keep on this computer: offered, never taken without being
//! asked for. Nothing is executed and nothing written. Any thread.
namespace skep::local {

struct CloudCredentials
{
    QString source; //!< "…/exoscale.toml, account “prod”", for people
    QString name; //!< that the account may have in Skep
    QUrl endpoint; //!< of the Exoscale API, version 2, or of a CloudStack cloud
    QString apiKey;
    SecretPtr secret;
    QString kind = QStringLiteral("exoscale"); //!< or "cloudstack", as accounts have it
};

struct FoundCredentials
{
    QList<CloudCredentials> usable;
    QStringList notes; //!< one sentence for each thing that is there and cannot be used
};

//! The file of Exoscale's command line client. Accounts whose secret a command would print are a note.
FoundCredentials readExoscaleFile(const QString &path);
//! The file of the CloudStack client "cs": sections with endpoint, key and secret.
FoundCredentials readCloudStackFile(const QString &path);
FoundCredentials readEnvironment(const QProcessEnvironment &environment);

//! All of it, where those programs look.
FoundCredentials findCredentials();

} // namespace skep::local
