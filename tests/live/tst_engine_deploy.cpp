// SPDX-License-Identifier: GPL-3.0-or-later
// Deploying against real engines of a swarm of two, as the window does it: stacks, secrets, configs,
// networks, volumes, a registry that asks who one is, and what the managers refuse.
#include "app/sandbox/images.h"
#include "app/sandbox/lxcmachines.h"
#include "core/cluster/engineoperations.h"
#include "core/docker/speccheck.h"
#include "core/secrets/sessionstore.h"
#include "tests/live/enginelab.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace skep;

namespace {

constexpr auto registry = "127.0.0.1:5001"_L1; // on the node itself: engines need no TLS there
constexpr auto registryConfig = R"(version: 0.1
log: {accesslog: {disabled: true}, level: warn}
storage: {filesystem: {rootdirectory: /srv/registry}}
auth: {htpasswd: {realm: test, path: /etc/htpasswd}}
http: {addr: "127.0.0.1:5001"}
)";
// The password is "geheim".
constexpr auto htpasswd = "me:$2b$05$G/zJV0do/5HQvaEhlrW.wehDzbi2vBwfvcKCtPxrIg/8JxSCVa7zu\n";

} // namespace

class TestEngineDeploy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void deploysUpdatesAndRemovesAStack();
    void keepsAStackThroughABadFile();
    void makesSecretsConfigsNetworksAndVolumes();
    void tellsAtWhichFieldTheManagersRefuse();
    void pullsWithALogin();
    void deploysAStackWithALogin();
    void countsWhatTheEnginesHave();

private:
    docker::Client &engine(const char *name) { return m_lab->engine(name); }
    cluster::Operations &operations() { return *m_operations; }
    bool runs(const QString &service, int count, const QString &image = {});
    docker::ServiceSpec sleeper(const QString &name) const;
    void startRegistry();
    QString taskError(const QString &service);

    std::unique_ptr<EngineLab> m_lab;
    QTemporaryDir m_folder;
    secrets::SessionStore m_secrets;
    std::unique_ptr<cluster::RegistryLogins> m_logins;
    std::unique_ptr<cluster::EngineOperations> m_operations;
    int m_changes = 0;
};

void TestEngineDeploy::initTestCase()
{
    const auto trouble = EngineLab::trouble();
    if (!trouble.empty())
        QSKIP(trouble.c_str());
    m_lab = std::make_unique<EngineLab>();
    QVERIFY(m_lab->start());
    VERIFY_GOOD(settled(engine("alpha").swarmInit(m_lab->address("alpha"))));
    const auto tokens = settled(engine("alpha").joinTokens());
    VERIFY_GOOD(tokens);
    VERIFY_GOOD(
        settled(engine("beta").swarmJoin(m_lab->address("beta"), {m_lab->address("alpha")}, tokens->worker)));
    m_logins = std::make_unique<cluster::RegistryLogins>(m_folder.filePath(u"registries.json"_s), &m_secrets);
    m_operations = std::make_unique<cluster::EngineOperations>(cluster::EngineOperations::Way{
        [this](const QString &name) { return m_lab->reach(name); }, [] { return QStringList{u"alpha"_s}; },
        [this](const QString &name) { return m_lab->connection(name); }, [this] { ++m_changes; },
        m_logins.get()});
}

void TestEngineDeploy::cleanupTestCase()
{
    m_operations.reset();
    m_lab.reset();
}

bool TestEngineDeploy::runs(const QString &service, int count, const QString &image)
{
    const auto found = settled(engine("alpha").findService(service));
    return found && *found && (*found)->running == count
        && (image.isEmpty() || (*found)->image.startsWith(image));
}

docker::ServiceSpec TestEngineDeploy::sleeper(const QString &name) const
{
    docker::ServiceSpec spec;
    spec.name = name;
    spec.image = m_lab->image();
    spec.arguments = {u"sleep"_s, u"3600"_s};
    return spec;
}

void TestEngineDeploy::deploysUpdatesAndRemovesAStack()
{
    const QString file = u"services:\n"
                         "  page:\n    image: %1\n    command: sleep 3600\n    restart: always\n"
                         "    deploy: {replicas: 2}\n"
                         "  side:\n    image: %1\n    command: sleep 3600\n"
                         "    depends_on: [page]\n"_s.arg(m_lab->image());
    cluster::StackWish wish{u"shop"_s, file.toUtf8()};
    const auto before = settled(operations().previewStack(wish));
    VERIFY_GOOD(before);
    QCOMPARE(before->rows.size(), 2);
    QCOMPARE(before->rows.first().service, u"page"_s);
    QVERIFY(before->rows.first().imageBefore.isEmpty());
    QCOMPARE(before->rows.first().imageAfter, m_lab->image());
    QCOMPARE(before->rows.first().replicasAfter, 2);
    const QString notes = before->notes.join(u'\n');
    QVERIFY2(notes.contains(u"“restart” of page"_s) && notes.contains(u"“depends_on” of side"_s),
             qPrintable(notes));
    QVERIFY(settled(engine("alpha").services())->isEmpty()); // a preview changes nothing

    QByteArray heard;
    const auto said =
        settled(operations().deployStack(wish, [&](const QByteArray &bytes) { heard += bytes; }));
    VERIFY_GOOD(said);
    QVERIFY2(heard.contains("Creating service shop_page"), heard.constData());
    QVERIFY2(heard.contains("Ignoring unsupported options: restart"), heard.constData());
    QTRY_VERIFY(m_changes > 0);
    QTRY_VERIFY_WITH_TIMEOUT(runs(u"shop_page"_s, 2) && runs(u"shop_side"_s, 1), 60'000);

    wish.compose = u"services:\n  page:\n    image: %1\n    command: sleep 3600\n"
                   "    deploy: {replicas: 3}\n"_s.arg(m_lab->image())
                       .toUtf8();
    wish.isPruning = true;
    const auto change = settled(operations().previewStack(wish));
    VERIFY_GOOD(change);
    QCOMPARE(change->rows.size(), 2);
    QCOMPARE(change->rows.first().replicasBefore, 2);
    QCOMPARE(change->rows.first().replicasAfter, 3);
    QVERIFY(change->rows.last().imageAfter.isEmpty()); // side is not in the file
    VERIFY_GOOD(settled(operations().deployStack(wish, nullptr)));
    QTRY_VERIFY_WITH_TIMEOUT(runs(u"shop_page"_s, 3), 60'000);
    QVERIFY(!*settled(engine("alpha").findService(u"shop_side"_s)));

    const auto removed = settled(operations().removeStack(u"shop"_s));
    VERIFY_GOOD(removed);
    QVERIFY(removed->contains(u"network shop_default"_s));
    QVERIFY(settled(engine("alpha").services())->isEmpty());
    QCOMPARE(settled(operations().removeStack(u"shop"_s)).error().code, ErrorCode::NotFound);
}

void TestEngineDeploy::keepsAStackThroughABadFile()
{
    const QByteArray bad[] = {"services:\n  a:\n    imag: x\n", "services: [",
                              "services:\n  a:\n   image: [x\n",
                              "services:\n  a:\n    image: x\n    mem_limit: 5m\n"};
    for (const QByteArray &file : bad) {
        const auto preview = settled(operations().previewStack({u"shop"_s, file}));
        QVERIFY2(!preview, file.constData());
        QCOMPARE(preview.error().code, ErrorCode::Config);
        qInfo("a bad compose file: %s", qPrintable(preview.error().message));
        const auto deployed = settled(operations().deployStack({u"shop"_s, file}, nullptr));
        QVERIFY(!deployed);
    }
    const auto variable =
        settled(operations().previewStack({u"shop"_s, "services:\n  a:\n    image: x:${TAG}\n"}));
    VERIFY_GOOD(variable);
    QVERIFY(variable->notes.join(u' ').contains(u"“x:”"_s));
    QVERIFY(settled(engine("alpha").services())->isEmpty());
}

void TestEngineDeploy::makesSecretsConfigsNetworksAndVolumes()
{
    const QMap<QString, QString> labels{{u"team"_s, u"shop"_s}};
    VERIFY_GOOD(settled(operations().createSecret(u"token"_s, makeSecret(QByteArray("a\0b\n", 4)), labels)));
    VERIFY_GOOD(settled(operations().createConfig(u"site"_s, "listen 80;\n", labels)));
    QCOMPARE(settled(operations().secrets())->first().labels, labels);
    QCOMPARE(settled(operations().configs())->first().labels, labels);
    const auto again = settled(operations().createSecret(u"token"_s, makeSecret("x"), {}));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);

    docker::Network network;
    network.name = u"inner"_s;
    network.driver = u"overlay"_s;
    network.isAttachable = network.isEncrypted = true;
    network.subnets = {u"10.77.0.0/20"_s};
    network.labels = labels;
    VERIFY_GOOD(settled(operations().createNetwork(network)));
    const auto networks = settled(operations().networks());
    VERIFY_GOOD(networks);
    const auto made = std::find_if(networks->begin(), networks->end(),
                                   [](const docker::Network &each) { return each.name == "inner"_L1; });
    QVERIFY(made != networks->end());
    QVERIFY(made->isAttachable && made->isEncrypted && !made->isInternal);
    QCOMPARE(made->subnets, network.subnets);
    QCOMPARE(made->labels, labels);
    const auto twin = settled(operations().createNetwork(network));
    QVERIFY(!twin);
    qInfo("a network of the same name: %s", qPrintable(twin.error().message));

    VERIFY_GOOD(settled(
        operations().createVolume(u"beta"_s, {.name = u"data"_s, .driver = u"local"_s, .labels = labels})));
    QCOMPARE(settled(operations().volumes(u"beta"_s))->first().labels, labels);
    QVERIFY(settled(operations().volumes(u"alpha"_s))->isEmpty());

    auto spec = sleeper(u"user"_s);
    spec.secrets = {{.name = u"token"_s}};
    spec.configs = {{.name = u"site"_s, .target = u"/site"_s}};
    spec.networks = {{.target = u"inner"_s}};
    spec.mounts = {{.source = u"data"_s, .target = u"/data"_s}};
    spec.constraints = {u"node.hostname==beta"_s};
    const auto id = settled(operations().createService(spec, {}));
    VERIFY_GOOD(id);
    QTRY_VERIFY_WITH_TIMEOUT(runs(u"user"_s, 1), 60'000);
    const auto read = m_lab->ssh("beta",
                                 "c=$(docker ps -q --filter label=com.docker.swarm.service.name=user); "
                                 "docker exec $c cat /run/secrets/token /site | od -An -c | tr -d ' \\n'");
    QCOMPARE(QByteArray::fromStdString(read.output), QByteArray("a\\0b\\nlisten80;\\n"));
    const std::tuple<docker::ObjectKind, QString, QString> used[] = {
        {docker::ObjectKind::Secret, u"token"_s, {}},
        {docker::ObjectKind::Config, u"site"_s, {}},
        {docker::ObjectKind::Network, u"inner"_s, {}},
        {docker::ObjectKind::Volume, u"data"_s, u"beta"_s}};
    for (const auto &[kind, name, machine] : used) {
        const auto refused = settled(operations().remove(kind, name, machine));
        QVERIFY2(!refused, qPrintable(name));
        QVERIFY2(refused.error().message.contains(u"in use"_s), qPrintable(refused.error().message));
        qInfo("in use: %s", qPrintable(refused.error().message));
    }
    VERIFY_GOOD(settled(operations().remove(docker::ObjectKind::Service, *id, {})));
    for (const auto &[kind, name, machine] : used) { // until the last container has ended
        const auto isGone = [&, what = kind, id = name, where = machine] {
            const auto removed = settled(operations().remove(what, id, where));
            return removed || removed.error().code == ErrorCode::NotFound;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isGone(), 60'000);
    }
}

void TestEngineDeploy::tellsAtWhichFieldTheManagersRefuse()
{
    auto first = sleeper(u"first"_s);
    first.ports = {{.target = 80, .published = 8088}};
    const auto id = settled(operations().createService(first, {}));
    VERIFY_GOOD(id);
    const auto fieldOf = [this](const docker::ServiceSpec &spec) {
        const auto made = settled(operations().createService(spec, {}));
        if (made)
            return u"nothing was refused"_s;
        const QString field = docker::refusedField(made.error(), spec);
        qInfo("%s: %s", qPrintable(field), qPrintable(made.error().message));
        return field;
    };
    QCOMPARE(fieldOf(sleeper(u"first"_s)), u"name"_s);
    auto port = sleeper(u"second"_s);
    port.ports = first.ports;
    QCOMPARE(fieldOf(port), u"ports"_s);
    auto image = sleeper(u"third"_s);
    image.image = u"Not An Image"_s;
    QCOMPARE(fieldOf(image), u"image"_s);
    auto secret = sleeper(u"fourth"_s);
    secret.secrets = {{.name = u"nosuch"_s}};
    QCOMPARE(fieldOf(secret), u"secrets"_s);
    auto config = sleeper(u"fifth"_s);
    config.configs = {{.name = u"nosuch"_s}};
    QCOMPARE(fieldOf(config), u"configs"_s);
    auto network = sleeper(u"sixth"_s);
    network.networks = {{.target = u"nosuch"_s}};
    QCOMPARE(fieldOf(network), u"networks"_s);

    // The form was filled while somebody else changed, and then removed, the service.
    const auto detail = settled(operations().serviceDetail(*id));
    VERIFY_GOOD(detail);
    VERIFY_GOOD(settled(operations().scaleService(*id, 2)));
    const auto late = settled(operations().updateService(*id, detail->version, detail->spec, {}));
    QCOMPARE(late.error().code, ErrorCode::Conflict);
    VERIFY_GOOD(settled(operations().remove(docker::ObjectKind::Service, *id, {})));
    const auto gone = settled(operations().updateService(*id, detail->version, detail->spec, {}));
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
    QVERIFY(docker::refusedField(gone.error(), detail->spec).isEmpty());
}

//! Debian's registry on the first node, with one image in it that only a login may pull.
void TestEngineDeploy::startRegistry()
{
    QFile program(QString::fromStdString(
        sandbox::ImageStore(sandbox::LxcOptions().cacheDir).registryProgram().string()));
    QVERIFY2(program.open(QIODevice::ReadOnly), qPrintable(program.fileName()));
    const std::pair<const char *, std::string> files[] = {
        {"/usr/local/bin/docker-registry", program.readAll().toStdString()},
        {"/etc/registry.yml", registryConfig},
        {"/etc/htpasswd", htpasswd}};
    for (const auto &[path, bytes] : files)
        QCOMPARE(m_lab->ssh("alpha", std::string("cat > ") + path, bytes).exitCode, 0);
    const auto started =
        m_lab->ssh("alpha",
                   "chmod 755 /usr/local/bin/docker-registry && systemd-run --quiet --unit=test-registry "
                   "/usr/local/bin/docker-registry serve /etc/registry.yml && for i in $(seq 100); do "
                   "curl -s -o /dev/null http://127.0.0.1:5001/ && exit 0; sleep 0.1; done; exit 1");
    QVERIFY2(started.exitCode == 0, started.errors.c_str());
    const std::string from = m_lab->image().toStdString();
    const auto pushed = m_lab->ssh("alpha",
                                   "docker pull -q " + from + " && docker tag " + from
                                       + " 127.0.0.1:5001/web:1 && docker login -u me --password-stdin "
                                         "127.0.0.1:5001 && docker push -q 127.0.0.1:5001/web:1 && "
                                         "docker logout 127.0.0.1:5001 && docker rmi -f 127.0.0.1:5001/web:1",
                                   "geheim");
    QVERIFY2(pushed.exitCode == 0, pushed.errors.c_str());
}

QString TestEngineDeploy::taskError(const QString &service)
{
    const auto found = settled(engine("alpha").findService(service));
    const auto tasks = settled(engine("alpha").tasks());
    if (!found || !*found || !tasks)
        return {};
    for (const docker::Task &task : *tasks) {
        if (task.serviceId == (*found)->id && !task.error.isEmpty())
            return task.error;
    }
    return {};
}

void TestEngineDeploy::pullsWithALogin()
{
    startRegistry();
    if (QTest::currentTestFailed())
        return;
    const docker::RegistryLogin wrong{registry, u"me"_s, makeSecret("falsch")};
    const auto refused = settled(operations().checkLogin(wrong, {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Auth);
    QVERIFY(!refused.error().message.contains(u"falsch"_s) && !refused.error().detail.contains(u"falsch"_s));
    qInfo("a wrong login: %s", qPrintable(refused.error().message));
    const auto nowhere =
        settled(operations().checkLogin({u"127.0.0.1:5999"_s, u"me"_s, makeSecret("x")}, {}));
    QVERIFY(!nowhere);
    QVERIFY(nowhere.error().code != ErrorCode::Auth);
    qInfo("no registry there: %s", qPrintable(nowhere.error().message));
    const docker::RegistryLogin right{registry, u"me"_s, makeSecret("geheim")};
    VERIFY_GOOD(settled(operations().checkLogin(right, {})));
    VERIFY_GOOD(settled(m_logins->keep(right)));

    auto spec = sleeper(u"private"_s);
    spec.image = registry + u"/web:1"_s;
    spec.constraints = {u"node.hostname==alpha"_s};
    VERIFY_GOOD(settled(operations().createService(spec, {})));
    QTRY_VERIFY_WITH_TIMEOUT(!taskError(u"private"_s).isEmpty(), 60'000);
    qInfo("without a login: %s", qPrintable(taskError(u"private"_s)));
    QVERIFY(runs(u"private"_s, 0));
    VERIFY_GOOD(settled(operations().remove(docker::ObjectKind::Service, u"private"_s, {})));

    const auto login = settled(m_logins->login(cluster::registryOf(spec.image)));
    VERIFY_GOOD(login);
    VERIFY_GOOD(settled(operations().createService(spec, *login)));
    QTRY_VERIFY_WITH_TIMEOUT(runs(u"private"_s, 1), 60'000);
    VERIFY_GOOD(settled(operations().remove(docker::ObjectKind::Service, u"private"_s, {})));

    m_lab->ssh("alpha", "docker rmi -f 127.0.0.1:5001/web:1");
    docker::ContainerSpec container;
    container.name = u"lone"_s;
    container.image = spec.image;
    container.arguments = {u"sleep"_s, u"3600"_s};
    const auto without = settled(operations().runContainer(u"alpha"_s, container, {}));
    QVERIFY(!without);
    qInfo("a container without a login: %s", qPrintable(without.error().message));
    VERIFY_GOOD(settled(operations().runContainer(u"alpha"_s, container, *login)));
    VERIFY_GOOD(settled(engine("alpha").removeContainer(u"lone"_s)));
    const auto kept = m_lab->ssh("alpha", "grep -rs geheim /root/.docker /etc/docker /var/log | head -1");
    QCOMPARE(QByteArray::fromStdString(kept.output), QByteArray()); // nothing of it stays on the node
}

// After the registry was started and its login kept.
void TestEngineDeploy::deploysAStackWithALogin()
{
    m_lab->ssh("alpha", "docker rmi -f 127.0.0.1:5001/web:1");
    const QByteArray file = "services:\n  page:\n    image: " + registry.toUtf8()
        + "/web:1\n    command: sleep 3600\n    deploy: {placement: {constraints: [node.hostname==alpha]}}\n";
    // A client that looks at what it was given while it runs, and takes its time.
    const auto spied =
        m_lab->ssh("alpha", "cat >/usr/local/bin/docker && chmod 755 /usr/local/bin/docker",
                   "#!/bin/sh\n"
                   "case $* in *'stack deploy'*)\n"
                   "  { ls -lR /run/skep-logins.*; stat -c %a /run/skep-logins.*; cat /proc/[0-9]*/cmdline "
                   "/proc/[0-9]*/environ; } >/tmp/spied 2>&1\n"
                   "  test ! -e /tmp/slow || exec sleep 120 ;;\n"
                   "esac\n"
                   "exec /usr/bin/docker \"$@\"\n");
    QCOMPARE(spied.exitCode, 0);
    VERIFY_GOOD(settled(operations().deployStack({u"closed"_s, file}, nullptr)));
    QTRY_VERIFY_WITH_TIMEOUT(runs(u"closed_page"_s, 1), 60'000);
    const auto seen = QByteArray::fromStdString(m_lab->ssh("alpha", "cat /tmp/spied").output);
    QVERIFY2(seen.contains("config.json -> /proc/self/fd/3") && seen.contains("700"),
             seen.left(400).constData());
    QVERIFY(!seen.contains("geheim") && !seen.contains(QByteArray("me:geheim").toBase64()));
    const std::string remains =
        "ls -d /run/skep-logins.* 2>/dev/null; grep -rsl bWU6Z2VoZWlt /run /tmp /root /etc";
    QCOMPARE(QByteArray::fromStdString(m_lab->ssh("alpha", remains).output), QByteArray());

    // A file with a mistake, and a connection that breaks in the middle: nothing stays either.
    QVERIFY(!settled(operations().deployStack({u"closed"_s, file + "    nonsense: 1\n"}, nullptr)));
    QCOMPARE(QByteArray::fromStdString(m_lab->ssh("alpha", remains).output), QByteArray());
    m_lab->ssh("alpha", "touch /tmp/slow; rm -f /tmp/spied");
    auto broken = operations().deployStack({u"closed"_s, file}, nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!m_lab->ssh("alpha", "cat /tmp/spied 2>/dev/null").output.empty(), 20'000);
    broken.cancel();
    m_lab->ssh("alpha", "pkill -KILL -f 'sleep 120'; pkill -KILL -f skep-logins"); // not even the trap runs
    QCOMPARE(QByteArray::fromStdString(
                 m_lab->ssh("alpha", "cat /run/skep-logins.*/* 2>/dev/null; grep -rsl bWU6Z2VoZWlt /run /tmp")
                     .output),
             QByteArray());
    m_lab->ssh("alpha", "rm -rf /usr/local/bin/docker /tmp/slow /tmp/spied /run/skep-logins.*");
    VERIFY_GOOD(settled(operations().removeStack(u"closed"_s)));
}

void TestEngineDeploy::countsWhatTheEnginesHave()
{
    VERIFY_GOOD(settled(operations().createService(sleeper(u"counted"_s), {})));
    QTRY_VERIFY_WITH_TIMEOUT(runs(u"counted"_s, 1), 60'000);
    const auto running = [this] {
        int sum = 0;
        for (const QString &machine : {u"alpha"_s, u"beta"_s})
            sum += settled(operations().info(machine)).value_or(docker::Info()).containersRunning;
        return sum;
    };
    QTRY_COMPARE_WITH_TIMEOUT(running(), 1, 60'000); // those of the services before end by and by
    for (const QString &machine : {u"alpha"_s, u"beta"_s}) {
        const auto info = settled(operations().info(machine));
        VERIFY_GOOD(info);
        QCOMPARE(info->containers,
                 info->containersRunning + info->containersPaused + info->containersStopped);
        QVERIFY(!info->kernelVersion.isEmpty() && !info->serverVersion.isEmpty());
    }
    VERIFY_GOOD(settled(operations().remove(docker::ObjectKind::Service, u"counted"_s, {})));
}

QTEST_GUILESS_MAIN(TestEngineDeploy)
#include "tst_engine_deploy.moc"
