// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/terminal/viewfixture.h"
#include "ui/terminal/linkbar.h"
#include "ui/terminal/questionbar.h"
#include "ui/terminal/searchbar.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleHints>

using namespace Qt::StringLiterals;
using namespace skep::ui;
using skep::tests::ViewFixture;

//! What a person does with the view beside typing: selecting, pasting, searching, following links, scrolling.
class TestTerminalView final : public QObject
{
    Q_OBJECT

private slots:
    void selectsCharactersWordsLinesBlocks();
    void copiesColors();
    void pasteGuard_data();
    void pasteGuard();
    void searchesTheScrollback();
    void linksAreShownBeforeTheyOpen_data();
    void linksAreShownBeforeTheyOpen();
    void aClickOpensWhatIsThereThen();
    void keepsItsPlaceWhileOutputComes();
    void resizesAreGathered();
    void synchronisedOutputIsCapped();
    void acknowledgesWhatItHasParsed();
    void clipboardNeedsConsent();
};

namespace {

QImage picture(const ViewFixture &terminal)
{
    return const_cast<TerminalView &>(terminal.view).viewport()->grab().toImage();
}

QRgb colorAt(const ViewFixture &terminal, int column, int row)
{
    const QRect cell = terminal.view.cellRect(column, row);
    return picture(terminal).pixelColor(cell.left() + 1, cell.top() + 1).rgb() & 0xFFFFFFU;
}

} // namespace

void TestTerminalView::selectsCharactersWordsLinesBlocks()
{
    ViewFixture terminal;
    terminal.show("alpha beta-gamma/x.txt delta\r\nsecond line 日本語 end\r\nthird line\r\n");
    terminal.drag(terminal.gapBefore(2, 0), terminal.gapBefore(6, 1));
    QCOMPARE(terminal.view.selectedText(), u"pha beta-gamma/x.txt delta\nsecond"_s);
    terminal.drag(terminal.gapBefore(0, 0), terminal.gapBefore(5, 2), Qt::AltModifier);
    QCOMPARE(terminal.view.selectedText().trimmed(), u"alpha\nsecon\nthird"_s);
    terminal.view.clearSelection();
    QVERIFY(!terminal.view.hasSelection());

    QTest::mouseMove(terminal.view.viewport(), terminal.pointOf(2, 1));
    QTest::mouseDClick(terminal.view.viewport(), Qt::LeftButton, {}, terminal.pointOf(2, 1));
    QTest::mouseClick(terminal.view.viewport(), Qt::LeftButton, {}, terminal.pointOf(2, 1));
    QTRY_VERIFY(terminal.view.selectedText().startsWith(u"second"_s));
    QTest::qWait(QGuiApplication::styleHints()->mouseDoubleClickInterval() + 50);
    const auto click = [&] {
        QTest::mouseClick(terminal.view.viewport(), Qt::LeftButton, {}, terminal.pointOf(8, 0));
    };
    click();
    click();
    QCOMPARE(terminal.view.selectedText(), u"beta-gamma/x.txt"_s);
    click();
    QCOMPARE(terminal.view.selectedText().trimmed(), u"alpha beta-gamma/x.txt delta"_s);
    terminal.view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), terminal.view.selectedText());
    // The pixels say it too.
    QTest::qWait(40);
    QCOMPARE(colorAt(terminal, 5, 0), terminal.view.colorScheme().selection);
    QCOMPARE(colorAt(terminal, 1, 2), terminal.view.colorScheme().background);
}

void TestTerminalView::copiesColors()
{
    ViewFixture terminal;
    terminal.show("plain \x1b[1;31m<b>&red\x1b[m");
    terminal.view.selectAll();
    terminal.view.copyWithColors();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text().trimmed(), u"plain <b>&red"_s);
    QVERIFY(data->html().contains(u"&lt;b&gt;&amp;red"_s));
    const QString red = QColor(QRgb(terminal.view.colorScheme().ansi[1])).name();
    QVERIFY2(data->html().contains(red, Qt::CaseInsensitive)
                 || data->html().contains(QColor(QRgb(terminal.view.colorScheme().ansi[9])).name(),
                                          Qt::CaseInsensitive),
             qPrintable(data->html()));
    terminal.view.copyWithSequences();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"\x1b[0;1;38;5;1m<b>&red"_s));
}

void TestTerminalView::pasteGuard_data()
{
    QTest::addColumn<QByteArray>("modes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("word") << QByteArray() << u"word"_s << false << QByteArray("word");
    QTest::newRow("word, bracketed") << QByteArray("\x1b[?2004h") << u"word"_s << false
                                     << QByteArray("\x1b[200~word\x1b[201~");
    QTest::newRow("lines") << QByteArray() << u"rm x\nls\n"_s << true << QByteArray("rm x\rls\r");
    QTest::newRow("lines, bracketed")
        << QByteArray("\x1b[?2004h") << u"a\nb"_s << true << QByteArray("\x1b[200~a\rb\x1b[201~");
    QTest::newRow("control characters")
        << QByteArray() << u"a\x1b[201~b\x03"_s << true << QByteArray("a[201~b");
    QTest::newRow("lines in an editor")
        << QByteArray("\x1b[?1049h\x1b[?2004h") << u"a\nb"_s << false << QByteArray("\x1b[200~a\rb\x1b[201~");
}

void TestTerminalView::pasteGuard()
{
    QFETCH(QByteArray, modes);
    QFETCH(QString, text);
    QFETCH(bool, asks);
    QFETCH(QByteArray, bytes);
    for (const bool consents : {false, true}) {
        ViewFixture terminal;
        terminal.show(modes);
        terminal.taken();
        QGuiApplication::clipboard()->setText(text);
        QTest::sendKeyEvent(QTest::Click, &terminal.view, Qt::Key_V, u"\x16"_s,
                            Qt::ControlModifier | Qt::ShiftModifier);
        auto *bar = terminal.view.findChild<QuestionBar *>();
        QCOMPARE(bar && bar->isVisible(), asks);
        if (!asks) {
            QCOMPARE(terminal.taken(), bytes);
            continue;
        }
        QTest::qWait(30);
        QCOMPARE(terminal.taken(), QByteArray());
        QTRY_VERIFY(bar->declineButton()->hasFocus());
        if (consents)
            QTest::mouseClick(bar->acceptButton(), Qt::LeftButton);
        else
            QTest::keyClick(bar->declineButton(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QCOMPARE(terminal.taken(), consents ? bytes : QByteArray());
        QVERIFY(terminal.view.hasFocus());
    }
}

void TestTerminalView::searchesTheScrollback()
{
    ViewFixture terminal;
    QByteArray lines;
    for (int i = 0; i < 200; ++i)
        lines += "line " + QByteArray::number(i) + (i % 50 == 10 ? " needle\r\n" : " hay\r\n");
    terminal.show(lines);
    QTest::sendKeyEvent(QTest::Click, &terminal.view, Qt::Key_F, u"\x06"_s,
                        Qt::ControlModifier | Qt::ShiftModifier);
    auto *bar = terminal.view.findChild<SearchBar *>();
    QVERIFY(bar && bar->isVisible());
    auto *needle = bar->findChild<QLineEdit *>();
    QTRY_VERIFY(needle->hasFocus());
    QTest::keyClicks(needle, u"NEEDLE"_s);
    const auto shown = [&](int line) {
        return terminal.view.visibleText().contains(u"line %1 needle\n"_s.arg(line));
    };
    QTRY_VERIFY(shown(160)); // the nearest above the end
    QCOMPARE(bar->countText(), u"4 of 4"_s);
    QTest::qWait(40);
    const int row = int(160 - terminal.view.topLine());
    QCOMPARE(colorAt(terminal, 10, row), terminal.view.colorScheme().currentMatch);
    QTest::keyClick(needle, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_VERIFY(shown(110));
    QCOMPARE(bar->countText(), u"3 of 4"_s);
    QTest::keyClick(needle, Qt::Key_Return);
    QTRY_VERIFY(shown(160));
    QCOMPARE(terminal.taken(), QByteArray());
    QTest::keyClick(needle, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(terminal.view.hasFocus());
}

void TestTerminalView::linksAreShownBeforeTheyOpen_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("detected") << QByteArray("go to https://example.org/a?b=c.")
                              << u"https://example.org/a?b=c"_s;
    QTest::newRow("OSC 8") << QByteArray("go to \x1b]8;;http://example.org/x\x1b\\good site\x1b]8;;\x1b\\.")
                           << u"http://example.org/x"_s;
    QTest::newRow("OSC 8 that is no web page")
        << QByteArray("go to \x1b]8;;file:///etc/passwd\x1b\\good site\x1b]8;;\x1b\\.") << QString();
}

void TestTerminalView::linksAreShownBeforeTheyOpen()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, url);
    ViewFixture terminal(100, 10);
    terminal.show(text);
    QSignalSpy opened(&terminal.view, &TerminalView::openLinkAsked);
    const QPoint on = terminal.pointOf(8, 0);
    QTest::mouseMove(terminal.view.viewport(), terminal.pointOf(2, 3));
    QTest::mouseMove(terminal.view.viewport(), on);
    auto *bar = terminal.view.findChild<LinkBar *>();
    QCOMPARE(bar && bar->isVisible(), !url.isEmpty());
    if (bar)
        QVERIFY(bar->text().contains(url));
    QTest::mouseClick(terminal.view.viewport(), Qt::LeftButton, {}, on);
    QCOMPARE(opened.size(), 0);
    QTest::mouseClick(terminal.view.viewport(), Qt::LeftButton, Qt::ControlModifier, on);
    QCOMPARE(opened.size(), url.isEmpty() ? 0 : 1);
    if (!url.isEmpty())
        QCOMPARE(opened.first().first().toUrl(), QUrl(url));
}

//! The pointer rests, the text under it changes.
void TestTerminalView::aClickOpensWhatIsThereThen()
{
    ViewFixture terminal(100, 10);
    terminal.show("go to https://example.org/shown");
    QSignalSpy opened(&terminal.view, &TerminalView::openLinkAsked);
    QWidget *viewport = terminal.view.viewport();
    const QPoint on = terminal.pointOf(8, 0);
    QTest::mouseMove(viewport, terminal.pointOf(2, 3));
    QTest::mouseMove(viewport, on);
    terminal.show("\x1b[H\x1b[2Jno link is here any more");
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ControlModifier, on);
    QCOMPARE(opened.size(), 0);
    terminal.show("\x1b[H\x1b[2Jgo to https://example.net/other");
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ControlModifier, on);
    QCOMPARE(opened.size(), 0); // it is shown first
    QVERIFY(terminal.view.findChild<LinkBar *>()->text().contains(u"https://example.net/other"_s));
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ControlModifier, on);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.net/other"_s));
}

void TestTerminalView::keepsItsPlaceWhileOutputComes()
{
    ViewFixture terminal;
    QByteArray lines;
    for (int i = 0; i < 100; ++i)
        lines += "line " + QByteArray::number(i) + "\r\n";
    terminal.show(lines);
    terminal.view.scrollLines(-30);
    QTest::qWait(40);
    const QString before = terminal.view.visibleText();
    const QImage imageBefore = picture(terminal);
    terminal.show(lines);
    QCOMPARE(terminal.view.visibleText(), before);
    const QRect text = terminal.view.cellRect(0, 0).united(terminal.view.cellRect(39, 9));
    QVERIFY(picture(terminal).copy(text) == imageBefore.copy(text));
    QTest::sendKeyEvent(QTest::Click, &terminal.view, Qt::Key_A, u"a"_s, Qt::NoModifier);
    QTRY_VERIFY(terminal.view.visibleText().contains(u"line 99\n"_s)); // typing goes to the end
    terminal.show("one more");
    QVERIFY(terminal.view.visibleText().contains(u"one more"_s));
}

void TestTerminalView::resizesAreGathered()
{
    ViewFixture terminal;
    QSignalSpy resized(&terminal.view, &TerminalView::resized);
    QElapsedTimer elapsed;
    elapsed.start();
    for (int i = 1; i <= 30; ++i) {
        terminal.view.resize(terminal.view.sizeForGrid(40 + i, 10));
        QTest::qWait(4);
    }
    QTRY_COMPARE(terminal.view.columns(), 70);
    QVERIFY(resized.size() >= 1);
    QVERIFY2(resized.size() <= elapsed.elapsed() / 50 + 1, qPrintable(QString::number(resized.size())));
    QCOMPARE(resized.last().first().toInt(), 70);
}

void TestTerminalView::synchronisedOutputIsCapped()
{
    ViewFixture terminal;
    terminal.show("\x1b[?25l\x1b[H ");
    QCOMPARE(colorAt(terminal, 0, 0), terminal.view.colorScheme().background);
    terminal.view.feed("\x1b[?2026h\x1b[H\x1b[41m \x1b[m");
    QElapsedTimer elapsed;
    elapsed.start();
    QTest::qWait(60);
    if (elapsed.elapsed() < 140) // else this machine was too slow to see it
        QCOMPARE(colorAt(terminal, 0, 0), terminal.view.colorScheme().background);
    QTRY_COMPARE_WITH_TIMEOUT(colorAt(terminal, 0, 0), terminal.view.colorScheme().ansi[1], 1000);
    QVERIFY(elapsed.elapsed() >= 140);
    terminal.show("\x1b[?2026l\x1b[?2026h\x1b[H\x1b[42m \x1b[m\x1b[?2026l");
    QCOMPARE(colorAt(terminal, 0, 0), terminal.view.colorScheme().ansi[2]); // its end is not waited for
}

void TestTerminalView::acknowledgesWhatItHasParsed()
{
    ViewFixture terminal;
    QSignalSpy consumed(&terminal.view, &TerminalView::consumed);
    const QByteArray much = QByteArray("\x1b[31mmuch \x1b[0mtext and more of it\r\n").repeated(100'000);
    terminal.view.feed(much);
    QVERIFY(terminal.view.unconsumed() > 0); // it did not wait for all of it
    QTRY_COMPARE_WITH_TIMEOUT(terminal.view.unconsumed(), qsizetype(0), 20'000);
    qsizetype sum = 0;
    for (const QList<QVariant> &piece : consumed)
        sum += piece.first().value<qsizetype>();
    QCOMPARE(sum, much.size());
    QVERIFY(consumed.size() > 3);
}

void TestTerminalView::clipboardNeedsConsent()
{
    ViewFixture terminal;
    QGuiApplication::clipboard()->setText(u"before"_s);
    terminal.show("\x1b]52;c;aGVsbG8=\x07");
    auto *bar = terminal.view.findChild<QuestionBar *>();
    QVERIFY(bar && bar->isVisible());
    QCOMPARE(bar->preview(), u"hello"_s);
    QVERIFY(terminal.view.hasFocus()); // what is typed meanwhile answers nothing
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    QTest::mouseClick(bar->acceptButton(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"hello"_s);
    terminal.taken();
    terminal.show("\x1b]52;c;?\x07"); // never read
    QCOMPARE(terminal.taken(), QByteArray());
}

QTEST_MAIN(TestTerminalView)
#include "tst_terminalview.moc"
