// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/terminal/viewfixture.h"
#include "ui/terminal/boxdrawing.h"
#include "ui/terminal/terminalpainter.h"

#include <QPainter>

#include <random>

using namespace Qt::StringLiterals;
using namespace skep::ui;
using skep::terminal::Terminal;

namespace {

//! Paints a terminal with its damage, and again from nothing.
class Canvas
{
public:
    Canvas(Terminal &terminal, const std::shared_ptr<GlyphAtlas> &atlas)
        : m_terminal(terminal)
        , m_atlas(atlas)
    {
        m_painter.setAtlas(atlas);
    }
    QImage next(std::int64_t top) { return paint(m_painter, m_terminal.takeDamage(), top); }
    QImage fresh(std::int64_t top)
    {
        TerminalPainter painter;
        painter.setAtlas(m_atlas);
        return paint(painter, {}, top);
    }

private:
    QImage paint(TerminalPainter &painter, const skep::terminal::Damage &damage, std::int64_t top) const
    {
        TerminalPainter::Frame frame;
        frame.top = top;
        frame.look.scheme = ColorScheme::standard(true);
        frame.look.palette = m_terminal.palette();
        frame.look.isReversed = m_terminal.isScreenReversed();
        frame.glyphBudget = std::chrono::seconds(10);
        frame.overlay = [this](std::int64_t line) {
            RowOverlay overlay;
            if (line == m_terminal.screenLine() + m_terminal.cursor().row) {
                overlay.cursor = RowOverlay::CursorLook::Block;
                overlay.cursorColumn = std::min(m_terminal.cursor().column, m_terminal.columns() - 1);
            }
            return overlay;
        };
        painter.update(m_terminal, damage, frame);
        QImage image(painter.pixelSize(), QImage::Format_RGB32);
        QPainter onto(&image);
        painter.paint(onto, {}, 1);
        return image;
    }

    Terminal &m_terminal;
    std::shared_ptr<GlyphAtlas> m_atlas;
    TerminalPainter m_painter;
};

using Random = std::mt19937;

std::string randomPiece(Random &random)
{
    const auto below = [&](std::uint32_t bound) { return std::to_string(random() % bound); };
    switch (random() % 16) {
    case 0:
        return "\r\n";
    case 1:
        return "\x1b[" + below(14) + ";" + below(44) + "H";
    case 2:
        return "\x1b[3" + below(8) + ";4" + below(8) + "m";
    case 3:
        return "\x1b[" + below(10) + "m";
    case 4:
        return "\x1b[" + below(4) + "L";
    case 5:
        return "\x1b[" + below(4) + "M";
    case 6:
        return "\x1b[" + below(3) + "J";
    case 7:
        return "\x1b[" + below(4) + "S\x1b[" + below(3) + "T";
    case 8:
        return "日本🚀e\u0301";
    case 9:
        return "┌─┬█▒⣿";
    case 10:
        return "\x1b[4:" + below(6) + "m\x1b[58:5:" + below(16) + "mx\x1b[59m";
    case 11:
        return "\x1b]8;;https://example.org/" + below(9) + "\x1b\\link\x1b]8;;\x1b\\";
    case 12:
        return random() % 4 ? "\x1b[m" : (random() % 2 ? "\x1b[?5h" : "\x1b[?5l");
    case 13:
        return random() % 8 ? "word " : (random() % 2 ? "\x1b[?1049h" : "\x1b[?1049l");
    case 14:
        return random() % 4
            ? "more"
            : "\x1b]4;" + below(8) + ";#" + std::to_string(100000 + random() % 800000) + "\x1b\\";
    default:
        return std::string(random() % 60, char('a' + random() % 26));
    }
}

QFont font()
{
    return QFont(u"DejaVu Sans Mono"_s, 10);
}

} // namespace

//! What the view paints, by pixels.
class TestTerminalPaint final : public QObject
{
    Q_OBJECT

private slots:
    void damageIsEnough_data();
    void damageIsEnough();
    void boxesHaveNoSeams_data();
    void boxesHaveNoSeams();
    void atlasStaysSmall();
    void viewShowsTheText();
};

void TestTerminalPaint::damageIsEnough_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestTerminalPaint::damageIsEnough()
{
    QFETCH(unsigned, seed);
    Random random(seed);
    Terminal terminal({.columns = 40, .rows = 12, .scrollbackLines = 50});
    Canvas canvas(terminal, GlyphAtlas::forFont(font(), 1));
    for (int step = 0; step < 150; ++step) {
        for (auto i = random() % 12; i > 0; --i)
            terminal.feed(randomPiece(random));
        if (random() % 40 == 0)
            terminal.resize(20 + int(random() % 30), 5 + int(random() % 12));
        const std::int64_t kept = terminal.screenLine() - terminal.firstLine();
        const bool isBack = random() % 4 == 0;
        const std::int64_t top =
            terminal.screenLine() - (isBack ? std::int64_t(random() % std::uint64_t(kept + 1)) : 0);
        const QImage byDamage = canvas.next(top);
        const QImage whole = canvas.fresh(top);
        if (byDamage != whole)
            for (int y = 0; y < whole.height(); ++y)
                for (int x = 0; x < whole.width(); ++x)
                    if (byDamage.pixel(x, y) != whole.pixel(x, y))
                        QFAIL(qPrintable(u"step %1 differs at %2, %3"_s.arg(step).arg(x).arg(y)));
    }
}

void TestTerminalPaint::boxesHaveNoSeams_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<qreal>("ratio");
    for (const int points : {7, 10, 13, 20})
        for (const qreal ratio : {1.0, 1.25, 1.5, 2.0})
            QTest::addRow("%d points at %g", points, ratio) << points << ratio;
}

//! Lines reach both edges of their cell at the same pixels, blocks fill it.
void TestTerminalPaint::boxesHaveNoSeams()
{
    QFETCH(int, points);
    QFETCH(qreal, ratio);
    QFont sized = font();
    sized.setPointSize(points);
    const QSize cell = GlyphAtlas(sized, ratio).cellSize();
    const int right = cell.width() - 1;
    const int bottom = cell.height() - 1;
    const auto at = [](const QImage &image, int x, int y) { return int(image.constScanLine(y)[x]); };
    for (const auto &[line, other] : {std::pair(U'─', U'┼'), {U'━', U'╋'}, {U'═', U'╬'}}) {
        const QImage straight = drawBoxGlyph(line, cell);
        const QImage crossing = drawBoxGlyph(other, cell);
        int ink = 0;
        for (int y = 0; y <= bottom; ++y) {
            ink += at(straight, 0, y) > 0;
            QCOMPARE(at(straight, 0, y), at(straight, right, y));
            QCOMPARE(at(straight, right, y), at(crossing, 0, y));
            QCOMPARE(at(crossing, 0, y), at(crossing, right, y));
        }
        QVERIFY(ink > 0);
    }
    const QImage upright = drawBoxGlyph(U'│', cell);
    const QImage corner = drawBoxGlyph(U'╭', cell);
    for (int x = 0; x <= right; ++x) {
        QCOMPARE(at(upright, x, 0), at(upright, x, bottom));
        QCOMPARE(at(corner, x, bottom) > 0, at(upright, x, 0) > 0);
    }
    const QImage full = drawBoxGlyph(U'█', cell);
    const QImage upper = drawBoxGlyph(U'▀', cell);
    const QImage lower = drawBoxGlyph(U'▄', cell);
    for (int y = 0; y <= bottom; ++y)
        for (int x = 0; x <= right; ++x) {
            QCOMPARE(at(full, x, y), 255);
            QCOMPARE(at(upper, x, y) + at(lower, x, y), 255);
        }
}

void TestTerminalPaint::atlasStaysSmall()
{
    GlyphAtlas atlas(QFont(u"DejaVu Sans Mono"_s, 30), 2);
    for (char32_t c = 0x4E00; c < 0x5600; ++c) {
        atlas.beginFrame(std::chrono::seconds(10));
        QVERIFY(atlas.find(c, unsigned(c % 4) | GlyphAtlas::Wide));
        QVERIFY(atlas.bytes() < GlyphAtlas::maximumBytes + (1U << 16U));
    }
    // What is asked for in the same frame is there, whatever went before it.
    atlas.beginFrame(std::chrono::seconds(10));
    const Glyph *a = atlas.find(U'a', 0);
    QVERIFY(a && !a->mask.empty());
    atlas.beginFrame(std::chrono::microseconds(0));
    QCOMPARE(atlas.find(U'a', 0), a); // kept
    QVERIFY(!atlas.find(char32_t(0x4E00), GlyphAtlas::Wide | GlyphAtlas::Bold)); // no time for a new one
}

void TestTerminalPaint::viewShowsTheText()
{
    skep::tests::ViewFixture terminal;
    terminal.show("\x1b[?25l\x1b[41m  \x1b[m█\x1b[48;2;1;2;3m \x1b[m");
    const QImage image = terminal.view.viewport()->grab().toImage();
    const auto colorAt = [&](int column) {
        return image.pixelColor(terminal.pointOf(column, 0)).rgb() & 0xFFFFFFU;
    };
    const ColorScheme &scheme = terminal.view.colorScheme();
    QCOMPARE(colorAt(0), scheme.ansi[1]);
    QCOMPARE(colorAt(2), scheme.foreground);
    QCOMPARE(colorAt(3), 0x010203U);
    QCOMPARE(colorAt(5), scheme.background);
}

QTEST_MAIN(TestTerminalPaint)
#include "tst_terminalpaint.moc"
