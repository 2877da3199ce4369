// SPDX-License-Identifier: GPL-3.0-or-later
// Ways in from the files of docker-machine and of the docker client, also from hostile ones.
#include "core/cluster/entries.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/docker-machine/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a recorded file is missing");
    return file.readAll();
}

void put(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class tst_Entries : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString machine(const QString &name) const { return m_folder.filePath(u"machines/"_s + name); }
    local::StoredMachine stored(const QString &name, const QByteArray &config)
    {
        put(machine(name) + u"/config.json"_s, config);
        const auto store = local::readMachineStore(m_folder.path());
        for (const auto &each : store.machines) {
            if (each.name == name)
                return each;
        }
        qFatal("the machine cannot be read");
    }
    //! As the docker client itself would write it.
    Result<Entry> ofContext(const QString &host, bool hasCertificates = false)
    {
        const local::DockerContexts contexts(m_folder.path());
        const local::DockerContext context{u"there"_s, {}, host, u"c"_s, {}};
        if (auto written = contexts.write(context); !written)
            return fail(written.error());
        const QString id =
            QString::fromLatin1(QCryptographicHash::hash("there", QCryptographicHash::Sha256).toHex());
        const QString tls = m_folder.filePath(u"contexts/tls/%1/docker"_s.arg(id));
        QDir(tls).removeRecursively();
        if (hasCertificates)
            put(tls + u"/ca.pem"_s, "pem");
        return entryOf(contexts, u"there"_s);
    }

private slots:
    void eachVersionOfAMachineIsAWayIn_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("way");
        QTest::newRow("3") << u"version3.json"_s << u"ssh://ubuntu@192.0.2.10"_s;
        QTest::newRow("2") << u"version2.json"_s << QString();
        QTest::newRow("0") << u"version0.json"_s << u"ssh://root@[2001:db8::7]"_s;
    }
    void eachVersionOfAMachineIsAWayIn()
    {
        QFETCH(QString, file);
        QFETCH(QString, way);
        const auto known = stored(u"m"_s, recorded(file));
        const auto entry = entryOf(known);
        QVERIFY2(entry.has_value(), qPrintable(entry ? QString() : entry.error().message));
        QCOMPARE(entry->kind, Entry::Kind::Ssh);
        QVERIFY(known.port == 22 || entry->server.endsWith(u':' + QString::number(known.port)));
        QVERIFY(entry->certificates.isEmpty() && entry->context.isEmpty());
        if (!way.isEmpty())
            QCOMPARE(describe(*entry), way);
        else
            QVERIFY(describe(*entry).endsWith(u":2222"_s));
        QCOMPARE(entry->keyFile, QString()); // which is the agent's keys
        put(machine(u"m"_s) + u"/id_rsa"_s, "key");
        QCOMPARE(entryOf(local::readMachineStore(m_folder.path()).machines[0])->keyFile,
                 machine(u"m"_s) + u"/id_rsa"_s);
        QVERIFY(QFile::remove(machine(u"m"_s) + u"/id_rsa"_s));
        QVERIFY(connectedFromJson(toJson(Connected{*entry})).has_value());
    }

    void aMachineThatIsNoWayInSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("driver");
        QTest::addColumn<QString>("words");
        QTest::newRow("never started") << QByteArray(R"({"SSHUser":"root"})") << u"no address"_s;
        const char *users[] = {"-oProxyCommand=x", "a b", "a@b", "a/../b", "a\\nb", "\\u0000", "é"};
        for (const char *user : users)
            QTest::newRow(user) << QByteArray(R"({"IPAddress":"192.0.2.1","SSHUser":")") + user + "\"}"
                                << u"a user for bad that is none"_s;
    }
    void aMachineThatIsNoWayInSaysWhy()
    {
        QFETCH(QByteArray, driver);
        QFETCH(QString, words);
        const auto entry = entryOf(
            stored(u"bad"_s, R"({"ConfigVersion":3,"DriverName":"generic","Driver":)" + driver + "}"));
        QVERIFY(!entry);
        QCOMPARE(entry.error().code, ErrorCode::Config);
        QVERIFY2(entry.error().message.contains(words), qPrintable(entry.error().message));
    }

    void contextsLeadByTheirKindOfAddress()
    {
        const auto ssh = ofContext(u"ssh://me@203.0.113.7:2201"_s);
        QVERIFY(ssh.has_value());
        QCOMPARE(describe(*ssh), u"ssh://me@203.0.113.7:2201"_s);
        QCOMPARE(ssh->context, u"there"_s);
        const auto socket = ofContext(u"unix:///run/user/1000/docker.sock"_s);
        QCOMPARE(socket->socketPath, u"/run/user/1000/docker.sock"_s);
        const auto tls = ofContext(u"tcp://203.0.113.7:2376"_s, true);
        QCOMPARE(tls->url, QUrl(u"https://203.0.113.7:2376"_s));
        QVERIFY(tls->certificates.endsWith(u"/docker"_s));
        const auto open = ofContext(u"tcp://203.0.113.7:2375"_s);
        QVERIFY(!open);
        QVERIFY(open.error().message.contains(u"has root there"_s));
        const auto none = entryOf(local::DockerContexts(m_folder.path()), u"nowhere"_s);
        QCOMPARE(none.error().code, ErrorCode::NotFound);
    }

    void hostileContextsAreSentences_data()
    {
        QTest::addColumn<QString>("host");
        for (const auto *host :
             {"", "ssh://", "ssh://-oProxyCommand=touch%20x/", "ssh://root@-v", "ssh://a b@c",
              "ssh://me:word@h", "npipe:////./pipe/docker", "fd://3", "http://h:2375", "ssh://me@h\nX",
              "unix://relative", "ssh://$(id)@h", "ssh://me;id@h", "tcp://"})
            QTest::newRow(host) << QString::fromUtf8(host);
    }
    void hostileContextsAreSentences()
    {
        QFETCH(QString, host);
        const auto entry = ofContext(host, true);
        QVERIFY2(!entry, qPrintable(entry ? describe(*entry) : QString()));
        QCOMPARE(entry.error().code, ErrorCode::Config);
        QVERIFY(!entry.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Entries)
#include "tst_entries.moc"
