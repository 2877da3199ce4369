// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/session.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr QLatin1StringView publicEndpoint{"https://api-ch-gva-2.exoscale.com/v2"};

void write(int descriptor, const QString &text)
{
    QFile out;
    if (out.open(descriptor, QIODevice::WriteOnly))
        out.write(text.toUtf8());
}

int codeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return Missing;
    case ErrorCode::Auth:
    case ErrorCode::Keychain:
        return Refused;
    case ErrorCode::Config:
        return Usage;
    case ErrorCode::Cancelled:
        return Stopped;
    default:
        return Failed;
    }
}

} // namespace

Session::Session(Arguments arguments, QString stateDir, secrets::SecretStore *secrets)
    : m_arguments(std::move(arguments))
    , m_secrets(secrets)
    , m_workspace(std::move(stateDir), secrets)
{
}

// The client "cs" reads the short names; old instructions set the long one of the secret.
static bool useCloudStackEnvironment(cluster::Workspace &workspace)
{
    const QByteArray key = qgetenv("CLOUDSTACK_KEY");
    QByteArray secret = qgetenv("CLOUDSTACK_SECRET");
    if (secret.isEmpty())
        secret = qgetenv("CLOUDSTACK_SECRET_KEY");
    const QUrl endpoint(qEnvironmentVariable("CLOUDSTACK_ENDPOINT"));
    if (key.isEmpty() || secret.isEmpty() || endpoint.isEmpty())
        return false;
    cluster::Account account;
    account.id = cluster::environmentAccountId;
    account.name = u"env"_s;
    account.kind = u"cloudstack"_s;
    account.apiKey = QString::fromLatin1(key);
    account.endpoint = endpoint;
    account.project = qEnvironmentVariable("CLOUDSTACK_PROJECT");
    workspace.useAccount(account, makeSecret(std::move(secret)));
    return true;
}

Result<> Session::open()
{
    auto loaded = m_workspace.load();
    const QByteArray key = qgetenv("EXOSCALE_API_KEY");
    QByteArray secret = qgetenv("EXOSCALE_API_SECRET");
    if (key.isEmpty() && useCloudStackEnvironment(m_workspace))
        return loaded;
    if (!key.isEmpty() && !secret.isEmpty()) {
        cluster::Account account;
        account.id = cluster::environmentAccountId;
        account.name = u"env"_s;
        account.apiKey = QString::fromLatin1(key);
        account.endpoint = QUrl(qEnvironmentVariable("EXOSCALE_API_ENDPOINT", publicEndpoint));
        m_workspace.useAccount(account, makeSecret(std::move(secret)));
    }
    return loaded;
}

bool Session::hasProgress() const
{
    return m_arguments.has(u"progress"_s) || isatty(STDERR_FILENO) != 0;
}

void Session::print(const QJsonValue &json, const QString &text) const
{
    if (!isJson())
        return write(STDOUT_FILENO, text.endsWith(u'\n') || text.isEmpty() ? text : text + u'\n');
    const auto document = json.isArray() ? QJsonDocument(json.toArray()) : QJsonDocument(json.toObject());
    write(STDOUT_FILENO, QString::fromUtf8(document.toJson(QJsonDocument::Compact)) + u'\n');
}

void Session::say(const QString &line) const
{
    write(STDERR_FILENO, line + u'\n');
}

int Session::failed(const Error &error) const
{
    const int code = codeFor(error.code);
    if (isJson())
        print(
            QJsonObject{{u"error"_s, QJsonObject{{u"message"_s, error.message}, {u"detail"_s, error.detail}}},
                        {u"exit"_s, code}},
            {});
    say(u"skepctl: "_s + error.message);
    if (!error.detail.isEmpty())
        say(error.detail);
    return code;
}

Result<cluster::Cluster *> Session::cluster(const QString &name) const
{
    if (auto *found = m_workspace.cluster(name))
        return found;
    return fail(ErrorCode::NotFound, tr("There is no cluster “%1” on this computer.").arg(name));
}

QString table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const auto &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i == widths.size())
                widths.append(0);
            widths[i] = qMax(widths.at(i), row.at(i).size());
        }
    }
    QString text;
    for (const auto &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row.at(i).leftJustified(widths.at(i) + 2);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

} // namespace skep::ctl
