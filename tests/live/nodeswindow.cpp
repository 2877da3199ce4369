// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to the nodes of a cluster in the window, by its own widgets. Run by test_nodes_window.py
// on its cluster of 3 managers and 1 worker.
#include "app/skep/application.h"
#include "tests/ui/uisupport.h"
#include "ui/nodes/addnodesdialog.h"
#include "ui/nodes/changebar.h"
#include "ui/nodes/changedialog.h"
#include "ui/pages/clusterlist.h"
#include "ui/palette/commandpalette.h"
#include "ui/plan/planview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using cluster::LiveState;
using cluster::Phase;

namespace {
constexpr int soon = 30'000;
constexpr int later = 120'000; // machines are made, or have to be missed first
} // namespace

class NodesWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aWorkerIsAdded();
    void itIsDrainedAndRemoved();
    void theMajorityStays();
    void aDeadWorkerIsReplaced();
    void thePaletteFindsNodes();
    void aChangeIsGivenUp();
    void cleanup();

private:
    static QString full(const QString &node) { return u"desk-"_s + node; }
    QTableView *table() const;
    int rowOf(const QString &node) const;
    QString cell(const QString &node, const QString &column) const;
    void choose(const QString &node);
    void trigger(const QString &verb);
    template <typename Widget>
    Widget *open() const
    {
        const auto all = m_app->window()->findChildren<Widget *>();
        return all.isEmpty() ? nullptr : all.constLast();
    }
    void press(QWidget *in, const QString &name);
    void power(const QString &node, bool on);
    void picture(const QString &name, QWidget *of = nullptr);
    bool isChanging() const { return m_cluster->phase() == Phase::Changing; }
    QString listLine() const;

    std::unique_ptr<app::Application> m_app;
    cluster::Cluster *m_cluster = nullptr;
    QNetworkAccessManager m_network;
};

void NodesWindow::initTestCase()
{
    theme::apply(theme::Mode::Light);
    m_app = std::make_unique<app::Application>(
        app::Options{}, QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s);
    cluster::Account account;
    account.id = u"environment"_s;
    account.name = u"env"_s;
    account.apiKey = qEnvironmentVariable("EXOSCALE_API_KEY");
    account.endpoint = QUrl(qEnvironmentVariable("EXOSCALE_API_ENDPOINT"));
    m_app->workspace()->useAccount(account, makeSecret(qgetenv("EXOSCALE_API_SECRET")));
    m_app->window()->resize(1280, 800);
    m_app->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_app->workspace()->cluster(u"desk"_s), soon);
    m_cluster = m_app->workspace()->cluster(u"desk"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->store()->liveState(), LiveState::Live, later);
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->store()->overview().nodesReady, 4, soon);
}

void NodesWindow::cleanup()
{
    if (QTest::currentTestFailed()) {
        picture(u"failed"_s);
        const auto steps = m_cluster ? m_cluster->steps() : QList<plan::Step>();
        for (const plan::Step &step : steps) {
            const auto record = m_cluster->record(step.id);
            if (record.state == plan::StepState::Failed)
                qWarning("%s: %s %s", qPrintable(step.id), qPrintable(record.error.message),
                         qPrintable(record.error.detail));
        }
    }
}

QTableView *NodesWindow::table() const
{
    return test::tableNamed(m_app->window(), u"Nodes"_s);
}

int NodesWindow::rowOf(const QString &node) const
{
    const QAbstractItemModel *model = table()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == full(node))
            return row;
    }
    return -1;
}

QString NodesWindow::cell(const QString &node, const QString &column) const
{
    const QAbstractItemModel *model = table()->model();
    for (int i = 0; i < model->columnCount(); ++i) {
        if (model->headerData(i, Qt::Horizontal).toString() == column)
            return model->index(rowOf(node), i).data().toString();
    }
    return {};
}

void NodesWindow::choose(const QString &node)
{
    const auto isKnown = [&] { // the machine behind the row; a moment after a change
        const auto &rows = m_cluster->store()->nodes();
        return std::any_of(rows.begin(), rows.end(),
                           [&](const cluster::NodeRow &row) { return row.machineName == full(node); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown() && rowOf(node) >= 0, soon);
    const QRect box = table()->visualRect(table()->model()->index(rowOf(node), 0));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, box.topLeft() + QPoint(8, box.height() / 2));
}

//! From the menu of the button over the table, as it is when it opens.
void NodesWindow::trigger(const QString &verb)
{
    QMenu *menu = m_app->window()->findChild<QPushButton *>(u"NodeMenu"_s)->menu();
    menu->popup(m_app->window()->mapToGlobal(QPoint(400, 300)));
    auto *action = menu->findChild<QAction *>(u"Node-"_s + verb);
    QVERIFY2(action && action->isEnabled(), qPrintable(verb + (action ? action->toolTip() : QString())));
    if (verb == "remove"_L1)
        picture(u"menu"_s, menu);
    menu->close();
    action->trigger();
}

void NodesWindow::press(QWidget *in, const QString &name)
{
    for (QPushButton *each : in->findChildren<QPushButton *>(name)) {
        if (!each->isVisible())
            continue;
        QVERIFY2(each->isEnabled(), qPrintable(name));
        QTest::mouseClick(each, Qt::LeftButton);
        return;
    }
    QFAIL(qPrintable(u"There is no button "_s + name));
}

void NodesWindow::power(const QString &node, bool on)
{
    for (const auto &machine : m_cluster->machines()) {
        if (machine.name != full(node))
            continue;
        const QUrl url(qEnvironmentVariable("SKEP_WINDOW_SANDBOX") + u"/sandbox/machines/"_s
                       + machine.machineId + (on ? u":power-on"_s : u":power-off"_s));
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        auto *reply = m_network.post(request, QByteArray("{}"));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), soon);
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        reply->deleteLater();
    }
}

void NodesWindow::picture(const QString &name, QWidget *of)
{
    QWidget *widget = of ? of : m_app->window();
    test::shot(widget, u"window-"_s + name, widget->size());
}

QString NodesWindow::listLine() const
{
    return clusterLine(*m_cluster).text;
}

void NodesWindow::aWorkerIsAdded()
{
    QElapsedTimer timer;
    timer.start();
    press(m_app->window(), u"AddNodes"_s);
    auto *dialog = open<AddNodesDialog>();
    QVERIFY(dialog);
    auto *add = dialog->findChild<QPushButton *>(u"AddThem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(add->isEnabled(), soon);
    QCOMPARE(dialog->findChild<PlainLabel *>(u"NodeNames"_s)->text(), u"New: desk-worker-2"_s);
    picture(u"add"_s, dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    auto *view = m_app->window()->findChild<PlanView *>();
    QTRY_VERIFY_WITH_TIMEOUT(isChanging() && view->isVisible(), soon);
    QCOMPARE(listLine(), u"Add desk-worker-2"_s); // the list tells it as it is
    QTest::qWait(3000);
    picture(u"plan"_s);
    press(view, u"BackToCluster"_s);
    auto *bar = m_app->window()->findChild<ChangeBar *>();
    QVERIFY(!isChanging() || bar->isVisible()); // a quick machine may have ended
    if (isChanging()) {
        QCOMPARE(bar->findChild<PlainLabel *>(u"ChangeWhat"_s)->text(), u"Add desk-worker-2"_s);
        picture(u"changing"_s);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!isChanging(), later);
    QVERIFY2(!m_cluster->change(), qPrintable(m_cluster->error().message));
    QVERIFY(!bar->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"worker-2"_s, u"State"_s), u"Ready"_s, soon);
    qInfo("a worker added by the window: %.1f s", double(timer.elapsed()) / 1000);
}

void NodesWindow::itIsDrainedAndRemoved()
{
    choose(u"worker-2"_s);
    QElapsedTimer timer;
    timer.start();
    trigger(u"drain"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"worker-2"_s, u"Availability"_s), u"Drained"_s, soon);
    qInfo("drained, and seen in the table: %lld ms", timer.elapsed());
    const auto bars = m_app->window()->findChildren<MessageBar *>();
    const auto told = std::find_if(bars.begin(), bars.end(), [](const MessageBar *bar) {
        return bar->isVisible()
            && bar->text().contains(u"docker node update --availability drain desk-worker-2"_s);
    });
    QVERIFY(told != bars.end());
    picture(u"drained"_s);
    choose(u"worker-2"_s);
    trigger(u"remove"_s);
    auto *dialog = open<ChangeDialog>();
    QVERIFY(dialog);
    picture(u"remove"_s, dialog);
    timer.restart();
    press(dialog, u"ConfirmChange"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isChanging() || rowOf(u"worker-2"_s) < 0, soon);
    QTRY_VERIFY_WITH_TIMEOUT(!isChanging(), later);
    QVERIFY2(!m_cluster->change(), qPrintable(m_cluster->error().message));
    picture(u"removed"_s); // the plan that is done, until one goes back
    press(m_app->window(), u"BackToCluster"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"worker-2"_s) < 0, soon);
    qInfo("removed by the window: %.1f s", double(timer.elapsed()) / 1000);
}

void NodesWindow::theMajorityStays()
{
    choose(u"manager-2"_s);
    trigger(u"remove"_s);
    auto *dialog = open<ChangeDialog>();
    QVERIFY(dialog);
    auto *deed = dialog->findChild<QPushButton *>(u"ConfirmChange"_s);
    QVERIFY(deed->isEnabled());
    power(u"manager-3"_s, false);
    power(u"worker-1"_s, false);
    auto *bar = dialog->findChild<MessageBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), later); // while it is open
    QVERIFY2(
        bar->text().startsWith(u"3 managers, 2 reachable; removing desk-manager-2 leaves 1 of 2 reachable, 2 "
                               "needed: the swarm would lose its majority."_s),
        qPrintable(bar->text()));
    QVERIFY(!deed->isEnabled());
    picture(u"refused"_s, dialog);
    dialog->reject();
    // The same from the engine, which does not believe a window.
    const auto refused = m_cluster->removeNodes({full(u"manager-2"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(refused.isFinished(), soon);
    QVERIFY(!refused.result() && refused.result().error().message.startsWith(u"3 managers, 2 reachable"_s));
    power(u"manager-3"_s, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->store()->overview().managersReachable, 3, later);
}

void NodesWindow::aDeadWorkerIsReplaced()
{
    QTRY_VERIFY_WITH_TIMEOUT(cell(u"worker-1"_s, u"State"_s) != u"Ready"_s, later);
    choose(u"worker-1"_s);
    trigger(u"replace"_s);
    auto *dialog = open<ChangeDialog>();
    QVERIFY(dialog);
    auto *steps = dialog->findChild<QPlainTextEdit *>(u"ChangeSteps"_s);
    QTRY_VERIFY_WITH_TIMEOUT(steps->toPlainText().contains(u"desk-worker-3"_s),
                             soon); // 2 has had its machine
    picture(u"replace"_s, dialog);
    QElapsedTimer timer;
    timer.start();
    press(dialog, u"ConfirmChange"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isChanging(), soon);
    // Stopped on the way it stands, says so everywhere, and goes on at a click.
    auto *view = m_app->window()->findChild<PlanView *>();
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), soon);
    press(view, u"CancelPlan"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isChanging(), later);
    QVERIFY(m_cluster->change());
    QCOMPARE(listLine(), u"Change interrupted, can resume"_s);
    picture(u"stopped"_s);
    press(m_app->window(), u"BackToCluster"_s);
    auto *bar = m_app->window()->findChild<ChangeBar *>();
    QVERIFY(bar->isVisible());
    QVERIFY(bar->findChild<PlainLabel *>(u"ChangeState"_s)->text().startsWith(u"Stands at "_s));
    picture(u"stands"_s);
    press(bar, u"ResumeChange"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isChanging(), soon);
    QTRY_VERIFY_WITH_TIMEOUT(!isChanging(), later);
    QVERIFY2(!m_cluster->change(), qPrintable(m_cluster->error().message));
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"worker-3"_s, u"State"_s), u"Ready"_s, soon);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"worker-1"_s) < 0, soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->store()->overview().nodesReady, 4, soon);
    qInfo("replaced by the window: %.1f s", double(timer.elapsed()) / 1000);
    picture(u"end"_s);
}

void NodesWindow::thePaletteFindsNodes()
{
    const auto run = [this](const QString &words) {
        for (QAction *action : m_app->window()->findChildren<QAction *>()) {
            if (action->shortcuts().contains(QKeySequence(Qt::CTRL | Qt::Key_K)))
                action->trigger();
        }
        auto *palette = open<CommandPalette>();
        QVERIFY(palette && palette->isVisible());
        auto *field = palette->findChild<QLineEdit *>();
        QTest::keyClicks(field, words);
        picture(u"palette"_s);
        QTest::keyClick(field, Qt::Key_Return);
    };
    run(u"pause desk-worker-3"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"worker-3"_s, u"Availability"_s), u"Paused"_s, soon);
    run(u"activate desk-worker-3"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"worker-3"_s, u"Availability"_s), u"Active"_s, soon);
}

void NodesWindow::aChangeIsGivenUp()
{
    press(m_app->window(), u"AddNodes"_s);
    auto *dialog = open<AddNodesDialog>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QPushButton *>(u"AddThem"_s)->isEnabled(), soon);
    press(dialog, u"AddThem"_s);
    auto *view = m_app->window()->findChild<PlanView *>();
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), soon);
    const auto isMade = [this] {
        return m_cluster->record(u"desk-worker-4/create"_s).state == plan::StepState::Done;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isMade(), later);
    press(view, u"CancelPlan"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isChanging(), later);
    QVERIFY(m_cluster->change()); // it is stopped long before the machine is ready
    press(view, u"RollBack"_s); // "Give up…"
    auto *sure = open<ConfirmDialog>();
    QVERIFY(sure);
    picture(u"give-up"_s, sure);
    press(sure, u"Confirm"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isChanging() || !m_cluster->change(), soon);
    QTRY_VERIFY_WITH_TIMEOUT(!isChanging(), later);
    QVERIFY2(!m_cluster->change(), qPrintable(m_cluster->error().message));
    for (const auto &machine : m_cluster->machines())
        QVERIFY2(machine.name != "desk-worker-4"_L1, "given up, and still there");
    QCOMPARE(listLine(), u"4/4 nodes ready"_s);
}

QTEST_MAIN(NodesWindow)
#include "nodeswindow.moc"
