// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/accounts.h"

#include "core/base/atomicfile.h"
#include "core/base/jsonreader.h"
#include "core/cloud/cloudstack/transport.h"
#include "core/cluster/clusterfile.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster", text);
}

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

} // namespace

Result<QList<Account>> loadAccounts(const QString &path)
{
    const auto bytes = readChecked(path);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return QList<Account>();
    if (!bytes)
        return fail(bytes.error());
    const auto object = parseJsonObject(*bytes);
    if (!object)
        return fail(ErrorCode::Config, tr("%1 cannot be read.").arg(path), object.error().message);
    QList<Account> accounts;
    const auto list = object->value("accounts"_L1).toArray();
    for (const auto &entry : list) {
        auto account = accountFromJson(entry.toObject());
        if (!account)
            return fail(prefixed(path, account.error()));
        accounts.append(*account);
    }
    return accounts;
}

Result<> saveAccounts(const QString &path, const QList<Account> &accounts)
{
    QJsonArray list;
    for (const auto &account : accounts)
        list.append(toJson(account));
    return writeAtomically(path, QJsonDocument(QJsonObject{{u"accounts"_s, list}}).toJson());
}

Result<> checkAccount(const Account &account)
{
    if (account.name.trimmed().isEmpty())
        return fail(ErrorCode::Config, tr("Give the account a name."));
    if (account.kind == "cloudstack"_L1) {
        if (auto good = cloud::cloudstack::checkEndpoint(account.endpoint); !good)
            return good;
    } else if (account.kind != "exoscale"_L1)
        return fail(ErrorCode::Config, tr("This Skep knows no clouds of the kind “%1”.").arg(account.kind));
    if (!account.endpoint.isValid() || account.endpoint.host().isEmpty())
        return fail(ErrorCode::Config, tr("The address of the cloud's API is not valid."));
    if (account.endpoint.scheme() != "https"_L1
        && !(account.endpoint.scheme() == "http"_L1 && isLoopback(account.endpoint)))
        return fail(ErrorCode::Config,
                    tr("The cloud's API must be reached by https: the address starts with "
                       "“https://”."));
    if (account.apiKey.trimmed().isEmpty())
        return fail(ErrorCode::Config, tr("Enter the API key."));
    return {};
}

QString accountSecretKey(const Account &account)
{
    return u"account-%1/secret"_s.arg(account.id);
}

} // namespace skep::cluster
