// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/cloudstackprovider.h"
#include "core/cloud/cloudstack/isolatednetworks.h"
#include "core/cloud/cloudstack/jobs.h"
#include "core/cloud/cloudstack/labels.h"
#include "core/crypto/keys.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"
#include "tests/support/sandboxfixture.h"

#include <QTest>
#include <QUrlQuery>

using namespace skep;
using namespace skep::cloud;
using namespace skep::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

#define VERIFY_OK(result)                                                                                    \
    QVERIFY2((result).has_value(), qPrintable((result) ? QString() : describe((result).error())))

static QString describe(const Error &error)
{
    return error.message + u" | "_s + error.detail;
}

//! Answers each command with what a table has for it; the last answer of a list stays.
struct Answers
{
    QMap<QString, QByteArrayList> bodies;
    QMap<QString, int> asked;
    QMap<QString, QUrlQuery> last;
    QMap<QString, QByteArray> methods;

    QByteArray take(const SeenRequest &request)
    {
        const QByteArray form =
            request.method == "POST" ? request.body : request.path.mid(request.path.indexOf('?') + 1);
        const QUrlQuery query(QString::fromLatin1(form));
        const QString command = query.queryItemValue(u"command"_s);
        last[command] = query;
        methods[command] = request.method;
        const auto known = bodies.value(command, {"{}"});
        return known.at(std::min<qsizetype>(asked[command]++, known.size() - 1));
    }
};

//! Old and odd answers from a fake server; the real sandbox for everything that a cloud should do.
class tst_CloudStack : public QObject
{
    Q_OBJECT

    SandboxFixture m_sandbox;
    Answers m_answers;
    QByteArray m_status = "200 OK";
    QByteArray m_headers;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<CloudStackProvider> m_old; //!< that the fake server plays
    std::unique_ptr<CloudStackProvider> m_cloud;

    QUrl endpoint() const { return QUrl(m_sandbox.ready()["cloudstack"_L1].toString()); }
    std::unique_ptr<CloudStackProvider> sandbox()
    {
        return std::make_unique<CloudStackProvider>(endpoint(), m_sandbox.key(), m_sandbox.secret());
    }
    void answer(const QString &command, const QByteArrayList &bodies)
    {
        m_answers.bodies.insert(command, bodies);
    }
    MachineRequest request(CloudStackProvider &cloud, const QString &name)
    {
        return {.name = name,
                .instanceTypeId = await(cloud.instanceTypes())->first().id,
                .templateId = await(cloud.templates())->first().id,
                .diskGiB = 10,
                .sshKeyNames = {},
                .groupIds = {},
                .userData = "#cloud-config\n",
                .labels = {{u"skep-cluster"_s, u"c1 +&~é"_s}, {u"role"_s, u"manager"_s}}};
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start({u"--machines"_s, u"none"_s, u"--operation-seconds"_s, u"0.2"_s}),
                 qPrintable(m_sandbox.error()));
        m_cloud = sandbox();
        m_server = std::make_unique<FakeHttpServer>([this](QTcpSocket *socket, const SeenRequest &seen) {
            socket->write(FakeHttpServer::answer(m_answers.take(seen), m_status, m_headers));
        });
    }
    void init()
    {
        m_answers = {};
        m_status = "200 OK";
        m_headers.clear();
        m_old =
            std::make_unique<CloudStackProvider>(m_server->url(u"/client/api"_s), u"k"_s, makeSecret("s"));
        answer(u"listZones"_s, {R"({"listzonesresponse":{"count":1,"zone":[
            {"id":1,"name":"Sydney","networktype":"Basic","securitygroupsenabled":true}]}})"});
    }

    void numbersAreIdsToo()
    {
        answer(u"listVirtualMachines"_s, {R"({"listvirtualmachinesresponse":{"virtualmachine":[
            {"id":2600,"name":"test","displayname":"test","created":"2011-06-23T05:06:42+0000",
             "state":"Running","securitygroup":[],"nic":[{"id":3891,"networkid":860,"ipaddress":"1.1.1.116",
             "type":"Virtual","isdefault":true}],"tags":[{"key":"foo","value":"bar"}]}]}})"});
        const auto machines = await(m_old->machines({{u"foo"_s, u"bar"_s}}));
        VERIFY_OK(machines);
        QCOMPARE(machines->size(), 1);
        QCOMPARE(machines->first().id, u"2600"_s);
        QCOMPARE(machines->first().address, u"1.1.1.116"_s);
        QCOMPARE(machines->first().createdAt.toUTC(),
                 QDateTime(QDate(2011, 6, 23), QTime(5, 6, 42), Qt::UTC));
        QCOMPARE(m_answers.methods[u"listVirtualMachines"_s], QByteArray("GET"));
        QCOMPARE(m_answers.last[u"listVirtualMachines"_s].queryItemValue(u"signatureversion"_s), u"3"_s);
        QVERIFY(await(m_old->machines({{u"foo"_s, u"other"_s}}))->isEmpty());
    }

    void emptyListsComeInThreeShapes()
    {
        for (const QByteArray &body :
             {QByteArray(R"({"listsshkeypairsresponse":{}})"),
              QByteArray(R"({"listsshkeypairsresponse":{"count":0,"sshkeypair":[]}})"),
              QByteArray(R"({"listsshkeypairsresponse":{"sshkeypair":null}})")}) {
            answer(u"listSSHKeyPairs"_s, {body});
            const auto keys = await(m_old->sshKeys());
            VERIFY_OK(keys);
            QVERIFY(keys->isEmpty());
        }
    }

    void pagesAreJoined()
    {
        answer(u"listSSHKeyPairs"_s,
               {R"({"r":{"count":3,"sshkeypair":[{"name":"a"},{"name":"b"}]}})",
                R"({"r":{"count":3,"sshkeypair":[{"name":"c"}]}})"});
        const auto keys = await(m_old->sshKeys());
        VERIFY_OK(keys);
        QCOMPARE(keys->size(), 3);
        QCOMPARE(m_answers.last[u"listSSHKeyPairs"_s].queryItemValue(u"page"_s), u"2"_s);
    }

    void refusalsAreSentences_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("words");
        const auto refused = [](int code, const char *text) -> QByteArray {
            return QByteArray(R"({"createsecuritygroupresponse":{"uuidList":[],"errorcode":)")
                + QByteArray::number(code) + ",\"errortext\":\"" + text + "\"}}";
        };
        QTest::newRow("key") << QByteArray("401 Unauthorized")
                             << QByteArray(
                                    R"({"errorresponse":{"errorcode":401,"errortext":"unable to verify"}})")
                             << ErrorCode::Auth << u"key or the secret"_s;
        QTest::newRow("body before status")
            << QByteArray("400 Bad Request") << refused(431, "Unable to find x") << ErrorCode::NotFound
            << u"Unable to find x"_s;
        QTest::newRow("with 200") << QByteArray("200 OK") << refused(532, "Maximum number of x reached")
                                  << ErrorCode::Quota << u"quota"_s;
        QTest::newRow("capacity") << QByteArray("533 x") << refused(533, "") << ErrorCode::Remote
                                  << u"no room"_s;
        QTest::newRow("in use") << QByteArray("536 x") << refused(536, "group in use") << ErrorCode::Conflict
                                << u"in use"_s;
        QTest::newRow("web page") << QByteArray("404 Not Found") << QByteArray("<html>no</html>")
                                  << ErrorCode::Config << u"/client/api"_s;
        QTest::newRow("proxy") << QByteArray("502 Bad Gateway") << QByteArray("<html>no</html>")
                               << ErrorCode::Remote << u"problem of its own"_s;
        QTest::newRow("retired")
            << QByteArray("403 Forbidden")
            << QByteArray(
                   R"({"cserrorcode":9999,"errortext":"This API is deprecated. See x","errorcode":403})")
            << ErrorCode::Config << u"switched this API off"_s;
    }
    void refusalsAreSentences()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        m_status = status;
        m_answers.bodies[u"listZones"_s] = {};
        answer(u"createAffinityGroup"_s, {body});
        const auto refused = await(m_old->createAffinityGroup(u"n"_s, u"d"_s));
        QVERIFY(!refused);
        QTEST(refused.error().code, "code");
        QFETCH(QString, words);
        QVERIFY2(refused.error().message.contains(words), qPrintable(describe(refused.error())));
        QCOMPARE(m_answers.asked[u"createAffinityGroup"_s], 1); // never twice
    }

    void aWrongClockIsSaidSo()
    {
        m_status = "401 Unauthorized";
        m_headers = "Date: "
            + QLocale::c()
                  .toString(QDateTime::currentDateTimeUtc().addSecs(1200),
                            u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
                  .toLatin1()
            + "\r\n";
        answer(u"listCapabilities"_s,
               {R"({"errorresponse":{"errorcode":401,"errortext":"unable to verify"}})"});
        const auto refused = await(m_old->checkCredentials());
        QVERIFY2(refused.error().message.contains(u"20 minute"_s), qPrintable(describe(refused.error())));
    }

    void theRetiredVendorGetsNoKey()
    {
        CloudStackProvider old(QUrl(u"https://api.exoscale.ch/compute"_s), u"k"_s, makeSecret("s"));
        const auto refused = await(old.checkCredentials());
        QCOMPARE(refused.error().code, ErrorCode::Config);
        QVERIFY(refused.error().message.contains(u"/v2"_s));
        CloudStackProvider older(QUrl(u"https://api.exoscale.ch/v1"_s), u"k"_s, makeSecret("s"));
        QCOMPARE(await(older.zones()).error().message, refused.error().message);
        CloudStackProvider plain(QUrl(u"http://cloud.example/client/api"_s), u"k"_s, makeSecret("s"));
        QCOMPARE(await(plain.checkCredentials()).error().code, ErrorCode::Config);
    }

    void jobsEndInEveryWay()
    {
        answer(u"stopVirtualMachine"_s, {R"({"stopvirtualmachineresponse":{"jobid":17164}})"});
        const QByteArray pending = R"({"queryasyncjobresultresponse":{"jobid":17164,"jobstatus":0}})";
        answer(u"queryAsyncJobResult"_s,
               {pending, R"({"queryasyncjobresultresponse":{"jobstatus":1,"jobresult":{"success":true}}})"});
        VERIFY_OK(await(m_old->stopMachine(u"7"_s)));
        QCOMPARE(m_answers.methods[u"stopVirtualMachine"_s], QByteArray("POST"));
        m_answers.asked.clear();
        answer(u"queryAsyncJobResult"_s, {"", pending, R"({"queryasyncjobresultresponse":{"jobstatus":2,
            "jobresultcode":530,"jobresult":{"errorcode":533,"errortext":"Unable to create a deployment"}}})"});
        m_status = "200 OK";
        const auto failed = await(m_old->stopMachine(u"7"_s));
        QVERIFY(!failed);
        m_answers.asked.clear();
        answer(u"queryAsyncJobResult"_s,
               {R"({"queryasyncjobresultresponse":{"jobstatus":1,"jobresultcode":530,
            "jobresult":{"errorcode":530,"errortext":"odd"}}})"});
        QVERIFY(!await(m_old->stopMachine(u"7"_s)));
        QVERIFY(cloudstack::JobWait::pauseAt(1s) < cloudstack::JobWait::pauseAt(90s));
    }

    void aMachineWithoutTagsIsFound()
    {
        const Labels labels{{u"skep-cluster"_s, u"a=b, {c} é"_s}, {u"skep-machine"_s, u"m"_s}};
        const QString shown = cloudstack::displayName(u"m"_s, labels);
        QVERIFY(shown.startsWith(u"m {"_s));
        QCOMPARE(cloudstack::labelsOf(shown), labels);
        QVERIFY(cloudstack::labelsOf(u"somebody's {machine"_s).isEmpty());
    }

    void portsFollowFromAddresses()
    {
        QCOMPARE(cloudstack::sshPortFor(u"10.1.1.0/24"_s, u"10.1.1.57"_s), 22057);
        QCOMPARE(cloudstack::sshPortFor(u"10.1.1.0/24"_s, u"10.1.2.57"_s), 0);
        QCOMPARE(cloudstack::lastSshPort(u"10.1.1.0/24"_s), 22254);
    }

    void theSandboxHasBothKindsOfZones()
    {
        VERIFY_OK(await(m_cloud->checkCredentials()));
        const auto zones = await(m_cloud->zones());
        VERIFY_OK(zones);
        QCOMPARE(zones->size(), 2);
        QCOMPARE(zones->at(0).isIsolated, false);
        QCOMPARE(zones->at(1).isIsolated, true);
        QCOMPARE(await(m_cloud->useZone(u"mars"_s)).error().code, ErrorCode::NotFound);
        VERIFY_OK(await(m_cloud->useZone(zones->at(0).name)));
        QVERIFY(!await(m_cloud->quotas())->isEmpty());
        QCOMPARE(await(m_cloud->abilities()).value(), Abilities());
    }

    void whoCannotListItsCallsIsTriedAnyway()
    {
        const auto unknown = R"({"listapisresponse":{"errorcode":432,"errortext":"not available"}})";
        answer(u"listApis"_s, {unknown});
        answer(u"listAffinityGroupTypes"_s, {unknown});
        VERIFY_OK(await(m_old->zones()));
        const auto abilities = await(m_old->abilities());
        VERIFY_OK(abilities);
        QCOMPARE(abilities->obstacle, QString());
        QCOMPARE(abilities->canKeepApart, false);
        QVERIFY(abilities->lacks.value(0).contains(u"host anti-affinity"_s));
    }

    void aMachineLivesInGroups()
    {
        auto cloud = sandbox();
        const auto a = await(cloud->createGroup(u"a"_s, u"mine"_s));
        VERIFY_OK(a);
        const auto b = await(cloud->createGroup(u"b"_s, u"mine"_s));
        const FirewallRule ssh{
            .protocol = u"tcp"_s, .startPort = 22, .endPort = 22, .sourceCidr = u"10.0.0.0/8"_s};
        const FirewallRule inside{
            .protocol = u"udp"_s, .startPort = 4789, .endPort = 4789, .sourceGroupId = b->objectId};
        for (const FirewallRule &rule : {ssh, inside, ssh, inside}) // twice is once
            VERIFY_OK(await(cloud->addRule(a->objectId, rule)));
        const auto groups = await(cloud->groups());
        const auto mine = std::find_if(groups->begin(), groups->end(),
                                       [&](const FirewallGroup &group) { return group.id == a->objectId; });
        QVERIFY(mine != groups->end());
        QCOMPARE(mine->rules.size(), 2);
        QVERIFY(mine->rules[0].sameTraffic(ssh) || mine->rules[1].sameTraffic(ssh));
        QVERIFY(mine->rules[0].sameTraffic(inside) || mine->rules[1].sameTraffic(inside));

        MachineRequest wanted = request(*cloud, u"m-1"_s);
        wanted.groupIds = {a->objectId};
        const auto made = await(cloud->createMachine(wanted));
        VERIFY_OK(made);
        VERIFY_OK(await(cloud->waitFor(made->operationId)));
        const auto found = await(cloud->machines(wanted.labels));
        VERIFY_OK(found);
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().groupIds, QStringList{a->objectId});
        QVERIFY(!await(cloud->joinGroup(made->objectId, b->objectId)));
        VERIFY_OK(await(cloud->stopMachine(made->objectId)));
        VERIFY_OK(await(cloud->joinGroup(made->objectId, b->objectId)));
        const auto gone = await(cloud->deleteMachine(made->objectId));
        VERIFY_OK(gone);
        VERIFY_OK(await(cloud->waitFor(gone->operationId)));
        VERIFY_OK(await(cloud->deleteRule(a->objectId, mine->rules[0].id)));
        VERIFY_OK(await(cloud->deleteRule(a->objectId, mine->rules[1].id)));
        for (const auto &group : {a, b, a})
            VERIFY_OK(await(cloud->deleteGroup(group->objectId)));
        QCOMPARE(await(cloud->machine(made->objectId)).error().code, ErrorCode::NotFound);
    }

    void aMachineLivesInANetwork()
    {
        auto cloud = sandbox();
        VERIFY_OK(await(cloud->useZone(await(cloud->zones())->at(1).name)));
        const auto network = await(cloud->createGroup(u"n"_s, u"mine"_s));
        VERIFY_OK(network);
        const FirewallRule ssh{
            .protocol = u"tcp"_s, .startPort = 22, .endPort = 22, .sourceCidr = u"10.0.0.0/8"_s};
        VERIFY_OK(await(cloud->addRule(network->objectId, ssh)));
        VERIFY_OK(await(cloud->addRule(network->objectId, ssh)));
        MachineRequest wanted = request(*cloud, u"m-2"_s);
        wanted.groupIds = {network->objectId};
        const auto made = await(cloud->createMachine(wanted));
        VERIFY_OK(made);
        VERIFY_OK(await(cloud->waitFor(made->operationId)));
        VERIFY_OK(await(cloud->openAccess(made->objectId)));
        VERIFY_OK(await(cloud->openAccess(made->objectId)));
        const auto machine = await(cloud->machine(made->objectId));
        VERIFY_OK(machine);
        QVERIFY(!machine->address.isEmpty());
        QVERIFY(machine->address != machine->privateAddress);
        QVERIFY(machine->sshPort > cloudstack::baseSshPort);
        const auto groups = await(cloud->groups());
        VERIFY_OK(groups);
        QCOMPARE(groups->size(), 1);
        QCOMPARE(groups->first().description, u"mine"_s);
        QCOMPARE(groups->first().rules.size(), 1);
        QVERIFY(groups->first().rules.first().sameTraffic(ssh));
        const auto gone = await(cloud->deleteMachine(made->objectId));
        VERIFY_OK(await(cloud->waitFor(gone->operationId)));
        VERIFY_OK(await(cloud->deleteRule(network->objectId, groups->first().rules.first().id)));
        VERIFY_OK(await(cloud->deleteGroup(network->objectId)));
        QVERIFY(await(cloud->groups())->isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_CloudStack)
#include "tst_cloudstack.moc"
