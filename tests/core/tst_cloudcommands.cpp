// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/cloudstackprovider.h"
#include "core/cluster/commands.h"
#include "core/crypto/keys.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace skep;
using namespace skep::cluster;
using namespace skep::test;
using namespace Qt::StringLiterals;

//! The commands that a plan stands for are typed into bash, with Debian's client of CloudStack, and what the
//! sandbox has then is held against the plan.
class tst_CloudCommands : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SandboxFixture> m_sandbox;

    ClusterSpec spec(const QString &zone) const
    {
        ClusterSpec wanted;
        wanted.name = u"hive"_s;
        wanted.zone = zone;
        wanted.templateName = m_template;
        wanted.managerType = u"Small"_s;
        wanted.workerType = u"Custom 2 CPU 4 GiB"_s;
        wanted.consulType = u"Small"_s;
        wanted.workers = 1;
        wanted.operatorCidrs = QStringList{u"203.0.113.7/32"_s};
        wanted.workerOptions.antiAffinity = true;
        wanted.workerOptions.diskGiB = 20;
        return wanted;
    }
    Account account(const QString &project) const
    {
        Account known;
        known.kind = u"cloudstack"_s;
        known.apiKey = m_sandbox->key();
        known.project = project;
        return known;
    }
    std::unique_ptr<cloud::CloudStackProvider> provider(const QString &project)
    {
        return std::make_unique<cloud::CloudStackProvider>(
            QUrl(m_sandbox->ready()["cloudstack"_L1].toString()), m_sandbox->key(), m_sandbox->secret(),
            project);
    }
    //! What bash says of the calls to the cloud; nothing, if all went well.
    QByteArray typed(const QString &commands)
    {
        const QString calls = commands.section(u"\nssh "_s, 0, 0);
        QProcess bash;
        bash.setWorkingDirectory(m_folder.path());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CLOUDSTACK_ENDPOINT"_s, m_sandbox->ready()["cloudstack"_L1].toString());
        environment.insert(u"CLOUDSTACK_KEY"_s, m_sandbox->key());
        environment.insert(u"CLOUDSTACK_SECRET"_s, m_sandbox->ready()["secret"_L1].toString());
        environment.insert(u"CLOUDSTACK_POLL_INTERVAL"_s, u"0.1"_s);
        bash.setProcessEnvironment(environment);
        bash.setStandardOutputFile(m_folder.filePath(u"said"_s)); // the client says there what was refused
        const QString client = u"set -e -o pipefail\ncs() { /usr/bin/python3 -m cs \"$@\"; }\n"_s;
        bash.start(u"bash"_s, {u"-c"_s, client + calls});
        if (!bash.waitForFinished(100'000))
            return "bash does not end";
        const QByteArray problem = bash.readAllStandardError(); // the client ends with 0 in any case
        if (problem.isEmpty() && bash.exitCode() == 0)
            return {};
        QFile said(m_folder.filePath(u"said"_s));
        QByteArray refusals;
        while (said.isOpen() || said.open(QIODevice::ReadOnly)) {
            const QByteArray line = said.readLine();
            if (line.isEmpty())
                break;
            if (line.contains("errortext"))
                refusals += line.trimmed() + '\n';
        }
        return refusals + problem + " (failed)";
    }

    QString m_template;

private slots:
    void init()
    {
        m_sandbox = std::make_unique<SandboxFixture>(); // an empty one for each
        QVERIFY2(m_sandbox->start({u"--machines"_s, u"none"_s, u"--operation-seconds"_s, u"0.05"_s,
                                   u"--cloudstack-project"_s, u"bee keepers"_s}),
                 qPrintable(m_sandbox->error()));
        m_template = await(provider({})->templates())->first().name;
        QDir(m_folder.path()).remove(u"hive"_s);
        QDir(m_folder.path()).remove(u"hive.pub"_s);
    }

    void groupsAreAsPlanned_data()
    {
        QTest::addColumn<QString>("project");
        QTest::newRow("the account's own") << QString();
        QTest::newRow("a project") << u"bee keepers"_s;
    }
    void groupsAreAsPlanned()
    {
        QFETCH(QString, project);
        const ClusterSpec wanted = spec(u"ch-dk-2"_s);
        const QString commands =
            equivalentCommands(wanted, account(project)).replace(u"-f hive"_s, u"-N '' -f hive"_s);
        QVERIFY(!commands.contains(m_sandbox->ready()["secret"_L1].toString()));
        QVERIFY(!commands.contains(m_sandbox->key()));
        const QByteArray problem = typed(commands);
        QVERIFY2(problem.isEmpty(), problem.constData());
        auto cloud = provider(project);
        const auto groups = await(cloud->groups());
        QVERIFY(groups.has_value());
        QVERIFY(missingRules(wanted, *groups).isEmpty());
        const auto machines = await(cloud->machines({}));
        QCOMPARE(machines->size(), cluster::machines(wanted).size());
        for (const auto &machine : cluster::machines(wanted)) {
            const auto made = std::find_if(machines->begin(), machines->end(),
                                           [&](const auto &each) { return each.name == machine.name; });
            QVERIFY2(made != machines->end(), qPrintable(machine.name));
            QStringList names;
            for (const auto &group : *groups) {
                if (made->groupIds.contains(group.id))
                    names << group.name;
            }
            QStringList planned;
            for (const Group group : groupsOf(wanted, machine))
                planned << groupName(wanted, group);
            names.sort();
            planned.sort();
            QCOMPARE(names, planned);
        }
        QCOMPARE(await(cloud->affinityGroups())->size(), 1);
        QCOMPARE(await(cloud->sshKeys())->first().name, u"hive"_s);
    }

    void aNetworkIsAsPlanned()
    {
        ClusterSpec wanted = spec(u"ch-iso-1"_s);
        wanted.isolatedNetwork = true;
        const QString commands =
            equivalentCommands(wanted, account({})).replace(u"-f hive"_s, u"-N '' -f hive"_s);
        QVERIFY(!commands.contains(u"ecurityGroup"_s));
        const QByteArray problem = typed(commands);
        QVERIFY2(problem.isEmpty(), problem.constData());
        auto cloud = provider({});
        QVERIFY(await(cloud->useZone(u"ch-iso-1"_s)).has_value());
        const auto groups = await(cloud->groups());
        QVERIFY(groups.has_value());
        QVERIFY(missingRules(wanted, *groups).isEmpty());
        const auto machines = await(cloud->machines({}));
        QCOMPARE(machines->size(), cluster::machines(wanted).size());
        for (const auto &machine : *machines)
            QVERIFY2(!machine.address.isEmpty() && machine.sshPort > 22000, qPrintable(machine.name));
    }

    void hostileNamesStayWords()
    {
        ClusterSpec wanted = spec(u"a'; touch here; '"_s);
        wanted.templateName = u"$(touch there) `touch everywhere`"_s;
        wanted.managerType = u"x\"; touch elsewhere; \""_s;
        const QString commands = equivalentCommands(wanted, account(u"p' ; touch nowhere"_s))
                                     .replace(u"-f hive"_s, u"-N '' -f hive"_s);
        QVERIFY(!typed(commands).isEmpty()); // the cloud knows none of them
        QCOMPARE(QDir(m_folder.path()).entryList({u"*here"_s}, QDir::Files), QStringList());
    }
};

QTEST_GUILESS_MAIN(tst_CloudCommands)
#include "tst_cloudcommands.moc"
