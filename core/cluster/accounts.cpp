// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/accounts.h"

#include "core/base/atomicfile.h"
#include "core/base/jsonreader.h"
#include "core/base/writerlock.h"
#include "core/cloud/cloudstack/transport.h"
#include "core/cluster/clusterfile.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int schema = 1;
constexpr std::chrono::seconds patience{2}; // others are done in milliseconds

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
    if (object->value("schema"_L1).toInt(schema) > schema)
        return fail(ErrorCode::Config,
                    tr("The file %1 was written by a newer version of Skep. Use that version.").arg(path));
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

Result<QList<Account>> changeAccounts(const QString &path,
                                      const std::function<void(QList<Account> &)> &change)
{
    const auto lock = WriterLock::take(path + u".lock"_s, patience);
    if (!lock)
        return fail(lock.error());
    auto accounts = loadAccounts(path);
    if (!accounts)
        return accounts;
    change(*accounts);
    QJsonArray list;
    for (const auto &account : std::as_const(*accounts))
        list.append(toJson(account));
    const QJsonObject whole{{u"schema"_s, schema}, {u"accounts"_s, list}};
    if (auto saved = writeAtomically(path, QJsonDocument(whole).toJson()); !saved)
        return fail(saved.error());
    return accounts;
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
