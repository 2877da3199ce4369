// SPDX-License-Identifier: GPL-3.0-or-later
// How long 64 KB take at worst that were made to take long, and what memory they hold.
#include "core/terminal/terminal.h"

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

using namespace skep::terminal;

namespace {

struct Attack
{
    const char *name;
    std::string prologue;
    std::function<std::string(int)> piece; //!< the n-th
};

double measure(const Attack &attack, int columns, int rows)
{
    const auto held = [] { return mallinfo2().uordblks + mallinfo2().hblkhd; };
    const std::size_t before = held();
    Terminal::Options options;
    options.columns = columns;
    options.rows = rows;
    options.allowReports = true;
    Terminal terminal(options);
    terminal.feed(attack.prologue);
    double worst = 0;
    int number = 0;
    for (int round = 0; round < 4; ++round) {
        std::string bytes;
        while (bytes.size() < 65536)
            bytes += attack.piece(number++);
        const std::clock_t start = std::clock(); // of the processor: others use the machine, too
        terminal.feed(bytes);
        const double taken = 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        worst = std::max(worst, taken * 65536 / static_cast<double>(bytes.size()));
    }
    std::printf("%4dx%-4d %-24s %8.1f ms per 64 KB %7.1f MB\n", columns, rows, attack.name, worst,
                static_cast<double>(held() - before) / 1e6);
    std::fflush(stdout);
    return worst;
}

//! Bytes that are the same each time, whose cost does not depend on them.
std::vector<Attack> floods()
{
    const std::string sides = "\x1b[?69h\x1b[2s\x1b[H";
    const std::string narrow = "\x1b[?69h\x1b[1;2s\x1b[999H";
    const std::string filled = "\x1b#8";
    const std::string kept = "\x1b[1\"q\x1b[69$x";
    const struct
    {
        const char *name;
        std::string prologue;
        std::string bytes;
    } all[] = {
        {"DECALN", "", "\x1b#8"},
        {"DECALN, ED", "", "\x1b#8\x1b[2J"},
        {"DECALN, a column erased", "", "\x1b#8\x1b[;2;;2$z"},
        {"DECALN, SU", "", "\x1b#8\x1b[999S"},
        {"RIS", "",
         "\x1b"
         "c"},
        {"1049", "", "\x1b[?1049h\x1b[?1049l"},
        {"DECCOLM", "\x1b[?40h", "\x1b[?3h\x1b[?3l"},
        {"ED", "", "\x1b[J"},
        {"ED of every other line", filled, "\x1b[2J\x1b#8"},
        {"DECSED", kept, "\x1b[?J"},
        {"EL of a long line", filled, "\x1b[1K"},
        {"ECH", filled, "\x1b[999X"},
        {"ICH", filled, "\x1b[@"},
        {"DCH", filled, "\x1b[P"},
        {"IRM", filled + "\x1b[4h", "a\r"},
        {"IL", filled, "\x1b[L"},
        {"IL, many", filled, "\x1b[99L"},
        {"DL", filled, "\x1b[M"},
        {"SU", filled, "\x1b[S"},
        {"SU, whole screens", "\x1b[41m", "\x1b[999S"},
        {"SD", filled, "\x1b[T"},
        {"LF", "\x1b[999H", "\n"},
        {"LF, coloured", "\x1b[41m\x1b[999H", "\n"},
        {"RI", "", "\x1bM"},
        {"IL in side margins", sides, "\x1b[L"},
        {"SU in side margins", sides, "\x1b[S"},
        {"LF in side margins", sides + "\x1b[999;2H", "\n"},
        {"wrap in two columns", narrow, "ab"},
        {"DECIC", filled, "\x1b['}"},
        {"DECBI", filled,
         "\x1b"
         "6"},
        {"SL", filled, "\x1b[ @"},
        {"DECFRA", "", "\x1b[46$x"},
        {"DECFRA of all but one", "", "\x1b[46;;2$x"},
        {"DECERA of all but one", "", "\x1b[;2$z"},
        {"DECSERA", kept, "\x1b[${"},
        {"DECCRA", filled, "\x1b[;;;;;2;2$v"},
        {"DECCARA", filled, "\x1b[2*x\x1b[;;;;1;4;5;7$r"},
        {"DECRARA", filled, "\x1b[;;;;1;4;5;7$t"},
        {"DECRQCRA", filled, "\x1b[*y"},
        {"REP", "", "a\x1b[9999999b"},
        {"REP of a line", "", "a\x1b[999b"},
        {"REP, wide", "", "\u4e2d\x1b[9999999b"},
        {"tabs, no stop", "\x1b[3g", "\t\r"},
        {"back tabs, no stop", "\x1b[3g", "\x1b[999G\x1b[Z"},
        {"reverse wrap", "\x1b[?45h", "\x1b[9999999D"},
        {"save, restore", "\x1b]8;;http://" + std::string(2000, 'a') + "\x1b\\",
         "\x1b"
         "7\x1b"
         "8"},
        {"DECSTR", "", "\x1b[!p"},
        {"colours", "", "\x1b]4;1;red\x07"},
        {"colours asked", "", "\x1b]4;1;?\x07"},
        {"clipboard", "", "\x1b]52;c;YQ==\x07"},
    };
    std::vector<Attack> attacks;
    for (const auto &each : all)
        attacks.push_back({each.name, each.prologue, [bytes = each.bytes](int) { return bytes; }});
    return attacks;
}

std::string cluster(int n)
{
    const auto mark = [](int i) { return "\xCC" + std::string(1, static_cast<char>(0x80 + i % 48)); };
    return "e" + mark(n) + mark(n / 48) + mark(n / 2304);
}

std::string link(int n)
{
    return "\x1b]8;;http://a/" + std::to_string(n) + "\x1b\\x";
}

std::string much(std::string (*piece)(int), int count)
{
    std::string bytes;
    for (int n = 0; n < count; ++n)
        bytes += piece(n);
    return bytes;
}

//! Bytes that differ each time, which fill a table.
std::vector<Attack> fillings()
{
    const std::string firstLink = "\x1b]8;;http://a/" + std::string(1900, 'b') + "\x1b\\x";
    return {
        {"graphemes", "", cluster},
        {"graphemes, table full", much(cluster, 70'000), [](int n) { return cluster(70'000 + n % 40'000); }},
        {"hyperlinks", "", link},
        {"hyperlinks, table full", much(link, 5000), [](int n) { return link(5000 + n); }},
        {"SGR on an old hyperlink", firstLink + much(link, 4000) + firstLink,
         [](int) { return std::string("\x1b[m"); }},
        {"titles", "", [](int n) { return "\x1b]2;" + std::to_string(n) + "\x07"; }},
        {"directories", "",
         [](int n) { return "\x1b]7;file://" + std::to_string(n) + std::string(1900, 'd') + "\x07"; }},
        {"all memory",
         much([](int n) { return link(n) + std::string(1, 'y'); }, 4000) + much(cluster, 70'000),
         [](int n) {
             std::string line;
             for (int i = 0; i < 500; ++i)
                 line += "\x1b[3" + std::to_string((n + i) % 8) + "mx";
             return line + (n % 400 == 399 ? "\x1b[?1049h" + much(cluster, 65'000) + "\x1b[?1049l" : "");
         }},
    };
}

} // namespace

//! Says the worst of all at the end: 50 ms are the aim.
int main(int argc, char **argv)
{
    std::vector<Attack> attacks = floods();
    for (Attack &each : fillings())
        attacks.push_back(std::move(each));
    double worst = 0;
    for (const auto &[columns, rows] : {std::pair(80, 24), std::pair(158, 52), std::pair(1000, 1000)}) {
        for (const Attack &attack : attacks) {
            if (argc < 2 || std::string(attack.name).find(argv[1]) != std::string::npos)
                worst = std::max(worst, measure(attack, columns, rows));
        }
    }
    std::printf("worst: %.1f ms per 64 KB\n", worst);
    return 0;
}
