// SPDX-License-Identifier: GPL-3.0-or-later
// What Skep writes into files of ssh and docker, judged by ssh-keygen, and what it must leave alone.
#include "core/crypto/keys.h"
#include "core/local/dockercontexts.h"
#include "core/local/hostpattern.h"
#include "core/local/knownhosts.h"
#include "core/local/publickeys.h"
#include "core/local/userfile.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::local;

namespace {

// What may lie in the docker client's files.
const QByteArray inUse(R"({"auths":{},"currentContext":"exo-demo"})");
const QByteArray notInUse(R"({"auths":{}})");
const QByteArray
    foreign(R"({"Name":"exo-demo","Metadata":{},"Endpoints":{"docker":{"Host":"ssh://me@there"}}})");
const QByteArray otherName(R"({"Name":"other","Metadata":{"SkepCluster":"id-1"},"Endpoints":{}})");
const QByteArray otherShape(R"({"Name":"exo-demo","Metadata":[],"Endpoints":{}})");
const QByteArray cutOff = foreign.left(12);
const QByteArray ours(R"({"Name":"exo-demo","Metadata":{"SkepCluster":"id-1"},"Endpoints":{}})");

QByteArray newKey()
{
    const QByteArray line = crypto::generateSshKey("test")->publicKey;
    return line.left(line.lastIndexOf(' '));
}

QByteArray shownKey() //!< the same all the time
{
    static const QByteArray key = newKey();
    return key;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void put(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray keygen(const QStringList &arguments)
{
    QProcess process;
    process.start(u"ssh-keygen"_s, arguments);
    return process.waitForFinished(10000) ? process.readAllStandardOutput() : QByteArray("did not end");
}

} // namespace

class TestUserFiles : public QObject
{
    Q_OBJECT

private slots:
    void hostsAreFoundBySsh_data()
    {
        QTest::addColumn<bool>("isHashed");
        QTest::newRow("a plain file") << false;
        QTest::newRow("a hashed file") << true;
    }
    void hostsAreFoundBySsh()
    {
        QFETCH(bool, isHashed);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"known_hosts"_s);
        put(path, "# mine\nexample.org " + newKey() + " a comment\n\n");
        if (isHashed)
            keygen({u"-H"_s, u"-f"_s, path});
        const QByteArray before = contentOf(path);
        const KnownHost host{u"203.0.113.7"_s, newKey()};
        QCOMPARE(standingOf(before, host), HostStanding::Unknown);

        const auto after = withHosts(before, {host}, "id-1");
        QVERIFY(after);
        put(path, *after);
        QVERIFY(keygen({u"-F"_s, host.address, u"-f"_s, path}).contains(host.key));
        QCOMPARE(after->contains("203.0.113.7"), !isHashed);
        QVERIFY(after->startsWith(before));
        QCOMPARE(standingOf(*after, host), HostStanding::Known);
        QCOMPARE(*withHosts(*after, {host}, "id-1"), *after);
        QCOMPARE(withoutHosts(*after, "id-2"), *after);
        QCOMPARE(withoutHosts(*after, "id-1"), before);
    }
    void anEmptyFileTellsNoNames()
    {
        const KnownHost host{u"203.0.113.7"_s, newKey()};
        const auto file = withHosts({}, {host}, "id-1");
        QVERIFY(file->startsWith("|1|"));
        QVERIFY(withoutHosts(*file, "id-1").isEmpty());
    }
    void aLineOfAnotherProgramIsNeverReplaced()
    {
        const KnownHost host{u"203.0.113.7"_s, newKey()};
        const QByteArray other = newKey();
        for (const QByteArray &names :
             {QByteArray("203.0.113.7"), QByteArray("web,203.0.113.*"), QByteArray("*")}) {
            const QByteArray file = "# one\n" + names + ' ' + other + '\n';
            QCOMPARE(standingOf(file, host), HostStanding::Contradicted);
            const auto after = withHosts(file, {host}, "id-1");
            QVERIFY(!after);
            QCOMPARE(after.error().code, ErrorCode::Conflict);
            for (const QByteArray &key : {other, host.key})
                QVERIFY(after.error().message.contains(QString::fromLatin1(crypto::fingerprint(key))));
            QVERIFY(after.error().message.contains(u"Line 2"_s));
        }
        QVERIFY(!withHosts("@revoked * " + host.key + '\n', {host}, "id-1"));
    }
    void linesThatMeanOthersAreNoObstacle()
    {
        const KnownHost host{u"203.0.113.7"_s, newKey()};
        const QList<QByteArray> others{"!203.0.113.7,* " + newKey(),
                                       "203.0.113.70 " + newKey(),
                                       "@cert-authority * " + newKey(),
                                       QByteArray("203.0.113.7 ssh-rsa AAAA"),
                                       QByteArray("203.0.113.7"),
                                       QByteArray("|1|x|y|z k v"),
                                       QByteArray("[203.0.113.7]:2222 ") + newKey(),
                                       QByteArray("\xff\xfe \x01 \x02")};
        for (const QByteArray &line : others) {
            const auto after = withHosts(line + '\n', {host}, "id-1");
            QVERIFY2(after, line.constData());
            QCOMPARE(withoutHosts(*after, "id-1"), line + '\n');
        }
    }
    void aShownKeyIsJudged_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("kind");
        using Kind = HostVerdict::Kind;
        const QByteArray key = shownKey();
        const QByteArray other = newKey();
        const QByteArray rsa("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwEAAQ==");
        const auto row = [](const char *name, const QByteArray &file, Kind kind) {
            QTest::newRow(name) << file << int(kind);
        };
        row("empty", "", Kind::Unknown);
        row("another host", "other " + key + '\n', Kind::Unknown);
        row("known", "Web.Example " + key + '\n', Kind::Known);
        row("one of several", "web.example " + other + "\nweb.example " + key + '\n', Kind::Known);
        row("pattern", "*.example,!db.example " + key + '\n', Kind::Known);
        row("excluded", "*.example,!web.example " + other + '\n', Kind::Unknown);
        row("changed", "web.example " + other + '\n', Kind::Changed);
        row("another kind", "web.example " + rsa + '\n', Kind::Changed);
        row("another port", "[web.example]:2222 " + other + '\n', Kind::Unknown);
        row("not readable", "web.example ssh-ed25519 AAAA\n", Kind::Changed);
        row("revoked", "web.example " + key + "\n@revoked * " + key + '\n', Kind::Revoked);
        row("another one is revoked", "web.example " + key + "\n@revoked * " + other + '\n', Kind::Known);
        row("authority", "@cert-authority *.example " + other + '\n', Kind::Unknown);
        row("a comment", "# web.example " + other + '\n', Kind::Unknown);
        row("line ends of another system", "web.example " + key + "\r\n", Kind::Known);
        row("noise", "\xff\xfe\x00 web.example\n" + QByteArray(100'000, 'x') + '\n', Kind::Unknown);
    }
    void aShownKeyIsJudged()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, kind);
        const auto verdict = judge({{u"/known"_s, file}}, u"web.example"_s, shownKey());
        QCOMPARE(int(verdict.kind), kind);
        QCOMPARE(verdict.sentence.isEmpty(),
                 verdict.kind != HostVerdict::Kind::Changed && verdict.kind != HostVerdict::Kind::Revoked
                     && !file.contains("authority"));
        if (verdict.kind == HostVerdict::Kind::Changed)
            QVERIFY2(verdict.sentence.contains(QString::fromLatin1(crypto::fingerprint(shownKey())))
                         && verdict.sentence.contains("line 1 of /known"_L1),
                     qPrintable(verdict.sentence));
        QTemporaryDir folder; // and so with names that are hashed
        if (file.contains('*') || file.contains('@') || file.contains('\xff') || file.contains("AAAA\n"))
            return;
        const QString path = folder.filePath(u"known_hosts"_s);
        put(path, file);
        keygen({u"-H"_s, u"-f"_s, path});
        QCOMPARE(int(judge({{path, contentOf(path)}}, u"web.example"_s, shownKey()).kind), kind);
    }
    void patternsAsSshHasThem()
    {
        for (const auto &[text, pattern] : {std::pair{"abc", "a*"},
                                            {"abc", "*c"},
                                            {"abc", "a?c"},
                                            {"abc", "*"},
                                            {"abc", "***b***"},
                                            {"", "*"},
                                            {"[a]:1", "[a]:1"}})
            QVERIFY2(matchesPattern(QString::fromLatin1(text), QString::fromLatin1(pattern)), pattern);
        for (const auto &[text, pattern] : {std::pair{"abc", "ab"},
                                            {"abc", "?"},
                                            {"abc", ""},
                                            {"", "?"},
                                            {"ABC", "abc"},
                                            {"abc", "[a-c]bc"},
                                            {"abc", "a*d"}})
            QVERIFY2(!matchesPattern(QString::fromLatin1(text), QString::fromLatin1(pattern)), pattern);
        QVERIFY(!matchesPattern(QString(20'000, u'a'), u"*a"_s.repeated(500) + u'b')); // ends soon
    }
    // Addresses come back with other machines behind them.
    void anOldLineOfOursGivesWay()
    {
        const KnownHost old{u"203.0.113.7"_s, newKey()};
        const KnownHost now{u"203.0.113.7"_s, newKey()};
        const auto before = withHosts({}, {old}, "id-of-a-destroyed-one");
        const auto after = withHosts(*before, {now}, "id-1");
        QVERIFY(after);
        QCOMPARE(standingOf(*after, now), HostStanding::Known);
        QVERIFY(!after->contains(old.key));
    }

    void aReplacedFileKeepsModeAndLink()
    {
        QTemporaryDir folder;
        const QString real = folder.filePath(u"dotfiles/known_hosts"_s);
        const QString link = folder.filePath(u"known_hosts"_s);
        put(real, "old\n");
        QVERIFY(QFile::setPermissions(real, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        QVERIFY(QFile::link(real, link));
        QVERIFY(replaceUserFile(link, "new\n", 0600));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(contentOf(real), "new\n");
        QCOMPARE(QDir(folder.filePath(u"dotfiles"_s)).entryList(QDir::Files | QDir::Hidden).size(), 1);
        struct stat about = {};
        QCOMPARE(::stat(QFile::encodeName(real).constData(), &about), 0);
        QCOMPARE(about.st_mode & 0777, 0640U);
    }
    void whatIsNoFileIsASentence()
    {
        QTemporaryDir folder;
        const QString pipe = folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        for (const QString &path : {folder.path(), pipe})
            QCOMPARE(readUserFile(path, 100).error().code, ErrorCode::Io);
        put(folder.filePath(u"large"_s), QByteArray(101, 'x'));
        QCOMPARE(readUserFile(folder.filePath(u"large"_s), 100).error().code, ErrorCode::Io);
        QCOMPARE(*readUserFile(folder.filePath(u"none"_s), 100), QByteArray());
    }

    void contextsLieWhereDockerLooks()
    {
        QTemporaryDir folder;
        const DockerContexts contexts(folder.filePath(u".docker"_s));
        const DockerContext made{u"exo-demo"_s, u"Swarm exo"_s, u"ssh://root@192.0.2.10"_s, u"id-1"_s, {}};
        QVERIFY(contexts.write(made));
        const QString path = folder.filePath(
            u".docker/contexts/meta/6ed4de8776372d45f25528a3ec41f5f5d0fa0817d0c603c90a64251abbde2c86/meta.json"_s);
        QVERIFY(QFile::exists(path));
        QCOMPARE(*contexts.find(u"exo-demo"_s), made);
        QCOMPARE(contexts.ownedBy(u"id-1"_s), QList{made});
        QVERIFY(contexts.ownedBy(u"id-2"_s).isEmpty());
        QVERIFY(contexts.write(made)); // again
        QVERIFY(!contexts.write({u"exo-demo"_s, {}, {}, u"id-2"_s, {}}));
        QVERIFY(!contexts.remove(u"exo-demo"_s, u"id-2"_s));
        put(folder.filePath(u".docker/config.json"_s), inUse);
        QVERIFY(contexts.remove(u"exo-demo"_s, u"id-1"_s).error().message.contains(u"docker context use"_s));
        put(folder.filePath(u".docker/config.json"_s), notInUse);
        QVERIFY(contexts.remove(u"exo-demo"_s, u"id-1"_s));
        QVERIFY(!QFileInfo::exists(QFileInfo(path).absolutePath()));
        QCOMPARE(contexts.find(u"exo-demo"_s).error().code, ErrorCode::NotFound);
    }
    void aForeignContextStays()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(
            u"contexts/meta/6ed4de8776372d45f25528a3ec41f5f5d0fa0817d0c603c90a64251abbde2c86/meta.json"_s);
        const DockerContexts contexts(folder.path());
        for (const QByteArray &content : {QByteArray(foreign), otherName, otherShape, cutOff, QByteArray(),
                                          QByteArray("\xff\x00\x01", 3)}) {
            put(path, content);
            QVERIFY2(!contexts.write({u"exo-demo"_s, {}, u"ssh://root@192.0.2.10"_s, u"id-1"_s, {}}),
                     content.constData());
            QVERIFY2(!contexts.remove(u"exo-demo"_s, u"id-1"_s), content.constData());
            QVERIFY(contexts.ownedBy(u"id-1"_s).isEmpty());
            QCOMPARE(contentOf(path), content);
        }
    }
    void linksThatLeadOutAreNotFollowed()
    {
        QTemporaryDir folder;
        const QString outside = folder.filePath(u"outside/meta.json"_s);
        put(outside, ours);
        const QByteArray before = contentOf(outside);
        const QString meta = folder.filePath(u"docker/contexts/meta"_s);
        QDir().mkpath(meta);
        QVERIFY(QFile::link(folder.filePath(u"outside"_s),
                            meta + u"/6ed4de8776372d45f25528a3ec41f5f5d0fa0817d0c603c90a64251abbde2c86"_s));
        const DockerContexts contexts(folder.filePath(u"docker"_s));
        QVERIFY(!contexts.write({u"exo-demo"_s, {}, u"ssh://x"_s, u"id-1"_s, {}}));
        QVERIFY(!contexts.remove(u"exo-demo"_s, u"id-1"_s));
        QCOMPARE(contentOf(outside), before);
    }
    void contextNamesFollowDocker()
    {
        for (const QString &name : {u"ab"_s, u"a.b_c+d-e"_s, u"0x"_s})
            QVERIFY2(checkContextName(name), qPrintable(name));
        for (const QString &name :
             {u""_s, u"a"_s, u"default"_s, u"-a"_s, u"../etc"_s, u"a b"_s, u"ab\n"_s, u"ä1"_s})
            QVERIFY2(!checkContextName(name), qPrintable(name));
    }

    void ownKeysAreOfferedAsSshTriesThem()
    {
        QTemporaryDir folder;
        const auto line = [&](const QByteArray &comment) -> QByteArray {
            return newKey() + ' ' + comment + '\n';
        };
        put(folder.filePath(u"a-work.pub"_s), line("work") + line("second line"));
        put(folder.filePath(u"id_ed25519.pub"_s), line("me"));
        put(folder.filePath(u"id_ed25519-cert.pub"_s), line("a certificate"));
        put(folder.filePath(u"broken.pub"_s), "ssh-ed25519 AAAAtruncated\n");
        put(folder.filePath(u"private.pub"_s), "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        put(folder.filePath(u"large.pub"_s), QByteArray(1024 * 1024, 'x'));
        put(folder.filePath(u"empty.pub"_s), {});
        QCOMPARE(::mkfifo(QFile::encodeName(folder.filePath(u"pipe.pub"_s)).constData(), 0600), 0);
        const auto keys = publicKeys(folder.path());
        QCOMPARE(keys.size(), 2);
        QVERIFY(keys[0].isTriedBySsh && keys[0].line.endsWith(u" me"_s));
        QVERIFY(!keys[1].isTriedBySsh && keys[1].line.endsWith(u" work"_s));
        QVERIFY(keys[0].fingerprint.startsWith(u"SHA256:"_s));
        QVERIFY(publicKeys(folder.filePath(u"none"_s)).isEmpty());
        const auto noKey = readPublicKey(folder.filePath(u"private.pub"_s));
        QVERIFY(!noKey && noKey.error().message.contains(u"private key"_s));
    }
};

QTEST_GUILESS_MAIN(TestUserFiles)
#include "tst_userfiles.moc"
