// SPDX-License-Identifier: GPL-3.0-or-later
// The journey's day: a container by hand on a chosen node, found in the catalog, read, and gone again.
#include "tests/ui/journey/journey.h"
#include "tests/ui/uisupport.h"
#include "tests/ui/watchedtable.h"
#include "ui/discovery/discoverypage.h"
#include "ui/pages/clusterview.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/workloads/containerdialog.h"
#include "ui/workloads/containerspage.h"
#include "ui/workloads/logtext.h"
#include "ui/workloads/rowlist.h"
#include "ui/workloads/totalspage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::test {

namespace {

// What `docker run --name web1 -p 80 IMAGE` gets in addition: the image has no program of its own to run.
const auto serve =
    u"sh\n-c\ntrap 'exit 0' TERM; echo ready; mkdir -p /tmp/www; hostname >/tmp/www/index.html; "
    "httpd -p 80 -h /tmp/www; while :; do sleep 0.2; done"_s;

QStringList passingServices(const cluster::Store *store)
{
    QStringList names;
    for (const cluster::CatalogRow &row : store->catalog()) {
        if (row.service.passing > 0)
            names << row.service.name;
    }
    return names;
}

QString firstNew(const QStringList &before, const QStringList &now)
{
    for (const QString &name : now) {
        if (!before.contains(name))
            return name;
    }
    return {};
}

} // namespace

Result<> Journey::day()
{
    m_clock.restart();
    auto *view = m_app->window()->findChild<ui::ClusterView *>();
    view->showPage(ui::ClusterView::Containers);
    auto *page = view->findChild<ui::ContainersPage *>();
    WatchedTable table(page->findChild<QTableView *>());
    const QStringList before = passingServices(m_cluster->store());
    Result<> held = runContainer();
    if (!held)
        return held;
    const auto state = [&table] { return table.cell(u"web1"_s, u"State"_s); };
    held = waitFor([&] { return state().startsWith("Up"_L1); }, 30s, u"web1 is shown running"_s);
    if (!held)
        return held;
    table.select(u"web1"_s);
    QString name;
    const auto isFound = [&] {
        name = firstNew(before, passingServices(m_cluster->store()));
        return !name.isEmpty();
    };
    if (held = waitFor(isFound, 60s, u"web1 is in the catalog"_s); !held)
        return held;
    shotBothThemes(u"containers"_s);
    if (held = readLog(); !held)
        return held;
    if (held = askDns(view, name); !held)
        return held;
    if (held = totals(view); !held)
        return held;
    view->showPage(ui::ClusterView::Containers);
    for (const auto &deed : {u"StopContainer"_s, u"RemoveContainer"_s}) {
        if (held = click(deed, page); !held)
            return held;
        if (held = click(u"Confirm"_s, page->findChild<ui::ConfirmDialog *>()); !held)
            return held;
        const bool stops = deed == "StopContainer"_L1;
        held = waitFor([&] { return stops ? state().startsWith("Exited"_L1) : state().isEmpty(); }, 30s,
                       u"web1 is shown stopped and then gone"_s);
        if (!held)
            return held;
    }
    held = waitFor([&] { return passingServices(m_cluster->store()) == before; }, 60s,
                   u"web1 is out of the catalog"_s);
    m_seconds["day"_L1] = since(m_clock);
    view->showPage(ui::ClusterView::Overview);
    return held;
}

Result<> Journey::runContainer()
{
    if (const Result<> asked = click(u"RunContainer"_s); !asked)
        return asked;
    auto *dialog = m_app->window()->findChild<ui::ContainerDialog *>();
    auto *nodes = dialog->findChild<QComboBox *>();
    nodes->setCurrentIndex(nodes->count() - 1);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"ContainerName"_s), u"web1"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"ContainerImage"_s), m_cluster->spec().webImage);
    qobject_cast<ui::PortRow *>(dialog->findChild<ui::RowList *>()->add())
        ->setPort({u"tcp"_s, 80, 0, false, {}});
    dialog->findChild<QPlainTextEdit *>(u"ContainerArguments"_s)->setPlainText(serve);
    shot(u"container-run"_s, dialog);
    return click(u"RunIt"_s, dialog);
}

Result<> Journey::readLog()
{
    if (const Result<> asked = click(u"ContainerLogs"_s); !asked)
        return asked;
    auto *text = m_app->window()->findChild<ui::LogText *>();
    if (!text)
        return fail(ErrorCode::Internal, u"No page shows the log."_s);
    const Result<> held =
        waitFor([&] { return text->allText().contains("ready"_L1); }, 20s, u"the log is shown"_s);
    shot(u"log"_s);
    closeDock();
    return held;
}

//! `dig NAME.service.consul`, and the same with SRV, of the agent on another node than the container's.
Result<> Journey::askDns(ui::ClusterView *view, const QString &name)
{
    view->showDiscovery();
    auto *page = view->findChild<ui::DiscoveryPage *>();
    const auto answers = [page](const QString &type) {
        const QTableView *table = tableNamed(page, u"The answer"_s);
        return table && WatchedTable::hasRow(*table, type);
    };
    page->findChild<QLineEdit *>(u"ProbeName"_s)->setText(name);
    page->findChild<QComboBox *>(u"ProbeAgent"_s)->setCurrentIndex(0);
    for (const auto &type : {u"A"_s, u"SRV"_s}) {
        page->findChild<QComboBox *>(u"ProbeType"_s)->setCurrentText(type);
        if (const Result<> asked = click(u"Probe"_s, page); !asked)
            return asked;
        const Result<> held = waitFor([&] { return answers(type); }, 20s, u"the DNS answers for web1"_s);
        if (!held)
            return held;
    }
    shotBothThemes(u"discovery"_s);
    return {};
}

//! What `docker info` said of the whole.
Result<> Journey::totals(ui::ClusterView *view)
{
    view->showPage(ui::ClusterView::Totals);
    const auto isWhole = [&] {
        const auto *table = view->findChild<ui::TotalsPage *>()->findChild<QTableView *>();
        return table->model()->rowCount() == m_cluster->store()->overview().nodes;
    };
    const Result<> held = waitFor(isWhole, 20s, u"the totals of all nodes are shown"_s);
    shot(u"totals"_s);
    return held;
}

} // namespace skep::test
