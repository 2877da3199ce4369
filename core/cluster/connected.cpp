// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/connected.h"

#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr std::array entryKinds{"socket", "ssh", "endpoint"};
constexpr std::array engineKinds{"swarm", "alone", "classic"};
constexpr int tlsPort = 2376;

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Entry)
};

template <typename Enum, typename Names>
void readName(JsonReader &r, QLatin1StringView key, Enum &out, const Names &names)
{
    QString name;
    r.text(key, name, JsonReader::Required);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == QLatin1StringView(names[i])) {
            out = static_cast<Enum>(i);
            return;
        }
    }
    r.mistake(key, name);
}

void readUrl(JsonReader &r, QLatin1StringView key, QUrl &out)
{
    QString text;
    r.text(key, text);
    out = QUrl(text, QUrl::StrictMode);
    const bool isWeb = out.scheme() == "http"_L1 || out.scheme() == "https"_L1;
    if (!text.isEmpty() && (!out.isValid() || !isWeb || out.host().isEmpty()))
        r.mistake(key, text);
}

QString nameOf(const auto &names, auto value)
{
    return QLatin1StringView(names[static_cast<std::size_t>(value)]);
}

} // namespace

Result<Entry> entryFrom(const QString &address)
{
    Entry entry;
    const bool isNamed = address.contains("://"_L1);
    const QUrl url(isNamed ? address : "ssh://"_L1 + address, QUrl::StrictMode);
    if (url.scheme() == "unix"_L1 && url.path().startsWith(u'/') && url.host().isEmpty()) {
        entry.socketPath = url.path();
        return entry;
    }
    if (url.host().isEmpty() || !url.password().isEmpty())
        return fail(ErrorCode::Config,
                    Texts::tr("“%1” is no way to an engine: name an SSH host, or an address "
                              "that begins with ssh://, unix:// or tcp://.")
                        .arg(address));
    if (url.scheme() == "ssh"_L1) {
        entry.kind = Entry::Kind::Ssh;
        entry.server = address.mid(isNamed ? "ssh://"_L1.size() : 0);
        return entry;
    }
    if (url.scheme() != "tcp"_L1 && url.scheme() != "https"_L1)
        return fail(ErrorCode::Config, Texts::tr("Skep cannot use an engine by “%1”.").arg(url.scheme()));
    entry.kind = Entry::Kind::Endpoint;
    entry.url = url;
    entry.url.setScheme(u"https"_s);
    entry.url.setPort(url.port(tlsPort));
    return entry;
}

QString describe(const Entry &entry)
{
    switch (entry.kind) {
    case Entry::Kind::Socket:
        return u"unix://"_s + entry.socketPath;
    case Entry::Kind::Endpoint:
        return entry.url.toString();
    case Entry::Kind::Ssh:
        break;
    }
    return "ssh://"_L1 + entry.server;
}

QJsonObject toJson(const Connected &connected)
{
    const Entry &entry = connected.entry;
    QJsonObject hostKeys;
    for (auto it = connected.hostKeys.begin(); it != connected.hostKeys.end(); ++it)
        hostKeys.insert(it.key(), QString::fromLatin1(it.value()));
    return {{u"kind"_s, nameOf(entryKinds, entry.kind)},
            {u"socketPath"_s, entry.socketPath},
            {u"server"_s, entry.server},
            {u"keyFile"_s, entry.keyFile},
            {u"url"_s, entry.url.toString(QUrl::FullyEncoded)},
            {u"certificates"_s, entry.certificates},
            {u"context"_s, entry.context},
            {u"hostKeys"_s, hostKeys},
            {u"secrets"_s, QJsonArray::fromStringList(connected.secrets)},
            {u"engine"_s, nameOf(engineKinds, connected.engine)},
            {u"changesAllowed"_s, connected.changesAllowed},
            {u"consul"_s, connected.consul.toString(QUrl::FullyEncoded)}};
}

Result<Connected> connectedFromJson(const QJsonObject &object)
{
    Connected connected;
    JsonReader r(object);
    readName(r, "kind"_L1, connected.entry.kind, entryKinds);
    r.text("socketPath"_L1, connected.entry.socketPath);
    r.text("server"_L1, connected.entry.server);
    r.text("keyFile"_L1, connected.entry.keyFile);
    readUrl(r, "url"_L1, connected.entry.url);
    r.text("certificates"_L1, connected.entry.certificates);
    r.text("context"_L1, connected.entry.context);
    readName(r, "engine"_L1, connected.engine, engineKinds);
    r.boolean("changesAllowed"_L1, connected.changesAllowed);
    readUrl(r, "consul"_L1, connected.consul);
    const auto hostKeys = object.value("hostKeys"_L1).toObject();
    for (auto it = hostKeys.begin(); it != hostKeys.end(); ++it)
        connected.hostKeys.insert(it.key(), it.value().toString().toLatin1());
    const auto secrets = object.value("secrets"_L1).toArray();
    for (const auto &purpose : secrets)
        connected.secrets.append(purpose.toString());
    if (auto mistake = r.error())
        return fail(ErrorCode::Config, mistake->message);
    return connected;
}

} // namespace skep::cluster
