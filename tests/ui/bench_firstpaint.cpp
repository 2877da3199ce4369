// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skep/application.h"
#include "app/skep/translation.h"
#include "ui/pages/settingsdialog.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QMainWindow>
#include <QPaintEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

// How long after its start a program has painted its window: Skep's beside a minimal QMainWindow of the same
// build, each in a process of its own, taken turn by turn. Prints the medians and their ratio.

namespace {

//! Leaves the program after the first paint of any window.
class FirstPaint final : public QObject
{
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && qobject_cast<QMainWindow *>(watched))
            QTimer::singleShot(0, qApp, [] { std::_Exit(0); });
        return false;
    }
};

//! \p hasText: with one line of text, for which Qt must read the fonts of the computer; every real window
//! pays that.
int runMinimal(QApplication &application, bool hasText)
{
    QMainWindow window;
    if (hasText)
        window.setCentralWidget(new QLabel(u"Skep"_s, &window));
    window.resize(1280, 800);
    window.show();
    return application.exec();
}

int runSkep(QApplication &application, const QString &folder)
{
    QCoreApplication::setOrganizationName(u"skep-bench"_s);
    QCoreApplication::setApplicationName(u"skep-bench"_s);
    skep::app::installTranslation();
    skep::ui::applySavedTheme();
    skep::app::Application skep({}, folder);
    skep.show();
    return application.exec();
}

qint64 once(const QString &what, const QString &folder)
{
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {what, folder});
    process.waitForFinished(30'000);
    return timer.elapsed();
}

qint64 median(QList<qint64> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    FirstPaint firstPaint;
    if (arguments.size() == 3) {
        application.installEventFilter(&firstPaint);
        return arguments[1] == "skep"_L1 ? runSkep(application, arguments[2])
                                         : runMinimal(application, arguments[1] == "text"_L1);
    }
    const QTemporaryDir folder;
    QList<qint64> minimal;
    QList<qint64> text;
    QList<qint64> skep;
    for (int i = 0; i < 9; ++i) {
        minimal << once(u"minimal"_s, folder.path());
        text << once(u"text"_s, folder.path());
        skep << once(u"skep"_s, folder.path());
    }
    printf("first paint, median of 9: empty window %lld ms, with a line of text %lld ms, Skep %lld ms; "
           "ratio %.2f to the empty one, %.2f to the one with text\n",
           median(minimal), median(text), median(skep), double(median(skep)) / double(median(minimal)),
           double(median(skep)) / double(median(text)));
    return 0;
}
