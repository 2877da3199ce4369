// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "ui/dashboard/comb.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep::ui;
using namespace skep::test;
using skep::cluster::Health;

class TestComb : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void everyCellLiesInsideAndIsHitInItsMiddle_data();
    void everyCellLiesInsideAndIsHitInItsMiddle();
    void cellsDoNotOverlap();
    void arrowKeysWalk();
    void aClickChooses();
    void draws_data();
    void draws();
    void aChangeRepaintsItsCellOnly();
    void staleShowsNoGreen();
};

void TestComb::everyCellLiesInsideAndIsHitInItsMiddle_data()
{
    QTest::addColumn<int>("cells");
    QTest::addColumn<QSize>("area");
    for (const int cells : {1, 2, 5, 50, 500, 5000}) {
        for (const QSize area : {QSize(880, 240), QSize(300, 120), QSize(1600, 600)})
            QTest::addRow("%d cells in %dx%d", cells, area.width(), area.height()) << cells << area;
    }
}

void TestComb::everyCellLiesInsideAndIsHitInItsMiddle()
{
    QFETCH(int, cells);
    QFETCH(QSize, area);
    if (cells == 5000 && area.width() == 300)
        area = {300, 300}; // smaller than four pixels a cell nothing can be told apart
    const CombLayout layout(cells, area);
    for (int i = 0; i < cells; ++i) {
        const QRect cell = layout.cell(i);
        QVERIFY2(QRect({}, area).contains(cell), qPrintable(u"cell %1"_s.arg(i)));
        QCOMPARE(layout.cellAt(cell.center()), i);
    }
    QCOMPARE(layout.cellAt({-5, -5}), -1);
}

void TestComb::cellsDoNotOverlap()
{
    const CombLayout layout(50, {600, 300});
    for (int a = 0; a < 50; ++a) {
        for (int b = a + 1; b < 50; ++b) {
            const QPointF between = QRectF(layout.cell(a)).center() - QRectF(layout.cell(b)).center();
            QVERIFY(std::hypot(between.x(), between.y()) >= layout.pitch() * 0.98);
        }
    }
}

void TestComb::arrowKeysWalk()
{
    Comb comb;
    comb.resize(600, 200);
    comb.setCells(manyCells(20));
    QSignalSpy moved(&comb, &Comb::currentChanged);
    QSignalSpy activated(&comb, &Comb::activated);
    QTest::keyClick(&comb, Qt::Key_Right);
    QCOMPARE(comb.current(), u"0"_s);
    QTest::keyClick(&comb, Qt::Key_Right);
    QCOMPARE(comb.current(), u"1"_s);
    QTest::keyClick(&comb, Qt::Key_Down);
    QCOMPARE(comb.current().toInt(), 1 + comb.combLayout().columns());
    QTest::keyClick(&comb, Qt::Key_End);
    QCOMPARE(comb.current(), u"19"_s);
    QTest::keyClick(&comb, Qt::Key_Right);
    QCOMPARE(comb.current(), u"19"_s);
    QTest::keyClick(&comb, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toString(), u"19"_s);
    QCOMPARE(moved.size(), 4);
}

void TestComb::aClickChooses()
{
    Comb comb;
    comb.resize(600, 200);
    comb.setCells(manyCells(5));
    comb.show();
    QSignalSpy activated(&comb, &Comb::activated);
    QTest::mouseClick(&comb, Qt::LeftButton, {}, comb.combLayout().cell(3).center());
    QCOMPARE(comb.current(), u"3"_s);
    QCOMPARE(activated.size(), 1);
    comb.setCells(manyCells(4)); // what is chosen stays chosen
    QCOMPARE(comb.current(), u"3"_s);
    comb.setCells(manyCells(2));
    QCOMPARE(comb.current(), QString());
}

void TestComb::draws_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {5, 50, 5000})
        QTest::addRow("%d", count) << count;
}

void TestComb::draws()
{
    QFETCH(int, count);
    for (const auto mode : {theme::Mode::Light, theme::Mode::Dark}) {
        theme::apply(mode);
        Comb comb;
        comb.setAutoFillBackground(true);
        comb.setBackgroundRole(QPalette::Base);
        comb.setCells(manyCells(count));
        QElapsedTimer timer;
        timer.start();
        const QString name =
            u"comb-%1%2"_s.arg(count).arg(mode == theme::Mode::Dark ? u"-dark"_s : QString());
        const QImage image = shot(&comb, name, {880, 260});
        qInfo("%d cells: first picture after %lld ms", count, timer.elapsed());
        timer.restart();
        comb.grab();
        qInfo("%d cells: next picture after %lld ms", count, timer.elapsed());
        // Each state's colour is on the picture, right in the cells that have it.
        const QRect cell = comb.combLayout().cell(4); // converging
        const QColor middle = theme::healthColor(Health::Converging);
        bool found = false;
        for (int x = cell.left(); x <= cell.right(); ++x) {
            for (int y = cell.top(); y <= cell.bottom(); ++y) {
                const QColor pixel = image.pixelColor(x, y);
                found = found || (std::abs(pixel.hue() - middle.hue()) < 16 && pixel.saturation() > 60);
            }
        }
        QVERIFY(found);
    }
    theme::apply(theme::Mode::Light);
}

namespace {

//! Remembers what was asked to be painted.
class PaintArea : public QObject
{
public:
    QRegion region;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

void TestComb::aChangeRepaintsItsCellOnly()
{
    Comb comb;
    auto cells = manyCells(5000);
    comb.setCells(cells);
    shot(&comb, u"unused"_s, {880, 260});
    QTest::qWait(50); // the paints of showing it
    PaintArea area;
    comb.installEventFilter(&area);
    cells[100].health = Health::Down;
    comb.setCells(cells);
    QTRY_VERIFY(!area.region.isEmpty());
    const QRect box = area.region.boundingRect();
    QVERIFY(box.contains(comb.combLayout().cell(100)));
    QVERIFY(box.width() < 40 && box.height() < 40);
}

void TestComb::staleShowsNoGreen()
{
    Comb comb;
    comb.setCells(manyCells(5));
    comb.setStale(true);
    const QImage image = shot(&comb, u"comb-stale"_s, {600, 200});
    const int green = theme::healthColor(Health::Ok).hue();
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            const QColor pixel = image.pixelColor(x, y);
            QVERIFY(std::abs(pixel.hue() - green) > 12 || pixel.saturation() < 40);
        }
    }
}

QTEST_MAIN(TestComb)
#include "tst_comb.moc"
