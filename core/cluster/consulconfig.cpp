// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/consulconfig.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

QString inConfig(QLatin1StringView file)
{
    return QLatin1StringView(consulConfigFolder) + u'/' + file;
}

bool isModern(const ConsulFacts &facts)
{
    return facts.version >= QVersionNumber(1, 12);
}

QJsonObject accessControl(const ConsulFacts &facts)
{
    QJsonObject tokens{{u"agent"_s, text(facts.agentToken)}, {u"default"_s, text(facts.dnsToken)}};
    if (facts.isServer)
        tokens.insert(isModern(facts) ? u"initial_management"_s : u"master"_s, text(facts.managementToken));
    return {{u"enabled"_s, true},
            {u"default_policy"_s, u"deny"_s},
            {u"down_policy"_s, u"extend-cache"_s},
            {u"enable_token_persistence"_s, true},
            {u"tokens"_s, tokens}};
}

void addTls(const ConsulFacts &facts, QJsonObject &config)
{
    const QJsonObject files{{u"ca_file"_s, inConfig("ca.pem"_L1)},
                            {u"cert_file"_s, inConfig("cert.pem"_L1)},
                            {u"key_file"_s, inConfig("key.pem"_L1)},
                            {u"verify_incoming"_s, true},
                            {u"verify_outgoing"_s, true}};
    if (isModern(facts)) {
        config.insert(u"tls"_s,
                      QJsonObject{{u"defaults"_s, files},
                                  {u"internal_rpc"_s, QJsonObject{{u"verify_server_hostname"_s, true}}}});
        return;
    }
    for (auto it = files.begin(); it != files.end(); ++it)
        config.insert(it.key(), it.value());
    config.insert(u"verify_server_hostname"_s, true);
}

QJsonObject ports(const ConsulFacts &facts)
{
    QJsonObject ports{
        {u"dns"_s, 53}, {u"http"_s, 8500}, {u"https"_s, -1}, {u"grpc"_s, -1}, {u"serf_wan"_s, -1}};
    if (facts.version >= QVersionNumber(1, 14))
        ports.insert(u"grpc_tls"_s, -1); // an unknown key before that
    return ports;
}

Result<QJsonObject> objectIn(const QByteArray &config)
{
    const auto document = QJsonDocument::fromJson(config);
    if (!document.isObject())
        return fail(ErrorCode::Config,
                    QCoreApplication::translate("skep::cluster::ConsulConfig",
                                                "Consul's configuration on the machine is no JSON object, so "
                                                "it is left alone. Repair it first."));
    return document.object();
}

} // namespace

QByteArray consulConfig(const ConsulFacts &facts)
{
    QStringList others = facts.servers;
    others.removeAll(facts.address);
    QJsonObject config{
        {u"node_name"_s, facts.nodeName},
        {u"datacenter"_s, QLatin1StringView(consulDatacenter)},
        {u"data_dir"_s, QLatin1StringView(consulDataFolder)},
        {u"server"_s, facts.isServer},
        {u"bind_addr"_s, facts.address},
        {u"advertise_addr"_s, facts.address},
        {u"addresses"_s,
         QJsonObject{{u"dns"_s, QString(u"127.0.0.1 "_s + facts.dockerAddress)},
                     {u"http"_s, u"127.0.0.1"_s}}},
        {u"ports"_s, ports(facts)},
        {u"recursors"_s, QJsonArray::fromStringList(facts.resolvers)},
        {u"retry_join"_s, QJsonArray::fromStringList(others)},
        {u"retry_interval"_s, u"1s"_s},
        {u"performance"_s, QJsonObject{{u"raft_multiplier"_s, 1}}},
        {u"encrypt"_s, text(facts.gossipKey)},
        {u"acl"_s, accessControl(facts)},
        {u"disable_remote_exec"_s, true},
        {u"disable_update_check"_s, true},
        {u"enable_script_checks"_s, false},
        {u"enable_local_script_checks"_s, false},
        {u"leave_on_terminate"_s, false},
        {u"skip_leave_on_interrupt"_s, true},
    };
    // Files of the program itself, behind the same loopback address.
    if (facts.version >= QVersionNumber(1, 9))
        config.insert(u"ui_config"_s, QJsonObject{{u"enabled"_s, true}});
    else
        config.insert(u"ui"_s, true);
    if (facts.isServer && !facts.joins)
        config.insert(u"bootstrap_expect"_s, facts.servers.size());
    addTls(facts, config);
    return QJsonDocument(config).toJson();
}

Result<QByteArray> listeningConfig(const QByteArray &config, const QList<OpenPort> &open,
                                   const QStringList &addresses)
{
    const auto read = objectIn(config);
    if (!read)
        return fail(read.error());
    QJsonObject changed = *read;
    QJsonObject listen = changed.value("addresses"_L1).toObject();
    const auto set = [&](const QString &what, OpenPort port) {
        auto own = listen.value(what).toString().split(u' ', Qt::SkipEmptyParts);
        own.removeIf([&](const QString &address) { return addresses.contains(address); });
        listen.insert(what, (open.contains(port) ? own + addresses : own).join(u' '));
    };
    set(u"dns"_s, OpenPort::ConsulDns);
    set(u"http"_s, OpenPort::ConsulHttp);
    changed.insert(u"addresses"_s, listen);
    // A second wall: from outside nobody may register or remove anything at the agent, token or not.
    if (open.contains(OpenPort::ConsulHttp))
        changed.insert(u"http_config"_s,
                       QJsonObject{{u"allow_write_http_from"_s, QJsonArray{u"127.0.0.0/8"_s}}});
    else
        changed.remove(u"http_config"_s);
    return changed == *read ? config : QJsonDocument(changed).toJson();
}

Result<QByteArray> joiningConfig(const QByteArray &config, const QStringList &servers)
{
    const auto read = objectIn(config);
    if (!read)
        return fail(read.error());
    QStringList others = servers;
    others.removeAll(read->value("bind_addr"_L1).toString());
    QJsonObject changed = *read;
    changed.insert(u"retry_join"_s, QJsonArray::fromStringList(others));
    return changed == *read ? config : QJsonDocument(changed).toJson();
}

QVersionNumber consulVersion(const QString &text)
{
    static const QRegularExpression version(u"(?:\\A|[:\\sv])v?(\\d+\\.\\d+\\.\\d+)"_s);
    const auto match = version.match(text);
    return match.hasMatch() ? QVersionNumber::fromString(match.captured(1)) : QVersionNumber();
}

QString agentPolicyName(const QString &machine)
{
    return u"skep-agent-"_s + QString(machine).replace(u'.', u'_');
}

} // namespace skep::cluster
