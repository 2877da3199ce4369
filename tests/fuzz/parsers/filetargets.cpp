// SPDX-License-Identifier: GPL-3.0-or-later
// Files of other programs and of other people: what they say is read, never followed.
#include "core/base/jsonreader.h"
#include "core/cluster/connected.h"
#include "core/cluster/exportfile.h"
#include "core/cluster/stacks.h"
#include "core/local/cloudcredentials.h"
#include "core/local/dockercontexts.h"
#include "core/local/knownhosts.h"
#include "core/local/machinestore.h"
#include "core/local/publickeys.h"
#include "tests/fuzz/parsers/targets.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

using namespace local;

const QTemporaryDir &folder()
{
    static const QTemporaryDir made(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm/skep-fuzz-XXXXXX"_s
                                                                 : QDir::tempPath() + u"/skep-fuzz-XXXXXX"_s);
    return made;
}

//! The path of a file with these bytes.
QString written(const QString &name, const QByteArray &bytes)
{
    const QString path = folder().filePath(name);
    static QSet<QString> made;
    if (!made.contains(path)) {
        QDir().mkpath(path.left(path.lastIndexOf(u'/')));
        made.insert(path);
    }
    QFile file(path);
    demand(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "no room for the file");
    return path;
}

void feedMachineStore(const QByteArray &bytes)
{
    written(u"store/machines/one/config.json"_s, bytes);
    const MachineStore store = readMachineStore(folder().filePath(u"store"_s));
    for (const QString &note : store.notes)
        demand(!note.isEmpty(), "a note without words");
    for (const MachineGroup &group : groupsOf(store.machines))
        demand(!group.machines.isEmpty(), "a group without machines");
    for (const StoredMachine &machine : store.machines) {
        demand(machine.keyFile.isEmpty() || machine.keyFile.startsWith(folder().path()),
               "a key outside of the store");
        demand(machine.certificateFolder.isEmpty() || machine.certificateFolder.startsWith(folder().path()),
               "certificates outside of the store");
    }
}

void feedContexts(const QByteArray &bytes)
{
    const QByteArray id = QCryptographicHash::hash("one", QCryptographicHash::Sha256).toHex();
    written(u"docker/contexts/meta/%1/meta.json"_s.arg(QString::fromLatin1(id)), bytes);
    written(u"docker/config.json"_s, bytes);
    const DockerContexts contexts(folder().filePath(u"docker"_s));
    demandSentence(contexts.find(u"one"_s));
    demandSentence(contexts.current());
    demandSentence(contexts.checkRemoval(u"one"_s, u"owner"_s));
    (void)contexts.ownedBy(u"owner"_s);
}

void feedCredentials(const QByteArray &bytes)
{
    for (const FoundCredentials &found : {readExoscaleFile(written(u"exoscale.toml"_s, bytes)),
                                          readCloudStackFile(written(u"cloudstack.ini"_s, bytes))}) {
        for (const CloudCredentials &each : found.usable)
            demand(!each.apiKey.isEmpty() && each.secret && !each.secret->isEmpty(), "a login without key");
        for (const QString &note : found.notes)
            demand(!note.isEmpty(), "a note without words");
    }
}

void feedKnownHosts(const QByteArray &bytes)
{
    const KnownHost host{u"node-1.example.org"_s,
                         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"};
    (void)standingOf(bytes, host);
    const auto with = withHosts(bytes, {host}, "cluster");
    demandSentence(with);
    if (with) {
        demand(standingOf(*with, host) == HostStanding::Known, "a host that was written is not known");
        const auto again = withHosts(*with, {host}, "cluster");
        demand(again && *again == *with, "writing twice is not the same as once");
    }
    (void)withoutHosts(bytes, "cluster");
}

void feedPublicKey(const QByteArray &bytes)
{
    demandSentence(readPublicKey(written(u"ssh/key.pub"_s, bytes)));
    (void)publicKeys(folder().filePath(u"ssh"_s));
}

void feedExport(const QByteArray &bytes)
{
    demandSentence(cluster::unpackExport(makeSecret(bytes)));
    if (const auto object = parseJsonObject(bytes)) {
        const auto connected = cluster::connectedFromJson(*object);
        demandSentence(connected);
        if (connected) {
            const auto again = cluster::connectedFromJson(cluster::toJson(*connected));
            demand(again && *again == *connected, "a connection changed on its way out and in");
        }
    }
    const auto entry = cluster::entryFrom(QString::fromUtf8(bytes.left(200)));
    demandSentence(entry);
    if (entry)
        demand(!cluster::describe(*entry).isEmpty(), "an entry without words");
}

void feedPrintedStack(const QByteArray &bytes)
{
    const QString file = QString::fromUtf8(bytes);
    (void)cluster::printedServices(file);
    (void)cluster::printedNotes(file);
}

} // namespace

QList<Target> fileTargets()
{
    return {
        {"machinestore",
         &feedMachineStore,
         {u"docker-machine/version0.json"_s, u"docker-machine/version2.json"_s,
          u"docker-machine/version3.json"_s}},
        {"contexts", &feedContexts},
        {"credentials", &feedCredentials},
        {"knownhosts", &feedKnownHosts},
        {"publickey", &feedPublicKey},
        {"export", &feedExport},
        {"printedstack", &feedPrintedStack},
    };
}

} // namespace skep::test
