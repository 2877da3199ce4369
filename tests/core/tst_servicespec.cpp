// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/containerspec.h"
#include "core/docker/speccommand.h"
#include "core/docker/specdiff.h"
#include "core/docker/units.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::docker;

namespace {

//! Everything a spec can have that Skep knows, and at each level something that it does not.
const char *const fullSpec = R"({
    "Name": "web", "Labels": {"team": "blue"}, "Future": {"x": 1},
    "TaskTemplate": {
        "ContainerSpec": {
            "Image": "web:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "Command": ["sh", "-c"], "Args": ["echo hi"], "Env": ["A=1", "B=x=y"], "Hostname": "{{.Node.Hostname}}",
            "Labels": {"c": "d"}, "Isolation": "default", "Init": false,
            "Mounts": [{"Type": "volume", "Source": "data", "Target": "/data", "VolumeOptions": {"NoCopy": true}},
                       {"Type": "npipe", "Source": "//./pipe", "Target": "pipe"}],
            "Secrets": [{"SecretID": "s1", "SecretName": "key", "File": {"Name": "key", "UID": "5", "GID": "6", "Mode": 256}}],
            "Configs": [{"ConfigID": "c1", "ConfigName": "credentials", "Runtime": {}}],
            "Healthcheck": {"Test": ["CMD", "true"]}},
        "Resources": {"Limits": {"NanoCPUs": 500000000, "Pids": 100}, "Reservations": {"MemoryBytes": 67108864,
            "GenericResources": [{"DiscreteResourceSpec": {"Kind": "gpu", "Value": 1}}]}},
        "RestartPolicy": {"Condition": "on-failure", "Delay": 1000000000, "MaxAttempts": 3},
        "Placement": {"Constraints": ["node.role==worker"], "Preferences": [{"Spread": {"SpreadDescriptor": "node.labels.dc"}}]},
        "Networks": [{"Target": "n1", "Aliases": ["w"], "DriverOpts": {"a": "b"}}],
        "LogDriver": {"Name": "json-file"}, "ForceUpdate": 2, "Runtime": "container"},
    "Mode": {"Replicated": {"Replicas": 3}},
    "UpdateConfig": {"Parallelism": 2, "FailureAction": "rollback", "Monitor": 15000000000, "MaxFailureRatio": 0.5, "Order": "start-first"},
    "RollbackConfig": {"Parallelism": 1, "FailureAction": "pause", "Order": "stop-first"},
    "EndpointSpec": {"Mode": "vip", "Ports": [
        {"Name": "http", "Protocol": "tcp", "TargetPort": 80, "PublishedPort": 8080, "PublishMode": "ingress"},
        {"Protocol": "udp", "TargetPort": 53, "PublishedPort": 53, "PublishMode": "host"}]}})";

QJsonObject object(const QByteArray &json)
{
    const auto parsed = QJsonDocument::fromJson(json);
    if (!parsed.isObject())
        qFatal("the test's JSON is broken");
    return parsed.object();
}

ServiceSpec full()
{
    return serviceSpecFromJson(object(fullSpec)).value();
}

ServiceSpec small()
{
    ServiceSpec spec;
    spec.name = u"web"_s;
    spec.image = u"web:1"_s;
    return spec;
}

QStringList sentences(const ServiceSpec &spec)
{
    QStringList lines;
    for (const auto &problem : check(spec))
        lines.append(problem.field + ": "_L1 + problem.sentence);
    return lines;
}

QStringList rowsOf(const QList<DiffRow> &rows)
{
    QStringList lines;
    for (const auto &row : rows)
        lines.append(u"%1: %2 -> %3"_s.arg(row.path, row.before, row.after));
    return lines;
}

//! What a real shell makes of a command line.
QStringList wordsInShell(const QString &command)
{
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"docker() { printf '%s\\0' \"$@\"; }; "_s + command});
    shell.waitForFinished();
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar::Null);
    words.removeLast();
    return words;
}

} // namespace

class TestServiceSpec : public QObject
{
    Q_OBJECT

private slots:
    void comesOutAsItWentIn();
    void comesOutAsItWentInFromAnEngine();
    void readsWhatItKnows();
    void keepsWhatItDoesNotKnow();
    void takesAwayWhatIsCleared();
    void writesANewOne();
    void refusesAnotherShape();
    void findsMistakes_data();
    void findsMistakes();
    void acceptsWhatTheEngineAccepts();
    void checksContainers();
    void checksImages_data();
    void checksImages();
    void checksConstraints_data();
    void checksConstraints();
    void writesTheCommandForAShell();
    void quotesForAShell_data();
    void quotesForAShell();
    void saysWhatDiffers();
    void readsUnits();
};

void TestServiceSpec::comesOutAsItWentIn()
{
    const auto spec = serviceSpecFromJson(object(fullSpec));
    QVERIFY(spec);
    QCOMPARE(rowsOf(diff(object(fullSpec), toJson(*spec))), QStringList());
    QCOMPARE(toJson(*spec), object(fullSpec));
    QVERIFY(*serviceSpecFromJson(toJson(*spec)) == *spec);
}

void TestServiceSpec::comesOutAsItWentInFromAnEngine()
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/docker/services.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto services = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(services.size() > 2);
    for (const auto &service : services) {
        const auto raw = service.toObject().value("Spec"_L1).toObject();
        const auto spec = serviceSpecFromJson(raw);
        QVERIFY2(spec, spec ? "" : qPrintable(spec.error().message));
        QCOMPARE(toJson(*spec), raw);
    }
}

void TestServiceSpec::readsWhatItKnows()
{
    const auto spec = full();
    QCOMPARE(spec.replicas, 3);
    QCOMPARE(spec.environment, (QStringList{u"A=1"_s, u"B=x=y"_s}));
    QCOMPARE(spec.ports.size(), 2);
    QVERIFY(spec.ports.at(1).isHostMode);
    QCOMPARE(spec.secrets.first().mode, 0400);
    QCOMPARE(spec.limits.nanoCpus, 500'000'000);
    QCOMPARE(spec.reservations.memoryBytes, 67'108'864);
    QCOMPARE(spec.restart->maxAttempts, 3);
    QCOMPARE(spec.update->monitor, std::chrono::nanoseconds(std::chrono::seconds(15)));
    QCOMPARE(spec.update->order, u"start-first"_s);
    QCOMPARE(spec.constraints, QStringList{u"node.role==worker"_s});
    QVERIFY(check(spec).isEmpty());
}

void TestServiceSpec::keepsWhatItDoesNotKnow()
{
    auto spec = full();
    spec.image = u"web:2"_s;
    spec.replicas = 0;
    spec.ports.removeFirst();
    spec.mounts.first().isReadOnly = true;
    spec.limits.memoryBytes = 1 << 30;
    spec.environment.append(u"C=3"_s);
    QCOMPARE(
        rowsOf(diff(object(fullSpec), toJson(spec))),
        (QStringList{
            u"EndpointSpec.Ports[80].Name: http -> "_s, u"EndpointSpec.Ports[80].Protocol: tcp -> "_s,
            u"EndpointSpec.Ports[80].PublishMode: ingress -> "_s,
            u"EndpointSpec.Ports[80].PublishedPort: 8080 -> "_s,
            u"EndpointSpec.Ports[80].TargetPort: 80 -> "_s, u"Mode.Replicated.Replicas: 3 -> 0"_s,
            u"TaskTemplate.ContainerSpec.Env[C]:  -> C=3"_s,
            u"TaskTemplate.ContainerSpec.Image: web:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef -> web:2"_s,
            u"TaskTemplate.ContainerSpec.Mounts[/data].ReadOnly:  -> true"_s,
            u"TaskTemplate.Resources.Limits.MemoryBytes:  -> 1073741824"_s}));
}

void TestServiceSpec::takesAwayWhatIsCleared()
{
    auto spec = full();
    spec.environment.clear();
    spec.labels.clear();
    spec.constraints.clear();
    spec.networks.clear();
    spec.update.reset();
    spec.limits = {};
    const auto json = toJson(spec);
    const auto task = json["TaskTemplate"_L1].toObject();
    QCOMPARE(task["ContainerSpec"_L1]["Env"_L1].toArray(), QJsonArray());
    QCOMPARE(task["Placement"_L1]["Constraints"_L1].toArray(), QJsonArray());
    QCOMPARE(task["Placement"_L1]["Preferences"_L1].toArray().size(), 1);
    QCOMPARE(task["Resources"_L1]["Limits"_L1], (QJsonObject{{u"NanoCPUs"_s, 0}, {u"Pids"_s, 100}}));
    QVERIFY(!json.contains("UpdateConfig"_L1));
    QCOMPARE(json["Labels"_L1].toObject(), QJsonObject());
}

void TestServiceSpec::writesANewOne()
{
    QCOMPARE(
        toJson(small()),
        object(
            R"({"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"web:1"}},"Mode":{"Replicated":{"Replicas":1}}})"));
    auto spec = small();
    spec.mode = ServiceMode::Global;
    spec.ports = {{.target = 80, .isHostMode = true}};
    spec.secrets = {{.name = u"key"_s, .id = u"s1"_s, .mode = 0400}};
    QCOMPARE(toJson(spec), object(R"({"Name":"web","Mode":{"Global":{}},
        "TaskTemplate":{"ContainerSpec":{"Image":"web:1","Secrets":[{"SecretName":"key","SecretID":"s1",
            "File":{"Name":"key","UID":"0","GID":"0","Mode":256}}]}},
        "EndpointSpec":{"Ports":[{"Protocol":"tcp","TargetPort":80,"PublishMode":"host"}]}})"));
}

void TestServiceSpec::refusesAnotherShape()
{
    const auto spec =
        serviceSpecFromJson(object(R"({"Name":"a","TaskTemplate":{"ContainerSpec":{"Env":["A=1",7]}}})"));
    QVERIFY(!spec);
    QVERIFY2(spec.error().message.contains(u"TaskTemplate.ContainerSpec.Env[1]"_s),
             qPrintable(spec.error().message));
    QVERIFY(!serviceSpecFromJson(object(R"({"Name":"a","Mode":{"Replicated":{"Replicas":1e30}}})")));
    QVERIFY(!serviceSpecFromJson({}));
}

void TestServiceSpec::findsMistakes_data()
{
    QTest::addColumn<std::function<void(ServiceSpec &)>>("change");
    QTest::addColumn<QString>("expected");
    using Change = std::function<void(ServiceSpec &)>;
    const auto row = [](const char *name, const Change &change, const char *expected) {
        QTest::newRow(name) << change << QString::fromUtf8(expected);
    };
    row(
        "no name", [](auto &s) { s.name.clear(); }, "name: A service needs a name.");
    row(
        "a name with a blank", [](auto &s) { s.name = u"my web"_s; }, "name: A service's name has at most");
    row(
        "a name that is too long", [](auto &s) { s.name = QString(64, u'a'); },
        "name: A service's name has at most");
    row(
        "no image", [](auto &s) { s.image.clear(); }, "image: An image is missing.");
    row(
        "fewer than none", [](auto &s) { s.replicas = -1; }, "replicas: ");
    row(
        "a port too high", [](auto &s) { s.ports = {{.target = 70000}}; },
        "ports[0]: The container's port 70000");
    row(
        "a published port too high", [](auto &s) { s.ports = {{.target = 80, .published = 65536}}; },
        "ports[0]: The published port 65536");
    row(
        "a port twice",
        [](auto &s) {
            s.ports = {{.target = 80, .published = 1}, {.target = 81, .published = 1}};
        },
        "ports[1]: The port 1/tcp is published twice.");
    row(
        "a protocol", [](auto &s) { s.ports = {{.protocol = u"icmp"_s, .target = 80}}; },
        "ports[0]: A port's protocol");
    row(
        "mesh without an address",
        [](auto &s) {
            s.endpointMode = u"dnsrr"_s;
            s.ports = {{.target = 80}};
        },
        "ports[0]: Without a virtual address");
    row(
        "no value",
        [](auto &s) {
            s.environment = {u"A=1"_s, u"B"_s};
        },
        "environment[1]: “B” is not NAME=value.");
    row(
        "no variable", [](auto &s) { s.environment = {u"=1"_s}; }, "environment[0]: “=1” is not");
    row(
        "a variable twice",
        [](auto &s) {
            s.environment = {u"A=1"_s, u"A=2"_s};
        },
        "environment[1]: A is set twice.");
    row(
        "a label without a name", [](auto &s) { s.labels.insert(QString(), u"x"_s); },
        "labels: A label needs a name.");
    row(
        "a relative mount", [](auto &s) { s.mounts = {{.source = u"v1"_s, .target = u"data"_s}}; },
        "mounts[0]: The place");
    row(
        "a relative bind",
        [](auto &s) { s.mounts = {{.type = u"bind"_s, .source = u"x"_s, .target = u"/x"_s}}; },
        "mounts[0]: A bind names");
    row(
        "a mount twice",
        [](auto &s) {
            s.mounts = {{.source = u"v1"_s, .target = u"/d"_s}, {.source = u"v2"_s, .target = u"/d"_s}};
        },
        "mounts[1]: Two mounts have the target /d.");
    row(
        "a constraint", [](auto &s) { s.constraints = {u"node.role=worker"_s}; },
        "constraints[0]: “node.role=worker”");
    row(
        "little memory", [](auto &s) { s.limits.memoryBytes = 1024; }, "limits: Less memory than 4 MiB");
    row(
        "little processor", [](auto &s) { s.reservations.nanoCpus = 1; }, "reservations: Less than 0.001");
    row(
        "more reserved than allowed",
        [](auto &s) {
            s.limits.memoryBytes = 8 << 20;
            s.reservations.memoryBytes = 9 << 20;
        },
        "reservations: More memory is reserved");
    row(
        "a restart condition", [](auto &s) { s.restart = RestartSpec{.condition = u"never"_s}; },
        "restart: ");
    row(
        "an update order", [](auto &s) { s.update = UpdateSpec{.order = u"both"_s}; }, "update: The order");
    row(
        "no way back from a way back",
        [](auto &s) { s.rollback = UpdateSpec{.failureAction = u"rollback"_s}; },
        "rollback: On a failure it does one of: pause, continue.");
    row(
        "a share", [](auto &s) { s.update = UpdateSpec{.maxFailureRatio = 1.5}; }, "update: The share");
    row(
        "a secret without a name", [](auto &s) { s.secrets = {{.name = QString()}}; },
        "secrets[0]: A name is missing.");
    row(
        "a file twice",
        [](auto &s) {
            s.configs = {{.name = u"a"_s}, {.name = u"b"_s, .target = u"a"_s}};
        },
        "configs[1]: Two configs have the file a.");
    row(
        "a network twice",
        [](auto &s) {
            s.networks = {{.target = u"n"_s}, {.target = u"n"_s}};
        },
        "networks[1]: The network n stands there twice.");
}

void TestServiceSpec::findsMistakes()
{
    QFETCH(const std::function<void(ServiceSpec &)>, change);
    QFETCH(const QString, expected);
    auto spec = small();
    QVERIFY(check(spec).isEmpty());
    change(spec);
    const auto found = sentences(spec);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().startsWith(expected), qPrintable(found.first()));
}

void TestServiceSpec::acceptsWhatTheEngineAccepts()
{
    auto spec = small();
    spec.ports = {{.target = 80},
                  {.target = 80},
                  {.target = 53, .published = 53},
                  {.protocol = u"udp"_s, .target = 53, .published = 53}};
    spec.environment = {u"A="_s, u"a.b=c d\ne"_s};
    spec.mounts = {{.target = u"/anonymous"_s}, {.type = u"tmpfs"_s, .target = u"/tmp"_s}};
    QCOMPARE(sentences(spec), QStringList());
}

void TestServiceSpec::checksContainers()
{
    ContainerSpec spec;
    spec.image = u"web:1"_s;
    QVERIFY(check(spec).isEmpty());
    spec.name = u"w"_s; // an engine refuses one letter
    spec.restart = u"any"_s;
    spec.mounts = {{.source = u"v"_s, .target = u"/data"_s}};
    QStringList fields;
    for (const auto &problem : check(spec))
        fields.append(problem.field);
    QCOMPARE(fields, (QStringList{u"name"_s, u"mounts[0]"_s, u"restart"_s}));
    spec.name = u"web1"_s;
    spec.restart = u"always"_s;
    spec.mounts = {{.source = u"data"_s, .target = u"/data"_s, .isReadOnly = true}};
    spec.ports = {{.target = 80}, {.protocol = u"udp"_s, .target = 53, .published = 5353}};
    spec.environment = {u"A=it's"_s};
    spec.arguments = {u"sleep"_s, u"1"_s};
    QVERIFY(check(spec).isEmpty());
    QCOMPARE(
        wordsInShell(runCommand(spec)),
        (QStringList{u"run"_s, u"-d"_s, u"--name"_s, u"web1"_s, u"--restart"_s, u"always"_s, u"-p"_s, u"80"_s,
                     u"-p"_s, u"5353:53/udp"_s, u"-e"_s, u"A=it's"_s, u"--mount"_s,
                     u"type=volume,source=data,target=/data,readonly"_s, u"web:1"_s, u"sleep"_s, u"1"_s}));
    const QJsonValue host = toJson(spec).value("HostConfig"_L1);
    QCOMPARE(host["PortBindings"_L1]["53/udp"_L1][0]["HostPort"_L1].toString(), u"5353"_s);
    QCOMPARE(host["PortBindings"_L1]["80/tcp"_L1][0]["HostPort"_L1].toString(), QString());
}

void TestServiceSpec::checksImages_data()
{
    QTest::addColumn<bool>("isGood");
    for (const char *good :
         {"nginx", "nginx:1.27", "library/nginx", "registry.example.org:5000/team/web_app:2-rc.1",
          "localhost/x", "Registry.Example.org/x", "[::1]:5000/x", "a/b/c/d--e__f.g:T",
          "a@sha256:0123456789abcdef0123456789abcdef",
          "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
        QTest::newRow(good) << true;
    for (const char *bad : {"", "Nginx", "nginx:", "nginx:a:b", "/nginx", "nginx/", "a//b", "-a", "a..b",
                            "a b", "a;b", "a$(x)", "a\nb", "a:-b", "nginx@sha256:12", "https://x/y"})
        QTest::newRow(*bad ? bad : "nothing") << false;
}

void TestServiceSpec::checksImages()
{
    QFETCH(const bool, isGood);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString problem = imageProblem(name == "nothing"_L1 ? QString() : name);
    QVERIFY2(problem.isEmpty() == isGood, qPrintable(problem));
    QVERIFY(imageProblem(u"Nginx"_s).contains(u"small letters only: nginx"_s));
}

void TestServiceSpec::checksConstraints_data()
{
    QTest::addColumn<bool>("isGood");
    for (const char *good :
         {"node.role==worker", "node.role != manager", "node.hostname==web-1", "node.labels.disk == ssd",
          "engine.labels.os==ubuntu 22.04", "node.ip==10.0.0.0/8", "node.platform.arch==x86_64"})
        QTest::newRow(good) << true;
    for (const char *bad : {"", "node.role", "node.role=worker", "node.role==", "==x", "node.role==leader",
                            "node.rol==worker", "node.labels.a==x;y", "node.id == a == b"})
        QTest::newRow(*bad ? bad : "nothing") << false;
}

void TestServiceSpec::checksConstraints()
{
    QFETCH(const bool, isGood);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString problem = constraintProblem(name == "nothing"_L1 ? QString() : name);
    QVERIFY2(problem.isEmpty() == isGood, qPrintable(problem));
}

void TestServiceSpec::writesTheCommandForAShell()
{
    auto spec = full();
    spec.mounts.removeLast();
    spec.configs.clear();
    spec.environment = {u"A=it's $HOME; rm -rf \"x\""_s};
    spec.mounts.first().source = u"with,comma"_s;
    const auto words = wordsInShell(createCommand(spec, true));
    QCOMPARE(words,
             (QStringList{u"service"_s,
                          u"create"_s,
                          u"--name"_s,
                          u"web"_s,
                          u"--replicas"_s,
                          u"3"_s,
                          u"--with-registry-auth"_s,
                          u"--endpoint-mode"_s,
                          u"vip"_s,
                          u"--publish"_s,
                          u"published=8080,target=80"_s,
                          u"--publish"_s,
                          u"published=53,target=53,protocol=udp,mode=host"_s,
                          u"--env"_s,
                          u"A=it's $HOME; rm -rf \"x\""_s,
                          u"--label"_s,
                          u"team=blue"_s,
                          u"--container-label"_s,
                          u"c=d"_s,
                          u"--mount"_s,
                          u"type=volume,\"source=with,comma\",target=/data"_s,
                          u"--network"_s,
                          u"name=n1,alias=w"_s,
                          u"--constraint"_s,
                          u"node.role==worker"_s,
                          u"--secret"_s,
                          u"source=key,target=key,mode=0400"_s,
                          u"--limit-cpu"_s,
                          u"0.5"_s,
                          u"--reserve-memory"_s,
                          u"64M"_s,
                          u"--restart-condition"_s,
                          u"on-failure"_s,
                          u"--restart-delay"_s,
                          u"1s"_s,
                          u"--restart-max-attempts"_s,
                          u"3"_s,
                          u"--update-parallelism"_s,
                          u"2"_s,
                          u"--update-monitor"_s,
                          u"15s"_s,
                          u"--update-failure-action"_s,
                          u"rollback"_s,
                          u"--update-max-failure-ratio"_s,
                          u"0.5"_s,
                          u"--update-order"_s,
                          u"start-first"_s,
                          u"--rollback-monitor"_s,
                          u"0s"_s,
                          u"--entrypoint"_s,
                          u"sh -c"_s,
                          spec.image,
                          u"echo hi"_s}));
}

void TestServiceSpec::quotesForAShell_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "plain", "a b", "it's", "$(id)", "`id`", "a\nb", "\\", "--x=\"y\"", "*", "~", "ü", "''"})
        QTest::newRow(*text ? text : "nothing") << QString::fromUtf8(text);
}

void TestServiceSpec::quotesForAShell()
{
    QFETCH(const QString, text);
    QCOMPARE(wordsInShell(u"docker "_s + shellWord(text)), QStringList{text});
}

void TestServiceSpec::saysWhatDiffers()
{
    const auto before =
        object(R"({"A":{"x":1,"gone":true},"Env":["P=1","Q=2"],"L":["a","a"],"Same":[],"N":null})");
    const auto after =
        object(R"({"A":{"x":2},"Env":["Q=2","P=3"],"L":["a","b","c"],"N":{},"New":{"k":"v"}})");
    QCOMPARE(rowsOf(diff(before, after)),
             (QStringList{u"A.gone: true -> "_s, u"A.x: 1 -> 2"_s, u"Env[P]: P=1 -> P=3"_s, u"L[1]: a -> b"_s,
                          u"L[2]:  -> c"_s, u"New.k:  -> v"_s}));
    QVERIFY(diff(before, before).isEmpty());
}

void TestServiceSpec::readsUnits()
{
    QCOMPARE(parseMemory(u"512m"_s).value(), 536'870'912);
    QCOMPARE(parseMemory(u"1.5 GiB"_s).value(), 1'610'612'736);
    QCOMPARE(parseMemory(u"100"_s).value(), 100);
    for (const auto &bad : {u""_s, u"-1"_s, u"12x"_s, u"99999999T"_s, u"1 000"_s})
        QVERIFY2(!parseMemory(bad), qPrintable(bad));
    QCOMPARE(parseCpus(u"0.5"_s).value(), 500'000'000);
    for (const auto &bad : {u""_s, u"-1"_s, u"nan"_s, u"two"_s})
        QVERIFY2(!parseCpus(bad), qPrintable(bad));
    using namespace std::chrono_literals;
    QCOMPARE(parseDuration(u"1m30s"_s).value(), std::chrono::nanoseconds(90s));
    QCOMPARE(parseDuration(u"10"_s).value(), std::chrono::nanoseconds(10s));
    QCOMPARE(parseDuration(u"1.5h"_s).value(), std::chrono::nanoseconds(90min));
    QCOMPARE(parseDuration(u"20ms"_s).value(), std::chrono::nanoseconds(20ms));
    for (const auto &bad : {u""_s, u"-1s"_s, u"1d"_s, u"s"_s, u"1s 2"_s, u"99999999999h"_s})
        QVERIFY2(!parseDuration(bad), qPrintable(bad));
    for (const auto &text : {u"1h1m5s"_s, u"2m"_s, u"250ms"_s, u"7ns"_s, u"0s"_s})
        QCOMPARE(durationText(parseDuration(text).value()), text);
    QCOMPARE(memoryText(536'870'912), u"512M"_s);
    QCOMPARE(memoryText(1025), u"1025"_s);
    QCOMPARE(cpusText(250'000'000), u"0.25"_s);
}

QTEST_GUILESS_MAIN(TestServiceSpec)
#include "tst_servicespec.moc"
