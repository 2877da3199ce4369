// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::app {

Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "Options", "Creates Docker Swarm clusters with Consul and shows them live."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption sandbox(
        u"add-sandbox"_s,
        QCoreApplication::translate("Options",
                                    "Adds the account of a sandbox cloud from the line that skep-sandbox "
                                    "printed when it was ready, and goes on."),
        QCoreApplication::translate("Options", "file"));
    parser.addOption(sandbox);
    if (!parser.parse(arguments))
        return fail(ErrorCode::Config, parser.errorText());
    Options options;
    if (parser.isSet(version))
        options.help =
            QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion() + u'\n';
    else if (parser.isSet(help))
        options.help = parser.helpText();
    options.sandboxFile = parser.value(sandbox);
    return options;
}

} // namespace skep::app
