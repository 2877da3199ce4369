// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/terminal/ttydriver.h"

#include "tests/bench/terminal/payloads.h"

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <thread>

namespace skep::bench {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::string_view question = "\x1b[6n";

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void writeAll(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t size = ::write(file, bytes.data(), bytes.size());
        if (size <= 0)
            return;
        bytes.remove_prefix(std::size_t(size));
    }
}

//! False: no answer within 20 seconds.
bool waitForReport()
{
    char c = 0;
    pollfd file{STDIN_FILENO, POLLIN, 0};
    while (::poll(&file, 1, 20'000) > 0 && ::read(STDIN_FILENO, &c, 1) == 1)
        if (c == 'R')
            return true;
    return false;
}

//! Seconds until all of \p bytes were read and understood; negative: never.
double secondsFor(std::string_view bytes)
{
    const auto start = Clock::now();
    writeAll(STDOUT_FILENO, bytes);
    writeAll(STDOUT_FILENO, question);
    return waitForReport() ? since(start) : -1;
}

//! Of the processor, by all threads of the terminal, which is the parent: figures that a busy machine changes
//! least.
double terminalMilliseconds()
{
    double sum = 0;
    std::error_code error;
    for (const auto &task :
         std::filesystem::directory_iterator("/proc/" + std::to_string(::getppid()) + "/task", error)) {
        double nanoseconds = 0;
        std::ifstream(task.path() / "schedstat") >> nanoseconds;
        sum += nanoseconds / 1e6;
    }
    return sum;
}

struct Speed
{
    double megabytesPerSecond = 0;
    double millisecondsPerMegabyte = 0; //!< of the processor
};

Speed speedOf(const Payload &payload)
{
    constexpr std::size_t trial = 100'000;
    writeAll(STDOUT_FILENO, payload.prologue);
    const double first = secondsFor(std::string_view(payload.bytes).substr(0, trial));
    if (first < 0)
        return {};
    const auto size = std::clamp(std::size_t(double(trial) / first * 0.6), trial, payload.bytes.size());
    const double megabytes = double(size) / 1e6;
    Speed best;
    for (int run = 0; run < 3; ++run) {
        const double before = terminalMilliseconds();
        const double seconds = secondsFor(std::string_view(payload.bytes).substr(0, size));
        const double cost = (terminalMilliseconds() - before) / megabytes;
        if (seconds < 0)
            break;
        best.megabytesPerSecond = std::max(best.megabytesPerSecond, megabytes / seconds);
        best.millisecondsPerMegabyte = run == 0 ? cost : std::min(best.millisecondsPerMegabyte, cost);
    }
    return best;
}

double idleMilliseconds()
{
    std::vector<double> times;
    for (int i = 0; i < 300; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        times.push_back(secondsFor({}) * 1000);
    }
    std::nth_element(times.begin(), times.begin() + 150, times.end());
    return times[150];
}

} // namespace

int driveTerminal(const std::string &resultFile)
{
    termios mode{};
    ::tcgetattr(STDIN_FILENO, &mode);
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &mode);
    std::this_thread::sleep_for(std::chrono::milliseconds(700)); // for the window to come up
    winsize size{};
    ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    std::ofstream out(resultFile);
    out << "size\t" << size.ws_col << '.' << size.ws_row << '\n';
    for (const Payload &payload : payloads(8'000'000, size.ws_col, size.ws_row)) {
        const Speed speed = speedOf(payload);
        out << payload.name << '\t' << speed.megabytesPerSecond << '\t' << speed.millisecondsPerMegabyte
            << std::endl;
    }
    writeAll(STDOUT_FILENO, "\x1b[m\x1b[r\x1b[?1049l\x1b[2J\x1b[H");
    out << "idle answer, ms\t" << idleMilliseconds() << std::endl;
    return 0;
}

int readNothing(const std::string &self, const std::string &resultFile, int columns, int rows)
{
    using Short = unsigned short;
    const winsize size{Short(rows), Short(columns), 0, 0};
    int master = -1;
    const pid_t child = ::forkpty(&master, nullptr, nullptr, &size);
    if (child < 0)
        return 1;
    if (child == 0) {
        ::execl(self.c_str(), self.c_str(), "--drive", resultFile.c_str(), nullptr);
        ::_exit(127);
    }
    char buffer[65536];
    std::size_t matched = 0;
    for (ssize_t got = 0; (got = ::read(master, buffer, sizeof buffer)) > 0;)
        for (const char c : std::string_view(buffer, std::size_t(got))) {
            matched = c == question[matched] ? matched + 1 : (c == question[0] ? 1 : 0);
            if (matched == question.size()) {
                matched = 0;
                writeAll(master, "\x1b[1;1R");
            }
        }
    ::close(master);
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

} // namespace skep::bench
