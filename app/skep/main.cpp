// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/application.h"
#include "app/skep/singleinstance.h"
#include "app/skep/translation.h"
#include "core/base/hardening.h"
#include "ui/pages/settingsdialog.h"
#include "ui/widgets/icon.h"

#include <QApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    skep::hardenProcess();
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"skep"_s);
    QCoreApplication::setApplicationName(u"skep"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SKEP_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.skep.Skep"_s);
    skep::app::installTranslation();
    const auto options = skep::app::parseOptions(QCoreApplication::arguments());
    if (!options) {
        fprintf(stderr, "skep: %s\n", qUtf8Printable(options.error().message));
        return 2;
    }
    if (!options->help.isEmpty()) {
        fputs(qUtf8Printable(options->help), stdout);
        return 0;
    }
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s;
    skep::app::SingleInstance instance(data);
    if (!instance.isFirst()) {
        instance.callFirst();
        return 0;
    }
    skep::ui::applySavedTheme();
    skep::app::Application skep(*options, data);
    QObject::connect(&instance, &skep::app::SingleInstance::called, &skep, &skep::app::Application::raise);
    QObject::connect(&skep, &skep::app::Application::shown, &instance, &skep::app::SingleInstance::listen);
    skep.show();
    return application.exec();
}
