// SPDX-License-Identifier: GPL-3.0-or-later
// Credentials of other programs' files: what can be used, and a sentence for all that cannot.
#include "core/local/cloudcredentials.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace skep::local;

namespace {

const QByteArray accounts = "\n"
                            "defaultaccount = \"prod\"\n"
                            "[[accounts]]\n"
                            "  account = \"my-org\"\n"
                            "  endpoint = \"https://api.exoscale.com/v1\"\n"
                            "  key = \"EXOabcdefgh1234\"\n"
                            "  name = \"prod\"\n"
                            "  secret = \"the \\\"secret\\\" of prod\"\n"
                            "  defaultZone = \"de-fra-1\"\n"
                            "[[accounts]]\n"
                            "  name = \"vault\"\n"
                            "  key = \"EXOabcdefgh5678\"\n"
                            "  secretCommand = [\"touch\", \"/tmp/never\"]\n"
                            "[[accounts]]\n"
                            "  name = \"half\"\n"
                            "  key = \"EXOabcdefgh9999\"\n";

const QByteArray regions = "# comment\n"
                           "[cloudstack]\n"
                           "endpoint = https://api.exoscale.ch/compute\n"
                           "key = EXOabcdefgh1234\n"
                           "secret = a=b;c\n"
                           "[other]\n"
                           "endpoint = https://cloud.example.org/client/api\n"
                           "key = abcdefghij\n"
                           "secret = s\n";

QString fileWith(const QTemporaryDir &folder, const QByteArray &bytes)
{
    QFile file(folder.filePath(u"file"_s));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return file.fileName();
}

QProcessEnvironment environmentOf(const QMap<QString, QString> &values)
{
    QProcessEnvironment environment;
    for (auto it = values.begin(); it != values.end(); ++it)
        environment.insert(it.key(), it.value());
    return environment;
}

} // namespace

class TestCloudCredentials : public QObject
{
    Q_OBJECT

private slots:
    void anExoscaleFile()
    {
        QTemporaryDir folder;
        const QString path = fileWith(folder, accounts);
        const auto found = readExoscaleFile(path);
        QCOMPARE(found.usable.size(), 1);
        const auto &prod = found.usable.first();
        QCOMPARE(prod.name, u"prod"_s);
        QCOMPARE(prod.apiKey, u"EXOabcdefgh1234"_s);
        QCOMPARE(prod.secret->reveal(), "the \"secret\" of prod");
        QCOMPARE(prod.endpoint, QUrl(u"https://api-de-fra-1.exoscale.com/v2"_s));
        QVERIFY(prod.source.contains(path));
        QCOMPARE(found.notes.size(), 2);
        QVERIFY(found.notes[0].contains(u"vault"_s) && found.notes[0].contains(u"command"_s));
        QVERIFY(found.notes[1].contains(u"half"_s));
    }
    void aCloudStackFile()
    {
        QTemporaryDir folder;
        const auto found = readCloudStackFile(fileWith(folder, regions));
        QCOMPARE(found.usable.size(), 2);
        QCOMPARE(found.usable.first().secret->reveal(), "a=b;c");
        QCOMPARE(found.usable.first().endpoint.path(), u"/v2"_s); // the old address is switched off
        QCOMPARE(found.usable.first().kind, u"exoscale"_s);
        QCOMPARE(found.usable.last().kind, u"cloudstack"_s);
        QCOMPARE(found.usable.last().name, u"other"_s);
        QCOMPARE(found.usable.last().endpoint, QUrl(u"https://cloud.example.org/client/api"_s));
        QVERIFY(found.notes.isEmpty());
        const auto open = readCloudStackFile(
            fileWith(folder, "[a]\nendpoint = http://cloud.example.org/x\nkey = abcdefghij\nsecret = s\n"));
        QVERIFY(open.usable.isEmpty()); // a secret in plain sight of the network is not offered
        QCOMPARE(open.notes.size(), 1);
    }
    void theEnvironment()
    {
        using Map = QMap<QString, QString>;
        QVERIFY(readEnvironment(environmentOf({})).usable.isEmpty());
        const auto both = readEnvironment(environmentOf(Map{{u"EXOSCALE_API_KEY"_s, u"EXOabcdefgh1234"_s},
                                                            {u"EXOSCALE_API_SECRET"_s, u"s"_s},
                                                            {u"EXOSCALE_ZONE"_s, u"at-vie-1"_s}}));
        QCOMPARE(both.usable.first().endpoint, QUrl(u"https://api-at-vie-1.exoscale.com/v2"_s));
        const auto old = readEnvironment(
            environmentOf(Map{{u"CLOUDSTACK_KEY"_s, u"EXOabcdefgh1234"_s},
                              {u"CLOUDSTACK_SECRET_KEY"_s, u"s"_s},
                              {u"CLOUDSTACK_ENDPOINT"_s, u"https://api.exoscale.ch/compute"_s}}));
        QCOMPARE(old.usable.size(), 1);
        const auto half = readEnvironment(environmentOf(Map{{u"EXOSCALE_API_KEY"_s, u"EXOabcdefgh1234"_s}}));
        QVERIFY(half.usable.isEmpty() && half.notes.size() == 1);
        const auto foreign = readEnvironment(
            environmentOf(Map{{u"CLOUDSTACK_KEY"_s, u"abcdefghij"_s},
                              {u"CLOUDSTACK_SECRET"_s, u"s"_s},
                              {u"CLOUDSTACK_ENDPOINT"_s, u"https://cloud.example.org/client/api"_s}}));
        QCOMPARE(foreign.usable.size(), 1);
        QCOMPARE(foreign.usable.first().kind, u"cloudstack"_s);
    }
    // Each byte where a file may be cut off: never more than what it says, and never a crash.
    void cutOffFiles()
    {
        QTemporaryDir folder;
        for (qsizetype length = 0; length < accounts.size(); ++length) {
            const auto found = readExoscaleFile(fileWith(folder, accounts.left(length)));
            QVERIFY(found.usable.size() <= 1);
            for (const auto &one : found.usable)
                QVERIFY(accounts.contains(one.apiKey.toUtf8()));
        }
        for (qsizetype length = 0; length < regions.size(); ++length)
            QVERIFY(readCloudStackFile(fileWith(folder, regions.left(length))).usable.size() <= 2);
    }
    void hostileFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no TOML") << QByteArray("[[[[");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\x01[[accounts]]", 16);
        QTest::newRow("another shape") << QByteArray("accounts = 7");
        QTest::newRow("another version")
            << QByteArray("version = 9\n[accounts.prod]\nkey = \"EXOabcdefgh1234\"\n");
        QTest::newRow("wrong types") << QByteArray("[[accounts]]\nname = 1\nkey = [1]\nsecret = {a = 1}\n");
        QTest::newRow("deep") << QByteArray("a = ") + QByteArray(100000, '[');
        QTest::newRow("large") << QByteArray(1024 * 1024, 'x');
        QTest::newRow("a key with markup")
            << QByteArray("[[accounts]]\nname = \"<b>\"\nkey = \"<img src=x>\"\nsecret = \"s\"\n");
    }
    void hostileFiles()
    {
        QFETCH(QByteArray, bytes);
        QTemporaryDir folder;
        const auto found = readExoscaleFile(fileWith(folder, bytes));
        QVERIFY(found.usable.isEmpty());
        QCOMPARE(found.notes.size(), 1);
        QVERIFY(readCloudStackFile(fileWith(folder, bytes)).usable.isEmpty());
    }
    void namesAreOneShortLine()
    {
        QTemporaryDir folder;
        const QByteArray name = "x\\n\\u202e" + QByteArray(500, 'y');
        const auto found = readExoscaleFile(fileWith(
            folder, "[[accounts]]\nname = \"" + name + "\"\nkey = \"EXOabcdefgh1234\"\nsecret = \"s\"\n"));
        QCOMPARE(found.usable.size(), 1);
        QVERIFY(found.usable.first().name.size() <= 60);
        QVERIFY(!found.usable.first().name.contains(QChar(0x202e)));
    }
    void noFileIsNoNote()
    {
        QTemporaryDir folder;
        QVERIFY(readExoscaleFile(folder.filePath(u"none"_s)).notes.isEmpty());
        QVERIFY(readCloudStackFile(folder.filePath(u"none"_s)).notes.isEmpty());
        const QString pipe = folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QCOMPARE(readExoscaleFile(pipe).notes.size(), 1);
        QCOMPARE(readCloudStackFile(folder.path()).notes.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCloudCredentials)
#include "tst_cloudcredentials.moc"
