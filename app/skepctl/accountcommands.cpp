// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about cloud accounts. The API secret never comes by the command line.
#include "app/skepctl/commands.h"

#include <QJsonArray>
#include <QJsonObject>

#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

SecretPtr readSecret()
{
    QByteArray secret = qgetenv("EXOSCALE_API_SECRET");
    if (secret.isEmpty())
        secret = qgetenv("CLOUDSTACK_SECRET");
    if (secret.isEmpty()) {
        std::string line;
        std::getline(std::cin, line);
        secret = QByteArray::fromStdString(line).trimmed();
    }
    return makeSecret(std::move(secret));
}

} // namespace

Pending<int> addAccount(Session &session)
{
    const auto &arguments = session.arguments();
    if (!session.secrets()->isPersistent())
        return ready<int>(fail(ErrorCode::Keychain,
                               tr("There is no keychain to keep the account's secret in. Use the environment "
                                  "instead: EXOSCALE_API_KEY, EXOSCALE_API_SECRET, EXOSCALE_API_ENDPOINT.")));
    cluster::Account account;
    account.name = arguments.words.last();
    account.apiKey = arguments.value(u"key"_s);
    account.endpoint =
        QUrl(arguments.options.value(u"endpoint"_s, u"https://api-ch-gva-2.exoscale.com/v2"_s));
    account.kind = arguments.options.value(u"kind"_s, u"exoscale"_s);
    account.project = arguments.value(u"project"_s);
    account.operatorCidr = arguments.value(u"operator"_s);
    account.isSandbox = arguments.has(u"sandbox"_s);
    if (const QString image = arguments.value(u"image"_s); image.contains(u'='))
        account.images.insert(image.section(u'=', 0, 0), image.section(u'=', 1));
    const auto secret = readSecret();
    if (secret->isEmpty())
        return ready<int>(fail(ErrorCode::Config, tr("Give the API secret on stdin.")));
    return andThen(session.workspace()->addAccount(account, secret), session.workspace(),
                   [&session, account] {
                       session.print(QJsonObject{{u"name"_s, account.name}},
                                     tr("Added the account %1.").arg(account.name));
                       return ready<int>(int(Done));
                   });
}

Pending<int> listAccounts(Session &session)
{
    QJsonArray list;
    QList<QStringList> rows;
    const auto accounts = session.workspace()->accounts();
    for (const auto &account : accounts) {
        list.append(QJsonObject{{u"name"_s, account.name},
                                {u"kind"_s, account.kind},
                                {u"endpoint"_s, account.endpoint.toString()},
                                {u"key"_s, account.apiKey},
                                {u"operator"_s, account.operatorCidr}});
        rows.append({account.name, account.kind, account.endpoint.toString(), account.apiKey});
    }
    session.print(list, table(rows));
    return ready<int>(int(Done));
}

Pending<int> removeAccount(Session &session)
{
    const QString name = session.arguments().words.last();
    const auto accounts = session.workspace()->accounts();
    for (const auto &account : accounts) {
        if (account.name != name)
            continue;
        return andThen(session.workspace()->removeAccount(account.id), session.workspace(), [&session, name] {
            session.print(QJsonObject{{u"name"_s, name}}, tr("Removed the account %1.").arg(name));
            return ready<int>(int(Done));
        });
    }
    return ready<int>(fail(ErrorCode::NotFound, tr("There is no account “%1”.").arg(name)));
}

} // namespace skep::ctl
