// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxfixture.h"

#include "core/base/jsonreader.h"
#include "core/net/httpendpoint.h"
#include "tests/support/await.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>

namespace skep::test {

using namespace Qt::StringLiterals;

SandboxFixture::~SandboxFixture()
{
    stop();
}

bool SandboxFixture::start(const QStringList &arguments, int readyWithinSeconds)
{
    const QString program = QStringLiteral(SKEP_BIN_DIR "/skep-sandbox");
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.start(program,
                    QStringList{u"--listen"_s, u"127.0.0.1:0"_s, u"--state"_s, m_state.path()} + arguments);
    QElapsedTimer clock;
    clock.start();
    while (!m_process.canReadLine()) {
        const int left = readyWithinSeconds * 1000 - int(clock.elapsed());
        if (left <= 0 || (!m_process.waitForReadyRead(left) && m_process.state() != QProcess::Running)) {
            m_error = program + u": "_s + m_process.errorString() + u'\n'
                + QString::fromUtf8(m_process.readAllStandardError());
            return false;
        }
    }
    m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
    if (endpoint().isEmpty() || key().isEmpty())
        m_error = u"the first line is not the expected one"_s;
    return m_error.isEmpty();
}

void SandboxFixture::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(30'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

SecretPtr SandboxFixture::secret() const
{
    return makeSecret(m_ready.value("secret"_L1).toString().toUtf8());
}

QJsonObject SandboxFixture::control(const QByteArray &method, const QString &path,
                                    const QByteArray &body) const
{
    net::HttpEndpoint http;
    net::HttpRequest request;
    request.method = method;
    request.url = endpoint();
    request.url.setPath(path);
    request.body = body;
    const auto response = await(http.send(request));
    if (!response || !response->isSuccess())
        return {};
    return QJsonDocument::fromJson(response->body).object();
}

bool SandboxFixture::addFault(const QJsonObject &rule) const
{
    const QJsonObject body{{u"rules"_s, QJsonArray{rule}}};
    return control("POST", u"/sandbox/faults"_s, QJsonDocument(body).toJson()).contains("rules"_L1);
}

bool SandboxFixture::clearFaults() const
{
    return control("DELETE", u"/sandbox/faults"_s).contains("rules"_L1);
}

QJsonObject SandboxFixture::ledger() const
{
    return control("GET", u"/sandbox/ledger"_s);
}

QList<QJsonObject> SandboxFixture::calls(const QString &operation) const
{
    QList<QJsonObject> found;
    const QJsonArray all = ledger()["calls"_L1].toArray();
    for (const QJsonValue &call : all) {
        if (call["operation"_L1].toString() == operation)
            found.append(call.toObject());
    }
    return found;
}

QString SandboxFixture::violations(const QStringList &options) const
{
    QUrl url = endpoint();
    url.setPath(u"/sandbox/ledger"_s);
    QProcess checker;
    checker.setProcessChannelMode(QProcess::MergedChannels);
    checker.start(u"/usr/bin/python3"_s,
                  QStringList{QStringLiteral(SKEP_SOURCE_DIR "/tests/sandbox/conformance.py")} + options
                      + QStringList{url.toString()});
    if (!checker.waitForFinished(120'000))
        return u"the checker does not end"_s;
    return checker.exitCode() == 0 ? QString() : QString::fromUtf8(checker.readAll());
}

} // namespace skep::test
