// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/terminal/viewfixture.h"

#include <QInputMethodEvent>

using namespace Qt::StringLiterals;
using skep::tests::ViewFixture;

//! Keys, input methods and the mouse, as the bytes that reach the far side.
class TestTerminalInput final : public QObject
{
    Q_OBJECT

private slots:
    void keys_data();
    void keys();
    void inputMethodCommits();
    void hostShortcutsStayHere();
    void readOnlySendsNothing();
    void mouseIsReported_data();
    void mouseIsReported();
    void motionNamesTheButtonThatIsStillHeld();
    void shiftKeepsTheMouse();
    void wheelOnTheAlternateScreen();
};

void TestTerminalInput::keys_data()
{
    QTest::addColumn<QByteArray>("modes");
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, int key, const QString &text, Qt::KeyboardModifiers modifiers,
                        const QByteArray &bytes, const QByteArray &modes = {}) {
        QTest::newRow(name) << modes << key << text << modifiers << bytes;
    };
    const Qt::KeyboardModifiers none, control = Qt::ControlModifier, alt = Qt::AltModifier,
                                      shift = Qt::ShiftModifier, keypad = Qt::KeypadModifier;
    row("a", Qt::Key_A, u"a"_s, none, "a");
    row("A", Qt::Key_A, u"A"_s, shift, "A");
    row("umlaut", Qt::Key_Adiaeresis, u"ä"_s, none, "ä");
    row("dead key's outcome", Qt::Key_E, u"ê"_s, none, "ê");
    row("AltGr text", Qt::Key_At, u"@"_s, Qt::GroupSwitchModifier, "@");
    row("AltGr euro", Qt::Key_E, u"€"_s, Qt::GroupSwitchModifier, "€");
    row("Ctrl-A", Qt::Key_A, u"\x01"_s, control, "\x01");
    row("Ctrl-C", Qt::Key_C, u"\x03"_s, control, "\x03");
    row("Ctrl-Z", Qt::Key_Z, u"\x1a"_s, control, "\x1a");
    row("Ctrl-[", Qt::Key_BracketLeft, u"\x1b"_s, control, "\x1b");
    row("Ctrl-backslash", Qt::Key_Backslash, u"\x1c"_s, control, "\x1c");
    row("Ctrl-]", Qt::Key_BracketRight, u"\x1d"_s, control, "\x1d");
    row("Ctrl-_", Qt::Key_Underscore, u"\x1f"_s, control | shift, "\x1f");
    row("Ctrl-Space", Qt::Key_Space, u" "_s, control, QByteArray(1, '\0'));
    row("Alt-x", Qt::Key_X, u"x"_s, alt, "\x1bx");
    row("Alt-X", Qt::Key_X, u"X"_s, alt | shift, "\x1bX");
    row("Ctrl-Alt-x", Qt::Key_X, u"\x18"_s, control | alt, "\x1b\x18");
    row("Space", Qt::Key_Space, u" "_s, none, " ");
    row("Return", Qt::Key_Return, u"\r"_s, none, "\r");
    row("Return with LNM", Qt::Key_Return, u"\r"_s, none, "\r\n", "\x1b[20h");
    row("Alt-Return", Qt::Key_Return, u"\r"_s, alt, "\x1b\r");
    row("Tab", Qt::Key_Tab, u"\t"_s, none, "\t");
    row("Shift-Tab", Qt::Key_Backtab, {}, shift, "\x1b[Z");
    row("Escape", Qt::Key_Escape, u"\x1b"_s, none, "\x1b");
    row("Backspace", Qt::Key_Backspace, u"\b"_s, none, "\x7f");
    row("Ctrl-Backspace", Qt::Key_Backspace, u"\x7f"_s, control, "\b");
    row("Alt-Backspace", Qt::Key_Backspace, u"\b"_s, alt, "\x1b\x7f");
    row("Delete", Qt::Key_Delete, u"\x7f"_s, none, "\x1b[3~");
    row("Insert", Qt::Key_Insert, {}, none, "\x1b[2~");
    row("Up", Qt::Key_Up, {}, none, "\x1b[A");
    row("Up in an application", Qt::Key_Up, {}, none, "\x1bOA", "\x1b[?1h");
    row("Ctrl-Right", Qt::Key_Right, {}, control, "\x1b[1;5C");
    row("Alt-Left", Qt::Key_Left, {}, alt, "\x1b[1;3D");
    row("Shift-Left", Qt::Key_Left, {}, shift, "\x1b[1;2D");
    row("Home", Qt::Key_Home, {}, none, "\x1b[H");
    row("End in an application", Qt::Key_End, {}, none, "\x1bOF", "\x1b[?1h");
    row("Page Up", Qt::Key_PageUp, {}, none, "\x1b[5~");
    row("Ctrl-Page Down", Qt::Key_PageDown, {}, control, "\x1b[6;5~");
    row("F1", Qt::Key_F1, {}, none, "\x1bOP");
    row("F5", Qt::Key_F5, {}, none, "\x1b[15~");
    row("F12", Qt::Key_F12, {}, none, "\x1b[24~");
    row("Shift-F1", Qt::Key_F1, {}, shift, "\x1b[1;2P");
    row("Ctrl-F5", Qt::Key_F5, {}, control, "\x1b[15;5~");
    row("keypad 5", Qt::Key_5, u"5"_s, keypad, "5");
    row("keypad 5 in an application", Qt::Key_5, u"5"_s, keypad, "\x1bOu", "\x1b=");
    row("keypad Enter", Qt::Key_Enter, u"\r"_s, keypad, "\r");
    row("keypad Enter in an application", Qt::Key_Enter, u"\r"_s, keypad, "\x1bOM", "\x1b=");
    row("keypad Up", Qt::Key_Up, {}, keypad, "\x1b[A");
    row("Shift-Page Up on the alternate screen", Qt::Key_PageUp, {}, shift, "\x1b[5;2~", "\x1b[?1049h");
}

void TestTerminalInput::keys()
{
    QFETCH(QByteArray, modes);
    QFETCH(int, key);
    QFETCH(QString, text);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    ViewFixture terminal;
    terminal.show(modes);
    terminal.taken();
    QTest::sendKeyEvent(QTest::Click, &terminal.view, Qt::Key(key), text, modifiers);
    QTEST(terminal.taken(), "bytes");
}

void TestTerminalInput::inputMethodCommits()
{
    ViewFixture terminal;
    const QImage before = terminal.view.viewport()->grab().toImage();
    QInputMethodEvent composing(u"にほん"_s, {});
    QCoreApplication::sendEvent(&terminal.view, &composing);
    QCOMPARE(terminal.taken(), QByteArray());
    QVERIFY(terminal.view.viewport()->grab().toImage() != before); // what is composed is seen
    QInputMethodEvent done;
    done.setCommitString(u"日本"_s);
    QCoreApplication::sendEvent(&terminal.view, &done);
    QCOMPARE(terminal.taken(), QByteArray("日本"));
}

void TestTerminalInput::hostShortcutsStayHere()
{
    ViewFixture terminal;
    terminal.view.setHostShortcuts({QKeySequence(Qt::CTRL | Qt::Key_T)});
    QTest::sendKeyEvent(QTest::Click, &terminal.view, Qt::Key_T, u"\x14"_s, Qt::ControlModifier);
    QCOMPARE(terminal.taken(), QByteArray());
    QTest::sendKeyEvent(QTest::Click, &terminal.view, Qt::Key_W, u"\x17"_s, Qt::ControlModifier);
    QCOMPARE(terminal.taken(), QByteArray("\x17"));
}

void TestTerminalInput::readOnlySendsNothing()
{
    ViewFixture terminal;
    terminal.view.setReadOnly(true);
    QTest::sendKeyEvent(QTest::Click, &terminal.view, Qt::Key_A, u"a"_s, Qt::NoModifier);
    terminal.view.insertText(u"pasted"_s);
    QCOMPARE(terminal.taken(), QByteArray());
}

void TestTerminalInput::mouseIsReported_data()
{
    QTest::addColumn<QByteArray>("modes");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("1000, SGR") << QByteArray("\x1b[?1000h\x1b[?1006h")
                               << QByteArray("\x1b[<0;4;3M\x1b[<0;7;3m");
    QTest::newRow("1002, SGR") << QByteArray("\x1b[?1002h\x1b[?1006h")
                               << QByteArray("\x1b[<0;4;3M\x1b[<32;6;3M\x1b[<32;7;3M\x1b[<0;7;3m");
    QTest::newRow("1000") << QByteArray("\x1b[?1000h") << QByteArray("\x1b[M $#\x1b[M#'#");
}

void TestTerminalInput::mouseIsReported()
{
    QFETCH(QByteArray, modes);
    ViewFixture terminal;
    terminal.show("some text\r\nmore text\r\nand more of it\r\n" + modes);
    terminal.taken();
    terminal.drag(terminal.pointOf(3, 2), terminal.pointOf(6, 2));
    QTEST(terminal.taken(), "bytes");
    QCOMPARE(terminal.view.hasSelection(), modes.isEmpty());
}

void TestTerminalInput::motionNamesTheButtonThatIsStillHeld()
{
    ViewFixture terminal;
    terminal.show("\x1b[?1002h\x1b[?1006h");
    QWidget *viewport = terminal.view.viewport();
    const QPoint at = terminal.pointOf(3, 2);
    QTest::mousePress(viewport, Qt::LeftButton, {}, at);
    QTest::mousePress(viewport, Qt::RightButton, {}, at);
    QTest::mouseRelease(viewport, Qt::RightButton, {}, at);
    QCOMPARE(terminal.taken(), QByteArray("\x1b[<0;4;3M\x1b[<2;4;3M\x1b[<2;4;3m"));
    QTest::mouseMove(viewport, terminal.pointOf(6, 2));
    QCOMPARE(terminal.taken(), QByteArray("\x1b[<32;7;3M")); // the left one
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, terminal.pointOf(6, 2));
    QCOMPARE(terminal.taken(), QByteArray("\x1b[<0;7;3m"));
    QTest::mouseMove(viewport, terminal.pointOf(8, 2));
    QCOMPARE(terminal.taken(), QByteArray()); // 1002: only while one is held
}

void TestTerminalInput::shiftKeepsTheMouse()
{
    ViewFixture terminal;
    terminal.show("some text\x1b[?1003h\x1b[?1006h");
    terminal.taken();
    QTest::mousePress(terminal.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, terminal.gapBefore(5, 0));
    const QPoint to = terminal.gapBefore(9, 0);
    QMouseEvent move(QEvent::MouseMove, to, terminal.view.viewport()->mapToGlobal(to), Qt::NoButton,
                     Qt::LeftButton, Qt::ShiftModifier);
    QCoreApplication::sendEvent(terminal.view.viewport(), &move);
    QTest::mouseRelease(terminal.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, to);
    QCOMPARE(terminal.taken(), QByteArray());
    QCOMPARE(terminal.view.selectedText(), u"text"_s);
}

void TestTerminalInput::wheelOnTheAlternateScreen()
{
    ViewFixture terminal;
    terminal.show("\x1b[?1049h");
    terminal.taken();
    const QPoint at = terminal.pointOf(2, 2);
    QWheelEvent wheel(at, terminal.view.viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(terminal.view.viewport(), &wheel);
    QCOMPARE(terminal.taken(), QByteArray("\x1b[A\x1b[A\x1b[A"));
    terminal.show("\x1b[?1000h\x1b[?1006h");
    QCoreApplication::sendEvent(terminal.view.viewport(), &wheel);
    QCOMPARE(terminal.taken(), QByteArray("\x1b[<64;3;3M"));
}

QTEST_MAIN(TestTerminalInput)
#include "tst_terminalinput.moc"
