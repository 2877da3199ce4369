// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes in; screen, cursor and replies out: each row fed whole and byte by byte. What the real xterm says of
// the same sequences is in tst_xterm; here is what it cannot be asked for, or does another way.
#include "core/terminal/input.h"
#include "core/terminal/terminal.h"
#include "tests/core/terminal/conformancerows.h"

#include <QtTest>

using namespace skep::terminal;
using namespace std::string_literals;

namespace {

struct Case
{
    const char *name;
    int columns;
    int rows;
    std::string bytes;
    std::string screen; //!< rows joined by '|', blanks at the end dropped
    int row;
    int column;
    std::string replies;
};

std::string screenOf(const Terminal &terminal)
{
    std::string all;
    for (int row = 0; row < terminal.rows(); ++row) {
        std::string line;
        for (int column = 0; column < terminal.columns(); ++column) {
            const Cell &cell = terminal.screenRow(row)[column];
            if (!(cell.attributes & Attribute::WideTail))
                line += cell.text == 0 ? " " : terminal.textOf(cell);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        all += (row > 0 ? "|" : "") + line;
    }
    return all;
}

const std::vector<Case> &cases()
{
    static const std::vector<Case> all = {
        {"text", 5, 2, "abc", "abc|", 0, 3, ""},
        {"wrap waits", 5, 2, "abcde", "abcde|", 0, 4, ""},
        {"wrap", 5, 2, "abcdef", "abcde|f", 1, 1, ""},
        {"scroll", 5, 2, "a\r\nb\r\nc", "b|c", 1, 1, ""},
        {"no wrap", 5, 2, "\x1b[?7labcdefg", "abcdg|", 0, 4, ""},
        {"CUP", 5, 3, "\x1b[2;3Hx", "|  x|", 1, 3, ""},
        {"CUP far", 5, 3, "\x1b[99;99Hx", "||    x", 2, 4, ""},
        {"huge parameter", 5, 3, "\x1b[99999999999999999999;2Hx", "|| x", 2, 2, ""},
        {"sequence across a control", 5, 3, "\x1b[2;\r3Hx", "|  x|", 1, 3, ""},
        {"CAN", 5, 2, "\x1b[2\x18x", "x|", 0, 1, ""},
        {"ED below", 5, 3, "aaa\r\nbbb\r\nccc\x1b[2;2H\x1b[J", "aaa|b|", 1, 1, ""},
        {"ED above", 5, 3, "aaa\r\nbbb\r\nccc\x1b[2;2H\x1b[1J", "|  b|ccc", 1, 1, ""},
        {"EL", 5, 1, "abcde\x1b[3G\x1b[K", "ab", 0, 2, ""},
        {"ECH", 5, 1, "abcde\x1b[2G\x1b[2X", "a  de", 0, 1, ""},
        {"ICH", 5, 1, "abcde\x1b[2G\x1b[2@", "a  bc", 0, 1, ""},
        {"DCH", 5, 1, "abcde\x1b[2G\x1b[2P", "ade", 0, 1, ""},
        {"IL", 3, 3, "a\r\nb\r\nc\x1b[2H\x1b[L", "a||b", 1, 0, ""},
        {"DL", 3, 3, "a\r\nb\r\nc\x1b[2H\x1b[M", "a|c|", 1, 0, ""},
        {"insert mode", 5, 1, "abc\x1b[H\x1b[4hx", "xabc", 0, 1, ""},
        {"margins", 3, 4, "a\r\nb\r\nc\r\nd\x1b[2;3r\x1b[3H\n", "a|c||d", 2, 0, ""},
        {"side margins", 6, 2, "\x1b[?69h\x1b[2;4sabcde", "abcd| e", 1, 2, ""},
        {"origin", 5, 4, "\x1b[2;3r\x1b[?6hx\x1b[9;1Hy\x1b[6n", "|x|y|", 2, 1, "\x1b[2;2R"},
        {"tabs", 20, 1, "\tx\ty", "        x       y", 0, 17, ""},
        {"tab set", 20, 1, "\x1b[4G\x1bH\r\tx", "   x", 0, 4, ""},
        {"tabs cleared", 20, 1, "\x1b[3g\tx", "                   x", 0, 19, ""},
        {"CBT", 20, 1, "\x1b[12G\x1b[Zx", "        x", 0, 9, ""},
        {"reverse wrap", 3, 2, "\x1b[?45habcd\b\bx", "abx|d", 0, 2, ""},
        {"REP", 8, 1, "a\x1b[3b", "aaaa", 0, 4, ""},
        {"REP of nothing", 8, 1,
         "\x1b"
         "c\x1b[6b",
         "", 0, 0, ""},
        {"REP of a wide one at an odd margin", 5, 2, "中\x1b[2b", "中中|中", 1, 2, ""},
        {"REP fills", 3, 2, "a\x1b[5b", "aaa|aaa", 1, 2, ""},
        {"graphics", 5, 1, "\x1b(0lqk\x1b(Bq", "┌─┐q", 0, 4, ""},
        {"shift out", 5, 1, "\x1b)0\x0Eq\x0Fq", "─q", 0, 2, ""},
        {"British", 5, 1, "\x1b(A#", "£", 0, 1, ""},
        {"save, restore", 5, 2,
         "\x1b[2;3H\x1b"
         "7\x1b[Ha\x1b"
         "8b",
         "a|  b", 1, 3, ""},
        {"alternate", 5, 2, "ab\x1b[?1049hcd", "  cd|", 0, 4, ""},
        {"alternate and back", 5, 2, "ab\x1b[?1049hcd\x1b[?1049l", "ab|", 0, 2, ""},
        {"DA1", 5, 1, "\x1b[c", "", 0, 0, "\x1b[?64;1;2;6;9;15;17;18;21;22;28c"},
        {"DA2", 5, 1, "\x1b[>c", "", 0, 0, "\x1b[>41;379;0c"},
        {"DA3", 5, 1, "\x1b[=c", "", 0, 0, "\x1bP!|00000000\x1b\\"},
        {"DSR", 5, 1, "\x1b[5n", "", 0, 0, "\x1b[0n"},
        {"DECRQM", 5, 1, "\x1b[?2004$p\x1b[?2004h\x1b[?2004$p", "", 0, 0, "\x1b[?2004;2$y\x1b[?2004;1$y"},
        {"DECRQM of 2026", 5, 1, "\x1b[?2026h\x1b[?2026$p", "", 0, 0, "\x1b[?2026;1$y"},
        {"DECRQM of none", 5, 1, "\x1b[?9999$p", "", 0, 0, "\x1b[?9999;0$y"},
        {"DECRQSS", 5, 1, "\x1b[1;38;5;99m\x1bP$qm\x1b\\", "", 0, 0, "\x1bP1$r0;1;38:5:99m\x1b\\"},
        {"no checksum unasked", 5, 1, "abc\x1b[1;1;1;1;1;1*y", "abc", 0, 3, ""},
        {"no title report", 5, 1, "\x1b]2;evil\x07\x1b[21t", "", 0, 0, ""},
        {"no clipboard report", 5, 1, "\x1b]52;c;?\x07", "", 0, 0, ""},
        {"OSC 4", 5, 1, "\x1b]4;1;#102030\x07\x1b]4;1;?\x07", "", 0, 0, "\x1b]4;1;rgb:1010/2020/3030\x07"},
        {"OSC 11 by ST", 5, 1, "\x1b]11;rgb:0/8/f\x1b\\\x1b]11;?\x1b\\", "", 0, 0,
         "\x1b]11;rgb:0000/8888/ffff\x1b\\"},
        {"DECSTR", 5, 2, "\x1b[2;2r\x1b[?6h\x1b[4h\x1b[!p\x1b[Hx", "x|", 0, 1, ""},
        {"RIS", 5, 2,
         "abc\x1b[?6h\x1b"
         "c",
         "|", 0, 0, ""},
        {"broken UTF-8", 5, 1, "\xFFx", "\xEF\xBF\xBDx", 0, 2, ""},
        {"cut UTF-8", 5, 1, "\xE4\xB8x", "\xEF\xBF\xBDx", 0, 2, ""},
        {"surrogate", 5, 1, "\xED\xA0\x80", "\xEF\xBF\xBD", 0, 1, ""},
        {"combining", 5, 1, "e\xCC\x81x", "e\xCC\x81x", 0, 2, ""},
        {"wide", 5, 1, "中x", "中x", 0, 3, ""},
        {"wide at the margin", 3, 2, "ab中", "ab|中", 1, 2, ""},
        {"wide in one column", 1, 1, "中", "", 0, 0, ""},
        {"half of a wide one copied", 6, 2, "中中\x1b[1;2;1;3;1;2;1;1$v", "中中|", 0, 4, ""},
        {"half of a wide one written over", 5, 1, "中\x1b[2Gx", " x", 0, 2, ""},
        {"ZWJ", 6, 1, "\U0001F468\u200D\U0001F469x", "\U0001F468\u200D\U0001F469x", 0, 3, ""},
        {"VS16", 6, 1, "\u2764\uFE0Fx", "\u2764\uFE0Fx", 0, 3, ""},
        {"flag", 6, 1, "\U0001F1E9\U0001F1EAx", "\U0001F1E9\U0001F1EAx", 0, 3, ""},
        {"APC is silent", 5, 1, "\x1b_abc\x1b\\x", "x", 0, 1, ""},
        {"parts only for SGR", 5, 2, "\x1b[2:2Hx", "x|", 0, 1, ""},
        {"0 T", 5, 2, "a\x1b[0T", "a|", 0, 1, ""},
    };
    return all;
}

std::unique_ptr<Terminal> terminalOf(int columns, int rows, bool allowReports = false)
{
    Terminal::Options options;
    options.columns = columns;
    options.rows = rows;
    options.allowReports = allowReports;
    return std::make_unique<Terminal>(options);
}

void feed(Terminal &terminal, const std::string &bytes, bool isWhole)
{
    if (isWhole)
        return terminal.feed(bytes);
    for (const char byte : bytes)
        terminal.feed({&byte, 1});
}

std::string repeated(const std::string &bytes, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += bytes;
    return all;
}

} // namespace

class TestTerminalConformance : public QObject
{
    Q_OBJECT

private slots:
    void asXterm_data();
    void asXterm();
    void rows_data();
    void rows();
    void floods_data();
    void floods();
    void wholeScreens();
    void shownFrames();
    void window();
    void windowRequests();
    void reverts();
    void reflow();
    void findsAcrossWraps();
    void manyParameters();
    void longString();
    void resizeInSequence();
    void paste();
};

void TestTerminalConformance::asXterm_data()
{
    QTest::addColumn<int>("number");
    const auto rows = conformanceRows();
    for (std::size_t i = 0; i < rows.size(); ++i)
        QTest::addRow("%s: %s", rows[i].group, rows[i].name) << static_cast<int>(i);
}

void TestTerminalConformance::asXterm()
{
    QFETCH(int, number);
    const ConformanceRow one = conformanceRows()[static_cast<std::size_t>(number)];
    for (const bool isWhole : {true, false}) {
        const auto terminal = terminalOf(20, 8, true);
        terminal->feed("\x1b[28#y"); // checksums as DEC's, of whole characters that were written
        feed(*terminal, one.bytes, isWhole);
        std::string screen = screenOf(*terminal);
        screen.erase(screen.find_last_not_of('|') + 1);
        QCOMPARE(QString::fromStdString(screen), QString::fromStdString(one.screen));
        QCOMPARE(terminal->cursor().row, one.row);
        QCOMPARE(terminal->cursor().column, one.column);
        QCOMPARE(QByteArray::fromStdString(terminal->takeReplies()), QByteArray::fromStdString(one.replies));
    }
}

void TestTerminalConformance::rows_data()
{
    QTest::addColumn<int>("number");
    for (std::size_t i = 0; i < cases().size(); ++i)
        QTest::newRow(cases()[i].name) << static_cast<int>(i);
}

void TestTerminalConformance::rows()
{
    QFETCH(int, number);
    const Case &one = cases()[static_cast<std::size_t>(number)];
    for (const bool isWhole : {true, false}) {
        const auto terminal = terminalOf(one.columns, one.rows);
        feed(*terminal, one.bytes, isWhole);
        QCOMPARE(QString::fromStdString(screenOf(*terminal)), QString::fromStdString(one.screen));
        QCOMPARE(terminal->cursor().row, one.row);
        QCOMPARE(terminal->cursor().column, one.column);
        QCOMPARE(QByteArray::fromStdString(terminal->takeReplies()), QByteArray::fromStdString(one.replies));
    }
}

void TestTerminalConformance::floods_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char *name, const std::string &piece) {
        QTest::newRow(name) << QByteArray::fromStdString(repeated("ab\r\ncd" + piece, 20'000));
    };
    add("copied rectangles", "\x1b[1;1;;;1;2;2$v");
    add("filled rectangles", "\x1b[46;;2$x\x1b[$z");
    add("protected cells", "\x1b[1\"qx\x1b[0\"q\x1b[?2J");
    add("side margins", "\x1b[?69h\x1b[2s\x1b[L\x1b[S\n\n\x1b[?69l");
    add("columns", "\x1b['}\x1b[2'~\x1b[ @");
    add("lines and screens", "\x1b[9L\x1b#8\x1b[2J\x1b[99S\x1b[?1049h\x1b[?1049l");
    add("repeated", "\x1b[99999b");
}

//! Also where a part is refused, the outcome is the same however the bytes are cut and whenever somebody
//! looks.
void TestTerminalConformance::floods()
{
    QFETCH(QByteArray, bytes);
    const auto whole = terminalOf(300, 200);
    const auto single = terminalOf(300, 200);
    whole->feed(bytes.toStdString());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        single->feed({bytes.constData() + i, 1});
        if (i % 1000 == 0)
            (void)single->screenRow(static_cast<int>(i / 1000 % 200));
    }
    QVERIFY(screenOf(*whole) == screenOf(*single));
    QCOMPARE(whole->cursor(), single->cursor());
    QCOMPARE(whole->screenLine(), single->screenLine());
}

//! On the largest screen, too, all is done that a program asks for which does not ask in a flood.
void TestTerminalConformance::wholeScreens()
{
    const auto terminal = terminalOf(1000, 1000);
    for (int i = 0; i < 50; ++i)
        terminal->feed("\x1b#8\x1b[2J\x1b[?1049h\x1b[?1049l\x1b[1;1Hx\x1b[K\x1b[J");
    QCOMPARE(QString::fromStdString(screenOf(*terminal)), u'x' + QString(999, u'|'));
    terminal->feed("\x1b#8\x1b[2;2;999;999$z\x1b[1;1;2;1000;1;999;1;1$v\x1b[2'~");
    QCOMPARE(terminal->textOf(terminal->screenRow(1)[997]), "E"s);
    QCOMPARE(terminal->textOf(terminal->screenRow(998)[997]), "E"s);
    QCOMPARE(terminal->textOf(terminal->screenRow(999)[0]), ""s);
}

//! What is shown starts anew: a program that scrolls beside a margin for hours is never refused.
void TestTerminalConformance::shownFrames()
{
    const auto terminal = terminalOf(400, 200);
    terminal->feed("\x1b[?69h\x1b[201s\x1b[200;201H");
    for (int i = 0; i < 3000; ++i) {
        terminal->feed("\r\n" + std::to_string(i));
        terminal->takeDamage();
    }
    for (int row = 0; row < 199; ++row)
        QCOMPARE(terminal->text({row, 200}, {row, 210}), std::to_string(2800 + row));
}

void TestTerminalConformance::window()
{
    const auto terminal = terminalOf(80, 24, true);
    terminal->setWindow({.isIconified = true,
                         .x = 30,
                         .y = -1,
                         .width = 830,
                         .height = 500,
                         .textX = 34,
                         .textY = 20,
                         .screenWidth = 1280,
                         .screenHeight = 1024});
    terminal->feed("\x1b[11t\x1b[13t\x1b[13;2t\x1b[14t\x1b[14;2t\x1b[15t\x1b[16t\x1b[18t\x1b[19t");
    QCOMPARE(QByteArray::fromStdString(terminal->takeReplies()),
             QByteArray("\x1b[2t\x1b[3;30;65535t\x1b[3;34;20t\x1b[4;480;800t\x1b[4;500;830t\x1b[5;1024;1280t"
                        "\x1b[6;20;10t\x1b[8;24;80t\x1b[9;51;128t"));
    const auto strict = terminalOf(80, 24);
    strict->feed("\x1b[11t\x1b[13t\x1b[14t\x1b[18t\x1b[20t\x1b[21t\x1b[8;10;10t\x1b[3;1;1t\x1b[9;1t\x1b[2t");
    QVERIFY(strict->takeReplies().empty());
    QVERIFY(strict->takeEvents().empty());
}

void TestTerminalConformance::windowRequests()
{
    const auto terminal = terminalOf(80, 24, true);
    terminal->setWindow({.screenWidth = 1280, .screenHeight = 1024});
    terminal->feed("\x1b[8;30;90t\x1b[8;;70t\x1b[8;0;70t\x1b[4;400;600t\x1b[4;0t\x1b[30t");
    std::string sizes;
    for (const Event &event : terminal->takeEvents()) {
        const auto &size = std::get<ResizeRequest>(event);
        sizes += std::to_string(size.columns) + "x" + std::to_string(size.rows) + " ";
    }
    QCOMPARE(sizes, "90x30 70x24 70x51 60x20 80x51 80x30 "s);
    terminal->feed("\x1b[3;40;50t\x1b[9;3t\x1b[10;2t");
    const auto events = terminal->takeEvents();
    QCOMPARE(events.size(), std::size_t(3));
    QCOMPARE(std::get<WindowRequest>(events[0]).x, 40);
    QCOMPARE(std::get<WindowRequest>(events[0]).y, 50);
    QCOMPARE(std::get<WindowRequest>(events[1]).kind, WindowRequest::Kind::MaximiseHorizontally);
    QCOMPARE(std::get<WindowRequest>(events[2]).kind, WindowRequest::Kind::ToggleFullScreen);
}

//! What xterm only gives back when it starts anew.
void TestTerminalConformance::reverts()
{
    const auto terminal = terminalOf(80, 24);
    terminal->feed("\x1b]5;0;red\x07\x1b]5;0;?\x07\x1b]105;0\x07\x1b]5;0;?\x07\x1b]4;257;blue\x07\x1b]105\x07"
                   "\x1b]5;1;?\x07");
    QCOMPARE(
        QByteArray::fromStdString(terminal->takeReplies()),
        QByteArray(
            "\x1b]5;0;rgb:ffff/0000/0000\x07\x1b]5;0;rgb:e5e5/e5e5/e5e5\x07\x1b]5;1;rgb:e5e5/e5e5/e5e5\x07"));
    terminal->feed("\x1b[?1046l\x1b[?1049hx\x1b[?1046$p\x1b[?1046h\x1b[?1049h");
    QCOMPARE(QByteArray::fromStdString(terminal->takeReplies()), QByteArray("\x1b[?1046;2$y"));
    QVERIFY(terminal->isAlternateScreen());
}

void TestTerminalConformance::reflow()
{
    const auto terminal = terminalOf(10, 3);
    terminal->feed("abcdefgh\r\nx");
    terminal->resize(4, 3);
    QCOMPARE(QString::fromStdString(screenOf(*terminal)), QStringLiteral("abcd|efgh|x"));
    QCOMPARE(terminal->cursor().row, 2);
    terminal->resize(10, 3);
    QCOMPARE(QString::fromStdString(screenOf(*terminal)), QStringLiteral("abcdefgh|x|"));
    QCOMPARE(terminal->cursor().row, 1);
    QCOMPARE(terminal->cursor().column, 1);
}

void TestTerminalConformance::findsAcrossWraps()
{
    const auto terminal = terminalOf(4, 3);
    terminal->feed("abcdef\r\nabc");
    const auto found = terminal->find("CDE", false, terminal->firstLine(), terminal->endLine());
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY((found[0].begin == Position{0, 2}));
    QCOMPARE(QString::fromStdString(terminal->text({0, 0}, {3, 0})).trimmed(), QStringLiteral("abcdef\nabc"));
}

void TestTerminalConformance::manyParameters()
{
    const auto terminal = terminalOf(5, 2);
    std::string bytes = "\x1b[";
    for (int i = 0; i < 1'000'000; ++i)
        bytes += "1;";
    terminal->feed(bytes + "mx");
    QCOMPARE(QString::fromStdString(screenOf(*terminal)), QStringLiteral("x|"));
}

void TestTerminalConformance::longString()
{
    const auto terminal = terminalOf(5, 2);
    terminal->feed("\x1b]2;");
    const std::string piece(1'000'000, 'a');
    for (int i = 0; i < 50; ++i)
        terminal->feed(piece);
    terminal->feed("\x07x");
    QCOMPARE(QString::fromStdString(screenOf(*terminal)), QStringLiteral("x|"));
    QVERIFY(terminal->title().empty());
}

void TestTerminalConformance::resizeInSequence()
{
    const auto terminal = terminalOf(5, 2);
    terminal->feed("\x1b[2;");
    terminal->resize(1000, 1000);
    terminal->resize(1, 1);
    terminal->resize(8, 3);
    terminal->feed("3Hx");
    QCOMPARE(QString::fromStdString(screenOf(*terminal)), QStringLiteral("|  x|"));
}

void TestTerminalConformance::paste()
{
    Terminal::InputModes modes;
    modes.bracketedPaste = true;
    QCOMPARE(QByteArray::fromStdString(encodePaste("a\x1b[201~b", modes)),
             QByteArray("\x1b[200~a[201~b\x1b[201~"));
}

QTEST_GUILESS_MAIN(TestTerminalConformance)

#include "tst_terminalconformance.moc"
