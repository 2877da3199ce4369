// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog about what an account still has: what it says when there is nothing, something, much, and no
// answer.
#include "tests/ui/uisupport.h"
#include "ui/pages/destroydialog.h"
#include "ui/pages/leftoversdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;
using namespace skep::ui;
using namespace skep::test;

namespace {

const QSize usual(760, 520);
const QString firstId = u"5d3c0c9e-0c53-4b0e-a7a4-59b2f6a0d001"_s;

QList<Leftover> some()
{
    const auto made = QDateTime::currentDateTime().addDays(-3);
    return {
        {Leftover::Kind::Machine, u"m1"_s, u"hive-manager-1"_s, firstId, u"hive"_s, u"ch-gva-2"_s,
         u"203.0.113.7"_s, made},
        {Leftover::Kind::Machine, u"m2"_s, u"hive-worker-1"_s, firstId, u"hive"_s, u"ch-gva-2"_s, {}, made},
        {Leftover::Kind::Group, u"g1"_s, u"hive-nodes"_s, firstId, u"hive"_s, u"ch-gva-2"_s, {}, {}},
        {Leftover::Kind::SshKey, u"k1"_s, u"hive-"_s + firstId, firstId, u"hive"_s, u"ch-gva-2"_s, {}, {}},
        {Leftover::Kind::Group,
         u"g2"_s,
         u"old-nodes"_s,
         u"9a1f0c9e-0c53-4b0e-a7a4-59b2f6a0d002"_s,
         u"old"_s,
         u"de-fra-1"_s,
         {},
         {}}};
}

//! A dialog whose account says what the test wants.
struct Bench
{
    Result<QList<Leftover>> answer;
    QStringList adopted;
    Result<> outcome;
    LeftoversDialog *dialog;

    explicit Bench(Result<QList<Leftover>> found)
        : answer(std::move(found))
        , dialog(new LeftoversDialog({{u"work"_s, u"home"_s},
                                      [this](const QString &) { return ready<QList<Leftover>>(answer); },
                                      [this](const QString &account, const QString &id, bool toDestroy) {
                                          adopted.append(account + u' ' + id
                                                         + (toDestroy ? u" destroy"_s : QString()));
                                          return ready<>(outcome);
                                      }}))
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QTest::qWait(20);
    }
    ~Bench() { delete dialog; }
    bool says(const QString &text) const
    {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    QList<QPushButton *> buttons(const QString &name) const
    {
        return dialog->findChildren<QPushButton *>(name);
    }
};

} // namespace

class TestLeftovers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }

    void saysThatNothingIsLeft()
    {
        const Bench bench{QList<Leftover>()};
        QVERIFY(bench.says(u"Nothing is left over"_s));
        QVERIFY(bench.buttons(u"Adopt"_s).isEmpty());
        shot(bench.dialog, u"leftovers-empty"_s, usual);
    }

    void showsWhatIsLeftByCluster()
    {
        const Bench bench{some()};
        QVERIFY(bench.says(u"2 machines left over"_s) || bench.says(u"2 machine(s) left over"_s));
        QCOMPARE(bench.buttons(u"DeleteLeftovers"_s).size(), 2);
        QVERIFY(bench.says(u"hive-manager-1"_s));
        QVERIFY(bench.says(u"3 d"_s) || bench.says(u"72 h"_s));
        shot(bench.dialog, u"leftovers"_s, usual);
        theme::apply(theme::Mode::Dark);
        shot(bench.dialog, u"leftovers-dark"_s, usual);
        theme::apply(theme::Mode::Light);
    }

    void keepsLongAndHostileNamesAsTheyAre()
    {
        auto many = some();
        many[0].name = u"<b>bold</b><img src='/etc/hostname'>"_s + QString(200, u'x');
        many[0].clusterName = many[1].clusterName = QString(120, u'w');
        for (int i = 0; i < 40; ++i)
            many.append({Leftover::Kind::Machine,
                         u"x%1"_s.arg(i),
                         u"old-worker-%1"_s.arg(i),
                         many.last().clusterId,
                         u"old"_s,
                         u"de-fra-1"_s,
                         {},
                         QDateTime::currentDateTime().addSecs(-90)});
        const Bench bench{many};
        QVERIFY(bench.says(u"<b>bold</b>"_s));
        shot(bench.dialog, u"leftovers-long"_s, usual);
        QVERIFY(bench.dialog->width() <= usual.width());
    }

    void showsWhyItDoesNotKnow()
    {
        const Bench bench{fail(ErrorCode::Auth, u"The cloud refused the key or the secret."_s)};
        QVERIFY(bench.says(u"not known"_s));
        QVERIFY(bench.dialog->findChild<MessageBar *>()->text().contains(u"refused the key"_s));
        shot(bench.dialog, u"leftovers-error"_s, usual);
    }

    void adoptsWhatIsChosen()
    {
        Bench bench{some()};
        QTest::mouseClick(bench.buttons(u"Adopt"_s).first(), Qt::LeftButton);
        QTRY_COMPARE(bench.adopted, QStringList{u"work "_s + firstId});
        QVERIFY(bench.dialog->isVisible());
    }

    void deletesAfterTheNameWasTyped()
    {
        Bench bench{some()};
        QTest::mouseClick(bench.buttons(u"DeleteLeftovers"_s).first(), Qt::LeftButton);
        auto *asked = bench.dialog->findChild<DestroyDialog *>();
        QVERIFY(asked);
        auto *confirm = asked->findChild<QPushButton *>(u"ConfirmDestroy"_s);
        QVERIFY(!confirm->isEnabled());
        asked->findChild<QLineEdit *>(u"TypedName"_s)->setText(u"hive"_s);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(bench.adopted, QStringList{u"work "_s + firstId + u" destroy"_s});
        QTRY_VERIFY(!bench.dialog->isVisible());
    }

    void looksAtTheAccountThatIsChosen()
    {
        Bench bench{some()};
        bench.answer = QList<Leftover>();
        bench.dialog->findChild<QComboBox *>(u"LeftoversAccount"_s)->setCurrentIndex(1);
        QTRY_VERIFY(bench.says(u"Nothing is left over"_s));
    }
};

QTEST_MAIN(TestLeftovers)
#include "tst_leftovers.moc"
