// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/registrylogins.h"

#include "core/base/atomicfile.h"
#include "core/base/jsonreader.h"
#include "core/base/log.h"
#include "core/base/writerlock.h"
#include "core/cluster/compose.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int schema = 1;

QString keyOf(const QString &server)
{
    return u"registry-%1/password"_s.arg(server.isEmpty() ? u"docker.io"_s : server);
}

Result<QList<RegistryLogins::Known>> load(const QString &path)
{
    const auto bytes = readChecked(path);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return QList<RegistryLogins::Known>();
    if (!bytes)
        return fail(bytes.error());
    int version = 0;
    auto read = readJsonObject<QList<RegistryLogins::Known>>(*bytes, [&](JsonReader &r, auto &list) {
        r.integer("schema"_L1, version);
        r.objects("registries"_L1, [&](JsonReader &one) {
            RegistryLogins::Known known;
            one.text("server"_L1, known.server);
            one.text("user"_L1, known.user, JsonReader::Required);
            list.append(known);
        });
    });
    if (read && version > schema)
        return fail(
            ErrorCode::Config,
            RegistryLogins::tr("The file %1 was written by a newer version of Skep. Use that version.")
                .arg(path));
    return read;
}

} // namespace

RegistryLogins::RegistryLogins(QString path, secrets::SecretStore *secrets, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_secrets(secrets)
{
}

const QList<RegistryLogins::Known> &RegistryLogins::known()
{
    if (!m_known) {
        auto read = load(m_path);
        if (!read) // nothing is missing but an offer in a form: the passwords are in the keychain
            qCWarning(lcCluster) << "registry logins:" << read.error().message;
        m_known = read ? *read : QList<Known>();
    }
    return *m_known;
}

// While no other program can; what cannot be read is never written over.
Result<> RegistryLogins::change(const std::function<void(QList<Known> &)> &apply)
{
    const auto lock = WriterLock::take(m_path + u".lock"_s, std::chrono::seconds(2));
    if (!lock)
        return fail(lock.error());
    auto list = load(m_path);
    if (!list)
        return fail(list.error());
    apply(*list);
    QJsonArray array;
    for (const Known &one : std::as_const(*list))
        array.append(QJsonObject{{u"server"_s, one.server}, {u"user"_s, one.user}});
    const QJsonObject whole{{u"schema"_s, schema}, {u"registries"_s, array}};
    auto written = writeAtomically(m_path, QJsonDocument(whole).toJson());
    if (written) {
        m_known = *list;
        emit changed();
    }
    return written;
}

Pending<docker::RegistryLogin> RegistryLogins::login(const QString &server)
{
    const auto &all = known();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Known &one) { return one.server == server; });
    if (found == all.end())
        return ready<docker::RegistryLogin>(
            fail(ErrorCode::NotFound, tr("No login of the registry %1 is kept.").arg(server)));
    return transform<docker::RegistryLogin>(
        m_secrets->read(keyOf(server)), this, [known = *found](const SecretPtr &password) {
            return docker::RegistryLogin{known.server, known.user, password};
        });
}

// The password first: a login that is offered can be used.
Pending<> RegistryLogins::keep(const docker::RegistryLogin &login)
{
    return transform<void>(m_secrets->write(keyOf(login.server), login.password), this,
                           [this, server = login.server, user = login.user] {
                               return change([&](QList<Known> &list) {
                                   list.removeIf([&](const Known &one) { return one.server == server; });
                                   list.append({server, user});
                                   std::sort(list.begin(), list.end(), [](const Known &a, const Known &b) {
                                       return a.server < b.server;
                                   });
                               });
                           });
}

Pending<> RegistryLogins::forget(const QString &server)
{
    return transform<void>(m_secrets->remove(keyOf(server)), this, [this, server] {
        return change([&](QList<Known> &list) {
            list.removeIf([&](const Known &one) { return one.server == server; });
        });
    });
}

QString registryOf(const QString &image)
{
    const QString first = image.section(u'/', 0, 0);
    const bool isHost =
        image.contains(u'/') && (first.contains(u'.') || first.contains(u':') || first == "localhost"_L1);
    return isHost ? registryName(first) : QString();
}

QString registryName(const QString &typed)
{
    QString name = typed.trimmed();
    for (const auto scheme : {"https://"_L1, "http://"_L1}) {
        if (name.startsWith(scheme))
            name.remove(0, scheme.size());
    }
    name = name.section(u'/', 0, 0).toLower();
    static const QStringList hub{u"docker.io"_s, u"index.docker.io"_s, u"registry-1.docker.io"_s,
                                 u"hub.docker.com"_s};
    return hub.contains(name) ? QString() : name;
}

} // namespace skep::cluster
