// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <openssl/evp.h>

#include <memory>
#include <openssl/x509.h>

namespace skep::test {

//! A certificate and its key as the test wants them, right or wrong.
struct Certificate
{
    std::shared_ptr<X509> certificate;
    std::shared_ptr<EVP_PKEY> key;
    QByteArray pem() const;
    QByteArray keyPem() const;
};

//! What is written into a certificate; as it stands, a good one for 127.0.0.1.
struct CertificateWish
{
    QByteArray commonName = "server";
    QByteArray names = "IP:127.0.0.1"; //!< subject alternative names; empty: none
    QByteArray purposes = "serverAuth"; //!< extended key usage; empty: none
    QByteArray usage = {}; //!< key usage; empty: none
    QByteArray constraints = "critical,CA:FALSE"; //!< empty: none
    int fromDays = -1; //!< when it starts to be valid, from now
    int untilDays = 30;
    int rsaBits = 0; //!< 0: a key on the curve P-256
    const EVP_MD *digest = EVP_sha256();
    bool isSpoiled = false; //!< one bit of the signature is another
};

inline const CertificateWish authorityWish{.commonName = "authority",
                                           .names = {},
                                           .purposes = {},
                                           .usage = "critical,keyCertSign",
                                           .constraints = "critical,CA:TRUE"};

//! Signed by \p issuer; without one by itself.
Certificate makeCertificate(const CertificateWish &wish, const Certificate *issuer = nullptr);

} // namespace skep::test
