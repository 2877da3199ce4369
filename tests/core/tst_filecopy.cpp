// SPDX-License-Identifier: GPL-3.0-or-later
// What "skepctl cp" does, with two real servers as nodes.
#include "app/skepctl/filecopy.h"
#include "tests/support/await.h"
#include "tests/support/sshdfixture.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ctl;
using namespace skep::test;

namespace {

constexpr qsizetype large = 120 * 1024 * 1024;

QStringList everythingIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, '\0');
    char *at = bytes.data();
    for (qsizetype i = 0; i + 4 <= size; i += 512) // no two pieces are alike
        qToLittleEndian<quint32>(quint32(i) * 2654435761U, at + i);
    return bytes;
}

} // namespace

class TestFileCopy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void placesAreTold_data();
    void placesAreTold();
    void everyWay();
    void aFolderTakesItsSwitch();
    void severalFilesNeedAFolder();
    void nothingIsCopiedHereOrIntoItself();
    void namesOfTheNodeStayInTheFolder();
    void aCutConnectionIsGoneOnWith();
    void whatStaysBroken();
    void cancellingLeavesNothing();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    std::unique_ptr<FileCopy> copy(const QList<CopyPlace> &sources, const CopyPlace &target,
                                   bool isRecursive = false);
    Result<ssh::TransferReport> run(const QList<CopyPlace> &sources, const CopyPlace &target,
                                    bool isRecursive = false);

    SshdFixture m_one;
    SshdFixture m_two;
    QTemporaryDir m_folder;
};

void TestFileCopy::initTestCase()
{
    if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(m_one.start({u"Subsystem sftp internal-sftp"_s}));
    QVERIFY(m_two.start({u"Subsystem sftp internal-sftp"_s}));
}

void TestFileCopy::init()
{
    for (const QString &name : {u"here"_s, u"one"_s, u"two"_s}) {
        QDir(path(name)).removeRecursively();
        QVERIFY(QDir().mkpath(path(name)));
    }
}

void TestFileCopy::cleanupTestCase()
{
    m_one.stop();
    m_two.stop();
}

void TestFileCopy::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

std::unique_ptr<FileCopy> TestFileCopy::copy(const QList<CopyPlace> &sources, const CopyPlace &target,
                                             bool isRecursive)
{
    const auto reach = [this](const QString &node) {
        return ready<ssh::Target>(node == u"one"_s ? m_one.target() : m_two.target());
    };
    const Backoff backoff{3, std::chrono::milliseconds(50), std::chrono::milliseconds(200)};
    return std::make_unique<FileCopy>(reach, CopyOrder{sources, target, isRecursive}, backoff, nullptr);
}

Result<ssh::TransferReport> TestFileCopy::run(const QList<CopyPlace> &sources, const CopyPlace &target,
                                              bool isRecursive)
{
    const auto copying = copy(sources, target, isRecursive);
    return await(copying->run());
}

void TestFileCopy::placesAreTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<CopyPlace>("place");
    QTest::newRow("here") << u"notes.txt"_s << CopyPlace{{}, u"notes.txt"_s};
    QTest::newRow("absolute") << u"/a:b"_s << CopyPlace{{}, u"/a:b"_s};
    QTest::newRow("colon") << u"./a:b"_s << CopyPlace{{}, u"./a:b"_s};
    QTest::newRow("node") << u"worker-1:/etc/hosts"_s << CopyPlace{u"hive-worker-1"_s, u"/etc/hosts"_s};
    QTest::newRow("home") << u"worker-1:"_s << CopyPlace{u"hive-worker-1"_s, {}};
    QTest::newRow("colons") << u"worker-1:a:b"_s << CopyPlace{u"hive-worker-1"_s, u"a:b"_s};
}

void TestFileCopy::placesAreTold()
{
    QFETCH(QString, text);
    QFETCH(CopyPlace, place);
    const auto named = [](const QString &node) -> Result<QString> {
        if (node == u"worker-1"_s)
            return u"hive-worker-1"_s;
        return fail(ErrorCode::NotFound, u"none"_s);
    };
    QCOMPARE(*copyPlace(text, named), place);
    QCOMPARE(copyPlace(u"other:x"_s, named).error().code, ErrorCode::NotFound);
}

void TestFileCopy::everyWay()
{
    write(u"here/a"_s, pattern(300'000));
    QVERIFY(run({{{}, path(u"here/a"_s)}}, {u"one"_s, path(u"one/b"_s)}));
    QCOMPARE(contents(path(u"one/b"_s)), pattern(300'000));
    const auto between = run({{u"one"_s, path(u"one/b"_s)}}, {u"two"_s, path(u"two"_s)});
    QVERIFY(between);
    QCOMPARE(between->bytes, quint64(300'000));
    QCOMPARE(contents(path(u"two/b"_s)), pattern(300'000));
    QVERIFY(run({{u"two"_s, path(u"two/b"_s)}}, {{}, path(u"here/c"_s)}));
    QCOMPARE(contents(path(u"here/c"_s)), pattern(300'000));
    const auto missing = run({{u"two"_s, path(u"two/none"_s)}}, {{}, path(u"here/d"_s)});
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void TestFileCopy::aFolderTakesItsSwitch()
{
    QVERIFY(QDir().mkpath(path(u"one/tree/deep"_s)));
    write(u"one/tree/deep/file"_s, "bees");
    for (const CopyPlace &target : {CopyPlace{{}, path(u"here"_s)}, CopyPlace{u"two"_s, path(u"two"_s)}}) {
        const CopyPlace source{u"one"_s, path(u"one/tree"_s)};
        const auto refused = run({source}, target);
        QCOMPARE(refused.error().code, ErrorCode::Config);
        QVERIFY(everythingIn(target.path).isEmpty());
        QVERIFY(run({source}, target, true));
        QCOMPARE(contents(target.path + u"/tree/deep/file"_s), "bees");
    }
}

void TestFileCopy::severalFilesNeedAFolder()
{
    write(u"here/a"_s, "a");
    write(u"one/b"_s, "b");
    const QList<CopyPlace> sources{{{}, path(u"here/a"_s)}, {u"one"_s, path(u"one/b"_s)}};
    QCOMPARE(run(sources, {u"two"_s, path(u"two/file"_s)}).error().code, ErrorCode::NotFound);
    write(u"two/file"_s, "x");
    QCOMPARE(run(sources, {u"two"_s, path(u"two/file"_s)}).error().code, ErrorCode::Config);
    const auto done = run(sources, {u"two"_s, path(u"two"_s)});
    QVERIFY(done);
    QCOMPARE(done->files, 2);
    QCOMPARE(everythingIn(path(u"two"_s)), (QStringList{u"a"_s, u"b"_s, u"file"_s}));
}

void TestFileCopy::nothingIsCopiedHereOrIntoItself()
{
    QCOMPARE(run({{{}, u"a"_s}}, {{}, u"b"_s}).error().code, ErrorCode::Config);
    const auto loop = run({{u"one"_s, path(u"one"_s)}}, {u"one"_s, path(u"one/deeper"_s)}, true);
    QCOMPARE(loop.error().code, ErrorCode::Config);
}

void TestFileCopy::namesOfTheNodeStayInTheFolder()
{
    SshdFixture hostile;
    QVERIFY(hostile.start(
        {QStringLiteral("Subsystem sftp python3 " SKEP_SOURCE_DIR "/tests/core/data/hostile-sftp.py")}));
    for (const CopyPlace &target :
         {CopyPlace{{}, path(u"here/copy"_s)}, CopyPlace{u"two"_s, path(u"two/copy"_s)}}) {
        FileCopy copying(
            [&](const QString &node) {
                return ready<ssh::Target>(node == u"evil"_s ? hostile.target() : m_two.target());
            },
            CopyOrder{{{u"evil"_s, u"/evil"_s}}, target, true}, Backoff(), nullptr);
        const auto done = await(copying.run());
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
        QCOMPARE(everythingIn(target.path), QStringList{u"good"_s});
        QCOMPARE(everythingIn(QFileInfo(target.path).path()), QStringList{u"copy"_s});
        for (const QString &name : done->skipped)
            QVERIFY(std::none_of(name.begin(), name.end(), [](QChar c) { return c.unicode() < 0x20; }));
    }
    hostile.stop();
}

void TestFileCopy::aCutConnectionIsGoneOnWith()
{
    const QByteArray bytes = pattern(large);
    write(u"here/big"_s, bytes);
    const auto copying = copy({{{}, path(u"here/big"_s)}}, {u"one"_s, path(u"one"_s)});
    QSignalSpy broken(copying.get(), &FileCopy::broken);
    bool isCut = false;
    connect(copying.get(), &FileCopy::progressed, this, [&](const ssh::TransferProgress &now) {
        if (now.done > 5'000'000 && !std::exchange(isCut, true))
            m_one.killConnections();
    });
    const auto done = await(copying->run());
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QVERIFY(isCut);
    QCOMPARE(broken.size(), 1);
    QVERIFY(done->bytes < quint64(large));
    QVERIFY(contents(path(u"one/big"_s)) == bytes);
    QCOMPARE(everythingIn(path(u"one"_s)), QStringList{u"big"_s});
}

void TestFileCopy::whatStaysBroken()
{
    write(u"here/big"_s, pattern(large));
    const auto copying = copy({{{}, path(u"here/big"_s)}}, {u"one"_s, path(u"one"_s)});
    bool isCut = false;
    connect(copying.get(), &FileCopy::progressed, this, [&](const ssh::TransferProgress &now) {
        if (now.done < 5'000'000 || std::exchange(isCut, true))
            return;
        m_one.halt();
        m_one.killConnections();
    });
    const auto done = await(copying->run());
    QVERIFY(m_one.restart());
    QVERIFY(isCut && !done);
    QVERIFY(!QFileInfo::exists(path(u"one/big"_s)));
    const QStringList left = everythingIn(path(u"one"_s));
    QCOMPARE(left.size(), 1);
    QVERIFY2(done.error().detail.contains(left.first()), qPrintable(done.error().detail));
}

void TestFileCopy::cancellingLeavesNothing()
{
    write(u"one/big"_s, pattern(large));
    for (const CopyPlace &target : {CopyPlace{{}, path(u"here"_s)}, CopyPlace{u"two"_s, path(u"two"_s)}}) {
        const auto copying = copy({{u"one"_s, path(u"one/big"_s)}}, target);
        connect(copying.get(), &FileCopy::progressed, copying.get(), &FileCopy::stop);
        const auto done = await(copying->run());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
        QVERIFY(everythingIn(target.path).isEmpty()); // at once: the program would end now
    }
}

QTEST_GUILESS_MAIN(TestFileCopy)
#include "tst_filecopy.moc"
