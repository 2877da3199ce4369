// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/commands.h"
#include "core/secrets/sessionstore.h"

#include <QCoreApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace skep;

namespace {

int run(const ctl::Arguments &arguments, const ctl::Command &command)
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s;
    secrets::SessionStore secrets;
    ctl::Session session(arguments, data, &secrets);
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
