// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/hosttrouble.h"
#include "app/sandbox/templates.h"
#include "tests/sandbox/machinelab.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <future>

using namespace Qt::StringLiterals;
using namespace skep::sandbox;

namespace {

constexpr auto managementToken = "11111111-2222-3333-4444-555555555555";
const std::vector<std::string> nodes{"alpha", "beta"};

std::string contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

//! The registrar as a cluster runs it: its image loaded into real engines, a global service of a real swarm,
//! a real Consul with ACL deny; containers, registrar, agent and engine come and go.
class TestRegistrarSwarm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void imageHasTheSameIdEverywhere();
    void runsOnEveryNode();
    void registersEachTaskAndRemovesIt();
    void tellsHealthAndPause();
    void rightAgainAfterARestartOfTheRegistrar();
    void rightAgainAfterARestartOfTheAgent();
    void rightAgainAfterARestartOfTheEngine();
    void deadNodeTurnsCritical();
    void cleanupTestCase();

private:
    std::string run(const std::string &name, const std::string &command, const std::string &input = {});
    void startConsul();
    void makeSwarm();
    std::string makeToken(const std::string &name, const std::string &rules);
    //! "address:port state" of each instance, in the order of the addresses.
    QStringList instances(const std::string &service);
    QString at(const std::string &node, const char *portAndState);
    //! Within \p limit milliseconds, and then for some looks: an agent that stops takes its node out of the
    //! catalog, and one that starts brings back what it had, before the registrar has its say.
    static bool staysSo(int limit, const std::function<bool()> &isRight);

    QTemporaryDir m_folder;
    std::unique_ptr<MachineLab> m_lab;
    std::string m_id;
    std::string m_web;
};

std::string TestRegistrarSwarm::run(const std::string &name, const std::string &command,
                                    const std::string &input)
{
    const auto result = m_lab->ssh(name, command, "root", input);
    if (result.exitCode != 0) {
        qWarning("%s on %s ended with %d: %s%s", command.c_str(), name.c_str(), result.exitCode,
                 result.output.c_str(), result.errors.c_str());
        return "failed";
    }
    return result.output.substr(0, result.output.find_last_not_of('\n') + 1);
}

void TestRegistrarSwarm::initTestCase()
{
    const auto trouble = hostTrouble();
    if (!trouble.empty())
        QSKIP(trouble.c_str());
    m_id = contentOf(QStringLiteral(SKEP_IMAGE_DIR "/registrar-image.id"));
    m_id.erase(m_id.find_last_not_of('\n') + 1);
    m_lab = std::make_unique<MachineLab>(m_folder.path().toStdString());
    m_lab->machines().prepare([](const std::string &text) { qInfo("%s", text.c_str()); });
    m_web = m_lab->machines().images().at("web");
    std::vector<std::future<void>> made;
    for (const auto &name : nodes) {
        const auto spec = m_lab->spec(name, engineTemplateId);
        made.push_back(std::async(std::launch::async, [this, spec] { m_lab->machines().create(spec); }));
    }
    for (auto &one : made)
        one.get();
    const std::string address = m_lab->address("alpha");
    const std::string net = address.substr(0, address.rfind('.')) + ".0/24";
    std::vector<MachineFirewall> firewalls;
    for (const auto &name : nodes) {
        firewalls.push_back({m_lab->id(name),
                             {{"tcp", 22, 22, m_lab->machines().operatorCidr()},
                              {"tcp", 2377, 2377, net},
                              {"tcp", 7946, 7946, net},
                              {"udp", 7946, 7946, net},
                              {"udp", 4789, 4789, net},
                              {"tcp", 8300, 8301, net},
                              {"udp", 8301, 8301, net}}});
    }
    m_lab->machines().applyFirewall(firewalls);
    for (const auto &name : nodes)
        QVERIFY(m_lab->waitForLogin(name) >= 0);
    startConsul();
    makeSwarm();
}

void TestRegistrarSwarm::startConsul()
{
    const auto start = [this](const std::string &node, const std::string &options,
                              const std::string &tokens) {
        return run(
            node,
            "docker run -d --name consul --network host --restart always -v consul:/consul/data "
                + m_lab->machines().images().at("consul") + " agent -bind " + m_lab->address(node) + " -node "
                + node + " " + options
                + " -hcl 'performance { raft_multiplier = 1 } acl { enabled = true default_policy = \"deny\" "
                  "tokens { "
                + tokens + " } }'");
    };
    QVERIFY(start("alpha", "-server -bootstrap-expect 1", std::string("master = \"") + managementToken + '"')
            != "failed");
    const std::string leads = "curl -s http://127.0.0.1:8500/v1/status/leader";
    QTRY_VERIFY_WITH_TIMEOUT(run("alpha", leads).find(":8300") != std::string::npos, 20'000);
    std::string token;
    QTRY_VERIFY_WITH_TIMEOUT((token = makeToken("node",
                                                "node \"beta\" { policy = \"write\" } service_prefix \"\" "
                                                "{ policy = \"read\" } node_prefix \"\" { policy = "
                                                "\"read\" }"))
                                     .size()
                                 == 36,
                             10'000);
    QVERIFY(start("beta", "-retry-interval 1s -retry-join " + m_lab->address("alpha"),
                  "agent = \"" + token + "\" default = \"" + token + '"')
            != "failed");
    QTRY_VERIFY_WITH_TIMEOUT(run("beta", leads).find(":8300") != std::string::npos, 20'000);
}

std::string TestRegistrarSwarm::makeToken(const std::string &name, const std::string &rules)
{
    const auto put = [this](const std::string &path, const QJsonObject &body) {
        const std::string answer =
            run("alpha",
                "curl -s -X PUT -d @- -H 'X-Consul-Token: " + std::string(managementToken)
                    + "' http://127.0.0.1:8500/v1/acl/" + path,
                QJsonDocument(body).toJson().toStdString());
        return QJsonDocument::fromJson(QByteArray::fromStdString(answer)).object();
    };
    const QString policy = QString::fromStdString(name);
    put("policy", {{u"Name"_s, policy}, {u"Rules"_s, QString::fromStdString(rules)}});
    return put("token", {{u"Policies"_s, QJsonArray{QJsonObject{{u"Name"_s, policy}}}}})[u"SecretID"_s]
        .toString()
        .toStdString();
}

void TestRegistrarSwarm::makeSwarm()
{
    QVERIFY(run("alpha", "docker swarm init --advertise-addr " + m_lab->address("alpha")) != "failed");
    const std::string token = run("alpha", "docker swarm join-token -q worker");
    QVERIFY(run("beta", "docker swarm join --token " + token + ' ' + m_lab->address("alpha") + ":2377")
            != "failed");
}

QStringList TestRegistrarSwarm::instances(const std::string &service)
{
    const std::string answer = run("alpha",
                                   "curl -s -H 'X-Consul-Token: " + std::string(managementToken)
                                       + "' http://127.0.0.1:8500/v1/health/service/" + service);
    QStringList result;
    for (const auto &entry : QJsonDocument::fromJson(QByteArray::fromStdString(answer)).array()) {
        QString state = u"passing"_s;
        for (const auto &check : entry[u"Checks"_s].toArray()) {
            if (check[u"Status"_s].toString() != u"passing"_s)
                state = check[u"Status"_s].toString();
        }
        const auto instance = entry[u"Service"_s];
        result << u"%1:%2 %3"_s.arg(instance[u"Address"_s].toString())
                      .arg(instance[u"Port"_s].toInt())
                      .arg(state);
    }
    result.sort();
    return result;
}

QString TestRegistrarSwarm::at(const std::string &node, const char *portAndState)
{
    return QString::fromStdString(m_lab->address(node)) + QLatin1String(portAndState);
}

//! What both sides knew, should a test have failed.
void TestRegistrarSwarm::cleanup()
{
    if (!QTest::currentTestFailed() || !m_lab)
        return;
    const std::string token = std::string(" -H 'X-Consul-Token: ") + managementToken + "' ";
    const std::string known =
        run("beta",
            "docker ps -a; curl -s" + token
                + "http://127.0.0.1:8500/v1/agent/services; docker logs --tail 40 consul 2>&1; "
                  "for one in $(docker ps -aq --filter name=skep-registrar); do "
                  "echo \"registrar $one\"; docker logs --tail 20 $one 2>&1; done");
    qInfo().noquote() << QString::fromStdString(known);
    qInfo().noquote() << QString::fromStdString(
        run("alpha", "curl -s" + token + "http://127.0.0.1:8500/v1/catalog/node/beta"));
}

bool TestRegistrarSwarm::staysSo(int limit, const std::function<bool()> &isRight)
{
    int inARow = 0;
    return QTest::qWaitFor(
        [&] {
            inARow = isRight() ? inARow + 1 : 0;
            return inARow == 10;
        },
        limit);
}

void TestRegistrarSwarm::imageHasTheSameIdEverywhere()
{
    const std::string archive = contentOf(QStringLiteral(SKEP_IMAGE_DIR "/registrar-image.tar.gz"));
    for (const auto &name : nodes) {
        QElapsedTimer clock;
        clock.start();
        const std::string loaded = run(name, "docker load", archive);
        qInfo("%s: %s in %lld ms", name.c_str(), loaded.c_str(), clock.elapsed());
        QCOMPARE(run(name, "docker image inspect -f '{{.Id}}' skep-registrar:" SKEP_VERSION), m_id);
        QCOMPARE(run(name, "docker run --rm " + m_id + " --version"),
                 std::string("skep-registrar " SKEP_VERSION));
    }
}

void TestRegistrarSwarm::runsOnEveryNode()
{
    const std::string token = makeToken(
        "registrar", "service_prefix \"\" { policy = \"write\" } agent_prefix \"\" { policy = \"read\" }");
    QCOMPARE(token.size(), std::size_t(36));
    QVERIFY(run("alpha", "docker secret create registrar-token -", token) != "failed");
    QVERIFY(run("alpha",
                "docker service create -q -d --name skep-registrar --mode global --network host --read-only "
                "--cap-drop ALL --mount type=bind,source=/var/run/docker.sock,target=/var/run/docker.sock "
                "--secret source=registrar-token,target=registrar-token,mode=0400 "
                    + m_id + " --consul-token-file /run/secrets/registrar-token")
            != "failed");
    QTRY_COMPARE_WITH_TIMEOUT(
        run("alpha", "docker service ls --filter name=skep-registrar --format '{{.Replicas}}'"),
        std::string("2/2"), 30'000);
}

void TestRegistrarSwarm::registersEachTaskAndRemovesIt()
{
    for (const auto &name : nodes)
        QVERIFY(run(name, "docker pull -q " + m_web) != "failed");
    QVERIFY(run("alpha",
                "docker service create -q -d --name shop_web --mode global --publish "
                "mode=host,target=80,published=8081 "
                    + m_web + " httpd -f -p 80 -h /etc")
            != "failed");
    const QStringList both{at("alpha", ":8081 passing"), at("beta", ":8081 passing")};
    QTRY_COMPARE_WITH_TIMEOUT(instances("shop-web"), both, 30'000);
    QCOMPARE(
        run("beta",
            "curl -s -o /dev/null -w '%{http_code}' http://" + m_lab->address("beta") + ":8081/hostname"),
        std::string("200"));
    QElapsedTimer clock;
    clock.start();
    run("alpha", "docker service rm shop_web");
    QTRY_COMPARE_WITH_TIMEOUT(instances("shop-web"), QStringList(), 30'000);
    qInfo("out of the catalog %lld ms after the removal of the service began", clock.elapsed());
}

void TestRegistrarSwarm::tellsHealthAndPause()
{
    QVERIFY(run("beta",
                "docker run -d --name sick -p 8082:80 --health-cmd 'test ! -e /sick' --health-interval 1s "
                "--health-retries 1 --label skep.service=clinic "
                    + m_web + " httpd -f -p 80")
            != "failed");
    QTRY_COMPARE_WITH_TIMEOUT(instances("clinic"), QStringList{at("beta", ":8082 passing")}, 15'000);
    run("beta", "docker exec sick touch /sick");
    QTRY_COMPARE_WITH_TIMEOUT(instances("clinic"), QStringList{at("beta", ":8082 critical")}, 15'000);
    run("beta", "docker exec sick rm /sick");
    QTRY_COMPARE_WITH_TIMEOUT(instances("clinic"), QStringList{at("beta", ":8082 passing")}, 15'000);
    run("beta", "docker pause sick");
    QTRY_COMPARE_WITH_TIMEOUT(instances("clinic"), QStringList{at("beta", ":8082 critical")}, 15'000);
    run("beta", "docker rm -f sick");
    QTRY_COMPARE_WITH_TIMEOUT(instances("clinic"), QStringList(), 15'000);
}

void TestRegistrarSwarm::rightAgainAfterARestartOfTheRegistrar()
{
    run("beta", "docker run -d --name one -p 8083:80 --label skep.service=one " + m_web + " httpd -f -p 80");
    QTRY_COMPARE_WITH_TIMEOUT(instances("one"), QStringList{at("beta", ":8083 passing")}, 15'000);
    // While no registrar runs on the node, one container goes and one comes.
    run("beta",
        "docker kill $(docker ps -q --filter name=skep-registrar) && docker rm -f one && docker run -d "
        "--name two "
        "-p 8084:80 --label skep.service=two "
            + m_web + " httpd -f -p 80");
    QTRY_COMPARE_WITH_TIMEOUT(instances("two"), QStringList{at("beta", ":8084 passing")}, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(instances("one"), QStringList(), 5'000);
}

void TestRegistrarSwarm::rightAgainAfterARestartOfTheAgent()
{
    // The agent comes back without its services, as on a replaced disk.
    QVERIFY(run("beta",
                "docker stop -t 1 consul && cd $(docker volume inspect -f '{{.Mountpoint}}' consul) && "
                "rm -r services checks && docker start consul")
            != "failed");
    QVERIFY(staysSo(30'000, [this] { return instances("two") == QStringList{at("beta", ":8084 passing")}; }));
}

void TestRegistrarSwarm::rightAgainAfterARestartOfTheEngine()
{
    run("beta",
        "docker run -d --restart always --name three -p 8085:80 --label skep.service=three " + m_web
            + " httpd -f -p 80");
    QTRY_COMPARE_WITH_TIMEOUT(instances("three"), QStringList{at("beta", ":8085 passing")}, 15'000);
    run("beta", "systemctl restart docker");
    QVERIFY(staysSo(60'000, [this] {
        return instances("two").isEmpty() // it has no restart policy
            && instances("three") == QStringList{at("beta", ":8085 passing")};
    }));
}

void TestRegistrarSwarm::deadNodeTurnsCritical()
{
    QElapsedTimer clock;
    clock.start();
    m_lab->machines().powerOff(m_lab->id("beta"));
    QTRY_COMPARE_WITH_TIMEOUT(instances("three"), QStringList{at("beta", ":8085 critical")}, 60'000);
    qInfo("critical %lld ms after the power cut", clock.elapsed());
}

void TestRegistrarSwarm::cleanupTestCase()
{
    if (m_lab)
        m_lab->machines().reset();
}

QTEST_GUILESS_MAIN(TestRegistrarSwarm)
#include "tst_registrar_swarm.moc"
