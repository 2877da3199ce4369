// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/hosttrouble.h"
#include "app/sandbox/templates.h"
#include "tests/sandbox/hostsnapshot.h"
#include "tests/sandbox/machinelab.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <chrono>
#include <functional>
#include <future>
#include <thread>

using namespace skep::sandbox;

namespace {

using namespace std::chrono_literals;

const std::string anywhere = "0.0.0.0/0";

// Each try takes as long as a login does, so the limit is one of real time.
bool becomes(const std::function<bool()> &condition, std::chrono::seconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return true;
}

// For text that stands between double quotes of a shell.
std::string escaped(const std::string &text)
{
    std::string result;
    for (const char c : text) {
        if (c == '$' || c == '"' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result;
}

} // namespace

//! Real machines: boot, login, images, security groups, a swarm across them, power cuts, and no trace left.
class TstMachines : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void logsInWithTheInjectedHostKey();
    void givesTheDefaultUserItsKeyAndSudo();
    void deniesByDefaultAndOpensByRule();
    void letsOutWhatTheFirstEgressRuleNames();
    void pullsThePublicImages();
    void resolvesNamesInsideTheWebImage();
    void installsTheEngineOnTheBareMachine();
    void joinsASwarmAcrossMachines();
    void keepsTheDiskOverAPowerCut();
    void comesBackAfterARebootFromInside();
    void findsItsMachinesAfterARestart();
    void leavesNoTrace();
    void cleanupTestCase();

private:
    void allow(const std::vector<IngressRule> &more, const std::vector<IngressRule> &egressOfAlpha = {});
    bool reaches(const std::string &from, const std::string &to, int port);
    std::string run(const std::string &name, const std::string &command);
    bool says(const std::string &name, const std::string &command, const std::string &part,
              std::chrono::seconds limit);

    QTemporaryDir m_folder;
    std::unique_ptr<MachineLab> m_lab;
    std::string m_instance;
    HostSnapshot m_before;
};

// Machines may be reached by ssh from the operator, and by what the test adds.
void TstMachines::allow(const std::vector<IngressRule> &more, const std::vector<IngressRule> &egressOfAlpha)
{
    std::vector<MachineFirewall> all;
    for (const char *name : {"alpha", "beta", "gamma"}) {
        MachineFirewall one{m_lab->id(name), more};
        one.ingress.push_back({"tcp", 22, 22, m_lab->machines().operatorCidr()});
        all.push_back(one);
    }
    all.front().egress = egressOfAlpha;
    all.front().limitsEgress = !egressOfAlpha.empty();
    QElapsedTimer timer;
    timer.start();
    m_lab->machines().applyFirewall(all);
    qInfo("firewall of 3 machines replaced in %lld ms", timer.elapsed());
}

bool TstMachines::reaches(const std::string &from, const std::string &to, int port)
{
    const auto url = "http://" + m_lab->address(to) + ":" + std::to_string(port) + "/";
    const Arguments curl{"curl", "-s", "-o", "/dev/null", "--noproxy", "*", "--connect-timeout", "2", url};
    if (from.empty()) {
        return runProcess(curl).exitCode == 0;
    }
    std::string command;
    for (const auto &word : curl) {
        command += (word == "*" ? "'*'" : word) + " ";
    }
    return m_lab->ssh(from, command).exitCode == 0;
}

std::string TstMachines::run(const std::string &name, const std::string &command)
{
    const auto result = m_lab->ssh(name, command);
    if (result.exitCode != 0) {
        qWarning("%s on %s ended with %d: %s%s", command.c_str(), name.c_str(), result.exitCode,
                 result.output.c_str(), result.errors.c_str());
        return "failed";
    }
    return trimmed(result.output);
}

// Asks again and again until the answer has the part.
bool TstMachines::says(const std::string &name, const std::string &command, const std::string &part,
                       std::chrono::seconds limit)
{
    ProcessResult last;
    const bool done = becomes(
        [&] {
            last = m_lab->ssh(name, command);
            return last.output.find(part) != std::string::npos;
        },
        limit);
    if (!done) {
        qWarning("%s on %s said last: %s%s", command.c_str(), name.c_str(), last.output.c_str(),
                 last.errors.c_str());
    }
    return done;
}

void TstMachines::initTestCase()
{
    const auto trouble = hostTrouble();
    if (!trouble.empty()) {
        QSKIP(trouble.c_str());
    }
    m_instance = instanceName(m_folder.path().toStdString() + "/state");
    m_before = hostSnapshot(m_instance);
    m_lab = std::make_unique<MachineLab>(m_folder.path().toStdString());
    QElapsedTimer timer;
    timer.start();
    m_lab->machines().prepare([](const std::string &text) { qInfo("%s", text.c_str()); });
    qInfo("prepared in %lld ms", timer.elapsed());
    std::vector<MachineSpec> specs{m_lab->spec("alpha", engineTemplateId),
                                   m_lab->spec("beta", engineTemplateId),
                                   m_lab->spec("gamma", bareTemplateId)};
    timer.restart();
    std::vector<std::future<void>> made;
    for (const auto &spec : specs) {
        made.push_back(std::async(std::launch::async, [this, spec] { m_lab->machines().create(spec); }));
    }
    for (auto &one : made) {
        one.get();
    }
    qInfo("3 machines made in %lld ms", timer.elapsed());
    allow({});
    std::vector<std::future<int>> logins;
    for (const char *name : {"alpha", "beta", "gamma"}) {
        logins.push_back(std::async(std::launch::async, [this, name] { return m_lab->waitForLogin(name); }));
    }
    for (auto &one : logins) {
        QVERIFY(one.get() >= 0);
    }
    qInfo("all logins after %lld ms", timer.elapsed());
}

void TstMachines::logsInWithTheInjectedHostKey()
{
    for (const char *name : {"alpha", "beta", "gamma"}) {
        QCOMPARE(run(name, "hostname"), std::string(name));
    }
    QVERIFY(run("alpha", "cat /etc/machine-id") != run("beta", "cat /etc/machine-id"));
    QCOMPARE(run("alpha", "cloud-init status --wait"), std::string("status: done"));
    QCOMPARE(m_lab->ssh("alpha", "systemctl is-system-running --wait").output, std::string("running\n"));
    QCOMPARE(run("gamma", "command -v docker || echo none"), std::string("none"));
    QVERIFY(run("gamma", "cat /etc/docker/daemon.json").find("registry-mirrors") != std::string::npos);
}

void TstMachines::givesTheDefaultUserItsKeyAndSudo()
{
    const auto result = m_lab->ssh("beta", "sudo id -u", "debian");
    QCOMPARE(result.output, std::string("0\n"));
    QCOMPARE(result.errors, std::string());
}

void TstMachines::deniesByDefaultAndOpensByRule()
{
    run("beta", "systemd-run --unit=web sh -c 'cd /etc/ssl && exec python3 -m http.server 8080'");
    QVERIFY(says("beta", "curl -s -o /dev/null http://127.0.0.1:8080/ && echo up", "up", 10s));
    QVERIFY(!reaches("alpha", "beta", 8080));
    QVERIFY(!reaches({}, "beta", 8080));

    allow({{"tcp", 8000, 8100, m_lab->address("alpha") + "/32"}});
    QVERIFY(reaches("alpha", "beta", 8080));
    QVERIFY(!reaches("gamma", "beta", 8080));
    QVERIFY(!reaches({}, "beta", 8080));

    allow({{"tcp", 8080, 8080, m_lab->machines().operatorCidr()}});
    QVERIFY(!reaches("alpha", "beta", 8080));
    QVERIFY(reaches({}, "beta", 8080));

    allow({{"icmp", 0, 0, anywhere}});
    QVERIFY(!reaches({}, "beta", 8080));
    QCOMPARE(m_lab->ssh("alpha", "ping -c1 -W2 " + m_lab->address("beta")).exitCode, 0);
    allow({});
    QVERIFY(m_lab->ssh("alpha", "ping -c1 -W1 " + m_lab->address("beta")).exitCode != 0);
}

void TstMachines::letsOutWhatTheFirstEgressRuleNames()
{
    const std::vector<IngressRule> web{{"tcp", 8080, 8080, anywhere}, {"icmp", 0, 0, anywhere}};
    const std::string beta = m_lab->address("beta") + "/32";
    allow(web);
    QVERIFY(reaches("alpha", "beta", 8080)); // without a rule everything leaves
    allow(web, {{"tcp", 443, 443, {}, anywhere}});
    QVERIFY(!reaches("alpha", "beta", 8080));
    QVERIFY(m_lab->ssh("alpha", "ping -c1 -W1 " + m_lab->address("beta")).exitCode != 0);
    QVERIFY(reaches("gamma", "beta", 8080)); // the rule is alpha's alone
    QCOMPARE(run("alpha", "echo answers leave"), std::string("answers leave"));
    allow(web, {{"tcp", 443, 443, {}, anywhere}, {"tcp", 8000, 8100, {}, beta}});
    QVERIFY(reaches("alpha", "beta", 8080));
    QVERIFY(m_lab->ssh("alpha", "ping -c1 -W1 " + m_lab->address("beta")).exitCode != 0);
    allow({});
}

void TstMachines::pullsThePublicImages()
{
    const auto images = m_lab->machines().images();
    for (const auto &[purpose, image] : images) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(run("alpha", "docker pull -q " + image) != "failed");
        qInfo("%s pulled in %lld ms", image.c_str(), timer.elapsed());
    }
    QVERIFY(run("alpha", "docker run --rm " + images.at("web") + " httpd --help 2>&1").find("-h HOME")
            != std::string::npos);
    QVERIFY(run("alpha", "docker run --rm " + images.at("consul") + " version").find("Consul v1.8.7") == 0);
    run("alpha",
        "docker run -d --name con --network host " + images.at("consul")
            + " agent -server -bootstrap-expect 1 -bind " + m_lab->address("alpha")
            + " -hcl 'performance { raft_multiplier = 1 }'");
    QVERIFY(says("alpha", "curl -s http://127.0.0.1:8500/v1/status/leader", ":8300", 15s));
    QVERIFY(run("alpha", "docker exec con consul members").find("alive") != std::string::npos);
}

void TstMachines::resolvesNamesInsideTheWebImage()
{
    const auto ask =
        "docker run --rm --network host " + m_lab->machines().images().at("web") + " nslookup -type=";
    const std::string server = " 127.0.0.1:8600";
    QVERIFY(run("alpha", ask + "a consul.service.consul" + server).find(m_lab->address("alpha"))
            != std::string::npos);
    const auto srv = run("alpha", ask + "srv consul.service.consul" + server);
    QVERIFY2(srv.find("8300") != std::string::npos, srv.c_str());
    run("alpha", "docker rm -f con");
}

void TstMachines::installsTheEngineOnTheBareMachine()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(run("gamma",
                "export DEBIAN_FRONTEND=noninteractive; apt-get update -q >/dev/null && apt-get install "
                "-q -y --no-install-recommends docker.io docker-cli iptables >/dev/null && echo done")
            != "failed");
    qInfo("engine installed in %lld ms", timer.elapsed());
    const auto image = m_lab->machines().images().at("web");
    QCOMPARE(run("gamma", "docker run --rm " + image + " echo hello 2>/dev/null"), std::string("hello"));
}

void TstMachines::joinsASwarmAcrossMachines()
{
    run("alpha", "docker swarm init --advertise-addr " + m_lab->address("alpha"));
    const auto token = run("alpha", "docker swarm join-token -q worker");
    const auto join =
        "timeout 5 docker swarm join --token " + token + " " + m_lab->address("alpha") + ":2377";
    QVERIFY(m_lab->ssh("beta", join).exitCode != 0); // the port is closed
    // The refused node may go on trying for a while.
    QVERIFY(says("beta",
                 "docker swarm leave --force >/dev/null 2>&1; docker info -f '{{.Swarm.LocalNodeState}}'",
                 "inactive", 30s));
    const auto net = m_lab->address("alpha").substr(0, m_lab->address("alpha").rfind('.')) + ".0/24";
    allow({{"tcp", 2377, 2377, net},
           {"tcp", 7946, 7946, net},
           {"udp", 7946, 7946, net},
           {"udp", 4789, 4789, net}});
    QVERIFY(run("beta", join) != "failed");
    QVERIFY(run("gamma", join) != "failed");
    QVERIFY(says("alpha",
                 "docker node ls -q | xargs docker node inspect -f '{{.Status.State}}' | grep -c ready", "3",
                 20s));
    const auto image = m_lab->machines().images().at("web");
    run("alpha", "docker network create -d overlay --attachable inner");
    run("alpha",
        "docker service create -q --detach --name web --mode global --network inner --endpoint-mode dnsrr "
            + image + " httpd -f -p 80 -h /etc");
    QVERIFY(says("alpha", "docker service ls --filter name=web --format '{{.Replicas}}'", "3/3", 30s));
    // Every task answers over the overlay network under its own address.
    const std::string ask =
        "for a in $(nslookup tasks.web | sed -n 's/^Address: //p'); do timeout 3 wget -qO- "
        "http://$a/nsswitch.conf; done";
    QVERIFY(
        says("alpha",
             "docker run --rm --network inner " + image + " sh -c \"" + escaped(ask) + "\" | grep -c ^hosts",
             "3", 20s));
}

void TstMachines::keepsTheDiskOverAPowerCut()
{
    run("beta", "echo kept > /root/proof && sync");
    QElapsedTimer timer;
    timer.start();
    m_lab->machines().powerOff(m_lab->id("beta"));
    QVERIFY(!m_lab->machines().isRunning(m_lab->id("beta")));
    qInfo("powered off in %lld ms", timer.restart());
    m_lab->machines().start(m_lab->id("beta"));
    QVERIFY(m_lab->machines().isRunning(m_lab->id("beta")));
    QVERIFY(m_lab->waitForLogin("beta") >= 0);
    qInfo("on again after %lld ms", timer.elapsed());
    QCOMPARE(run("beta", "cat /root/proof"), std::string("kept"));
    QVERIFY(says("alpha", "docker node inspect beta -f '{{.Status.State}}'", "ready", 30s));
}

void TstMachines::comesBackAfterARebootFromInside()
{
    const std::string startTime = "stat -c %Z /proc/1";
    const auto before = run("gamma", startTime);
    m_lab->ssh("gamma", "systemctl reboot");
    QVERIFY(becomes(
        [&] {
            const auto now = m_lab->ssh("gamma", startTime);
            return now.exitCode == 0 && trimmed(now.output) != before;
        },
        60s));
    QElapsedTimer timer;
    timer.start();
    m_lab->machines().reboot(m_lab->id("alpha"));
    qInfo("reboot took %lld ms", timer.elapsed());
    QVERIFY(m_lab->waitForLogin("alpha") >= 0);
    timer.restart();
    m_lab->machines().stop(m_lab->id("gamma"));
    qInfo("orderly stop took %lld ms", timer.elapsed());
    QVERIFY(!m_lab->machines().isRunning(m_lab->id("gamma")));
    QVERIFY(m_lab->machines().isRunning(m_lab->id("alpha")));
}

void TstMachines::findsItsMachinesAfterARestart()
{
    m_lab->reopen();
    QVERIFY(m_lab->machines().isRunning(m_lab->id("alpha")));
    m_lab->machines().prepare({});
    allow({});
    QCOMPARE(run("alpha", "hostname"), std::string("alpha"));
    m_lab->machines().start(m_lab->id("gamma"));
    QVERIFY(m_lab->waitForLogin("gamma") >= 0);
    QVERIFY(m_lab->machines().allocateAddress() != m_lab->address("gamma"));
    m_lab->machines().destroy(m_lab->id("gamma"));
    QVERIFY(!m_lab->machines().isRunning(m_lab->id("gamma")));
    m_lab->machines().destroy("unknown");
    QElapsedTimer timer;
    timer.start();
    m_lab->machines().shutdown();
    qInfo("shutdown of 2 took %lld ms", timer.elapsed());
    QVERIFY(!m_lab->machines().isRunning(m_lab->id("alpha")));
    m_lab->machines().start(m_lab->id("beta"));
    QVERIFY(m_lab->waitForLogin("beta") >= 0);
}

void TstMachines::leavesNoTrace()
{
    m_lab->machines().reset();
    becomes([this] { return hostDifference(m_before, hostSnapshot(m_instance)).empty(); },
            10s); // links go a little later
    QCOMPARE(QString::fromStdString(hostDifference(m_before, hostSnapshot(m_instance))), QString());
    m_lab->machines().reset(); // once more is no error
}

void TstMachines::cleanupTestCase()
{
    if (m_lab) {
        m_lab->machines().reset();
    }
}

QTEST_GUILESS_MAIN(TstMachines)
#include "tst_machines.moc"
