// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame of the terminal's view costs when all of it is new, and what a view with a full scrollback
// weighs.
#include "tests/bench/terminal/payloads.h"
#include "ui/terminal/terminalpainter.h"
#include "ui/terminal/terminalview.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QProcess>
#include <QStackedWidget>

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace skep::ui;
using skep::bench::Payload;
using skep::terminal::Terminal;

namespace {

constexpr int columns = 158;
constexpr int rows = 52;

QFont font()
{
    return QFont(u"DejaVu Sans Mono"_s, 10);
}

TerminalPainter::Frame wholeFrame(const Terminal &terminal)
{
    TerminalPainter::Frame frame;
    frame.top = terminal.screenLine();
    frame.look.scheme = ColorScheme::standard(true);
    frame.look.palette = terminal.palette();
    frame.overlay = [](std::int64_t) { return RowOverlay(); };
    return frame;
}

//! Of the processor, so that other work on the machine does not count.
double threadMilliseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

//! Milliseconds for rows, new glyphs and blit; the median and the worst, and in how many frames glyphs were
//! still missing. Another part of the payload each time if \p isChanging.
void measureFrames(const char *name, const std::string &prologue, const std::string &bytes, bool isChanging)
{
    Terminal terminal({.columns = columns, .rows = rows});
    TerminalPainter painter;
    painter.setAtlas(GlyphAtlas::forFont(font(), 1));
    QImage window(columns * 10, rows * 20, QImage::Format_RGB32);
    terminal.feed(prologue);
    terminal.feed(std::string_view(bytes).substr(0, bytes.size() / 2));
    std::vector<double> times;
    int incomplete = 0;
    std::size_t from = bytes.size() / 2;
    for (int i = 0; i < 150; ++i) {
        if (isChanging && from + 40'000 < bytes.size()) {
            terminal.feed(std::string_view(bytes).substr(from, 40'000));
            from += 40'000;
        }
        skep::terminal::Damage damage = terminal.takeDamage();
        damage.all = true;
        const TerminalPainter::Frame frame = wholeFrame(terminal);
        const double start = threadMilliseconds();
        painter.update(terminal, damage, frame);
        QPainter onto(&window);
        painter.paint(onto, {4, 4}, 1);
        onto.end();
        times.push_back(threadMilliseconds() - start);
        incomplete += painter.isComplete() ? 0 : 1;
    }
    std::sort(times.begin(), times.end());
    std::printf("%-28s p50 %6.2f ms   p95 %6.2f ms   most %6.2f ms   %d of 150 lack glyphs\n", name,
                times[75], times[142], times.back(), incomplete);
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

void waitFor(const TerminalView &view)
{
    while (view.unconsumed() > 0)
        QCoreApplication::processEvents();
}

//! What ten more views of 10,000 lines each cost in one window, of which one is seen at a time, as in tabs.
void measureMemory(const Payload &lines)
{
    QStackedWidget tabs;
    tabs.resize(TerminalView().sizeForGrid(columns, rows));
    tabs.show();
    TerminalView *view = nullptr;
    double before = 0;
    for (int i = 0; i < 11; ++i) {
        view = new TerminalView;
        view->setTerminalFont(font());
        tabs.setCurrentIndex(tabs.addWidget(view));
        for (std::size_t from = 0; from < lines.bytes.size(); from += 65536) {
            view->feed(QByteArray::fromStdString(lines.bytes.substr(from, 65536)));
            waitFor(*view);
        }
        QCoreApplication::processEvents();
        if (i == 0) {
            ::malloc_trim(0); // what follows shall not live in what the payloads left behind
            before = residentMegabytes();
        }
    }
    const Terminal &last = view->terminal();
    std::printf("%-28s %6.2f MB for each of 10 views of %lld lines\n", lines.name.c_str(),
                (residentMegabytes() - before) / 10,
                static_cast<long long>(last.endLine() - last.firstLine()));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto all = skep::bench::payloads(4'000'000, columns, rows);
    const auto payload = [&](const char *name) {
        return *std::find_if(all.begin(), all.end(), [&](const Payload &one) { return one.name == name; });
    };
    if (argc == 3) {
        measureMemory(payload(argv[2]));
        return 0;
    }
    std::printf("A whole frame of %d x %d, processor time\n", columns, rows);
    for (const char *name : {"ascii log lines", "dense cells", "unicode", "CJK and emoji"})
        measureFrames(name, payload(name).prologue, payload(name).bytes, false);
    for (const char *name : {"dense cells", "CJK and emoji"})
        measureFrames((std::string(name) + ", all new").c_str(), payload(name).prologue, payload(name).bytes,
                      true);
    std::fflush(stdout);
    for (const QString &name : {u"ascii log lines"_s, u"SGR log lines"_s}) // each in a process of its own
        QProcess::execute(application.applicationFilePath(), {u"--memory"_s, name});
    return 0;
}
