// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/commands.h"
#include "core/base/hardening.h"
#include "core/cluster/recovered.h"
#include "core/secrets/keychainstore.h"
#include "core/secrets/sessionstore.h"

#include <QCoreApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace skep;

namespace {

// The keychain where there is one; else secrets live as long as this run, and creating says so.
std::unique_ptr<secrets::SecretStore> openSecrets()
{
    auto keychain = std::make_unique<secrets::KeychainStore>();
    auto state = secrets::KeychainStore::State::Absent;
    onResult(keychain->state(), keychain.get(), [&](const Result<secrets::KeychainStore::State> &known) {
        if (known)
            state = *known;
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
    if (state == secrets::KeychainStore::State::Absent)
        return std::make_unique<secrets::SessionStore>();
    return keychain;
}

int run(const ctl::Arguments &arguments, const ctl::Command &command)
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s;
    const auto secrets = openSecrets();
    ctl::Session session(arguments, data, secrets.get());
    const auto recovered = cluster::recoveredFiles(data); // before something is written over them
    for (const Error &each : recovered)
        session.say(each.message);
    if (auto opened = session.open(); !opened)
        return session.failed(opened.error());
    int code = ctl::Failed;
    onResult(command(session), &session, [&](const Result<int> &ended) {
        code = ended ? *ended : session.failed(ended.error());
        QCoreApplication::exit(code);
    });
    QCoreApplication::exec();
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"skepctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SKEP_VERSION));
    const auto parsed = ctl::parseArguments(QCoreApplication::arguments().mid(1));
    if (!parsed) {
        fprintf(stderr, "skepctl: %s\n", qUtf8Printable(parsed.error().message));
        return ctl::Usage;
    }
    if (parsed->has(u"version"_s)) {
        printf("skepctl %s\n", SKEP_VERSION);
        return ctl::Done;
    }
    if (parsed->has(u"help"_s) || parsed->words.isEmpty()) {
        fputs(qUtf8Printable(ctl::helpText()), parsed->has(u"help"_s) ? stdout : stderr);
        return parsed->has(u"help"_s) ? ctl::Done : ctl::Usage;
    }
    const auto command = ctl::findCommand(parsed->words);
    if (!command) {
        fprintf(stderr, "skepctl: %s\n", qUtf8Printable(command.error().message));
        return ctl::Usage;
    }
    return run(*parsed, *command);
}
