// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/authority.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace skep;
using namespace skep::crypto;
using namespace Qt::StringLiterals;

class tst_Authority : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    Certificate m_authority;

    QString put(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static QByteArray openssl(const QStringList &arguments, int *exitCode = nullptr)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"openssl"_s, arguments);
        if (!process.waitForFinished())
            qFatal("openssl does not run");
        if (exitCode)
            *exitCode = process.exitCode();
        return process.readAll();
    }
    bool verifies(const Certificate &leaf, const QStringList &options)
    {
        int code = -1;
        const QByteArray output = openssl(QStringList{u"verify"_s, u"-x509_strict"_s, u"-CAfile"_s,
                                                      put(u"ca.pem"_s, m_authority.certificate)}
                                              + options + QStringList{put(u"leaf.pem"_s, leaf.certificate)},
                                          &code);
        if (code != 0)
            qInfo("%s", output.constData());
        return code == 0;
    }
    static QDateTime timeOf(const QByteArray &line)
    {
        // "notBefore=Nov 22 15:00:00 2026 GMT"
        const QString text = QString::fromLatin1(line.mid(line.indexOf('=') + 1)).simplified().chopped(4);
        QDateTime time = QLocale::c().toDateTime(text, u"MMM d hh:mm:ss yyyy"_s);
        time.setTimeSpec(Qt::UTC);
        return time;
    }

private slots:
    void initTestCase()
    {
        auto authority = createAuthority(u"Skep Prüfung"_s);
        QVERIFY(authority);
        m_authority = *std::move(authority);
    }

    void authorityIsOne()
    {
        const QString file = put(u"ca.pem"_s, m_authority.certificate);
        const QByteArray text = openssl({u"x509"_s, u"-noout"_s, u"-text"_s, u"-in"_s, file});
        for (const char *part : {"Version: 3", "CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign",
                                 "prime256v1", "ecdsa-with-SHA256", "Subject Key Identifier"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(m_authority.privateKey->reveal().startsWith("-----BEGIN PRIVATE KEY-----"));
        const QByteArray printed =
            openssl({u"x509"_s, u"-noout"_s, u"-fingerprint"_s, u"-sha256"_s, u"-in"_s, file});
        QCOMPARE(printed.split('=').value(1).trimmed().replace(':', "").toLower(),
                 certificateFingerprint(m_authority.certificate));
    }

    void leavesVerifyForWhatTheySay()
    {
        CertificateRequest request;
        request.commonName = u"server.dc1.consul"_s;
        request.dnsNames = {u"server.dc1.consul"_s, u"localhost"_s};
        request.addresses = {u"127.0.0.1"_s, u"10.1.2.3"_s, u"fe80::1"_s};
        const auto leaf = issue(m_authority, request);
        QVERIFY(leaf);
        QVERIFY(
            verifies(*leaf, {u"-purpose"_s, u"sslserver"_s, u"-verify_hostname"_s, u"server.dc1.consul"_s}));
        QVERIFY(verifies(*leaf, {u"-purpose"_s, u"sslclient"_s, u"-verify_ip"_s, u"10.1.2.3"_s}));
        QVERIFY(verifies(*leaf, {u"-verify_ip"_s, u"fe80::1"_s}));
        QVERIFY(!verifies(*leaf, {u"-verify_ip"_s, u"10.1.2.4"_s}));
        QVERIFY(!verifies(*leaf, {u"-verify_hostname"_s, u"example.org"_s}));
        const QByteArray ofCertificate =
            openssl({u"x509"_s, u"-noout"_s, u"-pubkey"_s, u"-in"_s, put(u"l.pem"_s, leaf->certificate)});
        const QByteArray ofKey =
            openssl({u"pkey"_s, u"-pubout"_s, u"-in"_s, put(u"l.key"_s, leaf->privateKey->reveal())});
        QCOMPARE(ofCertificate, ofKey);
        const auto other = issue(m_authority, request);
        QVERIFY(certificateFingerprint(leaf->certificate) != certificateFingerprint(other->certificate));
    }

    void usageIsKept()
    {
        CertificateRequest request{u"x"_s, {u"x"_s}, {}, Usage::Client, std::chrono::hours(24)};
        const auto client = issue(m_authority, request);
        QVERIFY(verifies(*client, {u"-purpose"_s, u"sslclient"_s}));
        QVERIFY(!verifies(*client, {u"-purpose"_s, u"sslserver"_s}));
        request.usage = Usage::Server;
        const auto server = issue(m_authority, request);
        QVERIFY(verifies(*server, {u"-purpose"_s, u"sslserver"_s}));
        QVERIFY(!verifies(*server, {u"-purpose"_s, u"sslclient"_s}));
    }

    void datesAllowForSkewAndStayWithinTheAuthority()
    {
        const auto ends = [this](const QByteArray &pem) {
            const QList<QByteArray> lines =
                openssl({u"x509"_s, u"-noout"_s, u"-dates"_s, u"-in"_s, put(u"d.pem"_s, pem)}).split('\n');
            return std::pair(timeOf(lines.value(0)), timeOf(lines.value(1)));
        };
        CertificateRequest request{u"x"_s, {}, {}, Usage::Client, std::chrono::hours(48)};
        const auto [begin, end] = ends(issue(m_authority, request)->certificate);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY2(qAbs(begin.secsTo(now) - 3600) < 60, qPrintable(begin.toString()));
        QVERIFY2(qAbs(now.secsTo(end) - 48 * 3600) < 60, qPrintable(end.toString()));
        request.lifetime = std::chrono::hours(24 * 365 * 100);
        QCOMPARE(ends(issue(m_authority, request)->certificate).second, ends(m_authority.certificate).second);
    }

    void anotherAuthorityDoesNotVerify()
    {
        const auto other = createAuthority(u"Skep Prüfung"_s);
        const auto leaf = issue(*other, {u"x"_s, {u"x"_s}, {}});
        QVERIFY(leaf);
        QVERIFY(!verifies(*leaf, {}));
        const Certificate mixed{m_authority.certificate, other->privateKey};
        QCOMPARE(issue(mixed, {u"x"_s, {}, {}}).error().code, ErrorCode::Config);
        QCOMPARE(issue({}, {u"x"_s, {}, {}}).error().code, ErrorCode::Config);
    }

    void refusesWhatIsNoName()
    {
        for (const QString &dns : {u"a b"_s, QString(), u"ü.example"_s, QString(u"a\0b"_s)})
            QVERIFY(!issue(m_authority, {u"x"_s, {dns}, {}}));
        for (const QString &address : {u"10.0.0"_s, u"host"_s, u"10.0.0.0/8"_s, QString()})
            QVERIFY2(!issue(m_authority, {u"x"_s, {}, {address}}), qPrintable(address));
        QVERIFY(!issue(m_authority, {u"x"_s.repeated(65), {}, {}}));
        // a name cannot bring another one
        const auto leaf = issue(m_authority, {u"x"_s, {u"a,IP:1.2.3.4"_s}, {}});
        QVERIFY(leaf);
        QVERIFY(!verifies(*leaf, {u"-verify_ip"_s, u"1.2.3.4"_s}));
        QVERIFY(certificateFingerprint("no certificate").isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Authority)
#include "tst_authority.moc"
