// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a deployment without asking an engine: the file's print, logins of registries, refusals.
#include "core/cluster/registrylogins.h"
#include "core/cluster/stacklogins.h"
#include "core/cluster/stacks.h"
#include "core/docker/speccheck.h"
#include "core/secrets/sessionstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using cluster::RegistryLogins;

class TestDeploy : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatTheClientPrints();
    void saysWhatTheSwarmIgnores();
    void registriesOfImages_data();
    void registriesOfImages();
    void keepsLoginsWithoutTheirPasswords();
    void findsTheRegistriesOfAFile();
    void takesOnlyTheLoginsThatAreNeeded();
};

const auto printed = uR"(version: "3.8"
services:
  db:
    configs:
      - source: site
        target: /x
    deploy:
      mode: global
    image: 'postgres:'
  web:
    build:
      context: .
    container_name: x
    deploy:
      replicas: 2
      resources:
        limits:
          memory: "1"
    image: nginx:1.25
    privileged: true
    restart: always
configs:
  site:
    file: /root/site.conf
)"_s;

template <typename T>
Result<T> settled(const Pending<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }))
        return fail(ErrorCode::Timeout, {});
    return future.result();
}

void TestDeploy::readsWhatTheClientPrints()
{
    const auto services = cluster::printedServices(printed);
    QCOMPARE(services.keys(), (QStringList{u"db"_s, u"web"_s}));
    QVERIFY(services[u"db"_s].isGlobal);
    QCOMPARE(services[u"db"_s].image, u"postgres:"_s);
    QCOMPARE(services[u"web"_s].replicas, 2);
    QCOMPARE(services[u"web"_s].image, u"nginx:1.25"_s);
    QVERIFY(services[u"web"_s].keys.contains(u"privileged"_s));
    QVERIFY(!services[u"web"_s].keys.contains(u"context"_s));
}

void TestDeploy::saysWhatTheSwarmIgnores()
{
    const QString notes = cluster::printedNotes(printed).join(u'\n');
    for (const auto *ignored :
         {"“build” of web", "“container_name” of web", "“privileged” of web", "“restart” of web"})
        QVERIFY2(notes.contains(QString::fromUtf8(ignored)), qPrintable(notes));
    QVERIFY(!notes.contains(u"“deploy”"_s));
    QVERIFY(notes.contains(u"“postgres:”"_s)); // of a variable that the manager does not have
    QVERIFY(notes.contains(u"/root/site.conf"_s));
    QVERIFY(cluster::printedNotes({}).isEmpty());
}

void TestDeploy::registriesOfImages_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("registry");
    QTest::newRow("hub") << u"nginx:1.25"_s << QString();
    QTest::newRow("hub with a user") << u"library/nginx"_s << QString();
    QTest::newRow("hub by name") << u"docker.io/library/nginx"_s << QString();
    QTest::newRow("host") << u"registry.example.org/a/b:1"_s << u"registry.example.org"_s;
    QTest::newRow("port") << u"10.0.0.1:5000/a"_s << u"10.0.0.1:5000"_s;
    QTest::newRow("localhost") << u"localhost/a"_s << u"localhost"_s;
    QTest::newRow("digest") << u"nginx@sha256:abc"_s << QString();
}

void TestDeploy::registriesOfImages()
{
    QFETCH(QString, image);
    QFETCH(QString, registry);
    QCOMPARE(cluster::registryOf(image), registry);
    QCOMPARE(cluster::registryName(u" https://Registry.Example.org:5000/v2/ "_s),
             u"registry.example.org:5000"_s);
}

void TestDeploy::keepsLoginsWithoutTheirPasswords()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"registries.json"_s);
    secrets::SessionStore store;
    {
        RegistryLogins logins(path, &store);
        QSignalSpy changed(&logins, &RegistryLogins::changed);
        QVERIFY(logins.known().isEmpty());
        QVERIFY(settled(logins.keep({u"b.example.org"_s, u"me"_s, makeSecret("geheim")})));
        QVERIFY(settled(logins.keep({{}, u"hub-user"_s, makeSecret("topsecret")})));
        QVERIFY(settled(logins.keep({u"b.example.org"_s, u"you"_s, makeSecret("other")})));
        QCOMPARE(changed.count(), 3);
    }
    QDir all(folder.path());
    const auto files = all.entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        QFile file(all.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("geheim") && !bytes.contains("topsecret") && !bytes.contains("other"));
    }
    RegistryLogins again(path, &store);
    QCOMPARE(again.known(),
             (QList<RegistryLogins::Known>{{{}, u"hub-user"_s}, {u"b.example.org"_s, u"you"_s}}));
    const auto login = settled(again.login(u"b.example.org"_s));
    QVERIFY(login);
    QCOMPARE(login->user, u"you"_s);
    QCOMPARE(login->password->reveal(), "other");
    QVERIFY(settled(again.forget(u"b.example.org"_s)));
    QCOMPARE(settled(again.login(u"b.example.org"_s)).error().code, ErrorCode::NotFound);
    QCOMPARE(again.known().size(), 1);
}

void TestDeploy::findsTheRegistriesOfAFile()
{
    QCOMPARE(cluster::registriesIn(printed), (QStringList{QString()})); // Docker Hub alone, named once
    QCOMPARE(cluster::registriesIn(uR"(
services:
  a: {build: .}
  b:
    image: "registry.example.org:5000/team/web:1" # the page
  c:
    'image': ghcr.io/x/y@sha256:00
    environment:
      imageless: quay.io/z
)"_s),
             (QStringList{u"registry.example.org:5000"_s, u"ghcr.io"_s}));
    QVERIFY(cluster::registriesIn({}).isEmpty());
}

void TestDeploy::takesOnlyTheLoginsThatAreNeeded()
{
    QTemporaryDir folder;
    secrets::SessionStore store;
    RegistryLogins logins(folder.filePath(u"registries.json"_s), &store);
    QVERIFY(settled(logins.keep({{}, u"hub"_s, makeSecret("h")})));
    QVERIFY(settled(logins.keep({u"b.example.org"_s, u"you"_s, makeSecret("p:\"w")})));
    const auto found = settled(cluster::loginsFor(&logins, {u"b.example.org"_s, u"c.example.org"_s}, this));
    QVERIFY(found);
    QCOMPARE(found->size(), 1);
    const auto auths = QJsonDocument::fromJson(cluster::clientConfig(*found)).object()[u"auths"_s].toObject();
    QCOMPARE(auths.keys(), QStringList{u"b.example.org"_s});
    QCOMPARE(QByteArray::fromBase64(auths[u"b.example.org"_s][u"auth"_s].toString().toLatin1()),
             QByteArray("you:p:\"w"));
    const auto hub = cluster::clientConfig({{QString(), u"hub"_s, makeSecret("h")}});
    QVERIFY(hub.contains("\"https://index.docker.io/v1/\""));
}

QTEST_GUILESS_MAIN(TestDeploy)
#include "tst_deploy.moc"
