// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about the logins of registries, which are kept for all clusters.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/typedsecret.h"
#include "core/cluster/registrylogins.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QString shown(const QString &server)
{
    return server.isEmpty() ? u"docker.io"_s : server;
}

QString serverOf(const Session &session)
{
    return cluster::registryName(session.arguments().words.value(2));
}

} // namespace

Pending<int> keepRegistryLogin(Session &session)
{
    if (!session.secrets()->isPersistent())
        return ready<int>(
            fail(ErrorCode::Keychain, tr("There is no keychain to keep the registry's password in.")));
    const QString user = session.arguments().value(u"user"_s);
    if (user.isEmpty())
        return ready<int>(fail(ErrorCode::Config, tr("Say who logs in: --user USER.")));
    const auto password = typedSecret(
        session, tr("Password of %1 at %2 (nothing is shown):").arg(user, shown(serverOf(session))));
    if (password->isEmpty())
        return ready<int>(fail(ErrorCode::Config, tr("The registry's password is expected on stdin.")));
    const QString server = serverOf(session);
    return andThen(session.workspace()->registryLogins()->keep({server, user, password}), session.workspace(),
                   [&session, server, user] {
                       return done(session, {{u"server"_s, shown(server)}, {u"user"_s, user}},
                                   tr("Kept the login of %1 at %2.").arg(user, shown(server)));
                   });
}

Pending<int> forgetRegistryLogin(Session &session)
{
    const QString server = serverOf(session);
    auto *logins = session.workspace()->registryLogins();
    const auto &known = logins->known();
    if (std::none_of(known.begin(), known.end(), [&](const auto &one) { return one.server == server; }))
        return ready<int>(
            fail(ErrorCode::NotFound, tr("No login of the registry %1 is kept.").arg(shown(server))));
    return andThen(logins->forget(server), session.workspace(), [&session, server] {
        return done(session, {{u"server"_s, shown(server)}},
                    tr("Forgot the login of %1.").arg(shown(server)));
    });
}

Pending<int> listRegistryLogins(Session &session)
{
    QJsonArray list;
    QList<QStringList> rows;
    for (const auto &known : session.workspace()->registryLogins()->known()) {
        list.append(QJsonObject{{u"server"_s, shown(known.server)}, {u"user"_s, known.user}});
        rows.append({shown(known.server), known.user});
    }
    session.print(list, table(rows));
    return ready<int>(int(Done));
}

} // namespace skep::ctl
