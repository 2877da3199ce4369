// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster in one encrypted file, and back on another computer.
#include "core/base/atomicfile.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/exportfile.h"
#include "core/cluster/workspace_p.h"
#include "core/crypto/sealed.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtConcurrent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr qint64 mostBytes = qint64(32) * 1024 * 1024;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<> writeNew(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.flush())
        return fail(ErrorCode::Io, Cluster::tr("%1 cannot be written.").arg(path), file.errorString());
    return {};
}

bool isPlainName(const QString &purpose)
{
    return !purpose.isEmpty() && std::all_of(purpose.begin(), purpose.end(), [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 128) || c == u'-';
    });
}

// What a file says becomes names of folders and keychain entries, so it is looked at although it is
// authenticated.
Result<> checkNames(const Export &content)
{
    const bool isGood = isPlainName(content.file.id)
        && std::all_of(content.secrets.keyBegin(), content.secrets.keyEnd(), isPlainName);
    if (!isGood)
        return fail(ErrorCode::Config, Cluster::tr("The file has names in it that Skep does not give."));
    return {};
}

} // namespace

Pending<> Cluster::exportTo(const QString &path, const SecretPtr &passphrase)
{
    if (phase() != Phase::Ready || d->runner || d->isStarting)
        return ready<>(fail(ErrorCode::Conflict, tr("The cluster %1 is not ready.").arg(name())));
    if (QFile::exists(path))
        return ready<>(
            fail(ErrorCode::Conflict,
                 tr("%1 is there already. Choose another name: nothing is overwritten.").arg(path)));
    auto content = std::make_shared<Export>();
    content->file = d->file;
    content->journal = contentOf(d->surroundings.folder + u"/journal"_s);
    if (d->file.change)
        content->changeJournal = contentOf(d->surroundings.folder + u"/change-journal"_s);
    const auto read = oneByOne(d->site->purposes(), this, [this, content](const QString &purpose) {
        return transform<void>(d->site->secret(purpose), this, [=](const SecretPtr &secret) -> Result<> {
            content->secrets.insert(purpose, secret);
            return {};
        });
    });
    return andThen(read, this, [=] {
        return QtConcurrent::run([=]() -> Result<> {
            const auto sealed = crypto::seal(packExport(*content), passphrase);
            if (!sealed)
                return fail(sealed.error());
            return writeAtomically(path, *sealed);
        });
    });
}

Pending<Cluster *> Workspace::importFrom(const QString &path, const SecretPtr &passphrase)
{
    if (QFileInfo(path).size() > mostBytes)
        return ready<Cluster *>(
            fail(ErrorCode::Config, tr("%1 is larger than any file of a cluster.").arg(path)));
    const auto opened = QtConcurrent::run([=]() -> Result<Export> {
        const auto sealed = readChecked(path);
        if (!sealed)
            return fail(sealed.error());
        const auto plain = crypto::unseal(*sealed, passphrase);
        if (!plain)
            return fail(plain.error());
        return unpackExport(*plain);
    });
    return andThen(opened, this, [this](const Export &content) { return d->take(content); });
}

Pending<Cluster *> Workspace::Private::take(const Export &content)
{
    if (auto good = checkNames(content); !good)
        return ready<Cluster *>(fail(good.error()));
    for (const auto *known : std::as_const(clusters)) {
        if ((known->id() == content.file.id || known->name() == content.file.spec.name)
            && known->phase() != Phase::Destroyed)
            return ready<Cluster *>(
                fail(ErrorCode::Conflict,
                     Workspace::tr("There is a cluster “%1” on this computer already.").arg(known->name())));
    }
    const auto kept = oneByOne(content.secrets.keys(), q, [this, content](const QString &purpose) {
        return secrets->write(u"cluster-%1/%2"_s.arg(content.file.id, purpose),
                              content.secrets.value(purpose));
    });
    return transform<Cluster *>(kept, q, [this, content] { return settle(content); });
}

Result<Cluster *> Workspace::Private::settle(const Export &content)
{
    ClusterFile file = content.file;
    if (Cluster *destroyed = q->cluster(file.spec.name)) {
        if (auto forgotten = q->forget(destroyed); !forgotten)
            return fail(forgotten.error());
    }
    const QString folder = folderOf(file.id);
    if (QFile::exists(folder + u"/cluster.json"_s))
        return fail(
            ErrorCode::Conflict,
            Workspace::tr("%1 has this cluster, but could not be read. Look there first.").arg(folder));
    QDir(folder).removeRecursively(); // of an import that was cut off before its last file
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::Io, Workspace::tr("The folder %1 cannot be made.").arg(folder));
    // The account here may have another id; what counts is whose keys are used.
    const auto known = q->accounts();
    for (const auto &account : known) {
        if (account.name == file.account.name && account.endpoint == file.account.endpoint)
            file.account = account;
    }
    if (auto written = writeNew(folder + u"/journal"_s, content.journal); !written)
        return fail(written.error());
    if (!content.changeJournal.isEmpty()) {
        if (auto written = writeNew(folder + u"/change-journal"_s, content.changeJournal); !written)
            return fail(written.error());
    }
    if (auto saved = saveCluster(folder, file); !saved)
        return fail(saved.error());
    return add(file);
}

} // namespace skep::cluster
