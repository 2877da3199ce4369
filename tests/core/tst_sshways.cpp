// SPDX-License-Identifier: GPL-3.0-or-later
// Own servers: keys with a passphrase, passwords, servers that want both, and a look before anything is
// trusted.
#include "core/ssh/connection.h"
#include "core/ssh/hostkeyscan.h"
#include "core/ssh/question.h"
#include "tests/support/await.h"
#include "tests/support/sshagent.h"
#include "tests/support/sshdfixture.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;
using namespace skep::test;
using namespace std::chrono_literals;

namespace {

const QByteArray password("correct horse $& 'battery'");
const QString passphrase = u"open sesame äö"_s;

SecretPtr secret(const QString &text)
{
    return makeSecret(text.toUtf8());
}

Error errorOf(const Target &target)
{
    Connection connection(target);
    const auto outcome = await(connection.open(20s));
    return outcome ? Error{ErrorCode::Internal, u"it succeeded"_s} : outcome.error();
}

//! The way it ended: "open", "asks 0", or the error.
QString outcomeOf(const Target &target)
{
    Connection connection(target);
    const auto outcome = await(connection.open(20s));
    if (outcome)
        return await(connection.exec("echo hi"))->out == "hi\n" ? u"open"_s : u"open, but runs nothing"_s;
    if (const auto question = questionIn(outcome.error()))
        return u"asks %1"_s.arg(int(question->kind));
    return outcome.error().message + u'\n' + outcome.error().detail;
}

const QString asksPassphrase = u"asks 0"_s;
const QString asksOtherPassphrase = u"asks 1"_s;
const QString asksPassword = u"asks 2"_s;
const QString asksOtherPassword = u"asks 3"_s;

} // namespace

class tst_SshWays : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd; //!< takes the protected keys as well

    Target withKeys(const QStringList &files, const QString &answer = {}) const
    {
        Target target = m_sshd.target();
        target.privateKey.reset();
        for (const QString &file : files)
            target.identities.append({file, answer.isNull() ? nullptr : secret(answer)});
        return target;
    }
    static Target guest(const SshdFixture &sshd)
    {
        Target target = sshd.target();
        target.privateKey.reset();
        target.user = u"guest"_s;
        return target;
    }
    QString file(const QString &name) const { return m_sshd.folder() + u'/' + name; }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_sshd.makeProtectedKey(u"ed25519"_s, passphrase, {u"-t"_s, u"ed25519"_s});
        m_sshd.makeProtectedKey(u"pem"_s, passphrase,
                                {u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PEM"_s});
        m_sshd.makeProtectedKey(u"pkcs8"_s, passphrase, {u"-t"_s, u"ecdsa"_s, u"-m"_s, u"PKCS8"_s});
        m_sshd.makeProtectedKey(u"unwanted"_s, passphrase, {u"-t"_s, u"ed25519"_s});
        QStringList authorized;
        for (const char *name : {"user.pub", "ed25519.pub", "pem.pub", "pkcs8.pub"})
            authorized.append(file(QString::fromLatin1(name)));
        QVERIFY2(m_sshd.start({u"LogLevel DEBUG1"_s, u"AuthorizedKeysFile "_s + authorized.join(u' ')}),
                 m_sshd.log().constData());
    }
    void cleanupTestCase() { m_sshd.stop(); }

    void keysWithAPassphrase_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("hasPublicHalf");
        for (const char *name : {"ed25519", "pem", "pkcs8"}) {
            QTest::addRow("%s", name) << QString::fromLatin1(name) << true;
            QTest::addRow("%s alone", name) << QString::fromLatin1(name) << false;
        }
    }
    void keysWithAPassphrase()
    {
        QFETCH(QString, name);
        QFETCH(bool, hasPublicHalf);
        const QString key = file(hasPublicHalf ? name : name + u"-alone"_s);
        if (!hasPublicHalf)
            QVERIFY(QFile::copy(file(name), key));
        QCOMPARE(outcomeOf(withKeys({key})), asksPassphrase);
        QCOMPARE(outcomeOf(withKeys({key}, u"wrong"_s)), asksOtherPassphrase);
        QCOMPARE(outcomeOf(withKeys({key}, u""_s)), asksOtherPassphrase);
        QCOMPARE(outcomeOf(withKeys({key}, passphrase)), u"open"_s);
        const Error error = errorOf(withKeys({key}));
        QVERIFY(!error.retryable);
        QCOMPARE(questionIn(error)->keyFile, key);
        QVERIFY2(error.message.contains(key), qPrintable(error.message));
        QCOMPARE(outcomeOf(answered(withKeys({key}), *questionIn(error), secret(passphrase))), u"open"_s);
    }
    void nobodyIsAskedForAKeyThatIsNotWanted()
    {
        const Error error = errorOf(withKeys({file(u"unwanted"_s)}));
        QCOMPARE(error.code, ErrorCode::Auth);
        QVERIFY2(!questionIn(error), qPrintable(error.message));
        QCOMPARE(outcomeOf(withKeys({file(u"unwanted"_s), file(u"ed25519"_s), file(u"user"_s)})), u"open"_s);
    }
    void filesThatAreNoKeys()
    {
        QFile garbage(file(u"garbage"_s));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
        garbage.close();
        for (const QString &name : {file(u"garbage"_s), file(u"absent"_s), m_sshd.folder(), u"/dev/zero"_s}) {
            const Error error = errorOf(withKeys({name}));
            QCOMPARE(error.code, ErrorCode::Auth);
            QVERIFY(!questionIn(error));
            QCOMPARE(outcomeOf(withKeys({name, file(u"user"_s)})), u"open"_s);
        }
    }
    void aProtectedKeyCutOffAnywhereIsNoQuestionWithoutEnd()
    {
        QFile whole(file(u"ed25519"_s));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray text = whole.readAll();
        for (qsizetype size = 0; size < text.size() - 40; size += 29) {
            QFile part(file(u"part"_s));
            QVERIFY(part.open(QIODevice::WriteOnly | QIODevice::Truncate));
            part.write(text.left(size));
            part.close();
            const Error error = errorOf(withKeys({part.fileName()}, passphrase));
            QVERIFY2(error.code == ErrorCode::Auth && !questionIn(error), qPrintable(error.message));
        }
    }

    void theAgentSignsWithAProtectedKey()
    {
        const SshAgent agent(file(u"agent"_s));
        QVERIFY(agent.add(file(u"other-user"_s)));
        QVERIFY(agent.add(file(u"user"_s)));
        Target target = withKeys({file(u"user"_s)});
        target.agentSocket = agent.socket();
        target.identitiesOnly = true;
        QVERIFY(QFile::rename(file(u"user"_s), file(u"user-away"_s))); // only user.pub is left
        QCOMPARE(outcomeOf(target), u"open"_s);
        QVERIFY(QFile::rename(file(u"user-away"_s), file(u"user"_s)));
        target.identities = {{file(u"unwanted"_s)}};
        const QString refused = outcomeOf(target); // the agent's right key is none of those
        QVERIFY2(!refused.startsWith("open"_L1), qPrintable(refused));
    }
    void manyKeysOfTheAgentDoNotUseUpTheAttempts()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start({u"LogLevel DEBUG1"_s, u"MaxAuthTries 6"_s}));
        const SshAgent agent(file(u"agent"_s));
        for (int i = 0; i < 8; ++i) {
            const QString name = u"many%1"_s.arg(i);
            sshd.makeProtectedKey(name, {}, {u"-t"_s, u"ed25519"_s});
            QVERIFY(agent.add(sshd.folder() + u'/' + name));
        }
        Target target = sshd.target();
        target.privateKey.reset();
        target.agentSocket = agent.socket();
        const Error error = errorOf(target);
        QCOMPARE(error.code, ErrorCode::Auth);
        QVERIFY2(error.message.contains("IdentitiesOnly"_L1), qPrintable(error.message));
        QVERIFY2(!error.detail.contains("Too many"_L1), qPrintable(error.detail));
        QCOMPARE(sshd.log().count("method publickey"), 5);
        target.identities = {{sshd.folder() + u"/user"_s}};
        target.identitiesOnly = true;
        QCOMPARE(outcomeOf(target), u"open"_s);
        QVERIFY(agent.add(sshd.folder() + u"/user"_s)); // the last of nine, and yet the first that is tried
        target.identitiesOnly = false;
        QCOMPARE(outcomeOf(target), u"open"_s);
        sshd.stop();
    }

    void passwords_data()
    {
        QTest::addColumn<bool>("asked");
        QTest::newRow("password") << false;
        QTest::newRow("keyboard-interactive") << true;
    }
    void passwords()
    {
        if (const QString missing = SshdFixture::guestMissing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QFETCH(bool, asked);
        SshdFixture sshd;
        sshd.addGuest(password);
        QVERIFY2(sshd.start({u"UsePAM yes"_s, u"PasswordAuthentication %1"_s.arg(asked ? u"no"_s : u"yes"_s),
                             u"KbdInteractiveAuthentication %1"_s.arg(asked ? u"yes"_s : u"no"_s)}),
                 sshd.log().constData());
        Target target = guest(sshd);
        target.identities = {{file(u"absent"_s)}};
        QCOMPARE(outcomeOf(target), asksPassword);
        const auto question = questionIn(errorOf(target));
        QVERIFY(question && question->isOf(target));
        QCOMPARE(outcomeOf(answered(target, *question, makeSecret("wrong"))), asksOtherPassword);
        QCOMPARE(outcomeOf(answered(target, *question, makeSecret(password))), u"open"_s);
        const Error error = errorOf(answered(target, *question, makeSecret("wrong-secret")));
        QVERIFY(!error.message.contains("wrong-secret"_L1) && !error.detail.contains("wrong-secret"_L1));
        sshd.stop();
    }
    void serversThatWantBoth_data()
    {
        QTest::addColumn<QString>("methods");
        for (const char *methods :
             {"publickey,password", "password,publickey", "publickey,keyboard-interactive"})
            QTest::newRow(methods) << QString::fromLatin1(methods);
    }
    void serversThatWantBoth()
    {
        if (const QString missing = SshdFixture::guestMissing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QFETCH(QString, methods);
        SshdFixture sshd;
        sshd.addGuest(password);
        QVERIFY2(sshd.start({u"UsePAM yes"_s, u"PasswordAuthentication yes"_s,
                             u"KbdInteractiveAuthentication yes"_s, u"AuthenticationMethods "_s + methods}),
                 sshd.log().constData());
        Target target = guest(sshd);
        target.identities = {{sshd.folder() + u"/other-user"_s}, {sshd.folder() + u"/user"_s}};
        QCOMPARE(outcomeOf(target), asksPassword);
        target.password = makeSecret("wrong");
        QCOMPARE(outcomeOf(target), asksOtherPassword);
        target.password = makeSecret(password);
        QCOMPARE(outcomeOf(target), u"open"_s);
        target.identities.removeLast();
        const QString refused = outcomeOf(target);
        QVERIFY2(!refused.startsWith("open"_L1), qPrintable(refused));
        sshd.stop();
    }

    void aJumpHostAsksForItself()
    {
        SshdFixture inner;
        QVERIFY(inner.start());
        Target target = inner.target();
        target.jump = std::make_shared<const Target>(withKeys({file(u"ed25519"_s)}));
        const Error error = errorOf(target);
        const auto question = questionIn(error);
        QVERIFY2(question, qPrintable(error.message));
        QVERIFY(!question->isOf(target));
        QVERIFY(question->isOf(*target.jump));
        QCOMPARE(outcomeOf(answered(target, *question, secret(passphrase))), u"open"_s);
        inner.stop();
    }

    void aLookSendsNothingThatSaysWhoAsks()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start({u"LogLevel DEBUG1"_s}));
        Target target = sshd.target();
        target.pinnedHostKey.clear();
        const auto sight = await(lookAtHost(target));
        QVERIFY2(sight && sight->problem.message.isEmpty(), sight ? qPrintable(sight->problem.message) : "");
        QCOMPARE(sight->hostKey, sshd.hostKey().left(sshd.hostKey().lastIndexOf(' ')));
        QVERIFY2(sight->software.startsWith("SSH-2.0-OpenSSH"_L1), qPrintable(sight->software));
        QTRY_VERIFY(sshd.log().contains("Connection from"));
        QVERIFY2(!sshd.log().contains("userauth-request"), sshd.log().constData());
        QCOMPARE(*await(offeredHostKey(target.host, target.port)), sight->hostKey);
        sshd.stop();
    }
    void aLookAtTheKindThatIsKnown()
    {
        SshdFixture sshd;
        const QString rsa = sshd.makeProtectedKey(u"rsa-host"_s, {}, {u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s});
        QVERIFY(sshd.start({u"HostKey "_s + rsa}));
        Target target = sshd.target();
        QVERIFY(await(lookAtHost(target))->hostKey.startsWith("ssh-ed25519 "));
        QVERIFY(await(lookAtHost(target, {"ssh-rsa"}))->hostKey.startsWith("ssh-rsa "));
        QVERIFY(await(lookAtHost(target, {"ecdsa-sha2-nistp256"}))->hostKey.startsWith("ssh-ed25519 "));
        sshd.stop();
    }
    void aLookThroughAHostOnTheWay()
    {
        SshdFixture inner;
        QVERIFY(inner.start({u"LogLevel DEBUG1"_s}));
        Target target = inner.target();
        target.jump = std::make_shared<const Target>(m_sshd.target());
        QCOMPARE(await(lookAtHost(target))->hostKey, await(lookAtHost(inner.target()))->hostKey);
        QVERIFY(!inner.log().contains("userauth-request"));
        Target unpinned = m_sshd.target();
        unpinned.pinnedHostKey.clear();
        target.jump = std::make_shared<const Target>(unpinned);
        const auto refused = await(lookAtHost(target));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::HostKey);
        inner.stop();
    }
    void aLookAtWhatIsNoServer()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Target target = m_sshd.target();
        target.port = silent.serverPort();
        QElapsedTimer clock;
        clock.start();
        const auto quiet = await(lookAtHost(target, {}, 700ms));
        QVERIFY(quiet && quiet->isReached && quiet->software.isEmpty());
        QCOMPARE(quiet->problem.code, ErrorCode::Timeout);
        QVERIFY(clock.elapsed() < 5000);
        silent.close();
        const auto nobody = await(lookAtHost(target));
        QVERIFY(nobody && !nobody->isReached);
        QVERIFY2(nobody->problem.message.contains("refuses"_L1), qPrintable(nobody->problem.message));
        target.host = u"-x"_s;
        QCOMPARE(await(lookAtHost(target)).error().code, ErrorCode::Config);
    }
};

QTEST_GUILESS_MAIN(tst_SshWays)
#include "tst_sshways.moc"
