// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/parameters.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/cloudstack/routing.h"
#include "app/sandbox/cloudstack/signing.h"

#include <QTest>

using namespace skep::sandbox;
using namespace skep::sandbox::cloudstack;

namespace {

std::string signedWith(const Query &more)
{
    Query query{{"apiKey", "foo"}, {"response", "json"}};
    query.insert(query.end(), more.begin(), more.end());
    return cloudstack::signatureOf(textToSign(query), "bar");
}

IsolatedNetwork makeNetwork(const std::string &id)
{
    IsolatedNetwork network;
    network.id = id;
    network.cidr = "10.9.0.0/24";
    return network;
}

PublicAddress makeAddress(const std::string &id, const std::string &address, int firstPort, int lastPort)
{
    PublicAddress made;
    made.id = id;
    made.address = address;
    made.networkId = "net";
    made.firewall = {{"rule", "tcp", {"192.0.2.0/24", "198.51.100.1/32"}, {}, firstPort, lastPort}};
    return made;
}

std::string translationsOf(const World &world)
{
    std::string text;
    for (const VirtualRouter &router : resolveRouters(world))
        for (const Translation &one : router.translations)
            text += one.publicAddress + ' ' + std::to_string(one.startPort) + '-'
                + std::to_string(one.endPort) + ' ' + one.source + " to " + one.target + ':'
                + std::to_string(one.targetPort) + ';';
    return text;
}

void addMachine(World &world)
{
    Instance instance;
    instance.id = "vm";
    instance.address = "10.9.0.10";
    instance.networkId = "net";
    world.instances()["vm"] = instance;
}

} // namespace

//! The parts of the CloudStack API that need no server.
class CloudStackPartsTest : public QObject
{
    Q_OBJECT

private slots:
    void publishedSignatures();
    void whatIsSigned();
    void expiry();
    void parameters();
    void pages();
    void staticNatFollowsTheFirewall();
    void forwardedPortsFollowTheFirewall();
};

void CloudStackPartsTest::publishedSignatures()
{
    QCOMPARE(signedWith({{"command", "listVirtualMachines"}, {"listall", "true"}}),
             std::string("B0d6hBsZTcFVCiioSxzwKA9Pke8="));
    QCOMPARE(signedWith({{"command", "listVirtualMachines"}, {"listall", "1"}, {"unicode_param", "éèààû"}}),
             std::string("gABU/KFJKD3FLAgKDuxQoryu4sA="));
    QCOMPARE(signedWith({{"command", "listVirtualMachines"},
                         {"foo", "foo,bar"},
                         {"bar[0].baz", "blah"},
                         {"bar[0].foo", "1000"},
                         {"bytes_param", "blah"}}),
             std::string("ImJ/5F0P2RDL7yn4LdLnGcEx5WE="));
    QCOMPARE(signedWith({{"command", "createNetwork"}, {"name", ""}, {"display_text", ""}}),
             std::string("CistTEiPt/4Rv1v4qSyILvPbhmg="));
    QCOMPARE(signedWith({{"command", "listVirtualMachines"},
                         {"pageSize", "10"},
                         {"page", "1"},
                         {"zoneId", "2"},
                         {"templateId", "3"},
                         {"temPlateidd", "4"}}),
             std::string("mMS7XALuGkCXk7kj5SywySku0Z0="));
    const Query tags{{"apikey", "EXAMPLEKEY"},
                     {"command", "createTags"},
                     {"response", "json"},
                     {"resourceids", "5361a11b-615c-42bf-9bdb-e2c3790ada14"},
                     {"resourcetype", "UserVM"},
                     {"tags[0].key", "swarm cluster"},
                     {"tags[0].value", "a+b ~ c*d/é"}};
    QCOMPARE(cloudstack::signatureOf(textToSign(tags), "EXAMPLESECRET"),
             std::string("js0qXCmrz3vPxaL3p0/XY9c6D5I="));
}

void CloudStackPartsTest::whatIsSigned()
{
    QCOMPARE(textToSign({{"b", "A~ +*/"}, {"Z", "1"}, {"signature", "x"}, {"a[0].b", ""}}),
             std::string("z=1&a[0].b=&b=a%7e%20%2b*%2f"));
    QCOMPARE(textToSign({{"a[0].b", "c"}}, true), std::string("a%5b0%5d.b=c"));
}

void CloudStackPartsTest::expiry()
{
    constexpr std::int64_t year2030 = 1893456000;
    for (const char *text : {"2030-01-01T00:00:00+0000", "2030-01-01T00:00:00Z", "2030-01-01T02:00:00+0200",
                             "2029-12-31T23:00:00-01:00"})
        QCOMPARE(parseExpiry(text).value_or(0), year2030);
    for (const char *text : {"", "soon", "2030-01-01", "2030-01-01T00:00:00", "2030-01-01T00:00:00+00",
                             "2030-01-01T00:00:00 0000", "2030-01-01T00:00:00+0000x"})
        QVERIFY2(!parseExpiry(text), text);
}

void CloudStackPartsTest::parameters()
{
    const Parameters call(Query{{"COMMAND", "deployVirtualMachine"},
                                {"zoneId", "z"},
                                {"Details[1].cpuNumber", "2"},
                                {"details[0].memory", "512"},
                                {"ids", "a,,b"},
                                {"signature", "secret"}});
    QCOMPARE(call.command(), std::string("deployVirtualMachine"));
    QCOMPARE(call.text("zoneid"), std::string("z"));
    QCOMPARE(call.list("ids").size(), std::size_t(2));
    const auto details = call.maps("details");
    QCOMPARE(details.size(), std::size_t(2));
    QCOMPARE(details.at(1).at("cpuNumber"), std::string("2"));
    QVERIFY(!call.toJson().contains("signature"));
    QVERIFY_THROWS_EXCEPTION(Refusal, call.required("name"));
    QVERIFY_THROWS_EXCEPTION(Refusal, call.integer("zoneid", 0, 9));
    QVERIFY_THROWS_EXCEPTION(Refusal, Parameters(Query{{"a[0][1].b", "c"}}).maps("a"));
    QVERIFY_THROWS_EXCEPTION(Refusal, Parameters(Query{{"a", std::string("b\x02")}}));
}

void CloudStackPartsTest::pages()
{
    const auto rows = nlohmann::json::parse("[1,2,3]");
    const auto page = [&](const std::string &number, const std::string &size) {
        return listAnswer(Parameters(Query{{"page", number}, {"pagesize", size}}), "row", rows).dump();
    };
    QCOMPARE(page("2", "2"), std::string(R"({"count":3,"row":[3]})"));
    QCOMPARE(page("2147483647", "500"), std::string(R"({"count":3,"row":[]})"));
    QCOMPARE(listAnswer(Parameters(Query{}), "row", nlohmann::json::array()).dump(), std::string("{}"));
    QVERIFY_THROWS_EXCEPTION(Refusal, page("1", "501"));
    QVERIFY_THROWS_EXCEPTION(Refusal, page("0", "1"));
}

void CloudStackPartsTest::staticNatFollowsTheFirewall()
{
    World world;
    addMachine(world);
    world.cloudStack().networks["net"] = makeNetwork("net");
    PublicAddress address = makeAddress("a", "203.0.113.1", 22, 23);
    address.staticNatInstance = "vm";
    world.cloudStack().addresses["a"] = address;
    QCOMPARE(translationsOf(world),
             std::string("203.0.113.1 22-23 192.0.2.0/24 to 10.9.0.10:0;"
                         "203.0.113.1 22-23 198.51.100.1/32 to 10.9.0.10:0;"));
    world.cloudStack().addresses["a"].firewall.clear();
    QCOMPARE(translationsOf(world), std::string()); // an address alone opens nothing
    QCOMPARE(resolveRouters(world).at(0).staticNats.at("10.9.0.10"), std::string("203.0.113.1"));
}

void CloudStackPartsTest::forwardedPortsFollowTheFirewall()
{
    World world;
    addMachine(world);
    world.cloudStack().networks["net"] = makeNetwork("net");
    PublicAddress address = makeAddress("a", "203.0.113.1", 2200, 2201);
    address.firewall.front().sources.pop_back();
    address.forwardings = {{"f", "tcp", "vm", {}, 2201, 2203, 22, 24},
                           {"g", "udp", "vm", {}, 2200, 2200, 1, 1},
                           {"h", "tcp", "gone", {}, 2200, 2200, 1, 1}};
    world.cloudStack().addresses["a"] = address;
    QCOMPARE(translationsOf(world), std::string("203.0.113.1 2201-2201 192.0.2.0/24 to 10.9.0.10:22;"));
}

QTEST_GUILESS_MAIN(CloudStackPartsTest)
#include "tst_cloudstack_parts.moc"
