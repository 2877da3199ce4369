// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a node by clicks and drops, with a real sshd behind.
#include "tests/support/sshdfixture.h"
#include "tests/ui/uisupport.h"
#include "ui/files/filesdrag.h"
#include "ui/files/filespanel.h"
#include "ui/files/remotefilesmime.h"
#include "ui/files/remotefilesmodel.h"
#include "ui/files/transferrow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aFolderIsListedAndEntered();
    void aDroppedFileIsUploaded();
    void aSelectedFileIsDownloaded();
    void whatCannotBeListedIsTold();
    void aRefusedLoginIsTold();
    void hostileNamesStayPlain();
    void aBrokenUploadIsTriedAgain();
    void filesGoFromNodeToNode();
    void filesAreFetchedBeforeTheyLeave();
    void looks();

private:
    void write(const QString &name, const QByteArray &bytes) const;
    std::unique_ptr<FilesPanel> panel();
    static QTableView *table(const FilesPanel &panel) { return panel.findChild<QTableView *>(); }

    SshdFixture m_sshd;
    QTemporaryDir m_folder;
};

void TestFiles::initTestCase()
{
    prepareApplication();
    if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(m_sshd.start({u"Subsystem sftp internal-sftp"_s}));
}

void TestFiles::init()
{
    QDir(m_folder.path()).removeRecursively();
    QVERIFY(QDir().mkpath(m_folder.filePath(u"node/etc"_s)));
    QVERIFY(QDir().mkpath(m_folder.filePath(u"here"_s)));
    write(u"node/notes.txt"_s, "bees");
    write(u"node/etc/hosts"_s, "127.0.0.1 localhost");
}

void TestFiles::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

std::unique_ptr<FilesPanel> TestFiles::panel()
{
    auto made = std::make_unique<FilesPanel>(u"hive-worker-1"_s,
                                             [this] { return ready<ssh::Target>(m_sshd.target()); });
    made->resize(1000, 360);
    QSignalSpy listed(made.get(), &FilesPanel::listed);
    made->show();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(!listed.isEmpty(), 15'000); }();
    made->open(m_folder.filePath(u"node"_s).toUtf8());
    [&] { QTRY_VERIFY_WITH_TIMEOUT(listed.size() > 1, 15'000); }();
    return made;
}

void TestFiles::aFolderIsListedAndEntered()
{
    const auto files = panel();
    const QAbstractItemModel *model = table(*files)->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, 0).data().toString(), u"etc"_s); // folders first
    QCOMPARE(model->index(1, 0).data().toString(), u"notes.txt"_s);
    QVERIFY(model->index(0, RemoteFilesModel::Permissions).data().toString().startsWith(u"drwx"_s));
    shot(files.get(), u"files"_s, {1000, 360});
    table(*files)->setCurrentIndex(model->index(0, 0));
    QTest::keyClick(table(*files), Qt::Key_Return);
    QTRY_COMPARE(files->folder(), m_folder.filePath(u"node/etc"_s).toUtf8());
    QCOMPARE(model->index(0, 0).data().toString(), u"hosts"_s);
    QTest::mouseClick(files->findChildren<QToolButton *>().constFirst(), Qt::LeftButton);
    QTRY_COMPARE(files->folder(), m_folder.filePath(u"node"_s).toUtf8());
}

void TestFiles::aDroppedFileIsUploaded()
{
    write(u"here/honey.bin"_s, QByteArray(3'000'000, 'h'));
    const auto files = panel();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(m_folder.filePath(u"here/honey.bin"_s))});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(files.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(files.get(), &drop);
    auto *row = files->findChild<TransferRow *>();
    QVERIFY(row);
    QTRY_VERIFY_WITH_TIMEOUT(row->isOver(), 20'000);
    QVERIFY2(row->text().contains(u"done"_s), qPrintable(row->text()));
    QFile arrived(m_folder.filePath(u"node/honey.bin"_s));
    QCOMPARE(arrived.size(), qint64(3'000'000));
    QTRY_COMPARE(table(*files)->model()->rowCount(), 3);
    shot(files.get(), u"files-uploaded"_s, {1000, 360});
}

void TestFiles::aSelectedFileIsDownloaded()
{
    const auto files = panel();
    auto *download = files->findChild<QPushButton *>(u"Download"_s);
    QVERIFY(!download->isEnabled());
    table(*files)->selectRow(0);
    QVERIFY(download->isEnabled());
    files->download({"etc", "notes.txt"}, m_folder.filePath(u"here"_s));
    const auto rows = files->findChildren<TransferRow *>();
    QCOMPARE(rows.size(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(rows[0]->isOver() && rows[1]->isOver(), 20'000);
    QFile notes(m_folder.filePath(u"here/notes.txt"_s));
    QVERIFY(notes.open(QIODevice::ReadOnly));
    QCOMPARE(notes.readAll(), "bees");
    QVERIFY(QFile::exists(m_folder.filePath(u"here/etc/hosts"_s)));
}

void TestFiles::whatCannotBeListedIsTold()
{
    const auto files = panel();
    auto *path = files->findChild<QLineEdit *>();
    path->setText(m_folder.filePath(u"nowhere"_s));
    QTest::keyClick(path, Qt::Key_Return);
    auto *bar = files->findChild<MessageBar *>();
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(files->folder(), m_folder.filePath(u"node"_s).toUtf8()); // what was there is still there
    QCOMPARE(table(*files)->model()->rowCount(), 2);
    QCOMPARE(path->text(), m_folder.filePath(u"nowhere"_s)); // and what was typed
    shot(files.get(), u"files-error"_s, {1000, 360});
}

void TestFiles::aRefusedLoginIsTold()
{
    ssh::Target wrong = m_sshd.target();
    wrong.privateKey = makeSecret(m_sshd.otherUserKey());
    FilesPanel files(u"hive-worker-1"_s, [wrong] { return ready<ssh::Target>(ssh::Target(wrong)); });
    files.resize(1000, 360);
    files.show();
    QTRY_VERIFY_WITH_TIMEOUT(files.findChild<MessageBar *>()->isVisible(), 15'000);
}

void TestFiles::hostileNamesStayPlain()
{
    write(u"node/<b>bold<b>"_s, "x");
    write(u"node/tab\there"_s, "x");
    const auto files = panel();
    const QAbstractItemModel *model = table(*files)->model();
    QCOMPARE(model->rowCount(), 4);
    for (int row = 0; row < 4; ++row) {
        const QString name = model->index(row, 0).data().toString();
        QVERIFY(!name.contains(u'\t'));
        QVERIFY(!model->index(row, 0).data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
    }
}

void TestFiles::aBrokenUploadIsTriedAgain()
{
    QByteArray bytes(120'000'000, 'h');
    for (qsizetype i = 0; i < bytes.size(); i += 4096)
        bytes[i] = char(i >> 12);
    write(u"here/honey.bin"_s, bytes);
    const auto files = panel();
    files->upload({m_folder.filePath(u"here/honey.bin"_s)});
    auto *row = files->findChild<TransferRow *>();
    QTRY_VERIFY_WITH_TIMEOUT(row->text().contains(u" of "_s), 10'000); // it moves
    m_sshd.halt();
    m_sshd.killConnections();
    QTRY_VERIFY_WITH_TIMEOUT(row->isOver(), 20'000);
    auto *again = row->findChild<QPushButton *>(u"TryAgain"_s);
    QVERIFY2(again->isVisible(), qPrintable(row->text()));
    shot(files.get(), u"files-broken"_s, {1000, 360});
    QVERIFY(m_sshd.restart());
    QTest::mouseClick(again, Qt::LeftButton);
    QVERIFY(!row->isOver());
    QTRY_VERIFY_WITH_TIMEOUT(row->isOver(), 20'000);
    QVERIFY2(row->text().contains(u"done"_s), qPrintable(row->text()));
    QVERIFY(!again->isVisible());
    QFile arrived(m_folder.filePath(u"node/honey.bin"_s));
    QVERIFY(arrived.open(QIODevice::ReadOnly));
    QVERIFY(arrived.readAll() == bytes);
    const auto left =
        QDir(m_folder.filePath(u"node"_s)).entryList({u"*.part-*"_s}, QDir::Files | QDir::Hidden);
    QVERIFY(left.isEmpty());
}

void TestFiles::filesGoFromNodeToNode()
{
    SshdFixture other;
    QVERIFY(other.start({u"Subsystem sftp internal-sftp"_s}));
    const auto files = panel();
    RemoteFilesMime mime(
        other.target(),
        {m_folder.filePath(u"node/etc"_s).toUtf8(), m_folder.filePath(u"node/notes.txt"_s).toUtf8()});
    files->open(m_folder.filePath(u"here"_s).toUtf8());
    QTRY_COMPARE(files->folder(), m_folder.filePath(u"here"_s).toUtf8());
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(files.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(files.get(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(m_folder.filePath(u"here/etc/hosts"_s)), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(m_folder.filePath(u"here/notes.txt"_s)), 20'000);
    QTRY_COMPARE(table(*files)->model()->rowCount(), 2); // and the panel shows them
    // Onto where they are already, or into themselves: nothing to do.
    for (const QString &folder : {u"node"_s, u"node/etc"_s}) {
        files->open(m_folder.filePath(folder).toUtf8());
        QTRY_COMPARE(files->folder(), m_folder.filePath(folder).toUtf8());
        RemoteFilesMime own(m_sshd.target(), {m_folder.filePath(u"node/etc"_s).toUtf8()});
        QDragEnterEvent again(QPoint(200, 200), Qt::CopyAction, &own, Qt::LeftButton, Qt::NoModifier);
        again.ignore();
        QCoreApplication::sendEvent(files.get(), &again);
        QVERIFY(!again.isAccepted());
    }
    other.stop();
}

void TestFiles::filesAreFetchedBeforeTheyLeave()
{
    const auto files = panel();
    FilesDrag::Files dragged{m_sshd.target(), {m_folder.filePath(u"node/notes.txt"_s).toUtf8()}, "1"};
    QTemporaryDir around; // where the program was started from is nothing of its
    QVERIFY(QDir(around.path()).mkdir(u"kept"_s));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(around.path()));
    files->drag()->begin(dragged);
    QVERIFY(QDir(around.path()).exists(u"kept"_s));
    QVERIFY(QDir::setCurrent(before));
    const std::unique_ptr<RemoteFilesMime> early(files->drag()->mime());
    QVERIFY(!early->hasUrls()); // no other program may take what is not here yet
    QVERIFY(early->hasFormat(RemoteFilesMime::format()));
    QTRY_VERIFY_WITH_TIMEOUT(files->drag()->isFetched(), 20'000);
    const std::unique_ptr<RemoteFilesMime> mime(files->drag()->mime());
    QCOMPARE(mime->urls().size(), 1);
    QFile fetched(mime->urls().constFirst().toLocalFile());
    QVERIFY(fetched.open(QIODevice::ReadOnly));
    QCOMPARE(fetched.readAll(), "bees");
    const QString folder = QFileInfo(fetched).absolutePath();
    QCOMPARE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto rows = files->findChildren<TransferRow *>().size();
    files->drag()->begin(dragged); // is there already
    QCOMPARE(files->findChildren<TransferRow *>().size(), rows);
    dragged.version = "2"; // has changed on the node
    files->drag()->begin(dragged);
    QCOMPARE(files->findChildren<TransferRow *>().size(), rows + 1);
    QTRY_VERIFY_WITH_TIMEOUT(files->drag()->isFetched(), 20'000);
    QVERIFY(!QFileInfo::exists(folder));
}

void TestFiles::looks()
{
    write(
        u"node/a-name-that-is-much-longer-than-the-column-in-which-it-has-to-find-its-place-and-goes-on-and-on-until-nobody-reads-it.tar.gz"_s,
        "x");
    theme::apply(theme::Mode::Dark);
    const auto files = panel();
    files->download({"notes.txt", "etc"}, m_folder.filePath(u"here"_s));
    const auto rows = files->findChildren<TransferRow *>();
    QTRY_VERIFY_WITH_TIMEOUT(rows[0]->isOver() && rows[1]->isOver(), 20'000);
    table(*files)->selectRow(1);
    shot(files.get(), u"files-dark"_s, {1000, 360});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestFiles)
#include "tst_files.moc"
