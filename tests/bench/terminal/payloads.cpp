// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/terminal/payloads.h"

#include <functional>
#include <random>

namespace skep::bench {

namespace {

using Random = std::mt19937;

int below(Random &random, int bound)
{
    return static_cast<int>(random() % static_cast<unsigned>(bound));
}

std::string filled(std::size_t size, const std::function<std::string()> &piece)
{
    std::string all;
    all.reserve(size + 65536);
    while (all.size() < size)
        all += piece();
    return all;
}

std::string number(int n)
{
    return std::to_string(n);
}

std::string at(int row, int column)
{
    return "\x1b[" + number(row) + ";" + number(column) + "H";
}

std::string words(Random &random, int count)
{
    static const char *const known[] = {"request", "took",    "milliseconds", "from",  "node",
                                        "service", "healthy", "leader",       "GET",   "/v1/catalog",
                                        "200",     "retry",   "session",      "closed"};
    std::string text;
    for (int i = 0; i < count; ++i)
        text += std::string(i > 0 ? " " : "") + known[below(random, static_cast<int>(std::size(known)))];
    return text;
}

std::string stamp(Random &random)
{
    return "2026-03-0" + number(1 + below(random, 9)) + "T1" + number(below(random, 10)) + ":2"
        + number(below(random, 10)) + ":3" + number(below(random, 10)) + ".0" + number(10 + below(random, 90))
        + "Z";
}

std::string logLine(Random &random)
{
    return stamp(random) + " INFO  agent[" + number(below(random, 32768))
        + "]: " + words(random, 4 + below(random, 9)) + "\r\n";
}

std::string colouredLogLine(Random &random)
{
    return "\x1b[2m" + stamp(random) + "\x1b[0m \x1b[1;3" + number(1 + below(random, 6))
        + "mINFO\x1b[0m \x1b[38;5;" + number(below(random, 256)) + "m" + "agent\x1b[0m: "
        + words(random, 2 + below(random, 4)) + " \x1b[4m" + words(random, 2) + "\x1b[24m\r\n";
}

//! Every cell has colours and attributes of its own.
std::string denseFrame(Random &random, int columns, int rows)
{
    std::string frame = "\x1b[H";
    for (int i = 0; i < columns * rows; ++i) {
        frame +=
            "\x1b[38;5;" + number(below(random, 256)) + ";48;5;" + number(below(random, 256)) + ";1;3;4m";
        frame += static_cast<char>('A' + below(random, 26));
    }
    return frame;
}

std::string lightFrame(Random &random, int columns, int rows)
{
    const char letter = static_cast<char>('A' + below(random, 26));
    return "\x1b[H" + std::string(static_cast<std::size_t>(columns * rows), letter);
}

//! An editor: numbered lines with words in a few colours, the rest erased, a status line.
std::string mediumFrame(Random &random, int rows)
{
    std::string frame = "\x1b[?25l\x1b[H";
    for (int row = 1; row < rows; ++row) {
        frame += at(row, 1) + "\x1b[33m " + number(100 + row) + " \x1b[m";
        for (int i = 0; i < 5; ++i)
            frame += "\x1b[3" + number(1 + below(random, 6)) + "m" + words(random, 1) + "\x1b[m ";
        frame += "\x1b[K";
    }
    return frame + at(rows, 1) + "\x1b[7m main.cpp " + words(random, 3) + "\x1b[K\x1b[27m\x1b[?25h";
}

std::string utf8(char32_t code)
{
    std::string text;
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | code >> 6U);
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0U | code >> 12U);
        text += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        text += static_cast<char>(0xF0U | code >> 18U);
        text += static_cast<char>(0x80U | (code >> 12U & 0x3FU));
        text += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
    return text;
}

//! Latin, Greek, Cyrillic, boxes and braille, with combining marks here and there.
std::string unicodePiece(Random &random)
{
    static const char32_t starts[] = {0x00E0, 0x0391, 0x0410, 0x2500, 0x2800, 0x05D0};
    const char32_t start = starts[below(random, static_cast<int>(std::size(starts)))];
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += utf8(start + static_cast<char32_t>(below(random, 24)));
    return text + "e" + utf8(0x0301) + " ";
}

std::string wideLine(Random &random)
{
    static const char *const emoji[] = {
        "\U0001F600", "\U0001F680",           "\U0001F468‍\U0001F469‍\U0001F467",
        "❤️",     "\U0001F1E9\U0001F1EA", "\U0001F44D\U0001F3FD"};
    std::string text;
    for (int i = 0; i < 25; ++i)
        text += utf8(0x4E00 + static_cast<char32_t>(below(random, 5000)));
    for (int i = 0; i < 5; ++i)
        text += emoji[below(random, static_cast<int>(std::size(emoji)))];
    return text + "\r\n";
}

} // namespace

std::vector<Payload> payloads(std::size_t size, int columns, int rows)
{
    Random random(20260301); // NOLINT(cert-msc51-cpp): the same bytes in every run
    const std::string clear = "\x1b[m\x1b[r\x1b[?1049l\x1b[H\x1b[2J";
    const std::string full = clear + "\x1b[?1049h\x1b[H";
    const std::string bottom =
        full + "\x1b[" + number(std::max(rows - 3, 1)) + ";" + number(rows) + "r" + at(rows, 1);
    const auto make = [&](const char *name, const std::string &prologue,
                          const std::function<std::string()> &piece) {
        return Payload{name, prologue, filled(size, piece)};
    };
    return {
        make("ascii log lines", clear, [&] { return logLine(random); }),
        make("SGR log lines", clear, [&] { return colouredLogLine(random); }),
        make("dense cells", full, [&] { return denseFrame(random, columns, rows); }),
        make("light cells", full, [&] { return lightFrame(random, columns, rows); }),
        make("medium cells", full, [&] { return mediumFrame(random, rows); }),
        make("scrolling", clear, [] { return std::string("y\n"); }),
        make("scrolling fullscreen", full,
             [&] { return std::string(static_cast<std::size_t>(columns - 1), 'x') + "\r\n"; }),
        make("bottom small region", bottom, [] { return std::string("y\n"); }),
        make("unicode", clear, [&] { return unicodePiece(random); }),
        make("CJK and emoji", clear, [&] { return wideLine(random); }),
        make("cursor motion", full,
             [&] {
                 return at(1 + below(random, rows), 1 + below(random, columns))
                     + static_cast<char>('a' + below(random, 26));
             }),
    };
}

} // namespace skep::bench
