// SPDX-License-Identifier: GPL-3.0-or-later
// The look at own servers, on real sshds: which stage fails, what is asked, and that nothing is sent too
// early.
#include "core/cluster/serverfacts.h"
#include "core/cluster/serverprobe.h"
#include "core/cluster/spec.h"
#include "tests/support/sshdfixture.h"

#include <QDateTime>
#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;
using namespace skep::test;

namespace {

QByteArray bare(const QByteArray &key)
{
    return key.left(key.lastIndexOf(' '));
}

} // namespace

class tst_ServerProbe : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    SshdFixture m_one;
    SshdFixture m_two;
    QByteArray m_config;
    QByteArray m_known;

    void put(const QString &name, const QByteArray &bytes)
    {
        QDir().mkpath(m_home.filePath(u".ssh"_s));
        QFile file(m_home.filePath(u".ssh/"_s + name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    //! "Host alias" for a real sshd.
    static QByteArray entry(const QByteArray &alias, const SshdFixture &sshd, const QByteArray &more = {})
    {
        return "Host " + alias + "\n HostName 127.0.0.1\n Port " + QByteArray::number(sshd.port())
            + "\n User " + sshd.target().user.toUtf8() + "\n IdentityAgent none\n IdentityFile "
            + (sshd.folder() + u"/user"_s).toUtf8() + '\n' + more;
    }
    static QByteArray known(const SshdFixture &sshd, const QByteArray &key)
    {
        return "[127.0.0.1]:" + QByteArray::number(sshd.port()) + ' ' + key + '\n';
    }
    std::unique_ptr<ServerProbe> probed(const QStringList &servers)
    {
        const auto config =
            ssh::SshConfig::read({m_home.filePath(u".ssh/config"_s), {}, m_home.path(), m_one.target().user});
        if (!config)
            qFatal("%s", qPrintable(config.error().message));
        ClusterSpec spec;
        spec.consulOnManagers = true;
        auto probe = std::make_unique<ServerProbe>(*config, portsBetweenServers(spec));
        finish(*probe, [&] { probe->start(servers); });
        return probe;
    }
    static void finish(ServerProbe &probe, const std::function<void()> &begin)
    {
        QSignalSpy finished(&probe, &ServerProbe::finished);
        begin();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        QVERIFY(!probe.isRunning());
    }
    static QString states(const ServerReport &report)
    {
        QString text;
        for (const ProbeCell &cell : report.cells)
            text += QStringLiteral("-~+!X").at(int(cell.state));
        return text;
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_one.start({u"LogLevel DEBUG1"_s}), m_one.log().constData());
        QVERIFY2(m_two.start({u"LogLevel DEBUG1"_s}), m_two.log().constData());
        put(u"config"_s,
            entry("one", m_one) + entry("two", m_two) + entry("behind", m_two, " ProxyJump one\n")
                + entry("wrong", m_one).replace("/user\n", "/other-user\n")
                + "Host run\n ProxyCommand nc %h %p\n");
    }
    void init() { put(u"known_hosts"_s, known(m_one, m_one.hostKey()) + known(m_two, m_two.hostKey())); }
    void cleanupTestCase()
    {
        m_one.stop();
        m_two.stop();
    }

    void aServerThatIsAsItShouldBe()
    {
        const auto probe = probed({u"one"_s});
        const ServerReport &report = probe->reports().first();
        QVERIFY2(states(report).startsWith("++++"_L1), qPrintable(states(report)));
        QVERIFY(report.target);
        QCOMPARE(report.target->pinnedHostKey, bare(m_one.hostKey()));
        QVERIFY(!report.facts.hostName.isEmpty());
        QVERIFY(report.facts.diskFree > 0);
        QCOMPARE(report.facts.clockSkew.value_or(-1), 0);
        QCOMPARE(report.facts.address, u"127.0.0.1"_s);
        QCOMPARE(report.cell(ProbeStage::Ports).state, ProbeState::NotTried);
        QVERIFY(!report.cell(ProbeStage::Ports).sentence.isEmpty());
    }
    void anUnknownKeyIsAskedAboutBeforeAnythingIsSent()
    {
        put(u"known_hosts"_s, {});
        const auto logins = m_one.log().count("userauth-request");
        const auto probe = probed({u"one"_s, u"two"_s});
        QCOMPARE(m_one.log().count("userauth-request"), logins);
        QCOMPARE(states(probe->reports().first()), u"++!-------"_s);
        const auto question = probe->reports().first().hostKeyQuestion;
        QVERIFY(question);
        QCOMPARE(question->key, bare(m_one.hostKey()));
        QVERIFY(probe->reports()
                    .first()
                    .cell(ProbeStage::HostKey)
                    .sentence.contains(QString::fromLatin1(question->fingerprint())));
        QVERIFY(!probe->reports().first().isUsable());
        finish(*probe, [&] { probe->trust(*question); });
        QVERIFY(states(probe->reports().first()).startsWith("++++"_L1));
        QCOMPARE(states(probe->reports().at(1)), u"++!-------"_s); // its key is another one
        QVERIFY(QFile(m_home.filePath(u".ssh/known_hosts"_s)).size() == 0); // nothing was written
    }
    void keysThatStop_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("word");
        const QByteArray name = "[127.0.0.1]:" + QByteArray::number(m_one.port()) + ' ';
        QTest::newRow("changed") << name + m_one.otherHostKey() << u"the known one is"_s;
        QTest::newRow("another kind") << name
                + "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDGIkvuEOmMd6T0R1oPOhdxVJ3Sq4QcZ2M8g7Qm2xHkZcPX5cGk"
                  "B0eZ6mCTcmRWqYb8m8rXJrfPZb6vQkz3eZ0Kk3bGq9xwY8Zz5D3sYI2m2e0bnk9c0H7WbKpX0K1uQbM8b7k9p"
                  "VbYf0Yx3q7x0n1m2k3b4n5m6q7w8e9r0w=="
                                      << u"the known one"_s;
        QTest::newRow("revoked") << "@revoked * " + m_one.hostKey() << u"revoked"_s;
        QTest::newRow("not readable") << name + "ssh-ed25519 AAAA" << u"cannot be read"_s;
    }
    void keysThatStop()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, word);
        put(u"known_hosts"_s, line + '\n');
        const auto logins = m_one.log().count("userauth-request");
        const auto probe = probed({u"one"_s});
        const ServerReport &report = probe->reports().first();
        QCOMPARE(states(report), u"++X-------"_s);
        QVERIFY(!report.hostKeyQuestion);
        QVERIFY(!report.cell(ProbeStage::HostKey).fix.isEmpty());
        const QString sentence = report.cell(ProbeStage::HostKey).sentence;
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
        if (word.startsWith("the known one is"_L1))
            QCOMPARE(sentence.count("SHA256:"_L1), 2);
        QCOMPARE(m_one.log().count("userauth-request"), logins);
    }
    void aServerBehindAnother()
    {
        const auto probe = probed({u"behind"_s});
        QVERIFY(states(probe->reports().first()).startsWith("++++"_L1));
        QCOMPARE(probe->reports().first().target->jump->pinnedHostKey, bare(m_one.hostKey()));
        put(u"known_hosts"_s, known(m_two, m_two.hostKey()));
        const auto asking = probed({u"behind"_s});
        const auto question = asking->reports().first().hostKeyQuestion;
        QVERIFY(question);
        QCOMPARE(question->alias, u"one"_s); // of the host on the way
        finish(*asking, [&] { asking->trust(*question); });
        QVERIFY2(states(asking->reports().first()).startsWith("++++"_L1),
                 qPrintable(states(asking->reports().first())));
    }
    void passphrasesAreAskedForOnce()
    {
        SshdFixture sshd;
        const QString key = sshd.makeProtectedKey(u"locked"_s, u"open sesame"_s, {u"-t"_s, u"ed25519"_s});
        QVERIFY(sshd.start({u"AuthorizedKeysFile "_s + key + u".pub"_s}));
        put(u"known_hosts"_s, known(sshd, sshd.hostKey()));
        QFile config(m_home.filePath(u".ssh/config"_s));
        QVERIFY(config.open(QIODevice::ReadOnly));
        const QByteArray before = config.readAll();
        put(u"config"_s,
            entry("a", sshd).replace("/user\n", "/locked\n")
                + entry("b", sshd).replace("/user\n", "/locked\n"));
        const auto probe = probed({u"a"_s, u"b"_s});
        put(u"config"_s, before);
        for (const ServerReport &report : probe->reports()) {
            QCOMPARE(states(report), u"+++!------"_s);
            QCOMPARE(report.loginQuestion->keyFile, key);
        }
        const auto question = *probe->reports().first().loginQuestion;
        finish(*probe, [&] { probe->answer(question, makeSecret("wrong")); });
        QCOMPARE(int(probe->reports().at(1).loginQuestion->kind), int(ssh::Question::Kind::WrongPassphrase));
        finish(*probe, [&] { probe->answer(question, makeSecret("open sesame")); });
        for (const ServerReport &report : probe->reports())
            QVERIFY2(states(report).startsWith("++++"_L1), qPrintable(states(report)));
        // Both names lead to one machine.
        QCOMPARE(probe->reports().at(1).cell(ProbeStage::Ports).state, ProbeState::Failed);
        sshd.stop();
    }
    void nothingToLogInWithIsAQuestion()
    {
        QFile config(m_home.filePath(u".ssh/config"_s));
        QVERIFY(config.open(QIODevice::ReadOnly));
        const QByteArray before = config.readAll();
        const auto bareEntry = [](const QByteArray &alias, const SshdFixture &sshd,
                                  const QByteArray &more = {}) {
            return entry(alias, sshd, more).replace((sshd.folder() + u"/user"_s).toUtf8(), "none");
        };
        put(u"config"_s, bareEntry("a", m_one) + bareEntry("b", m_two, " ProxyJump a\n"));
        const auto probe = probed({u"a"_s, u"b"_s});
        put(u"config"_s, before);
        QCOMPARE(states(probe->reports().at(0)), u"+++!------"_s);
        QCOMPARE(int(probe->reports().at(0).loginQuestion->kind), int(ssh::Question::Kind::Password));
        QCOMPARE(states(probe->reports().at(1)), u"!---------"_s); // of the host on the way
        QCOMPARE(probe->reports().at(1).loginQuestion->port, m_one.port());
    }
    void whatIsNotThere()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QString closed = u"127.0.0.1:%1"_s.arg(gone.serverPort());
        gone.close();
        const auto probe = probed({closed, u"127.0.0.1:%1"_s.arg(silent.serverPort()), u"run"_s, u"-x"_s,
                                   u"no-such-name.invalid"_s, u"one"_s});
        const auto &reports = probe->reports();
        QCOMPARE(states(reports.at(0)), u"X---------"_s);
        QVERIFY(reports.at(0).cell(ProbeStage::Tcp).sentence.contains("refuses"_L1));
        QCOMPARE(states(reports.at(1)), u"+X--------"_s);
        QCOMPARE(states(reports.at(2)), u"X---------"_s);
        QVERIFY(reports.at(2).cell(ProbeStage::Tcp).sentence.contains("ProxyCommand"_L1));
        QCOMPARE(states(reports.at(3)), u"X---------"_s);
        QCOMPARE(states(reports.at(4)), u"X---------"_s);
        QVERIFY(states(reports.at(5)).startsWith("++++"_L1));
        for (int i = 0; i < 5; ++i)
            QVERIFY(!reports.at(i).isUsable() && reports.at(i).firstProblem());
    }
    void theWrongUserKey()
    {
        put(u"known_hosts"_s, known(m_one, m_one.hostKey()));
        const auto probe = probed({u"wrong"_s});
        QCOMPARE(states(probe->reports().first()), u"+++X------"_s);
        QVERIFY(!probe->reports().first().cell(ProbeStage::Login).fix.isEmpty());
    }
    void deletedInTheMiddle()
    {
        for (int wait : {0, 1, 30, 120, 400}) {
            const auto config = ssh::SshConfig::read(
                {m_home.filePath(u".ssh/config"_s), {}, m_home.path(), m_one.target().user});
            auto probe = std::make_unique<ServerProbe>(*config, QList<ProbePort>());
            probe->start({u"one"_s, u"behind"_s, u"two"_s});
            QTest::qWait(wait);
            probe.reset();
        }
        QVERIFY(states(probed({u"one"_s})->reports().first()).startsWith("++++"_L1));
    }

    void facts_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QString>("expected"); //!< root, system, engine, clock, disk
        const QByteArray good("time=1000\nroot=root\ndistribution=debian\ndistributionName=\"Debian 12\"\n"
                              "engine=20.10.24\nengineRuns=yes\nswarm=inactive\nfreeKiB=10000000\nend=yes\n");
        const auto with = [&](const QByteArray &from, const QByteArray &to) {
            return QByteArray(good).replace(from, to);
        };
        QTest::newRow("good") << good << u"+++++"_s;
        QTest::newRow("sudo") << with("root=root", "root=sudo") << u"+++++"_s;
        QTest::newRow("sudo with a password") << with("root=root", "root=password") << u"!++++"_s;
        QTest::newRow("no sudo") << with("root=root", "root=none") << u"X++++"_s;
        QTest::newRow("ubuntu") << with("=debian", "=\"ubuntu\"") << u"+++++"_s;
        QTest::newRow("another, with an engine") << with("=debian", "=alpine") << u"+!+++"_s;
        QTest::newRow("another, without")
            << with("=debian", "=fedora").replace("engine=20.10.24\nengineRuns=yes", "engine=") << u"+X+++"_s;
        QTest::newRow("another, old engine")
            << with("=debian", "=centos").replace("20.10.24", "18.09.1") << u"+XX++"_s;
        QTest::newRow("no engine") << with("engine=20.10.24\nengineRuns=yes", "engine=") << u"+++++"_s;
        QTest::newRow("the oldest engine") << with("20.10.24", "19.03.0") << u"+++++"_s;
        QTest::newRow("too old an engine") << with("20.10.24", "18.09.9") << u"++X++"_s;
        QTest::newRow("stopped engine") << with("engineRuns=yes\n", "") << u"++!++"_s;
        QTest::newRow("in a swarm") << with("inactive", "active") << u"++X++"_s;
        QTest::newRow("clock, 31 s") << with("time=1000", "time=1031") << u"+++!+"_s;
        QTest::newRow("clock, 29 s") << with("time=1000", "time=971") << u"+++++"_s;
        QTest::newRow("clock, a day") << with("time=1000", "time=-85400") << u"+++X+"_s;
        QTest::newRow("no clock") << with("time=1000", "time=now") << u"+++!+"_s;
        QTest::newRow("little space") << with("10000000", "3000000") << u"++++!"_s;
        QTest::newRow("no space") << with("10000000", "500000") << u"++++X"_s;
        QTest::newRow("hostile space") << with("10000000", "99999999999999999999") << u"++++!"_s;
        QTest::newRow("markup") << with("Debian 12", "<img src=x>") << u"+++++"_s;
    }
    void facts()
    {
        QFETCH(QByteArray, said);
        QFETCH(QString, expected);
        const auto facts = parseServerFacts(said, 999'900, 1'000'100);
        QVERIFY(facts);
        ServerReport report{u"x"_s, {}};
        report.facts = *facts;
        judgeFacts(report);
        QCOMPARE(states(report).mid(4, 5), expected);
        for (const ProbeCell &cell : report.cells)
            QVERIFY((cell.state != ProbeState::Failed && cell.state != ProbeState::Warning)
                    || (!cell.sentence.isEmpty() && !cell.fix.isEmpty()));
        for (qsizetype size = 0; size < said.size() - 1; ++size)
            QVERIFY(!parseServerFacts(said.left(size), 0, 1));
    }
    void portsAreTheFirewalls()
    {
        ClusterSpec spec;
        spec.consulServers = 0;
        const QList<ProbePort> swarm{{u"tcp"_s, 2377}, {u"tcp"_s, 7946}, {u"udp"_s, 7946}, {u"udp"_s, 4789}};
        QCOMPARE(portsBetweenServers(spec), swarm);
        spec.consulServers = 1;
        const auto all = portsBetweenServers(spec);
        QCOMPARE(all.size(), 7);
        QVERIFY(all.contains({u"tcp"_s, 8300}) && all.contains({u"udp"_s, 8301}));
    }
};

QTEST_GUILESS_MAIN(tst_ServerProbe)
#include "tst_serverprobe.moc"
