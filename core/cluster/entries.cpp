// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/entries.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Entry)
};

// What the name of a user or host may hold; the files are somebody else's, and both go into addresses.
bool isUser(const QString &name)
{
    static const QRegularExpression grammar(u"\\A[A-Za-z0-9_][A-Za-z0-9_.$-]{0,63}\\z"_s);
    return grammar.match(name).hasMatch();
}

bool isHost(const QString &name)
{
    static const QRegularExpression grammar(u"\\A[A-Za-z0-9_.:%-]{1,253}\\z"_s);
    return !name.startsWith(u'-') && grammar.match(name).hasMatch();
}

} // namespace

Result<Entry> entryOf(const local::StoredMachine &machine)
{
    if (machine.address.isEmpty())
        return fail(
            ErrorCode::Config,
            Texts::tr("docker-machine knows no address of %1. Name the host yourself.").arg(machine.name));
    if (!isUser(machine.user))
        return fail(ErrorCode::Config,
                    Texts::tr("docker-machine has a user for %1 that is none. Name the host and the user "
                              "yourself.")
                        .arg(machine.name));
    Entry entry;
    entry.kind = Entry::Kind::Ssh;
    const QString host = machine.address.contains(u':') ? u'[' + machine.address + u']' : machine.address;
    const QString port = machine.port == 22 ? QString() : u':' + QString::number(machine.port);
    entry.server = u"%1@%2%3"_s.arg(machine.user, host, port);
    entry.keyFile = machine.keyFile;
    return entry;
}

Result<Entry> entryOf(const local::DockerContexts &contexts, const QString &name)
{
    const auto context = contexts.find(name);
    if (!context)
        return fail(context.error());
    auto entry = entryFrom(context->host);
    if (!entry)
        return entry;
    entry->context = name;
    const QUrl ssh("ssh://"_L1 + entry->server, QUrl::StrictMode);
    const bool isGood = isHost(ssh.host()) && (ssh.userName().isEmpty() || isUser(ssh.userName()));
    if (entry->kind == Entry::Kind::Ssh && !isGood)
        return fail(
            ErrorCode::Config,
            Texts::tr("The context “%1” names a host or a user that is none: %2").arg(name, context->host));
    if (entry->kind != Entry::Kind::Endpoint)
        return entry;
    entry->certificates = contexts.certificatesOf(name);
    if (entry->certificates.isEmpty())
        return fail(
            ErrorCode::Config,
            Texts::tr("The context “%1” has no certificates: whoever reaches %2 has root there, and so "
                      "would whoever listens. Skep does not use it; connect by SSH.")
                .arg(name, context->host));
    return entry;
}

} // namespace skep::cluster
