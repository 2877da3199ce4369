// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/consul/dnsmessage.h"
#include "tests/support/consulfixture.h"

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::consul;
using skep::test::ConsulFixture;

namespace {

const QNetworkProxy direct(QNetworkProxy::NoProxy);

template <typename T>
Result<T> settled(QFuture<Result<T>> future, int limit = 10'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, limit) || future.resultCount() == 0)
        return fail(ErrorCode::Internal, u"the future did not settle"_s);
    return future.result();
}

#define VERIFY_GOOD(expression)                                                                              \
    do {                                                                                                     \
        const auto &verified = (expression);                                                                 \
        QVERIFY2(verified.has_value(), verified ? "" : qPrintable(verified.error().message));                \
    } while (false)

//! A correct answer to a question for web.service.consul: one A record, its name packed.
QByteArray answerTo(const QByteArray &question)
{
    QByteArray answer = question;
    qToBigEndian<quint16>(0x8580, answer.data() + 2);
    qToBigEndian<quint16>(1, answer.data() + 6);
    return answer + QByteArray("\xc0\x0c\0\1\0\1\0\0\0\0\0\4\x0a\0\0\4", 16);
}

} // namespace

class TestDns : public QObject
{
    Q_OBJECT

private slots:
    void readsAnAnswer();
    void refusesWhatIsNoAnswer_data();
    void refusesWhatIsNoAnswer();
    void survivesDamage();
    void refusesAName();
    void asksRealConsul();
    void saysWhenNobodyAnswers();
};

void TestDns::readsAnAnswer()
{
    const auto question = dnsQuestion(u"web.service.consul"_s, u"A"_s, 77);
    VERIFY_GOOD(question);
    const auto records = parseDnsAnswer(*question, answerTo(*question));
    VERIFY_GOOD(records);
    QCOMPARE(*records, (QList<DnsRecord>{{u"web.service.consul"_s, u"A"_s, u"10.0.0.4"_s, {}, 0}}));
    QByteArray none = *question;
    qToBigEndian<quint16>(0x8583, none.data() + 2);
    const auto empty = parseDnsAnswer(*question, none);
    VERIFY_GOOD(empty);
    QVERIFY(empty->isEmpty());
}

void TestDns::refusesWhatIsNoAnswer_data()
{
    const auto question = *dnsQuestion(u"web.service.consul"_s, u"A"_s, 77);
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("the question itself") << question;
    QTest::newRow("another id") << answerTo(*dnsQuestion(u"web.service.consul"_s, u"A"_s, 78));
    QTest::newRow("cut") << answerTo(question).chopped(1);
    QByteArray refused = question;
    qToBigEndian<quint16>(0x8585, refused.data() + 2);
    QTest::newRow("refused") << refused;
    QByteArray loop = answerTo(question);
    loop[loop.size() - 16] = '\xc0';
    loop[loop.size() - 15] = char(question.size()); // a name that points at itself
    QTest::newRow("loop") << loop;
}

void TestDns::refusesWhatIsNoAnswer()
{
    QFETCH(QByteArray, answer);
    QVERIFY(!parseDnsAnswer(*dnsQuestion(u"web.service.consul"_s, u"A"_s, 77), answer));
}

void TestDns::survivesDamage()
{
    QRandomGenerator random(20261122);
    const auto question = *dnsQuestion(u"web.service.consul"_s, u"SRV"_s, 77);
    const auto good = answerTo(question);
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = good;
        for (int flips = random.bounded(1, 6); flips > 0; --flips)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        bytes.truncate(random.bounded(int(bytes.size()) + 1));
        const auto records = parseDnsAnswer(question, bytes);
        accepted += records.has_value();
        if (records)
            QVERIFY(records->size() <= 10);
    }
    QVERIFY(accepted < 20'000);
}

void TestDns::refusesAName()
{
    const auto records = settled(queryDns(direct, u"127.0.0.1"_s, 1, u"a..b"_s, u"A"_s, this));
    QVERIFY(!records);
    QCOMPARE(records.error().code, ErrorCode::Config);
    QVERIFY(!dnsQuestion(QString(300, u'x'), u"A"_s, 1));
}

void TestDns::asksRealConsul()
{
    if (ConsulFixture::program().isEmpty())
        QSKIP("there is no Consul here and mmdebstrap cannot fetch it");
    ConsulFixture consul;
    QVERIFY(consul.start());
    consul.call("PUT", u"/v1/agent/service/register"_s,
                R"({"ID":"web-1","Name":"web","Port":32768,"Address":"10.1.2.3"})");
    const auto ask = [&](const QString &name, const QString &type) {
        return settled(queryDns(direct, u"127.0.0.1"_s, consul.dnsPort(), name, type, this));
    };
    const auto address = ask(u"web.service.consul"_s, u"A"_s);
    VERIFY_GOOD(address);
    QCOMPARE(*address, (QList<DnsRecord>{{u"web.service.consul"_s, u"A"_s, u"10.1.2.3"_s, {}, 0}}));

    const auto service = ask(u"web.service.consul"_s, u"SRV"_s);
    VERIFY_GOOD(service);
    QCOMPARE(service->first().type, u"SRV"_s);
    QCOMPARE(service->first().port, 32768);
    const QString target = service->first().target;
    QVERIFY2(std::any_of(service->begin(), service->end(),
                         [&](const DnsRecord &r) {
                             return r.type == "A"_L1 && r.name == target && r.address == "10.1.2.3"_L1;
                         }),
             "the additional section has the target's address");

    const auto missing = ask(u"nothing.service.consul"_s, u"A"_s);
    VERIFY_GOOD(missing);
    QVERIFY(missing->isEmpty());
}

void TestDns::saysWhenNobodyAnswers()
{
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    const auto late =
        settled(queryDns(direct, u"127.0.0.1"_s, mute.serverPort(), u"web.service.consul"_s, u"A"_s, this));
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Timeout);
    const quint16 port = mute.serverPort();
    mute.close();
    const auto refused =
        settled(queryDns(direct, u"127.0.0.1"_s, port, u"web.service.consul"_s, u"A"_s, this));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Network);
}

QTEST_GUILESS_MAIN(TestDns)
#include "tst_dns.moc"
