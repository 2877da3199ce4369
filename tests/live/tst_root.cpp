// SPDX-License-Identifier: GPL-3.0-or-later
// Commands as root and the engine for a user who is not root: a real sudo on a real machine.
#include "tests/live/enginelab.h"

#include <QFile>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace std::chrono_literals;

namespace {

constexpr auto machine = "alpha";
const QByteArray password = "pass word's \"$HOME\" \\ ü";

} // namespace

class TestRoot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void asRootWithAPassword();
    void inputIsTheCommandsAlone();
    void aWrongPasswordIsTriedOnce();
    void withoutAPasswordNothingIsTried();
    void theEngineByRoot();
    void theEngineOfItsGroup();

private:
    std::unique_ptr<ssh::Connection> open(const QString &user, const QByteArray &known = {});
    QByteArray run(const std::string &command, const std::string &input = {})
    {
        return QByteArray::fromStdString(m_lab.ssh(machine, command, input).output);
    }
    int failuresOf(const char *user)
    {
        return run("journalctl --no-pager -q -t sudo | grep -c 'authentication failure.*ruser="
                   + std::string(user) + "' || true")
            .trimmed()
            .toInt();
    }

    EngineLab m_lab;
};

void TestRoot::initTestCase()
{
    if (const auto trouble = EngineLab::trouble(); !trouble.empty())
        QSKIP(trouble.c_str());
    QVERIFY(m_lab.start());
    run("for u in keeper member guest; do useradd -m -s /bin/bash $u && mkdir -p /home/$u/.ssh && "
        "cp /root/.ssh/authorized_keys /home/$u/.ssh/ && chown -R $u: /home/$u/.ssh; done; "
        "echo 'keeper ALL=(ALL) ALL' >/etc/sudoers.d/keeper; "
        "echo 'Defaults:keeper lecture=always' >>/etc/sudoers.d/keeper; gpasswd -a member docker");
    run("chpasswd", "keeper:" + password.toStdString() + "\nguest:" + password.toStdString() + "\n");
}

std::unique_ptr<ssh::Connection> TestRoot::open(const QString &user, const QByteArray &known)
{
    const auto contents = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    ssh::Target target;
    target.host = m_lab.address(machine);
    target.user = user;
    target.pinnedHostKey = contents(m_lab.file(u"host-alpha.pub"_s)).trimmed();
    target.privateKey = makeSecret(contents(m_lab.file(u"user"_s)));
    if (!known.isEmpty())
        target.password = makeSecret(known);
    auto connection = std::make_unique<ssh::Connection>(target);
    if (const auto opened = settled(connection->open()); !opened)
        qWarning() << opened.error().message << opened.error().detail;
    return connection;
}

void TestRoot::asRootWithAPassword()
{
    const auto keeper = open(u"keeper"_s, password);
    QByteArray told;
    const auto done = settled(keeper->execAsRoot("id -u; echo no >&2; exit 3", {}, 30s,
                                                 [&](const QByteArray &bytes) { told += bytes; }));
    VERIFY_GOOD(done);
    QCOMPARE(done->out, QByteArray("0\n"));
    QCOMPARE(done->err, QByteArray("no\n")); // the lecture is not in it
    QCOMPARE(done->exitCode, 3);
    QVERIFY(told == "0\nno\n" || told == "no\n0\n");
    const auto plain = settled(keeper->exec("id -un"));
    QCOMPARE(plain->out, QByteArray("keeper\n"));
    // On this machine a password is in no argument and no environment.
    QVERIFY(!run("cat /proc/*/cmdline /proc/*/environ | tr '\\0' '\\n'").contains("pass word"));
}

// Whether sudo asks or remembers: what a command gets is its input and nothing else.
void TestRoot::inputIsTheCommandsAlone()
{
    const auto keeper = open(u"keeper"_s, password);
    const QByteArray input = QByteArray(300'000, 'x') + "\nskep-sudo-asks:\nend";
    for (int round = 0; round < 3; ++round) {
        const auto done = settled(keeper->execAsRoot("cat", input));
        VERIFY_GOOD(done);
        QVERIFY(done->out == input);
    }
    std::vector<Pending<ssh::ExecResult>> many;
    for (int i = 0; i < 20; ++i)
        many.push_back(keeper->execAsRoot("cat", QByteArray::number(i)));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(settled(many[static_cast<std::size_t>(i)])->out, QByteArray::number(i));
    run("echo 'Defaults:keeper timestamp_timeout=0' >>/etc/sudoers.d/keeper");
    QCOMPARE(settled(keeper->execAsRoot("cat", input))->out, input);
    const auto binary =
        settled(keeper->execAsRoot("exec sh -c 'head -c 3 | od -An -c; cat >/dev/null'", input));
    QCOMPARE(binary->out.simplified(), QByteArray("x x x"));
}

void TestRoot::aWrongPasswordIsTriedOnce()
{
    const int before = failuresOf("keeper");
    const auto keeper = open(u"keeper"_s, "something else");
    std::vector<Pending<ssh::ExecResult>> many;
    for (int i = 0; i < 5; ++i)
        many.push_back(keeper->execAsRoot("touch /root/it-was-me", "input\nmore input\n"));
    for (const auto &one : many) {
        const auto done = settled(one);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Auth);
        QVERIFY2(done.error().message.contains("does not accept this password"_L1),
                 qPrintable(done.error().message));
    }
    QVERIFY(!settled(keeper->execAsRoot("true")));
    QVERIFY(run("ls /root").indexOf("it-was-me") < 0);
    QCOMPARE(failuresOf("keeper") - before, 1);
}

void TestRoot::withoutAPasswordNothingIsTried()
{
    const auto keeper = open(u"keeper"_s);
    const int before = failuresOf("keeper");
    const auto done = settled(keeper->execAsRoot("true"));
    QVERIFY(!done);
    QVERIFY2(done.error().message.contains("asks keeper for a password"_L1),
             qPrintable(done.error().message));
    QCOMPARE(failuresOf("keeper"), before);
    const auto guest = open(u"guest"_s, password);
    const auto refused = settled(guest->execAsRoot("true"));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains("may not become root"_L1), qPrintable(refused.error().message));
}

// More streams at once than sshd allows sessions on a connection.
void TestRoot::theEngineByRoot()
{
    const auto keeper = open(u"keeper"_s, password);
    net::Gateway gateway;
    QVERIFY(gateway.listen());
    gateway.addNode(u"alpha"_s, keeper.get());
    std::vector<std::unique_ptr<net::HttpEndpoint>> endpoints;
    std::vector<std::unique_ptr<docker::Client>> clients;
    std::vector<Pending<docker::Info>> answers;
    for (int i = 0; i < 24; ++i) { // an endpoint each: a connection each, which stays
        endpoints.push_back(std::make_unique<net::HttpEndpoint>(gateway.proxy()));
        clients.push_back(
            std::make_unique<docker::Client>(endpoints.back().get(), net::Gateway::engineUrl(u"alpha"_s)));
        answers.push_back(clients.back()->info());
    }
    for (const auto &answer : answers)
        VERIFY_GOOD(settled(answer));
    // Commands have room beside them.
    QCOMPARE(settled(keeper->execAsRoot("id -u"))->out, QByteArray("0\n"));
    clients.clear();
    endpoints.clear();
    QTRY_COMPARE_WITH_TIMEOUT(run("pgrep -fc 'system dial-stdi[o]' || true").trimmed(), QByteArray("0"),
                              15'000);
}

void TestRoot::theEngineOfItsGroup()
{
    for (const auto &[user, isAllowed] : {std::pair{u"member"_s, true}, std::pair{u"guest"_s, false}}) {
        const auto connection = open(user);
        net::Gateway gateway;
        QVERIFY(gateway.listen());
        gateway.addNode(u"alpha"_s, connection.get());
        net::HttpEndpoint endpoint(gateway.proxy());
        docker::Client client(&endpoint, net::Gateway::engineUrl(u"alpha"_s));
        QCOMPARE(settled(client.info()).has_value(), isAllowed);
        QCOMPARE(connection->relayCount(), 0);
    }
}

QTEST_GUILESS_MAIN(TestRoot)
#include "tst_root.moc"
