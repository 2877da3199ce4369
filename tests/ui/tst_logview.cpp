// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/uisupport.h"
#include "ui/theme/theme.h"
#include "ui/workloads/logtext.h"
#include "ui/workloads/logview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestLogView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void theEndIsFollowedUntilSomebodyScrolls();
    void theNewestAreKept();
    void searchGoesBothWaysAndAround();
    void foreignBytesDoNoHarm();
    void manyLines();
    void themes();

private:
    static QList<docker::LogLine> lines(int from, int count);
    static QList<docker::LogSource> sources();
};

QList<docker::LogLine> TestLogView::lines(int from, int count)
{
    QList<docker::LogLine> made;
    for (int i = from; i < from + count; ++i)
        made.append({u"c%1"_s.arg(i % 3), 1'760'000'000'000'000'000 + qint64(i) * 1'000'000, i % 10 == 9,
                     "GET /item/" + QByteArray::number(i) + " 200 in 12 ms"});
    return made;
}

QList<docker::LogSource> TestLogView::sources()
{
    QList<docker::LogSource> all;
    for (int i = 0; i < 3; ++i)
        all.append({u"c%1"_s.arg(i), u"web.%1"_s.arg(i + 1), u"hive-worker-1"_s, [] {
                        return ready<docker::Client *>(
                            fail(ErrorCode::Network, u"The node does not answer."_s, {}, true));
                    }});
    return all;
}

void TestLogView::theEndIsFollowedUntilSomebodyScrolls()
{
    LogText text;
    text.resize(600, 300);
    text.show();
    text.append(lines(0, 500));
    QVERIFY(text.isAtEnd());
    text.verticalScrollBar()->setValue(100);
    text.append(lines(500, 500));
    QCOMPARE(text.verticalScrollBar()->value(), 100);
    text.goToEnd();
    text.append(lines(1000, 10));
    QVERIFY(text.isAtEnd());
}

void TestLogView::theNewestAreKept()
{
    LogText text;
    text.resize(600, 300);
    text.show();
    for (int i = 0; i < LogText::most + 5000; i += 1000)
        text.append(lines(i, 1000));
    QCOMPARE(text.count(), LogText::most);
    QVERIFY(text.lineText(text.count() - 1).contains(u"/item/104999 "_s));
    QVERIFY(text.lineText(0).contains(u"/item/5000 "_s));
}

void TestLogView::searchGoesBothWaysAndAround()
{
    LogView view(sources());
    view.resize(900, 300);
    view.show();
    view.take(lines(0, 300));
    auto *field = view.findChild<QLineEdit *>(u"SearchLog"_s);
    QTest::keyClicks(field, u"ITEM/7"_s); // 7, 70 … 79
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(view.text()->marked(), 7);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(view.text()->marked(), 70);
    QVERIFY(view.text()->find(u"item/7 "_s, true)); // around the end
    QCOMPARE(view.text()->marked(), 7);
    QVERIFY(view.text()->find(u"item/7"_s, false));
    QCOMPARE(view.text()->marked(), 79);
    QVERIFY(!view.text()->find(u"nowhere"_s, true));
}

void TestLogView::foreignBytesDoNoHarm()
{
    LogText text;
    text.setSources({{u"c0"_s, u"<b>web</b>"_s}});
    text.append({{u"c0"_s, 0, false, "<img src='/etc/hostname'>\x1b[31mred\x1b[0m\x07 \xff\xfe"},
                 {u"unknown"_s, 0, true, QByteArray(200'000, 'x')}});
    shot(&text, u"log-hostile"_s, {700, 120});
    QVERIFY(text.lineText(0).contains(u"<img src='/etc/hostname'>"_s));
}

//! What a screen costs while thousands of lines come each second.
void TestLogView::manyLines()
{
    LogView view(sources());
    view.resize(1000, 400);
    view.show();
    QElapsedTimer timer;
    timer.start();
    qint64 longest = 0;
    for (int i = 0; i < 100; ++i) {
        const QList<docker::LogLine> batch = lines(i * 1000, 1000);
        QElapsedTimer one;
        one.start();
        view.take(batch);
        QCoreApplication::processEvents();
        longest = std::max(longest, one.elapsed());
    }
    qInfo("100000 lines in batches of 1000, painted after each: %lld ms, the longest %lld ms",
          timer.elapsed(), longest);
    QCOMPARE(view.text()->count(), 100'000);
}

void TestLogView::themes()
{
    LogView view(sources());
    view.take(lines(0, 200));
    shot(&view, u"logs"_s, {1000, 320});
    view.findChild<QPushButton *>(u"PauseLog"_s)->click();
    theme::apply(theme::Mode::Dark);
    shot(&view, u"logs-dark"_s, {1000, 320});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
