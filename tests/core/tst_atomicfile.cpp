// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"
#include "core/base/crc32c.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace skep;
using namespace Qt::StringLiterals;

class tst_AtomicFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString path() const { return m_dir->filePath(u"state"_s); }
    QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    static void put(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void knowsTheChecksumOfTheStandard()
    {
        QCOMPARE(crc32c("123456789"), 0xE3069283U); // RFC 3720's check value
        QCOMPARE(crc32c(QByteArray(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c(""), 0U);
    }

    void readsWhatWasWritten()
    {
        QCOMPARE(readChecked(path()).error().code, ErrorCode::NotFound);
        for (const QByteArray &bytes :
             {QByteArray("one"), QByteArray(), QByteArray("\0\n\xff", 3), QByteArray(3'000'000, 'z')}) {
            QVERIFY(writeAtomically(path(), bytes));
            QCOMPARE(readChecked(path()).value(), bytes);
        }
        QCOMPARE(files(), (QStringList{u"state"_s, u"state.1"_s}));
        QCOMPARE(readChecked(path() + u".1"_s).value(), QByteArray("\0\n\xff", 3));
        for (const QString &name : files()) {
            struct stat info = {};
            QCOMPARE(::stat(QFile::encodeName(m_dir->filePath(name)).constData(), &info), 0);
            QCOMPARE(info.st_mode & 0777, 0600);
            QCOMPARE(info.st_nlink, 1U);
        }
    }

    void everyDamageIsSeenAndTheGenerationBeforeIsUsed()
    {
        QVERIFY(writeAtomically(path(), "first"));
        QVERIFY(writeAtomically(path(), "second"));
        const QByteArray whole = content(path());
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray bytes = whole;
            bytes[at] = static_cast<char>(bytes[at] ^ 0x41);
            put(path(), bytes);
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"generation before"_s));
            QCOMPARE(readChecked(path()).value(), QByteArray("first"));
            put(path(), whole.left(at));
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"generation before"_s));
            QCOMPARE(readChecked(path()).value(), QByteArray("first"));
        }
        // writing over a damaged file keeps the good generation
        QVERIFY(writeAtomically(path(), "third"));
        QCOMPARE(readChecked(path() + u".1"_s).value(), QByteArray("first"));
        put(path(), "x");
        put(path() + u".1"_s, "y");
        QCOMPARE(readChecked(path()).error().code, ErrorCode::Config);
    }

    void whatANewerVersionWroteStays()
    {
        QVERIFY(writeAtomically(path(), "first"));
        QVERIFY(writeAtomically(path(), "second"));
        for (const QByteArray &newer :
             {QByteArray("skep-file 2 17 0\n"), QByteArray("skep-file 3 zstd\nabc")}) {
            put(path(), newer);
            QVERIFY(readChecked(path()).error().message.contains(u"newer"_s)); // not the generation before
            QVERIFY(writeAtomically(path(), "third").error().message.contains(u"newer"_s));
            QCOMPARE(content(path()), newer);
            QVERIFY(!damageOf(path()));
        }
    }

    void saysWhyTheGenerationBeforeIsUsed()
    {
        QVERIFY(writeAtomically(path(), "first"));
        QVERIFY(writeAtomically(path(), "second"));
        QVERIFY(!damageOf(path()));
        put(path(), "x");
        QVERIFY(damageOf(path())->message.contains(path()));
        QFile::remove(path());
        QVERIFY(damageOf(path()));
        QVERIFY(removeChecked(path()));
        QVERIFY(!damageOf(path())); // nothing is there and nothing should be
    }

    void removesAllGenerations()
    {
        QVERIFY(writeAtomically(path(), "a"));
        QVERIFY(writeAtomically(path(), "b"));
        QVERIFY(removeChecked(path()));
        QVERIFY(files().isEmpty());
        QVERIFY(removeChecked(path()));
    }

    void aFullDiskKeepsTheOldState()
    {
        QVERIFY(writeAtomically(path(), "good"));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit = {};
        ::getrlimit(RLIMIT_FSIZE, &limit);
        const rlim_t before = std::exchange(limit.rlim_cur, 4096);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        const auto written = writeAtomically(path(), QByteArray(200'000, 'n'));
        limit.rlim_cur = before;
        ::setrlimit(RLIMIT_FSIZE, &limit);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Io);
        QCOMPARE(readChecked(path()).value(), QByteArray("good"));
        QCOMPARE(files(), QStringList{u"state"_s});
        QCOMPARE(writeAtomically(m_dir->filePath(u"no/folder"_s), "x").error().code, ErrorCode::Io);
    }

    void survivesKillAtAnyMoment()
    {
        QVERIFY(writeAtomically(path(), QByteArray::number(0)));
        int strays = 0;
        for (int round = 0; round < 80; ++round) {
            const pid_t child = ::fork();
            if (child == 0) {
                for (int i = 1; writeAtomically(path(), QByteArray::number(i) + QByteArray(i % 5000, ' '));
                     ++i) { }
                ::_exit(1);
            }
            ::usleep(static_cast<useconds_t>(200 + round * 150));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            // no warning about the generation before: the current file is always whole
            QTest::failOnWarning(QRegularExpression(u".*"_s));
            QVERIFY(readChecked(path()));
            strays += files().size() > 2 ? 1 : 0;
        }
        QVERIFY(strays > 0); // the sweep below has something to do
        QVERIFY(writeAtomically(path(), "end"));
        QCOMPARE(files(), (QStringList{u"state"_s, u"state.1"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_AtomicFile)
#include "tst_atomicfile.moc"
