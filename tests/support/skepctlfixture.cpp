// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/skepctlfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <unistd.h>

#include <vector>

namespace skep::test {

using namespace Qt::StringLiterals;

SkepctlFixture::SkepctlFixture(const SandboxFixture &sandbox)
    : m_sandbox(sandbox)
{
}

std::unique_ptr<QProcess> SkepctlFixture::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_home.path());
    environment.insert(u"EXOSCALE_API_ENDPOINT"_s, m_sandbox.endpoint().toString());
    environment.insert(u"EXOSCALE_API_KEY"_s, m_sandbox.key());
    environment.insert(u"EXOSCALE_API_SECRET"_s, QString::fromLatin1(m_sandbox.secret()->reveal()));
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(SKEP_BIN_DIR "/skepctl"), arguments);
    return process;
}

CtlOutcome SkepctlFixture::run(const QStringList &arguments, int withinSeconds) const
{
    const auto process = start(QStringList{u"--output"_s, u"json"_s} + arguments);
    CtlOutcome outcome;
    process->closeWriteChannel();
    if (!process->waitForFinished(withinSeconds * 1000)) {
        process->kill();
        process->waitForFinished();
        outcome.err = "skepctl did not end in time\n";
    } else if (process->exitStatus() == QProcess::NormalExit) {
        outcome.code = process->exitCode();
    }
    outcome.out = process->readAllStandardOutput();
    outcome.err += process->readAllStandardError();
    outcome.json = QJsonDocument::fromJson(outcome.out);
    return outcome;
}

QString SkepctlFixture::writeSpec(const QJsonObject &spec) const
{
    const QString path = m_home.filePath(spec["name"_L1].toString() + u".json"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(spec).toJson()) < 0)
        return {};
    return path;
}

QJsonObject SkepctlFixture::spec(const QString &name, int workers) const
{
    const auto images = m_sandbox.ready()["images"_L1];
    return {{u"name"_s, name},
            {u"templateName"_s, u"Linux Debian 13 (Trixie) 64-bit with Docker"_s},
            {u"workers"_s, workers},
            {u"operatorCidrs"_s, QJsonArray{m_sandbox.ready()["operator"_L1]}},
            {u"consulImage"_s, images["consul"_L1]},
            {u"webImage"_s, images["web"_L1]}};
}

QString SkepctlFixture::clusterFolder() const
{
    const QDir clusters(m_home.filePath(u"skep/clusters"_s));
    const auto ids = clusters.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return ids.size() == 1 ? clusters.filePath(ids.first()) : QString();
}

void needKeyring(char **arguments)
{
    if (!qEnvironmentVariableIsEmpty("SKEP_TEST_KEYRING"))
        return;
    static char wrapper[] = SKEP_SOURCE_DIR "/tests/support/with-keyring.sh";
    std::vector<char *> words{wrapper};
    for (char **word = arguments; *word; ++word)
        words.push_back(*word);
    words.push_back(nullptr);
    ::execv(wrapper, words.data());
    qFatal("cannot run %s", wrapper);
}

} // namespace skep::test
