// SPDX-License-Identifier: GPL-3.0-or-later
// "yes" for a minute in a real pty: how soon the window answers meanwhile, what memory it takes, and how soon
// Ctrl-C ends it.
#include "tests/term/localpty.h"
#include "ui/terminal/terminalview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QtTest>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

using skep::tests::LocalPty;
using skep::ui::TerminalView;

namespace {

double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

//! Asks the window something every 20 ms, as a person's hand would, and notes how long it takes to hear.
class Asker
{
public:
    explicit Asker(QObject &window)
        : m_thread([this, &window] {
            while (!m_isOver) {
                QElapsedTimer asked;
                asked.start();
                QMetaObject::invokeMethod(
                    &window, [this, asked] { m_delays.push_back(double(asked.nsecsElapsed()) / 1e6); },
                    Qt::QueuedConnection);
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        })
    {
    }
    ~Asker() { stop(); }
    void stop() //!< what was asked by then may still be answered
    {
        m_isOver = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    //! Milliseconds, sorted; those of the window's thread alone.
    std::vector<double> delays() const
    {
        std::vector<double> sorted = m_delays;
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }

private:
    std::atomic<bool> m_isOver = false;
    std::vector<double> m_delays; //!< touched by the window's thread alone
    std::thread m_thread;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(2, std::atoi(argv[1])) : 60;
    TerminalView view;
    view.resize(view.sizeForGrid(158, 52));
    view.show();
    LocalPty pty;
    qint64 shown = 0;
    bool isOver = false;
    QObject::connect(&pty, &LocalPty::received, &view, &TerminalView::feed);
    QObject::connect(&view, &TerminalView::consumed, &pty, &LocalPty::acknowledge);
    QObject::connect(&view, &TerminalView::consumed, &view, [&](qsizetype bytes) { shown += bytes; });
    QObject::connect(&view, &TerminalView::toSend, &pty, &LocalPty::write);
    QObject::connect(&pty, &LocalPty::finished, &view, [&] { isOver = true; });
    if (!pty.start({"yes"}, view.columns(), view.rows())) {
        std::printf("No pty could be opened, so nothing was measured.\n");
        return 0;
    }
    Asker asker(view);
    QTest::qWait(std::min(10, seconds / 2) * 1000); // until the scrollback is full
    const double early = residentMegabytes();
    QTest::qWait((seconds - std::min(10, seconds / 2)) * 1000);
    asker.stop();
    const std::vector<double> delays = asker.delays();
    std::printf("%d s of yes: %.1f MB shown, %.2f MB/s\n", seconds, double(shown) / 1e6,
                double(shown) / 1e6 / seconds);
    std::printf("memory: %.1f MB at first, %.1f MB at the end\n", early, residentMegabytes());
    std::printf("the window answers: p50 %.1f ms   p99 %.1f ms   most %.1f ms\n", delays[delays.size() / 2],
                delays[delays.size() * 99 / 100], delays.back());
    QElapsedTimer pressed;
    pressed.start();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    const bool isStopped = QTest::qWaitFor([&] { return isOver && view.unconsumed() == 0; }, 10'000);
    std::printf("Ctrl-C: %s %.1f ms\n", isStopped ? "all is shown after" : "it did not stop within",
                double(pressed.nsecsElapsed()) / 1e6);
    return 0;
}
