// SPDX-License-Identifier: GPL-3.0-or-later
// The test of the ports between own servers, on three with a network, a firewall and a machine id of their
// own each. All of it is in network and mount namespaces that end with the test.
#include "core/cluster/serverprobe.h"
#include "core/cluster/spec.h"
#include "tests/support/sshdfixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <sched.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;
using namespace skep::test;

namespace {

bool run(const QString &line)
{
    QStringList words = line.split(u' ');
    const QString program = words.takeFirst();
    return QProcess::execute(program, words) == 0;
}

QByteArray outputOf(const QString &line)
{
    QStringList words = line.split(u' ');
    QProcess process;
    process.start(words.takeFirst(), words);
    return process.waitForFinished(10'000) ? process.readAllStandardOutput() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class tst_ServerPorts : public QObject
{
    Q_OBJECT

private:
    static constexpr int count = 3;
    QTemporaryDir m_home;
    SshdFixture m_keys; //!< for its keys
    std::vector<std::unique_ptr<QProcess>> m_nodes;

    static QString address(int node) { return u"10.77.0.%1"_s.arg(node + 1); }
    QString inside(int node, const QString &line) const
    {
        return u"nsenter -t %1 -n %2"_s.arg(QString::number(m_nodes.at(std::size_t(node))->processId()),
                                            line);
    }
    void addNode()
    {
        const int node = int(m_nodes.size());
        const QString number = QString::number(node);
        put(m_home.filePath(u"id"_s + number), QByteArray(32, char('1' + node)) + '\n');
        put(m_home.filePath(u"sshd"_s + number),
            "Port 22\nHostKey " + m_keys.folder().toUtf8() + "/host\nAuthorizedKeysFile "
                + m_keys.folder().toUtf8() + "/user.pub\nStrictModes no\nPidFile none\nUsePAM no\n");
        m_nodes.push_back(std::make_unique<QProcess>());
        m_nodes.back()->start(u"unshare"_s,
                              {u"--net"_s, u"--mount"_s, u"sh"_s, u"-c"_s,
                               u"mount --bind \"$1\" /etc/machine-id && exec \"$2\" -D -e -f \"$3\""_s,
                               u"sh"_s, m_home.filePath(u"id"_s + number), u"/usr/sbin/sshd"_s,
                               m_home.filePath(u"sshd"_s + number)});
        QVERIFY(m_nodes.back()->waitForStarted());
        QTRY_VERIFY(
            outputOf(u"cat /proc/%1/cmdline"_s.arg(m_nodes.back()->processId())).contains("/usr/sbin/sshd"));
        QVERIFY(run(u"ip link add v%1 type veth peer name e%1"_s.arg(number)));
        QVERIFY(run(u"ip link set v%1 master br0 up"_s.arg(number)));
        QVERIFY(run(u"ip link set e%1 netns %2"_s.arg(number, QString::number(m_nodes.back()->processId()))));
        QVERIFY(run(inside(node, u"ip addr add %1/24 dev e%2"_s.arg(address(node), number))));
        QVERIFY(run(inside(node, u"ip link set e%1 up"_s.arg(number))));
        QVERIFY(run(inside(node, u"ip link set lo up"_s)));
    }
    QList<ServerReport> probed()
    {
        const auto config =
            ssh::SshConfig::read({m_home.filePath(u".ssh/config"_s), {}, m_home.path(), u"root"_s});
        if (!config)
            qFatal("%s", qPrintable(config.error().message));
        ClusterSpec spec;
        spec.consulOnManagers = true;
        ServerProbe probe(*config, portsBetweenServers(spec));
        QSignalSpy finished(&probe, &ServerProbe::finished);
        probe.start({address(0), address(1), address(2)});
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 90'000); }();
        return probe.reports();
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::guestMissing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        for (const QString &tool : {u"ip"_s, u"nsenter"_s, u"iptables"_s, u"ss"_s, u"perl"_s}) {
            if (QStandardPaths::findExecutable(tool).isEmpty())
                QSKIP(qPrintable(tool + u" is not installed"_s));
        }
        QVERIFY(m_keys.start());
        m_keys.stop();
        if (::unshare(CLONE_NEWNET) != 0)
            QSKIP("no network namespace can be made here");
        QVERIFY(run(u"ip link set lo up"_s));
        QVERIFY(run(u"ip link add br0 type bridge"_s));
        QVERIFY(run(u"ip addr add 10.77.0.254/24 dev br0"_s));
        QVERIFY(run(u"ip link set br0 up"_s));
        for (int i = 0; i < count; ++i)
            addNode();
        QVERIFY(QDir().mkpath(m_home.filePath(u".ssh"_s)));
        put(m_home.filePath(u".ssh/config"_s),
            "User root\nIdentityAgent none\nIdentityFile " + m_keys.folder().toUtf8() + "/user\n");
        put(m_home.filePath(u".ssh/known_hosts"_s), "10.77.0.* " + m_keys.hostKey() + '\n');
    }
    void cleanupTestCase()
    {
        for (const auto &node : m_nodes) {
            node->kill();
            node->waitForFinished(3000);
        }
    }

    void openBetweenAll()
    {
        const auto reports = probed();
        for (const ServerReport &report : reports) {
            const ProbeCell &cell = report.cell(ProbeStage::Ports);
            QVERIFY2(cell.state == ProbeState::Ok, qPrintable(report.name + u": "_s + cell.sentence));
        }
        for (int i = 0; i < count; ++i) // nothing stays behind
            QTRY_VERIFY(!outputOf(inside(i, u"ss -lntu"_s)).contains("7946"));
    }
    void aFirewallIsNamed()
    {
        QVERIFY(run(inside(1, u"iptables -A INPUT -s 10.77.0.1 -p udp --dport 4789 -j DROP"_s)));
        QVERIFY(run(inside(1, u"iptables -A INPUT -p tcp --dport 2377 -j REJECT --reject-with tcp-reset"_s)));
        QVERIFY(run(inside(2, u"iptables -A INPUT -p udp --dport 7946 -j REJECT"_s)));
        const auto reports = probed();
        QCOMPARE(reports.at(0).cell(ProbeStage::Ports).state, ProbeState::Ok);
        const ProbeCell closed = reports.at(1).cell(ProbeStage::Ports);
        QCOMPARE(closed.state, ProbeState::Failed);
        QVERIFY2(closed.sentence.contains("4789/udp from 10.77.0.1"_L1), qPrintable(closed.sentence));
        QVERIFY2(closed.sentence.contains("2377/tcp"_L1), qPrintable(closed.sentence));
        QVERIFY2(!closed.sentence.contains("7946"_L1) && !closed.sentence.contains("8300"_L1),
                 qPrintable(closed.sentence));
        QVERIFY(closed.fix.contains(address(1)));
        const ProbeCell rejected = reports.at(2).cell(ProbeStage::Ports);
        QVERIFY2(rejected.sentence.contains("7946/udp"_L1) && !rejected.sentence.contains("7946/tcp"_L1),
                 qPrintable(rejected.sentence));
        QVERIFY(!reports.at(1).isUsable() && !reports.at(2).isUsable());
        for (int i : {1, 2})
            QVERIFY(run(inside(i, u"iptables -F INPUT"_s)));
    }
    void aPortInUseIsNoWrongAlarm()
    {
        QProcess holder;
        const QStringList words = inside(1, u"perl -MIO::Socket::INET -e"_s).split(u' ');
        holder.start(words.first(),
                     words.mid(1) << u"my @s = (IO::Socket::INET->new(LocalPort=>4789,Proto=>\"udp\"),"
                                     "IO::Socket::INET->new(LocalPort=>2377,Proto=>\"tcp\",Listen=>5));"
                                     "$| = 1; print \"up\\n\"; sleep 60"_s);
        QVERIFY(holder.waitForReadyRead(10'000));
        const auto reports = probed();
        const ProbeCell cell = reports.at(1).cell(ProbeStage::Ports);
        QVERIFY2(cell.state == ProbeState::Warning && cell.sentence.contains("4789/udp"_L1)
                     && !cell.sentence.contains("2377"_L1),
                 qPrintable(cell.sentence));
        QVERIFY(reports.at(1).isUsable());
        holder.kill();
        holder.waitForFinished(3000);
    }
    void aNetworkThatKeepsThemApart()
    {
        for (int i = 0; i < count; ++i)
            QVERIFY(run(inside(i, u"iptables -A INPUT -s 10.77.0.0/28 -j DROP"_s)));
        QElapsedTimer clock;
        clock.start();
        const auto reports = probed();
        QVERIFY2(clock.elapsed() < 30'000, qPrintable(QString::number(clock.elapsed())));
        for (const ServerReport &report : reports) {
            const ProbeCell &cell = report.cell(ProbeStage::Ports);
            QVERIFY2(cell.state == ProbeState::Failed && cell.sentence.contains("8300/tcp"_L1),
                     qPrintable(cell.sentence));
        }
    }
};

QTEST_GUILESS_MAIN(tst_ServerPorts)
#include "tst_serverports.moc"
