// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that carry a cluster to another computer.
#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"
#include "app/skepctl/typedsecret.h"

#include <QJsonObject>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<SecretPtr> readPassphrase(const Session &session, bool isNew)
{
    auto first = typedSecret(session, tr("Passphrase (nothing is shown):"));
    if (!isNew || isatty(STDIN_FILENO) == 0)
        return first;
    if (typedSecret(session, tr("Once more:"))->reveal() != first->reveal())
        return fail(ErrorCode::Config, tr("The two differ; nothing was written."));
    return first;
}

Result<QString> filePath(const Session &session)
{
    if (session.arguments().value(u"file"_s).isEmpty())
        return fail(ErrorCode::Config, tr("Name the file: --file FILE."));
    return session.arguments().value(u"file"_s);
}

} // namespace

Pending<int> exportCluster(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    const auto path = filePath(session);
    if (!found || !path)
        return ready<int>(fail(found ? path.error() : found.error()));
    const auto passphrase = readPassphrase(session, true);
    if (!passphrase)
        return ready<int>(fail(passphrase.error()));
    auto *cluster = *found;
    return andThen(cluster->exportTo(*path, *passphrase), cluster, [&session, path = *path] {
        session.print(QJsonObject{{u"file"_s, path}},
                      tr("%1 is written. Keep it and its passphrase in different places.").arg(path));
        return ready<int>(int(Done));
    });
}

Pending<int> importCluster(Session &session)
{
    const auto path = filePath(session);
    if (!path)
        return ready<int>(fail(path.error()));
    if (!session.secrets()->isPersistent())
        return ready<int>(fail(ErrorCode::Keychain,
                               tr("There is no keychain, so the cluster's secrets would be lost when skepctl "
                                  "ends. Start a keychain first.")));
    const auto passphrase = readPassphrase(session, false);
    if (!passphrase)
        return ready<int>(fail(passphrase.error()));
    auto *workspace = session.workspace();
    return andThen(workspace->importFrom(*path, *passphrase), workspace,
                   [&session](cluster::Cluster *cluster) {
                       session.print(clusterReport(cluster, {}), clusterText(cluster));
                       return ready<int>(int(Done));
                   });
}

} // namespace skep::ctl
