// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/translation.h"
#include "tests/ui/journey/journey.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"skep"_s);
    QCoreApplication::setApplicationName(u"skep"_s);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    skep::app::installTranslation();
    QCommandLineParser parser;
    parser.addOptions({{u"sandbox"_s, u"What skep-sandbox printed when it was ready."_s, u"file"_s},
                       {u"screenshots"_s, u"Where the pictures go."_s, u"folder"_s, u"."_s},
                       {u"shown-as"_s, u"The folder's name in the report."_s, u"folder"_s},
                       {u"reopen"_s, u"End the application while it creates, and start it again."_s},
                       {u"wizard-after"_s, u"Seconds that have passed already."_s, u"seconds"_s, u"-1"_s}});
    parser.addHelpOption();
    parser.process(application);
    skep::test::JourneyOptions options;
    options.sandboxFile = parser.value(u"sandbox"_s);
    options.screenshots = parser.value(u"screenshots"_s);
    options.shownAs = parser.isSet(u"shown-as"_s) ? parser.value(u"shown-as"_s) : options.screenshots;
    options.reopens = parser.isSet(u"reopen"_s);
    options.wizardAfter = parser.value(u"wizard-after"_s).toInt();
    skep::ui::theme::apply(skep::ui::theme::Mode::Light);
    skep::test::Journey journey(options);
    const QJsonObject report = journey.run();
    printf("%s\n", QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
    return report["ok"_L1].toBool() ? 0 : 1;
}
