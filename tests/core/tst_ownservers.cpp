// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster on servers of the user's own: what is wanted, the plan, and the way back.
#include "core/cluster/commands.h"
#include "core/cluster/daemonconfig.h"
#include "core/cluster/destruction.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/planner.h"
#include "core/cluster/serverlogins.h"
#include "core/crypto/keys.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

ClusterSpec spec(int count, int managers = 0)
{
    QList<OwnServer> servers;
    for (int i = 1; i <= count; ++i) {
        const auto key = crypto::generateSshKey("host");
        servers.append({u"anna@web-%1"_s.arg(i),
                        u"web-%1.example.org"_s.arg(i),
                        {},
                        {key->publicKey},
                        u"192.0.2.%1"_s.arg(i)});
    }
    ClusterSpec wanted;
    wanted.name = u"mine"_s;
    return onOwnServers(wanted, servers, managers);
}

QStringList problemsOf(const ClusterSpec &spec)
{
    QStringList fields;
    for (const auto &problem : check(spec))
        fields.append(problem.field);
    return fields;
}

const plan::Step *find(const QList<plan::Step> &steps, const QString &id)
{
    const auto found =
        std::find_if(steps.begin(), steps.end(), [&](const auto &step) { return step.id == id; });
    return found == steps.end() ? nullptr : &*found;
}

} // namespace

class TestOwnServers : public QObject
{
    Q_OBJECT

private slots:
    void rolesFollowFromTheNumber_data();
    void rolesFollowFromTheNumber();
    void theDescriptionComesBack();
    void whatCannotBeIsSaid();
    void thePlanMakesNothingInACloud();
    void nothingIsChangedBeforeAllWereLookedAt();
    void theWayBack();
    void theNameServersGoAgain();
    void answersAreKept();
    void portsAreNamed();
};

void TestOwnServers::rolesFollowFromTheNumber_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<int>("wish");
    QTest::addColumn<int>("managers");
    QTest::addColumn<int>("consul");
    QTest::newRow("1") << 1 << 0 << 1 << 1;
    QTest::newRow("2") << 2 << 0 << 1 << 1;
    QTest::newRow("3") << 3 << 0 << 3 << 3;
    QTest::newRow("7") << 7 << 0 << 3 << 3;
    QTest::newRow("3, 1 wanted") << 3 << 1 << 1 << 1;
    QTest::newRow("7, 5 wanted") << 7 << 5 << 5 << 3;
}

void TestOwnServers::rolesFollowFromTheNumber()
{
    QFETCH(int, servers);
    QFETCH(int, wish);
    QFETCH(int, managers);
    QFETCH(int, consul);
    const auto wanted = spec(servers, wish);
    QCOMPARE(wanted.managers, managers);
    QCOMPARE(problemsOf(wanted), QStringList());
    const auto planned = machines(wanted);
    QCOMPARE(planned.size(), servers);
    QCOMPARE(planned.first().name, u"web-1.example.org"_s);
    QCOMPARE(std::count_if(planned.begin(), planned.end(), [](const auto &m) { return m.runsConsulServer; }),
             consul);
    QCOMPARE(std::count_if(planned.begin(), planned.end(),
                           [](const auto &m) { return m.role == MachineRole::Manager; }),
             managers);
}

void TestOwnServers::theDescriptionComesBack()
{
    const auto wanted = spec(3);
    const auto back = specFromJson(QJsonDocument::fromJson(QJsonDocument(toJson(wanted)).toJson()).object());
    QVERIFY(back);
    QCOMPARE(*back, wanted);
    auto strange = toJson(wanted);
    auto servers = strange.value("servers"_L1).toArray();
    auto first = servers.at(0).toObject();
    first.insert(u"password"_s, u"never here"_s);
    servers[0] = first;
    strange.insert(u"servers"_s, servers);
    QVERIFY(!specFromJson(strange));
}

void TestOwnServers::whatCannotBeIsSaid()
{
    auto wanted = spec(3);
    wanted.account = u"cloud"_s;
    QCOMPARE(problemsOf(wanted), QStringList{u"account"_s});
    wanted = spec(3, 2);
    QCOMPARE(problemsOf(wanted), QStringList{u"managers"_s});
    wanted = spec(1, 3);
    QVERIFY(problemsOf(wanted).contains(u"workers"_s)); // fewer servers than managers
    wanted = spec(3);
    wanted.servers[1].name = wanted.servers.at(0).name;
    QCOMPARE(problemsOf(wanted), QStringList{u"servers"_s});
    wanted = spec(3);
    wanted.servers[2].address = u"no address"_s;
    QCOMPARE(problemsOf(wanted), QStringList{u"servers"_s});
    wanted = spec(3);
    wanted.servers[0].hostKeys = {"ssh-ed25519 nonsense"};
    QCOMPARE(problemsOf(wanted), QStringList{u"servers"_s});
    wanted = spec(3);
    wanted.exposures = {{OpenPort::Engine, u"192.0.2.0/24"_s}};
    QCOMPARE(problemsOf(wanted), QStringList{u"exposures"_s});
}

void TestOwnServers::thePlanMakesNothingInACloud()
{
    const auto steps = planCreation(spec(4), {u"id"_s});
    QVERIFY(steps);
    const QStringList ofCloud{u"resolve"_s, u"ssh-key"_s, u"group"_s,    u"rule"_s,          u"machine"_s,
                              u"address"_s, u"login"_s,   u"host-key"_s, u"firewall-check"_s};
    for (const auto &step : *steps)
        QVERIFY2(!ofCloud.contains(step.kind), qPrintable(step.id));
    QVERIFY(find(*steps, u"cluster/proof"_s));
    QVERIFY(find(*steps, u"web-4.example.org/swarm-join"_s));
    QVERIFY(!equivalentCommands(spec(4), Account()).contains("exo "_L1));
}

void TestOwnServers::nothingIsChangedBeforeAllWereLookedAt()
{
    const auto steps = planCreation(spec(3), {u"id"_s});
    QVERIFY(steps);
    QSet<QString> looks;
    for (const auto &step : *steps) {
        if (step.kind == "server-reach"_L1) {
            QVERIFY(step.needs.isEmpty());
            looks.insert(step.id);
        }
    }
    QCOMPARE(looks.size(), 3);
    // Every step that is no look, and not the making of keys here, comes after all looks.
    for (const auto &step : *steps) {
        if (looks.contains(step.id) || step.id == "cluster/keys"_L1)
            continue;
        QSet<QString> before;
        QStringList open = step.needs;
        while (!open.isEmpty()) {
            const QString id = open.takeLast();
            if (before.contains(id))
                continue;
            before.insert(id);
            QVERIFY2(find(*steps, id), qPrintable(id));
            open += find(*steps, id)->needs;
        }
        QVERIFY2(before.contains(looks), qPrintable(step.id));
    }
}

void TestOwnServers::theWayBack()
{
    const auto steps = planCleaning(machines(spec(3)));
    QVERIFY(plan::validate(steps));
    QCOMPARE(
        std::count_if(steps.begin(), steps.end(), [](const auto &s) { return s.kind == "server-clean"_L1; }),
        3);
    QCOMPARE(steps.last().kind, u"delete-secrets"_s);
    QCOMPARE(steps.last().needs.size(), 3);
}

void TestOwnServers::theNameServersGoAgain()
{
    const QStringList resolvers{u"192.0.2.53"_s};
    const QByteArray before = "{ \"registry-mirrors\": [\"http://m\"],\n  \"dns\": [\"192.0.2.9\"] }\n";
    const auto during = mergedDaemonConfig(before, u"172.17.0.1"_s, resolvers);
    QVERIFY(during);
    const auto after = restoredDaemonConfig(*during, before);
    QVERIFY(after);
    QCOMPARE(*after, std::optional(before)); // to the byte
    const auto fresh = mergedDaemonConfig({}, u"172.17.0.1"_s, resolvers);
    QCOMPARE(*restoredDaemonConfig(*fresh, std::nullopt), std::nullopt);
    // What somebody has set meanwhile stays.
    auto changed = QJsonDocument::fromJson(*during).object();
    changed.insert(u"log-driver"_s, u"journald"_s);
    const auto kept = restoredDaemonConfig(QJsonDocument(changed).toJson(), before);
    QVERIFY(kept && *kept);
    const auto object = QJsonDocument::fromJson(**kept).object();
    QCOMPARE(object.value("log-driver"_L1).toString(), u"journald"_s);
    QCOMPARE(object.value("dns"_L1).toArray(), QJsonArray{u"192.0.2.9"_s});
    const auto held = heldDaemonConfig(before, true);
    QCOMPARE(QJsonDocument::fromJson(*held).object().value("live-restore"_L1), QJsonValue(true));
    const auto released = heldDaemonConfig(*held, false);
    QCOMPARE(QJsonDocument::fromJson(*released).object().value("live-restore"_L1), QJsonValue(false));
    QVERIFY(!restoredDaemonConfig("[]", before));
}

void TestOwnServers::answersAreKept()
{
    ssh::Question password;
    password.user = u"anna"_s;
    password.host = u"web-1"_s;
    password.port = 2222;
    ssh::Question passphrase = password;
    passphrase.kind = ssh::Question::Kind::Passphrase;
    passphrase.keyFile = u"/home/anna/.ssh/id"_s;
    const auto back =
        unpacked(packed({{password, makeSecret("one\0two")}, {passphrase, makeSecret("grün \"x\"")}}));
    QVERIFY(back);
    QCOMPARE(back->size(), 2);
    QCOMPARE(back->at(0).question, password);
    QCOMPARE(back->at(0).answer->reveal(), QByteArray("one\0two"));
    QCOMPARE(back->at(1).question, passphrase);
    QCOMPARE(back->at(1).answer->reveal(), QByteArray("grün \"x\""));
    QVERIFY(!unpacked(makeSecret("no JSON")));
}

void TestOwnServers::portsAreNamed()
{
    const auto ports = cluster::portsBetween(spec(3));
    for (const auto &port :
         {u"tcp 2377"_s, u"udp 4789"_s, u"tcp 7946"_s, u"udp 7946"_s, u"tcp 8300"_s, u"tcp 8301"_s})
        QVERIFY2(ports.contains(port), qPrintable(port));
    QVERIFY(!ports.contains(u"tcp 22"_s));
    for (const auto &line : firewallLines(spec(3)))
        QVERIFY(line.isGroup && !line.group.startsWith("mine-"_L1) && !line.source.startsWith("mine-"_L1));
}

QTEST_GUILESS_MAIN(TestOwnServers)
#include "tst_ownservers.moc"
