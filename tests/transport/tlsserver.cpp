// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/transport/tlsserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::test {

TlsServer::TlsServer(const Certificate &own, const QList<Certificate> &chain, const QStringList &options)
{
    QByteArray others;
    for (const Certificate &certificate : chain)
        others += certificate.pem();
    write(u"own.pem"_s, own.pem());
    write(u"key.pem"_s, own.keyPem());
    write(u"chain.pem"_s, others);
    QStringList arguments{u"s_server"_s,
                          u"-accept"_s,
                          u"127.0.0.1:0"_s,
                          u"-cert"_s,
                          m_folder.filePath(u"own.pem"_s),
                          u"-key"_s,
                          m_folder.filePath(u"key.pem"_s)};
    if (!chain.isEmpty())
        arguments += {u"-cert_chain"_s, m_folder.filePath(u"chain.pem"_s)};
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(u"openssl"_s, arguments + options);
    static const QRegularExpression place(u"ACCEPT 127\\.0\\.0\\.1:(\\d+)"_s);
    QElapsedTimer clock;
    clock.start();
    while (m_port == 0 && clock.elapsed() < 10'000 && m_server.state() != QProcess::NotRunning) {
        m_server.waitForReadyRead(200);
        m_port = place.match(QString::fromLatin1(heard())).captured(1).toUShort();
    }
}

TlsServer::~TlsServer()
{
    m_server.kill();
    m_server.waitForFinished(3000);
}

QUrl TlsServer::url(const QString &path) const
{
    return QUrl(u"https://127.0.0.1:%1%2"_s.arg(QString::number(m_port), path));
}

QByteArray TlsServer::heard()
{
    m_heard += m_server.readAll();
    return m_heard;
}

void TlsServer::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the server's files cannot be written");
}

} // namespace skep::test
