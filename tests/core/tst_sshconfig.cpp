// SPDX-License-Identifier: GPL-3.0-or-later
// ssh's client configuration as Skep reads it, beside what ssh itself makes of the same files.
#include "core/ssh/way.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;

namespace {

const QByteArray patterns("Host web-?\n  User web\n  Port 2201\n"
                          "Host *.example.org !secret.example.org\n  HostName %h.net\n  User www\n"
                          "Host db db-*\n\tHostName=10.0.0.9\n\tPort = 2202\n"
                          "Host *\n  User everybody\n  IdentityFile ~/.ssh/common\n");
const QByteArray firstWins("Port 2222\nHost a\n  Port 1\n  User one\nHost a*\n  User two\n  HostName first\n"
                           "Host *\n  HostName last\n  User three\n  IdentityFile one\n  IdentityFile two\n"
                           "  IdentityFile one\n");
const QByteArray quoting("Host \"quoted name\" plain\n  User \"a user\"\n"
                         "HOST UpPeR\n  uSeR=\"q\"\n  IdentityFile \"~/my keys/id\"\n"
                         "Host esc\n  IdentityFile a\\ b\n  User x # a comment\n"
                         "# Host commented\n   # User nobody\nHost tail\nUser end");
const QByteArray matches("Match host web* user root\n  Port 3001\n"
                         "Match originalhost alias\n  HostName web-9\n"
                         "Match host web-9\n  Port 3002\n"
                         "Match !host web-9 user ann,bob\n  Port 3003\n"
                         "Match all\n  User common\n"
                         "Match user common host *.net\n  IdentityFile net\n");
const QByteArray finals("Match final host *.example\n  Port 4001\n"
                        "Host short\n  HostName long.example\n"
                        "Match canonical\n  User canon\n");
const QByteArray jumps("Host inner\n  ProxyJump one,me@two:2200\n"
                       "Host none\n  ProxyJump none\n"
                       "Host first\n  ProxyJump one\n  ProxyCommand nc %h %p\n"
                       "Host *\n  ProxyJump bastion\n  IdentitiesOnly yes\n  HostKeyAlias same\n"
                       "  UserKnownHostsFile ~/a ~/b\n  IdentityAgent none\n");
const QByteArray odd("Host x\n  Port 22\n  \n\tUser\ttabbed\n  HostName   spaced   \n"
                     "Host y\r\n  User windows\r\n"
                     "Host z\n  HostName %%h-%h\n  User =odd\n"
                     "Host !x *\n  IdentityFile rest\n  IdentitiesOnly no\n"
                     "Host caps\n  HostName MiXed.Example\n");

//! What "ssh -G" prints, by key.
QMap<QString, QStringList> sshSays(const QString &file, const QString &host)
{
    QProcess ssh;
    ssh.start(u"ssh"_s, {u"-G"_s, u"-F"_s, file, u"--"_s, host});
    QMap<QString, QStringList> said;
    if (!ssh.waitForFinished(10'000) || ssh.exitCode() != 0)
        return said;
    const auto lines = QString::fromUtf8(ssh.readAllStandardOutput()).split(u'\n');
    for (const QString &line : lines)
        said[line.section(u' ', 0, 0)].append(line.section(u' ', 1));
    return said;
}

} // namespace

class tst_SshConfig : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder; //!< the home
    const QString m_base = m_folder.filePath(u".ssh"_s);

    QString filePath(const QString &name) const { return m_base + u'/' + name; }
    QString put(const QString &name, const QByteArray &bytes)
    {
        const QString path = filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }
    SshConfig::Places places(const QString &file) const { return {file, {}, m_folder.path(), u"me"_s}; }
    SshConfig configOf(const QByteArray &bytes)
    {
        const auto config = SshConfig::read(places(put(u"config"_s, bytes)));
        if (!config)
            qFatal("%s", qPrintable(config.error().message));
        return *config;
    }
    Error errorOf(const QByteArray &bytes, const QString &host)
    {
        const auto config = SshConfig::read(places(put(u"config"_s, bytes)));
        if (!config)
            return config.error();
        const auto way = wayTo(host, *config);
        return way ? Error{ErrorCode::Internal, u"it was read"_s} : way.error();
    }

private slots:
    void readsAsSshDoes_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("host");
        const QList<std::pair<QByteArray, QStringList>> cases{
            {patterns,
             {u"web-1"_s, u"web-12"_s, u"web-"_s, u"a.example.org"_s, u"secret.example.org"_s,
              u"example.org"_s, u"db"_s, u"db-1"_s, u"dbx"_s, u"WEB-1"_s, u"other"_s, u"10.1.2.3"_s}},
            {firstWins, {u"a"_s, u"ab"_s, u"b"_s, u"A"_s}},
            {quoting,
             {u"plain"_s, u"UpPeR"_s, u"upper"_s, u"esc"_s, u"tail"_s, u"commented"_s, u"quoted"_s,
              u"nothing"_s}},
            {matches,
             {u"web-1"_s, u"alias"_s, u"web-9"_s, u"x"_s, u"x.net"_s, u"web"_s, u"ann@web-1"_s, u"bob@q"_s,
              u"root@web-7"_s, u"root@web-9"_s, u"ann@web-9"_s}},
            {finals, {u"short"_s, u"long.example"_s, u"a.example"_s, u"else"_s}},
            {jumps, {u"inner"_s, u"none"_s, u"first"_s, u"me@inner"_s}},
            {odd, {u"x"_s, u"y"_s, u"z"_s, u"other"_s, u"caps"_s, u"xx"_s, u"q@x"_s}},
            {"", {u"anything"_s, u"me@anything"_s}},
            {"Host a\n  Include FOLDER/one FOLDER/sub/*\nHost *\n  User last\n  Port 7\n",
             {u"a"_s, u"b"_s, u"in-one"_s, u"s1"_s}},
            {"Include FOLDER/one\nInclude FOLDER/sub/*\nInclude FOLDER/absent FOLDER/sub/none*\n"
             "Host *\n  User last\n",
             {u"a"_s, u"b"_s, u"in-one"_s, u"s1"_s, u"s2"_s, u"a1"_s, u"one"_s}},
            {"Match host a*\n  Include FOLDER/plain\nUser after\nHost b\n  Include FOLDER/plain\n  User "
             "never\n",
             {u"a"_s, u"b"_s, u"c"_s}},
        };
        for (qsizetype i = 0; i < cases.size(); ++i) {
            for (const QString &host : cases[i].second)
                QTest::addRow("%d %s", int(i), qPrintable(host)) << cases[i].first << host;
        }
    }
    void readsAsSshDoes()
    {
        if (QStandardPaths::findExecutable(u"ssh"_s).isEmpty())
            QSKIP("ssh (openssh-client) is not installed");
        QFETCH(QByteArray, content);
        QFETCH(QString, host);
        put(u"one"_s, "Host in-one\n  Port 5001\nHost a\n  HostName from-one\n  IdentityFile one\n");
        put(u"sub/s1"_s, "Host s1 a\n  User s1user\n");
        put(u"sub/s2"_s, "User s2user\nHost a*\n  IdentityFile s2\n");
        put(u"plain"_s, "Port 6001\nHost a\n  HostName plain-a\nMatch all\n  IdentityFile all\n");
        const QString file = put(u"config"_s, QByteArray(content).replace("FOLDER", m_base.toUtf8()));
        const auto theirs = sshSays(file, host);
        QVERIFY2(theirs.contains(u"hostname"_s), "ssh refuses the case");
        const auto user = SshConfig::Places::ofUser(); // as ssh has it, whatever the test's home is
        const auto config = SshConfig::read({file, {}, m_folder.path(), user.localUser});
        QVERIFY2(config, config ? "" : qPrintable(config.error().message));
        const bool hasUser = host.contains(u'@');
        const auto ours = config->settingsOf(hasUser ? host.section(u'@', 1) : host,
                                             hasUser ? host.section(u'@', 0, 0) : QString());
        QVERIFY2(ours, ours ? "" : qPrintable(ours.error().message));
        QCOMPARE(ours->hostName, theirs[u"hostname"_s].value(0));
        QCOMPARE(QString::number(ours->port), theirs[u"port"_s].value(0));
        QCOMPARE(ours->user.isEmpty() ? user.localUser : ours->user, theirs[u"user"_s].value(0));
        QCOMPARE(ours->identitiesOnly ? u"yes"_s : u"no"_s, theirs[u"identitiesonly"_s].value(0));
        QCOMPARE(ours->proxyJump, theirs[u"proxyjump"_s].value(0).replace("none"_L1, ""_L1));
        QCOMPARE(ours->hostKeyAlias, theirs[u"hostkeyalias"_s].value(0));
        if (!ours->identityFiles.isEmpty())
            QCOMPARE(ours->identityFiles, theirs[u"identityfile"_s]);
        else
            QVERIFY(theirs[u"identityfile"_s].value(0).contains("id_rsa"_L1)); // its own list
        if (!ours->identityAgent.isEmpty())
            QCOMPARE(ours->identityAgent, theirs[u"identityagent"_s].value(0));
        if (!ours->knownHostsFiles.isEmpty())
            QCOMPARE(ours->knownHostsFiles.join(u' '),
                     theirs[u"userknownhostsfile"_s].value(0).replace(user.home, "~"_L1));
    }

    void programsAreNeverRun_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("word");
        const QByteArray run = "touch " + filePath(u"canary"_s).toUtf8();
        QTest::newRow("ProxyCommand")
            << QByteArray("Host a\n ProxyCommand " + run + '\n') << u"a"_s << u"ProxyCommand"_s;
        QTest::newRow("Match exec") << QByteArray("Match host a exec \"" + run + "\"\n User x\n") << u"a"_s
                                    << u"Match exec"_s;
        QTest::newRow("not Match exec")
            << QByteArray("Match !exec \"" + run + "\"\n ProxyJump x\n") << u"a"_s << u"Match exec"_s;
        QTest::newRow("jump host") << QByteArray("Host a\n ProxyJump b\nHost b\n ProxyCommand " + run + '\n')
                                   << u"a"_s << u"ProxyCommand"_s;
        QTest::newRow("included") << QByteArray("Match exec \"" + run + "\"\n Include "
                                                + filePath(u"plain"_s).toUtf8() + '\n')
                                  << u"a"_s << u"Match exec"_s;
    }
    void programsAreNeverRun()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, host);
        QFETCH(QString, word);
        put(u"plain"_s, "Port 6001\n");
        const Error error = errorOf(content, host);
        QCOMPARE(error.code, ErrorCode::Config);
        QVERIFY2(error.message.contains(word), qPrintable(error.message));
        QVERIFY(!QFile::exists(filePath(u"canary"_s)));
    }
    void whatNoProgramDecidesIsUsed()
    {
        const auto config =
            configOf("Host a\n User first\nMatch host b exec \"false\"\n User never\n"
                     "Match exec \"false\"\n User second\n SendEnv X\n"
                     "Host c\n ProxyJump none\n ProxyCommand none\n KnownHostsCommand /bin/x\n");
        QCOMPARE(config.settingsOf(u"a"_s)->user, u"first"_s);
        QVERIFY(!config.settingsOf(u"b"_s));
        QVERIFY(!config.settingsOf(u"c"_s)); // the second Match may hold
        QCOMPARE(config.settingsOf(u"c"_s, u"me"_s)->notes.size(), 1);
        QVERIFY(config.settingsOf(u"c"_s, u"me"_s)->notes.first().contains("KnownHostsCommand"_L1));
    }

    void cutOffAnywhereItIsAnErrorOrLess()
    {
        const QByteArray whole = patterns + quoting + matches + jumps + finals;
        int errors = 0;
        for (qsizetype size = 0; size <= whole.size(); ++size) {
            const auto config = SshConfig::read(places(put(u"config"_s, whole.left(size))));
            if (!config) {
                ++errors;
                QVERIFY2(config.error().message.contains("line "_L1), qPrintable(config.error().message));
                continue;
            }
            for (const QString &host : {u"web-1"_s, u"a.example.org"_s, u"inner"_s}) {
                const auto way = wayTo(host, *config);
                QVERIFY(way || !way.error().message.isEmpty());
            }
        }
        QVERIFY(errors > 20);
        QVERIFY(errors < whole.size() / 2);
    }
    void bytesOfNoMeaningAreSurvived()
    {
        QByteArray noise;
        for (int i = 0; i < 4000; ++i)
            noise.append(char((i * 7919 + i / 13) % 256));
        for (const QByteArray &content :
             QList<QByteArray>{noise, QByteArray(100'000, '*'),
                               QByteArray("Host ") + QByteArray(200'000, '*') + "x\n User a\n",
                               QByteArray("Host ").repeated(3000), QByteArray(1, '\0'),
                               QByteArray("\xef\xbb\xbfHost a\n")}) {
            const auto config = SshConfig::read(places(put(u"config"_s, content)));
            QVERIFY(config ? wayTo(u"aaaaaaaaaaaaaaaaaaaa"_s, *config).has_value()
                           : !config.error().message.isEmpty());
        }
    }
    void wrongValuesNameTheirLine_data()
    {
        QTest::addColumn<QByteArray>("content");
        for (const char *line :
             {"Port abc", "Port 0", "Port 65536", "Port", "User \"open", "Host", "Match host",
              "IdentitiesOnly maybe", "Match planet mars", "HostName %x", "Match exec \"open"})
            QTest::newRow(line) << QByteArray(line) + '\n';
    }
    void wrongValuesNameTheirLine()
    {
        QFETCH(QByteArray, content);
        const Error error = errorOf("# first\n" + content, u"a"_s);
        QCOMPARE(error.code, ErrorCode::Config);
        QVERIFY2(error.message.contains("line 2 of"_L1) || content.contains('%'), qPrintable(error.message));
    }

    void filesThatAreNone()
    {
        QCOMPARE(SshConfig::read(places(filePath(u"absent"_s)))->hosts(), QStringList());
        QDir().mkpath(filePath(u"folder"_s));
        QVERIFY(!SshConfig::read(places(filePath(u"folder"_s))));
        const QString pipe = filePath(u"pipe"_s);
        QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
        QVERIFY(!SshConfig::read(places(pipe)));
        QVERIFY(!SshConfig::read(places(put(u"huge"_s, QByteArray(2 * 1024 * 1024, '\n')))));
        const QString open = put(u"open"_s, "Host a\n");
        QVERIFY(SshConfig::read(places(open)));
        QCOMPARE(chmod(qPrintable(open), 0666), 0);
        const auto refused = SshConfig::read(places(open));
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains("Others"_L1));
        QVERIFY(QFile::link(put(u"real"_s, "Host linked\n"), filePath(u"link"_s)));
        QCOMPARE(SshConfig::read(places(filePath(u"link"_s)))->hosts(), QStringList{u"linked"_s});
    }
    void includesThatNeverEnd()
    {
        const QByteArray folder = m_base.toUtf8();
        for (const QByteArray &content : QList<QByteArray>{
                 QByteArray("Include config\n"), "Include " + folder + "/config " + folder + "/config\n",
                 "Include " + folder + "/*\n", QByteArray("Include loop\n")}) {
            put(u"loop"_s, "Include config\n");
            const Error error = errorOf(content, u"a"_s);
            QVERIFY2(error.code == ErrorCode::Config || error.code == ErrorCode::Io,
                     qPrintable(error.message));
            QVERIFY(!error.message.contains("it was read"_L1));
        }
        QFile::remove(filePath(u"loop"_s));
        for (int i = 0; i < 14; ++i) { // 16,384 files, were nothing counting
            const QByteArray next = "chain" + QByteArray::number(i + 1);
            put(u"chain%1"_s.arg(i), "Include " + next + ' ' + next + '\n');
        }
        put(u"chain14"_s, "Host end\n");
        const Error many = errorOf("Include chain0\n", u"a"_s);
        QVERIFY2(many.message.contains("too many files"_L1), qPrintable(many.message));
        for (int i = 0; i < 14; ++i)
            put(u"chain%1"_s.arg(i), "Include chain" + QByteArray::number(i + 1) + '\n');
        QCOMPARE(configOf("Include chain0\n").hosts(), QStringList{u"end"_s}); // deep, but not too deep
    }

    void namesForAPicker()
    {
        QCOMPARE(configOf(patterns + quoting).hosts(),
                 (QStringList{u"db"_s, u"quoted name"_s, u"plain"_s, u"UpPeR"_s, u"esc"_s, u"tail"_s}));
    }

    void waysLeadOverJumpHosts()
    {
        const auto config = configOf("Host web\n HostName 10.0.0.5\n User deploy\n ProxyJump "
                                     "edge,me@mid:2200\n IdentityFile ~/k-%h-%r\n"
                                     "Host edge\n HostName edge.example\n ProxyJump outer\n"
                                     "Host mid\n HostName 10.0.0.1\n ProxyJump never\n User midder\n"
                                     "Host outer\n Port 443\n HostKeyAlias pinned\n IdentityAgent none\n");
        const auto way = wayTo(u"web"_s, config);
        QVERIFY2(way, way ? "" : qPrintable(way.error().message));
        QStringList keys;
        for (const Hop &hop : way->hops)
            keys.append(hop.key());
        QCOMPARE(keys,
                 (QStringList{u"me@outer:443"_s, u"me@edge.example:22"_s, u"me@10.0.0.1:2200"_s,
                              u"deploy@10.0.0.5:22"_s}));
        QCOMPARE(way->hops[0].knownAs, u"pinned"_s);
        QCOMPARE(way->hops[2].knownAs, u"[10.0.0.1]:2200"_s);
        QCOMPARE(way->hops[0].target.agentSocket, QString());
        QCOMPARE(way->server().target.identities.first().file, m_folder.filePath(u"k-10.0.0.5-deploy"_s));
        const Target target = way->target(3, {"a", "b", "c"});
        QVERIFY(target.pinnedHostKey.isEmpty());
        QCOMPARE(target.jump->pinnedHostKey, QByteArray("c"));
        QCOMPARE(target.jump->jump->jump->host, u"outer"_s);
        QVERIFY(!target.jump->jump->jump->jump);
    }
    void circlesOfJumpHosts()
    {
        for (const QByteArray &content : QList<QByteArray>{
                 QByteArray("Host *\n ProxyJump bastion\n"),
                 QByteArray("Host a\n ProxyJump b\nHost b\n ProxyJump a\n"),
                 QByteArray("Host a\n ProxyJump x@b:23\nHost b\n ProxyJump c\nHost c\n ProxyJump a\n")}) {
            const Error error = errorOf(content, u"a"_s);
            QCOMPARE(error.code, ErrorCode::Config);
            QVERIFY2(error.message.contains("circle"_L1), qPrintable(error.message));
        }
        // The same address in two networks is no circle.
        QVERIFY(wayTo(u"a"_s,
                      configOf("Host a\n HostName 10.0.0.1\n ProxyJump b\nHost b\n HostName 10.0.0.1\n")));
        QByteArray chain;
        for (int i = 0; i < 12; ++i)
            chain += "Host h" + QByteArray::number(i) + "\n ProxyJump h" + QByteArray::number(i + 1) + '\n';
        QVERIFY(errorOf(chain, u"h0"_s).message.contains("too many jump hosts"_L1));
    }

    void serversAreNamed_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("key"); //!< empty: refused
        QTest::newRow("name") << u"web"_s << u"me@web:22"_s;
        QTest::newRow("user") << u"root@web"_s << u"root@web:22"_s;
        QTest::newRow("port") << u"root@web:2222"_s << u"root@web:2222"_s;
        QTest::newRow("v6") << u"2001:db8::1"_s << u"me@2001:db8::1:22"_s;
        QTest::newRow("v6 and port") << u"root@[2001:db8::1]:2222"_s << u"root@2001:db8::1:2222"_s;
        QTest::newRow("url") << u"ssh://root@web:2222/"_s << u"root@web:2222"_s;
        for (const char *bad :
             {"", " ", "-oProxyCommand=x", "a b", "root@", "@web", "web:", "web:0", "web:99999", "web:22x",
              "r t@web", "-l@web", "web\nHost x", "[::1", "[::1]x", "\x01", "a@b@c:d:e@"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << QString();
    }
    void serversAreNamed()
    {
        QFETCH(QString, server);
        QFETCH(QString, key);
        const auto way = wayTo(server, SshConfig::empty(places(filePath(u"none/config"_s))));
        QCOMPARE(way ? way->server().key() : QString(), key);
        QVERIFY(way || !way.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_SshConfig)
#include "tst_sshconfig.moc"
