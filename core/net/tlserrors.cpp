// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tlserrors.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QSslKey>
#include <QUrl>

#include <algorithm>
#include <array>
#include <memory>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace skep::net {

namespace {

constexpr int shortestRsaKey = 2048;

struct Reason
{
    QSslError::SslError kind;
    const char *sentence;
};

// In the order of what helps most: a certificate has often several faults, and one of them is the cause.
constexpr std::array reasons{
    Reason{QSslError::CertificateExpired,
           QT_TRANSLATE_NOOP("skep::net", "The certificate of %1 has expired, so nothing was sent.")},
    Reason{QSslError::CertificateNotYetValid,
           QT_TRANSLATE_NOOP("skep::net",
                             "The certificate of %1 is not valid yet, so nothing was sent. Is the clock of "
                             "this computer right?")},
    Reason{QSslError::InvalidCaCertificate,
           QT_TRANSLATE_NOOP("skep::net",
                             "The certificate of %1 was signed by one that may not sign, so nothing was "
                             "sent.")},
    Reason{QSslError::InvalidPurpose,
           QT_TRANSLATE_NOOP("skep::net",
                             "The certificate of %1 was not made for a server, so nothing was sent.")},
    Reason{QSslError::PathLengthExceeded,
           QT_TRANSLATE_NOOP("skep::net",
                             "The certificate of %1 was signed by one that may not sign, so nothing was "
                             "sent.")},
    Reason{QSslError::CertificateSignatureFailed,
           QT_TRANSLATE_NOOP("skep::net",
                             "The certificate of %1 is forged or damaged: its signature is wrong. Nothing "
                             "was sent.")},
    Reason{QSslError::SelfSignedCertificate,
           QT_TRANSLATE_NOOP("skep::net",
                             "%1 vouches for itself only: no authority has signed its certificate. Nothing "
                             "was sent.")},
    Reason{QSslError::SelfSignedCertificateInChain,
           QT_TRANSLATE_NOOP("skep::net",
                             "The certificate of %1 is of an authority that is not trusted here, so nothing "
                             "was sent.")},
    Reason{QSslError::UnableToGetLocalIssuerCertificate,
           QT_TRANSLATE_NOOP("skep::net",
                             "The authority behind the certificate of %1 is unknown here, or the server "
                             "leaves out a certificate in between. Nothing was sent.")},
    Reason{QSslError::HostNameMismatch,
           QT_TRANSLATE_NOOP("skep::net",
                             "The certificate that %1 shows is made out to another name, so nothing was "
                             "sent.")},
};

QString sentence(const char *text, const QString &host)
{
    return QCoreApplication::translate("skep::net", text).arg(host);
}

bool hasWeakKey(const QSslError &error)
{
    const QSslKey key = error.certificate().publicKey();
    return key.algorithm() == QSsl::Rsa && key.length() > 0 && key.length() < shortestRsaKey;
}

// OpenSSL's verdicts of weakness have no name in Qt.
const char *weakness(const QList<QSslError> &errors)
{
    for (const QSslError &error : errors) {
        if (error.error() != QSslError::UnspecifiedError)
            continue;
        if (hasWeakKey(error))
            return QT_TRANSLATE_NOOP(
                "skep::net", "The key of %1 is too short to be safe against forgery, so nothing was sent.");
        static const QRegularExpression sha1(u"Signature Algorithm:.*sha1"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        if (error.certificate().toText().contains(sha1))
            return QT_TRANSLATE_NOOP("skep::net",
                                     "The certificate of %1 is signed in an outdated way that can be forged, "
                                     "so nothing was sent.");
    }
    return nullptr;
}

const char *handshakeFailure(const QString &detail)
{
    if (detail.contains("certificate required"_L1) || detail.contains("bad certificate"_L1))
        return QT_TRANSLATE_NOOP("skep::net", "%1 wants a certificate of ours that it accepts.");
    if (detail.contains("protocol"_L1) || detail.contains("wrong version"_L1))
        return QT_TRANSLATE_NOOP(
            "skep::net",
            "%1 does not speak TLS 1.2 or newer, which is what is safe today. Nothing was sent.");
    return QT_TRANSLATE_NOOP("skep::net", "%1 could not prove its identity, so nothing was sent.");
}

const char *reasonOf(const QList<QSslError> &errors, const QString &detail)
{
    if (const char *weak = weakness(errors))
        return weak;
    for (const Reason &reason : reasons) {
        if (std::any_of(errors.begin(), errors.end(),
                        [&](const QSslError &error) { return error.error() == reason.kind; }))
            return reason.sentence;
    }
    return handshakeFailure(detail);
}

struct CertificateDeleter
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
};

} // namespace

Error tlsError(const QString &host, const QList<QSslError> &errors, const QString &detail)
{
    QStringList told;
    for (const QSslError &error : errors)
        told.append(error.errorString());
    return {ErrorCode::Tls, sentence(reasonOf(errors, detail), host),
            told.isEmpty() ? detail : told.join(u'\n')};
}

Result<> checkPeerName(const QSslCertificate &certificate, const QString &host, const QString &shownHost)
{
    const QByteArray der = certificate.toDer();
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, CertificateDeleter> parsed(d2i_X509(nullptr, &bytes, der.size()));
    const QByteArray name = QHostAddress(host).isNull() ? QUrl::toAce(host) : host.toLatin1();
    const auto length = static_cast<size_t>(name.size());
    const bool isNamed = parsed && !name.isEmpty()
        && (QHostAddress(host).isNull() ? X509_check_host(parsed.get(), name.constData(), length,
                                                          X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr)
                    == 1
                                        : X509_check_ip_asc(parsed.get(), name.constData(), 0) == 1);
    if (isNamed)
        return {};
    return fail(tlsError(shownHost, {QSslError(QSslError::HostNameMismatch, certificate)}, {}));
}

} // namespace skep::net
