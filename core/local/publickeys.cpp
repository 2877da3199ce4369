// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/publickeys.h"

#include "core/crypto/keys.h"
#include "core/local/userfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::local {

static constexpr qint64 longestFile = 64 * 1024;

Result<PublicKey> readPublicKey(const QString &path)
{
    const auto bytes = readUserFile(path, longestFile);
    if (!bytes)
        return fail(bytes.error());
    const QByteArray line = bytes->left(bytes->indexOf('\n')).trimmed();
    if (line.isEmpty())
        return fail(
            ErrorCode::Config,
            QCoreApplication::translate("skep::local::PublicKeys", "%1 has no public key in its first line.")
                .arg(path));
    if (auto good = crypto::checkPublicKey(line); !good)
        return fail(good.error());
    static const QStringList tried{u"id_ed25519"_s, u"id_ecdsa"_s, u"id_rsa"_s, u"id_ed25519_sk"_s,
                                   u"id_ecdsa_sk"_s};
    return PublicKey{path, QString::fromUtf8(line), QString::fromLatin1(crypto::fingerprint(line)),
                     tried.contains(QFileInfo(path).completeBaseName())};
}

QList<PublicKey> publicKeys(const QString &sshFolder)
{
    QList<PublicKey> keys;
    const auto names = QDir(sshFolder).entryList({u"*.pub"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        if (auto key = readPublicKey(sshFolder + u'/' + name))
            keys.append(*std::move(key));
    }
    // Certificates have a kind of their own and lie beside the keys.
    keys.removeIf([](const PublicKey &key) { return key.path.endsWith("-cert.pub"_L1); });
    std::stable_sort(keys.begin(), keys.end(), [](const PublicKey &a, const PublicKey &b) {
        return a.isTriedBySsh && !b.isTriedBySsh;
    });
    return keys;
}

} // namespace skep::local
