// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/spec.h"
#include "core/crypto/keys.h"

#include <QJsonArray>
#include <QTest>

using namespace skep;
using namespace skep::cluster;
using namespace Qt::StringLiterals;

namespace {

ClusterSpec good()
{
    ClusterSpec spec;
    spec.name = u"demo"_s;
    spec.account = u"sandbox"_s;
    spec.templateName = u"Debian"_s;
    spec.operatorCidrs = {u"203.0.113.7/32"_s};
    return spec;
}

QStringList fields(const ClusterSpec &spec)
{
    QStringList list;
    const auto problems = check(spec);
    for (const auto &problem : problems)
        list.append(problem.message.isEmpty() ? u"(no sentence)"_s : problem.field);
    return list;
}

} // namespace

//! What a description may say, and that nothing is taken over silently.
class TestClusterSpec : public QObject
{
    Q_OBJECT

private slots:
    void acceptsGood() { QCOMPARE(fields(good()), QStringList()); }
    void refuses_data();
    void refuses();
    void refusesBadPublicKey();
    void acceptsPublicKey();
    void survivesJson();
    void refusesUnknownMember();
    void refusesWrongType();
    void namesMachines();
};

void TestClusterSpec::refuses_data()
{
    using Change = std::function<void(ClusterSpec &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *field, Change change) {
        QTest::newRow(name) << change << QString::fromLatin1(field);
    };
    row("no name", "name", [](ClusterSpec &s) { s.name.clear(); });
    row("capitals", "name", [](ClusterSpec &s) { s.name = u"Demo"_s; });
    row("underscore", "name", [](ClusterSpec &s) { s.name = u"de_mo"_s; });
    row("digit first", "name", [](ClusterSpec &s) { s.name = u"1demo"_s; });
    row("hyphen last", "name", [](ClusterSpec &s) { s.name = u"demo-"_s; });
    row("line end", "name", [](ClusterSpec &s) { s.name = u"demo\n"_s; });
    row("too long", "name", [](ClusterSpec &s) { s.name = QString(41, u'a'); });
    row("two managers", "managers", [](ClusterSpec &s) { s.managers = 2; });
    row("no manager", "managers", [](ClusterSpec &s) { s.managers = 0; });
    row("negative workers", "workers", [](ClusterSpec &s) { s.workers = -1; });
    row("two Consul servers", "consulServers", [](ClusterSpec &s) { s.consulServers = 2; });
    row("three on one manager", "consulServers", [](ClusterSpec &s) {
        s.consulServers = 3;
        s.consulOnManagers = true;
    });
    row("small disk", "diskGiB", [](ClusterSpec &s) { s.diskGiB = 9; });
    row("no template", "templateName", [](ClusterSpec &s) { s.templateName.clear(); });
    row("nobody may log in", "operatorCidrs", [](ClusterSpec &s) { s.operatorCidrs.clear(); });
    row("address without range", "operatorCidrs",
        [](ClusterSpec &s) { s.operatorCidrs = {u"203.0.113.7"_s}; });
    row("no address", "operatorCidrs", [](ClusterSpec &s) { s.operatorCidrs = {u"here/32"_s}; });
    row("shell in the image", "consulImage", [](ClusterSpec &s) { s.consulImage = u"consul; reboot"_s; });
    row("nine kept apart", "workerOptions.antiAffinity", [](ClusterSpec &s) {
        s.workers = 9;
        s.workerOptions.antiAffinity = true;
    });
    row("user data is a list", "managerOptions.userData",
        [](ClusterSpec &s) { s.managerOptions.userData = u"- a\n- b"_s; });
    row("user data is not closed", "consulOptions.userData",
        [](ClusterSpec &s) { s.consulOptions.userData = u"a: [1, 2"_s; });
    row("user data is nested without end", "workerOptions.userData",
        [](ClusterSpec &s) { s.workerOptions.userData = QString(10'000, u'['); });
    row("user data is too long", "workerOptions.userData",
        [](ClusterSpec &s) { s.workerOptions.userData = u"#!/bin/sh\n"_s + QString(12 * 1024, u'ü'); });
    row("no web image", "webImage", [](ClusterSpec &s) { s.webImage.clear(); });
}

void TestClusterSpec::refuses()
{
    QFETCH(std::function<void(ClusterSpec &)>, change);
    QFETCH(QString, field);
    ClusterSpec spec = good();
    change(spec);
    QCOMPARE(fields(spec), QStringList{field});
}

void TestClusterSpec::refusesBadPublicKey()
{
    ClusterSpec spec = good();
    spec.sshPublicKeys = {u"ssh-ed25519 nonsense"_s};
    QCOMPARE(fields(spec), QStringList{u"sshPublicKeys"_s});
}

void TestClusterSpec::acceptsPublicKey()
{
    ClusterSpec spec = good();
    const auto pair = crypto::generateSshKey("me");
    QVERIFY(pair);
    spec.sshPublicKeys = {QString::fromLatin1(pair->publicKey)};
    QCOMPARE(fields(spec), QStringList());
}

void TestClusterSpec::survivesJson()
{
    ClusterSpec spec = good();
    spec.zone = u"ch-dk-2"_s;
    spec.managers = 3;
    spec.workers = 5;
    spec.consulServers = 3;
    spec.consulOnManagers = true;
    spec.servicesBetweenNodes = true;
    spec.diskGiB = 20;
    spec.sshPublicKeys = {u"ssh-ed25519 AAAA"_s};
    spec.managerOptions = {20, u"Ubuntu"_s, true, {}};
    spec.workerOptions.userData = u"#cloud-config\npackages: [htop]\n"_s;
    const auto again = specFromJson(toJson(spec));
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QVERIFY(*again == spec);
}

void TestClusterSpec::refusesUnknownMember()
{
    auto object = toJson(good());
    object.insert(u"manager"_s, 3);
    const auto spec = specFromJson(object);
    QVERIFY(!spec);
    QCOMPARE(spec.error().code, ErrorCode::Config);
    QVERIFY2(spec.error().message.contains(u"“manager”"_s), qPrintable(spec.error().message));
}

void TestClusterSpec::refusesWrongType()
{
    auto object = toJson(good());
    object.insert(u"workers"_s, u"two"_s);
    const auto spec = specFromJson(object);
    QVERIFY(!spec);
    QVERIFY2(spec.error().message.contains("workers"_L1), qPrintable(spec.error().message));
}

void TestClusterSpec::namesMachines()
{
    ClusterSpec spec = good();
    QStringList names;
    for (const auto &machine : machines(spec))
        names.append(machine.name);
    QCOMPARE(names,
             (QStringList{u"demo-consul-1"_s, u"demo-manager-1"_s, u"demo-worker-1"_s, u"demo-worker-2"_s}));

    spec.consulOnManagers = true;
    spec.managers = 3;
    spec.workers = 0;
    int servers = 0;
    for (const auto &machine : machines(spec)) {
        QCOMPARE(machine.role, MachineRole::Manager);
        servers += machine.runsConsulServer ? 1 : 0;
    }
    QCOMPARE(servers, 1);
}

QTEST_GUILESS_MAIN(TestClusterSpec)
#include "tst_clusterspec.moc"
