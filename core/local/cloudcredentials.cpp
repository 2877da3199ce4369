// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/cloudcredentials.h"

#include "core/cloud/cloudstack/transport.h"
#include "core/local/machinestore.h"
#include "core/local/userfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include <toml++/toml.h>

using namespace Qt::StringLiterals;

namespace skep::local {

namespace {

constexpr qint64 longestFile = 256 * 1024;

struct Credentials
{
    Q_DECLARE_TR_FUNCTIONS(skep::local::Credentials)
};

//! The API of a zone; any zone's will do, since an account's machines can be made in all.
QUrl exoscaleEndpoint(const QString &zone)
{
    static const QRegularExpression grammar(u"\\A[a-z]{2}-[a-z]{2,4}-[0-9]\\z"_s);
    return QUrl(
        u"https://api-%1.exoscale.com/v2"_s.arg(grammar.match(zone).hasMatch() ? zone : u"ch-gva-2"_s));
}

// A word of a file, such as a name, in a form that fits one line.
QString plain(const QString &text)
{
    QString kept = text.simplified().left(60);
    kept.removeIf([](QChar c) { return !c.isPrint(); });
    return kept;
}

bool isKey(const QString &text)
{
    static const QRegularExpression grammar(u"\\A[A-Za-z0-9_-]{8,128}\\z"_s);
    return grammar.match(text).hasMatch();
}

void add(FoundCredentials &found, const CloudCredentials &credentials)
{
    if (isKey(credentials.apiKey) && !credentials.secret->isEmpty())
        found.usable.append(credentials);
    else
        found.notes.append(Credentials::tr("%1 has no complete key and secret.").arg(credentials.source));
}

// Its files may say anything; what is offered must be an address that Skep would use.
void addCloudStack(FoundCredentials &found, const CloudCredentials &credentials)
{
    if (const auto good = cloud::cloudstack::checkEndpoint(credentials.endpoint); !good)
        found.notes.append(credentials.source + u": "_s + good.error().message);
    else
        add(found, credentials);
}

QString textAt(const toml::table &table, const char *key)
{
    const auto value = table[key].value<std::string_view>();
    return value ? QString::fromUtf8(value->data(), qsizetype(value->size())) : QString();
}

void readAccount(const QString &path, const toml::table &account, FoundCredentials &found)
{
    const QString name = plain(textAt(account, "name"));
    const QString source = Credentials::tr("%1, account “%2”").arg(path, name);
    if (account.contains("secretCommand") && !account.contains("secret")) {
        found.notes.append(
            Credentials::tr(
                "%1 gets its secret from a command, which Skep does not run. Paste the secret instead.")
                .arg(source));
        return;
    }
    add(found,
        {source, name.isEmpty() ? u"Exoscale"_s : name, exoscaleEndpoint(textAt(account, "defaultZone")),
         textAt(account, "key").trimmed(), makeSecret(textAt(account, "secret").trimmed().toUtf8())});
}

//! "name = value" lines by section; comments and everything else are left out.
QMap<QString, QMap<QString, QString>> sectionsOf(const QByteArray &bytes)
{
    QMap<QString, QMap<QString, QString>> sections;
    QString section;
    const auto lines = QString::fromUtf8(bytes).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.startsWith(u'[') && line.endsWith(u']'))
            section = line.mid(1, line.size() - 2).trimmed();
        else if (!line.startsWith(u'#') && !line.startsWith(u';') && line.contains(u'='))
            sections[section].insert(line.section(u'=', 0, 0).trimmed().toLower(),
                                     line.section(u'=', 1).trimmed());
    }
    return sections;
}

bool isExoscale(const QUrl &endpoint)
{
    const QString host = endpoint.host();
    return host.endsWith(".exoscale.ch"_L1) || host.endsWith(".exoscale.com"_L1);
}

} // namespace

FoundCredentials readExoscaleFile(const QString &path)
{
    FoundCredentials found;
    const auto bytes = readUserFile(path, longestFile);
    if (!bytes || bytes->isEmpty()) {
        if (!bytes)
            found.notes.append(bytes.error().message);
        return found;
    }
    try {
        const toml::table file = toml::parse(std::string_view(bytes->constData(), size_t(bytes->size())));
        const toml::array *accounts = file["accounts"].as_array();
        if (!accounts)
            found.notes.append(Credentials::tr("%1 has no accounts in it.").arg(path));
        for (size_t i = 0; accounts && i < accounts->size(); ++i) {
            if (const toml::table *account = accounts->get(i)->as_table())
                readAccount(path, *account, found);
        }
    } catch (const toml::parse_error &error) {
        found.notes.append(Credentials::tr("%1 cannot be read: line %2 is no TOML.")
                               .arg(path)
                               .arg(error.source().begin.line));
    }
    return found;
}

FoundCredentials readCloudStackFile(const QString &path)
{
    FoundCredentials found;
    const auto bytes = readUserFile(path, longestFile);
    if (!bytes) {
        found.notes.append(bytes.error().message);
        return found;
    }
    const auto sections = sectionsOf(*bytes);
    for (auto section = sections.begin(); section != sections.end(); ++section) {
        if (!section->contains(u"endpoint"_s))
            continue;
        const QString source = Credentials::tr("%1, section “%2”").arg(path, plain(section.key()));
        const QUrl endpoint(section->value(u"endpoint"_s), QUrl::StrictMode);
        if (!isExoscale(endpoint)) {
            addCloudStack(found,
                          {source, plain(section.key() == "cloudstack"_L1 ? endpoint.host() : section.key()),
                           endpoint, section->value(u"key"_s),
                           makeSecret(section->value(u"secret"_s).toUtf8()), u"cloudstack"_s});
            continue;
        }
        // That API is switched off; the key is the account's all the same.
        add(found,
            {source, u"Exoscale"_s, exoscaleEndpoint({}), section->value(u"key"_s),
             makeSecret(section->value(u"secret"_s).toUtf8())});
    }
    return found;
}

FoundCredentials readEnvironment(const QProcessEnvironment &environment)
{
    FoundCredentials found;
    const auto first = [&](const QStringList &names) {
        for (const QString &name : names) {
            if (environment.contains(name))
                return name;
        }
        return QString();
    };
    const QString key =
        first({u"EXOSCALE_API_KEY"_s, u"EXOSCALE_KEY"_s, u"CLOUDSTACK_KEY"_s, u"CLOUDSTACK_API_KEY"_s});
    const QString secret = first({u"EXOSCALE_API_SECRET"_s, u"EXOSCALE_SECRET"_s, u"EXOSCALE_SECRET_KEY"_s,
                                  u"CLOUDSTACK_SECRET"_s, u"CLOUDSTACK_SECRET_KEY"_s});
    if (key.isEmpty() && secret.isEmpty())
        return found;
    const QUrl old(environment.value(u"CLOUDSTACK_ENDPOINT"_s), QUrl::StrictMode);
    if (key.startsWith("CLOUDSTACK"_L1) && !old.isEmpty() && !isExoscale(old)) {
        addCloudStack(found,
                      {Credentials::tr("The environment (%1)").arg(key), plain(old.host()), old,
                       environment.value(key).trimmed(),
                       makeSecret(environment.value(secret).trimmed().toUtf8()), u"cloudstack"_s});
        return found;
    }
    const QUrl named(environment.value(u"EXOSCALE_API_ENDPOINT"_s), QUrl::StrictMode);
    add(found,
        {Credentials::tr("The environment (%1)").arg(key.isEmpty() ? secret : key), u"Exoscale"_s,
         named.isEmpty() ? exoscaleEndpoint(environment.value(u"EXOSCALE_ZONE"_s)) : named,
         environment.value(key).trimmed(), makeSecret(environment.value(secret).trimmed().toUtf8())});
    return found;
}

FoundCredentials findCredentials()
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    FoundCredentials all = readEnvironment(environment);
    const auto take = [&all](const FoundCredentials &found) {
        all.usable += found.usable;
        all.notes += found.notes;
    };
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    take(readExoscaleFile(config + u"/exoscale/exoscale.toml"_s));
    take(readExoscaleFile(QDir::homePath() + u"/.exoscale/exoscale.toml"_s));
    const QString named = environment.value(u"CLOUDSTACK_CONFIG"_s);
    take(readCloudStackFile(named.isEmpty() ? QDir::homePath() + u"/.cloudstack.ini"_s : named));
    QStringList keys; // each machine of a store has the same one
    const auto store = readMachineStore(machineStoreFolder());
    for (const StoredMachine &machine : store.machines) {
        if (!machine.credentials || keys.contains(machine.credentials->apiKey))
            continue;
        keys.append(machine.credentials->apiKey);
        add(all, *machine.credentials);
    }
    return all;
}

} // namespace skep::local
