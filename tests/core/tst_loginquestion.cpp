// SPDX-License-Identifier: GPL-3.0-or-later
// A password that was changed, or was not kept: what is asked when a cluster is looked at again. The way in
// is a real sshd that asks PAM; what is behind it is not this test's affair.
#include "core/cluster/clusterfile.h"
#include "core/cluster/serverlogins.h"
#include "core/cluster/workspace.h"
#include "core/secrets/sessionstore.h"
#include "tests/support/sshdfixture.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;
using Kind = ssh::Question::Kind;

namespace {

const QByteArray oldPassword("seven bees");
const QByteArray newPassword("eight & 'bees'");

QString guestAt(const test::SshdFixture &sshd)
{
    return u"guest@127.0.0.1:%1"_s.arg(sshd.port());
}

ClusterFile connectedTo(const test::SshdFixture &sshd)
{
    ClusterFile file;
    file.id = u"hive-id"_s;
    file.phase = Phase::Ready;
    file.spec.name = u"hive"_s;
    file.spec.managers = 1;
    file.spec.workers = 0;
    file.spec.consulServers = 0;
    Connected connected;
    connected.entry.kind = Entry::Kind::Ssh;
    connected.entry.server = guestAt(sshd);
    connected.hostKeys.insert(guestAt(sshd), sshd.hostKey());
    file.connected = connected;
    file.machines.append({u"entry"_s, MachineRole::Manager, {}, u"127.0.0.1"_s, {}, {}});
    return file;
}

ClusterFile madeOn(const test::SshdFixture &sshd)
{
    ClusterFile file;
    file.id = u"hive-id"_s;
    file.phase = Phase::Ready;
    file.spec.name = u"hive"_s;
    file.spec = onOwnServers(file.spec, {{guestAt(sshd), u"north"_s, {}, {sshd.hostKey()}, u"127.0.0.1"_s}});
    file.spec.consulServers = 0;
    for (const auto &planned : machines(file.spec))
        file.machines.append({planned.name, planned.role, {}, {}, {}, planned});
    return file;
}

//! One run of the program on a computer that has the cluster.
struct Run
{
    std::unique_ptr<Workspace> workspace;
    Cluster *cluster = nullptr;

    Run(const QTemporaryDir &folder, secrets::SessionStore *secrets)
        : workspace(std::make_unique<Workspace>(folder.path(), secrets))
    {
        if (!workspace->load())
            qFatal("the workspace could not be read");
        cluster = workspace->cluster(u"hive"_s);
        cluster->connectLive();
    }
    bool asks(Kind kind) const
    {
        const auto question = cluster->loginQuestion();
        return question && question->kind == kind && question->user == "guest"_L1;
    }
    void answer(const QByteArray &password, bool isKept = true) const
    {
        cluster->answerLogin(makeSecret(password), isKept);
    }
};

} // namespace

class TestLoginQuestion : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksUntilTheAnswerIsRight_data() { ways(); }
    void asksUntilTheAnswerIsRight();
    void keepsTheAnswer_data() { ways(); }
    void keepsTheAnswer();

private:
    static void ways()
    {
        QTest::addColumn<bool>("isConnected");
        QTest::newRow("connected") << true;
        QTest::newRow("own servers") << false;
    }
    void makeCluster(bool isConnected);

    std::unique_ptr<test::SshdFixture> m_sshd;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::SessionStore> m_secrets;
    qsizetype accepted() const { return m_sshd->log().count("Accepted password"); }
};

void TestLoginQuestion::makeCluster(bool isConnected)
{
    m_sshd = std::make_unique<test::SshdFixture>();
    m_sshd->addGuest(newPassword);
    QVERIFY2(m_sshd->start({u"UsePAM yes"_s, u"PasswordAuthentication yes"_s}), m_sshd->log().constData());
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::SessionStore>();
    const QString own = m_folder->filePath(u"clusters/hive-id"_s);
    QVERIFY(QDir().mkpath(own));
    QVERIFY(saveCluster(own, isConnected ? connectedTo(*m_sshd) : madeOn(*m_sshd)));
}

void TestLoginQuestion::init()
{
    if (const QString missing = test::SshdFixture::guestMissing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QFETCH(bool, isConnected);
    makeCluster(isConnected);
}

void TestLoginQuestion::cleanup()
{
    if (m_sshd)
        m_sshd->stop();
}

void TestLoginQuestion::asksUntilTheAnswerIsRight()
{
    const Run run(*m_folder, m_secrets.get());
    QTRY_VERIFY(run.asks(Kind::Password));
    run.answer("wrong");
    QVERIFY(!run.cluster->loginQuestion());
    QTRY_VERIFY(run.asks(Kind::WrongPassword));
    QCOMPARE(accepted(), 0);
    run.answer(newPassword);
    QTRY_COMPARE(accepted(), 1);
    QVERIFY(!run.cluster->loginQuestion());
}

void TestLoginQuestion::keepsTheAnswer()
{
    {
        const Run run(*m_folder, m_secrets.get());
        QTRY_VERIFY(run.asks(Kind::Password));
        run.answer(oldPassword); // it is changed there in the meantime
        QTRY_VERIFY(run.asks(Kind::WrongPassword));
        run.answer(newPassword);
        QTRY_COMPARE(accepted(), 1);
    }
    {
        const Run run(*m_folder, m_secrets.get());
        QTRY_COMPARE(accepted(), 2);
        QVERIFY(!run.cluster->loginQuestion());
    }
    m_secrets = std::make_unique<secrets::SessionStore>();
    {
        const Run run(*m_folder, m_secrets.get());
        QTRY_VERIFY(run.asks(Kind::Password));
        run.answer(newPassword, false);
        QTRY_COMPARE(accepted(), 3);
    }
    const Run run(*m_folder, m_secrets.get());
    QTRY_VERIFY(run.asks(Kind::Password));
}

QTEST_GUILESS_MAIN(TestLoginQuestion)
#include "tst_loginquestion.moc"
