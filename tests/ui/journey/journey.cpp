// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/journey/journey.h"

#include "tests/ui/uisupport.h"
#include "ui/dashboard/dashboard.h"
#include "ui/dashboard/rowaction.h"
#include "ui/dock/dock.h"
#include "ui/dock/terminalpane.h"
#include "ui/dock/terminaltab.h"
#include "ui/pages/destroydialog.h"
#include "ui/plan/planview.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/wizard/wizard.h"

#include <QDir>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::test {

using cluster::Cluster;
using cluster::Phase;
using namespace std::chrono_literals;

namespace {

app::Options applicationOptions(const JourneyOptions &options)
{
    return {options.sandboxFile, {}};
}

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s;
}

} // namespace

Journey::Journey(JourneyOptions options)
    : m_options(std::move(options))
    , m_app(std::make_unique<app::Application>(applicationOptions(m_options), dataFolder()))
{
    QDir().mkpath(m_options.screenshots);
    m_clock.start();
}

QJsonObject Journey::run()
{
    Result<> held = firstRun();
    for (const auto step :
         {&Journey::wizard, &Journey::creation, &Journey::dashboard, &Journey::terminals, &Journey::day}) {
        if (held)
            held = (this->*step)();
    }
    if (held)
        combs();
    if (!held)
        shot(u"failed"_s);
    if (m_cluster) { // also after a failure nothing is to be left
        const Result<> gone = destruction();
        if (held)
            held = gone;
    }
    m_report["ok"_L1] = held.has_value();
    if (!held)
        m_report["error"_L1] = QString(held.error().message + u'\n' + held.error().detail).trimmed();
    m_report["seconds"_L1] = m_seconds;
    m_report["screenshots"_L1] = m_options.shownAs;
    return m_report;
}

Result<> Journey::firstRun()
{
    m_app->window()->resize(1280, 800);
    m_app->show();
    const Result<> added = waitFor([this] { return !m_app->workspace()->accounts().isEmpty(); }, 60s,
                                   u"the sandbox's account is there"_s);
    if (!added)
        return added;
    shotBothThemes(u"first-run"_s);
    return {};
}

Result<> Journey::wizard()
{
    if (const Result<> clicked = click(u"NewCluster"_s); !clicked)
        return clicked;
    auto *wizard = m_app->window()->findChild<ui::Wizard *>();
    auto *next = wizard->findChild<QPushButton *>(u"WizardNext"_s);
    auto *pages = wizard->findChild<QStackedWidget *>();
    Result<> held = waitFor([&] { return next->isEnabled(); }, 60s, u"the cloud says what it offers"_s);
    if (!held)
        return held;
    m_seconds["wizard"_L1] =
        m_options.wizardAfter < 0 ? since(m_clock) : m_options.wizardAfter + since(m_clock);
    shot(u"wizard-where"_s);
    if (held = click(u"WizardNext"_s, wizard); !held)
        return held;
    shot(u"wizard-shape"_s);
    wizard->findChild<QPushButton *>(u"MoreOptions"_s)->setChecked(true);
    shot(u"wizard-shape-more"_s);
    wizard->findChild<QPushButton *>(u"MoreOptions"_s)->setChecked(false);
    if (held = click(u"WizardNext"_s, wizard); !held)
        return held;
    held = waitFor([&] { return pages->currentIndex() == 2 && next->isEnabled(); }, 60s,
                   u"the review is shown"_s);
    if (!held)
        return held;
    const auto *account = wizard->findChild<QTableWidget *>(u"account"_s);
    held = waitFor([&] { return account->isVisible(); }, 60s, u"the account's quota is shown"_s);
    if (!held)
        return held;
    shotBothThemes(u"wizard-review"_s);
    m_clock.restart();
    if (held = click(u"WizardNext"_s, wizard); !held)
        return held;
    return waitFor([&] { return !m_app->workspace()->clusters().isEmpty(); }, 10s,
                   u"the cluster is in the list"_s);
}

Result<> Journey::creation()
{
    m_cluster = m_app->workspace()->clusters().constFirst();
    bool isPictured = false;
    const auto watch = [&] {
        int done = 0;
        const QList<plan::Step> steps = m_cluster->steps();
        for (const plan::Step &step : steps) {
            if (m_cluster->record(step.id).state != plan::StepState::Done)
                continue;
            ++done;
            if (step.kind == "swarm-init"_L1 && !m_seconds.contains("first_node"_L1))
                m_seconds["first_node"_L1] = since(m_clock);
        }
        if (!isPictured && done * 2 > steps.size()) {
            isPictured = true;
            shotBothThemes(u"plan"_s);
        }
        return m_cluster->phase() != Phase::Creating && m_cluster->phase() != Phase::Planned;
    };
    if (m_options.reopens) {
        if (const Result<> reopened = reopen(); !reopened)
            return reopened;
    }
    if (const Result<> ended = waitFor(watch, 900s, u"the plan ends"_s); !ended)
        return ended;
    if (m_cluster->phase() != Phase::Ready)
        return fail(ErrorCode::Remote, u"The cluster was not made: "_s + m_cluster->error().message,
                    trouble());
    m_seconds["create"_L1] = since(m_clock);
    return {};
}

//! The application ends in the middle of the work; the next start finds it and goes on by a click.
Result<> Journey::reopen()
{
    const auto isUnderWay = [this] {
        const QList<plan::Step> steps = m_cluster->steps();
        return std::count_if(steps.begin(), steps.end(),
                             [this](const plan::Step &step) {
                                 return m_cluster->record(step.id).state == plan::StepState::Done;
                             })
            > 30;
    };
    if (const Result<> begun = waitFor(isUnderWay, 300s, u"the plan is under way"_s); !begun)
        return begun;
    m_cluster = nullptr;
    m_app.reset();
    m_app = std::make_unique<app::Application>(applicationOptions(m_options), dataFolder());
    m_app->window()->resize(1280, 800);
    m_app->show();
    const Result<> found = waitFor([this] { return !m_app->workspace()->clusters().isEmpty(); }, 30s,
                                   u"the cluster is found again"_s);
    if (!found)
        return found;
    m_cluster = m_app->workspace()->clusters().constFirst();
    if (m_cluster->phase() != Phase::Interrupted)
        return fail(ErrorCode::Internal, u"The plan is not ready to be resumed."_s);
    shot(u"interrupted"_s);
    return click(u"RetryPlan"_s);
}

Result<> Journey::dashboard()
{
    const cluster::Store *store = m_cluster->store();
    const auto isHealthy = [store] {
        const cluster::Overview &overview = store->overview();
        return store->liveState() == cluster::LiveState::Live && overview.health.health == cluster::Health::Ok
            && overview.nodes > 0 && overview.nodesReady == overview.nodes && !store->catalog().empty()
            && store->attention().empty();
    };
    const Result<> healthy = waitFor(isHealthy, 120s, u"the dashboard says that all is well"_s);
    m_seconds["healthy"_L1] = since(m_clock);
    m_report["nodes_ready"_L1] = store->overview().nodesReady;
    QJsonArray catalog;
    for (const cluster::CatalogRow &row : store->catalog())
        catalog << row.service.name;
    m_report["catalog"_L1] = catalog;
    m_report["proof"_L1] = !m_cluster->proof().at.isValid() ? u"not run"_s
        : m_cluster->proof().passed                         ? u"passed"_s
                                                            : u"failed"_s;
    shotBothThemes(u"dashboard"_s);
    if (!healthy)
        return fail(ErrorCode::Remote, healthy.error().message, store->overview().sentence);
    if (!m_cluster->proof().passed)
        return fail(ErrorCode::Remote, u"The proof of the cluster did not pass."_s);
    auto *tables = m_app->window()->findChild<QTabBar *>(u"Tables"_s);
    tables->setCurrentIndex(1);
    shot(u"dashboard-services"_s);
    tables->setCurrentIndex(2);
    shot(u"dashboard-catalog"_s);
    tables->setCurrentIndex(0);
    german();
    return {};
}

//! A shell by a click on a node's row, and one on each node with what is typed going to all of them.
Result<> Journey::terminals()
{
    QTableView *nodes = tableNamed(m_app->window(), u"Nodes"_s);
    if (!nodes)
        return fail(ErrorCode::Internal, u"There is no table of nodes."_s);
    const QRect cell = nodes->visualRect(nodes->model()->index(0, 0));
    QElapsedTimer timer;
    timer.start();
    QTest::mouseClick(nodes->viewport(), Qt::LeftButton, {}, ui::RowAction::signRect(cell).center());
    auto *dock = m_app->window()->findChild<ui::Dock *>();
    const auto shows = [dock](const QString &text) {
        const ui::TerminalTab *tab = dock->currentTerminals();
        const auto panes = tab ? tab->panes() : QList<ui::TerminalPane *>();
        return !panes.isEmpty() && std::all_of(panes.begin(), panes.end(), [&](const ui::TerminalPane *pane) {
            return pane->view()->visibleText().contains(text);
        });
    };
    Result<> held = waitFor([&] { return shows(u"root@"_s); }, 20s, u"a terminal shows a prompt"_s);
    if (!held)
        return held;
    m_seconds["terminal"_L1] = double(timer.elapsed()) / 1000;
    const auto type = [&](const QString &line) {
        ui::TerminalView *view = dock->currentTerminals()->activePane()->view();
        QTest::keyClicks(view, line);
        QTest::keyClick(view, Qt::Key_Return);
    };
    type(u"docker node ls"_s);
    if (held = waitFor([&] { return shows(u"Leader"_s); }, 20s, u"the terminal lists the nodes"_s); !held)
        return held;
    shot(u"terminal"_s);
    QStringList machines;
    const auto known = m_cluster->machines();
    for (const cluster::MachineRecord &machine : known)
        machines << machine.name;
    m_app->window()->openTerminals(m_cluster, machines);
    if (held = waitFor([&] { return shows(u"root@"_s); }, 20s, u"all terminals show a prompt"_s); !held)
        return held;
    dock->toggleBroadcast();
    type(u"echo here-$((6 * 7))"_s);
    held = waitFor([&] { return shows(u"here-42"_s); }, 20s, u"each node has got what was typed"_s);
    shotBothThemes(u"terminals-broadcast"_s);
    closeDock();
    return held;
}

void Journey::closeDock()
{
    auto *dock = m_app->window()->findChild<ui::Dock *>();
    while (dock->count() > 0)
        dock->closePane();
}

//! The same windows once more in German, over the same workspace.
void Journey::german()
{
    QTranslator translator;
    if (!translator.load(u":/i18n/skep_de.qm"_s))
        return;
    QCoreApplication::installTranslator(&translator);
    {
        ui::WorkspaceServices services(m_app->workspace());
        ui::MainWindow window(m_app->workspace(), &services);
        window.resize(1280, 800);
        window.show();
        auto *dashboard =
            window.findChild<ui::Dashboard *>(); // the stages' titles are of the start's language
        dashboard->setProof(cluster::proofFromJson(cluster::toJson(m_cluster->proof())));
        QTest::qWait(200);
        shot(u"dashboard-de"_s, &window);
        window.newCluster();
        QTest::qWait(1500);
        shot(u"wizard-de"_s, &window);
    }
    QCoreApplication::removeTranslator(&translator);
}

void Journey::combs()
{
    for (const int count : {5, 50, 5000}) {
        ui::Comb comb;
        comb.setAutoFillBackground(true);
        comb.setBackgroundRole(QPalette::Base);
        comb.setCells(manyCells(count));
        comb.resize(900, 280);
        comb.show();
        QTest::qWait(50);
        shot(u"comb-%1"_s.arg(count), &comb);
    }
}

Result<> Journey::destruction()
{
    QElapsedTimer timer;
    timer.start();
    if (m_cluster->phase() == Phase::Creating) {
        m_cluster->cancel();
        if (const auto ended =
                waitFor([this] { return m_cluster->phase() != Phase::Creating; }, 120s, u"the plan stops"_s);
            !ended)
            return ended;
    }
    const bool hasDashboard = m_cluster->phase() == Phase::Ready;
    if (const Result<> asked = click(hasDashboard ? u"Destroy"_s : u"RollBack"_s); !asked)
        return asked;
    auto *dialog = m_app->window()->findChild<ui::DestroyDialog *>();
    if (!dialog)
        return fail(ErrorCode::Internal, u"No dialog asks for the cluster's name."_s);
    auto *typed = dialog->findChild<QLineEdit *>(u"TypedName"_s);
    if (dialog->findChild<QPushButton *>(u"ConfirmDestroy"_s)->isEnabled())
        return fail(ErrorCode::Internal, u"The cluster could be destroyed without its name."_s);
    QTest::keyClicks(typed, m_cluster->name());
    shot(u"destroy"_s, dialog);
    if (const Result<> confirmed = click(u"ConfirmDestroy"_s, dialog); !confirmed)
        return confirmed;
    bool isPictured = false;
    const auto watch = [&] {
        if (!isPictured && m_cluster->phase() == Phase::Destroying && timer.elapsed() > 1500) {
            isPictured = true;
            shot(u"destroying"_s);
        }
        return m_cluster->phase() == Phase::Destroyed;
    };
    const Result<> gone = waitFor(watch, 300s, u"the cluster is destroyed"_s);
    if (!gone)
        return fail(ErrorCode::Remote, gone.error().message, trouble());
    m_seconds["destroy"_L1] = since(timer);
    shot(u"receipt"_s);
    if (!m_cluster->receipt().left.isEmpty())
        return fail(ErrorCode::Remote, u"Something is left: "_s + m_cluster->receipt().left.join(u", "_s));
    return {};
}

Result<> Journey::click(const QString &objectName, QWidget *in)
{
    const auto buttons = (in ? in : m_app->window())->findChildren<QAbstractButton *>(objectName);
    for (QAbstractButton *button : buttons) {
        if (!button->isVisible() || !button->isEnabled())
            continue;
        QTest::mouseClick(button, Qt::LeftButton);
        return {};
    }
    return fail(ErrorCode::Internal, u"There is no button “%1” that can be clicked."_s.arg(objectName),
                trouble());
}

Result<> Journey::waitFor(const std::function<bool()> &condition, std::chrono::seconds limit,
                          const QString &what)
{
    if (QTest::qWaitFor(condition, int(std::chrono::milliseconds(limit).count())))
        return {};
    return fail(ErrorCode::Timeout, u"Waited %1 s in vain until %2."_s.arg(limit.count()).arg(what),
                trouble());
}

void Journey::shot(const QString &name, QWidget *widget)
{
    QTest::qWait(100); // the queue of paints
    ++m_shots;
    const QString path =
        u"%1/%2-%3.png"_s.arg(m_options.screenshots).arg(m_shots, 2, 10, QChar(u'0')).arg(name);
    (widget ? widget : m_app->window())->grab().save(path);
}

void Journey::shotBothThemes(const QString &name)
{
    shot(name);
    ui::theme::apply(ui::theme::Mode::Dark);
    shot(name + u"-dark"_s);
    ui::theme::apply(ui::theme::Mode::Light);
}

QString Journey::trouble() const
{
    QStringList lines;
    for (ui::MessageBar *bar : m_app->window()->findChildren<ui::MessageBar *>()) {
        if (bar->isVisible())
            lines << bar->text();
    }
    if (!m_cluster)
        return lines.join(u'\n');
    for (const plan::Step &step : m_cluster->steps()) {
        const plan::Record record = m_cluster->record(step.id);
        if (record.state == plan::StepState::Failed)
            lines << u"%1: %2 %3"_s.arg(step.id, record.error.message, record.error.detail);
        else if (record.state == plan::StepState::Running)
            lines << u"%1 runs"_s.arg(step.id);
    }
    return lines.join(u'\n');
}

double Journey::since(const QElapsedTimer &timer) const
{
    return double(timer.elapsed() / 100) / 10;
}

} // namespace skep::test
