// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/transport/certificates.h"

#include <QtGlobal>

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <functional>
#include <openssl/x509v3.h>

namespace skep::test {

namespace {

constexpr long secondsPerDay = 24 * 3600;

QByteArray written(const std::function<int(BIO *)> &write)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), &BIO_free);
    if (write(memory.get()) != 1)
        qFatal("a certificate cannot be written");
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

EVP_PKEY *makeKey(int rsaBits)
{
    return rsaBits > 0 ? EVP_RSA_gen(static_cast<unsigned>(rsaBits)) : EVP_EC_gen("P-256");
}

void extend(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData());
    if (!extension || X509_add_ext(certificate, extension, -1) != 1)
        qFatal("the extension %s cannot be made", value.constData());
    X509_EXTENSION_free(extension);
}

void spoil(X509 *certificate)
{
    const ASN1_BIT_STRING *signature = nullptr;
    X509_get0_signature(&signature, nullptr, certificate);
    signature->data[signature->length - 1] ^= 1;
}

} // namespace

QByteArray Certificate::pem() const
{
    return written([this](BIO *out) { return PEM_write_bio_X509(out, certificate.get()); });
}

QByteArray Certificate::keyPem() const
{
    return written([this](BIO *out) {
        return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

Certificate makeCertificate(const CertificateWish &wish, const Certificate *issuer)
{
    Certificate made{{X509_new(), &X509_free}, {makeKey(wish.rsaBits), &EVP_PKEY_free}};
    X509 *certificate = made.certificate.get();
    X509 *signer = issuer ? issuer->certificate.get() : certificate;
    X509_set_version(certificate, X509_VERSION_3);
    quint32 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial >> 1U);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wish.fromDays * secondsPerDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wish.untilDays * secondsPerDay);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(wish.commonName.constData()), -1, -1,
                               0);
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    extend(certificate, signer, NID_basic_constraints, wish.constraints);
    extend(certificate, signer, NID_key_usage, wish.usage);
    extend(certificate, signer, NID_ext_key_usage, wish.purposes);
    extend(certificate, signer, NID_subject_alt_name, wish.names);
    if (X509_sign(certificate, issuer ? issuer->key.get() : made.key.get(), wish.digest) == 0)
        qFatal("a certificate cannot be signed");
    if (wish.isSpoiled)
        spoil(certificate);
    return made;
}

} // namespace skep::test
