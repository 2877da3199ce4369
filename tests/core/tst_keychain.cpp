// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychainstore.h"
#include "core/secrets/sessionstore.h"
#include "tests/support/await.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace skep;
using namespace skep::secrets;
using namespace skep::test;
using namespace Qt::StringLiterals;

#define VERIFY_OK(result)                                                                                    \
    QVERIFY2((result).has_value(), qPrintable((result) ? QString() : (result).error().message))

//! With a real keyring of its own: main() starts the test again inside of one.
class tst_Keychain : public QObject
{
    Q_OBJECT

    // Runs one function of this test in a process whose session bus is another one, or none.
    static void runElsewhere(const QString &function, const QString &bus)
    {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SKEP_TEST_BUS"_s, u"none"_s);
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        if (!bus.isEmpty())
            environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus);
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.start(QCoreApplication::applicationFilePath(), {function});
        QVERIFY(child.waitForFinished(60'000));
        const QByteArray output = child.readAll();
        QVERIFY2(child.exitCode() == 0
                     && output.contains(QByteArray("PASS   : tst_Keychain::" + function.toLatin1())),
                 output.constData());
    }

    static void checkAbsent()
    {
        KeychainStore store;
        QCOMPARE(await(store.state()).value(), KeychainStore::State::Absent);
        const QList<Error> errors{await(store.read(u"a/b"_s)).error(),
                                  await(store.write(u"a/b"_s, makeSecret("x"))).error(),
                                  await(store.remove(u"a/b"_s)).error()};
        for (const Error &error : errors) {
            QCOMPARE(error.code, ErrorCode::Keychain);
            QVERIFY2(error.message.contains(u"no keychain"_s), qPrintable(error.message));
        }
    }

private slots:
    void keepsSecrets()
    {
        KeychainStore store;
        QVERIFY(store.isPersistent());
        QCOMPARE(await(store.state()).value(), KeychainStore::State::Ready);
        QCOMPARE(await(store.read(u"c1/ca-key"_s)).error().code, ErrorCode::NotFound);
        QByteArray everyByte;
        for (int i = 0; i < 256; ++i)
            everyByte += static_cast<char>(i);
        for (const QByteArray &bytes :
             {QByteArray("short"), everyByte, QByteArray("übung\n"), QByteArray(65536, 'x')}) {
            const QByteArray expected(bytes.constData(), bytes.size());
            VERIFY_OK(await(store.write(u"c1/ca-key"_s, makeSecret(bytes))));
            const auto read = await(store.read(u"c1/ca-key"_s));
            VERIFY_OK(read);
            QCOMPARE((*read)->reveal(), expected);
        }
        QCOMPARE(await(store.read(u"c1/other"_s)).error().code, ErrorCode::NotFound);
        VERIFY_OK(await(store.remove(u"c1/ca-key"_s)));
        VERIFY_OK(await(store.remove(u"c1/ca-key"_s)));
        QCOMPARE(await(store.read(u"c1/ca-key"_s)).error().code, ErrorCode::NotFound);
    }

    void refusesWhatItCannotKeep()
    {
        KeychainStore store;
        QVERIFY(!await(store.write(u"a/b"_s, {})));
        QVERIFY(!await(store.write(u"a/b"_s, makeSecret({}))));
        QVERIFY(!await(store.write(u"a/b"_s, makeSecret(QByteArray(65537, 'x')))));
    }

    void manyAtOnce()
    {
        KeychainStore store;
        QList<Pending<>> writes;
        for (int i = 0; i < 20; ++i)
            writes << store.write(u"many/%1"_s.arg(i), makeSecret(QByteArray::number(i)));
        for (const auto &each : writes)
            VERIFY_OK(await(each));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(await(store.read(u"many/%1"_s.arg(i))).value()->reveal(), QByteArray::number(i));
    }

    void nothingIsWrittenInPlainText()
    {
        KeychainStore store;
        VERIFY_OK(await(store.write(u"plain/text"_s, makeSecret("correct horse battery"))));
        QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++seen;
            QVERIFY2(!file.readAll().contains("correct horse"), qPrintable(file.fileName()));
        }
        QVERIFY(seen > 0); // the keyring's own file at least
    }

    void noSessionBus()
    {
        if (qEnvironmentVariable("SKEP_TEST_BUS") == "none"_L1)
            return checkAbsent();
        runElsewhere(u"noSessionBus"_s, {});
        runElsewhere(u"noSessionBus"_s, u"unix:path=/nonexistent/bus"_s);
    }

    void sessionStoreForgets()
    {
        SessionStore store;
        QVERIFY(!store.isPersistent());
        QCOMPARE(await(store.read(u"a/b"_s)).error().code, ErrorCode::NotFound);
        {
            const SecretPtr secret = makeSecret("one");
            VERIFY_OK(await(store.write(u"a/b"_s, secret)));
        }
        QCOMPARE(await(store.read(u"a/b"_s)).value()->reveal(), QByteArray("one"));
        VERIFY_OK(await(store.remove(u"a/b"_s)));
        QCOMPARE(await(store.read(u"a/b"_s)).error().code, ErrorCode::NotFound);
    }

    //! Last: nobody can unlock it again here.
    void zLockedIsNeverNotFound()
    {
        KeychainStore store;
        VERIFY_OK(await(store.write(u"locked/key"_s, makeSecret("x"))));
        QDBusMessage lock =
            QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                           u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
        lock << QVariant::fromValue(
            QList<QDBusObjectPath>{QDBusObjectPath(u"/org/freedesktop/secrets/aliases/default"_s)});
        const auto answer = QDBusConnection::sessionBus().call(lock);
        QVERIFY2(answer.type() == QDBusMessage::ReplyMessage, qPrintable(answer.errorMessage()));
        QTRY_COMPARE(await(store.state()).value(), KeychainStore::State::Locked);
        const QList<Error> errors{await(store.read(u"locked/key"_s)).error(),
                                  await(store.read(u"locked/none"_s)).error(),
                                  await(store.write(u"locked/key"_s, makeSecret("y"))).error(),
                                  await(store.remove(u"locked/key"_s)).error()};
        for (const Error &error : errors) {
            QCOMPARE(error.code, ErrorCode::Keychain);
            QVERIFY2(error.message.contains(u"locked"_s), qPrintable(error.message + error.detail));
        }
    }
};

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("SKEP_TEST_KEYRING")) {
        static char wrapper[] = SKEP_SOURCE_DIR "/tests/support/with-keyring.sh";
        std::vector<char *> arguments(argv, argv + argc);
        arguments.insert(arguments.begin(), wrapper);
        arguments.push_back(nullptr);
        ::execv(wrapper, arguments.data());
        return 127;
    }
    QCoreApplication app(argc, argv);
    tst_Keychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychain.moc"
