// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which a server's certificate can be wrong, against openssl's own server: refused before a byte
// of the request, and said why. Revocation is not looked up: neither Qt nor an engine's private authority
// offers it.
#include "core/net/httpendpoint.h"
#include "core/net/rawstream.h"
#include "tests/support/await.h"
#include "tests/transport/certificates.h"
#include "tests/transport/tlsserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::net;
using namespace skep::test;
using namespace std::chrono_literals;

namespace {

const QByteArray canary("canary-of-the-account");

//! What a server shows, and what is said of it.
struct Case
{
    Certificate own;
    QList<Certificate> chain = {};
    QStringList options = {};
    QString sentence = {};
    bool bySystemAuthorities = false; //!< instead of by the test's
};

Certificate spoiled(CertificateWish wish, const Certificate &issuer)
{
    wish.isSpoiled = true;
    return makeCertificate(wish, &issuer);
}

} // namespace

class tst_Certificates : public QObject
{
    Q_OBJECT

private:
    Certificate m_authority;
    QMap<QByteArray, Case> m_cases;

    void add(const char *name, Case wrong) { m_cases.insert(name, std::move(wrong)); }
    void wish(const char *name, const CertificateWish &wish, const QString &sentence)
    {
        add(name, {.own = makeCertificate(wish, &m_authority), .sentence = sentence});
    }

    void addTimesAndNames()
    {
        wish("expired", {.fromDays = -30, .untilDays = -1}, u"has expired"_s);
        wish("not yet valid", {.fromDays = 1, .untilDays = 30}, u"not valid yet"_s);
        wish("another name", {.names = "DNS:other.example.org"}, u"another name"_s);
        wish("another address", {.names = "IP:127.0.0.2"}, u"another name"_s);
        wish("a name that looks like the address", {.names = "DNS:127.0.0.1"}, u"another name"_s);
        wish("the address as the subject alone", {.commonName = "127.0.0.1", .names = {}}, u"another name"_s);
        wish("the address as the subject, another as its name",
             {.commonName = "127.0.0.1", .names = "DNS:other.example.org"}, u"another name"_s);
    }

    void addPurposesAndStrength()
    {
        wish("made for a client", {.purposes = "clientAuth"}, u"not made for a server"_s);
        wish("made for e-mail", {.purposes = "emailProtection"}, u"not made for a server"_s);
        wish("may not prove itself", {.usage = "critical,cRLSign"}, u"not made for a server"_s);
        const QStringList weak{u"-cipher"_s, u"DEFAULT@SECLEVEL=0"_s};
        add("a key of 1024 bits",
            {.own = makeCertificate({.rsaBits = 1024}, &m_authority),
             .options = weak,
             .sentence = u"too short"_s});
        add("signed by SHA-1",
            {.own = makeCertificate({.digest = EVP_sha1()}, &m_authority),
             .options = weak,
             .sentence = u"outdated way"_s});
        add("TLS 1.0 only",
            {.own = makeCertificate({}, &m_authority),
             .options = weak + QStringList{u"-tls1"_s},
             .sentence = u"does not speak TLS 1.2"_s});
        add("TLS 1.1 only",
            {.own = makeCertificate({}, &m_authority),
             .options = weak + QStringList{u"-tls1_1"_s},
             .sentence = u"does not speak TLS 1.2"_s});
        add("a forged signature", {.own = spoiled({}, m_authority), .sentence = u"its signature is wrong"_s});
    }

    void addAuthorities()
    {
        CertificateWish other = authorityWish;
        other.commonName = "another authority";
        const Certificate unknown = makeCertificate(other);
        const Certificate impostor = makeCertificate(authorityWish);
        CertificateWish between = authorityWish;
        between.commonName = "between";
        const Certificate middle = makeCertificate(between, &m_authority);
        CertificateWish powerless = between;
        powerless.constraints = "critical,CA:FALSE";
        const Certificate noAuthority = makeCertificate(powerless, &m_authority);
        CertificateWish narrow = between;
        narrow.commonName = "the last";
        narrow.constraints = "critical,CA:TRUE,pathlen:0";
        const Certificate last = makeCertificate(narrow, &m_authority);
        const Certificate beyond = makeCertificate(between, &last);
        add("signed by itself", {.own = makeCertificate({}), .sentence = u"vouches for itself only"_s});
        add("an unknown authority", {.own = makeCertificate({}, &unknown), .sentence = u"is unknown here"_s});
        add("an unknown authority, shown with it",
            {.own = makeCertificate({}, &unknown), .chain = {unknown}, .sentence = u"not trusted here"_s});
        add("the one in between is missing",
            {.own = makeCertificate({}, &middle), .sentence = u"is unknown here"_s});
        add("the one in between is no authority",
            {.own = makeCertificate({}, &noAuthority),
             .chain = {noAuthority},
             .sentence = u"one that may not sign"_s});
        add("one more in between than allowed",
            {.own = makeCertificate({}, &beyond),
             .chain = {beyond, last},
             .sentence = u"one that may not sign"_s});
        add("a private authority where a public one is due",
            {.own = makeCertificate({}, &m_authority),
             .chain = {m_authority},
             .sentence = u"not trusted here"_s,
             .bySystemAuthorities = true});
    }

    HttpRequest request(const TlsServer &server, const Case &wrong) const
    {
        HttpRequest out{.method = "POST",
                        .url = server.url(u"/canary-path"_s),
                        .headers = {{"Authorization", canary}},
                        .body = canary,
                        .connectTimeout = 3s,
                        .idleTimeout = 3s,
                        .totalTimeout = 3s};
        if (!wrong.bySystemAuthorities) {
            out.tls = QSslConfiguration::defaultConfiguration();
            out.tls->setCaCertificates(
                {QSslCertificate(m_authority.certificate ? m_authority.pem() : QByteArray())});
        }
        return out;
    }

    //! The error of each way in which HTTP leaves the program.
    static QList<Error> askInEachWay(const HttpRequest &request)
    {
        HttpEndpoint endpoint;
        QList<Error> errors;
        const auto sent = await(endpoint.send(request), 8s);
        errors.append(sent ? Error{ErrorCode::Internal, u"it was answered"_s} : sent.error());
        auto *stream = endpoint.stream(request, &endpoint);
        connect(stream, &HttpStream::ended, stream, [&](const Error &error) { errors.append(error); });
        [&] { QTRY_COMPARE_WITH_TIMEOUT(errors.size(), 2, 8000); }();
        auto *raw = endpoint.rawStream(request, &endpoint);
        connect(raw, &RawStream::failed, raw, [&](const Error &error) { errors.append(error); });
        [&] { QTRY_COMPARE_WITH_TIMEOUT(errors.size(), 3, 8000); }();
        return errors;
    }

private slots:
    void initTestCase()
    {
        m_authority = makeCertificate(authorityWish);
        addTimesAndNames();
        addPurposesAndStrength();
        addAuthorities();
        QCOMPARE_GE(m_cases.size(), 14);
    }

    void aGoodOneIsSpokenTo_data() // so that what follows can fail
    {
        QTest::addColumn<int>("rsaBits");
        QTest::addColumn<bool>("withOneBetween");
        QTest::newRow("P-256") << 0 << false;
        QTest::newRow("RSA") << 2048 << false;
        QTest::newRow("with one in between") << 0 << true;
    }
    void aGoodOneIsSpokenTo()
    {
        QFETCH(int, rsaBits);
        QFETCH(bool, withOneBetween);
        CertificateWish between = authorityWish;
        between.commonName = "between";
        const Certificate middle = makeCertificate(between, &m_authority);
        const Case good{makeCertificate({.rsaBits = rsaBits}, withOneBetween ? &middle : &m_authority),
                        withOneBetween ? QList{middle} : QList<Certificate>()};
        TlsServer server(good.own, good.chain);
        QVERIFY2(server.isRunning(), server.heard().constData());
        HttpRequest sent = request(server, good);
        sent.idleTimeout = 500ms;
        const auto errors = askInEachWay(sent);
        for (const Error &error : errors)
            QVERIFY2(error.code == ErrorCode::Timeout, qPrintable(error.message + error.detail));
        QTRY_COMPARE(server.heard().count("POST /canary-path HTTP/1.1"), 3);
        QCOMPARE(server.heard().count(canary), 6); // each with its header and its body
    }

    void aBadOneIsSentNothing_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (auto it = m_cases.keyBegin(); it != m_cases.keyEnd(); ++it)
            QTest::newRow(it->constData()) << *it;
    }
    void aBadOneIsSentNothing()
    {
        QFETCH(QByteArray, name);
        const Case wrong = m_cases.value(name);
        TlsServer server(wrong.own, wrong.chain, wrong.options);
        QVERIFY2(server.isRunning(), server.heard().constData());
        const auto errors = askInEachWay(request(server, wrong));
        for (const Error &error : errors) {
            const QString said = error.message + u" | "_s + error.detail;
            QVERIFY2(error.code == ErrorCode::Tls, qPrintable(said));
            QVERIFY2(!error.retryable, qPrintable(said));
            QVERIFY2(error.message.contains(wrong.sentence), qPrintable(said));
            QVERIFY2(error.message.contains(u"127.0.0.1"_s), qPrintable(said));
        }
        QTRY_VERIFY2_WITH_TIMEOUT(server.connections() >= 3, server.heard().constData(),
                                  2000); // really asked
        QVERIFY2(!server.heard().contains(canary) && !server.heard().contains("POST"),
                 server.heard().constData());
    }
};

QTEST_GUILESS_MAIN(tst_Certificates)
#include "tst_certificates.moc"
