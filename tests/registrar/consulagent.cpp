// SPDX-License-Identifier: GPL-3.0-or-later
#include "consulagent.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QLockFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

bool extractPackage(const QString &target)
{
    QTemporaryDir dir;
    QProcess process;
    process.start(u"mmdebstrap"_s,
                  {u"--quiet"_s, u"--variant=extract"_s, u"--include=consul"_s, u"bullseye"_s,
                   dir.filePath(u"root"_s)});
    return process.waitForStarted() && process.waitForFinished(120'000) && process.exitCode() == 0
        && QFile::copy(dir.filePath(u"root/usr/bin/consul"_s), target);
}

} // namespace

QString ConsulAgent::program(QString *reason)
{
    const QString installed = QStandardPaths::findExecutable(u"consul"_s);
    if (!installed.isEmpty())
        return installed;
    const QDir cache(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
                     + u"/skep-tests"_s);
    const QString kept = cache.filePath(u"consul-1.8.7"_s);
    if (!cache.mkpath(u"."_s)) {
        *reason = u"The cache folder %1 cannot be made."_s.arg(cache.path());
        return {};
    }
    QLockFile lock(kept + u".lock"_s);
    lock.lock();
    const QString part = kept + u".part"_s;
    QFile::remove(part);
    if (QFile::exists(kept) || (extractPackage(part) && QFile::rename(part, kept)))
        return kept;
    *reason = u"No consul in PATH, and mmdebstrap cannot extract Debian 11's package."_s;
    return {};
}

ConsulAgent::ConsulAgent(const QString &program, const QString &directory, const ConsulAgent *join)
    : m_program(program)
    , m_directory(directory)
    , m_join(join)
    , m_http(freePort())
    , m_serf(freePort())
    , m_rpc(freePort())
{
    QDir().mkpath(m_directory);
}

ConsulAgent::~ConsulAgent()
{
    kill();
}

QJsonObject ConsulAgent::configuration() const
{
    QJsonObject tokens;
    QJsonObject ports{{u"http"_s, m_http}, {u"serf_lan"_s, m_serf}, {u"serf_wan"_s, -1}, {u"dns"_s, -1}};
    QJsonObject result{{u"data_dir"_s, m_directory + u"/data"_s},
                       {u"bind_addr"_s, u"127.0.0.1"_s},
                       {u"log_level"_s, u"warn"_s},
                       {u"performance"_s, QJsonObject{{u"raft_multiplier"_s, 1}}}};
    if (m_join) {
        result[u"node_name"_s] = u"node-1"_s;
        // A machine keeps its id when its agent loses its data.
        result[u"node_id"_s] = u"6f6a9d5e-33d1-4d55-8a2c-3f8f1d8f0001"_s;
        result[u"retry_join"_s] = QJsonArray{u"127.0.0.1:%1"_s.arg(m_join->m_serf)};
        result[u"retry_interval"_s] = u"1s"_s;
        tokens = {{u"agent"_s, m_ownToken}, {u"default"_s, m_ownToken}};
    } else {
        result[u"node_name"_s] = u"server-1"_s;
        result[u"server"_s] = true;
        result[u"bootstrap_expect"_s] = 1;
        ports[u"server"_s] = m_rpc;
        tokens = {{u"master"_s, managementToken()}};
    }
    result[u"ports"_s] = ports;
    result[u"acl"_s] =
        QJsonObject{{u"enabled"_s, true}, {u"default_policy"_s, u"deny"_s}, {u"tokens"_s, tokens}};
    return result;
}

bool ConsulAgent::start()
{
    QFile file(m_directory + u"/agent.json"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(configuration()).toJson()) < 0)
        return false;
    file.close();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(m_directory + u"/log"_s, QIODevice::Append);
    m_process->start(m_program, {u"agent"_s, u"-config-file"_s, file.fileName()});
    // An agent is of use when it reaches a leader that accepts the management token.
    return m_process->waitForStarted()
        && QTest::qWaitFor(
               [this] {
                   int status = 0;
                   const QByteArray leader = request("GET", u"/v1/status/leader"_s, {}, &status);
                   if (status != 200 || leader.size() <= 2)
                       return false;
                   request("GET", u"/v1/acl/tokens"_s, {}, &status);
                   return status == 200;
               },
               20'000);
}

void ConsulAgent::kill()
{
    if (m_process) {
        m_process->kill();
        m_process->waitForFinished();
    }
    m_process.reset();
}

void ConsulAgent::forget()
{
    QDir(m_directory + u"/data"_s).removeRecursively();
}

void ConsulAgent::forgetServices()
{
    for (const auto &kind : {u"/data/services"_s, u"/data/checks"_s})
        QDir(m_directory + kind).removeRecursively();
}

QString ConsulAgent::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_http);
}

QString ConsulAgent::managementToken()
{
    return u"11111111-2222-3333-4444-555555555555"_s;
}

QByteArray ConsulAgent::request(const QByteArray &verb, const QString &path, const QByteArray &body,
                                int *status) const
{
    QNetworkAccessManager manager;
    QNetworkRequest request{QUrl(url() + path)};
    request.setRawHeader("X-Consul-Token", managementToken().toLatin1());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(5000);
    std::unique_ptr<QNetworkReply> reply(manager.sendCustomRequest(request, verb, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    if (status)
        *status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return reply->readAll();
}

QJsonDocument ConsulAgent::get(const QString &path) const
{
    return QJsonDocument::fromJson(request("GET", path, {}, nullptr));
}

int ConsulAgent::put(const QString &path, const QJsonObject &body, QJsonObject *answer) const
{
    int status = 0;
    const QByteArray content = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson();
    const QByteArray data = request("PUT", path, content, &status);
    if (answer)
        *answer = QJsonDocument::fromJson(data).object();
    return status;
}

QString ConsulAgent::makeToken(const QString &name, const QString &rules) const
{
    if (put(u"/v1/acl/policy"_s, {{u"Name"_s, name}, {u"Rules"_s, rules}}) != 200)
        return {};
    QJsonObject token;
    put(u"/v1/acl/token"_s, {{u"Policies"_s, QJsonArray{QJsonObject{{u"Name"_s, name}}}}}, &token);
    return token[u"SecretID"_s].toString();
}
