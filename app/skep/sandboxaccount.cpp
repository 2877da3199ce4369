// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/sandboxaccount.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace skep::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::app", text);
}

} // namespace

Result<SandboxAccount> readSandboxAccount(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, tr("The sandbox's file %1 cannot be read.").arg(path), file.errorString());
    QByteArray bytes = file.read(64 * 1024);
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    bytes.fill('\0');
    SandboxAccount result;
    result.account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    result.account.name = u"Sandbox"_s;
    result.account.isSandbox = true;
    result.account.endpoint = QUrl(object["exoscale"_L1].toString());
    result.account.apiKey = object["key"_L1].toString();
    result.account.operatorCidr = object["operator"_L1].toString();
    const QJsonObject images = object["images"_L1].toObject();
    for (auto it = images.begin(); it != images.end(); ++it)
        result.account.images.insert(it.key(), it.value().toString());
    result.secret = makeSecret(object["secret"_L1].toString().toUtf8());
    if (!result.account.endpoint.isValid() || result.account.apiKey.isEmpty() || result.secret->isEmpty())
        return fail(ErrorCode::Config,
                    tr("The file %1 is not what skep-sandbox prints when it is ready.").arg(path));
    return result;
}

} // namespace skep::app
