// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/way.h"

#include "core/local/knownhosts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMap>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

constexpr qsizetype mostHops = 8;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::ssh::Way)
};

//! A server as it is named, before any file is asked.
struct Named
{
    QString user = {};
    QString host = {};
    std::optional<quint16> port = {};
};

Result<Named> named(const QString &server)
{
    const auto refuse = [&] {
        return fail(ErrorCode::Config,
                    Texts::tr("“%1” is no server: write a name of the ssh configuration, or user@host:port.")
                        .arg(server));
    };
    QString rest = server.trimmed();
    if (rest.startsWith("ssh://"_L1))
        rest = rest.mid(6);
    if (rest.endsWith(u'/'))
        rest.chop(1);
    Named result;
    if (const auto at = rest.lastIndexOf(u'@'); at >= 0) {
        result.user = rest.left(at);
        rest = rest.mid(at + 1);
        if (!isUserName(result.user))
            return refuse();
    }
    const bool isBracketed = rest.startsWith(u'[');
    const auto bracket = rest.indexOf(u']');
    if (isBracketed && bracket < 0)
        return refuse();
    result.host = isBracketed ? rest.mid(1, bracket - 1) : rest;
    QString port = isBracketed ? rest.mid(bracket + 1) : QString();
    if (!isBracketed && rest.count(u':') == 1) {
        result.host = rest.section(u':', 0, 0);
        port = rest.mid(result.host.size());
    }
    if (!port.isEmpty()) {
        bool isNumber = false;
        const int number = QStringView(port).mid(1).toInt(&isNumber);
        if (!port.startsWith(u':') || !isNumber || number < 1 || number > 65535)
            return refuse();
        result.port = quint16(number);
    }
    // Names of the configuration need not be host names, but nothing begins like an option or has blanks.
    for (const QChar c : std::as_const(result.host)) {
        if (c.isSpace() || !c.isPrint())
            return refuse();
    }
    if (result.host.isEmpty() || result.host.startsWith(u'-') || result.host.size() > 253)
        return refuse();
    return result;
}

//! Puts a way together from what the configuration says of each of its hosts.
class Builder
{
public:
    explicit Builder(const SshConfig &config)
        : m_config(config)
    {
    }
    //! Of several jump hosts in one line only the first is reached by what the files say of its way.
    Result<> add(const QString &server, bool mayJump);
    Way way;

private:
    Hop hopOf(const Named &name, const HostSettings &settings) const;
    QString expanded(const QString &text, const Hop &hop) const;
    QString agentOf(const HostSettings &settings, const Hop &hop) const;
    QList<Identity> identitiesOf(const HostSettings &settings, const Hop &hop) const;

    const SshConfig &m_config;
    QStringList m_open; //!< whose ways are being followed
};

Result<> Builder::add(const QString &server, bool mayJump)
{
    const auto name = named(server);
    if (!name)
        return fail(name.error());
    const auto settings = m_config.settingsOf(name->host, name->user);
    if (!settings)
        return fail(settings.error());
    const Hop hop = hopOf(*name, *settings);
    if (m_open.contains(hop.alias)) // the same address may be another machine in another network
        return fail(ErrorCode::Config,
                    Texts::tr("The jump hosts of %1 lead in a circle.").arg(m_open.constFirst()));
    if (m_open.size() + way.hops.size() >= mostHops)
        return fail(ErrorCode::Config, Texts::tr("%1 is behind too many jump hosts.").arg(server));
    m_open.append(hop.alias);
    const auto jumps = mayJump ? settings->proxyJump.split(u',', Qt::SkipEmptyParts) : QStringList();
    for (qsizetype i = 0; i < jumps.size(); ++i) {
        if (auto good = add(expanded(jumps.at(i), hop), i == 0); !good)
            return good;
    }
    m_open.removeLast();
    way.hops.append(hop);
    way.notes += settings->notes;
    return {};
}

Hop Builder::hopOf(const Named &name, const HostSettings &settings) const
{
    Hop hop;
    hop.alias = name.host;
    hop.target.host = settings.hostName;
    hop.target.port = name.port.value_or(settings.port);
    hop.target.user = settings.user.isEmpty() ? m_config.places().localUser : settings.user;
    hop.target.identitiesOnly = settings.identitiesOnly;
    hop.target.identities = identitiesOf(settings, hop);
    hop.target.agentSocket = agentOf(settings, hop);
    hop.knownAs = settings.hostKeyAlias.isEmpty() ? local::knownHostName(settings.hostName, hop.target.port)
                                                  : settings.hostKeyAlias;
    const QString folder = m_config.places().folder();
    for (const QString &file : settings.knownHostsFiles) {
        if (file != "none"_L1 && file != "/dev/null"_L1)
            hop.knownHostsFiles.append(expanded(file, hop));
    }
    if (settings.knownHostsFiles.isEmpty())
        hop.knownHostsFiles = {folder + u"/known_hosts"_s, folder + u"/known_hosts2"_s};
    if (!m_config.places().systemFile.isEmpty()) {
        const QString system = QFileInfo(m_config.places().systemFile).absolutePath();
        hop.knownHostsFiles += {system + u"/ssh_known_hosts"_s, system + u"/ssh_known_hosts2"_s};
    }
    return hop;
}

// ssh's "~", "%" tokens and "${NAME}"; a token that it does not know stays as it is and leads to no file.
QString Builder::expanded(const QString &text, const Hop &hop) const
{
    const SshConfig::Places &places = m_config.places();
    const QMap<QChar, QString> tokens{{u'%', u"%"_s},
                                      {u'd', places.home},
                                      {u'h', hop.target.host},
                                      {u'n', hop.alias},
                                      {u'p', QString::number(hop.target.port)},
                                      {u'r', hop.target.user},
                                      {u'u', places.localUser}};
    QString result;
    const bool isAtHome = text == "~"_L1 || text.startsWith("~/"_L1);
    for (qsizetype i = isAtHome ? 1 : 0; i < text.size(); ++i) {
        const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
        const auto close = text.indexOf(u'}', i);
        if (text.at(i) == u'%' && tokens.contains(next)) {
            result += tokens.value(next);
            ++i;
        } else if (text.at(i) == u'$' && next == u'{' && close > 0) {
            result += qEnvironmentVariable(text.mid(i + 2, close - i - 2).toLocal8Bit().constData());
            i = close;
        } else {
            result += text.at(i);
        }
    }
    return isAtHome ? places.home + result : result;
}

QString Builder::agentOf(const HostSettings &settings, const Hop &hop) const
{
    const QString agent = settings.identityAgent;
    if (agent.isEmpty() || agent == "SSH_AUTH_SOCK"_L1)
        return qEnvironmentVariable("SSH_AUTH_SOCK");
    if (agent == "none"_L1)
        return {};
    if (agent.startsWith(u'$') && !agent.startsWith("${"_L1))
        return qEnvironmentVariable(agent.mid(1).toLocal8Bit().constData());
    return expanded(agent, hop);
}

QList<Identity> Builder::identitiesOf(const HostSettings &settings, const Hop &hop) const
{
    QList<Identity> identities;
    for (const QString &file : settings.identityFiles) {
        if (file != "none"_L1)
            identities.append({expanded(file, hop)});
    }
    if (!settings.identityFiles.isEmpty())
        return identities;
    const QString folder = m_config.places().folder();
    for (const char *name : {"id_rsa", "id_ecdsa", "id_ed25519"}) { // in ssh's order
        const QString file = folder + u'/' + QLatin1StringView(name);
        if (QFileInfo::exists(file))
            identities.append({file});
    }
    return identities;
}

} // namespace

QString loginOf(const Target &target)
{
    return u"%1@%2:%3"_s.arg(target.user, target.host, QString::number(target.port));
}

Target Way::target(qsizetype hop, const QList<QByteArray> &hostKeys) const
{
    Target result = hops.at(hop).target;
    if (hop < hostKeys.size())
        result.pinnedHostKey = hostKeys.at(hop);
    if (hop > 0)
        result.jump = std::make_shared<const Target>(target(hop - 1, hostKeys));
    return result;
}

Result<Way> wayTo(const QString &server, const SshConfig &config)
{
    Builder builder(config);
    if (auto good = builder.add(server, true); !good)
        return fail(good.error());
    builder.way.notes.removeDuplicates();
    return builder.way;
}

} // namespace skep::ssh
