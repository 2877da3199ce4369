// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/journal.h"
#include "core/plan/journalformat.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace skep;
using namespace skep::plan;
using namespace Qt::StringLiterals;

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

static void replace(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

static Record record(StepState state, int attempts, const QString &id = {})
{
    Record r;
    r.state = state;
    r.attempts = attempts;
    if (!id.isEmpty())
        r.output = {{u"id"_s, id}};
    return r;
}

//! Writes three records and returns where each of them ends in the file.
static QList<qsizetype> writeThree(const QString &path)
{
    QList<qsizetype> ends;
    const auto journal = Journal::open(path);
    ends << contentOf(path).size();
    for (int i = 1; i <= 3; ++i) {
        if (!(*journal)->write(u"step-%1"_s.arg(i), record(StepState::Done, i, u"id-%1"_s.arg(i))))
            return {};
        ends << contentOf(path).size();
    }
    return ends;
}

class tst_Journal : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString path() const { return m_dir->filePath(u"plan.journal"_s); }

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void remembersEverything()
    {
        Record r = record(StepState::Failed, 3, u"übung\n<b>"_s);
        r.error = {ErrorCode::Quota, u"Too many machines."_s, u"raw\n\"quoted\""_s, true};
        r.started = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
        r.ended = r.started.addMSecs(1);
        {
            auto journal = Journal::open(path());
            QVERIFY2(journal, qPrintable(journal ? QString() : journal.error().message));
            QVERIFY((*journal)->records().isEmpty());
            QVERIFY((*journal)->write(u"a"_s, record(StepState::Running, 1)));
            QVERIFY((*journal)->write(u"a"_s, r));
            QVERIFY((*journal)->write(u"b/c"_s, record(StepState::Done, 1)));
            QCOMPARE((*journal)->records().size(), 2);
        }
        for (const auto &known : {(*Journal::open(path()))->records(), *Journal::readOnly(path())}) {
            QCOMPARE(known.size(), 2);
            const Record a = known[u"a"_s];
            QCOMPARE(a.state, r.state);
            QCOMPARE(a.attempts, r.attempts);
            QVERIFY(a.error == r.error);
            QCOMPARE(a.output, r.output);
            QCOMPARE(a.started, r.started);
            QCOMPARE(a.ended, r.ended);
            QCOMPARE(known[u"b/c"_s].state, StepState::Done);
        }
    }

    void isForTheOwnerOnly()
    {
        replace(path(), {});
        QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        const auto journal = Journal::open(path());
        QVERIFY(journal);
        struct stat info = {};
        QCOMPARE(::stat(QFile::encodeName(path()).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0600);
    }

    void aTornTailIsDroppedAtEveryByte()
    {
        const QList<qsizetype> ends = writeThree(path());
        QCOMPARE(ends.size(), 4);
        const QByteArray whole = contentOf(path());
        for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
            replace(path(), whole.left(cut));
            const auto complete =
                std::count_if(ends.begin() + 1, ends.end(), [cut](auto end) { return end <= cut; });
            const auto seen = Journal::readOnly(path());
            QVERIFY2(seen, qPrintable(QString::number(cut)));
            QCOMPARE(seen->size(), complete);
            QCOMPARE(contentOf(path()), whole.left(cut)); // looking changes nothing
            auto journal = Journal::open(path());
            QVERIFY2(journal, qPrintable(QString::number(cut)));
            QCOMPARE((*journal)->records().size(), complete);
            QVERIFY((*journal)->write(u"next"_s, record(StepState::Done, 1)));
            journal->reset();
            QCOMPARE(Journal::readOnly(path())->size(), complete + 1);
        }
    }

    void aTornTailMayBeGarbage()
    {
        writeThree(path());
        const QByteArray whole = contentOf(path());
        for (const QByteArray &tail :
             {QByteArray(4096, '\0'), QByteArray("\n\n\n"), QByteArray("ffffffff ffffffff "),
              QByteArray("00000002 00000000 {}\n")}) {
            replace(path(), whole + tail);
            QCOMPARE(Journal::readOnly(path())->size(), 3);
            QVERIFY(Journal::open(path()));
            QCOMPARE(contentOf(path()), whole);
        }
    }

    void everyFlippedBitBeforeTheTailIsDamage()
    {
        const QList<qsizetype> ends = writeThree(path());
        const QByteArray whole = contentOf(path());
        for (qsizetype at = 0; at < ends[2]; ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray bytes = whole;
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
                replace(path(), bytes);
                const auto journal = Journal::open(path());
                QVERIFY2(!journal, qPrintable(u"byte %1 bit %2"_s.arg(at).arg(bit)));
                QCOMPARE(journal.error().code, ErrorCode::Config);
                QCOMPARE(contentOf(path()), bytes); // left as it is
            }
        }
    }

    void refusesWhatItDoesNotKnow()
    {
        replace(path(), format::frame(R"({"kind":"skep-journal","schema":99})"));
        QVERIFY(Journal::open(path()).error().message.contains(u"newer"_s));
        replace(path(), format::frame(R"({"kind":"other","schema":1})"));
        QCOMPARE(Journal::open(path()).error().code, ErrorCode::Config);
        replace(path(), "just some text\n");
        QCOMPARE(Journal::open(path()).error().code, ErrorCode::Config);
        QCOMPARE(contentOf(path()), QByteArray("just some text\n"));
        // an unknown state means: ask the world
        replace(path(), format::header() + format::frame(R"({"step":"a","state":"Melted"})"));
        QCOMPARE(Journal::open(path()).value()->records()[u"a"_s].state, StepState::Running);
        QCOMPARE(Journal::open(m_dir->filePath(u"no/such/folder"_s)).error().code, ErrorCode::Io);
        QVERIFY(Journal::readOnly(m_dir->filePath(u"absent"_s))->isEmpty());
    }

    void oneWriterAtATime()
    {
        auto journal = Journal::open(path());
        QVERIFY(journal);
        const auto second = Journal::open(path());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QVERIFY2(second.error().message.contains(u"tst_journal (process %1)"_s.arg(::getpid())),
                 qPrintable(second.error().message));
        QVERIFY(Journal::readOnly(path())); // looking is allowed
        journal->reset();
        QVERIFY(Journal::open(path()));
    }

    void theLockIsNotInherited()
    {
        auto journal = Journal::open(path());
        QProcess child;
        child.start(u"sleep"_s, {u"5"_s});
        QVERIFY(child.waitForStarted());
        journal->reset();
        QVERIFY(Journal::open(path()));
        child.kill();
        child.waitForFinished();
    }

    void clearKeepsTheOldFile()
    {
        writeThree(path());
        const QByteArray old = contentOf(path());
        auto journal = Journal::open(path());
        QVERIFY((*journal)->clear());
        QVERIFY((*journal)->records().isEmpty());
        QVERIFY((*journal)->write(u"new"_s, record(StepState::Done, 1)));
        QCOMPARE(contentOf(path() + u".1"_s), old);
        QCOMPARE(Journal::readOnly(path())->keys(), QStringList{u"new"_s});
    }

    void survivesKillAtAnyMoment()
    {
        int recordsSeen = 0;
        for (int round = 0; round < 60; ++round) {
            int pipe[2] = {};
            QCOMPARE(::pipe(pipe), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                auto journal = Journal::open(path());
                for (int i = 0; journal && i < 100'000; ++i) {
                    if (!(*journal)->write(u"s%1"_s.arg(i % 7),
                                           record(StepState::Running, i, u"x"_s.repeated(i % 900))))
                        break;
                    if (::write(pipe[1], &i, sizeof i) != sizeof i)
                        break;
                }
                ::_exit(1);
            }
            ::close(pipe[1]);
            ::usleep(static_cast<useconds_t>(1000 + round * 400));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            int last = -1;
            for (int value = 0; ::read(pipe[0], &value, sizeof value) == sizeof value;)
                last = value;
            ::close(pipe[0]);
            auto journal = Journal::open(path());
            QVERIFY2(journal,
                     qPrintable(journal ? QString() : journal.error().message + journal.error().detail));
            if (last >= 0) { // what was acknowledged is there
                int newest = -1;
                for (const Record &r : (*journal)->records())
                    newest = std::max(newest, r.attempts);
                QVERIFY2(newest >= last, qPrintable(u"%1 < %2"_s.arg(newest).arg(last)));
                ++recordsSeen;
            }
            QVERIFY((*journal)->clear());
        }
        QVERIFY(recordsSeen > 10);
    }

    void aFullDiskLosesNothing()
    {
        if (::geteuid() != 0) {
            // RLIMIT_FSIZE is the full disk of a process without root
            std::signal(SIGXFSZ, SIG_IGN);
            fillUntilItFails(
                path(), [] { setFileLimit(4096); }, [] { setFileLimit(RLIM_INFINITY); });
            return;
        }
        const QString mount = m_dir->filePath(u"small"_s);
        QVERIFY(QDir().mkdir(mount));
        QCOMPARE(::mount("tmpfs", QFile::encodeName(mount).constData(), "tmpfs", 0, "size=64k"), 0);
        const QString filler = mount + u"/filler"_s;
        fillUntilItFails(
            mount + u"/plan.journal"_s, [&] { replace(filler, QByteArray(48 * 1024, 'x')); },
            [&] { QFile::remove(filler); });
        QCOMPARE(::umount2(QFile::encodeName(mount).constData(), MNT_DETACH), 0);
    }

private:
    static void setFileLimit(rlim_t bytes)
    {
        rlimit limit = {};
        ::getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    static void fillUntilItFails(const QString &journalPath, const std::function<void()> &makeFull,
                                 const std::function<void()> &makeRoom)
    {
        auto journal = Journal::open(journalPath);
        QVERIFY(journal);
        makeFull();
        int written = 0;
        Result<> last;
        for (; written < 1000; ++written) {
            last = (*journal)->write(u"s%1"_s.arg(written),
                                     record(StepState::Done, written, u"y"_s.repeated(200)));
            if (!last)
                break;
        }
        QVERIFY(!last);
        QVERIFY(written > 2);
        QCOMPARE(last.error().code, ErrorCode::Io);
        QCOMPARE((*journal)->records().size(), written);
        QCOMPARE(Journal::readOnly(journalPath)->size(), written); // the half record is taken back
        makeRoom();
        QVERIFY((*journal)->write(u"more"_s, record(StepState::Done, 1)));
        QCOMPARE(Journal::readOnly(journalPath)->size(), written + 1);
    }
};

QTEST_GUILESS_MAIN(tst_Journal)
#include "tst_journal.moc"
