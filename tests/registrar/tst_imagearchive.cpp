// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/imagearchive.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep::registrar;

namespace {

QByteArray digestOf(const QByteArray &data)
{
    return "sha256:" + QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
}

//! Unpacks with the system's tar, which refuses wrong headers and checksums.
QString unpacked(const QTemporaryDir &dir, const QString &archive, const QString &name)
{
    const QString target = dir.filePath(name);
    return QDir().mkpath(target) && run(u"tar"_s, {u"-C"_s, target, u"-xf"_s, archive}) ? target : QString();
}

} // namespace

//! The image's archive is what engines read, names itself rightly and is the same each time.
class TestImageArchive : public QObject
{
    Q_OBJECT

private slots:
    void everyDigestIsRight();
    void sameContentSameBytes();
    void gzipHoldsNoDate();
    void builtImageRuns();
};

void TestImageArchive::everyDigestIsRight()
{
    QTemporaryDir dir;
    const ImageArchive archive = imageArchive({std::string(100000, 'x') + "end", "prog", "arm64", "prog:1"});
    QFile file(dir.filePath(u"image.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(archive.tar.data(), qint64(archive.tar.size()));
    file.close();
    const QString top = unpacked(dir, file.fileName(), u"image"_s);
    QVERIFY(!top.isEmpty());

    const QDir blobs(top + u"/blobs/sha256"_s);
    const QStringList names = blobs.entryList(QDir::Files);
    QCOMPARE(names.size(), 3);
    for (const QString &name : names)
        QCOMPARE(digestOf(contentOf(blobs.filePath(name))), QByteArray("sha256:" + name.toLatin1()));

    const auto entry = QJsonDocument::fromJson(contentOf(top + u"/manifest.json"_s)).array().at(0).toObject();
    QCOMPARE(entry["RepoTags"_L1].toArray().at(0).toString(), u"prog:1"_s);
    const QByteArray config = contentOf(top + u'/' + entry["Config"_L1].toString());
    QCOMPARE(digestOf(config), QByteArray::fromStdString(archive.imageId));
    const auto image = QJsonDocument::fromJson(config).object();
    QCOMPARE(image["architecture"_L1].toString(), u"arm64"_s);
    QCOMPARE(image["os"_L1].toString(), u"linux"_s);
    QCOMPARE(image["config"_L1]["Entrypoint"_L1].toArray().at(0).toString(), u"/prog"_s);
    const QString layerPath = top + u'/' + entry["Layers"_L1].toArray().at(0).toString();
    QCOMPARE(image["rootfs"_L1]["diff_ids"_L1].toArray().at(0).toString().toLatin1(),
             digestOf(contentOf(layerPath)));

    const auto index = QJsonDocument::fromJson(contentOf(top + u"/index.json"_s)).object();
    const auto listed = index["manifests"_L1].toArray().at(0).toObject();
    QCOMPARE(listed["digest"_L1].toString().toStdString(), archive.manifestId);
    const QByteArray manifest = contentOf(blobs.filePath(listed["digest"_L1].toString().mid(7)));
    QCOMPARE(listed["size"_L1].toInt(), int(manifest.size()));
    QCOMPARE(QJsonDocument::fromJson(manifest)["config"_L1]["digest"_L1].toString().toStdString(),
             archive.imageId);

    const QString layer = unpacked(dir, layerPath, u"layer"_s);
    QVERIFY(!layer.isEmpty());
    QCOMPARE(contentOf(layer + u"/prog"_s), QByteArray(100000, 'x') + "end");
    QVERIFY(QFile::permissions(layer + u"/prog"_s).testFlag(QFile::ExeOther));
}

void TestImageArchive::sameContentSameBytes()
{
    const ImageContent content{"program", "prog", "amd64", "prog:1"};
    const auto one = imageArchive(content);
    const auto two = imageArchive(content);
    QVERIFY(one.tar == two.tar);
    QVERIFY(gzipped(one.tar) == gzipped(two.tar));
    const auto other = imageArchive({"Program", "prog", "amd64", "prog:1"});
    QVERIFY(one.imageId != other.imageId);
    QVERIFY(one.manifestId != other.manifestId);
}

void TestImageArchive::gzipHoldsNoDate()
{
    const std::string packed = gzipped("text");
    QCOMPARE(QByteArray::fromStdString(packed.substr(0, 8)).toHex(), QByteArray("1f8b080000000000"));
}

void TestImageArchive::builtImageRuns()
{
    QTemporaryDir dir;
    const QString base = QStringLiteral(SKEP_IMAGE_DIR "/registrar-image");
    const QString top = unpacked(dir, base + u".tar.gz"_s, u"image"_s);
    QVERIFY(!top.isEmpty());
    const auto entry = QJsonDocument::fromJson(contentOf(top + u"/manifest.json"_s)).array().at(0).toObject();
    QCOMPARE(contentOf(base + u".id"_s),
             digestOf(contentOf(top + u'/' + entry["Config"_L1].toString())) + '\n');
    const auto facts = QJsonDocument::fromJson(contentOf(base + u".json"_s)).object();
    QCOMPARE(facts["id"_L1].toString().toLatin1() + '\n', contentOf(base + u".id"_s));
    QVERIFY(facts["architecture"_L1].toString() == u"amd64"_s
            || facts["architecture"_L1].toString() == u"arm64"_s);
    QCOMPARE(facts["name"_L1].toString(), entry["RepoTags"_L1].toArray().at(0).toString());
    const QString layer =
        unpacked(dir, top + u'/' + entry["Layers"_L1].toArray().at(0).toString(), u"layer"_s);
    QVERIFY(run(layer + u"/skep-registrar"_s, {u"--version"_s}));
}

QTEST_GUILESS_MAIN(TestImageArchive)
#include "tst_imagearchive.moc"
