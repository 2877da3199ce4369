// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/entryroute.h"

#include "core/local/userfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr qint64 longestKey = 64 * 1024;
constexpr qint64 longestCertificates = 1024 * 1024;

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Entry)
};

// The keychain's names are read by people and other programs: they do not tell who logs in where.
QString purpose(const QString &kind, const QString &what)
{
    constexpr int enough = 16;
    const QByteArray hash = QCryptographicHash::hash(what.toUtf8(), QCryptographicHash::Sha256).toHex();
    return kind + u'-' + QString::fromLatin1(hash.left(enough));
}

Result<QSslConfiguration> tlsOf(const QString &folder)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    const auto authority = local::readUserFile(folder + u"/ca.pem"_s, longestCertificates);
    const auto certificate = local::readUserFile(folder + u"/cert.pem"_s, longestCertificates);
    const auto key = local::readUserFile(folder + u"/key.pem"_s, longestKey);
    for (const auto &file : {authority, certificate, key}) {
        if (!file)
            return fail(file.error());
    }
    const auto authorities = QSslCertificate::fromData(*authority, QSsl::Pem);
    const auto own = QSslCertificate::fromData(*certificate, QSsl::Pem);
    QSslKey privateKey(*key, QSsl::Rsa, QSsl::Pem);
    if (privateKey.isNull())
        privateKey = QSslKey(*key, QSsl::Ec, QSsl::Pem);
    if (authorities.isEmpty() || own.isEmpty() || privateKey.isNull())
        return fail(ErrorCode::Tls,
                    Texts::tr("The certificates in %1 cannot be read: ca.pem, cert.pem and a key.pem without "
                              "passphrase are needed.")
                        .arg(folder));
    tls.setCaCertificates(authorities);
    tls.setLocalCertificateChain(own);
    tls.setPrivateKey(privateKey);
    return tls;
}

} // namespace

Result<ssh::Way> wayOf(const Entry &entry)
{
    const auto config = ssh::SshConfig::read(ssh::SshConfig::Places::ofUser());
    if (!config)
        return fail(config.error());
    auto way = ssh::wayTo(entry.server, *config);
    if (!way || entry.keyFile.isEmpty())
        return way;
    ssh::Target &last = way->hops.last().target;
    last.identities = {{entry.keyFile}};
    last.identitiesOnly = true;
    return way;
}

QString passwordPurpose(const ssh::Target &target)
{
    return purpose(u"password"_s, ssh::loginOf(target));
}

QString passphrasePurpose(const ssh::Identity &identity)
{
    return purpose(u"passphrase"_s, identity.file);
}

QStringList secretPurposes(const ssh::Way &way)
{
    QStringList purposes;
    for (const ssh::Hop &hop : way.hops) {
        purposes.append(passwordPurpose(hop.target));
        for (const ssh::Identity &identity : hop.target.identities)
            purposes.append(passphrasePurpose(identity));
    }
    purposes.removeDuplicates();
    return purposes;
}

void putSecrets(ssh::Way *way, const EntrySecrets &secrets)
{
    for (ssh::Hop &hop : way->hops) {
        hop.target.password = secrets.value(passwordPurpose(hop.target));
        for (ssh::Identity &identity : hop.target.identities)
            identity.passphrase = secrets.value(passphrasePurpose(identity));
    }
}

QMap<QString, QByteArray> hostKeysOf(const ssh::Target &target)
{
    QMap<QString, QByteArray> keys;
    for (const ssh::Target *hop = &target; hop; hop = hop->jump.get())
        keys.insert(ssh::loginOf(*hop), hop->pinnedHostKey);
    return keys;
}

EntrySecrets secretsOf(const ssh::Target &target)
{
    EntrySecrets secrets;
    for (const ssh::Target *hop = &target; hop; hop = hop->jump.get()) {
        if (hop->password)
            secrets.insert(passwordPurpose(*hop), hop->password);
        for (const ssh::Identity &identity : hop->identities) {
            if (identity.passphrase)
                secrets.insert(passphrasePurpose(identity), identity.passphrase);
        }
    }
    return secrets;
}

Result<ssh::Target> targetOf(const ssh::Way &way, const QMap<QString, QByteArray> &hostKeys)
{
    QList<QByteArray> keys;
    for (const ssh::Hop &hop : way.hops) {
        keys.append(hostKeys.value(hop.key()));
        if (keys.last().isEmpty())
            return fail(ErrorCode::HostKey,
                        Texts::tr("Your ssh configuration leads by %1 now, whose host key nobody has "
                                  "confirmed. Forget the cluster here and connect to it again.")
                            .arg(hop.alias));
    }
    return way.target(way.hops.size() - 1, keys);
}

ssh::Target targetThrough(const ssh::Target &through, const QString &address, quint16 port,
                          const QByteArray &hostKey)
{
    ssh::Target target = through;
    target.host = address;
    target.port = port;
    target.pinnedHostKey = hostKey;
    target.jump = std::make_shared<const ssh::Target>(through);
    return target;
}

Route directRoute(const Entry &entry)
{
    Route route;
    if (entry.kind == Entry::Kind::Socket) {
        route.socketPath = entry.socketPath;
        return route;
    }
    route.engineUrl = entry.url;
    route.tls = [folder = entry.certificates] { return tlsOf(folder); };
    return route;
}

} // namespace skep::cluster
