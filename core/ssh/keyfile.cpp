// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/keyfile.h"

#include <QList>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

const QByteArray opensshBegin("-----BEGIN OPENSSH PRIVATE KEY-----");
const QByteArray opensshEnd("-----END OPENSSH PRIVATE KEY-----");
const QByteArray magic("openssh-key-v1\0", 15);
//! ssh-keygen makes 16, careful people some hundred; a hundred take two seconds.
constexpr quint32 mostRounds = 2000;

//! Reads the length-prefixed parts of OpenSSH's binary formats.
class Parts
{
public:
    explicit Parts(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }
    quint32 number()
    {
        if (m_bytes.size() - m_at < 4) {
            m_isGood = false;
            return 0;
        }
        const auto value = qFromBigEndian<quint32>(m_bytes.constData() + m_at);
        m_at += 4;
        return value;
    }
    QByteArray text()
    {
        const qsizetype size = number();
        if (!m_isGood || m_bytes.size() - m_at < size) {
            m_isGood = false;
            return {};
        }
        const QByteArray part = m_bytes.mid(m_at, size);
        m_at += size;
        return part;
    }
    bool isGood() const { return m_isGood; }

private:
    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    bool m_isGood = true;
};

KeyShape opensshShape(const QByteArray &text)
{
    const auto begin = text.indexOf(opensshBegin) + opensshBegin.size();
    const auto end = text.indexOf(opensshEnd);
    const QByteArray binary = QByteArray::fromBase64(text.mid(begin, end - begin));
    KeyShape shape;
    if (end < begin || !binary.startsWith(magic))
        return shape;
    const QByteArray content = binary.mid(magic.size());
    Parts parts(content);
    const QByteArray cipher = parts.text();
    parts.text(); // the name of the key derivation
    const QByteArray derivation = parts.text();
    const quint32 keys = parts.number();
    const QByteArray blob = parts.text();
    if (!parts.isGood() || keys != 1)
        return shape;
    shape.isPrivate = true;
    shape.isEncrypted = cipher != "none";
    Parts inner(blob);
    const QByteArray kind = inner.text();
    if (inner.isGood())
        shape.publicKey = kind + ' ' + blob.toBase64();
    Parts options(derivation);
    options.text(); // salt
    const quint32 rounds = options.number();
    if (shape.isEncrypted && options.isGood())
        shape.rounds = rounds;
    return shape;
}

} // namespace

KeyShape shapeOf(const QByteArray &text)
{
    if (text.contains(opensshBegin))
        return opensshShape(text);
    KeyShape shape;
    shape.isPrivate = text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----");
    shape.isEncrypted = text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains(",ENCRYPTED");
    return shape;
}

KeyPtr privateKeyFrom(const QByteArray &text, const SecretPtr &passphrase)
{
    const KeyShape shape = shapeOf(text);
    const bool isOpen = passphrase && !passphrase->isEmpty();
    // Without a passphrase the library would ask for one on the terminal.
    if (!shape.isPrivate || (shape.isEncrypted && !isOpen) || shape.rounds > mostRounds)
        return nullptr;
    ssh_key key = nullptr;
    const int rc = ssh_pki_import_privkey_base64(
        text.constData(), shape.isEncrypted ? passphrase->reveal().constData() : nullptr, nullptr, nullptr,
        &key);
    return rc == SSH_OK ? KeyPtr(key) : nullptr;
}

KeyPtr publicKeyFrom(const QByteArray &line)
{
    const auto words = line.simplified().split(' ');
    ssh_key key = nullptr;
    const auto type = ssh_key_type_from_name(words.value(0).constData());
    if (ssh_pki_import_pubkey_base64(words.value(1).constData(), type, &key) != SSH_OK)
        return nullptr;
    return KeyPtr(key);
}

QByteArray publicLine(ssh_key key)
{
    char *text = nullptr;
    if (ssh_pki_export_pubkey_base64(key, &text) != SSH_OK)
        return {};
    const QByteArray base64(text);
    ssh_string_free_char(text);
    const QByteArray blob = QByteArray::fromBase64(base64);
    Parts parts(blob); // the blob's own name is right for every curve
    return parts.text() + ' ' + base64;
}

QString fingerprint(ssh_key key)
{
    unsigned char *hash = nullptr;
    size_t size = 0;
    if (!key || ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK)
        return {};
    char *text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
    const QString result =
        QString::fromLatin1(ssh_key_type_to_char(ssh_key_type(key))) + u' ' + QString::fromLatin1(text);
    ssh_string_free_char(text);
    ssh_clean_pubkey_hash(&hash);
    return result;
}

} // namespace skep::ssh
