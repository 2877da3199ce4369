// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/stacklogins.h"

#include "core/cluster/compose.h"
#include "core/cluster/registrylogins.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

QStringList registriesIn(const QString &composeFile)
{
    static const QRegularExpression image(u"^\\s*[\"']?image[\"']?\\s*:\\s*[\"']?([^\\s\"'#]+)"_s,
                                          QRegularExpression::MultilineOption);
    QStringList registries;
    auto found = image.globalMatch(composeFile);
    while (found.hasNext()) {
        const QString registry = registryOf(found.next().captured(1));
        if (!registries.contains(registry))
            registries.append(registry);
    }
    return registries;
}

Pending<QList<docker::RegistryLogin>> loginsFor(RegistryLogins *kept, const QStringList &registries,
                                                QObject *context)
{
    QStringList known;
    for (const auto &one : kept->known()) {
        if (registries.contains(one.server))
            known.append(one.server);
    }
    auto logins = std::make_shared<QList<docker::RegistryLogin>>();
    const auto read = oneByOne(known, context, [=](const QString &server) {
        return transform<void>(kept->login(server), context,
                               [logins](const docker::RegistryLogin &login) -> Result<> {
                                   logins->append(login);
                                   return {};
                               });
    });
    return transform<QList<docker::RegistryLogin>>(read, context, [logins] { return *logins; });
}

QByteArray clientConfig(const QList<docker::RegistryLogin> &logins)
{
    constexpr auto hub = "https://index.docker.io/v1/"_L1;
    QJsonObject registries;
    for (const auto &login : logins) {
        const QByteArray both = login.user.toUtf8() + ':' + login.password->reveal();
        registries.insert(login.server.isEmpty() ? QString(hub) : login.server,
                          QJsonObject{{u"auth"_s, QString::fromLatin1(both.toBase64())}});
    }
    return QJsonDocument(QJsonObject{{u"auths"_s, registries}}).toJson(QJsonDocument::Compact);
}

} // namespace skep::cluster
