// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the screen: it comes back as it was, and the oldest goes first.
#include "core/terminal/scrollback.h"

#include <QtTest>

#include <deque>
#include <random>
#include <thread>

using namespace skep::terminal;

namespace {

Row rowOf(const std::u32string &text, int columns)
{
    Row row(columns);
    for (std::size_t i = 0; i < text.size(); ++i) {
        row.cells[i].text = text[i];
        row.cells[i].attributes = Attribute::Written;
    }
    return row;
}

void push(Scrollback &scrollback, Row row)
{
    scrollback.push(row, ClusterTable());
}

std::u32string textOf(const Scrollback &scrollback, int line, int columns)
{
    ClusterTable clusters;
    std::vector<Cell> cells;
    scrollback.unpack(line, columns, clusters, cells);
    std::u32string text;
    for (const Cell &cell : cells)
        if (cell.text != 0)
            text += cell.text;
    return text;
}

std::u32string numbered(int n)
{
    const std::string digits = std::to_string(n);
    return {digits.begin(), digits.end()};
}

} // namespace

class TestScrollback : public QObject
{
    Q_OBJECT

private slots:
    void keepsALineThatIsEmpty()
    {
        Scrollback scrollback(10);
        std::thread([&] { push(scrollback, Row(8)); }).join(); // nothing was packed in that thread before
        QCOMPARE(scrollback.size(), 1);
        QVERIFY(textOf(scrollback, 0, 8).empty());
    }

    void dropsTheOldestBeyondItsLines()
    {
        Scrollback scrollback(1000);
        for (int i = 0; i < 5000; ++i)
            push(scrollback, rowOf(numbered(i) + std::u32string(std::size_t(i % 90), U'é'), 100));
        QCOMPARE(scrollback.size(), 1000);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(textOf(scrollback, i, 100),
                     numbered(4000 + i) + std::u32string(std::size_t((4000 + i) % 90), U'é'));
    }

    void dropsTheOldestBeyondItsBytes()
    {
        // Every cell looks unlike its neighbours, which is the most that a line can take.
        Row row = rowOf(std::u32string(1000, U'x'), 1000);
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            row.cells[i].foreground = Color::indexed(std::uint8_t(i % 200));
        Scrollback scrollback(1'000'000);
        for (int i = 0; i < 3000; ++i) {
            row.cells[0].text = char32_t(U'a' + i % 20);
            push(scrollback, row);
        }
        QVERIFY(scrollback.size() > 1000);
        QVERIFY(std::size_t(scrollback.size()) * 17'000 < Scrollback::mostBytes);
        for (int i = 0; i < scrollback.size(); ++i)
            QCOMPARE(textOf(scrollback, i, 1000)[0], char32_t(U'a' + (3000 - scrollback.size() + i) % 20));
    }

    void takesLinesBackAndGoesOn()
    {
        std::mt19937 random(7);
        Scrollback scrollback(300);
        std::deque<int> expected;
        for (int i = 0; i < 20'000; ++i) {
            if (random() % 3 == 0 && !expected.empty()) {
                scrollback.popNewest();
                expected.pop_back();
                continue;
            }
            push(scrollback, rowOf(numbered(i), 20));
            expected.push_back(i);
            if (expected.size() > 300)
                expected.pop_front();
            if (random() % 5000 == 0) {
                scrollback.clear();
                expected.clear();
            }
        }
        QCOMPARE(std::size_t(scrollback.size()), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(textOf(scrollback, int(i), 20), numbered(expected[i]));
    }

    void keepsNoneWhereNoneAreWanted()
    {
        Scrollback scrollback(0);
        push(scrollback, rowOf(U"x", 4));
        QCOMPARE(scrollback.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestScrollback)
#include "tst_scrollback.moc"
