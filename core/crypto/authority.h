// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QStringList>

#include <chrono>

namespace skep::crypto {

struct Certificate
{
    QByteArray certificate; //!< PEM
    SecretPtr privateKey; //!< PEM, PKCS#8, P-256
};

enum class Usage { Server, Client, ServerAndClient };

//! What a leaf certificate says. Names and addresses become subject alternative names.
struct CertificateRequest
{
    QString commonName;
    QStringList dnsNames;
    QStringList addresses;
    Usage usage = Usage::ServerAndClient;
    std::chrono::hours lifetime{24 * 365 * 5};
};

//! A cluster's own certificate authority: X.509 v3, P-256, back-dated by an hour against clock skew.
Result<Certificate> createAuthority(const QString &commonName);
Result<Certificate> issue(const Certificate &authority, const CertificateRequest &request);
QByteArray certificateFingerprint(const QByteArray &pem); //!< SHA-256 in hex; empty if it is no certificate

} // namespace skep::crypto
