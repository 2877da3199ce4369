// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/consulfixture.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

//! Ports that were free a moment ago, all different.
std::vector<quint16> freePorts(std::size_t count)
{
    std::vector<std::unique_ptr<QTcpServer>> servers;
    std::vector<quint16> ports;
    while (ports.size() < count) {
        servers.push_back(std::make_unique<QTcpServer>());
        if (!servers.back()->listen(QHostAddress::LocalHost))
            return {};
        ports.push_back(servers.back()->serverPort());
    }
    return ports;
}

} // namespace

ConsulFixture::ConsulFixture(const QByteArray &configuration)
{
    const auto ports = freePorts(4);
    m_httpPort = ports.at(0);
    m_dnsPort = ports.at(1);
    const auto port = [&](std::size_t i) { return QByteArray::number(ports.at(i)); };
    QFile file(m_folder.filePath(u"server.hcl"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.write(
        "node_name = \"n1\"\nserver = true\nbootstrap_expect = 1\nbind_addr = \"127.0.0.1\"\n"
        "client_addr = \"127.0.0.1\"\nperformance { raft_multiplier = 1 }\ndisable_update_check = true\n"
        "data_dir = \""
        + m_folder.filePath(u"data"_s).toUtf8() + "\"\nports { http = " + port(0) + " dns = " + port(1)
        + " serf_lan = " + port(2) + " server = " + port(3) + " grpc = -1 serf_wan = -1 }\n" + configuration);
}

ConsulFixture::~ConsulFixture()
{
    stop();
}

QString ConsulFixture::program()
{
    static const QString path = [] {
        QProcess finder;
        finder.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        finder.start(QStringLiteral(SKEP_SOURCE_DIR "/tests/support/consul-binary.sh"), QStringList());
        if (!finder.waitForFinished(60'000) || finder.exitCode() != 0)
            return QString();
        return QString::fromLocal8Bit(finder.readAllStandardOutput()).trimmed();
    }();
    return path;
}

bool ConsulFixture::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process->start(program(), {u"agent"_s, u"-config-file"_s, m_folder.filePath(u"server.hcl"_s)});
    const QDeadlineTimer deadline(20'000);
    while (!deadline.hasExpired()) {
        if (m_process->state() == QProcess::NotRunning)
            break;
        if (answers())
            return true;
        QTest::qWait(50);
    }
    qWarning("Consul does not answer:\n%s", log().constData());
    return false;
}

void ConsulFixture::stop()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(5'000);
    m_process.reset();
}

bool ConsulFixture::answers() const
{
    // With access control the catalog's answer shows when the server itself is registered and tokens work.
    return call("GET", u"/v1/status/leader"_s).size() > 4 && !call("GET", u"/v1/catalog/nodes"_s).isEmpty();
}

QUrl ConsulFixture::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_httpPort));
}

QByteArray ConsulFixture::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray ConsulFixture::call(const QByteArray &method, const QString &path, const QByteArray &body,
                               const QByteArray &token) const
{
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request(url().resolved(QUrl(path)));
    request.setTransferTimeout(5'000);
    if (!token.isEmpty())
        request.setRawHeader("X-Consul-Token", token);
    auto *reply = manager.sendCustomRequest(request, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->error() == QNetworkReply::NoError ? reply->readAll() : QByteArray();
}

} // namespace skep::test
