// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/signer.h"

#include <QCryptographicHash>
#include <QMap>
#include <QMessageAuthenticationCode>
#include <QUrlQuery>

namespace skep::cloud::exoscale {

// Only parameters that occur once are signed, in the order of their names.
static QMap<QString, QString> signedParameters(const QUrl &url)
{
    QMap<QString, QString> once;
    QMap<QString, int> count;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        ++count[name];
        once.insert(name, value);
    }
    for (auto it = count.cbegin(); it != count.cend(); ++it) {
        if (it.value() > 1)
            once.remove(it.key());
    }
    return once;
}

QByteArray signedMessage(const SignedRequest &request)
{
    QByteArray message = request.method + ' ' + request.url.path(QUrl::FullyEncoded).toLatin1() + '\n';
    message += request.body + '\n';
    const auto parameters = signedParameters(request.url);
    for (const QString &value : parameters)
        message += value.toUtf8();
    message += "\n\n"; // no headers are signed
    message += QByteArray::number(request.expires);
    return message;
}

QByteArray authorization(const SignedRequest &request, const QString &key, const Secret &secret)
{
    const QByteArray signature =
        QMessageAuthenticationCode::hash(signedMessage(request), secret.reveal(), QCryptographicHash::Sha256)
            .toBase64();
    QByteArray header = "EXO2-HMAC-SHA256 credential=" + key.toUtf8();
    const QStringList names = signedParameters(request.url).keys();
    if (!names.isEmpty())
        header += ",signed-query-args=" + names.join(u';').toUtf8();
    header += ",expires=" + QByteArray::number(request.expires) + ",signature=" + signature;
    return header;
}

} // namespace skep::cloud::exoscale
