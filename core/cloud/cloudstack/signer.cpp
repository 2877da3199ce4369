// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/signer.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QUrl>

namespace skep::cloud::cloudstack {

// As Java's URLEncoder has it, which the servers use: '*' stays, '~' does not, a blank is %20.
static QByteArray encodedValue(const QString &value)
{
    return QUrl::toPercentEncoding(value, "*", "~");
}

QByteArray signedText(const Parameters &parameters)
{
    QByteArray text;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        if (!text.isEmpty())
            text += '&';
        text += it.key().toUtf8() + '=' + encodedValue(it.value());
    }
    return text.toLower();
}

QByteArray signature(const Parameters &parameters, const Secret &secret)
{
    return QMessageAuthenticationCode::hash(signedText(parameters), secret.reveal(), QCryptographicHash::Sha1)
        .toBase64();
}

QByteArray signedForm(const Parameters &parameters, const Secret &secret)
{
    QByteArray form;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it)
        form += QUrl::toPercentEncoding(it.key()) + '=' + encodedValue(it.value()) + '&';
    return form + "signature=" + QUrl::toPercentEncoding(QString::fromLatin1(signature(parameters, secret)));
}

} // namespace skep::cloud::cloudstack
