// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/consulconfig.h"
#include "core/cluster/daemonconfig.h"
#include "core/cluster/registrarservice.h"
#include "core/cluster/userdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace skep;
using namespace skep::cluster;
using namespace Qt::StringLiterals;

namespace {

ConsulFacts facts(const char *version, bool isServer)
{
    ConsulFacts f;
    f.version = QVersionNumber::fromString(QLatin1StringView(version));
    f.isServer = isServer;
    f.nodeName = u"c-consul-1"_s;
    f.address = u"10.0.0.2"_s;
    f.dockerAddress = u"172.17.0.1"_s;
    f.resolvers = {u"9.9.9.9"_s};
    f.servers = {u"10.0.0.2"_s, u"10.0.0.3"_s, u"10.0.0.4"_s};
    f.gossipKey = "gossip==";
    f.managementToken = "management";
    f.agentToken = "agent";
    f.dnsToken = "dns";
    return f;
}

QJsonObject configOf(const ConsulFacts &f)
{
    return QJsonDocument::fromJson(consulConfig(f)).object();
}

} // namespace

//! The texts that go to nodes: user data, daemon.json, Consul's configuration.
class TestNodeConfig : public QObject
{
    Q_OBJECT

private slots:
    void consulBefore112();
    void consulFrom112();
    void consulClient();
    void consulServerThatJoins();
    void consulGrpcTlsFrom114();
    void consulVersions_data();
    void consulVersions();
    void daemonJsonIsMerged();
    void daemonJsonIsLeftAlone();
    void daemonJsonBroken();
    void daemonJsonForTheEnginesPort();
    void userDataIsCloudConfig();
    void extraUserDataIsAPartOfItsOwn_data();
    void extraUserDataIsAPartOfItsOwn();
    void registrarHasNoRights();
};

void TestNodeConfig::consulBefore112()
{
    const auto config = configOf(facts("1.8.7", true));
    QCOMPARE(config[u"acl"_s][u"tokens"_s][u"master"_s].toString(), u"management"_s);
    QVERIFY(config[u"acl"_s][u"tokens"_s][u"initial_management"_s].isUndefined());
    QCOMPARE(config[u"ca_file"_s].toString(), u"/etc/skep/consul/ca.pem"_s);
    QCOMPARE(config[u"verify_incoming"_s].toBool(), true);
    QCOMPARE(config[u"verify_server_hostname"_s].toBool(), true);
    QVERIFY(!config.contains(u"tls"_s));
    QCOMPARE(config[u"acl"_s][u"default_policy"_s].toString(), u"deny"_s);
    QCOMPARE(config[u"server"_s].toBool(), true);
    QCOMPARE(config[u"bootstrap_expect"_s].toInt(), 3);
    QCOMPARE(config[u"retry_join"_s].toArray(), (QJsonArray{u"10.0.0.3"_s, u"10.0.0.4"_s})); // not itself
    QCOMPARE(config[u"retry_interval"_s].toString(), u"1s"_s);
    QCOMPARE(config[u"performance"_s][u"raft_multiplier"_s].toInt(), 1);
    QCOMPARE(config[u"encrypt"_s].toString(), u"gossip=="_s);
    QCOMPARE(config[u"addresses"_s][u"http"_s].toString(), u"127.0.0.1"_s);
    QCOMPARE(config[u"addresses"_s][u"dns"_s].toString(), u"127.0.0.1 172.17.0.1"_s);
    QCOMPARE(config[u"ports"_s][u"dns"_s].toInt(), 53);
    QCOMPARE(config[u"ports"_s][u"serf_wan"_s].toInt(), -1);
    QCOMPARE(config[u"recursors"_s].toArray(), QJsonArray{u"9.9.9.9"_s});
    QCOMPARE(config[u"disable_remote_exec"_s].toBool(), true);
    QCOMPARE(config[u"enable_script_checks"_s].toBool(), false);
    QCOMPARE(config[u"leave_on_terminate"_s].toBool(true), false);
}

void TestNodeConfig::consulFrom112()
{
    const auto config = configOf(facts("1.12.0", true));
    QCOMPARE(config[u"acl"_s][u"tokens"_s][u"initial_management"_s].toString(), u"management"_s);
    QVERIFY(config[u"acl"_s][u"tokens"_s][u"master"_s].isUndefined());
    QVERIFY(!config.contains(u"ca_file"_s));
    QVERIFY(!config.contains(u"verify_incoming"_s));
    QCOMPARE(config[u"tls"_s][u"defaults"_s][u"verify_incoming"_s].toBool(), true);
    QCOMPARE(config[u"tls"_s][u"defaults"_s][u"key_file"_s].toString(), u"/etc/skep/consul/key.pem"_s);
    QCOMPARE(config[u"tls"_s][u"internal_rpc"_s][u"verify_server_hostname"_s].toBool(), true);
}

void TestNodeConfig::consulClient()
{
    auto f = facts("1.8.7", false);
    f.address = u"10.0.0.9"_s;
    const auto bytes = consulConfig(f);
    QVERIFY(!bytes.contains("\"management\"")); // the token of all rights stays with the servers
    const auto config = QJsonDocument::fromJson(bytes).object();
    QCOMPARE(config[u"server"_s].toBool(true), false);
    QVERIFY(!config.contains(u"bootstrap_expect"_s));
    QCOMPARE(config[u"retry_join"_s].toArray().size(), 3);
    QCOMPARE(config[u"acl"_s][u"tokens"_s][u"default"_s].toString(), u"dns"_s);
    QCOMPARE(config[u"acl"_s][u"tokens"_s][u"agent"_s].toString(), u"agent"_s);
}

void TestNodeConfig::consulServerThatJoins()
{
    auto f = facts("1.8.7", true);
    f.joins = true;
    const auto bytes = consulConfig(f);
    const auto config = QJsonDocument::fromJson(bytes).object();
    QVERIFY(!config.contains(u"bootstrap_expect"_s)); // it must never elect itself
    QCOMPARE(config[u"retry_join"_s].toArray().size(), 2);
    const auto other = joiningConfig(bytes, {f.address, u"10.0.0.8"_s});
    QVERIFY(other);
    auto changed = QJsonDocument::fromJson(*other).object();
    QCOMPARE(changed[u"retry_join"_s].toArray(), QJsonArray{u"10.0.0.8"_s}); // not itself
    changed.insert(u"retry_join"_s, config[u"retry_join"_s]);
    QCOMPARE(changed, config); // nothing else
    QCOMPARE(*joiningConfig(*other, {u"10.0.0.8"_s}), *other);
    QVERIFY(!joiningConfig("{", {}));
}

void TestNodeConfig::consulGrpcTlsFrom114()
{
    QVERIFY(configOf(facts("1.13.9", false))[u"ports"_s][u"grpc_tls"_s].isUndefined());
    QCOMPARE(configOf(facts("1.14.0", false))[u"ports"_s][u"grpc_tls"_s].toInt(), -1);
}

void TestNodeConfig::consulVersions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("version");
    QTest::newRow("tag") << u"consul:1.8.7"_s << u"1.8.7"_s;
    QTest::newRow("registry with port") << u"registry.example:5000/consul:1.12.0"_s << u"1.12.0"_s;
    QTest::newRow("program") << u"Consul v1.15.4\nRevision abc\n"_s << u"1.15.4"_s;
    QTest::newRow("latest") << u"hashicorp/consul:latest"_s << QString();
    QTest::newRow("no tag") << u"consul"_s << QString();
}

void TestNodeConfig::consulVersions()
{
    QFETCH(QString, text);
    QFETCH(QString, version);
    QCOMPARE(consulVersion(text).toString(), version);
}

void TestNodeConfig::daemonJsonIsMerged()
{
    const QByteArray before =
        R"({"registry-mirrors": ["http://10.0.0.1:5000"], "dns": ["1.1.1.1"], "mtu": 1400})";
    const auto merged = mergedDaemonConfig(before, u"172.17.0.1"_s, {u"9.9.9.9"_s, u"1.1.1.1"_s});
    QVERIFY(merged);
    const auto config = QJsonDocument::fromJson(*merged).object();
    QCOMPARE(config[u"registry-mirrors"_s].toArray(), QJsonArray{u"http://10.0.0.1:5000"_s});
    QCOMPARE(config[u"mtu"_s].toInt(), 1400);
    QCOMPARE(config[u"dns"_s].toArray(), (QJsonArray{u"172.17.0.1"_s, u"1.1.1.1"_s, u"9.9.9.9"_s}));
}

void TestNodeConfig::daemonJsonIsLeftAlone()
{
    const auto first = mergedDaemonConfig({}, u"172.17.0.1"_s, {u"9.9.9.9"_s});
    QVERIFY(first && !first->isEmpty());
    const auto second = mergedDaemonConfig(*first, u"172.17.0.1"_s, {u"9.9.9.9"_s});
    QVERIFY(second);
    QVERIFY(second->isEmpty());
}

void TestNodeConfig::daemonJsonForTheEnginesPort()
{
    const QByteArray before = QByteArrayLiteral("{\"mtu\": 1400, \"dns\": [\"9.9.9.9\"]}");
    const auto open = withEnginePort(before);
    QVERIFY(open);
    const auto config = QJsonDocument::fromJson(*open).object();
    QCOMPARE(config[u"tlsverify"_s].toBool(), true);
    QCOMPARE(config[u"mtu"_s].toInt(), 1400);
    QVERIFY(!config.contains(u"hosts"_s)); // systemd hands the sockets over
    QCOMPARE(withEnginePort(*open).value(), *open);
    QCOMPARE(QJsonDocument::fromJson(*withoutEnginePort(*open)), QJsonDocument::fromJson(before));

    for (const QByteArray &own : {QByteArrayLiteral("{\"hosts\": [\"tcp://0.0.0.0:2375\"]}"),
                                  QByteArrayLiteral("{\"tlscert\": \"/etc/mine.pem\"}"),
                                  QByteArrayLiteral("{\"tlsverify\": false}")}) {
        const auto refused = withEnginePort(own);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(QJsonDocument::fromJson(*withoutEnginePort(own)), QJsonDocument::fromJson(own));
    }
    QVERIFY(!withEnginePort("[1"));
}

void TestNodeConfig::daemonJsonBroken()
{
    const auto merged = mergedDaemonConfig("{ \"dns\": ", u"172.17.0.1"_s, {});
    QVERIFY(!merged);
    QCOMPARE(merged.error().code, ErrorCode::Config);
}

void TestNodeConfig::userDataIsCloudConfig()
{
    const auto text =
        userData({u"c-worker-1"_s, {u"ssh-ed25519 AAAA me"_s}, "-----BEGIN\nkey\n", "ssh-ed25519 BBBB"});
    QVERIFY(text.startsWith("#cloud-config\n"));
    QVERIFY(text.size() < 24 * 1024);
    const auto config = QJsonDocument::fromJson(text.mid(text.indexOf('\n'))).object();
    QCOMPARE(config[u"ssh_authorized_keys"_s].toArray(), QJsonArray{u"ssh-ed25519 AAAA me"_s});
    QCOMPARE(config[u"ssh_keys"_s][u"ed25519_private"_s].toString(), u"-----BEGIN\nkey\n"_s);
    QCOMPARE(config[u"ssh_deletekeys"_s].toBool(), true);
    QCOMPARE(config[u"disable_root"_s].toBool(true), false);
    QCOMPARE(config[u"ssh_pwauth"_s].toBool(true), false);
    QCOMPARE(config[u"package_update"_s].toBool(true), false);
}

void TestNodeConfig::extraUserDataIsAPartOfItsOwn_data()
{
    QTest::addColumn<QString>("extra");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("hasUpdate");
    QTest::newRow("cloud-config") << u"packages: [htop]\n"_s << QByteArray("text/cloud-config") << true;
    QTest::newRow("its own update") << u"package_update: true"_s << QByteArray("text/cloud-config") << false;
    QTest::newRow("a script") << u"#!/bin/sh\necho 'größe'; --=-=skep-user-data=-=--\n"_s
                              << QByteArray("text/x-shellscript") << true;
}

void TestNodeConfig::extraUserDataIsAPartOfItsOwn()
{
    QFETCH(QString, extra);
    QFETCH(QByteArray, type);
    QFETCH(bool, hasUpdate);
    const auto text = userData(
        {u"c-worker-1"_s, {u"ssh-ed25519 AAAA me"_s}, "-----BEGIN\nkey\n", "ssh-ed25519 BBBB", extra});
    QVERIFY(text.startsWith("Content-Type: multipart/mixed; boundary=\"=-=skep-user-data=-=\"\n"));
    QVERIFY(text.endsWith("--=-=skep-user-data=-=--\n"));
    QList<std::pair<QByteArray, QByteArray>> parts; // head and content
    for (qsizetype at = text.indexOf("\n--=-=skep-user-data=-=\n"); at >= 0;) {
        const qsizetype begin = at + int(qstrlen("\n--=-=skep-user-data=-=\n"));
        const qsizetype head = text.indexOf("\n\n", begin);
        const qsizetype end = text.indexOf("\n--", head);
        parts.append({text.mid(begin, head - begin), QByteArray::fromBase64(text.mid(head, end - head))});
        at = text.indexOf("\n--=-=skep-user-data=-=\n", end);
    }
    QCOMPARE(parts.size(), 2);
    QVERIFY2(parts.at(0).first.startsWith(QByteArray("Content-Type: " + type + ";")),
             parts.at(0).first.constData());
    QCOMPARE(QString::fromUtf8(parts.at(0).second), extra);
    const QByteArray &own = parts.at(1).second; // the last word
    const auto config = QJsonDocument::fromJson(own.mid(own.indexOf('\n'))).object();
    QCOMPARE(config[u"hostname"_s].toString(), u"c-worker-1"_s);
    QCOMPARE(config.contains(u"package_update"_s), hasUpdate);
}

void TestNodeConfig::registrarHasNoRights()
{
    const auto spec = registrarService(u"sha256:abc"_s, u"secret-id"_s, u"cluster-id"_s);
    const auto container = spec[u"TaskTemplate"_s][u"ContainerSpec"_s];
    QCOMPARE(container[u"Image"_s].toString(), u"sha256:abc"_s);
    QCOMPARE(container[u"CapabilityDrop"_s].toArray(), QJsonArray{u"ALL"_s});
    QCOMPARE(container[u"ReadOnly"_s].toBool(), true);
    QCOMPARE(container[u"Secrets"_s][0][u"SecretID"_s].toString(), u"secret-id"_s);
    QVERIFY(spec[u"Mode"_s].toObject().contains(u"Global"_s));
    QCOMPARE(spec[u"TaskTemplate"_s][u"Networks"_s][0][u"Target"_s].toString(), u"host"_s);
}

QTEST_GUILESS_MAIN(TestNodeConfig)
#include "tst_nodeconfig.moc"
