// SPDX-License-Identifier: GPL-3.0-or-later
// From a press in the window to the change seen done on it, beside the same with docker commands over the
// open connection and a look every 5 seconds, the first right after the command; and the lines per second
// that the log view follows from ten tasks on three nodes. Run by bench_daily.py on its cluster.
#include "tests/live/reality.h"
#include "tests/ui/uisupport.h"
#include "tests/ui/watchedtable.h"
#include "ui/dashboard/dashboard.h"
#include "ui/nodes/nodedesk.h"
#include "ui/pages/clusterview.h"
#include "ui/pages/containerorigin.h"
#include "ui/workloads/containerspage.h"
#include "ui/workloads/logtext.h"
#include "ui/workloads/servicespage.h"

#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::test;

namespace {

constexpr int rounds = 3;
constexpr int pollSeconds = 5;
constexpr int logTasks = 10;
constexpr int logLines = 9'000; //!< of each task: all of them fit into the view

// Ends at once when it is asked to, so that nobody waits for a program.
const QByteArray untilAsked = " sh -c 'trap \"exit 0\" TERM; while :; do sleep 0.1; done'";

qint64 median(QList<qint64> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

QByteArray image()
{
    return qgetenv("SKEP_FIGURES_WEB");
}

//! How long until a user of docker who looks every few seconds knows it.
qint64 byHand(Reality &reality, const QString &node, const QByteArray &command, const QByteArray &look,
              const QString &done)
{
    QElapsedTimer timer;
    timer.start();
    reality.run(node, command);
    while (reality.run(node, look) != done)
        QTest::qWait(pollSeconds * 1000);
    return timer.elapsed();
}

void print(const char *what, const QList<qint64> &skep, const QList<qint64> &hand)
{
    printf("%s, median of %d: Skep %lld ms, docker and a look every %d s %lld ms\n", what, rounds,
           median(skep), pollSeconds, median(hand));
}

void clickDefault(QWidget *page)
{
    auto *dialog = page->findChild<ui::ConfirmDialog *>();
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
}

void scale(Reality &reality, ui::ClusterView &view)
{
    view.showPage(ui::ClusterView::Services);
    auto *page = view.findChild<ui::ServicesPage *>();
    WatchedTable table(page->findChild<QTableView *>());
    reality.onManager("docker service create -q --detach --name daily " + image() + untilAsked);
    const auto says = [](const QString &text) {
        return [text](const QString &cell) { return cell == text; };
    };
    const QByteArray look =
        "docker service ps daily --filter desired-state=running --format '{{.CurrentState}}'"
        " | grep -c ^Running || true"; // "service ls" counts tasks that are ending, too
    QList<qint64> skep;
    QList<qint64> hand;
    QElapsedTimer timer;
    timer.start();
    table.untilSeen(timer, u"daily"_s, u"Tasks"_s, says(u"1/1"_s));
    table.select(u"daily"_s);
    const auto back = [&] {
        reality.onManager("docker service scale -d daily=1");
        table.untilSeen(timer, u"daily"_s, u"Tasks"_s, says(u"1/1"_s));
    };
    for (int round = 0; round < rounds; ++round) {
        page->findChild<QSpinBox *>(u"Replicas"_s)->setValue(3);
        timer.restart();
        QTest::mouseClick(page->findChild<QPushButton *>(u"ApplyScale"_s), Qt::LeftButton);
        skep << table.untilSeen(timer, u"daily"_s, u"Tasks"_s, says(u"3/3"_s));
        back();
        hand << byHand(reality, u"manager-1"_s, "docker service scale -d daily=3", look, u"3"_s);
        back();
    }
    print("scale a service from 1 to 3", skep, hand);
    reality.onManager("docker service rm daily");
}

void stopContainer(Reality &reality, ui::ClusterView &view)
{
    view.showPage(ui::ClusterView::Containers);
    auto *page = view.findChild<ui::ContainersPage *>();
    WatchedTable table(page->findChild<QTableView *>());
    const auto runs = [](const QString &cell) { return cell.startsWith("Up"_L1); };
    const auto isStopped = [](const QString &cell) { return cell.startsWith("Exited"_L1); };
    reality.run(u"worker-1"_s, "docker run -d --name held " + image() + untilAsked);
    QList<qint64> skep;
    QList<qint64> hand;
    QElapsedTimer timer;
    for (int round = 0; round < rounds; ++round) {
        timer.restart();
        table.untilSeen(timer, u"held"_s, u"State"_s, runs);
        table.select(u"held"_s);
        QTest::mouseClick(page->findChild<QPushButton *>(u"StopContainer"_s), Qt::LeftButton);
        timer.restart();
        clickDefault(page);
        skep << table.untilSeen(timer, u"held"_s, u"State"_s, isStopped);
        reality.run(u"worker-1"_s, "docker start held");
        hand << byHand(reality, u"worker-1"_s, "docker stop held",
                       "docker ps -a --filter name=held --format '{{.State}}'", u"exited"_s);
        reality.run(u"worker-1"_s, "docker start held");
    }
    print("stop a container", skep, hand);
    reality.run(u"worker-1"_s, "docker rm -f held");
}

void drain(Reality &reality, ui::ClusterView &view)
{
    view.showPage(ui::ClusterView::Overview);
    WatchedTable table(tableNamed(view.dashboard(), u"Nodes"_s));
    ui::NodeDesk desk(reality.cluster(), reality.store(), &view);
    const QString node = u"life-worker-1"_s;
    const auto isBusy = [](const QString &cell) { return cell.toInt() > 0; };
    const auto isFree = [](const QString &cell) { return cell == u"0"_s; };
    const auto verb = [&](const QString &name) {
        QMenu menu;
        desk.fill(&menu, {node});
        menu.findChild<QAction *>(name)->trigger();
    };
    QList<qint64> skep;
    QList<qint64> hand;
    QElapsedTimer timer;
    const auto back = [&] {
        reality.onManager("docker node update --availability active life-worker-1");
        timer.restart();
        table.untilSeen(timer, node, u"Tasks"_s, isBusy);
        QTest::qWait(2000); // the tasks have begun
    };
    for (int round = 0; round < rounds; ++round) {
        back();
        timer.restart();
        verb(u"Node-drain"_s);
        skep << table.untilSeen(timer, node, u"Tasks"_s, isFree);
        back();
        hand << byHand(reality, u"manager-1"_s, "docker node update --availability drain life-worker-1",
                       "docker node ps life-worker-1 --format '{{.CurrentState}}' | grep -c ^Running || true",
                       u"0"_s);
    }
    back();
    print("drain a node", skep, hand);
}

QList<ui::LogTarget> targetsOf(Reality &reality)
{
    QList<ui::LogTarget> targets;
    for (const QString &node : {u"manager-1"_s, u"worker-1"_s, u"worker-2"_s}) {
        const auto rows =
            reality.run(node, "docker ps --no-trunc --filter name=chatty --format '{{.ID}} {{.Names}}'");
        for (const QString &row : rows.split(u'\n', Qt::SkipEmptyParts)) {
            const QString name = row.section(u' ', 1);
            targets.append({u"life-"_s + node, row.section(u' ', 0, 0), name, u"life-"_s + node});
        }
    }
    return targets;
}

//! Every task's numbers from 1 to the last one, in their order, or what is wrong.
QString lostLines(const ui::LogText &text)
{
    QHash<QString, int> last;
    for (int line = 0; line < text.count(); ++line) {
        const QString task = text.lineText(line).section(u' ', -2, -2);
        const int number = text.lineText(line).section(u' ', -1).toInt();
        if (number != last.value(task) + 1)
            return u"%1 after %2 of %3"_s.arg(number).arg(last.value(task)).arg(task);
        last[task] = number;
    }
    return last.size() == logTasks ? QString() : u"%1 tasks"_s.arg(last.size());
}

bool followLogs(Reality &reality)
{
    const QByteArray begin = reality.onManager("date +%s").toUtf8();
    const QByteArray at = QByteArray::number(begin.toLongLong() + 25); // all tasks begin at once
    reality.onManager("docker service create -q --detach --name chatty --replicas "
                      + QByteArray::number(logTasks) + " " + image() + " sh -c 'while [ $(date +%s) -lt " + at
                      + " ]; do sleep 0.1; done; i=0; while [ $i -lt " + QByteArray::number(logLines)
                      + " ]; do i=$((i+1)); echo 'task' $HOSTNAME $i; done; sleep 600'");
    QList<ui::LogTarget> targets;
    if (!QTest::qWaitFor(
            [&] {
                targets = targetsOf(reality);
                return targets.size() == logTasks;
            },
            20'000)) {
        printf("only %lld of %d tasks run\n", qint64(targets.size()), logTasks);
        return false;
    }
    const std::unique_ptr<QWidget> page(ui::logPage(reality.cluster(), targets));
    page->resize(1000, 500);
    page->show();
    auto *text = page->findChild<ui::LogText *>();
    if (!QTest::qWaitFor([&] { return text->count() > 0; }, 60'000))
        return false;
    QElapsedTimer timer;
    timer.start();
    const bool isWhole = QTest::qWaitFor([&] { return text->count() == logTasks * logLines; }, 120'000);
    const qint64 took = timer.elapsed();
    const QString lost = lostLines(*text);
    printf("logs of %d tasks on 3 nodes: %d lines in %.1f s, %.0f lines/s, %s\n", logTasks, text->count(),
           double(took) / 1000, 1000.0 * text->count() / double(took),
           lost.isEmpty() ? "none lost" : qPrintable(u"LOST: "_s + lost));
    reality.onManager("docker service rm chatty");
    return isWhole && lost.isEmpty();
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    try {
        Reality reality;
        if (!QTest::qWaitFor([&] { return reality.store()->liveState() == cluster::LiveState::Live; },
                             60'000))
            throw std::runtime_error("the cluster does not answer");
        ui::ClusterView view(reality.cluster()->name(), reality.store(), reality.cluster()->operations());
        view.resize(1280, 800);
        view.show();
        scale(reality, view);
        stopContainer(reality, view);
        drain(reality, view);
        return followLogs(reality) ? 0 : 1;
    } catch (const std::exception &error) {
        fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
