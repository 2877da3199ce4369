// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/skepctlfixture.h"

#include <QTest>

using namespace skep::test;
using namespace Qt::StringLiterals;

namespace {

QString told(const CtlOutcome &outcome)
{
    return u"exit %1\n%2\n%3"_s.arg(outcome.code)
        .arg(QString::fromUtf8(outcome.out), QString::fromUtf8(outcome.err));
}

const QString name = u"bee"_s;

} // namespace

#define RUN(outcome, seconds, ...)                                                                           \
    const CtlOutcome outcome = m_ctl->run(QStringList __VA_ARGS__, seconds);                                 \
    QVERIFY2(outcome.code == 0, qPrintable(told(outcome)))

//! The main job by the real program on the real sandbox: create, look, prove, disturb, destroy. In order.
class TestCluster : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void a_creates();
    void b_showsWhatIs();
    void c_runsCommands();
    void d_proves();
    void e_proofNamesStoppedRegistrar();
    void f_proofNamesMissingDnsToken();
    void g_proofNamesClosedPort();
    void h_catalogIsRightAfterRestarts();
    void z_destroysEverything();

private:
    bool onNode(const QString &node, const QString &command);
    QString failedStage(QString *why);
    int passing(const QString &service);

    SandboxFixture m_sandbox;
    std::unique_ptr<SkepctlFixture> m_ctl;
};

void TestCluster::initTestCase()
{
    QVERIFY2(m_sandbox.start({}, 600), qPrintable(m_sandbox.error()));
    m_ctl = std::make_unique<SkepctlFixture>(m_sandbox);
}

bool TestCluster::onNode(const QString &node, const QString &command)
{
    const auto outcome = m_ctl->run({u"ssh"_s, name, node, u"--"_s, command}, 120);
    if (outcome.code != 0)
        qWarning().noquote() << node << command << told(outcome);
    return outcome.code == 0;
}

// The stage that the proof stops at, empty when it passes.
QString TestCluster::failedStage(QString *why)
{
    const auto outcome = m_ctl->run({u"cluster"_s, u"prove"_s, name}, 180);
    const auto stages = outcome.json["stages"_L1].toArray();
    for (const auto &stage : stages) {
        if (stage["state"_L1] == u"failed"_s) {
            *why = stage["detail"_L1].toString();
            return stage["id"_L1].toString();
        }
    }
    *why = told(outcome);
    return outcome.code == 0 ? QString() : u"no stage"_s;
}

int TestCluster::passing(const QString &service)
{
    const auto outcome = m_ctl->run({u"catalog"_s, u"list"_s, name}, 60);
    const auto rows = outcome.json.array();
    for (const auto &row : rows) {
        if (row["name"_L1] == service)
            return row["passing"_L1].toInt();
    }
    return outcome.code == 0 ? 0 : -1;
}

void TestCluster::a_creates()
{
    RUN(created, 400, ({u"cluster"_s, u"create"_s, u"--spec"_s, m_ctl->writeSpec(m_ctl->spec(name, 1))}));
    QCOMPARE(created.json["phase"_L1].toString(), u"ready"_s);
    QCOMPARE(created.json["proof"_L1]["passed"_L1].toBool(), true);
    QCOMPARE(created.json["proof"_L1]["stages"_L1].toArray().size(), 6);
    QCOMPARE(created.json["machines"_L1].toArray().size(), 3);
    QVERIFY(!created.out.contains(m_sandbox.secret()->reveal()));
    QVERIFY(!created.err.contains(m_sandbox.secret()->reveal()));
    const QString mistakes = m_sandbox.violations();
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes));
}

void TestCluster::b_showsWhatIs()
{
    RUN(status, 60, ({u"cluster"_s, u"status"_s, name}));
    const auto overview = status.json["overview"_L1];
    QCOMPARE(overview["health"_L1].toString(), u"ok"_s);
    QCOMPARE(overview["nodesReady"_L1].toInt(), 2);
    QCOMPARE(overview["managersReachable"_L1].toInt(), 1);
    QCOMPARE(overview["consulServersUp"_L1].toInt(), 1);
    RUN(nodes, 60, ({u"node"_s, u"list"_s, name}));
    QCOMPARE(nodes.json.array().size(), 2);
    RUN(services, 60, ({u"service"_s, u"list"_s, name}));
    QCOMPARE(services.json[0]["name"_L1].toString(), u"skep-registrar"_s);
    QCOMPARE(services.json[0]["running"_L1].toInt(), 2);
}

void TestCluster::c_runsCommands()
{
    RUN(hostname, 60, ({u"ssh"_s, name, u"worker-1"_s, u"--"_s, u"uname"_s, u"-n"_s}));
    QCOMPARE(hostname.out.trimmed(), "bee-worker-1");
    QCOMPARE(m_ctl->run({u"ssh"_s, name, u"manager-1"_s, u"--"_s, u"exit 7"_s}).code, 7);
    QCOMPARE(m_ctl->run({u"ssh"_s, name, u"worker-9"_s}).code, 3);
    QCOMPARE(m_ctl->run({u"cluster"_s, u"status"_s, u"wasp"_s}).code, 3);
    // Skep's own key and the node's own host key: nothing of the one-time key is left in use.
    RUN(keys, 60, ({u"ssh"_s, name, u"worker-1"_s, u"--"_s, u"ls /etc/ssh"_s}));
    QVERIFY(!keys.out.contains("skep_new_host_key"));
    QVERIFY(!keys.out.contains("ssh_host_rsa_key"));
}

void TestCluster::d_proves()
{
    QString why;
    QVERIFY2(failedStage(&why).isEmpty(), qPrintable(why));
}

void TestCluster::e_proofNamesStoppedRegistrar()
{
    QVERIFY(onNode(u"manager-1"_s,
                   u"docker service update -d --constraint-add node.labels.nowhere==1 skep-registrar"_s));
    QString why;
    QCOMPARE(failedStage(&why), u"catalog"_s);
    QVERIFY2(why.contains("registrar does not run"_L1), qPrintable(why));
    QVERIFY(onNode(u"manager-1"_s,
                   u"docker service update -d --constraint-rm node.labels.nowhere==1 skep-registrar"_s));
    QTRY_VERIFY_WITH_TIMEOUT(failedStage(&why).isEmpty(), 90'000);
}

void TestCluster::f_proofNamesMissingDnsToken()
{
    const QString config = u"/etc/skep/consul/consul.json"_s;
    QVERIFY(onNode(
        u"worker-1"_s,
        u"cp -p %1 /root/kept.json && sed -i '/\"default\": /d; s/\\(\"agent\": .*\\),$/\\1/' %1 && "
        "rm -rf /var/lib/docker/volumes/skep-consul/_data/acl-tokens.json && docker restart consul"_s.arg(
            config)));
    QString why;
    QTRY_COMPARE_WITH_TIMEOUT(failedStage(&why), u"dns-node"_s, 90'000);
    QVERIFY2(why.contains("bee-worker-1"_L1) && why.contains("token"_L1), qPrintable(why));
    QVERIFY(onNode(u"worker-1"_s, u"cp -p /root/kept.json %1 && docker restart consul"_s.arg(config)));
    QTRY_VERIFY_WITH_TIMEOUT(failedStage(&why).isEmpty(), 90'000);
}

void TestCluster::g_proofNamesClosedPort()
{
    const QString rule = u"INPUT -i lo -p tcp --syn --dport 32768:61000 -j REJECT --reject-with tcp-reset"_s;
    for (const QString &node : {u"manager-1"_s, u"worker-1"_s})
        QVERIFY(onNode(node, u"iptables -I "_s + rule));
    QString why;
    QCOMPARE(failedStage(&why), u"fetch"_s);
    QVERIFY2(why.contains("is closed"_L1) && why.contains("Port 32"_L1), qPrintable(why));
    for (const QString &node : {u"manager-1"_s, u"worker-1"_s})
        QVERIFY(onNode(node, u"iptables -D "_s + rule));
    QVERIFY2(failedStage(&why).isEmpty(), qPrintable(why));
}

void TestCluster::h_catalogIsRightAfterRestarts()
{
    const QString image = m_sandbox.ready()["images"_L1]["web"_L1].toString();
    QVERIFY(onNode(u"manager-1"_s,
                   u"docker service create -d --name hive --mode global --stop-signal SIGKILL "
                   "--publish mode=host,target=80 %1 httpd -f -p 80"_s.arg(image)));
    QTRY_COMPARE_WITH_TIMEOUT(passing(u"hive"_s), 2, 90'000);
    QVERIFY(onNode(u"manager-1"_s, u"docker service update -d --force skep-registrar"_s));
    QVERIFY(onNode(u"worker-1"_s, u"docker restart consul"_s));
    QTRY_COMPARE_WITH_TIMEOUT(passing(u"hive"_s), 2, 90'000);
    QVERIFY(onNode(u"worker-1"_s, u"systemctl restart docker"_s));
    QTRY_COMPARE_WITH_TIMEOUT(passing(u"hive"_s), 2, 90'000);
    QVERIFY(onNode(u"manager-1"_s, u"docker service rm hive"_s));
    QTRY_COMPARE_WITH_TIMEOUT(passing(u"hive"_s), 0, 90'000);
}

void TestCluster::z_destroysEverything()
{
    RUN(destroyed, 180, ({u"cluster"_s, u"destroy"_s, name, u"--yes"_s}));
    QCOMPARE(destroyed.json["phase"_L1].toString(), u"destroyed"_s);
    QVERIFY(destroyed.json["receipt"_L1]["left"_L1].toArray().isEmpty());
    const auto objects = m_sandbox.ledger()["objects"_L1].toArray();
    QVERIFY(objects.size() > 10);
    for (const auto &object : objects) {
        if (object["name"_L1] != u"default"_s)
            QVERIFY2(!object["deleted"_L1].isUndefined() && !object["deleted"_L1].isNull(),
                     qPrintable(object["kind"_L1].toString() + u' ' + object["name"_L1].toString()));
    }
    QCOMPARE(m_ctl->run({u"cluster"_s, u"destroy"_s, u"wasp"_s, u"--yes"_s}).code, 3);
}

int main(int argc, char **argv)
{
    needKeyring(argv);
    QCoreApplication app(argc, argv);
    TestCluster test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cluster.moc"
