// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/encoding.h"
#include "app/sandbox/group_firewall.h"
#include "app/sandbox/router.h"
#include "app/sandbox/signature.h"

#include <QTest>

using namespace skep::sandbox;

namespace {

const Credentials demo{"EXO0123456789abcdef01234567", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"};
const Credentials upstream{"EXOxxxxxxxxxxxxxxxxxxxxxxxx", std::string(43, 'X')};
constexpr std::int64_t year2030 = 1893456000;
constexpr auto instancePath = "/v2/instance/5361a11b-615c-42bf-9bdb-e2c3790ada14";

Request makeRequest(const std::string &method, const std::string &target, const std::string &body = {})
{
    Request request;
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.method = method;
    request.path = target.substr(0, mark);
    request.queryText = target.substr(std::min(mark + 1, target.size()));
    request.query = parseQuery(request.queryText);
    request.body = body;
    return request;
}

std::string headerOf(const Request &request, const Credentials &credentials, std::int64_t expires,
                     const std::string &signature)
{
    std::string names;
    for (const std::string &name : signableArguments(request.query))
        names += (names.empty() ? "" : ";") + name;
    return "EXO2-HMAC-SHA256 credential=" + credentials.key
        + (names.empty() ? "" : ",signed-query-args=" + names) + ",expires=" + std::to_string(expires)
        + ",signature=" + signature;
}

SecurityGroup makeGroup(const std::string &id, std::vector<Rule> rules)
{
    SecurityGroup group;
    group.id = id;
    group.name = id;
    group.rules = std::move(rules);
    return group;
}

Rule makeRule(const std::string &protocol, int port, const std::string &network,
              const std::string &group = {})
{
    Rule rule;
    rule.flow = "ingress";
    rule.protocol = protocol;
    rule.startPort = port;
    rule.endPort = port;
    rule.network = network;
    rule.groupId = group;
    return rule;
}

void addInstance(World &world, const std::string &id, const std::string &address,
                 std::vector<std::string> groups)
{
    Instance instance;
    instance.id = id;
    instance.address = address;
    instance.groups = std::move(groups);
    world.instances()[id] = instance;
}

//! "tcp 22-22 10.0.0.0/8; …" for one machine.
std::string ingressOf(const World &world, const std::string &id)
{
    std::string text;
    for (const MachineFirewall &machine : resolveFirewall(world)) {
        if (machine.machineId != id)
            continue;
        for (const IngressRule &rule : machine.ingress)
            text += rule.protocol + ' ' + std::to_string(rule.startPort) + '-' + std::to_string(rule.endPort)
                + ' ' + rule.source + ';';
    }
    return text;
}

} // namespace

//! The parts of the sandbox's API that need no server: signatures, paths, and groups turned into rules.
class SandboxPartsTest : public QObject
{
    Q_OBJECT

private slots:
    void signatureVectors_data();
    void signatureVectors();
    void anyChangeBreaksTheSignature();
    void expiryIsBounded();
    void malformedHeaders();
    void base64RoundTrip();
    void pathsLeadToCalls();
    void groupsBecomeAddresses();
    void groupsKeepOthersOut();
};

void SandboxPartsTest::signatureVectors_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("key");
    QTest::addColumn<std::string>("secret");
    QTest::addColumn<qint64>("expires");
    QTest::addColumn<std::string>("signature");
    const auto row = [](const char *name, const std::string &method, const std::string &target,
                        const std::string &body, const Credentials &credentials, std::int64_t expires,
                        const std::string &signature) {
        QTest::newRow(name) << method << target << body << credentials.key << credentials.secret
                            << qint64(expires) << signature;
    };
    const std::string instance = instancePath;
    row("body", "POST", "/v2/ssh-key", R"({"name":"demo-key","public-key":"ssh-ed25519 AAAAC3Nz demo"})",
        demo, year2030, "C8d69hEOSv8EK6+koHLqd0YZEBzELPsrR9F4Qy5o08E=");
    row("plain", "GET", "/v2/zone", "", demo, year2030, "KAhyLU42lm5LRwch2buutTpa/ZWRUmpUESqeQuOa0N4=");
    row("one argument", "GET", "/v2/template?visibility=public", "", demo, year2030,
        "wGXh/BtNxooMEv7/ZNLk+fejI0L1X+QPh0yzODGkars=");
    row("decoded arguments", "GET", "/v2/instance?labels=swarmer-cluster%3Ademo&ip-address=192.0.2.10", "",
        demo, year2030, "Bcsql+5n8ZHJ+KsnqarIMRtA2347Ob8nRj4xAR3C8uE=");
    row("action", "PUT", instance + ":start", "{}", demo, year2030,
        "PgfNMLWMkhIBnbIypc5X8nX8PTpEtelWJ3qPN0HvDsQ=");
    row("no body", "PUT", instance + ":stop", "", demo, year2030,
        "Kd3Birf/KguEUij2vmFGphBYVXZOEC+5JW7yOCmCrhY=");
    row("delete", "DELETE", instance, "", demo, year2030, "m9MCGJoA1qCTiaukaoX9ugEPvw6HdC3VaTg6kBlub5c=");
    row("upstream", "GET", "/v2/zone", "", upstream, 3376684800,
        "Ntbq/p0HVmA3Zg1HHY+Lq1vjFGi7HeMrrgXDS5jRNlY=");
    row("upstream arguments", "GET", "/v2/zone?k1=v1&k2=v2", "", upstream, 3376684800,
        "iqOBz13+44L5j0uJclE8hmUhQQcvtCSoPEOXYK6liqY=");
    row("another client", "POST", "/v2/security-group", R"({"name":"my-security-group"})",
        {"example-key", "example-secret"}, 1599140767, "edcMQSdrqtsF1iT0nXKHkAXTaNHlcPm76hHXVOyKe6k=");
    row("repeated argument", "POST", "/v2/instance?zone=ch-gva-2&b=1&b=2&a=x", R"({"name":"web"})",
        {"EXOkey", "secret"}, 1700000000, "f26V+GhlDn1DTBgT8octqEJVw37DxiKXlrq32x+ASBU=");
}

void SandboxPartsTest::signatureVectors()
{
    QFETCH(std::string, method);
    QFETCH(std::string, target);
    QFETCH(std::string, body);
    QFETCH(std::string, key);
    QFETCH(std::string, secret);
    QFETCH(qint64, expires);
    QFETCH(std::string, signature);
    const Credentials credentials{key, secret};
    Request request = makeRequest(method, target, body);
    request.authorization = headerOf(request, credentials, expires, signature);
    const auto parsed = parseAuthorization(request.authorization);
    QVERIFY(parsed.has_value());
    QCOMPARE(signatureOf(request, *parsed, secret), signature);
    QVERIFY(isAuthentic(request, credentials, expires - 600));
}

void SandboxPartsTest::anyChangeBreaksTheSignature()
{
    const std::string signature = "f26V+GhlDn1DTBgT8octqEJVw37DxiKXlrq32x+ASBU=";
    const Credentials credentials{"EXOkey", "secret"};
    Request good = makeRequest("POST", "/v2/instance?zone=ch-gva-2&b=1&b=2&a=x", R"({"name":"web"})");
    good.authorization = headerOf(good, credentials, 1700000000, signature);
    const std::int64_t now = 1700000000 - 1;
    QVERIFY(isAuthentic(good, credentials, now));
    Request changed = good;
    changed.method = "PUT";
    QVERIFY(!isAuthentic(changed, credentials, now));
    changed = good;
    changed.path = "/v2/instances";
    QVERIFY(!isAuthentic(changed, credentials, now));
    changed = good;
    changed.body += ' ';
    QVERIFY(!isAuthentic(changed, credentials, now));
    changed = good;
    changed.query[0].second = "ch-dk-2";
    QVERIFY(!isAuthentic(changed, credentials, now));
    changed = good;
    changed.query.emplace_back("new", "unsigned");
    QVERIFY(!isAuthentic(changed, credentials, now));
    QVERIFY(!isAuthentic(good, {"EXOkey", "other"}, now));
    QVERIFY(!isAuthentic(good, {"EXOother", "secret"}, now));
}

void SandboxPartsTest::expiryIsBounded()
{
    Request request = makeRequest("GET", "/v2/zone");
    request.authorization = headerOf(request, demo, year2030, "KAhyLU42lm5LRwch2buutTpa/ZWRUmpUESqeQuOa0N4=");
    QVERIFY(isAuthentic(request, demo, year2030 - 1));
    QVERIFY(isAuthentic(request, demo, year2030 - longestExpirySeconds));
    QVERIFY(!isAuthentic(request, demo, year2030));
    QVERIFY(!isAuthentic(request, demo, year2030 - longestExpirySeconds - 1));
}

void SandboxPartsTest::malformedHeaders()
{
    for (const char *header :
         {"", "EXO2-HMAC-SHA256", "EXO2-HMAC-SHA256 ", "EXO2-HMAC-SHA256 credential=a",
          "EXO2-HMAC-SHA256 credential=a,expires=1", "EXO2-HMAC-SHA256 credential=a,expires=x,signature=b",
          "EXO2-HMAC-SHA256 credential=a,expires=99999999999999999999,signature=b",
          "EXO2-HMAC-SHA256 credential=a, expires=1,signature=b",
          "Bearer credential=a,expires=1,signature=b"})
        QVERIFY2(!parseAuthorization(header), header);
}

void SandboxPartsTest::base64RoundTrip()
{
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        QCOMPARE(base64Decoded(base64Encoded(bytes)).value(), bytes);
        bytes += static_cast<char>(i * 7);
    }
    for (const char *bad : {"A", "AA", "AAA", "A===", "AA=A", "AA A", "AA-_", "A\nAA"})
        QVERIFY2(!base64Decoded(bad), bad);
}

void SandboxPartsTest::pathsLeadToCalls()
{
    Router router;
    router.add({"GET", "/instance/{id}", "get-instance", {}});
    router.add({"PUT", "/instance/{id}:start", "start-instance", {}});
    router.add({"DELETE", "/security-group/{id}/rules/{rule-id}", "delete-rule", {}});
    QCOMPARE(router.find("GET", "/instance/a%20b").route->operation, std::string("get-instance"));
    QCOMPARE(router.find("GET", "/instance/a%20b").parameters, std::vector<std::string>{"a b"});
    QCOMPARE(router.find("PUT", "/instance/1:start").route->operation, std::string("start-instance"));
    QCOMPARE(router.find("DELETE", "/security-group/1/rules/2").parameters,
             (std::vector<std::string>{"1", "2"}));
    QVERIFY(router.find("POST", "/instance/1").pathExists);
    QVERIFY(!router.find("POST", "/instance/1").route);
    for (const char *path : {"", "/", "instance/1", "/instance", "/instance/", "/instance/1/",
                             "/instance/1:stop", "/instance/:start"})
        QVERIFY2(!router.find("GET", path).pathExists, path);
}

void SandboxPartsTest::groupsBecomeAddresses()
{
    World world;
    SecurityGroup managers =
        makeGroup("managers", {makeRule("tcp", 22, "0.0.0.0/0"), makeRule("tcp", 2377, "", "nodes")});
    SecurityGroup nodes = makeGroup("nodes", {makeRule("udp", 4789, "", "nodes")});
    nodes.externalSources = {"192.0.2.7/32", "2001:db8::/32"};
    world.groups() = {{"managers", managers}, {"nodes", nodes}};
    addInstance(world, "m", "10.0.0.1", {"managers", "nodes"});
    addInstance(world, "w", "10.0.0.2", {"nodes"});
    addInstance(world, "starting", "", {"nodes"});
    QCOMPARE(ingressOf(world, "w"),
             std::string("udp 4789-4789 10.0.0.1/32;udp 4789-4789 10.0.0.2/32;udp 4789-4789 192.0.2.7/32;"));
    QCOMPARE(ingressOf(world, "m"),
             std::string("tcp 22-22 0.0.0.0/0;tcp 2377-2377 10.0.0.1/32;tcp 2377-2377 10.0.0.2/32;"
                         "tcp 2377-2377 192.0.2.7/32;udp 4789-4789 10.0.0.1/32;udp 4789-4789 10.0.0.2/32;"
                         "udp 4789-4789 192.0.2.7/32;"));
    QCOMPARE(resolveFirewall(world).size(), std::size_t(2));
}

void SandboxPartsTest::groupsKeepOthersOut()
{
    World world;
    Rule egress = makeRule("tcp", 80, "0.0.0.0/0");
    egress.flow = "egress";
    world.groups() = {
        {"a", makeGroup("a", {egress, makeRule("tcp", 22, "::/0"), makeRule("icmpv6", 0, "::/0")})},
        {"b", makeGroup("b", {makeRule("tcp", 22, "", "a")})}};
    addInstance(world, "closed", "10.0.0.1", {"a"});
    addInstance(world, "orphan", "10.0.0.2", {"gone"});
    addInstance(world, "open", "10.0.0.3", {"b"});
    QCOMPARE(ingressOf(world, "closed"), std::string());
    QCOMPARE(ingressOf(world, "orphan"), std::string());
    QCOMPARE(ingressOf(world, "open"), std::string("tcp 22-22 10.0.0.1/32;"));
    // From the first egress rule on, only what these rules name leaves.
    for (const MachineFirewall &machine : resolveFirewall(world)) {
        const bool isClosed = machine.machineId == "closed";
        QCOMPARE(machine.limitsEgress, isClosed);
        QCOMPARE(machine.egress.size(), isClosed ? std::size_t(1) : std::size_t(0));
        if (isClosed)
            QCOMPARE(machine.egress.front().destination, std::string("0.0.0.0/0"));
    }
    // Every machine is named, so that one without rules is closed and not forgotten.
    QCOMPARE(resolveFirewall(world).size(), std::size_t(3));
}

QTEST_GUILESS_MAIN(SandboxPartsTest)
#include "tst_sandbox_parts.moc"
