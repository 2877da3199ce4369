// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftp.h"
#include "tests/support/await.h"
#include "tests/support/sshdfixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>
#include <QtEndian>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;
using namespace skep::test;

namespace {

QByteArray hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

bool makeFile(const QString &path, qint64 size, mode_t mode = 0644)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray block(1024 * 1024, Qt::Uninitialized);
    for (qint64 done = 0; done < size; done += block.size()) {
        for (qsizetype i = 0; i < block.size(); i += 4)
            qToLittleEndian<quint32>(static_cast<quint32>((done + i) * 2654435761U), block.data() + i);
        file.write(block.left(std::min<qint64>(block.size(), size - done)));
    }
    return chmod(QFile::encodeName(path).constData(), mode) == 0;
}

mode_t modeOf(const QString &path)
{
    struct stat found
    {
    };
    return lstat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & 07777U : 0;
}

qint64 residentKb()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

QStringList everythingIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
}

template <typename T>
QByteArray whyNot(const Result<T> &result)
{
    return result ? QByteArray("it succeeded")
                  : (result.error().message + u" | "_s + result.error().detail).toUtf8();
}

} // namespace

class tst_Sftp : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd;
    QTemporaryDir m_folder;
    std::unique_ptr<Sftp> m_sftp;

    QString near(const QString &name) const { return m_folder.path() + u"/near/"_s + name; }
    QString far(const QString &name) const { return m_folder.path() + u"/far/"_s + name; }
    QByteArray farPath(const QString &name) const { return QFile::encodeName(far(name)); }

    //! The server is gone in the middle of "big", and stays away.
    bool breakUpload(const UnfinishedCopy &unfinished)
    {
        bool isCut = false;
        const auto cut = await(m_sftp->upload(
            near(u"big"_s), farPath(u"big"_s),
            [&](const TransferProgress &now) {
                if (now.done < 10'000'000 || std::exchange(isCut, true))
                    return;
                m_sshd.halt();
                m_sshd.killConnections();
            },
            unfinished));
        return isCut && !cut && cut.error().retryable;
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_sshd.start({u"Subsystem sftp internal-sftp"_s}), m_sshd.log().constData());
    }
    void init()
    {
        QDir(m_folder.path() + u"/near"_s).removeRecursively();
        QDir(m_folder.path() + u"/far"_s).removeRecursively();
        QVERIFY(QDir(m_folder.path()).mkpath(u"near"_s));
        QVERIFY(QDir(m_folder.path()).mkpath(u"far"_s));
        m_sftp = std::make_unique<Sftp>(m_sshd.target());
    }
    void cleanup() { m_sftp.reset(); }
    void cleanupTestCase() { m_sshd.stop(); }

    void aLargeFileBothWaysInLittleMemory()
    {
        constexpr qint64 size = 64 * 1024 * 1024 + 12345;
        QVERIFY(makeFile(near(u"up"_s), size, 0640));
        QVERIFY(await(m_sftp->list(farPath(u"."_s)))); // connected
        const auto before = residentKb();
        qint64 most = 0;
        QList<quint64> told;
        const auto progress = [&](const TransferProgress &now) {
            told.append(now.done);
            most = std::max(most, residentKb());
            QCOMPARE(now.size, quint64(size));
        };
        QElapsedTimer clock;
        clock.start();
        const auto up = await(m_sftp->upload(near(u"up"_s), farPath(u"up"_s), progress));
        QVERIFY2(up, whyNot(up).constData());
        qInfo("up:   %.0f MB/s", double(size) / 1e3 / double(clock.restart()));
        const auto down = await(m_sftp->download(farPath(u"up"_s), near(u"down"_s), progress));
        QVERIFY2(down, whyNot(down).constData());
        qInfo("down: %.0f MB/s", double(size) / 1e3 / double(clock.elapsed()));
        QCOMPARE(up->files, 1);
        QCOMPARE(down->bytes, quint64(size));
        QCOMPARE(hashOf(far(u"up"_s)), hashOf(near(u"up"_s)));
        QCOMPARE(hashOf(near(u"down"_s)), hashOf(near(u"up"_s)));
        QCOMPARE(modeOf(far(u"up"_s)), mode_t(0640));
        QCOMPARE(modeOf(near(u"down"_s)), mode_t(0640));
        QVERIFY(told.size() > 2);
        QCOMPARE(told.last(), quint64(size));
        QVERIFY2(most - before < 24 * 1024, qPrintable(QString::number(most - before)));
        QCOMPARE(everythingIn(m_folder.path() + u"/far"_s), QStringList{u"up"_s});
    }

    void smallSizes_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 31999, 32000, 32001, 64000, 2'048'000, 2'048'001})
            QTest::addRow("%d", size) << size;
    }
    void smallSizes()
    {
        QFETCH(int, size);
        QVERIFY(makeFile(near(u"a"_s), size));
        QVERIFY(await(m_sftp->upload(near(u"a"_s), farPath(u"a"_s))));
        QVERIFY(await(m_sftp->download(farPath(u"a"_s), near(u"b"_s))));
        QCOMPARE(QFileInfo(near(u"b"_s)).size(), qint64(size));
        QCOMPARE(hashOf(near(u"b"_s)), hashOf(near(u"a"_s)));
    }

    void aFileWithoutASizeIsReadToItsEnd()
    {
        const auto done = await(m_sftp->download("/proc/cpuinfo", near(u"cpuinfo"_s)));
        QVERIFY2(done, whyNot(done).constData());
        QVERIFY(QFileInfo(near(u"cpuinfo"_s)).size() > 100);
    }

    void aTreeBothWays()
    {
        QVERIFY(QDir().mkpath(near(u"tree/deep/er"_s)));
        QVERIFY(makeFile(near(u"tree/a b"_s), 10, 0755));
        QVERIFY(makeFile(near(u"tree/deep/ü"_s), 100'000, 0600));
        QVERIFY(makeFile(near(u"tree/deep/er/.hidden"_s), 0));
        QVERIFY(QFile::link(u"/etc"_s, near(u"tree/deep/link"_s)));
        QCOMPARE(chmod(QFile::encodeName(near(u"tree/deep"_s)).constData(), 0750), 0);
        const auto up = await(m_sftp->upload(near(u"tree"_s), farPath({}))); // into what is there
        QVERIFY2(up, whyNot(up).constData());
        QCOMPARE(up->files, 3);
        QCOMPARE(up->skipped.size(), 1);
        QVERIFY(QFile::link(u"/etc"_s, far(u"tree/link"_s)));
        QCOMPARE(mkfifo(farPath(u"tree/fifo"_s).constData(), 0600), 0);
        const auto down = await(m_sftp->download(farPath(u"tree"_s), near(u"copy"_s)));
        QVERIFY2(down, whyNot(down).constData());
        QCOMPARE(down->files, 3);
        QCOMPARE(down->skipped.size(), 2);
        for (const QString &file : {u"a b"_s, u"deep/ü"_s, u"deep/er/.hidden"_s}) {
            QCOMPARE(hashOf(near(u"copy/"_s + file)), hashOf(near(u"tree/"_s + file)));
            QCOMPARE(modeOf(near(u"copy/"_s + file)), modeOf(near(u"tree/"_s + file)));
        }
        QCOMPARE(modeOf(near(u"copy/deep"_s)), mode_t(0750));
        QVERIFY(!QFileInfo::exists(near(u"copy/link"_s)));
        QVERIFY(!QFileInfo(near(u"copy/deep/link"_s)).isSymLink());
    }

    void listsAndTells()
    {
        QVERIFY(makeFile(far(u"file"_s), 123, 0604));
        QVERIFY(QDir().mkpath(far(u"folder"_s)));
        const auto list = await(m_sftp->list(farPath({})));
        QVERIFY2(list, whyNot(list).constData());
        QCOMPARE(list->size(), 2);
        const auto stat = await(m_sftp->stat(farPath(u"file"_s)));
        QVERIFY(stat && stat->isFile());
        QCOMPARE(stat->size, quint64(123));
        QCOMPARE(stat->mode & 0777U, 0604U);
        QVERIFY(std::abs(stat->modified - QDateTime::currentSecsSinceEpoch()) < 60);
        const auto missing = await(m_sftp->stat(farPath(u"none"_s)));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(await(m_sftp->stat(farPath(u"folder"_s)))->isFolder()); // it goes on after an error
    }

    void namesThatCannotBeNamesAreSkipped()
    {
        QVERIFY(makeFile(far(u"good"_s), 1));
        QVERIFY(makeFile(far(u"esc\x1b[31m"_s), 1));
        QVERIFY(makeFile(far(u"new\nline"_s), 1));
        const auto done = await(m_sftp->download(farPath({}), near(u"copy"_s)));
        QVERIFY2(done, whyNot(done).constData());
        QCOMPARE(everythingIn(near(u"copy"_s)), QStringList{u"good"_s});
        QCOMPARE(done->skipped.size(), 2);
        for (const QString &name : done->skipped)
            QVERIFY(!name.contains(QChar(0x1b)) && !name.contains(u'\n'));
    }

    void aHostileServerCannotLeaveTheFolder()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start(
            {QStringLiteral("Subsystem sftp python3 " SKEP_SOURCE_DIR "/tests/core/data/hostile-sftp.py")}));
        Sftp sftp(sshd.target());
        const auto done = await(sftp.download("/evil", near(u"copy"_s)));
        QVERIFY2(done, whyNot(done).constData());
        QCOMPARE(everythingIn(near(u"copy"_s)), QStringList{u"good"_s});
        QCOMPARE(everythingIn(near({})), QStringList{u"copy"_s});
        QVERIFY(done->skipped.size() >= 4);
        for (const char *path : {"/long-data", "/unknown-id", "/huge-packet", "/cut"}) {
            const auto broken = await(sftp.download(path, near(u"broken"_s)));
            QVERIFY2(!broken, path);
            QVERIFY(!broken.error().message.isEmpty());
            QCOMPARE(everythingIn(near({})), QStringList{u"copy"_s});
        }
        sshd.stop();
    }

    void cancellingLeavesNothing_data()
    {
        QTest::addColumn<bool>("up");
        QTest::newRow("up") << true;
        QTest::newRow("down") << false;
    }
    void cancellingLeavesNothing()
    {
        QFETCH(bool, up);
        QVERIFY(makeFile(up ? near(u"big"_s) : far(u"big"_s), 200 * 1024 * 1024));
        Pending<TransferReport> copy;
        const auto progress = [&](const TransferProgress &now) {
            if (now.done > 1'000'000)
                copy.cancel();
        };
        copy = up ? m_sftp->upload(near(u"big"_s), farPath(u"big"_s), progress)
                  : m_sftp->download(farPath(u"big"_s), near(u"big"_s), progress);
        const auto done = await(copy);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
        QVERIFY(await(m_sftp->list(farPath({})))); // after it, so that all is cleaned up
        QCOMPARE(everythingIn(m_folder.path() + (up ? u"/far"_s : u"/near"_s)), QStringList());
    }

    void whatIsThereStaysUntilTheCopyIsWhole()
    {
        QVERIFY(makeFile(near(u"new"_s), 100'000));
        QVERIFY(makeFile(far(u"old"_s), 5));
        QVERIFY(await(m_sftp->upload(near(u"new"_s), farPath(u"old"_s)))); // replaces
        QCOMPARE(hashOf(far(u"old"_s)), hashOf(near(u"new"_s)));
        QVERIFY(makeFile(far(u"old"_s), 5));
        QVERIFY(makeFile(near(u"big"_s), 200 * 1024 * 1024));
        const QByteArray before = hashOf(far(u"old"_s));
        bool isCut = false;
        const auto cut =
            await(m_sftp->upload(near(u"big"_s), farPath(u"old"_s), [&](const TransferProgress &now) {
                if (now.done > 1'000'000 && !std::exchange(isCut, true))
                    m_sshd.killConnections();
            }));
        QVERIFY(!cut);
        QVERIFY(cut.error().retryable);
        QCOMPARE(hashOf(far(u"old"_s)), before);
        const auto again = await(m_sftp->stat(farPath(u"old"_s))); // over a new connection
        QVERIFY2(again, whyNot(again).constData());
    }

    void aBrokenUploadGoesOn()
    {
        constexpr qint64 size = 150 * 1024 * 1024;
        QVERIFY(makeFile(near(u"big"_s), size));
        const auto unfinished = makeUnfinished();
        QVERIFY(breakUpload(unfinished));
        const QStringList left = everythingIn(far({}));
        QCOMPARE(left.size(), 1);
        const auto refused = await(m_sftp->upload(near(u"big"_s), farPath(u"big"_s), {}, unfinished));
        QVERIFY(!refused); // nobody is there yet, and nothing is forgotten
        QVERIFY(m_sshd.restart());
        QList<quint64> told;
        const auto again = await(m_sftp->upload(
            near(u"big"_s), farPath(u"big"_s), [&](const TransferProgress &now) { told << now.done; },
            unfinished));
        QVERIFY2(again, whyNot(again).constData());
        QVERIFY2(again->bytes < quint64(size), qPrintable(QString::number(again->bytes)));
        QVERIFY(told.first() > 1'000'000);
        QCOMPARE(told.last(), quint64(size));
        QCOMPARE(hashOf(far(u"big"_s)), hashOf(near(u"big"_s)));
        QCOMPARE(everythingIn(far({})), QStringList{u"big"_s});
    }

    void aBrokenUploadStartsAnewWhenTheFileHasChanged()
    {
        QVERIFY(makeFile(near(u"big"_s), 150 * 1024 * 1024));
        const auto unfinished = makeUnfinished();
        QVERIFY(breakUpload(unfinished));
        QVERIFY(m_sshd.restart());
        QVERIFY(makeFile(near(u"big"_s), 2'000'000));
        const auto again = await(m_sftp->upload(near(u"big"_s), farPath(u"big"_s), {}, unfinished));
        QVERIFY2(again, whyNot(again).constData());
        QCOMPARE(again->bytes, quint64(2'000'000));
        QCOMPARE(hashOf(far(u"big"_s)), hashOf(near(u"big"_s)));
        QCOMPARE(everythingIn(far({})), QStringList{u"big"_s});
    }

    void whatABrokenUploadLeftCanBeRemoved()
    {
        QVERIFY(makeFile(near(u"big"_s), 150 * 1024 * 1024));
        const auto unfinished = makeUnfinished();
        QVERIFY(breakUpload(unfinished));
        QVERIFY(m_sshd.restart());
        m_sftp->discard(unfinished);
        QVERIFY(await(m_sftp->list(farPath({}))));
        QCOMPARE(everythingIn(far({})), QStringList());
    }

    void aTreeGoesFromNodeToNode()
    {
        SshdFixture other;
        QVERIFY(other.start({u"Subsystem sftp internal-sftp"_s}));
        QVERIFY(QDir().mkpath(near(u"tree/deep"_s)));
        QVERIFY(makeFile(near(u"tree/large"_s), 20 * 1024 * 1024 + 77, 0750));
        QVERIFY(makeFile(near(u"tree/deep/small"_s), 5));
        QVERIFY(QFile::link(u"/etc"_s, near(u"tree/link"_s)));
        const auto copied =
            await(m_sftp->copyTo(other.target(), QFile::encodeName(near(u"tree"_s)), farPath(u"copy"_s)));
        QVERIFY2(copied, whyNot(copied).constData());
        QCOMPARE(copied->files, 2);
        QCOMPARE(copied->skipped.size(), 1);
        QCOMPARE(hashOf(far(u"copy/large"_s)), hashOf(near(u"tree/large"_s)));
        QCOMPARE(modeOf(far(u"copy/large"_s)), mode_t(0750));
        QVERIFY(QFileInfo::exists(far(u"copy/deep/small"_s)));
        QVERIFY(!QFileInfo::exists(far(u"copy/link"_s)));
        const auto missing = await(m_sftp->copyTo(other.target(), farPath(u"none"_s), farPath(u"x"_s)));
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(await(m_sftp->list(farPath({}))));
    }

    void aBrokenCopyBetweenNodesGoesOn()
    {
        SshdFixture other;
        QVERIFY(other.start({u"Subsystem sftp internal-sftp"_s}));
        constexpr qint64 size = 150 * 1024 * 1024;
        QVERIFY(makeFile(near(u"big"_s), size));
        const auto unfinished = makeUnfinished();
        bool isCut = false;
        const auto cut = await(m_sftp->copyTo(
            other.target(), QFile::encodeName(near(u"big"_s)), farPath(u"big"_s),
            [&](const TransferProgress &now) {
                if (now.done > 10'000'000 && !std::exchange(isCut, true))
                    other.killConnections();
            },
            unfinished));
        QVERIFY(isCut && !cut);
        const auto again = await(m_sftp->copyTo(other.target(), QFile::encodeName(near(u"big"_s)),
                                                farPath(u"big"_s), {}, unfinished));
        QVERIFY2(again, whyNot(again).constData());
        QVERIFY(again->bytes < quint64(size));
        QCOMPARE(hashOf(far(u"big"_s)), hashOf(near(u"big"_s)));
        QCOMPARE(everythingIn(far({})), QStringList{u"big"_s});
    }

    void fullDisks()
    {
        if (geteuid() != 0)
            QSKIP("mounting a small disk needs root");
        const QByteArray mountPoint = farPath({});
        QCOMPARE(mount("tmpfs", mountPoint.constData(), "tmpfs", 0, "size=1m"), 0);
        QVERIFY(makeFile(near(u"big"_s), 3 * 1024 * 1024));
        const auto up = await(m_sftp->upload(near(u"big"_s), farPath(u"big"_s)));
        const auto left = everythingIn(far({}));
        const auto down = await(m_sftp->download(QFile::encodeName(near(u"big"_s)), far(u"down"_s)));
        const auto leftHere = everythingIn(far({}));
        m_sftp.reset();
        QTest::qWait(200);
        umount2(mountPoint.constData(), MNT_DETACH);
        QVERIFY(!up);
        QVERIFY2(up.error().message.contains(u"full"_s) || up.error().message.contains(u"failed"_s),
                 whyNot(up).constData());
        qInfo() << up.error().message << up.error().detail;
        QCOMPARE(left, QStringList());
        QVERIFY(!down);
        QVERIFY2(down.error().message.contains(u"no room"_s), whyNot(down).constData());
        QCOMPARE(leftHere, QStringList());
    }

    void refusalsAreSentences()
    {
        QVERIFY(makeFile(near(u"a"_s), 10));
        const auto nowhere = await(m_sftp->upload(near(u"a"_s), farPath(u"none/a"_s)));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().code, ErrorCode::NotFound);
        QVERIFY2(!nowhere.error().message.contains(u".part-"_s), whyNot(nowhere).constData());
        const auto missing = await(m_sftp->upload(near(u"none"_s), farPath(u"a"_s)));
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        const auto noFolder = await(m_sftp->download("/etc/hostname", near(u"none/a"_s)));
        QCOMPARE(noFolder.error().code, ErrorCode::NotFound);
        const auto forbidden = await(m_sftp->upload(near(u"a"_s), "/proc/1/a"));
        QVERIFY(!forbidden);
        Target target = m_sshd.target();
        target.privateKey = makeSecret(m_sshd.otherUserKey());
        Sftp stranger(target);
        QCOMPARE(await(stranger.list("/")).error().code, ErrorCode::Auth);
    }

    void aSilentServerEndsByTheLimit()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Target target = m_sshd.target();
        target.port = silent.serverPort();
        Sftp sftp(target, nullptr, std::chrono::milliseconds(500));
        for (int i = 0; i < 2; ++i) // and can be tried again
            QCOMPARE(await(sftp.list("/")).error().code, ErrorCode::Timeout);
    }

    void deletingDuringACopyDoesNotWait()
    {
        QVERIFY(makeFile(near(u"big"_s), 100 * 1024 * 1024));
        bool isMoving = false;
        auto copy = m_sftp->upload(near(u"big"_s), farPath(u"big"_s),
                                   [&](const TransferProgress &) { isMoving = true; });
        QTRY_VERIFY(isMoving);
        QElapsedTimer clock;
        clock.start();
        m_sftp.reset();
        QVERIFY(clock.elapsed() < 100);
        QTRY_VERIFY(copy.isFinished());
        QVERIFY(!QFileInfo::exists(far(u"big"_s)));
    }
};

QTEST_GUILESS_MAIN(tst_Sftp)
#include "tst_sftp.moc"
