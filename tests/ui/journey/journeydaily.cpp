// SPDX-License-Identifier: GPL-3.0-or-later
// The journey's day: a container by hand on a chosen node, found in the catalog, read, and gone again.
#include "tests/ui/journey/journey.h"
#include "tests/ui/watchedtable.h"
#include "ui/pages/clusterview.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/workloads/containerdialog.h"
#include "ui/workloads/containerspage.h"
#include "ui/workloads/logtext.h"
#include "ui/workloads/rowlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::test {

namespace {

// What `docker run --name web1 -p 80 IMAGE` gets in addition: the image has no program of its own to run.
const auto serve =
    u"sh\n-c\ntrap 'exit 0' TERM; echo ready; mkdir -p /tmp/www; hostname >/tmp/www/index.html; "
    "httpd -p 80 -h /tmp/www; while :; do sleep 0.2; done"_s;

QStringList catalogNames(const cluster::Store *store)
{
    QStringList names;
    for (const cluster::CatalogRow &row : store->catalog())
        names << row.service.name;
    return names;
}

} // namespace

Result<> Journey::day()
{
    m_clock.restart();
    auto *view = m_app->window()->findChild<ui::ClusterView *>();
    view->showPage(ui::ClusterView::Containers);
    auto *page = view->findChild<ui::ContainersPage *>();
    WatchedTable table(page->findChild<QTableView *>());
    const QStringList before = catalogNames(m_cluster->store());
    Result<> held = runContainer();
    if (!held)
        return held;
    const auto state = [&table] { return table.cell(u"web1"_s, u"State"_s); };
    held = waitFor([&] { return state().startsWith("Up"_L1); }, 30s, u"web1 is shown running"_s);
    if (!held)
        return held;
    table.select(u"web1"_s);
    const auto isFound = [&] { return catalogNames(m_cluster->store()) != before; };
    if (held = waitFor(isFound, 60s, u"web1 is in the catalog"_s); !held)
        return held;
    shotBothThemes(u"containers"_s);
    if (held = readLog(); !held)
        return held;
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
    held = waitFor([&] { return catalogNames(m_cluster->store()) == before; }, 60s,
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

} // namespace skep::test
