// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace skep::app {

void installTranslation()
{
    const QString chosen = QSettings().value("language"_L1).toString();
    const QLocale locale = chosen.isEmpty() ? QLocale() : QLocale(chosen);
    if (!chosen.isEmpty())
        QLocale::setDefault(locale);
    const auto install = [](const QLocale &wanted, const QString &name, const QString &folder) {
        auto *translator = new QTranslator(QCoreApplication::instance());
        if (translator->load(wanted, name, u"_"_s, folder))
            return QCoreApplication::installTranslator(translator);
        delete translator;
        return false;
    };
    install(locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (!install(locale, u"skep"_s, u":/i18n"_s)) // the sources are English, but for their plurals
        install(QLocale(QLocale::English), u"skep"_s, u":/i18n"_s);
}

} // namespace skep::app
