// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that carry a cluster to another computer.
#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"

#include <QJsonObject>

#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr std::size_t longestPassphrase = 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

//! Keeps what is typed off the screen while it lives.
class WithoutEcho
{
    Q_DISABLE_COPY_MOVE(WithoutEcho)

public:
    WithoutEcho()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        m_isTerminal = true;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~WithoutEcho()
    {
        if (m_isTerminal)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before{};
    bool m_isTerminal = false;
};

// Byte by byte, so that nothing of the passphrase stays in a buffer of the C library.
SecretPtr readLine()
{
    QByteArray line;
    line.reserve(qsizetype(longestPassphrase));
    char byte = 0;
    while (std::size_t(line.size()) < longestPassphrase && ::read(STDIN_FILENO, &byte, 1) == 1
           && byte != '\n')
        line.append(byte);
    if (line.endsWith('\r'))
        line.chop(1);
    return makeSecret(std::move(line));
}

Result<SecretPtr> readPassphrase(const Session &session, bool isNew)
{
    const bool isTerminal = isatty(STDIN_FILENO) != 0;
    if (!isTerminal)
        return readLine();
    const WithoutEcho silent;
    session.say(tr("Passphrase (nothing is shown):"));
    auto first = readLine();
    if (!isNew)
        return first;
    session.say(tr("Once more:"));
    if (readLine()->reveal() != first->reveal())
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
