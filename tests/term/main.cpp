// SPDX-License-Identifier: GPL-3.0-or-later
// skep-term: the terminal's view over a pty of this machine, for measuring and for judging it from outside.
#include "tests/term/askedwindow.h"
#include "tests/term/localpty.h"
#include "ui/terminal/terminalview.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

using namespace Qt::StringLiterals;
using skep::tests::AskedWindow;
using skep::tests::LocalPty;
using skep::ui::ColorScheme;
using skep::ui::TerminalView;

namespace {

void connectAll(TerminalView &view, LocalPty &pty, AskedWindow &window)
{
    QObject::connect(&pty, &LocalPty::received, &view, &TerminalView::feed);
    QObject::connect(&view, &TerminalView::consumed, &pty, &LocalPty::acknowledge);
    QObject::connect(&view, &TerminalView::toSend, &pty, &LocalPty::write);
    QObject::connect(&view, &TerminalView::resized, &pty, [&](int columns, int rows) {
        pty.resize(columns, rows, columns * view.cellSize().width(), rows * view.cellSize().height());
    });
    QObject::connect(&view, &TerminalView::titleChanged, &view, &QWidget::setWindowTitle);
    QObject::connect(&view, &TerminalView::windowAsked, &view,
                     [&](const auto &request) { window.carryOut(request); });
    QObject::connect(&view, &TerminalView::resizeAsked, &view,
                     [&](int columns, int rows) { window.resize(view.sizeForGrid(columns, rows)); });
    QObject::connect(&pty, &LocalPty::finished, &view, [&](int exitCode) {
        if (view.unconsumed() == 0)
            return QCoreApplication::exit(exitCode);
        QObject::connect(&view, &TerminalView::consumed, &view, [&view, exitCode] {
            if (view.unconsumed() == 0)
                QCoreApplication::exit(exitCode);
        });
    });
}

int fail(const QString &sentence)
{
    std::fprintf(stderr, "skep-term: %s\n", qPrintable(sentence));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.push_back(QString::fromLocal8Bit(argv[i]));
    int onlyName = 1; // Qt would take --geometry, in pixels, and whatever it knows of the command's own
    QApplication application(onlyName, argv);
    application.setApplicationName(u"skep-term"_s);
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    const QCommandLineOption reports(
        u"allow-reports"_s, u"Answer checksums and window reports, and carry out window operations."_s);
    const QCommandLineOption geometry(u"geometry"_s, u"The grid's size."_s, u"COLSxROWS"_s, u"80x24"_s);
    const QCommandLineOption fontName(u"font"_s, u"The font's family."_s, u"NAME"_s);
    const QCommandLineOption fontSize(u"font-size"_s, u"The font's size in points."_s, u"N"_s);
    const QCommandLineOption dark(u"dark"_s, u"Light text on a dark ground, the default."_s);
    const QCommandLineOption light(u"light"_s, u"Dark text on a light ground."_s);
    parser.addOptions({reports, geometry, fontName, fontSize, dark, light});
    parser.addPositionalArgument(u"command"_s, u"What to run, with its arguments."_s, u"-- COMMAND…"_s);
    parser.addHelpOption();
    parser.process(arguments);

    const QStringList size = parser.value(geometry).split(u'x');
    const int columns = size.value(0).toInt();
    const int rows = size.value(1).toInt();
    if (size.size() != 2 || columns < 1 || rows < 1 || columns > 1000 || rows > 1000)
        return fail(u"The geometry is COLSxROWS, each from 1 to 1000."_s);
    if (parser.positionalArguments().isEmpty())
        return fail(u"Say which command to run, after --."_s);
    QFont font = TerminalView::defaultFont();
    if (parser.isSet(fontName))
        font.setFamily(parser.value(fontName));
    if (const double points = parser.value(fontSize).toDouble(); points > 0)
        font.setPointSizeF(points);
    else if (parser.isSet(fontSize))
        return fail(u"The font's size is a number of points."_s);

    TerminalView view(TerminalView::Options{.allowReports = parser.isSet(reports)});
    view.setTerminalFont(font);
    view.setColorScheme(ColorScheme::standard(!parser.isSet(light)));
    view.setWindowTitle(parser.positionalArguments().constFirst());
    view.resize(view.sizeForGrid(columns, rows));
    view.show();
    LocalPty pty;
    AskedWindow window(view);
    connectAll(view, pty, window);
    QList<QByteArray> command;
    for (const QString &argument : parser.positionalArguments())
        command.push_back(argument.toLocal8Bit());
    if (!pty.start(command, view.columns(), view.rows()))
        return fail(u"No pty could be opened."_s);
    view.activateWindow();
    view.setFocus();
    return QApplication::exec();
}
