// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/cloudstackprovider.h"
#include "core/crypto/keys.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

#include <QTest>

using namespace skep;
using namespace skep::cloud;
using namespace skep::test;
using namespace Qt::StringLiterals;

#define VERIFY_OK(result)                                                                                    \
    QVERIFY2((result).has_value(), qPrintable((result) ? QString() : (result).error().message))

//! CloudStack clouds differ: some lack calls, some have other zones, some have projects. Each is a sandbox.
class tst_CloudStackKinds : public QObject
{
    Q_OBJECT

    MachineRequest request(CloudStackProvider &cloud, const QString &name)
    {
        return {.name = name,
                .instanceTypeId = await(cloud.instanceTypes())->first().id,
                .templateId = await(cloud.templates())->first().id,
                .diskGiB = 10,
                .sshKeyNames = {},
                .groupIds = {},
                .userData = "#cloud-config\n",
                .labels = {{u"skep-cluster"_s, u"c1"_s}, {u"role"_s, u"manager"_s}}};
    }

private slots:
    void whatIsMissingIsSaid()
    {
        SandboxFixture poor;
        QVERIFY2(poor.start({u"--machines"_s, u"none"_s, u"--cloudstack-lacks"_s, u"createAffinityGroup"_s,
                             u"--cloudstack-lacks"_s, u"createTags"_s}),
                 qPrintable(poor.error()));
        CloudStackProvider cloud(QUrl(poor.ready()["cloudstack"_L1].toString()), poor.key(), poor.secret());
        const auto abilities = await(cloud.abilities());
        VERIFY_OK(abilities);
        QCOMPARE(abilities->canKeepApart, false);
        QCOMPARE(abilities->obstacle, QString());
        QCOMPARE(abilities->lacks.size(), 2);
        QVERIFY2(abilities->lacks[0].contains(u"createAffinityGroup"_s), qPrintable(abilities->lacks[0]));
        QVERIFY(abilities->lacks[1].contains(u"createTags"_s));

        MachineRequest wanted = request(cloud, u"untagged"_s); // the name on display has it all
        const auto made = await(cloud.createMachine(wanted));
        VERIFY_OK(made);
        VERIFY_OK(await(cloud.waitFor(made->operationId)));
        QCOMPARE(await(cloud.machines(wanted.labels))->size(), 1);
    }

    void aZoneWithoutItsCallsIsNoPlaceForACluster()
    {
        SandboxFixture poor;
        QVERIFY2(poor.start({u"--machines"_s, u"none"_s, u"--cloudstack-lacks"_s, u"createSecurityGroup"_s,
                             u"--cloudstack-lacks"_s, u"createPortForwardingRule"_s}),
                 qPrintable(poor.error()));
        CloudStackProvider cloud(QUrl(poor.ready()["cloudstack"_L1].toString()), poor.key(), poor.secret());
        const auto zones = await(cloud.zones());
        VERIFY_OK(zones);
        const QStringList words{u"createSecurityGroup"_s, u"createPortForwardingRule"_s};
        for (int i = 0; i < 2; ++i) {
            VERIFY_OK(await(cloud.useZone(zones->at(i).name)));
            const auto abilities = await(cloud.abilities());
            VERIFY_OK(abilities);
            QVERIFY2(abilities->obstacle.contains(words[i]), qPrintable(abilities->obstacle));
            QVERIFY(!abilities->obstacle.contains(words[1 - i]));
        }
    }

    void anAdvancedZoneWithGroupsNamesItsNetwork()
    {
        SandboxFixture advanced;
        QVERIFY2(advanced.start({u"--machines"_s, u"none"_s, u"--cloudstack-advanced"_s}),
                 qPrintable(advanced.error()));
        CloudStackProvider cloud(QUrl(advanced.ready()["cloudstack"_L1].toString()), advanced.key(),
                                 advanced.secret());
        QCOMPARE(await(cloud.zones())->first().isIsolated, false);
        const auto group = await(cloud.createGroup(u"a"_s, u"mine"_s));
        VERIFY_OK(group);
        MachineRequest wanted = request(cloud, u"m-3"_s);
        wanted.groupIds = {group->objectId};
        const auto made = await(cloud.createMachine(wanted));
        VERIFY_OK(made);
        VERIFY_OK(await(cloud.waitFor(made->operationId)));
        QCOMPARE(await(cloud.machine(made->objectId))->groupIds, QStringList{group->objectId});
    }

    //! What is made in a project is seen there and nowhere else, rules between its groups among it.
    void aProjectIsAWorldOfItsOwn()
    {
        SandboxFixture shared;
        QVERIFY2(shared.start({u"--machines"_s, u"none"_s, u"--operation-seconds"_s, u"0.1"_s,
                               u"--cloudstack-project"_s, u"apiary"_s}),
                 qPrintable(shared.error()));
        const QUrl url(shared.ready()["cloudstack"_L1].toString());
        CloudStackProvider inside(url, shared.key(), shared.secret(), u"apiary"_s);
        CloudStackProvider outside(url, shared.key(), shared.secret());
        CloudStackProvider lost(url, shared.key(), shared.secret(), u"hive"_s);
        const auto refused = await(lost.machines({}));
        QCOMPARE(refused.error().code, ErrorCode::NotFound);
        QVERIFY(refused.error().message.contains(u"apiary"_s));

        const auto group = await(inside.createGroup(u"a"_s, u"mine"_s));
        VERIFY_OK(group);
        const FirewallRule among{
            .protocol = u"udp"_s, .startPort = 4789, .endPort = 4789, .sourceGroupId = group->objectId};
        VERIFY_OK(await(inside.addRule(group->objectId, among)));
        VERIFY_OK(await(inside.addRule(group->objectId, among)));
        const auto key = crypto::generateSshKey("k");
        VERIFY_OK(await(inside.registerSshKey(u"k"_s, key->publicKey)));
        const auto apart = await(inside.createAffinityGroup(u"apart"_s, u"mine"_s));
        VERIFY_OK(apart);
        VERIFY_OK(await(inside.waitFor(apart->operationId)));
        MachineRequest wanted = request(inside, u"m-4"_s);
        wanted.groupIds = {group->objectId};
        wanted.sshKeyNames = {u"k"_s};
        const auto made = await(inside.createMachine(wanted));
        VERIFY_OK(made);
        VERIFY_OK(await(inside.waitFor(made->operationId)));

        const auto groups = await(inside.groups());
        QCOMPARE(groups->size(), 1);
        QCOMPARE(groups->first().rules.size(), 1);
        QVERIFY(groups->first().rules.first().sameTraffic(among));
        QCOMPARE(await(inside.machines({}))->size(), 1);
        QCOMPARE(await(inside.sshKeys())->size(), 1);
        QCOMPARE(await(inside.affinityGroups())->size(), 1);
        QCOMPARE(await(outside.groups())->size(), 1); // the account's own "default"
        QCOMPARE(await(outside.machines({}))->size(), 0);
        QCOMPARE(await(outside.sshKeys())->size(), 0);
        QCOMPARE(await(outside.affinityGroups())->size(), 0);

        // every call that can belong to a project names it
        for (const auto &command : {u"createTags"_s, u"deployVirtualMachine"_s, u"listResourceLimits"_s,
                                    u"listTemplates"_s, u"authorizeSecurityGroupIngress"_s}) {
            if (command == "listResourceLimits"_L1)
                VERIFY_OK(await(inside.quotas()));
            const auto calls = shared.calls(command);
            QVERIFY2(!calls.isEmpty(), qPrintable(command));
            for (const QJsonObject &call : calls)
                QVERIFY2(!call["body"_L1]["projectid"_L1].toString().isEmpty(), qPrintable(command));
        }

        VERIFY_OK(await(inside.useZone(u"ch-iso-1"_s)));
        VERIFY_OK(await(outside.useZone(u"ch-iso-1"_s)));
        const auto network = await(inside.createGroup(u"n"_s, u"mine"_s));
        VERIFY_OK(network);
        const FirewallRule ssh{
            .protocol = u"tcp"_s, .startPort = 22, .endPort = 22, .sourceCidr = u"10.0.0.0/8"_s};
        VERIFY_OK(await(inside.addRule(network->objectId, ssh)));
        MachineRequest walled = request(inside, u"m-5"_s);
        walled.groupIds = {network->objectId};
        const auto second = await(inside.createMachine(walled));
        VERIFY_OK(second);
        VERIFY_OK(await(inside.waitFor(second->operationId)));
        VERIFY_OK(await(inside.openAccess(second->objectId)));
        QVERIFY(!await(inside.machine(second->objectId))->address.isEmpty());
        QCOMPARE(await(inside.groups())->first().rules.size(), 1);
        QVERIFY(await(outside.groups())->isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_CloudStackKinds)
#include "tst_cloudstackkinds.moc"
