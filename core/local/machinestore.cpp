// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/machinestore.h"

#include "core/local/userfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace skep::local {

namespace {

constexpr qint64 longestConfig = 1024 * 1024;
constexpr int newestVersion = 3;

struct Store
{
    Q_DECLARE_TR_FUNCTIONS(skep::local::Store)
};

//! Fields of the drivers that hold a secret in plain text.
const QStringList &secretFields()
{
    static const QStringList names{u"ApiSecretKey"_s, u"SecretKey"_s, u"SessionToken"_s, u"AccessToken"_s,
                                   u"APIToken"_s,     u"APIKey"_s,    u"Token"_s,        u"Password"_s};
    return names;
}

bool isName(const QString &text) // docker-machine's own rule
{
    static const QRegularExpression grammar(u"\\A[a-zA-Z0-9][a-zA-Z0-9.-]{0,200}\\z"_s);
    return grammar.match(text).hasMatch();
}

bool isPlainFile(const QString &path)
{
    const QFileInfo file(path);
    return file.isFile() && !file.isSymLink();
}

//! The object of a key; an absent or other one is empty.
QJsonObject part(const QJsonObject &object, const QString &key)
{
    return object.value(key).toObject();
}

QString firstText(std::initializer_list<QJsonValue> values)
{
    for (const QJsonValue &value : values) {
        if (!value.toString().isEmpty())
            return value.toString();
    }
    return {};
}

//! Where the key lies: the named file if that is in this store, else beside the configuration, since stores
//! are moved between computers and their paths are absolute.
QString keyFileOf(const QString &folder, const QString &named)
{
    const QFileInfo file(named);
    if (file.isAbsolute() && QDir::cleanPath(file.path()) == QDir::cleanPath(folder) && isPlainFile(named))
        return named;
    for (const QString &beside : {QFileInfo(QString(named).replace(u'\\', u'/')).fileName(), u"id_rsa"_s}) {
        if (!beside.isEmpty() && isPlainFile(folder + u'/' + beside))
            return folder + u'/' + beside;
    }
    return {};
}

QString certificatesOf(const QString &folder)
{
    for (const auto &name : {"/ca.pem"_L1, "/cert.pem"_L1, "/key.pem"_L1}) {
        if (!isPlainFile(folder + name))
            return {};
    }
    return folder;
}

// The first versions had the swarm's part beside the driver's, later ones in the driver's or the options.
void readSwarm(const QJsonObject &config, StoredMachine &machine)
{
    const QJsonObject driver = part(config, u"Driver"_s);
    const QJsonObject options = part(part(config, u"HostOptions"_s), u"SwarmOptions"_s);
    const auto isSet = [](const QJsonObject &object, const QString &key) {
        return object.value(key).toBool();
    };
    machine.discovery = firstText({options.value("Discovery"_L1), driver.value("SwarmDiscovery"_L1),
                                   config.value("SwarmDiscovery"_L1)});
    machine.isSwarmMaster =
        isSet(options, u"Master"_s) || isSet(driver, u"SwarmMaster"_s) || isSet(config, u"SwarmMaster"_s);
    machine.isSwarm = isSet(options, u"IsSwarm"_s) || isSet(options, u"Agent"_s) || machine.isSwarmMaster;
}

void readCredentials(const QString &path, const QJsonObject &driver, StoredMachine &machine)
{
    for (const QString &field : secretFields()) {
        if (!driver.value(field).toString().isEmpty())
            machine.secretsInPlainText.append(field);
    }
    const QString secret = driver.value("ApiSecretKey"_L1).toString();
    if (machine.driver != "exoscale"_L1 || secret.isEmpty())
        return;
    CloudCredentials credentials;
    credentials.source = Store::tr("docker-machine's file %1").arg(path);
    credentials.name = u"Exoscale"_s;
    // The address in the file is of an interface that is switched off; the key is the account's all the same.
    credentials.endpoint = QUrl(u"https://api-ch-gva-2.exoscale.com/v2"_s);
    credentials.apiKey = driver.value("ApiKey"_L1).toString();
    credentials.secret = makeSecret(secret.toUtf8());
    machine.credentials = credentials;
}

Result<QJsonObject> readConfig(const QString &path)
{
    if (QFileInfo(path).isSymLink())
        return fail(ErrorCode::Config, Store::tr("%1 is a symbolic link, which is not followed.").arg(path));
    auto bytes = readUserFile(path, longestConfig);
    if (!bytes)
        return fail(bytes.error());
    if (bytes->isEmpty())
        return fail(ErrorCode::NotFound, Store::tr("%1 is missing or empty.").arg(path));
    if (bytes->startsWith("\xEF\xBB\xBF"))
        bytes->remove(0, 3);
    QJsonParseError trouble;
    const auto document = QJsonDocument::fromJson(*bytes, &trouble);
    if (!document.isObject())
        return fail(ErrorCode::Config, Store::tr("%1 is no JSON object: it may be cut off.").arg(path),
                    trouble.errorString());
    return document.object();
}

Result<StoredMachine> readMachine(const QString &folder, const QString &name)
{
    const QString path = folder + u"/config.json"_s;
    const auto config = readConfig(path);
    if (!config)
        return fail(config.error());
    const int version = config->value("ConfigVersion"_L1).toInt();
    if (version < 0 || version > newestVersion)
        return fail(ErrorCode::Config,
                    Store::tr("%1 is of version %2, which this Skep does not know.").arg(path).arg(version));
    const QJsonObject driver = part(*config, u"Driver"_s);
    StoredMachine machine;
    machine.name = name;
    machine.driver = config->value("DriverName"_L1).toString();
    machine.address = driver.value("IPAddress"_L1).toString();
    if (!machine.address.isEmpty() && QHostAddress(machine.address).isNull())
        return fail(ErrorCode::Config, Store::tr("%1 has an address that is none.").arg(path),
                    machine.address.left(100));
    machine.user = firstText({driver.value("SSHUser"_L1), u"root"_s});
    const int port = driver.value("SSHPort"_L1).toInt();
    if (port < 0 || port > 65535)
        return fail(ErrorCode::Config, Store::tr("%1 has an SSH port that is none.").arg(path));
    machine.port = port == 0 ? quint16(22) : quint16(port);
    machine.keyFile =
        keyFileOf(folder, firstText({driver.value("SSHKeyPath"_L1), driver.value("SSHKey"_L1)}));
    machine.certificateFolder = certificatesOf(folder);
    readSwarm(*config, machine);
    readCredentials(path, driver, machine);
    return machine;
}

//! The document without the texts of the secret fields of "Driver", each other byte as it was.
QByteArray withoutSecrets(QByteArray bytes, const QStringList &fields)
{
    for (const QString &field : fields) {
        const QRegularExpression member(
            u"(\"%1\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*\""_s.arg(QRegularExpression::escape(field)));
        // Latin-1, so that each byte is one character and comes back as it was.
        QString text = QString::fromLatin1(bytes);
        text.replace(member, u"\\1\""_s);
        bytes = text.toLatin1();
    }
    return bytes;
}

QJsonObject emptied(QJsonObject config, const QStringList &fields)
{
    QJsonObject driver = part(config, u"Driver"_s);
    for (const QString &field : fields)
        driver.insert(field, QString());
    config.insert(u"Driver"_s, driver);
    return config;
}

} // namespace

QString machineStoreFolder()
{
    const QString named = qEnvironmentVariable("MACHINE_STORAGE_PATH");
    return named.isEmpty() ? QDir::homePath() + u"/.docker/machine"_s : named;
}

MachineStore readMachineStore(const QString &folder)
{
    MachineStore store;
    const QDir machines(folder + u"/machines"_s);
    const auto entries = machines.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::System, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QString name = entry.fileName();
        if (entry.isSymLink()) {
            store.notes.append(
                Store::tr("%1 is a symbolic link, which is not followed.").arg(entry.filePath()));
        } else if (!isName(name)) {
            store.notes.append(Store::tr("%1 is no name of a machine.").arg(entry.filePath()));
        } else if (auto machine = readMachine(entry.filePath(), name)) {
            store.machines.append(*machine);
        } else {
            store.notes.append(machine.error().message);
        }
    }
    return store;
}

QList<MachineGroup> groupsOf(const QList<StoredMachine> &machines)
{
    QList<MachineGroup> groups;
    for (const StoredMachine &machine : machines) {
        const QString where = machine.isSwarm ? machine.discovery : QString();
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const MachineGroup &each) { return each.discovery == where; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {where, {}});
        group->machines.append(machine);
    }
    for (MachineGroup &group : groups)
        std::stable_sort(group.machines.begin(), group.machines.end(),
                         [](const auto &a, const auto &b) { return a.isSwarmMaster && !b.isSwarmMaster; });
    return groups;
}

Result<> emptySecrets(const QString &storeFolder, const StoredMachine &machine)
{
    const QString path = u"%1/machines/%2/config.json"_s.arg(storeFolder, machine.name);
    if (!isName(machine.name))
        return fail(ErrorCode::Config, Store::tr("“%1” is no name of a machine.").arg(machine.name));
    const auto config = readConfig(path);
    if (!config)
        return fail(config.error());
    const auto bytes = readUserFile(path, longestConfig);
    if (!bytes)
        return fail(bytes.error());
    const QByteArray after = withoutSecrets(*bytes, machine.secretsInPlainText);
    const qsizetype mark = after.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    if (QJsonDocument::fromJson(after.mid(mark)).object() != emptied(*config, machine.secretsInPlainText))
        return fail(ErrorCode::Config,
                    Store::tr("The secrets in %1 cannot be taken out without changing more: do it by hand.")
                        .arg(path));
    return replaceUserFile(path, after, 0600);
}

} // namespace skep::local
