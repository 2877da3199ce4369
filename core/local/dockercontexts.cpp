// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/dockercontexts.h"

#include "core/base/jsonreader.h"
#include "core/local/userfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::local {

namespace {

constexpr qint64 longestMeta = qint64(10) * 1024 * 1024; // the docker client's own limit
constexpr unsigned metaMode = 0644;

struct Contexts
{
    Q_DECLARE_TR_FUNCTIONS(skep::local::Contexts)
};

QByteArray toJson(const DockerContext &context)
{
    QJsonObject metadata{{u"Description"_s, context.description}, {u"SkepCluster"_s, context.owner}};
    if (!context.keyAdded.isEmpty())
        metadata.insert(u"SkepKey"_s, context.keyAdded);
    const QJsonObject docker{{u"Host"_s, context.host}, {u"SkipTLSVerify"_s, false}};
    const QJsonObject object{{u"Name"_s, context.name},
                             {u"Metadata"_s, metadata},
                             {u"Endpoints"_s, QJsonObject{{u"docker"_s, docker}}}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Result<> checkContextName(const QString &name)
{
    static const QRegularExpression grammar(u"\\A[a-zA-Z0-9][a-zA-Z0-9_.+-]+\\z"_s);
    if (name != "default"_L1 && name.size() <= 128 && grammar.match(name).hasMatch())
        return {};
    return fail(ErrorCode::Config,
                Contexts::tr("A docker context's name has at least two letters, digits or _ . + -, starts "
                             "with a letter or digit, and is not “default”."));
}

DockerContexts::DockerContexts(QString dockerFolder)
    : m_folder(std::move(dockerFolder))
{
}

QString DockerContexts::folderOf(const QString &name) const
{
    const QByteArray id = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_folder + u"/contexts/meta/"_s + QString::fromLatin1(id);
}

Result<DockerContext> DockerContexts::read(const QString &folder) const
{
    const QString path = folder + u"/meta.json"_s;
    if (QFileInfo(folder).isSymLink() || QFileInfo(path).isSymLink())
        return fail(ErrorCode::Config,
                    Contexts::tr("%1 is a link to somewhere else, so it is left alone.").arg(path));
    if (!QFileInfo::exists(path))
        return fail(ErrorCode::NotFound, Contexts::tr("There is no such docker context."));
    const auto bytes = readUserFile(path, longestMeta);
    if (!bytes)
        return fail(bytes.error());
    const auto context = readJsonObject<DockerContext>(*bytes, [](JsonReader &r, DockerContext &out) {
        r.text("Name"_L1, out.name, JsonReader::Required);
        r.object("Metadata"_L1, [&](JsonReader &metadata) {
            metadata.text("Description"_L1, out.description);
            metadata.text("SkepCluster"_L1, out.owner);
            metadata.text("SkepKey"_L1, out.keyAdded);
        });
        r.object("Endpoints"_L1, [&](JsonReader &endpoints) {
            endpoints.object("docker"_L1, [&](JsonReader &docker) { docker.text("Host"_L1, out.host); });
        });
    });
    if (!context)
        return fail(ErrorCode::Config, Contexts::tr("%1 is no docker context that can be read.").arg(path),
                    context.error().message);
    return *context;
}

Result<DockerContext> DockerContexts::find(const QString &name) const
{
    auto context = read(folderOf(name));
    if (context && context->name != name)
        return fail(ErrorCode::Config,
                    Contexts::tr("%1 is no docker context that can be read.").arg(folderOf(name)));
    return context;
}

QString DockerContexts::certificatesOf(const QString &name) const
{
    const QString id = QFileInfo(folderOf(name)).fileName();
    const QString folder = m_folder + u"/contexts/tls/"_s + id + u"/docker"_s;
    return QFileInfo(folder).isDir() && !QFileInfo(folder).isSymLink() ? folder : QString();
}

QList<DockerContext> DockerContexts::all() const
{
    QList<DockerContext> found;
    const QDir meta(m_folder + u"/contexts/meta"_s);
    const auto folders = meta.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : folders) {
        const auto context = read(meta.filePath(id));
        if (context && folderOf(context->name) == meta.filePath(id))
            found.append(*context);
    }
    std::sort(found.begin(), found.end(),
              [](const DockerContext &a, const DockerContext &b) { return a.name < b.name; });
    return found;
}

QList<DockerContext> DockerContexts::ownedBy(const QString &clusterId) const
{
    QList<DockerContext> found = all();
    found.removeIf([&](const DockerContext &context) { return context.owner != clusterId; });
    return found;
}

Result<> DockerContexts::checkIsFree(const QString &name, const QString &owner) const
{
    if (auto good = checkContextName(name); !good)
        return good;
    const auto known = find(name);
    if (!known && known.error().code != ErrorCode::NotFound)
        return fail(known.error());
    if (known && known->owner != owner)
        return fail(
            ErrorCode::Conflict,
            Contexts::tr("There is a docker context “%1” already, which leads to %2. It stays as it is: "
                         "choose another name.")
                .arg(name, known->host));
    return {};
}

Result<> DockerContexts::write(const DockerContext &context) const
{
    if (auto free = checkIsFree(context.name, context.owner); !free)
        return free;
    const QString folder = folderOf(context.name);
    const bool isFirst = !QFileInfo::exists(m_folder);
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::Io, Contexts::tr("The folder %1 cannot be made.").arg(folder));
    if (isFirst) // as docker makes it: registry logins come to lie here
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return replaceUserFile(folder + u"/meta.json"_s, toJson(context), metaMode);
}

Result<QString> DockerContexts::current() const
{
    const QString path = m_folder + u"/config.json"_s;
    const auto bytes = readUserFile(path, longestMeta);
    if (!bytes || bytes->isEmpty())
        return bytes ? Result<QString>(QString()) : fail(bytes.error());
    const auto config = parseJsonObject(*bytes);
    if (!config)
        return fail(ErrorCode::Config, Contexts::tr("%1 cannot be read.").arg(path), config.error().message);
    return config->value("currentContext"_L1).toString();
}

Result<> DockerContexts::checkRemoval(const QString &name, const QString &owner) const
{
    const auto known = find(name);
    if (!known)
        return fail(known.error());
    if (known->owner != owner)
        return fail(ErrorCode::Conflict,
                    Contexts::tr("Skep has not made the docker context “%1”, so it stays.").arg(name));
    const auto inUse = current();
    if (!inUse)
        return fail(inUse.error());
    if (*inUse == name)
        return fail(ErrorCode::Conflict,
                    Contexts::tr("“%1” is docker's current context. Choose another one first: docker context "
                                 "use default.")
                        .arg(name));
    return {};
}

Result<> DockerContexts::remove(const QString &name, const QString &owner) const
{
    if (auto good = checkRemoval(name, owner); !good)
        return good;
    const QString folder = folderOf(name);
    if (!QFile::remove(folder + u"/meta.json"_s))
        return fail(ErrorCode::Io, Contexts::tr("%1 cannot be removed.").arg(folder + u"/meta.json"_s));
    QDir().rmdir(folder);
    return {};
}

} // namespace skep::local
