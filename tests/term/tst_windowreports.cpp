// SPDX-License-Identifier: GPL-3.0-or-later
// What skep-term tells a program about its window, and does with it on its behalf, beside what the X server
// says of that window: with a window manager and without one.
#include "tests/term/xdisplay.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using skep::tests::XDisplay;

namespace {

constexpr int wait = 5'000;
constexpr QSize screenSize(1280, 900);

//! skep-term on a display of its own, and the program in it that the test speaks through.
class Session
{
public:
    Session(bool isManaged, const QStringList &options)
        : m_display(screenSize)
    {
        QVERIFY2(m_display.isReady(), "Xvfb does not start");
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DISPLAY"_s, m_display.name());
        environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        environment.insert(u"HOME"_s, m_scratch.path());
        for (QProcess *process : {&m_manager, &m_terminal}) {
            process->setProcessEnvironment(environment);
            process->setStandardErrorFile(QProcess::nullDevice());
        }
        if (isManaged) {
            // It announces itself before it listens: a window that comes in between stays hidden for ever.
            m_manager.setWorkingDirectory(m_scratch.path());
            m_manager.start(u"openbox"_s, {u"--startup"_s, u"touch listens"_s});
            QVERIFY2(m_manager.waitForStarted(wait), "openbox does not start");
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_scratch.filePath(u"listens"_s)), 2 * wait);
        }
        QVERIFY(m_server.listen(m_scratch.filePath(u"peer"_s)));
        m_terminal.start(QStringLiteral(SKEP_TERM),
                         options
                             + QStringList{u"--geometry"_s, u"80x24"_s, u"--font-size"_s, u"13"_s, u"--"_s,
                                           u"python3"_s,
                                           QStringLiteral(SKEP_SOURCE_DIR "/tests/term/windowpeer.py"),
                                           m_server.fullServerName()});
        QVERIFY(m_terminal.waitForStarted(wait));
        QVERIFY(m_server.waitForNewConnection(4 * wait));
        m_peer = m_server.nextPendingConnection();
        print("\x1b]2;window of a test\x07");
        QTRY_VERIFY_WITH_TIMEOUT(m_display.windowTitled("window of a test").has_value(), wait);
        m_window = *m_display.windowTitled("window of a test");
        QTRY_VERIFY_WITH_TIMEOUT(m_display.isShown(m_window), wait);
        if (isManaged)
            QTRY_VERIFY_WITH_TIMEOUT(m_display.frameOf(m_window) != m_window, wait);
    }
    ~Session()
    {
        delete m_peer;
        for (QProcess *process : {&m_terminal, &m_manager}) {
            process->terminate();
            if (process->state() != QProcess::NotRunning && !process->waitForFinished(wait))
                process->kill();
        }
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    const XDisplay &x() const { return m_display; }
    xcb_window_t window() const { return m_window; }
    QRect inner() const { return m_display.geometry(m_window); }
    QRect outer() const { return m_display.geometry(m_display.frameOf(m_window)); }

    void print(const QByteArray &bytes)
    {
        m_peer->write(bytes);
        m_peer->waitForBytesWritten(wait);
    }
    //! What the terminal answers up to the report of a status that is asked for behind it.
    QByteArray answerTo(const QByteArray &question)
    {
        print(question + "\x1b[5n");
        QByteArray answer;
        while (!answer.endsWith("\x1b[0n"))
            if (m_peer->bytesAvailable() > 0 || m_peer->waitForReadyRead(wait))
                answer += m_peer->readAll();
            else
                return "nothing came";
        answer.chop(4);
        return answer;
    }
    //! The numbers of "\e[A;B;Ct" behind the first, which says what it is.
    QList<int> numbers(const QByteArray &question, int kind)
    {
        static const QRegularExpression form(u"^\x1b\\[(\\d+);(\\d+);(\\d+)t$"_s);
        const auto match = form.match(QString::fromLatin1(answerTo(question)));
        return match.captured(1).toInt() == kind && match.hasMatch()
            ? QList<int>{match.captured(2).toInt(), match.captured(3).toInt()}
            : QList<int>{};
    }

private:
    XDisplay m_display;
    QTemporaryDir m_scratch;
    QProcess m_manager;
    QProcess m_terminal;
    QLocalServer m_server;
    QLocalSocket *m_peer = nullptr;
    xcb_window_t m_window = XCB_WINDOW_NONE;
};

QList<int> pair(int first, int second)
{
    return {first, second};
}

} // namespace

class TestWindowReports : public QObject
{
    Q_OBJECT

private slots:
    void tells_data() { managed(); }
    void tells();
    void moves_data() { managed(); }
    void moves();
    void resizes_data() { managed(); }
    void resizes();
    void maximises_data() { managed(); }
    void maximises();
    void iconifies();
    void keepsToItselfUnlessAllowed();

private:
    static void managed()
    {
        QTest::addColumn<bool>("isManaged");
        QTest::newRow("with a window manager") << true;
        QTest::newRow("without one") << false;
    }
};

void TestWindowReports::tells()
{
    QFETCH(bool, isManaged);
    Session session(isManaged, {u"--allow-reports"_s});
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(session.answerTo("\x1b[11t"), "\x1b[1t");
    QCOMPARE(session.numbers("\x1b[18t", 8), pair(24, 80));
    QCOMPARE(session.numbers("\x1b[15t", 5), pair(screenSize.height(), screenSize.width()));

    const auto place = [&] { return pair(session.outer().x(), session.outer().y()); };
    QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[13t", 3), place(), wait);
    const QRect outer = session.outer();
    QCOMPARE(session.numbers("\x1b[14;2t", 4), pair(outer.height(), outer.width()));

    // The text lies within the window, and is as large as its cells.
    const QList<int> cell = session.numbers("\x1b[16t", 6);
    const QList<int> text = session.numbers("\x1b[14t", 4);
    QCOMPARE(text, pair(24 * cell.value(0), 80 * cell.value(1)));
    const QList<int> corner = session.numbers("\x1b[13;2t", 3);
    const QRect area(corner.value(0), corner.value(1), text.value(1), text.value(0));
    QVERIFY(session.inner().contains(area));
    QVERIFY(session.inner().width() - area.width() < 60); // margins and the scroll bar
    QVERIFY(session.inner().height() - area.height() < 20);
    QCOMPARE(session.numbers("\x1b[19t", 9),
             pair(screenSize.height() / cell.value(0), screenSize.width() / cell.value(1)));

    QCOMPARE(session.answerTo("\x1b]2;another\x07\x1b[21t"), "\x1b]lanother\x1b\\");
    QTRY_COMPARE_WITH_TIMEOUT(session.x().titleOf(session.window()), QByteArray("another"), wait);
}

void TestWindowReports::moves()
{
    QFETCH(bool, isManaged);
    Session session(isManaged, {u"--allow-reports"_s});
    if (QTest::currentTestFailed())
        return;
    const QSize size = session.outer().size();
    for (const QPoint place : {QPoint(120, 90), QPoint(7, 40), QPoint(300, 200)}) {
        session.print(QByteArray("\x1b[3;") + QByteArray::number(place.x()) + ';'
                      + QByteArray::number(place.y()) + 't');
        QTRY_COMPARE_WITH_TIMEOUT(session.outer().topLeft(), place, wait);
        QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[13t", 3), pair(place.x(), place.y()), wait);
        QCOMPARE(session.outer().size(), size);
    }
}

void TestWindowReports::resizes()
{
    QFETCH(bool, isManaged);
    Session session(isManaged, {u"--allow-reports"_s});
    if (QTest::currentTestFailed())
        return;
    const QList<int> cell = session.numbers("\x1b[16t", 6);
    QCOMPARE(cell.size(), 2);
    const QSize before = session.inner().size();
    const auto sizeFor = [&](int columns, int rows) {
        return before + QSize((columns - 80) * cell[1], (rows - 24) * cell[0]);
    };
    session.print("\x1b[8;30;100t");
    QTRY_COMPARE_WITH_TIMEOUT(session.inner().size(), sizeFor(100, 30), wait);
    QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[18t", 8), pair(30, 100), wait);
    session.print("\x1b[8;20t"); // what is left out stays
    QTRY_COMPARE_WITH_TIMEOUT(session.inner().size(), sizeFor(100, 20), wait);
    QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[18t", 8), pair(20, 100), wait);
    session.print("\x1b[4;" + QByteArray::number(24 * cell[0]) + ';' + QByteArray::number(60 * cell[1])
                  + 't');
    QTRY_COMPARE_WITH_TIMEOUT(session.inner().size(), sizeFor(60, 24), wait);
    QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[14t", 4), pair(24 * cell[0], 60 * cell[1]), wait);
    session.print("\x1b[26t"); // DECSLPP
    QTRY_COMPARE_WITH_TIMEOUT(session.inner().size(), sizeFor(60, 26), wait);
    QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[14;2t", 4),
                              pair(session.outer().height(), session.outer().width()), wait);
}

void TestWindowReports::maximises()
{
    QFETCH(bool, isManaged);
    Session session(isManaged, {u"--allow-reports"_s});
    if (QTest::currentTestFailed())
        return;
    session.print("\x1b[3;100;80t");
    QTRY_COMPARE_WITH_TIMEOUT(session.outer().topLeft(), QPoint(100, 80), wait);
    const QSize before = session.inner().size();
    const auto isWide = [&] { return session.inner().width() == screenSize.width(); };
    const auto isHigh = [&] { return session.inner().height() == screenSize.height(); };
    const auto isBack = [&] { return session.inner().size() == before; };
    for (const QByteArray &wish : {QByteArray("9;1"), QByteArray("10;1")}) {
        session.print("\x1b[" + wish + 't');
        QTRY_VERIFY_WITH_TIMEOUT(isWide() && isHigh(), wait);
        const QSize inner = session.inner().size();
        QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[14;2t", 4),
                                  pair(session.outer().height(), session.outer().width()), wait);
        const QList<int> text = session.numbers("\x1b[14t", 4);
        QVERIFY(text.value(0) > inner.height() - 60 && text.value(1) > inner.width() - 60);
        session.print(wish.startsWith("9") ? "\x1b[9;0t" : "\x1b[10;0t");
        QTRY_VERIFY_WITH_TIMEOUT(isBack(), wait);
        QTRY_COMPARE_WITH_TIMEOUT(session.numbers("\x1b[18t", 8), pair(24, 80), wait);
    }
    session.print("\x1b[9;2t");
    QTRY_VERIFY_WITH_TIMEOUT(isHigh() && session.inner().width() == before.width(), wait);
    session.print("\x1b[9;0t");
    QTRY_VERIFY_WITH_TIMEOUT(isBack(), wait);
    session.print("\x1b[9;3t");
    QTRY_VERIFY_WITH_TIMEOUT(isWide() && session.inner().height() == before.height(), wait);
    session.print("\x1b[9;0t");
    QTRY_VERIFY_WITH_TIMEOUT(isBack(), wait);
}

//! Only a window manager can do it.
void TestWindowReports::iconifies()
{
    Session session(true, {u"--allow-reports"_s});
    if (QTest::currentTestFailed())
        return;
    session.print("\x1b[2t");
    QTRY_VERIFY_WITH_TIMEOUT(!session.x().isShown(session.window()), wait);
    QTRY_COMPARE_WITH_TIMEOUT(session.answerTo("\x1b[11t"), "\x1b[2t", wait);
    session.print("\x1b[1t");
    QTRY_VERIFY_WITH_TIMEOUT(session.x().isShown(session.window()), wait);
    QTRY_COMPARE_WITH_TIMEOUT(session.answerTo("\x1b[11t"), "\x1b[1t", wait);
}

void TestWindowReports::keepsToItselfUnlessAllowed()
{
    Session session(false, {});
    if (QTest::currentTestFailed())
        return;
    const QRect before = session.outer();
    QCOMPARE(session.answerTo("\x1b[11t\x1b[13t\x1b[14t\x1b[15t\x1b[16t\x1b[18t\x1b[19t\x1b[20t\x1b[21t"),
             "");
    QCOMPARE(session.answerTo("\x1b[3;120;90t\x1b[8;30;100t\x1b[9;1t\x1b[10;1t\x1b[2t\x1b[?40h\x1b[?3h"), "");
    QTest::qWait(300);
    QCOMPARE(session.outer(), before);
    QVERIFY(session.x().isShown(session.window()));
}

QTEST_GUILESS_MAIN(TestWindowReports)

#include "tst_windowreports.moc"
