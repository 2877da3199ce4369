// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/keys.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QUuid>

#include <libssh/libssh.h>
#include <openssl/crypto.h>
#include <sys/random.h>

#include <array>
#include <cerrno>

namespace skep::crypto {

using namespace Qt::StringLiterals;

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep::crypto", text);
}

namespace {

struct KeyDeleter
{
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using Key = std::unique_ptr<ssh_key_struct, KeyDeleter>;

struct TextDeleter
{
    void operator()(char *text) const
    {
        OPENSSL_cleanse(text, qstrlen(text));
        ssh_string_free_char(text);
    }
};
using Text = std::unique_ptr<char, TextDeleter>;

//! The two fields of a public key line that matter.
struct PublicLine
{
    QByteArray type;
    QByteArray base64;
};

} // namespace

// What sshd takes today; DSA keys and certificates are refused.
static constexpr std::array<QByteArrayView, 7> knownTypes{"ssh-ed25519",
                                                          "ssh-rsa",
                                                          "ecdsa-sha2-nistp256",
                                                          "ecdsa-sha2-nistp384",
                                                          "ecdsa-sha2-nistp521",
                                                          "sk-ssh-ed25519@openssh.com",
                                                          "sk-ecdsa-sha2-nistp256@openssh.com"};

static PublicLine split(const QByteArray &line)
{
    const QList<QByteArray> words = line.simplified().split(' ');
    return words.size() < 2 ? PublicLine{} : PublicLine{words[0], words[1]};
}

static QByteArray blobOf(const PublicLine &line)
{
    const auto decoded = QByteArray::fromBase64Encoding(line.base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || std::find(knownTypes.begin(), knownTypes.end(), line.type) == knownTypes.end())
        return {};
    ssh_key raw = nullptr;
    if (ssh_pki_import_pubkey_base64(line.base64.constData(), ssh_key_type_from_name(line.type.constData()),
                                     &raw)
        != SSH_OK)
        return {};
    const Key key(raw);
    // libssh does not compare the name in front with the one inside
    const QByteArray inside = decoded.decoded.mid(4, line.type.size());
    return inside == line.type ? decoded.decoded : QByteArray();
}

Result<SshKeyPair> generateSshKey(const QByteArray &comment)
{
    const auto failed = [] { return fail(ErrorCode::Internal, tr("Cannot make an SSH key.")); };
    ssh_key raw = nullptr;
    if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &raw) != SSH_OK)
        return failed();
    const Key key(raw);
    char *text = nullptr;
    if (ssh_pki_export_privkey_base64(key.get(), nullptr, nullptr, nullptr, &text) != SSH_OK)
        return failed();
    const Text privateText(text);
    text = nullptr;
    if (ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK)
        return failed();
    const Text publicText(text);
    SshKeyPair pair;
    pair.privateKey = makeSecret(QByteArray(privateText.get()));
    pair.publicKey = QByteArray("ssh-ed25519 ") + publicText.get();
    if (const QByteArray words = comment.simplified(); !words.isEmpty())
        pair.publicKey += ' ' + words;
    return pair;
}

QByteArray fingerprint(const QByteArray &publicKey)
{
    const QByteArray blob = blobOf(split(publicKey));
    if (blob.isEmpty())
        return {};
    return "SHA256:"
        + QCryptographicHash::hash(blob, QCryptographicHash::Sha256).toBase64(QByteArray::OmitTrailingEquals);
}

Result<> checkPublicKey(const QByteArray &line)
{
    for (const char c : line) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return fail(ErrorCode::Config,
                        tr("A public SSH key is one line of text without control characters."));
    }
    if (line.contains("PRIVATE KEY"))
        return fail(ErrorCode::Config,
                    tr("This is a private key. Give the public one: the file that ends in .pub."));
    const PublicLine parts = split(line);
    if (std::find(knownTypes.begin(), knownTypes.end(), parts.type) == knownTypes.end())
        return fail(ErrorCode::Config,
                    tr("A public SSH key starts with its kind, such as ssh-ed25519, ssh-rsa or "
                       "ecdsa-sha2-nistp256."));
    if (blobOf(parts).isEmpty())
        return fail(ErrorCode::Config,
                    tr("The public SSH key is cut short or was changed: its %1 part cannot be read.")
                        .arg(QString::fromLatin1(parts.type)));
    return {};
}

QByteArray randomBytes(int bytes)
{
    QByteArray result(bytes, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < result.size()) {
        const ssize_t n = ::getrandom(result.data() + done, static_cast<size_t>(result.size() - done), 0);
        if (n < 0 && errno != EINTR)
            qFatal("The system has no random numbers."); // nothing secret may be made without them
        done += std::max<ssize_t>(n, 0);
    }
    return result;
}

SecretPtr randomSecret(int bytes)
{
    const Secret raw(randomBytes(bytes));
    return makeSecret(raw.reveal().toBase64());
}

QString newUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace skep::crypto
