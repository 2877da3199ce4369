// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/fuzzymatch.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep::ui;
using namespace skep::test;

class TestPalette : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void lettersInOrderMatch_data();
    void lettersInOrderMatch();
    void theLikelierOneWins_data();
    void theLikelierOneWins();
    void thePlacesAreThoseOfTheLetters();
    void menusAreOffered();
    void keysAloneFindAndRun();
    void whatWasUsedLastComesFirst();
    void theImpossibleIsShownAndNotRun();
    void escapeGivesTheFocusBack();
    void manyEntriesStayQuick();
};

void TestPalette::lettersInOrderMatch_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("nothing typed") << u""_s << u"New cluster"_s << true;
    QTest::newRow("beginning") << u"new"_s << u"New cluster"_s << true;
    QTest::newRow("initials") << u"nc"_s << u"New cluster"_s << true;
    QTest::newRow("blanks do not count") << u" n  c "_s << u"New cluster"_s << true;
    QTest::newRow("other case") << u"HIVE"_s << u"hive-worker-1"_s << true;
    QTest::newRow("sharp umlaut") << u"ÄND"_s << u"Typ ändern"_s << true;
    QTest::newRow("wrong order") << u"cn"_s << u"New cluster"_s << false;
    QTest::newRow("longer than the text") << u"newclusters"_s << u"New cluster"_s << false;
    QTest::newRow("letter twice") << u"ww"_s << u"worker"_s << false;
}

void TestPalette::lettersInOrderMatch()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QTEST(fuzzyMatch(pattern, text).has_value(), "matches");
}

void TestPalette::theLikelierOneWins_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("number of a node") << u"w2"_s << u"hive-worker-2"_s << u"network 12"_s;
    QTest::newRow("initials") << u"nc"_s << u"New cluster"_s << u"Reconnect"_s;
    QTest::newRow("in one piece") << u"term"_s << u"Terminal"_s << u"The error message"_s;
    QTest::newRow("the shorter") << u"hive"_s << u"hive"_s << u"hive-worker-1"_s;
}

void TestPalette::theLikelierOneWins()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto first = fuzzyMatch(pattern, better);
    const auto second = fuzzyMatch(pattern, worse);
    QVERIFY(first.has_value());
    QVERIFY(!second || first->score > second->score);
}

void TestPalette::thePlacesAreThoseOfTheLetters()
{
    const QString text = u"hive-worker-12"_s;
    const auto match = fuzzyMatch(u"hw12"_s, text);
    QVERIFY(match.has_value());
    QCOMPARE(match->places, (QList<int>{0, 5, 12, 13}));
}

namespace {

struct Window : QMainWindow
{
    Window()
    {
        resize(1000, 640);
        QMenu *menu = menuBar()->addMenu(u"&Cluster"_s);
        auto *prove = menu->addAction(icon(u"shield"_s), u"&Prove again"_s,
                                      QKeySequence(Qt::CTRL | Qt::Key_P), [this] { ran << u"prove"_s; });
        prove->setObjectName(u"prove"_s);
        menu->addAction(icon(u"plus"_s), u"Scale && &update…"_s, [this] { ran << u"scale"_s; });
        auto *off = menu->addAction(u"Destroy…"_s, [this] { ran << u"destroy"_s; });
        connect(menu, &QMenu::aboutToShow, off, [off] { off->setEnabled(false); });
        connect(menu, &QMenu::aboutToHide, off, [off] { off->setEnabled(true); });
        field = new QLineEdit(this);
        setCentralWidget(field);
        palette = new CommandPalette(this, [this] {
            auto all = menuEntries(menuBar());
            for (int i = 1; i <= nodes; ++i) {
                const QString name = u"hive-worker-%1"_s.arg(i);
                all.append({u"node/"_s + name,
                            u"Terminal on %1"_s.arg(name),
                            u"hive"_s,
                            {},
                            icon(u"terminal"_s),
                            true,
                            [this, name] { ran << name; }});
            }
            return all;
        });
        show();
        field->setFocus();
    }
    void type(const QString &text) const { QTest::keyClicks(palette->findChild<QLineEdit *>(), text); }
    void press(Qt::Key key) const { QTest::keyClick(palette->findChild<QLineEdit *>(), key); }
    QString first() const
    {
        return palette->findChild<QListView *>()->model()->index(0, 0).data().toString();
    }

    QStringList ran;
    QLineEdit *field;
    CommandPalette *palette;
    int nodes = 20;
};

} // namespace

void TestPalette::menusAreOffered()
{
    const Window window;
    const auto entries = menuEntries(window.menuBar());
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[0].title, u"Prove again"_s);
    QCOMPARE(entries[0].place, u"Cluster"_s);
    QCOMPARE(entries[0].keys, u"Ctrl+P"_s);
    QCOMPARE(entries[1].title, u"Scale & update"_s);
    QVERIFY(!entries[2].isPossible); // as the menu would show it
}

void TestPalette::keysAloneFindAndRun()
{
    Window window;
    window.palette->open();
    shot(&window, u"palette"_s, {1000, 640});
    window.type(u"w12"_s);
    shot(&window, u"palette-found"_s, {1000, 640});
    QCOMPARE(window.first(), u"Terminal on hive-worker-12"_s);
    window.press(Qt::Key_Return);
    QCOMPARE(window.ran, QStringList{u"hive-worker-12"_s});
    QVERIFY(!window.palette->isVisible());
    window.palette->open();
    window.type(u"zzz"_s);
    shot(&window, u"palette-nothing"_s, {1000, 640});
    window.press(Qt::Key_Return);
    QVERIFY(window.palette->isVisible());
    QCOMPARE(window.ran.size(), 1);
}

void TestPalette::whatWasUsedLastComesFirst()
{
    Window window;
    window.palette->open();
    window.type(u"worker-7"_s);
    window.press(Qt::Key_Return);
    window.palette->open();
    QCOMPARE(window.first(), u"Terminal on hive-worker-7"_s);
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Up);
    window.press(Qt::Key_Return);
    QCOMPARE(window.ran, (QStringList{u"hive-worker-7"_s, u"hive-worker-7"_s}));
}

void TestPalette::theImpossibleIsShownAndNotRun()
{
    Window window;
    window.palette->open();
    window.type(u"destroy"_s);
    QCOMPARE(window.first(), u"Destroy"_s);
    window.press(Qt::Key_Return);
    QVERIFY(window.ran.isEmpty());
}

void TestPalette::escapeGivesTheFocusBack()
{
    Window window;
    window.palette->open();
    QVERIFY(window.palette->isVisible());
    window.press(Qt::Key_Escape);
    QVERIFY(!window.palette->isVisible());
    QCOMPARE(window.focusWidget(), window.field);
}

void TestPalette::manyEntriesStayQuick()
{
    Window window;
    window.nodes = 5000;
    window.palette->open();
    QElapsedTimer timer;
    timer.start();
    window.type(u"w"_s);
    qInfo("one letter among 5000 entries: %lld ms", timer.elapsed());
    window.type(u"4999"_s);
    QCOMPARE(window.first(), u"Terminal on hive-worker-4999"_s);
    theme::apply(theme::Mode::Dark);
    shot(&window, u"palette-dark"_s, {1000, 640});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
