// SPDX-License-Identifier: GPL-3.0-or-later
// How long the look at twenty servers takes beside the slowest of them alone. Prints figures.
#include "core/cluster/serverprobe.h"
#include "tests/support/sshdfixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;
using namespace skep::test;

namespace {

constexpr int servers = 20;

//! A real sshd behind a line with a delay of its own.
struct SlowServer
{
    SshdFixture sshd;
    QProcess line;
    QByteArray port;

    bool start(int delay)
    {
        line.start(u"python3"_s,
                   {QStringLiteral(SKEP_SOURCE_DIR "/tests/bench/ssh/slowlink.py"),
                    QString::number(sshd.start() ? sshd.port() : 0), QString::number(delay), u"100"_s});
        port = line.waitForReadyRead(10'000) ? line.readLine().trimmed() : QByteArray();
        return !port.isEmpty();
    }
    ~SlowServer()
    {
        line.kill();
        line.waitForFinished(3000);
        sshd.stop();
    }
};

} // namespace

class bench_Probe : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    std::vector<std::unique_ptr<SlowServer>> m_servers;
    QStringList m_names;

    double seconds(const QStringList &names)
    {
        const auto config =
            ssh::SshConfig::read({m_home.filePath(u".ssh/config"_s), {}, m_home.path(), u"x"_s});
        ServerProbe probe(*config, {});
        QSignalSpy finished(&probe, &ServerProbe::finished);
        QElapsedTimer clock;
        clock.start();
        probe.start(names);
        finished.wait(120'000);
        const double took = double(clock.elapsed()) / 1000;
        for (const ServerReport &report : probe.reports()) {
            if (!report.target)
                qFatal("%s: %s", qPrintable(report.name),
                       qPrintable(report.cell(report.firstProblem().value_or(ProbeStage::Login)).sentence));
        }
        return took;
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QByteArray config;
        QByteArray known;
        for (int i = 0; i < servers; ++i) {
            m_servers.push_back(std::make_unique<SlowServer>());
            SlowServer &server = *m_servers.back();
            QVERIFY(server.start(i == 0 ? 150 : 2 + 3 * i)); // one far away, the others from near to middling
            const QByteArray name = "s" + QByteArray::number(i);
            m_names.append(QString::fromLatin1(name));
            config += "Host " + name + "\n HostName 127.0.0.1\n Port " + server.port + "\n User "
                + server.sshd.target().user.toUtf8() + "\n IdentityAgent none\n IdentityFile "
                + server.sshd.folder().toUtf8() + "/user\n";
            known += "[127.0.0.1]:" + server.port + ' ' + server.sshd.hostKey() + '\n';
        }
        QVERIFY(QDir().mkpath(m_home.filePath(u".ssh"_s)));
        for (const auto &[file, bytes] : {std::pair{u"config"_s, config}, {u"known_hosts"_s, known}}) {
            QFile out(m_home.filePath(u".ssh/"_s + file));
            QVERIFY(out.open(QIODevice::WriteOnly)
                    && out.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
            out.write(bytes);
        }
    }
    void twentyBesideTheSlowest()
    {
        const double alone = seconds({m_names.first()});
        const double all = seconds(m_names);
        qInfo("the slowest server alone: %.2f s; all %d at once: %.2f s; that is %.2f times", alone, servers,
              all, all / alone);
    }
    void cleanupTestCase() { m_servers.clear(); }
};

QTEST_GUILESS_MAIN(bench_Probe)
#include "bench_probe.moc"
