// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/keyedtablemodel.h"
#include "ui/models/tablefilter.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep::ui;

namespace {

struct Row
{
    QString key;
    int value = 0;
    bool operator==(const Row &) const = default;
};

class Model final : public KeyedTableModel<Row>
{
public:
    Model()
        : KeyedTableModel(&Row::key,
                          {{u"Key"_s, [](const Row &r) { return r.key; }},
                           {u"Value"_s, [](const Row &r) { return u"v %1"_s.arg(r.value); },
                            [](const Row &r) { return r.value; }}})
    {
    }
};

} // namespace

class TestKeyedTableModel : public QObject
{
    Q_OBJECT

private slots:
    void randomSnapshotsNeverBreakTheModel();
    void anUnchangedRowSaysNothing();
    void theSelectionStaysWithItsKey();
    void aKeyThatComesTwiceIsShownOnce();
    void theFilterWantsEveryWord();
    void tooltipsAreNeverMarkup();
};

void TestKeyedTableModel::randomSnapshotsNeverBreakTheModel()
{
    Model model;
    TableFilter filter;
    filter.setSourceModel(&model);
    filter.sort(1);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QRandomGenerator random(42);
    for (int round = 0; round < 500; ++round) {
        std::vector<Row> rows;
        for (int i = 0; i < 40; ++i) {
            if (random.bounded(3) > 0)
                rows.push_back({u"k%1"_s.arg(i), random.bounded(5)});
        }
        model.assign(rows);
        QCOMPARE(model.rowCount(), int(rows.size()));
        for (const Row &row : rows)
            QCOMPARE(model.row(model.rowOf(row.key)), row);
    }
    QCOMPARE(resets.size(), 0);
}

void TestKeyedTableModel::anUnchangedRowSaysNothing()
{
    Model model;
    model.assign({{u"a"_s, 1}, {u"b"_s, 2}});
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.assign({{u"b"_s, 2}, {u"a"_s, 1}});
    QCOMPARE(changes.size(), 0);
    model.assign({{u"a"_s, 1}, {u"b"_s, 3}});
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), 1);
}

void TestKeyedTableModel::theSelectionStaysWithItsKey()
{
    Model model;
    TableFilter filter;
    filter.setSourceModel(&model);
    filter.sort(1);
    model.assign({{u"a"_s, 1}, {u"b"_s, 2}, {u"c"_s, 3}});
    QItemSelectionModel selection(&filter);
    selection.setCurrentIndex(filter.index(1, 0), QItemSelectionModel::SelectCurrent);
    QCOMPARE(selection.currentIndex().data(KeyRole).toString(), u"b"_s);
    model.assign({{u"b"_s, 9}, {u"c"_s, 3}, {u"d"_s, 0}});
    QCOMPARE(selection.currentIndex().data(KeyRole).toString(), u"b"_s);
    QCOMPARE(selection.currentIndex().row(), 2); // sorted by the new value
}

void TestKeyedTableModel::aKeyThatComesTwiceIsShownOnce()
{
    Model model;
    model.assign({{u"a"_s, 1}, {u"a"_s, 2}});
    QCOMPARE(model.rowCount(), 1);
}

void TestKeyedTableModel::theFilterWantsEveryWord()
{
    Model model;
    model.assign({{u"alpha"_s, 1}, {u"beta"_s, 2}});
    TableFilter filter;
    filter.setSourceModel(&model);
    filter.setWords(u"ALPHA v"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setWords(u"alpha 2"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setWords({});
    QCOMPARE(filter.rowCount(), 2);
    filter.setExact(0, u"beta"_s);
    QCOMPARE(filter.rowCount(), 1);
}

void TestKeyedTableModel::tooltipsAreNeverMarkup()
{
    Model model;
    model.assign({{u"<img src='/etc/passwd'>"_s, 1}});
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(u"<img"_s));
    QVERIFY(tip.contains(u"&lt;img"_s));
}

QTEST_MAIN(TestKeyedTableModel)
#include "tst_keyedtablemodel.moc"
