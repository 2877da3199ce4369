// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"

#include "core/cluster/firewallplan.h"
#include "core/ssh/connection.h"
#include "core/ssh/sudotalk.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster::Action", text);
}

const QByteArray begun = "skep-script-begun\n";

// Fixed text of ours becomes one word of the remote shell. What that shell's own start files print comes
// before the mark.
QByteArray commandFor(const QByteArray &script)
{
    return "exec sh -c " + ssh::shellWord("echo " + begun + script);
}

QByteArray printedBy(const QByteArray &out)
{
    const auto at = out.indexOf(begun);
    return at < 0 ? out : out.mid(at + begun.size());
}

// Scripts end with "reason=<word>" on stderr where a person can do something about it.
QString sentenceFor(const QString &reason, const QString &machine)
{
    static const QHash<QString, const char *> sentences{
        {u"no-apt"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "%1 has no engine, and its system has no apt-get to install one with. Choose "
                           "a Debian or Ubuntu template, or one that has an engine.")},
        {u"cloud-init"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "The first boot of %1 (cloud-init) did not end within ten minutes.")},
        {u"mirror"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "%1 cannot fetch the package lists: its package mirror cannot be reached or "
                           "is broken. Check the machine's outgoing network and its apt sources.")},
        {u"lock"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "Another package installation on %1 did not end within five minutes.")},
        {u"broken"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "The packages of %1 are half installed, and dpkg cannot put them right. Run "
                           "“dpkg --configure -a” there and see what it says.")},
        {u"full"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action", "The disk of %1 is full. Make room there, then go on.")},
        {u"install"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action", "The engine's packages could not be installed on %1.")},
        {u"start"_s, QT_TRANSLATE_NOOP("skep::cluster::Action", "The engine of %1 does not start.")},
        {u"invalid"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "The engine of %1 refuses the new daemon.json; the old one is in place.")},
        {u"hold"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "The engine of %1 cannot be told to keep its containers while it starts anew "
                           "(live-restore), so it was not started anew.")},
        {u"release"_s,
         QT_TRANSLATE_NOOP(
             "skep::cluster::Action",
             "The engine of %1 has its new daemon.json and keeps live-restore on all the same, "
             "which a swarm cannot have. Restart the engine there when its containers may stop, "
             "then go on.")},
        {u"claimed"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action", "%1 belongs to another cluster of Skep by now.")},
        {u"no-socket"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "The engine of %1 does not get its sockets from systemd, so that its port is left "
                           "alone.")},
        {u"engine-port"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "The engine of %1 did not start with its port open; it is closed again and the "
                           "engine is as before.")},
        {u"restart"_s,
         QT_TRANSLATE_NOOP("skep::cluster::Action",
                           "The engine of %1 did not start with the new daemon.json; the old one is "
                           "back in place.")},
    };
    const char *sentence = sentences.value(reason);
    return (sentence ? tr(sentence) : tr("A command on %1 failed.")).arg(machine);
}

Error scriptError(const QString &machine, const ssh::ExecResult &result)
{
    const QString err = QString::fromUtf8(result.err);
    if (result.err.contains("No space left on device"))
        return {ErrorCode::Remote, sentenceFor(u"full"_s, machine), err.right(4000).trimmed(), false};
    const QString reason = err.section(u"reason="_s, -1).section(u'\n', 0, 0).trimmed();
    return {ErrorCode::Remote, sentenceFor(err.contains("reason="_L1) ? reason : QString(), machine),
            err.right(4000).trimmed(), false};
}

} // namespace

Pending<QByteArray> runScript(Site *site, const QString &machine, const QString &script,
                              const QByteArray &input, const plan::ContextPtr &context,
                              std::chrono::milliseconds limit)
{
    QFile file(u":/skep/node/"_s + script);
    if (!file.open(QIODevice::ReadOnly))
        return ready<QByteArray>(fail(ErrorCode::Internal, tr("The script %1 is missing.").arg(script)));
    const QByteArray command = commandFor(file.readAll());
    ssh::Connection::OutputHandler tell;
    if (context) {
        tell = [context](const QByteArray &bytes) {
            const auto lines = QString::fromUtf8(bytes).split(u'\n', Qt::SkipEmptyParts);
            for (const QString &line : lines) {
                if (line != QLatin1StringView(begun).chopped(1))
                    context->say(line);
            }
        };
    }
    return andThen(site->links()->connection(machine), site, [=](ssh::Connection *connection) {
        return transform<QByteArray>(connection->execAsRoot(command, input, limit, tell), site,
                                     [machine](const ssh::ExecResult &result) -> Result<QByteArray> {
                                         if (result.isSuccess())
                                             return printedBy(result.out);
                                         return fail(scriptError(machine, result));
                                     });
    });
}

QMultiMap<QString, QString> scriptFacts(const QByteArray &out)
{
    QMultiMap<QString, QString> facts;
    const auto lines = QString::fromUtf8(out).split(u'\n', Qt::SkipEmptyParts);
    for (auto line = lines.rbegin(); line != lines.rend();
         ++line) { // a multi map gives the latest insert first
        const auto equals = line->indexOf(u'=');
        if (equals > 0)
            facts.insert(line->left(equals), line->mid(equals + 1).trimmed());
    }
    return facts;
}

Pending<Error> closedPorts(Site *site, const Error &error)
{
    if (site->spec().isOnOwnServers()) {
        Error explained = error;
        explained.message += u' ' + portsBetweenSentence(site->spec());
        return ready<Error>(explained);
    }
    const auto listed = transform<Error>(site->provider()->groups(), site,
                                         [site, error](const QList<cloud::FirewallGroup> &groups) {
                                             QStringList sentences;
                                             const auto missing = missingRules(site->spec(), groups);
                                             for (const auto &rule : missing)
                                                 sentences.append(missingRuleSentence(site->spec(), rule));
                                             Error explained = error;
                                             if (!sentences.isEmpty()) {
                                                 sentences.append(error.message);
                                                 explained.message = sentences.join(u' ');
                                                 explained.retryable = false;
                                             }
                                             return explained;
                                         });
    return orElse(listed, site, [error](const Error &) { return ready<Error>(error); });
}

} // namespace skep::cluster
