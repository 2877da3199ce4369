// SPDX-License-Identifier: GPL-3.0-or-later
// docker-machine's store: every version of its files, and a sentence for all that is not to be used.
#include "core/local/machinestore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::local;

namespace {

QByteArray recorded(QLatin1StringView name)
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/docker-machine/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a recorded file is missing");
    return file.readAll();
}

// As docker-machine 0.16 writes it, of a store that came from another computer.
const QByteArray versionThree = recorded("version3.json"_L1);

// Of the 0.5 series: no Agent, one group as text, another user's port.
const QByteArray versionTwo = recorded("version2.json"_L1);

const QByteArray versionZero = "\xEF\xBB\xBF" + recorded("version0.json"_L1);

class Folder
{
public:
    QString path() const { return m_folder.path(); }
    QString machine(const QString &name) const { return path() + u"/machines/"_s + name; }
    void write(const QString &name, const QString &file, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(machine(name)));
        QFile out(machine(name) + u'/' + file);
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(out.write(bytes), bytes.size());
    }
    QByteArray read(const QString &name, const QString &file) const
    {
        QFile in(machine(name) + u'/' + file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class tst_MachineStore : public QObject
{
    Q_OBJECT

private slots:
    void noStoreIsNothing()
    {
        const auto store = readMachineStore(u"/no/such/folder"_s);
        QVERIFY(store.machines.isEmpty());
        QVERIFY(store.notes.isEmpty());
    }

    void readsTheNewestVersion()
    {
        Folder folder;
        folder.write(u"swarm-master"_s, u"config.json"_s, versionThree);
        folder.write(u"swarm-master"_s, u"id_rsa"_s, "key");
        for (const auto &name : {u"ca.pem"_s, u"cert.pem"_s, u"key.pem"_s})
            folder.write(u"swarm-master"_s, name, "pem");
        const auto store = readMachineStore(folder.path());
        QCOMPARE(store.notes, QStringList());
        QCOMPARE(store.machines.size(), 1);
        const StoredMachine &machine = store.machines[0];
        QCOMPARE(machine.name, u"swarm-master"_s);
        QCOMPARE(machine.address, u"192.0.2.10"_s);
        QCOMPARE(machine.user, u"ubuntu"_s);
        QCOMPARE(machine.port, quint16(22));
        QCOMPARE(machine.keyFile, folder.machine(u"swarm-master"_s) + u"/id_rsa"_s);
        QCOMPARE(machine.certificateFolder, folder.machine(u"swarm-master"_s));
        QVERIFY(machine.isSwarm && machine.isSwarmMaster);
        QCOMPARE(machine.discovery, u"consul://192.0.2.9:8500"_s);
        QCOMPARE(machine.secretsInPlainText, (QStringList{u"ApiSecretKey"_s, u"Password"_s}));
        QVERIFY(machine.credentials);
        QCOMPARE(machine.credentials->apiKey, u"EXOabcdefgh1234"_s);
        QCOMPARE(machine.credentials->secret->reveal(), "pass\"word\\");
        QCOMPARE(machine.credentials->endpoint.path(), u"/v2"_s);
    }

    void offersItsCredentialsOnce()
    {
        Folder folder;
        folder.write(u"swarm-master"_s, u"config.json"_s, versionThree);
        folder.write(u"swarm-node"_s, u"config.json"_s, versionThree);
        qputenv("MACHINE_STORAGE_PATH", folder.path().toUtf8());
        const auto found = findCredentials();
        qunsetenv("MACHINE_STORAGE_PATH");
        const auto ofMachines = [](const CloudCredentials &each) {
            return each.source.startsWith("docker-machine"_L1) && each.apiKey == "EXOabcdefgh1234"_L1;
        };
        QCOMPARE(std::count_if(found.usable.begin(), found.usable.end(), ofMachines), 1);
    }

    void readsOlderVersions()
    {
        Folder folder;
        folder.write(u"node-1"_s, u"config.json"_s, versionTwo);
        folder.write(u"old"_s, u"config.json"_s, versionZero);
        const auto store = readMachineStore(folder.path());
        QCOMPARE(store.notes, QStringList());
        QCOMPARE(store.machines.size(), 2);
        QCOMPARE(store.machines[0].port, quint16(2222));
        QVERIFY(store.machines[0].isSwarm && !store.machines[0].isSwarmMaster);
        QVERIFY(store.machines[0].keyFile.isEmpty() && store.machines[0].certificateFolder.isEmpty());
        QCOMPARE(store.machines[1].address, u"2001:db8::7"_s);
        QCOMPARE(store.machines[1].user, u"root"_s);
        QVERIFY(store.machines[1].isSwarmMaster);
        QCOMPARE(store.machines[1].discovery, u"token://1234"_s);
    }

    void groupsByDiscovery()
    {
        Folder folder;
        folder.write(u"a-node"_s, u"config.json"_s, versionTwo);
        folder.write(u"master"_s, u"config.json"_s, versionThree);
        folder.write(
            u"single"_s, u"config.json"_s,
            "{\"ConfigVersion\":3,\"DriverName\":\"generic\",\"Driver\":{\"IPAddress\":\"192.0.2.30\"}}");
        const auto groups = groupsOf(readMachineStore(folder.path()).machines);
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups[0].discovery, u"consul://192.0.2.9:8500"_s);
        QCOMPARE(groups[0].machines[0].name, u"master"_s);
        QCOMPARE(groups[0].machines[1].name, u"a-node"_s);
        QCOMPARE(groups[1].discovery, QString());
    }

    void saysWhatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("of the future") << QByteArray("{\"ConfigVersion\":4}") << u"of version 4"_s;
        QTest::newRow("below zero") << QByteArray("{\"ConfigVersion\":-1}") << u"of version -1"_s;
        QTest::newRow("a list") << QByteArray("[]") << u"no JSON object"_s;
        QTest::newRow("empty") << QByteArray() << u"missing or empty"_s;
        QTest::newRow("an address that is none")
            << QByteArray("{\"Driver\":{\"IPAddress\":\"-oProxyCommand=x\"}}")
            << u"an address that is none"_s;
        QTest::newRow("a port that is none")
            << QByteArray("{\"Driver\":{\"SSHPort\":70000}}") << u"an SSH port that is none"_s;
    }

    void saysWhatCannotBeUsed()
    {
        QFETCH(QByteArray, config);
        QFETCH(QString, sentence);
        Folder folder;
        folder.write(u"m"_s, u"config.json"_s, config);
        const auto store = readMachineStore(folder.path());
        QVERIFY(store.machines.isEmpty());
        QCOMPARE(store.notes.size(), 1);
        QVERIFY2(store.notes[0].contains(sentence), qPrintable(store.notes[0]));
    }

    void everyCutFileIsASentence()
    {
        Folder folder;
        for (qsizetype length = 0; length < versionThree.lastIndexOf('}'); ++length) {
            folder.write(u"m"_s, u"config.json"_s, versionThree.first(length));
            const auto store = readMachineStore(folder.path());
            QVERIFY2(store.machines.isEmpty() && store.notes.size() == 1,
                     qPrintable(QString::number(length)));
        }
    }

    void doesNotFollowLinksAndPathsThatLeadOut()
    {
        Folder outside;
        outside.write(u"real"_s, u"config.json"_s, versionThree);
        outside.write(u"real"_s, u"id_rsa"_s, "somebody's key");
        Folder folder;
        folder.write(u"file"_s, u"other"_s, "x");
        QVERIFY(QFile::link(outside.machine(u"real"_s), folder.machine(u"linked"_s)));
        QVERIFY(QFile::link(outside.machine(u"real"_s) + u"/config.json"_s,
                            folder.machine(u"file"_s) + u"/config.json"_s));
        QByteArray leadsOut = versionThree;
        leadsOut.replace("/home/somebody-else/.docker/machine/machines/swarm-master/id_rsa",
                         (folder.machine(u"m"_s) + u"/../../../../etc/passwd"_s).toUtf8());
        folder.write(u"m"_s, u"config.json"_s, leadsOut);
        QVERIFY(
            QFile::link(outside.machine(u"real"_s) + u"/id_rsa"_s, folder.machine(u"m"_s) + u"/id_rsa"_s));
        QVERIFY(QDir().mkpath(folder.machine(u".hidden"_s)));
        QVERIFY(QDir().mkpath(folder.machine(u"a b"_s)));
        const auto store = readMachineStore(folder.path());
        QCOMPARE(store.machines.size(), 1);
        QCOMPARE(store.machines[0].name, u"m"_s);
        QCOMPARE(store.machines[0].keyFile, QString());
        QCOMPARE(store.notes.size(), 3);
        QVERIFY(store.notes.filter(u"symbolic link"_s).size() == 2);
        QVERIFY(store.notes.filter(u"no name of a machine"_s).size() == 1);
    }

    void emptiesSecretsAndNothingElse()
    {
        Folder folder;
        folder.write(u"swarm-master"_s, u"config.json"_s, versionThree);
        const auto machine = readMachineStore(folder.path()).machines.value(0);
        const auto done = emptySecrets(folder.path(), machine);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
        QByteArray expected = versionThree;
        expected.replace("\"pass\\\"word\\\\\"", "\"\"").replace("\"vm-password\"", "\"\"");
        QCOMPARE(folder.read(u"swarm-master"_s, u"config.json"_s), expected);
        QVERIFY(readMachineStore(folder.path()).machines.value(0).secretsInPlainText.isEmpty());
        QCOMPARE(QDir(folder.machine(u"swarm-master"_s)).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void refusesToEmptyWhatItCannotTakeOutAlone()
    {
        Folder folder;
        QByteArray twice = versionThree;
        twice.replace("\"AuthOptions\": {", "\"AuthOptions\": {\"Password\": \"of something else\", ");
        folder.write(u"swarm-master"_s, u"config.json"_s, twice);
        const auto machine = readMachineStore(folder.path()).machines.value(0);
        const auto done = emptySecrets(folder.path(), machine);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Config);
        QCOMPARE(folder.read(u"swarm-master"_s, u"config.json"_s), twice);
    }
};

QTEST_GUILESS_MAIN(tst_MachineStore)
#include "tst_machinestore.moc"
