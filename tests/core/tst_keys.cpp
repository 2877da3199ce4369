// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/keys.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace skep;
using namespace skep::crypto;
using namespace Qt::StringLiterals;

class tst_Keys : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString put(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
            || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static QByteArray keygen(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"ssh-keygen"_s, arguments);
        if (!process.waitForFinished() || process.exitCode() != 0)
            return "failed: " + process.readAll();
        return process.readAll();
    }

private slots:
    void opensshReadsOurKeys()
    {
        const auto pair = generateSshKey("skep me@there");
        QVERIFY(pair);
        QVERIFY(pair->publicKey.startsWith("ssh-ed25519 AAAA"));
        QVERIFY(pair->publicKey.endsWith(" skep me@there"));
        QVERIFY2(pair->privateKey->reveal().startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n"),
                 pair->privateKey->reveal().left(40).constData());
        const QString privateFile = put(u"key"_s, pair->privateKey->reveal());
        const QByteArray derived = keygen({u"-y"_s, u"-f"_s, privateFile});
        QCOMPARE(derived.simplified().split(' ').mid(0, 2), pair->publicKey.split(' ').mid(0, 2));
        const QByteArray listed = keygen({u"-lf"_s, put(u"key2.pub"_s, pair->publicKey + '\n')});
        QCOMPARE(listed.split(' ').value(1), fingerprint(pair->publicKey));
        QVERIFY(listed.contains("(ED25519)"));
        QVERIFY(checkPublicKey(pair->publicKey));
        QVERIFY(generateSshKey({})->publicKey != generateSshKey({})->publicKey);
        QCOMPARE(generateSshKey("two\nlines")->publicKey.count('\n'), 0);
    }

    void readsKeysOfOpenssh_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("ed25519") << QStringList{u"-t"_s, u"ed25519"_s};
        QTest::newRow("rsa") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
        QTest::newRow("ecdsa256") << QStringList{u"-t"_s, u"ecdsa"_s, u"-b"_s, u"256"_s};
        QTest::newRow("ecdsa521") << QStringList{u"-t"_s, u"ecdsa"_s, u"-b"_s, u"521"_s};
    }
    void readsKeysOfOpenssh()
    {
        QFETCH(QStringList, arguments);
        const QString name = m_dir.filePath(QString::fromLatin1(QTest::currentDataTag()));
        keygen(arguments
               + QStringList{u"-q"_s, u"-N"_s, {}, u"-C"_s, u"a comment with blanks"_s, u"-f"_s, name});
        QFile file(name + u".pub"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray line = file.readAll().trimmed();
        const auto checked = checkPublicKey(line);
        QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().message));
        QCOMPARE(keygen({u"-lf"_s, file.fileName()}).split(' ').value(1), fingerprint(line));
        // every shortened key is refused
        const QList<QByteArray> words = line.split(' ');
        for (qsizetype cut = 4; cut < words[1].size() - 4; cut += 4) {
            const QByteArray broken = words[0] + ' ' + words[1].left(cut) + " c";
            QVERIFY2(!checkPublicKey(broken), broken.constData());
            QVERIFY(fingerprint(broken).isEmpty());
        }
    }

    void readsSecurityKeys()
    {
        // of the OpenSSH regression suite's kind: type, key, application "ssh:"
        const auto field = [](const QByteArray &bytes) -> QByteArray {
            return QByteArray("\0\0\0", 3) + static_cast<char>(bytes.size()) + bytes;
        };
        const auto pair = generateSshKey({});
        const QByteArray blob = QByteArray::fromBase64(pair->publicKey.split(' ')[1]);
        const QByteArray type = "sk-ssh-ed25519@openssh.com";
        const QByteArray line =
            type + ' ' + QByteArray(field(type) + field(blob.right(32)) + field("ssh:")).toBase64() + " sk";
        const auto checked = checkPublicKey(line);
        QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().message));
        QCOMPARE(keygen({u"-lf"_s, put(u"sk.pub"_s, line + '\n')}).split(' ').value(1), fingerprint(line));
    }

    void refusesWhatIsNoKey_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray good = generateSshKey("c")->publicKey;
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("word") << QByteArray("ssh-ed25519");
        QTest::newRow("options") << QByteArray("command=\"rm -rf /\" " + good);
        QTest::newRow("two lines") << QByteArray(good + "\n" + good);
        QTest::newRow("line end") << QByteArray(good + "\n");
        QTest::newRow("NUL") << QByteArray(good + '\0');
        QTest::newRow("other kind in front") << QByteArray(good).replace("ssh-ed25519 ", "ssh-rsa ");
        QTest::newRow("dsa") << QByteArray("ssh-dss AAAAB3NzaC1kc3MAAACBAP== x");
        QTest::newRow("base64") << QByteArray("ssh-ed25519 AAAA!!!!");
        QTest::newRow("private") << QByteArray("-----BEGIN OPENSSH PRIVATE KEY-----");
    }
    void refusesWhatIsNoKey()
    {
        QFETCH(QByteArray, line);
        const auto checked = checkPublicKey(line);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::Config);
        QVERIFY(!checked.error().message.isEmpty());
    }

    void randomIsOfTheAskedLengthAndNeverTheSame()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const SecretPtr secret = randomSecret(32);
            QCOMPARE(QByteArray::fromBase64(secret->reveal()).size(), 32);
            QVERIFY(!secret->reveal().contains('\n'));
            // a copy of its own: the secret wipes its bytes for all who share them
            seen << QByteArray(secret->reveal().constData()) << newUuid().toLatin1();
        }
        QCOMPARE(seen.size(), 2000);
        QCOMPARE(randomBytes(7).size(), 7);
        QCOMPARE(newUuid().size(), 36);
    }
};

QTEST_GUILESS_MAIN(tst_Keys)
#include "tst_keys.moc"
