// SPDX-License-Identifier: GPL-3.0-or-later
// How long 64 KB take at worst that were made to take long, and what memory they hold.
#include "core/terminal/terminal.h"

#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <string>

using namespace skep::terminal;

namespace {

struct Attack
{
    const char *name;
    std::string prologue;
    std::function<std::string(int)> piece; //!< the n-th
};

void measure(const Attack &attack, int columns, int rows)
{
    const auto held = [] { return mallinfo2().uordblks + mallinfo2().hblkhd; };
    const std::size_t before = held();
    Terminal::Options options;
    options.columns = columns;
    options.rows = rows;
    Terminal terminal(options);
    terminal.feed(attack.prologue);
    double worst = 0;
    int number = 0;
    for (int round = 0; round < 4; ++round) {
        std::string bytes;
        while (bytes.size() < 65536)
            bytes += attack.piece(number++);
        const auto start = std::chrono::steady_clock::now();
        terminal.feed(bytes);
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
        worst = std::max(worst, taken.count());
    }
    std::printf("%4dx%-4d %-22s %9.1f ms per 64 KB %7.1f MB\n", columns, rows, attack.name, worst,
                static_cast<double>(held() - before) / 1e6);
    std::fflush(stdout);
}

} // namespace

int main()
{
    const auto same = [](const char *text) { return [text](int) { return std::string(text); }; };
    const std::string sides = "\x1b[?69h\x1b[2s\x1b[H";
    const Attack attacks[] = {
        {"copy rectangles", "", same("\x1b[1;1;;;1;2;2$v")},
        {"fill rectangles", "", same("\x1b[46$x")},
        {"attributes", "", same("\x1b[;;;;1;4;5;7$t")},
        {"insert lines in margins", sides, same("\x1b[L")},
        {"scroll in margins", sides, same("\x1b[S")},
        {"insert columns", "", same("\x1b['}")},
        {"erase all", "", same("\x1b[2J")},
        {"alignment test", "", same("\x1b#8")},
        {"reset", "",
         same("\x1b"
              "c")},
        {"alternate screen", "", same("\x1b[?1049h\x1b[?1049l")},
        {"repeat", "", same("a\x1b[9999999b")},
        {"scroll up", "", same("\x1b[999S")},
        {"clusters", "",
         [](int n) {
             return "e\xCC" + std::string(1, char(0x80 + n % 48)) + "\xCC"
                 + std::string(1, char(0x80 + n / 48 % 48)) + "\xCC"
                 + std::string(1, char(0x80 + n / 2304 % 48));
         }},
        {"hyperlinks", "", [](int n) { return "\x1b]8;;http://a/" + std::to_string(n) + "\x1b\\x"; }},
        {"colours", "", same("\x1b]4;1;red\x07")},
        {"colours asked", "", same("\x1b]4;1;?\x07")},
        {"titles", "", [](int n) { return "\x1b]2;" + std::to_string(n) + "\x07"; }},
    };
    for (const Attack &attack : attacks) {
        measure(attack, 158, 52);
        measure(attack, 1000, 1000);
    }
    return 0;
}
