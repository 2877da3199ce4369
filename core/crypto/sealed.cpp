// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sealed.h"

#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <bit>

using namespace Qt::StringLiterals;

namespace skep::crypto {

namespace {

constexpr QByteArrayView magic{"skep-sealed 1\n"};
constexpr qsizetype longestHeader = 1024;
constexpr int keySize = 32;
constexpr int nonceSize = 12;
constexpr int tagSize = 16;
constexpr int saltSize = 16;
constexpr quint64 mostMemory = quint64(512) * 1024 * 1024;

struct Sealed
{
    Q_DECLARE_TR_FUNCTIONS(skep::crypto::Sealed)
};

struct Header
{
    quint64 n = 1U << 17;
    quint64 r = 8;
    quint64 p = 1;
    QByteArray salt;
    QByteArray nonce;
};

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

QByteArray headerText(const Header &header)
{
    const QJsonObject object{{u"kdf"_s, u"scrypt"_s},
                             {u"n"_s, qint64(header.n)},
                             {u"r"_s, qint64(header.r)},
                             {u"p"_s, qint64(header.p)},
                             {u"salt"_s, QString::fromLatin1(header.salt.toBase64())},
                             {u"cipher"_s, u"aes-256-gcm"_s},
                             {u"nonce"_s, QString::fromLatin1(header.nonce.toBase64())}};
    return magic.toByteArray() + QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

tl::unexpected<Error> damaged()
{
    return fail(ErrorCode::Config, Sealed::tr("The file is cut off or damaged."));
}

// Whoever sends a file chooses these numbers, so they are bounded before any memory is taken.
bool isBearable(const Header &header)
{
    return header.n >= (1U << 14) && std::has_single_bit(header.n) && header.r >= 1 && header.r <= 32
        && header.p >= 1 && header.p <= 4 && header.n <= mostMemory / 128 / header.r;
}

Result<Header> parseHeader(QByteArrayView text)
{
    const auto object = parseJsonObject(text.toByteArray());
    if (!object)
        return damaged();
    Header header;
    QString kdf;
    QString cipher;
    QString salt;
    QString nonce;
    JsonReader r(*object);
    r.text("kdf"_L1, kdf, JsonReader::Required);
    r.integer("n"_L1, header.n, JsonReader::Required);
    r.integer("r"_L1, header.r, JsonReader::Required);
    r.integer("p"_L1, header.p, JsonReader::Required);
    r.text("salt"_L1, salt, JsonReader::Required);
    r.text("cipher"_L1, cipher, JsonReader::Required);
    r.text("nonce"_L1, nonce, JsonReader::Required);
    header.salt = QByteArray::fromBase64(salt.toLatin1());
    header.nonce = QByteArray::fromBase64(nonce.toLatin1());
    if (r.error() || header.salt.size() != saltSize || header.nonce.size() != nonceSize)
        return damaged();
    if (kdf != "scrypt"_L1 || cipher != "aes-256-gcm"_L1)
        return fail(ErrorCode::Config, Sealed::tr("The file was written by a newer Skep."));
    if (!isBearable(header))
        return fail(ErrorCode::Config,
                    Sealed::tr("The file asks for more memory or work than Skep writes files with, so it is "
                               "refused."));
    return header;
}

Result<SecretPtr> deriveKey(const SecretPtr &passphrase, const Header &header)
{
    QByteArray key(keySize, '\0');
    const auto &text = passphrase->reveal();
    const int done = EVP_PBE_scrypt(text.constData(), std::size_t(text.size()), bytes(header.salt),
                                    std::size_t(header.salt.size()), header.n, header.r, header.p,
                                    mostMemory + mostMemory / 4, bytes(key), std::size_t(keySize));
    if (done != 1)
        return fail(ErrorCode::Internal,
                    Sealed::tr("There is not enough memory to make a key of the passphrase."));
    return makeSecret(std::move(key));
}

} // namespace

Result<QByteArray> seal(const SecretPtr &plain, const SecretPtr &passphrase)
{
    if (passphrase->reveal().size() < shortestPassphrase)
        return fail(ErrorCode::Config,
                    Sealed::tr("A passphrase has at least %1 characters.").arg(shortestPassphrase));
    Header header;
    header.salt.resize(saltSize);
    header.nonce.resize(nonceSize);
    if (RAND_bytes(bytes(header.salt), saltSize) != 1 || RAND_bytes(bytes(header.nonce), nonceSize) != 1)
        return fail(ErrorCode::Internal, Sealed::tr("The system gives no random numbers."));
    const auto key = deriveKey(passphrase, header);
    if (!key)
        return fail(key.error());
    const QByteArray text = headerText(header);
    const auto &input = plain->reveal();
    QByteArray output(input.size(), '\0');
    QByteArray tag(tagSize, '\0');
    const CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    auto *cipher = context.get();
    int length = 0;
    const bool isDone =
        EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nullptr, bytes((*key)->reveal()), bytes(header.nonce))
            == 1
        && EVP_EncryptUpdate(cipher, nullptr, &length, bytes(text), int(text.size())) == 1
        && EVP_EncryptUpdate(cipher, bytes(output), &length, bytes(input), int(input.size())) == 1
        && EVP_EncryptFinal_ex(cipher, bytes(output) + length, &length) == 1
        && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, tagSize, tag.data()) == 1;
    if (!isDone)
        return fail(ErrorCode::Internal, Sealed::tr("The file could not be encrypted."));
    return QByteArray(text + output + tag);
}

Result<SecretPtr> unseal(const QByteArray &sealed, const SecretPtr &passphrase)
{
    if (!sealed.startsWith(magic))
        return fail(
            ErrorCode::Config,
            sealed.startsWith("skep-sealed ")
                ? Sealed::tr("The file was written by a newer Skep.")
                : Sealed::tr("This is no file that Skep has encrypted, or its beginning is damaged."));
    const auto end = sealed.indexOf('\n', magic.size());
    if (end < 0 || end > longestHeader || sealed.size() < end + 1 + tagSize)
        return damaged();
    const auto text = QByteArrayView(sealed).first(end + 1);
    const auto header = parseHeader(text.sliced(magic.size()));
    if (!header)
        return fail(header.error());
    const auto key = deriveKey(passphrase, *header);
    if (!key)
        return fail(key.error());
    const auto input = QByteArrayView(sealed).sliced(end + 1).chopped(tagSize);
    QByteArray tag = sealed.last(tagSize);
    QByteArray output(input.size(), '\0');
    const CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    auto *cipher = context.get();
    int length = 0;
    const bool isGenuine =
        EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), nullptr, bytes((*key)->reveal()), bytes(header->nonce))
            == 1
        && EVP_DecryptUpdate(cipher, nullptr, &length, bytes(text), int(text.size())) == 1
        && EVP_DecryptUpdate(cipher, bytes(output), &length, bytes(input), int(input.size())) == 1
        && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher, bytes(output) + length, &length) == 1;
    auto plain = makeSecret(std::move(output)); // wiped also where it is not to be trusted
    if (!isGenuine)
        return fail(ErrorCode::Auth,
                    Sealed::tr("The passphrase is wrong, or the file has been cut off or changed."));
    return plain;
}

} // namespace skep::crypto
