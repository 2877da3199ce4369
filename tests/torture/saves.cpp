// SPDX-License-Identifier: GPL-3.0-or-later
// Saving on a full disk, with calls that fail, and in programs that are killed.
#include "core/base/atomicfile.h"
#include "core/plan/journal.h"
#include "tests/torture/torture.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;

namespace skep::torture {

namespace {

//! A small file system in memory, mounted as long as it lives; needs root.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &folder, int kilobytes)
        : m_folder(folder.toLocal8Bit())
        , m_isMounted(::mount("torture", m_folder.constData(), "tmpfs", 0,
                              QByteArray("size=" + QByteArray::number(kilobytes) + "k").constData())
                      == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount(m_folder.constData());
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)
    bool isMounted() const { return m_isMounted; }

private:
    QByteArray m_folder;
    bool m_isMounted;
};

int recordsIn(const QString &folder)
{
    const auto seen = plan::Journal::readOnly(folder + u"/journal"_s);
    return seen ? int(seen->size()) : -1;
}

Result<> writeRecord(plan::Journal &journal, int number)
{
    plan::Record record;
    record.state = plan::StepState::Done;
    record.output = {{u"text"_s, QString(3000, u'r')}};
    return journal.write(u"step-%1"_s.arg(number), record);
}

void tryFullDisk(Tally &tally, const QString &folder, int freeKilobytes)
{
    const SmallDisk disk(folder, 200);
    if (!disk.isMounted())
        return;
    const QString what = u"%1 KB free"_s.arg(freeKilobytes);
    auto journal = plan::Journal::open(folder + u"/journal"_s);
    if (!journal || !saveNumbered(folder, 1) || !saveNumbered(folder, 2) || !writeRecord(**journal, 1))
        qFatal("cannot prepare");
    // pages of 4 KB: fill all of it, then give some back
    QFile filler(folder + u"/filler"_s);
    if (filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        while (filler.write(QByteArray(4096, 'x')) == 4096) { }
        filler.resize(filler.size() - freeKilobytes * 1024);
        filler.close();
    }
    const auto saved = saveNumbered(folder, 3);
    tally.check(loadNumbered(folder) == (saved ? 3 : 2), what + u": not what was said to be saved"_s);
    tally.check(saved || saved.error().message.contains(u"full"_s), what + u": another reason is given"_s);
    tally.check(!damageOf(folder + u"/cluster.json"_s), what + u": the newest is damaged"_s);
    const auto strays = QDir(folder).entryList({u"*.new"_s}, QDir::Files | QDir::Hidden);
    tally.check(strays.isEmpty(), what + u": half a file is left"_s);
    int written = 1;
    for (int i = 2; i < 40; ++i) {
        const auto done = writeRecord(**journal, i);
        written += done ? 1 : 0;
        tally.check(recordsIn(folder) == written, what + u": records lost, or one too many"_s);
        if (!done)
            break;
    }
    filler.remove();
    tally.check(saveNumbered(folder, 4) && loadNumbered(folder) == 4,
                what + u": no saving with space again"_s);
    tally.check(writeRecord(**journal, 99) && recordsIn(folder) == written + 1,
                what + u": no record again"_s);
    journal->reset();
}

//! Runs this program for one save, with one call failing.
int saveWithFailure(const QString &program, const QStringList &work, const QString &call,
                    const QString &error, int when)
{
    QProcess process;
    process.start(u"strace"_s,
                  QStringList{u"-qq"_s, u"-f"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace="_s + call,
                              u"-e"_s, u"inject=%1:%2:when=%3"_s.arg(call, error).arg(when), program}
                      + work);
    process.waitForFinished(30'000);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

//! A child that saves as often as it can until it is killed, and says each number that is safe.
template <typename Save>
int killWhileSaving(int microseconds, Save save)
{
    int pipe[2];
    if (::pipe(pipe) != 0)
        qFatal("pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        for (int i = 1; save(i); ++i) {
            if (::write(pipe[1], &i, sizeof i) != sizeof i)
                break;
        }
        ::_exit(1);
    }
    ::close(pipe[1]);
    ::usleep(static_cast<useconds_t>(microseconds));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    int safe = 0;
    for (int number = 0; ::read(pipe[0], &number, sizeof number) == sizeof number;)
        safe = number;
    ::close(pipe[0]);
    return safe;
}

} // namespace

bool fullDisk(const QString &folder)
{
    if (::geteuid() != 0) {
        printf("full disk: needs root to mount a small one, left out\n");
        return true;
    }
    Tally tally(u"full disk at every 4 KB: state and journal"_s);
    for (int free = 0; free <= 64; free += 4)
        tryFullDisk(tally, folder, free);
    return tally.print();
}

bool failingCalls(const QString &folder, const QString &program)
{
    if (QStandardPaths::findExecutable(u"strace"_s).isEmpty()) {
        printf("failing calls: strace is not on this computer, left out\n");
        return true;
    }
    Tally tally(u"calls that fail or kill, one after the other"_s);
    int refused = 0;
    int safe = 1;
    if (!saveNumbered(folder, safe))
        qFatal("cannot save");
    for (const QString &call : {u"fsync"_s, u"fdatasync"_s, u"rename"_s, u"link"_s, u"ftruncate"_s}) {
        for (const QString &error : {u"error=EIO"_s, u"error=ENOSPC"_s, u"signal=KILL"_s}) {
            for (int when = 1; when <= 3; ++when) {
                const QString what = u"%1 %2 at %3"_s.arg(call, error).arg(when);
                const int code = saveWithFailure(program, {u"--save"_s, folder, QString::number(safe + 1)},
                                                 call, error, when);
                const int now = loadNumbered(folder);
                refused += code != 0 ? 1 : 0;
                tally.check(code == 0 ? now == safe + 1 : now == safe || now == safe + 1, what);
                safe = now;
                const int before = recordsIn(folder);
                const int recorded = saveWithFailure(
                    program, {u"--record"_s, folder, QString::number(before + 1)}, call, error, when);
                refused += recorded != 0 ? 1 : 0;
                tally.check(recordsIn(folder) >= before + (recorded == 0 ? 1 : 0), what + u", journal"_s);
            }
        }
    }
    tally.check(refused > 10, u"only %1 of the calls failed: nothing was tried"_s.arg(refused));
    return tally.print();
}

bool killedSaves(const QString &folder, int rounds)
{
    Tally tally(u"saves of the state that were killed"_s);
    QRandomGenerator random(20261126);
    int base = 1;
    if (!saveNumbered(folder, base))
        qFatal("cannot save");
    int inTheMiddle = 0;
    for (int round = 0; round < rounds; ++round) {
        const int safe = base + killWhileSaving(random.bounded(300, 6000), [&](int i) {
                             return saveNumbered(folder, base + i).has_value();
                         });
        const int now = loadNumbered(folder);
        tally.check((now == safe || now == safe + 1) && !damageOf(folder + u"/cluster.json"_s),
                    u"round %1: %2 was safe, %3 is there"_s.arg(round).arg(safe).arg(now));
        inTheMiddle += QDir(folder).entryList({u"*.new"_s}, QDir::Files | QDir::Hidden).isEmpty() ? 0 : 1;
        base = now;
    }
    tally.check(inTheMiddle > rounds / 10, u"only %1 kills came in the middle of a save"_s.arg(inTheMiddle));
    return tally.print();
}

bool killedRecords(const QString &folder, int rounds)
{
    Tally tally(u"records of the journal that were killed"_s);
    QRandomGenerator random(20261127);
    int known = 0;
    for (int round = 0; round < rounds; ++round) {
        if (known > 200) {
            QFile::remove(folder + u"/journal"_s);
            known = 0;
        }
        const int safe =
            known + killWhileSaving(random.bounded(300, 4000), [&](int i) {
                static std::shared_ptr<plan::Journal> journal; // of the child; the kill gives its lock back
                if (!journal) {
                    auto opened = plan::Journal::open(folder + u"/journal"_s);
                    if (!opened)
                        return false;
                    journal = *opened;
                }
                return writeRecord(*journal, known + i).has_value();
            });
        const int now = recordsIn(folder);
        tally.check(now == safe || now == safe + 1,
                    u"round %1: %2 were safe, %3 are there"_s.arg(round).arg(safe).arg(now));
        known = std::max(now, 0);
    }
    return tally.print();
}

} // namespace skep::torture
