// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/exoscaleprovider.h"
#include "core/crypto/keys.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"
#include "tests/support/sandboxfixture.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

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

//! Against the real sandbox; a fake server only for what no cloud should do.
class tst_Exoscale : public QObject
{
    Q_OBJECT

    SandboxFixture m_sandbox;
    std::unique_ptr<ExoscaleProvider> m_cloud;

    MachineRequest request(const QString &name)
    {
        const auto types = await(m_cloud->instanceTypes()).value();
        const auto templates = await(m_cloud->templates()).value();
        const auto small = std::find_if(types.begin(), types.end(),
                                        [](const InstanceType &t) { return t.name == u"standard.small"_s; });
        return {.name = name,
                .instanceTypeId = small->id,
                .templateId = templates.first().id,
                .diskGiB = 10,
                .sshKeyNames = {},
                .groupIds = {},
                .userData = "#cloud-config\n",
                .labels = {{u"skep-cluster"_s, u"c1 +&é"_s}, {u"role"_s, u"manager"_s}}};
    }
    Result<> removeAll()
    {
        const auto machines = await(m_cloud->machines({}));
        for (const Machine &each : machines.value_or(QList<Machine>{})) {
            const auto started = await(m_cloud->deleteMachine(each.id));
            if (auto ok =
                    started ? await(m_cloud->waitFor(started->operationId)) : Result<>(fail(started.error()));
                !ok)
                return ok;
        }
        return {};
    }
    qsizetype count(const QString &operation) const { return m_sandbox.calls(operation).size(); }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start({u"--machines"_s, u"none"_s, u"--operation-seconds"_s, u"0.3"_s,
                                  u"--quota-instances"_s, u"4"_s}),
                 qPrintable(m_sandbox.error()));
        m_cloud =
            std::make_unique<ExoscaleProvider>(m_sandbox.endpoint(), m_sandbox.key(), m_sandbox.secret());
    }
    void cleanup() { QVERIFY(m_sandbox.clearFaults()); }

    void cleanupTestCase()
    {
        VERIFY_OK(removeAll());
        // tests of bad input may send what the description refuses, if the cloud refused it too
        QCOMPARE(m_sandbox.violations({u"--allow-refused"_s}), QString());

        m_sandbox.stop();
    }

    void showsTheCatalogue()
    {
        VERIFY_OK(await(m_cloud->checkCredentials()));
        const auto zones = await(m_cloud->zones());
        VERIFY_OK(zones);
        QCOMPARE(zones->size(), 1);
        const auto types = await(m_cloud->instanceTypes());
        VERIFY_OK(types);
        const auto small = std::find_if(types->begin(), types->end(),
                                        [](const InstanceType &t) { return t.name == u"standard.small"_s; });
        QVERIFY(small != types->end());
        QCOMPARE(small->memoryBytes, qint64(2) * 1024 * 1024 * 1024);
        const auto templates = await(m_cloud->templates());
        VERIFY_OK(templates);
        QVERIFY(!templates->isEmpty());
        for (const MachineTemplate &each : *templates) {
            QVERIFY(!each.defaultUser.isEmpty());
            QVERIFY(each.minimumDiskGiB >= 10);
        }
        const auto quotas = await(m_cloud->quotas());
        VERIFY_OK(quotas);
        const auto instances = std::find_if(quotas->begin(), quotas->end(),
                                            [](const Quota &q) { return q.resource == u"instance"_s; });
        QVERIFY(instances != quotas->end());
        QCOMPARE(instances->limit, 4);
    }

    void zonesNeedNoKeyAndLeadToTheirEndpoint()
    {
        ExoscaleProvider stranger(m_sandbox.endpoint(), {}, {});
        const auto zones = await(stranger.zones());
        VERIFY_OK(zones);
        VERIFY_OK(await(m_cloud->useZone(zones->first().name)));
        QCOMPARE(m_cloud->endpoint(), m_sandbox.endpoint());
        const auto none = await(m_cloud->useZone(u"mars-1"_s));
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY(none.error().message.contains(zones->first().name));
        QCOMPARE(await(stranger.checkCredentials()).error().code, ErrorCode::Auth);
    }

    void aWrongSecretIsSaidSo()
    {
        ExoscaleProvider wrong(m_sandbox.endpoint(), m_sandbox.key(), makeSecret("wrong"));
        const auto refused = await(wrong.checkCredentials());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Auth);
        QVERIFY2(refused.error().message.contains(u"key or the secret"_s),
                 qPrintable(refused.error().message));
        QVERIFY(!refused.error().retryable);
    }

    void aWrongClockIsSaidSo()
    {
        const QDateTime theirs = QDateTime::currentDateTimeUtc().addSecs(20 * 60);
        const QByteArray date =
            QLocale::c().toString(theirs, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        FakeHttpServer server([date](QTcpSocket *socket, const SeenRequest &) {
            socket->write(FakeHttpServer::answer(R"({"message":"Invalid request signature"})",
                                                 "403 Forbidden", "Date: " + date + "\r\n"));
        });
        ExoscaleProvider cloud(server.url(u"/v2"_s), u"EXOx"_s, makeSecret("s"));
        const auto refused = await(cloud.checkCredentials());
        QVERIFY2(refused.error().message.contains(u"20 minute"_s), qPrintable(describe(refused.error())));
    }

    void keysComeAndGo()
    {
        const auto pair = crypto::generateSshKey("t");
        VERIFY_OK(await(m_cloud->registerSshKey(u"key-1"_s, pair->publicKey)));
        const auto keys = await(m_cloud->sshKeys());
        QCOMPARE(keys->size(), 1);
        QCOMPARE(keys->first().name, u"key-1"_s);
        QCOMPARE(keys->first().fingerprint.count(u':'), 15);
        QCOMPARE(await(m_cloud->registerSshKey(u"key-1"_s, pair->publicKey)).error().code,
                 ErrorCode::Conflict);
        VERIFY_OK(await(m_cloud->deleteSshKey(u"key-1"_s)));
        VERIFY_OK(await(m_cloud->deleteSshKey(u"key-1"_s))); // gone is gone
        QVERIFY(await(m_cloud->sshKeys())->isEmpty());
    }

    void groupsAndRules()
    {
        const auto group = await(m_cloud->createGroup(u"c1-nodes"_s, u"of a test"_s));
        VERIFY_OK(group);
        VERIFY_OK(await(m_cloud->waitFor(group->operationId)));
        const FirewallRule ssh{{}, u"tcp"_s, 22, 22, u"192.0.2.0/24"_s, {}, u"SSH"_s};
        const FirewallRule self{{}, u"udp"_s, 4789, 4789, {}, group->objectId, {}};
        const FirewallRule ping{{}, u"icmp"_s, 0, 0, u"0.0.0.0/0"_s, {}, {}};
        for (const FirewallRule &rule : {ssh, self, ping}) {
            VERIFY_OK(await(m_cloud->addRule(group->objectId, rule)));
            VERIFY_OK(await(m_cloud->addRule(group->objectId, rule))); // there already
        }
        QCOMPARE(count(u"add-rule-to-security-group"_s), 3);
        const auto groups = await(m_cloud->groups());
        const auto mine = std::find_if(groups->begin(), groups->end(),
                                       [&](const FirewallGroup &g) { return g.id == group->objectId; });
        QVERIFY(mine != groups->end());
        QCOMPARE(mine->rules.size(), 3);
        for (const FirewallRule &rule : {ssh, self, ping})
            QVERIFY(std::any_of(mine->rules.begin(), mine->rules.end(),
                                [&](const FirewallRule &r) { return r.sameTraffic(rule); }));
        VERIFY_OK(await(m_cloud->deleteRule(group->objectId, mine->rules[1].id)));
        VERIFY_OK(await(m_cloud->deleteRule(group->objectId, mine->rules[1].id)));
        VERIFY_OK(await(m_cloud->deleteGroup(group->objectId)));
        VERIFY_OK(await(m_cloud->deleteGroup(group->objectId)));
        QCOMPARE(await(m_cloud->addRule(group->objectId, ssh)).error().code, ErrorCode::NotFound);
    }

    void aLostAnswerMakesNoSecondRule()
    {
        const auto group = await(m_cloud->createGroup(u"c1-lost"_s, {}));
        VERIFY_OK(await(m_cloud->waitFor(group->operationId)));
        QVERIFY(m_sandbox.addFault(
            {{u"operation"_s, u"add-rule-to-security-group"_s}, {u"action"_s, u"lose-answer"_s}}));
        const auto before = count(u"add-rule-to-security-group"_s);
        VERIFY_OK(
            await(m_cloud->addRule(group->objectId, {{}, u"tcp"_s, 22, 22, u"192.0.2.0/24"_s, {}, {}})));
        QCOMPARE(count(u"add-rule-to-security-group"_s), before + 1);
        VERIFY_OK(await(m_cloud->deleteGroup(group->objectId)));
    }

    void machinesLiveAndDie()
    {
        const auto started = await(m_cloud->createMachine(request(u"c1-manager-1"_s)));
        VERIFY_OK(started);
        QVERIFY(!started->objectId.isEmpty()); // known before the work is done
        QVERIFY(!started->operationId.isEmpty());
        VERIFY_OK(await(m_cloud->waitFor(started->operationId)));
        const auto machine = await(m_cloud->machine(started->objectId));
        VERIFY_OK(machine);
        QCOMPARE(machine->state, MachineState::Running);
        QVERIFY(!machine->address.isEmpty());
        QCOMPARE(machine->labels[u"skep-cluster"_s], u"c1 +&é"_s);

        QCOMPARE(
            await(m_cloud->machines({{u"skep-cluster"_s, u"c1 +&é"_s}, {u"role"_s, u"manager"_s}}))->size(),
            1);
        QCOMPARE(
            await(m_cloud->machines({{u"skep-cluster"_s, u"c1 +&é"_s}, {u"role"_s, u"worker"_s}}))->size(),
            0);
        QCOMPARE(await(m_cloud->machines({{u"skep-cluster"_s, u"c2"_s}}))->size(), 0);

        VERIFY_OK(await(m_cloud->stopMachine(started->objectId)));
        QCOMPARE(await(m_cloud->machine(started->objectId))->state, MachineState::Stopped);
        VERIFY_OK(await(m_cloud->startMachine(started->objectId)));
        VERIFY_OK(await(m_cloud->rebootMachine(started->objectId)));
        QCOMPARE(await(m_cloud->machine(started->objectId))->state, MachineState::Running);

        const auto gone = await(m_cloud->deleteMachine(started->objectId));
        VERIFY_OK(gone);
        VERIFY_OK(await(m_cloud->waitFor(gone->operationId)));
        const auto again = await(m_cloud->deleteMachine(started->objectId));
        VERIFY_OK(again);
        QVERIFY(again->operationId.isEmpty());
        QCOMPARE(await(m_cloud->machine(started->objectId)).error().code, ErrorCode::NotFound);
    }

    void aGroupInUseIsWaitedFor()
    {
        const auto group = await(m_cloud->createGroup(u"c1-used"_s, {}));
        VERIFY_OK(await(m_cloud->waitFor(group->operationId)));
        MachineRequest wanted = request(u"c1-worker-1"_s);
        wanted.groupIds = {group->objectId};
        const auto machine = await(m_cloud->createMachine(wanted));
        VERIFY_OK(machine);
        VERIFY_OK(await(m_cloud->waitFor(machine->operationId)));
        const auto deleting = m_cloud->deleteGroup(group->objectId);
        QTRY_VERIFY(count(u"delete-security-group"_s) > 0);
        VERIFY_OK(await(m_cloud->deleteMachine(machine->objectId)));
        VERIFY_OK(await(deleting));
    }

    void creatingIsNeverRepeated()
    {
        for (const QString &action : {u"lose-answer"_s, u"fail"_s}) {
            VERIFY_OK(removeAll());
            QVERIFY(m_sandbox.addFault({{u"operation"_s, u"create-instance"_s}, {u"action"_s, action}}));
            const auto before = count(u"create-instance"_s);
            const auto lost = await(m_cloud->createMachine(request(u"c1-lost"_s)));
            QVERIFY(!lost);
            QVERIFY(lost.error().retryable);
            QCOMPARE(count(u"create-instance"_s), before + 1);
            // found again by its label where the cloud had made it
            const auto found = await(m_cloud->machines({{u"skep-cluster"_s, u"c1 +&é"_s}}));
            VERIFY_OK(found);
            QCOMPARE(found->size(), action == "lose-answer"_L1 ? 1 : 0);
        }
    }

    void readingIsRepeatedABoundedNumberOfTimes()
    {
        QVERIFY(m_sandbox.addFault({{u"operation"_s, u"list-instances"_s},
                                    {u"action"_s, u"fail"_s},
                                    {u"times"_s, 2},
                                    {u"status"_s, 503},
                                    {u"body"_s, u"temporarily unavailable"_s}}));
        VERIFY_OK(await(m_cloud->machines({})));
        QVERIFY(m_sandbox.clearFaults());
        QVERIFY(m_sandbox.addFault(
            {{u"operation"_s, u"list-instances"_s}, {u"action"_s, u"fail"_s}, {u"times"_s, 99}}));
        const auto before = count(u"list-instances"_s);
        const auto failed = await(m_cloud->machines({}));
        QCOMPARE(failed.error().code, ErrorCode::Remote);
        QCOMPARE(count(u"list-instances"_s), before + 4);
    }

    void aPauseThatTheCloudAsksForIsMade()
    {
        QVERIFY(m_sandbox.addFault({{u"operation"_s, u"list-ssh-keys"_s},
                                    {u"action"_s, u"fail"_s},
                                    {u"status"_s, 429},
                                    {u"headers"_s, QJsonObject{{u"Retry-After"_s, u"2"_s}}}}));
        QElapsedTimer clock;
        clock.start();
        VERIFY_OK(await(m_cloud->sshKeys()));
        QVERIFY2(clock.elapsed() >= 1900, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(m_sandbox.addFault({{u"operation"_s, u"list-ssh-keys"_s},
                                    {u"action"_s, u"fail"_s},
                                    {u"status"_s, 429},
                                    {u"headers"_s, QJsonObject{{u"Retry-After"_s, u"900"_s}}}}));
        QCOMPARE(await(m_cloud->sshKeys()).error().code, ErrorCode::RateLimited); // said, not waited for
    }

    void aFailedOperationSaysWhy()
    {
        QVERIFY(m_sandbox.addFault({{u"operation"_s, u"create-instance"_s},
                                    {u"action"_s, u"fail-operation"_s},
                                    {u"reason"_s, u"unavailable"_s},
                                    {u"message"_s, u"No capacity in this zone"_s}}));
        const auto started = await(m_cloud->createMachine(request(u"c1-none"_s)));
        VERIFY_OK(started);
        const auto ended = await(m_cloud->waitFor(started->operationId));
        QVERIFY(!ended);
        QVERIFY2(ended.error().message.contains(u"No capacity in this zone"_s),
                 qPrintable(ended.error().message));
    }

    void aFewLostAnswersDoNotEndAWait()
    {
        VERIFY_OK(removeAll());
        const auto started = await(m_cloud->createMachine(request(u"c1-wait"_s)));
        VERIFY_OK(started);
        QVERIFY(m_sandbox.addFault(
            {{u"operation"_s, u"get-operation"_s}, {u"action"_s, u"fail"_s}, {u"times"_s, 3}}));
        VERIFY_OK(await(m_cloud->waitFor(started->operationId)));
        QCOMPARE(await(m_cloud->waitFor(u"00000000-0000-4000-8000-000000000000"_s)).error().code,
                 ErrorCode::NotFound);
        VERIFY_OK(await(m_cloud->waitFor({})));
    }

    void machinesAreKeptApart()
    {
        VERIFY_OK(removeAll());
        const auto made = await(m_cloud->createAffinityGroup(u"c1-apart"_s, u"of c1"_s));
        VERIFY_OK(made);
        VERIFY_OK(await(m_cloud->waitFor(made->operationId)));
        const auto groups = await(m_cloud->affinityGroups());
        VERIFY_OK(groups);
        QCOMPARE(groups->size(), 1);
        QCOMPARE(groups->first().id, made->objectId);
        QCOMPARE(groups->first().name, u"c1-apart"_s);
        QCOMPARE(groups->first().description, u"of c1"_s);
        QCOMPARE(await(m_cloud->createAffinityGroup(u"c1-apart"_s, {})).error().code, ErrorCode::Conflict);
        MachineRequest wanted = request(u"c1-apart-1"_s);
        wanted.affinityGroupIds = {made->objectId};
        const auto machine = await(m_cloud->createMachine(wanted));
        VERIFY_OK(machine);
        VERIFY_OK(await(m_cloud->waitFor(machine->operationId)));
        auto deleting = m_cloud->deleteAffinityGroup(made->objectId); // waits while it is in use
        QVERIFY(!QTest::qWaitFor([&] { return deleting.isFinished(); }, 1500));
        VERIFY_OK(removeAll());
        VERIFY_OK(await(deleting, 30s));
        VERIFY_OK(await(m_cloud->deleteAffinityGroup(made->objectId))); // a missing one is no error
        QCOMPARE(await(m_cloud->affinityGroups())->size(), 0);
        QCOMPARE(await(m_cloud->deleteAffinityGroup(u"../x"_s)).error().code, ErrorCode::Config);
    }

    void quotaIsSaid()
    {
        VERIFY_OK(removeAll());
        Result<Started> last;
        for (int i = 0; i < 5; ++i) {
            last = await(m_cloud->createMachine(request(u"c1-q%1"_s.arg(i))));
            if (!last)
                break;
        }
        QVERIFY(!last);
        QVERIFY2(last.error().code == ErrorCode::Quota, qPrintable(describe(last.error())));
        VERIFY_OK(removeAll());
    }

    void emptyOrStrangeIdsNeverReachTheCloud()
    {
        const auto before = m_sandbox.ledger()["calls"_L1].toArray().size();
        for (const QString &id :
             {QString(), u"a/b"_s, u"../zone"_s, u"a?b"_s, u"a b"_s, u".."_s, u"a%2fb"_s, u"a\n"_s}) {
            QCOMPARE(await(m_cloud->deleteMachine(id)).error().code, ErrorCode::Config);
            QCOMPARE(await(m_cloud->machine(id)).error().code, ErrorCode::Config);
            QCOMPARE(await(m_cloud->deleteGroup(id)).error().code, ErrorCode::Config);
            QCOMPARE(await(m_cloud->deleteRule(u"g"_s, id)).error().code, ErrorCode::Config);
            QCOMPARE(await(m_cloud->deleteSshKey(id)).error().code, ErrorCode::Config);
            QCOMPARE(await(m_cloud->startMachine(id)).error().code, ErrorCode::Config);
            QCOMPARE(await(m_cloud->addRule(id, {{}, u"tcp"_s, 1, 1, u"0.0.0.0/0"_s, {}, {}})).error().code,
                     ErrorCode::Config);
        }
        MachineRequest strange;
        for (const QString &name :
             {QString(), u"under_score"_s, u"Upper"_s, u"-a"_s, u"a-"_s, u"x"_s.repeated(64)}) {
            strange = {.name = name,
                       .instanceTypeId = u"a"_s,
                       .templateId = u"b"_s,
                       .sshKeyNames = {},
                       .groupIds = {},
                       .userData = {},
                       .labels = {}};
            QCOMPARE(await(m_cloud->createMachine(strange)).error().code, ErrorCode::Config);
        }
        strange = {.name = u"ok"_s,
                   .instanceTypeId = u"a"_s,
                   .templateId = u"b"_s,
                   .sshKeyNames = {},
                   .groupIds = {},
                   .userData = QByteArray(25000, 'x'),
                   .labels = {}};
        QCOMPARE(await(m_cloud->createMachine(strange)).error().code, ErrorCode::Config);
        QCOMPARE(m_sandbox.ledger()["calls"_L1].toArray().size(), before);
    }

    void onlyThisComputerMayDoWithoutTls()
    {
        for (const QString &url :
             {u"http://api.example.org/v2"_s, u"ftp://127.0.0.1/v2"_s, u"https://u:p@h/v2"_s, u"/v2"_s,
              u"http://127.0.0.1.example.org/v2"_s, QString()}) {
            ExoscaleProvider cloud(QUrl(url), u"EXOx"_s, makeSecret("s"));
            const auto refused = await(cloud.checkCredentials());
            QVERIFY2(!refused && refused.error().code == ErrorCode::Config, qPrintable(url));
        }
    }

    void aCancelledCallEnds()
    {
        QVERIFY(m_sandbox.addFault({{u"operation"_s, u"list-quotas"_s}, {u"action"_s, u"hang"_s}}));
        auto hanging = m_cloud->quotas();
        QTimer::singleShot(200, this, [&hanging] { hanging.cancel(); });
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(await(hanging).error().code, ErrorCode::Cancelled);
        QVERIFY(clock.elapsed() < 3000);
    }
};

QTEST_GUILESS_MAIN(tst_Exoscale)
#include "tst_exoscale.moc"
