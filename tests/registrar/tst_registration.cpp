// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/agent.h"
#include "app/registrar/options.h"
#include "app/registrar/registration.h"

#include <QFile>
#include <QTest>

using namespace skep::registrar;

namespace {

constexpr const char *nodeAddress = "10.0.0.5";
constexpr const char *someId = "db71e406a40a95fe929409c3a8e3962ce791e20274e6dac0bf69b6354ae8a474";

std::string recorded(const char *name)
{
    QFile file(QStringLiteral(DATA_DIR "/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

const char *word(CheckState state)
{
    return state == CheckState::Passing ? "passing" : state == CheckState::Warning ? "warning" : "critical";
}

//! One line per registration, so that a difference reads itself.
QString lines(const std::vector<Registration> &list)
{
    QStringList result;
    for (const auto &r : list) {
        QStringList tags;
        for (const auto &tag : r.tags)
            tags << QString::fromStdString(tag);
        result << QStringLiteral("%1 %2 %3:%4 %5 %6")
                      .arg(QString::fromStdString(r.id), QString::fromStdString(r.name),
                           QString::fromStdString(r.address), QString::number(r.port),
                           tags.join(QLatin1Char(',')), QLatin1String(word(r.state)));
    }
    return result.join(QLatin1Char('\n'));
}

QString linesOf(const QByteArray &json)
{
    const auto containers = parseContainers(json.toStdString());
    return containers ? lines(registrations(*containers, nodeAddress))
                      : QString::fromStdString("error: " + containers.error());
}

QByteArray container(const QByteArray &ports, const QByteArray &labels = "{}", const QByteArray &more = {})
{
    return R"([{"Id":")" + QByteArray(someId)
        + R"(","Image":"registry:5000/team/tinyweb:2","State":"running",)"
        + R"("Names":["/mad_hopper"],"Status":"Up 2 minutes","Ports":)" + ports + R"(,"Labels":)" + labels
        + more + "}]";
}

QByteArray published(int host, int inside, const QByteArray &ip = "0.0.0.0", const QByteArray &type = "tcp")
{
    return R"({"IP":")" + ip + R"(","PrivatePort":)" + QByteArray::number(inside) + R"(,"PublicPort":)"
        + QByteArray::number(host) + R"(,"Type":")" + type + R"("})";
}

} // namespace

//! The registrar's rule and its readers, table by table.
class TestRegistration : public QObject
{
    Q_OBJECT

private slots:
    void recordedContainersGiveOneService();
    void recordedClassicContainers();
    void rule_data();
    void rule();
    void metaTellsTheOrigin();
    void metaIsPlainAscii();
    void healthOutputIsToldToConsul();
    void manyPortsAreCapped();
    void dnsLabels_data();
    void dnsLabels();
    void imageNames_data();
    void imageNames();
    void strangeAnswers_data();
    void strangeAnswers();
    void detailsTakeOnlyTheNameFromTheEnvironment();
    void registerBodyIsWhatConsulReads();
    void onlyOwnServicesAreRead();
    void whatWasRegisteredNeedsNoChange();
    void options_data();
    void options();
};

void TestRegistration::recordedContainersGiveOneService()
{
    QCOMPARE(linesOf(QByteArray::fromStdString(recorded("containers.json"))),
             QStringLiteral("skep:db71e406a40a:8081/tcp hostm 10.0.0.5:8081 tcp passing"));
}

void TestRegistration::recordedClassicContainers()
{
    QCOMPARE(linesOf(QByteArray::fromStdString(recorded("containers_classic.json"))),
             QStringLiteral("skep:2d4797158917:10.77.0.61:3376/tcp swarm 10.77.0.61:3376 tcp passing"));
}

void TestRegistration::rule_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    const QByteArray web = '[' + published(8080, 80) + ']';
    const auto line = [](const char *text) { return QString::fromLatin1(text); };
    const QString plain = line("skep:db71e406a40a:8080/tcp tinyweb 10.0.0.5:8080 tcp passing");

    QTest::newRow("name of the image") << container(web) << plain;
    QTest::newRow("listed for IPv4 and IPv6")
        << container('[' + published(8080, 80) + ',' + published(8080, 80, "::") + ']') << plain;
    QTest::newRow("another random port for IPv6")
        << container('[' + published(49154, 80, "::") + ',' + published(8080, 80) + ']') << plain;
    QTest::newRow("IPv6 alone") << container('[' + published(8080, 80, "::") + ']') << plain;
    QTest::newRow("no address member")
        << container(R"([{"PrivatePort":80,"PublicPort":8080,"Type":"tcp"}])") << plain;
    QTest::newRow("only exposed") << container(R"([{"PrivatePort":80,"Type":"tcp"}])") << QString();
    QTest::newRow("loopback only") << container('[' + published(8080, 80, "127.0.0.1") + ']') << QString();
    QTest::newRow("loopback of IPv6") << container('[' + published(8080, 80, "::1") + ']') << QString();
    QTest::newRow("on one address") << container(
        '[' + published(8080, 80, "10.9.8.7")
        + ']') << line("skep:db71e406a40a:10.9.8.7:8080/tcp tinyweb 10.9.8.7:8080 tcp passing");
    QTest::newRow("several ports: the lowest has the plain name")
        << container('[' + published(9443, 443) + ',' + published(8080, 80) + ']')
        << line("skep:db71e406a40a:8080/tcp tinyweb 10.0.0.5:8080 tcp passing\n"
                "skep:db71e406a40a:9443/tcp tinyweb-443 10.0.0.5:9443 tcp passing");
    QTest::newRow("one port published twice keeps one name")
        << container('[' + published(8080, 80) + ',' + published(8081, 80) + ']')
        << line("skep:db71e406a40a:8080/tcp tinyweb 10.0.0.5:8080 tcp passing\n"
                "skep:db71e406a40a:8081/tcp tinyweb 10.0.0.5:8081 tcp passing");
    QTest::newRow("tcp and udp of one port are told apart by tag")
        << container('[' + published(53, 53) + ',' + published(53, 53, "0.0.0.0", "udp") + ']')
        << line("skep:db71e406a40a:53/tcp tinyweb 10.0.0.5:53 tcp passing\n"
                "skep:db71e406a40a:53/udp tinyweb 10.0.0.5:53 udp passing");
    QTest::newRow("swarm service") << container(web, R"({"com.docker.swarm.service.name":"shop_web"})")
                                   << line("skep:db71e406a40a:8080/tcp shop-web 10.0.0.5:8080 tcp passing");
    QTest::newRow("label before swarm service")
        << container(web, R"({"com.docker.swarm.service.name":"shop_web","skep.service":"Front"})")
        << line("skep:db71e406a40a:8080/tcp front 10.0.0.5:8080 tcp passing");
    QTest::newRow("a name without one letter is no name")
        << container(web, R"({"skep.service":"___"})") << plain;
    QTest::newRow("tags") << container(web, R"({"skep.tags":" blue, v2 ,,"})")
                          << line("skep:db71e406a40a:8080/tcp tinyweb 10.0.0.5:8080 tcp,blue,v2 passing");
    QTest::newRow("unhealthy") << container(web, "{}", R"x(,"Status":"Up 3 minutes (unhealthy)")x")
                               << QString(plain).replace(QStringLiteral("passing"),
                                                         QStringLiteral("critical"));
    QTest::newRow("healthy") << container(web, "{}", R"x(,"Status":"Up 3 minutes (healthy)")x") << plain;
    QTest::newRow("health of a new engine")
        << container(web, "{}", R"(,"Health":{"Status":"unhealthy","FailingStreak":3})")
        << QString(plain).replace(QStringLiteral("passing"), QStringLiteral("critical"));
    QTest::newRow("health starting") << container(web, "{}",
                                                  R"x(,"Status":"Up 1 second (health: starting)")x")
                                     << QString(plain).replace(QStringLiteral("passing"),
                                                               QStringLiteral("warning"));
    QTest::newRow("paused") << container(web, "{}", R"x(,"State":"paused","Status":"Up 3 minutes (Paused)")x")
                            << QString(plain).replace(QStringLiteral("passing"), QStringLiteral("critical"));
    QTest::newRow("exited") << container(web, "{}", R"(,"State":"exited")") << QString();
    QTest::newRow("restarting") << container(web, "{}", R"(,"State":"restarting")") << QString();
    QTest::newRow("image by id takes the container's name")
        << container(web, "{}", R"(,"Image":"sha256:31c5ada1faa8")")
        << line("skep:db71e406a40a:8080/tcp mad-hopper 10.0.0.5:8080 tcp passing");
    QTest::newRow("nothing usable as a name")
        << container(web, "{}", R"(,"Image":"sha256:31c5ada1faa8","Names":["/__"])")
        << line("skep:db71e406a40a:8080/tcp container-db71e406a40a 10.0.0.5:8080 tcp passing");
}

void TestRegistration::rule()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    QCOMPARE(linesOf(json), expected);
}

void TestRegistration::metaTellsTheOrigin()
{
    const auto containers = parseContainers(recorded("containers.json"));
    QVERIFY(containers);
    const auto list = registrations(*containers, nodeAddress);
    QCOMPARE(list.size(), std::size_t(1));
    const std::map<std::string, std::string> expected{{"skep", "registrar"},
                                                      {"container-id", someId},
                                                      {"container-port", "80"},
                                                      {"swarm-node-id", "oeecpzb5wpi4g0rqwzuynn3zj"},
                                                      {"swarm-service-id", "lngi2rb51mevogof01jd1mhtj"},
                                                      {"swarm-task-id", "mrf22eyfy0bkv68g48ltqauir"}};
    QVERIFY(list.front().meta == expected);
}

void TestRegistration::metaIsPlainAscii()
{
    const auto containers = parseContainers(
        container('[' + published(8080, 80) + ']', "{\"skep.service\":\"W\xc3\xa4sche\"}").toStdString());
    const auto list = registrations(*containers, nodeAddress);
    QCOMPARE(QByteArray::fromStdString(list.front().name), QByteArray("w--sche"));
    QCOMPARE(QByteArray::fromStdString(list.front().meta.at("original-name")), QByteArray("W??sche"));
}

void TestRegistration::healthOutputIsToldToConsul()
{
    Container sick{someId, "web", "web",     "running", Health::Unhealthy, {{"", 80, 8080, "tcp"}},
                   {},     {},    "HTTP 503"};
    const auto list = registrations({sick}, nodeAddress);
    QCOMPARE(QByteArray::fromStdString(list.front().output),
             QByteArray("The container's health check fails: HTTP 503"));
}

void TestRegistration::manyPortsAreCapped()
{
    Container range{someId, "media", "media", "running", Health::None, {}, {}, {}, {}};
    for (std::uint16_t port = 10000; port < 12000; ++port)
        range.ports.push_back({"0.0.0.0", port, port, "udp"});
    const auto list = registrations({range}, nodeAddress);
    QCOMPARE(list.size(), std::size_t(64));
    QCOMPARE(list.back().port, std::uint16_t(10063));
}

void TestRegistration::dnsLabels_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("label");
    QTest::newRow("plain") << QByteArray("web") << QByteArray("web");
    QTest::newRow("upper case and underscore") << QByteArray("My_Web") << QByteArray("my-web");
    QTest::newRow("dashes at the ends") << QByteArray("-_web_-") << QByteArray("web");
    QTest::newRow("dots") << QByteArray("a.b.c") << QByteArray("a-b-c");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("long") << QByteArray(100, 'a') << QByteArray(63, 'a');
    QTest::newRow("long, cut at a dash") << QByteArray(62, 'a') + "--b" << QByteArray(62, 'a');
    QTest::newRow("path") << QByteArray("../../etc") << QByteArray("etc");
}

void TestRegistration::dnsLabels()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, label);
    QCOMPARE(QByteArray::fromStdString(dnsLabel(name.toStdString())), label);
}

void TestRegistration::imageNames_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("plain") << QByteArray("tinyweb") << QByteArray("tinyweb");
    QTest::newRow("tag") << QByteArray("tinyweb:1.2") << QByteArray("tinyweb");
    QTest::newRow("registry with port") << QByteArray("reg:5000/a/b/tinyweb") << QByteArray("tinyweb");
    QTest::newRow("tag and digest") << QByteArray("a/tinyweb:1@sha256:00ff") << QByteArray("tinyweb");
    QTest::newRow("id") << QByteArray("sha256:00ff") << QByteArray();
}

void TestRegistration::imageNames()
{
    QFETCH(QByteArray, image);
    QFETCH(QByteArray, name);
    QCOMPARE(QByteArray::fromStdString(imageBaseName(image.toStdString())), name);
}

void TestRegistration::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("cut off") << QByteArray("[{") << false;
    QTest::newRow("an object") << QByteArray("{}") << false;
    QTest::newRow("deep") << QByteArray(200000, '[') << false;
    QTest::newRow("wrong elements") << QByteArray(R"([null,1,"x",[],{}])") << true;
    QTest::newRow("wrong members") << QByteArray(R"([{"Id":7,"Ports":{},"Labels":[],"Names":{},"State":1}])")
                                   << true;
    QTest::newRow("wrong ports") << container(
        R"([null,{"PublicPort":"80","PrivatePort":80},{"PublicPort":70000,"PrivatePort":80},)"
        R"({"PublicPort":-1,"PrivatePort":80},{"PublicPort":1.5,"PrivatePort":80}])")
                                 << true;
    QTest::newRow("an id that is a path") << QByteArray(
        R"([{"Id":"../../../../x","State":"running","Ports":[{"PublicPort":1,"PrivatePort":1}]}])")
                                          << true;
}

void TestRegistration::strangeAnswers()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, accepted);
    const auto containers = parseContainers(json.toStdString());
    QCOMPARE(containers.has_value(), accepted);
    if (containers)
        QCOMPARE(lines(registrations(*containers, nodeAddress)), QString());
    QCOMPARE(parseOwnServices(json.toStdString()).has_value(), json == "{}");
}

void TestRegistration::detailsTakeOnlyTheNameFromTheEnvironment()
{
    const auto details =
        parseContainerDetails(R"({"Config":{"Env":["PASSWORD=x",3,"SERVICE_NAME=shop","SERVICE_NAMES=no"]},)"
                              R"("State":{"Health":{"Log":[{"Output":"old"},{"Output":"refused"}]}}})");
    QVERIFY(details);
    QCOMPARE(QByteArray::fromStdString(details->wantedName), QByteArray("shop"));
    QCOMPARE(QByteArray::fromStdString(details->healthOutput), QByteArray("refused"));
    QVERIFY(parseContainerDetails(R"({"Config":null,"State":[]})"));
    QVERIFY(!parseContainerDetails("[]"));
}

void TestRegistration::registerBodyIsWhatConsulReads()
{
    const auto containers = parseContainers(recorded("containers.json"));
    const auto list = registrations(*containers, nodeAddress);
    const QByteArray body = QByteArray::fromStdString(registerBody(list.front(), std::chrono::seconds(15)));
    for (const char *part : {R"("ID":"skep:db71e406a40a:8081/tcp")", R"("Name":"hostm")",
                             R"("Address":"10.0.0.5")", R"("Port":8081)", R"("TTL":"15s")",
                             R"("Status":"passing")", R"("DeregisterCriticalServiceAfter":"10m")"})
        QVERIFY2(body.contains(part), part);
    const auto withoutAddress = registrations(*containers, {});
    QVERIFY(!QByteArray::fromStdString(registerBody(withoutAddress.front(), std::chrono::seconds(15)))
                 .contains("\"Address\""));
}

void TestRegistration::onlyOwnServicesAreRead()
{
    const auto foreign = parseOwnServices(recorded("agent_services.json"));
    QVERIFY(foreign);
    QVERIFY(foreign->empty());
    const auto own =
        parseOwnServices(R"({"a":{"Service":"web","Meta":{"skep":"registrar"},"Port":80,"Tags":null},)"
                         R"("b":{"Service":"db","Meta":{"skep":"someone"}},"c":{"Meta":null},"d":7})");
    QVERIFY(own);
    QCOMPARE(own->size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(own->at("a").name), QByteArray("web"));
}

void TestRegistration::whatWasRegisteredNeedsNoChange()
{
    const auto containers = parseContainers(recorded("containers.json"));
    const auto wanted = registrations(*containers, nodeAddress).front();
    const auto present = parseOwnServices(
        R"({"skep:db71e406a40a:8081/tcp":{"Service":"hostm","Address":"10.0.0.5","Port":8081,"Tags":["tcp"],)"
        R"("Meta":{"skep":"registrar","container-id":")"
        + std::string(someId)
        + R"(","container-port":"80","swarm-node-id":"oeecpzb5wpi4g0rqwzuynn3zj",)"
          R"("swarm-service-id":"lngi2rb51mevogof01jd1mhtj","swarm-task-id":"mrf22eyfy0bkv68g48ltqauir"}}})");
    auto service = present->at(wanted.id);
    QVERIFY(service.sameService(wanted));
    service.address = "10.0.0.6";
    QVERIFY(!service.sameService(wanted));
}

void TestRegistration::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char *name, const char *arguments, bool accepted) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                            << accepted;
    };
    row("none", "", true);
    row("all",
        "--docker /x --consul http://10.0.0.1:8501 --consul-token-file /t --ttl 10 --interval=5 --once",
        true);
    row("IPv6 agent", "--consul http://[::1]:8500/", true);
    row("agent by name", "--consul http://consul:8500", false);
    row("agent without port", "--consul http://127.0.0.1", false);
    row("agent with https", "--consul https://127.0.0.1:8501", false);
    row("port too large", "--consul http://127.0.0.1:65536", false);
    row("relative socket", "--docker docker.sock", false);
    row("unknown option", "--verbose", false);
    row("value missing", "--ttl", false);
    row("not a number", "--ttl 15s", false);
    row("interval too long for the ttl", "--ttl 15 --interval 10", false);
    row("help before anything else wrong", "--help --ttl", true);
}

void TestRegistration::options()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, accepted);
    std::vector<std::string> plain;
    for (const auto &argument : arguments)
        plain.push_back(argument.toStdString());
    const auto options = parseOptions(plain);
    QVERIFY2(options.has_value() == accepted, options ? "accepted" : options.error().c_str());
}

QTEST_GUILESS_MAIN(TestRegistration)
#include "tst_registration.moc"
