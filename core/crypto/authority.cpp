// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/authority.h"

#include "core/crypto/keys.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHostAddress>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <ctime>
#include <memory>
#include <openssl/x509v3.h>

namespace skep::crypto {

using namespace Qt::StringLiterals;

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep::crypto", text);
}

namespace {

template <auto Free>
struct Deleter
{
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Deleter<&BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Deleter<&EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Deleter<&X509_free>>;
using Number = std::unique_ptr<BIGNUM, Deleter<&BN_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<&X509_EXTENSION_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Deleter<&GENERAL_NAMES_free>>;
using Octets = std::unique_ptr<ASN1_OCTET_STRING, Deleter<&ASN1_OCTET_STRING_free>>;

constexpr long authorityDays = 365 * 20;
constexpr long backDatedSeconds = 3600; // nodes whose clock is slow take the certificate too

//! What the pieces of a certificate need to know of one another.
struct Draft
{
    X509Ptr certificate;
    X509 *issuer = nullptr; //!< itself for an authority
};

} // namespace

static tl::unexpected<Error> failed()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char *reason = ERR_reason_error_string(code);
    return fail(ErrorCode::Internal, tr("Cannot make a certificate."),
                QString::fromLatin1(reason ? reason : ""));
}

static bool setSerial(X509 *certificate)
{
    QByteArray bytes = randomBytes(16);
    bytes[0] = static_cast<char>((bytes[0] & 0x7f) | 0x40); // positive, and always of the same length
    const Number number(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), int(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

static bool setSubject(X509 *certificate, const QString &commonName)
{
    const QByteArray utf8 = commonName.toUtf8();
    return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(utf8.constData()),
                                      int(utf8.size()), -1, 0)
        == 1;
}

static bool addExtension(const Draft &draft, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, draft.issuer, draft.certificate.get(), nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(draft.certificate.get(), extension.get(), -1) == 1;
}

// Built from values, never from configuration text, so that no name can add another.
static bool addName(GENERAL_NAMES *names, int type, const QByteArray &bytes)
{
    GENERAL_NAME *name = GENERAL_NAME_new();
    ASN1_STRING *value =
        type == GEN_DNS ? static_cast<ASN1_STRING *>(ASN1_IA5STRING_new()) : ASN1_OCTET_STRING_new();
    if (name && value && ASN1_STRING_set(value, bytes.constData(), int(bytes.size())) == 1) {
        GENERAL_NAME_set0_value(name, type, value);
        if (sk_GENERAL_NAME_push(names, name) > 0)
            return true;
        GENERAL_NAME_free(name);
        return false;
    }
    ASN1_STRING_free(value);
    GENERAL_NAME_free(name);
    return false;
}

static Result<> addNames(X509 *certificate, const CertificateRequest &request)
{
    if (request.dnsNames.isEmpty() && request.addresses.isEmpty())
        return {};
    const Names names(GENERAL_NAMES_new());
    if (!names)
        return failed();
    for (const QString &dns : request.dnsNames) {
        if (dns.isEmpty() || dns.toLatin1() != dns.toUtf8() || dns.contains(u' ') || dns.contains(QChar(0)))
            return fail(ErrorCode::Config, tr("\"%1\" is no host name for a certificate.").arg(dns));
        if (!addName(names.get(), GEN_DNS, dns.toLatin1()))
            return failed();
    }
    for (const QString &text : request.addresses) {
        const Octets octets(a2i_IPADDRESS(text.toUtf8().constData()));
        if (!octets || QHostAddress(text).isNull())
            return fail(ErrorCode::Config, tr("\"%1\" is no address for a certificate.").arg(text));
        const QByteArray bytes(reinterpret_cast<const char *>(ASN1_STRING_get0_data(octets.get())),
                               ASN1_STRING_length(octets.get()));
        if (!addName(names.get(), GEN_IPADD, bytes))
            return failed();
    }
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1
        ? Result<>()
        : failed();
}

static QByteArray bytesOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

static Result<Certificate> toPem(X509 *certificate, EVP_PKEY *key)
{
    const Bio certificateText(BIO_new(BIO_s_mem()));
    const Bio keyText(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_X509(certificateText.get(), certificate) != 1
        || PEM_write_bio_PKCS8PrivateKey(keyText.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failed();
    return Certificate{bytesOf(certificateText.get()), makeSecret(bytesOf(keyText.get()))};
}

static X509Ptr readCertificate(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return X509Ptr(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

static Key readKey(const QByteArray &pem)
{
    // an empty passphrase, so that an encrypted key is an error and not a question on the terminal
    std::string none;
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, none.data()));
}

static bool setBasics(X509 *certificate, const QString &commonName, EVP_PKEY *key)
{
    return X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate)
        && setSubject(certificate, commonName) && X509_set_pubkey(certificate, key) == 1
        && X509_gmtime_adj(X509_getm_notBefore(certificate), -backDatedSeconds);
}

Result<Certificate> createAuthority(const QString &commonName)
{
    const Key key(EVP_EC_gen("P-256"));
    Draft draft{X509Ptr(X509_new()), nullptr};
    X509 *certificate = draft.issuer = draft.certificate.get();
    if (!key || !certificate || !setBasics(certificate, commonName, key.get())
        || !X509_time_adj_ex(X509_getm_notAfter(certificate), int(authorityDays), 0, nullptr)
        || X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) != 1
        || !addExtension(draft, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        || !addExtension(draft, NID_key_usage, "critical,keyCertSign,cRLSign")
        || !addExtension(draft, NID_subject_key_identifier, "hash")
        || !addExtension(draft, NID_authority_key_identifier, "keyid:always")
        || X509_sign(certificate, key.get(), EVP_sha256()) <= 0)
        return failed();
    return toPem(certificate, key.get());
}

static const char *purposeOf(Usage usage)
{
    switch (usage) {
    case Usage::Server:
        return "serverAuth";
    case Usage::Client:
        return "clientAuth";
    case Usage::ServerAndClient:
        break;
    }
    return "serverAuth,clientAuth";
}

// A certificate that outlives its authority is one that fails on a day nobody expects.
static bool setEnd(X509 *certificate, const X509 *authority, std::chrono::hours lifetime)
{
    const auto hours = std::max<std::chrono::hours::rep>(lifetime.count(), 1);
    if (!X509_time_adj_ex(X509_getm_notAfter(certificate), int(hours / 24), long(hours % 24) * 3600, nullptr))
        return false;
    if (ASN1_TIME_compare(X509_get0_notAfter(certificate), X509_get0_notAfter(authority)) > 0)
        return X509_set1_notAfter(certificate, X509_get0_notAfter(authority)) == 1;
    return true;
}

Result<Certificate> issue(const Certificate &authority, const CertificateRequest &request)
{
    const X509Ptr issuer = readCertificate(authority.certificate);
    const Key issuerKey = authority.privateKey ? readKey(authority.privateKey->reveal()) : Key();
    if (!issuer || !issuerKey || X509_check_private_key(issuer.get(), issuerKey.get()) != 1) {
        ERR_clear_error();
        return fail(ErrorCode::Config,
                    tr("The cluster's certificate authority and its key do not belong together."));
    }
    const Key key(EVP_EC_gen("P-256"));
    const Draft draft{X509Ptr(X509_new()), issuer.get()};
    X509 *certificate = draft.certificate.get();
    if (!key || !certificate || !setBasics(certificate, request.commonName, key.get())
        || !setEnd(certificate, issuer.get(), request.lifetime)
        || X509_set_issuer_name(certificate, X509_get_subject_name(issuer.get())) != 1
        || !addExtension(draft, NID_basic_constraints, "critical,CA:FALSE")
        || !addExtension(draft, NID_key_usage, "critical,digitalSignature")
        || !addExtension(draft, NID_ext_key_usage, purposeOf(request.usage))
        || !addExtension(draft, NID_subject_key_identifier, "hash")
        || !addExtension(draft, NID_authority_key_identifier, "keyid:always"))
        return failed();
    if (auto ok = addNames(certificate, request); !ok)
        return fail(ok.error());
    if (X509_sign(certificate, issuerKey.get(), EVP_sha256()) <= 0)
        return failed();
    return toPem(certificate, key.get());
}

QByteArray certificateFingerprint(const QByteArray &pem)
{
    const X509Ptr certificate = readCertificate(pem);
    unsigned char *der = nullptr;
    const int size = certificate ? i2d_X509(certificate.get(), &der) : -1;
    ERR_clear_error();
    if (size <= 0)
        return {};
    const QByteArray hash = QCryptographicHash::hash(
        QByteArrayView(reinterpret_cast<const char *>(der), size), QCryptographicHash::Sha256);
    OPENSSL_free(der);
    return hash.toHex();
}

} // namespace skep::crypto
