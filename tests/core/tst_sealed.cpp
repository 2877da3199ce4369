// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sealed.h"

#include <QElapsedTimer>
#include <QTest>

using namespace skep;
using namespace Qt::StringLiterals;

namespace {

const SecretPtr passphrase = makeSecret("correct horse battery");
const SecretPtr plain = makeSecret("all that it takes");

} // namespace

//! What a passphrase protects: it comes back whole with it, and not at all without it or when it was changed.
class TestSealed : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void comesBack();
    void neverTheSameTwice();
    void keepsItsContentClosed();
    void refusesAnotherPassphrase();
    void refusesShortPassphrase();
    void noticesEveryChange();
    void noticesEveryEnd();
    void refusesHungryParameters_data();
    void refusesHungryParameters();
    void refusesWhatItDoesNotKnow();

private:
    QByteArray m_sealed;
};

void TestSealed::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    const auto sealed = crypto::seal(plain, passphrase);
    QVERIFY(sealed);
    qInfo("sealed in %lld ms", timer.elapsed());
    m_sealed = *sealed;
}

void TestSealed::comesBack()
{
    const auto again = crypto::unseal(m_sealed, passphrase);
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE((*again)->reveal(), plain->reveal());
}

void TestSealed::neverTheSameTwice()
{
    const auto other = crypto::seal(plain, passphrase);
    QVERIFY(other);
    QVERIFY(*other != m_sealed);
}

void TestSealed::keepsItsContentClosed()
{
    QVERIFY(!m_sealed.contains("takes"));
    QVERIFY(!m_sealed.contains("horse"));
}

void TestSealed::refusesAnotherPassphrase()
{
    const auto again = crypto::unseal(m_sealed, makeSecret("correct horse batterz"));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Auth);
    QVERIFY2(again.error().message.contains("passphrase is wrong"_L1), qPrintable(again.error().message));
}

void TestSealed::refusesShortPassphrase()
{
    QVERIFY(!crypto::seal(plain, makeSecret("short")));
}

// One bit anywhere: in the header it may make another key, be refused or be no JSON any more.
void TestSealed::noticesEveryChange()
{
    for (qsizetype i = 0; i < m_sealed.size(); i += 7) {
        auto changed = m_sealed;
        changed[i] = char(changed.at(i) ^ 1);
        QVERIFY2(!crypto::unseal(changed, passphrase), qPrintable(QString::number(i)));
    }
}

void TestSealed::noticesEveryEnd()
{
    for (qsizetype size = 0; size < m_sealed.size(); size += 11) {
        const auto again = crypto::unseal(m_sealed.first(size), passphrase);
        QVERIFY2(!again, qPrintable(QString::number(size)));
        QVERIFY(!again.error().message.isEmpty());
    }
}

void TestSealed::refusesHungryParameters_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("memory") << QByteArray("\"n\":131072") << QByteArray("\"n\":1073741824");
    QTest::newRow("memory by r") << QByteArray("\"r\":8") << QByteArray("\"r\":1000000");
    QTest::newRow("time") << QByteArray("\"p\":1") << QByteArray("\"p\":100000");
    QTest::newRow("too cheap") << QByteArray("\"n\":131072") << QByteArray("\"n\":2");
    QTest::newRow("no power of two") << QByteArray("\"n\":131072") << QByteArray("\"n\":131071");
    QTest::newRow("negative") << QByteArray("\"n\":131072") << QByteArray("\"n\":-1");
}

void TestSealed::refusesHungryParameters()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    auto changed = m_sealed;
    QVERIFY(changed.contains(before));
    changed.replace(before, after);
    QElapsedTimer timer;
    timer.start();
    const auto again = crypto::unseal(changed, passphrase);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Config);
    QVERIFY(timer.elapsed() < 100); // before any key was made
}

void TestSealed::refusesWhatItDoesNotKnow()
{
    QVERIFY(!crypto::unseal({}, passphrase));
    QVERIFY(!crypto::unseal("hello", passphrase));
    auto newer = m_sealed;
    newer.replace("skep-sealed 1\n", "skep-sealed 2\n");
    QVERIFY(crypto::unseal(newer, passphrase).error().message.contains("newer"_L1));
}

QTEST_GUILESS_MAIN(TestSealed)
#include "tst_sealed.moc"
