// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the terminal engine reads what programs print, without a window, and what a terminal weighs.
#include "core/terminal/terminal.h"
#include "tests/bench/terminal/payloads.h"

#include <malloc.h>

#include <cstdio>
#include <ctime>

using namespace skep::terminal;

namespace {

constexpr int columns = 158;
constexpr int rows = 52;

//! What the tty makes of a line feed on its way out (ONLCR).
std::string cooked(const std::string &bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            text += '\r';
        text += bytes[i];
    }
    return text;
}

//! Of the processor, so that other work on the machine does not count.
double threadSeconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

double megabytesPerSecond(const skep::bench::Payload &payload)
{
    Terminal::Options options;
    options.columns = columns;
    options.rows = rows;
    Terminal terminal(options);
    terminal.feed(payload.prologue);
    double best = 0;
    for (int run = 0; run < 3; ++run) {
        const double start = threadSeconds();
        for (std::size_t from = 0; from < payload.bytes.size(); from += 16384) {
            terminal.feed(std::string_view(payload.bytes).substr(from, 16384));
            terminal.takeDamage();
        }
        const double taken = threadSeconds() - start;
        best = std::max(best, static_cast<double>(payload.bytes.size()) / 1e6 / taken);
    }
    return best;
}

double megabytesOfOne(const skep::bench::Payload &lines)
{
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    Terminal::Options options;
    options.columns = columns;
    options.rows = rows;
    Terminal terminal(options);
    std::size_t from = 0;
    for (int i = 0; i < 10'000 + rows && from < lines.bytes.size(); ++i) {
        const std::size_t end = lines.bytes.find('\n', from) + 1;
        terminal.feed(std::string_view(lines.bytes).substr(from, end - from));
        from = end;
    }
    const auto kept = terminal.screenLine() - terminal.firstLine();
    std::printf("%-22s %lld lines kept\n", lines.name.c_str(), static_cast<long long>(kept));
    return static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd - before) / 1e6;
}

} // namespace

int main()
{
    auto all = skep::bench::payloads(8'000'000, columns, rows);
    for (auto &payload : all) {
        payload.bytes = cooked(payload.bytes);
        std::printf("%-22s %7.1f MB/s\n", payload.name.c_str(), megabytesPerSecond(payload));
    }
    for (int i : {0, 1}) {
        const double weight = megabytesOfOne(all[static_cast<std::size_t>(i)]);
        std::printf("%-22s %7.2f MB per terminal\n", all[static_cast<std::size_t>(i)].name.c_str(), weight);
    }
    return 0;
}
