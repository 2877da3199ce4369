// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/stackspage.h"

#include "ui/dashboard/tablepanel.h"
#include "ui/widgets/format.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/inspectview.h"
#include "ui/workloads/stackform.h"

#include <QPushButton>

#include <map>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

std::vector<StackRow> stackRows(const cluster::Store &store)
{
    std::map<QString, StackRow> stacks;
    for (const cluster::ServiceRow &row : store.services()) {
        const QString &name = row.service.stack;
        if (name.isEmpty())
            continue;
        StackRow &stack = stacks[name];
        const bool isFirst = stack.services == 0;
        stack.name = name;
        ++stack.services;
        stack.running += row.service.running;
        stack.wanted += row.service.wanted;
        if (isFirst || cluster::worse(stack.health.health, row.health.health) != stack.health.health)
            stack.health = {row.health.health,
                            row.health.reason.isEmpty()
                                ? QString()
                                : u"%1: %2"_s.arg(row.service.name, row.health.reason)};
    }
    std::vector<StackRow> rows;
    for (auto &[name, row] : stacks)
        rows.push_back(row);
    return rows;
}

StacksModel *stacksModel(QObject *parent)
{
    using Row = StackRow;
    return new StacksModel(
        &Row::name,
        {{StacksPage::tr("Stack"), [](const Row &r) { return r.name; }, nullptr,
          [](const Row &r) { return r.health.health; }},
         {StacksPage::tr("Services"), [](const Row &r) { return QString::number(r.services); },
          [](const Row &r) { return r.services; }},
         {StacksPage::tr("Tasks"), [](const Row &r) { return u"%1/%2"_s.arg(r.running).arg(r.wanted); },
          [](const Row &r) { return r.running; }},
         {StacksPage::tr("State"),
          [](const Row &r) {
              return r.health.reason.isEmpty() ? healthWord(r.health.health) : r.health.reason;
          }}},
        parent);
}

} // namespace

StacksPage::StacksPage(cluster::Store *store, cluster::Operations *operations, QWidget *parent)
    : ObjectPage(parent)
    , m_store(store)
    , m_operations(operations)
    , m_model(stacksModel(this))
{
    addAction({u"DeployStack"_s, tr("&Deploy a stack…"), u"plus"_s, ButtonKind::Primary}, Qt::Key_Insert,
              [this] { emit deployRequested(); });
    m_update = addAction({u"UpdateStack"_s, tr("&Update…"), u"edit"_s}, Qt::Key_F2,
                         [this] { emit updateRequested(currentKey()); });
    m_services =
        addAction({u"StackServices"_s, tr("Its &services"), u"list"_s, ButtonKind::Quiet, Effect::Looks}, {},
                  [this] { emit servicesRequested(currentKey()); });
    m_remove =
        addAction({u"RemoveStack"_s, tr("&Remove…"), u"trash"_s}, QKeySequence::Delete, [this] { remove(); });
    setTable(m_model, tr("All stacks"), tr("No stack runs here yet."), {200, 90, 90}, 3);
    connect(store, &cluster::Store::servicesChanged, this, &StacksPage::showStacks);
    showStacks();
}

void StacksPage::showStacks()
{
    m_model->assign(stackRows(*m_store));
    refreshDetail();
}

void StacksPage::updateActions()
{
    const bool any = table() && !currentKey().isEmpty();
    for (QPushButton *each : {m_update, m_services, m_remove})
        each->setEnabled(any);
}

void StacksPage::remove()
{
    const int at = m_model->rowOf(currentKey());
    if (at < 0)
        return;
    const StackRow &row = m_model->row(at);
    confirm({tr("Remove a stack"), tr("Remove %1?").arg(row.name),
             tr("Its %n service(s) are stopped and gone, and then the networks, secrets and configs that the "
                "stack has made. Volumes stay, with their data.",
                nullptr, row.services),
             tr("&Remove")},
            [this, name = row.name] {
                run(tr("Removing %1").arg(name),
                    andThen(m_operations->removeStack(name), this,
                            [](const QStringList &) { return ready<>({}); }));
            });
}

Detail StacksPage::detailOf(const QString &key) const
{
    const int at = m_model->rowOf(key);
    if (at < 0)
        return {};
    const StackRow &row = m_model->row(at);
    Detail detail;
    detail.key = row.name;
    detail.title = row.name;
    detail.health = row.health.health;
    detail.state = row.health.reason.isEmpty() ? healthWord(row.health.health) : row.health.reason;
    detail.groups = {{QString(),
                      {{tr("Services"), QString::number(row.services)},
                       {tr("Tasks"), tr("%1 of %2 running").arg(row.running).arg(row.wanted)}}}};
    detail.linesTitle = tr("Its services");
    for (const cluster::ServiceRow &service : m_store->services()) {
        if (service.service.stack != key)
            continue;
        const QString image = service.service.image.section(u'@', 0, 0);
        detail.lines.append({service.health.health, service.service.name,
                             tr("%1 of %2 running  ·  %3")
                                 .arg(service.service.running)
                                 .arg(service.service.wanted)
                                 .arg(image)});
    }
    return detail;
}

//! The engines know no stacks: what is shown is its first service.
void StacksPage::inspectCurrent()
{
    for (const cluster::ServiceRow &row : m_store->services()) {
        if (row.service.stack == currentKey())
            return pane()->inspection()->load(m_operations->inspect(docker::ObjectKind::Service, row.id, {}));
    }
}

StacksArea::StacksArea(cluster::Store *store, cluster::Operations *operations, QWidget *parent)
    : QStackedWidget(parent)
    , m_page(new StacksPage(store, operations, this))
    , m_form(new StackForm(operations, this))
{
    addWidget(m_page);
    addWidget(m_form);
    const auto showForm = [this] {
        setCurrentWidget(m_form);
        m_form->setFocus();
    };
    connect(m_page, &StacksPage::deployRequested, this, [this, showForm] {
        m_form->beginNew();
        showForm();
    });
    connect(m_page, &StacksPage::updateRequested, this, [this, showForm](const QString &stack) {
        m_form->beginUpdate(stack);
        showForm();
    });
    connect(m_form, &StackForm::cancelled, this, [this] { setCurrentWidget(m_page); });
    connect(m_form, &StackForm::finished, this, [this](const QString &stack) {
        setCurrentWidget(m_page);
        m_page->showKey(stack);
    });
}

} // namespace skep::ui
