// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/changedialog.h"

#include "core/cluster/planner.h"
#include "core/cluster/quorum.h"
#include "ui/nodes/nodecommands.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/format.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Change;
using cluster::NodeRow;

namespace {

QPlainTextEdit *well(QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setProperty("well", true);
    text->setFont(theme::font(theme::Text::Mono));
    text->setTabChangesFocus(true);
    return text;
}

bool isDestructive(NodeVerb verb)
{
    return verb == NodeVerb::Remove || verb == NodeVerb::Replace;
}

QString deedOf(NodeVerb verb)
{
    switch (verb) {
    case NodeVerb::Promote:
        return ChangeDialog::tr("&Promote");
    case NodeVerb::Demote:
        return ChangeDialog::tr("&Demote");
    case NodeVerb::Replace:
        return ChangeDialog::tr("&Replace");
    default:
        return ChangeDialog::tr("&Remove");
    }
}

} // namespace

ChangeDialog::ChangeDialog(NodeVerb verb, QStringList machines, cluster::NodeChanges *changes,
                           cluster::Store *store, QWidget *parent)
    : QDialog(parent)
    , m_verb(verb)
    , m_machines(std::move(machines))
    , m_changes(changes)
    , m_store(store)
    , m_consequence((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_message(new MessageBar(this))
    , m_steps(well(this))
    , m_commands(well(this))
    , m_deed(button(deedOf(verb), isDestructive(verb) ? ButtonKind::Danger : ButtonKind::Primary, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question());
    growToFit(this);
    setMinimumWidth(620);
    m_deed->setObjectName(u"ConfirmChange"_s);
    m_steps->setObjectName(u"ChangeSteps"_s);
    m_commands->setObjectName(u"ChangeCommands"_s);
    m_steps->setMinimumHeight(120);
    m_commands->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_commands->setFixedHeight(96);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(
        (new PlainLabel(question(), theme::Text::Heading, PlainLabel::Tone::Normal, this))->wrapped());
    layout->addWidget(m_consequence);
    layout->addWidget(m_message);
    const auto nodes = rows();
    if (verb == NodeVerb::Remove
        && std::any_of(nodes.begin(), nodes.end(), [](const NodeRow &row) { return !row.id.isEmpty(); }))
        layout->addWidget(makeOptions());
    auto *steps = new FieldRow(tr("What will be done"), m_steps, QString(), this);
    layout->addWidget(steps, 1);
    layout->addWidget(new FieldRow(tr("The commands it stands for"), m_commands, QString(), this));
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_deed);
    layout->addLayout(buttons);
    (isDestructive(verb) ? cancel : m_deed)->setFocus();
    (isDestructive(verb) ? cancel : m_deed)->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_deed, &QPushButton::clicked, this, &ChangeDialog::submit);
    connect(store, &cluster::Store::nodesChanged, this, &ChangeDialog::refresh);
    if (verb == NodeVerb::Replace)
        askForNames();
    refresh();
}

QWidget *ChangeDialog::makeOptions()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * theme::grid);
    m_patience = new QSpinBox(holder);
    m_patience->setRange(1, 3600);
    m_patience->setValue(cluster::Removal().patience);
    m_patience->setSuffix(tr(" s"));
    m_patience->setObjectName(u"Patience"_s);
    m_hurried = new QCheckBox(tr("Tasks need not move first"), holder);
    m_hurried->setObjectName(u"Hurried"_s);
    m_hurried->setToolTip(tr("They are ended with the node; the swarm starts those that it can elsewhere."));
    auto *label =
        new PlainLabel(tr("Time for its tasks to move"), theme::Text::Body, PlainLabel::Tone::Normal, holder);
    label->setBuddy(m_patience);
    m_patience->setAccessibleName(label->text());
    row->addWidget(label);
    row->addWidget(m_patience);
    row->addSpacing(theme::grid);
    row->addWidget(m_hurried);
    row->addStretch(1);
    connect(m_patience, &QSpinBox::valueChanged, this, &ChangeDialog::refresh);
    connect(m_hurried, &QCheckBox::toggled, m_patience, &QWidget::setDisabled);
    connect(m_hurried, &QCheckBox::toggled, this, &ChangeDialog::refresh);
    return holder;
}

void ChangeDialog::askForNames()
{
    onResult(m_changes->usedNumbers(), this, [this](const Result<QMap<QString, int>> &used) {
        const auto machines = m_changes->plannedMachines();
        const auto old = std::find_if(machines.begin(), machines.end(), [this](const auto &machine) {
            return machine.name == m_machines.constFirst();
        });
        if (!used || old == machines.end())
            return; // the plan is shown without the new one; the engine says why when it is asked
        m_added = {cluster::successorOf(m_changes->spec(), *old, *used)};
        refresh();
    });
}

QList<NodeRow> ChangeDialog::rows() const
{
    return nodeRows(*m_store, m_changes->plannedMachines(), m_machines);
}

Change ChangeDialog::change() const
{
    Change change = changeOf(m_verb, rows(), m_changes->plannedMachines(), m_added);
    if (m_patience) {
        change.patience = m_patience->value();
        change.isHurried = m_hurried->isChecked();
    }
    return change;
}

QString ChangeDialog::question() const
{
    const QString names = listText(m_machines);
    switch (m_verb) {
    case NodeVerb::Promote:
        return tr("Make %1 a manager?").arg(names);
    case NodeVerb::Demote:
        return tr("Make %1 a worker?").arg(names);
    case NodeVerb::Replace:
        return tr("Replace %1?").arg(names);
    default:
        return tr("Remove %1?").arg(names);
    }
}

QString ChangeDialog::replacement(const Change &change) const
{
    const auto nodes = rows();
    const bool isNode = !nodes.isEmpty() && !nodes.constFirst().id.isEmpty();
    QStringList sentences;
    if (m_added.isEmpty())
        sentences << tr("A new machine of the same role and shape takes its place.");
    else
        sentences << tr("%1 takes its place: the same role and shape.").arg(m_added.constFirst().name);
    if (isNode)
        sentences << tr("It gets the node's labels.");
    if (!change.leavingServers().isEmpty())
        sentences << tr(
            "The new Consul server has a vote before the old one goes, and what Consul keeps is on "
            "it then.");
    if (isNode || change.leavingServers().isEmpty())
        sentences << tr("What was on its disk is lost.");
    return sentences.join(u' ');
}

// In numbers: what the swarm and Consul can lose afterwards, and what moves.
QString ChangeDialog::consequence(const Change &change) const
{
    if (m_verb == NodeVerb::Replace)
        return replacement(change);
    QStringList sentences;
    int tasks = 0;
    int nodes = 0;
    int managers = 0;
    for (const NodeRow &row : rows()) {
        tasks += row.tasksRunning;
        nodes += row.id.isEmpty() ? 0 : 1;
    }
    for (const NodeRow &row : m_store->nodes())
        managers += row.node.role == docker::NodeRole::Manager ? 1 : 0;
    int after = managers - int(change.losingManagers().size());
    for (const auto &role : change.roles)
        after += role.role == cluster::MachineRole::Manager ? 1 : 0;
    if (m_verb == NodeVerb::Remove && nodes > 0)
        sentences << (tasks == 0
                          ? tr("No task runs there.")
                          : tr("%n running task(s) move to other nodes where the swarm can place them.",
                               nullptr, tasks));
    if (m_verb == NodeVerb::Remove && nodes == 0)
        sentences << tr("Deleted with everything on it: %1.").arg(listText(m_machines));
    else if (m_verb == NodeVerb::Remove)
        sentences << (m_machines.size() == 1 ? tr("Then the machine is deleted with everything on it.")
                                             : tr("Then the machines are deleted with everything on them."));
    if (after != managers)
        sentences << tr("Managers: %1 now, %2 afterwards; of %2 the swarm needs %3 and can lose %4.")
                         .arg(managers)
                         .arg(after)
                         .arg(cluster::majorityOf(after))
                         .arg(std::max(0, (after - 1) / 2));
    if (after != managers && after > 0 && after % 2 == 0)
        sentences << tr("An even number can lose no more than the odd one below it.");
    if (const auto leaving = change.leavingServers().size(); leaving > 0) {
        const auto planned = m_changes->plannedMachines();
        const auto now = std::count_if(planned.begin(), planned.end(),
                                       [](const auto &machine) { return machine.runsConsulServer; });
        sentences << tr("Consul servers: %1 now, %2 afterwards.").arg(now).arg(now - leaving);
    }
    return sentences.join(u' ');
}

QString ChangeDialog::refusal(const QList<NodeRow> &rows, const Change &change) const
{
    if (const QString why = whyNot(m_verb, rows, m_changes->plannedMachines(), m_changes->change());
        !why.isEmpty())
        return why;
    if (m_verb == NodeVerb::Replace && m_added.isEmpty())
        return {}; // its name is being looked up
    if (const auto good = cluster::checkChange(m_changes->spec(), m_changes->plannedMachines(), change);
        !good)
        return good.error().message;
    QList<docker::Node> nodes;
    for (const NodeRow &row : m_store->nodes())
        nodes << row.node;
    const auto allowed = cluster::quorumAllows(cluster::managersSeen(nodes), change.losingManagers(),
                                               change.joiningManagers());
    return allowed ? QString() : allowed.error().message;
}

QString ChangeDialog::steps(const Change &change) const
{
    const auto planned =
        cluster::planChange(m_changes->spec(), m_changes->plannedMachines(), change, m_changes->id());
    if (!planned)
        return {};
    QStringList names;
    QHash<QString, QStringList> lines;
    for (const plan::Step &step : *planned) {
        const QString name = step.id.section(u'/', 0, 0);
        if (step.kind == "rule"_L1)
            continue; // they are there, and only looked at
        if (!names.contains(name))
            names << name;
        lines[name] << u"    "_s + cluster::titleOf(step);
    }
    QStringList parts;
    for (const QString &name : std::as_const(names))
        parts << (name == "cluster"_L1 ? tr("Cluster") : name) + u'\n' + lines[name].join(u'\n');
    return parts.join(u'\n');
}

void ChangeDialog::refresh()
{
    const Change wanted = change();
    const QString refused = refusal(rows(), wanted);
    m_consequence->setText(consequence(wanted));
    if (const QString text = steps(wanted); text != m_steps->toPlainText())
        m_steps->setPlainText(text);
    m_commands->setPlainText(changeCommands(m_verb, m_changes->name(), wanted));
    m_deed->setEnabled(refused.isEmpty() && !m_isBusy);
    if (m_isBusy)
        m_message->showText(tr("The managers are asked whether it may be."), Card::Kind::Note);
    else if (!refused.isEmpty())
        m_message->showText(refused, Card::Kind::Error);
    else if (!m_failed.isEmpty())
        m_message->showText(m_failed, Card::Kind::Error);
    else
        m_message->hide();
}

void ChangeDialog::submit()
{
    const Change wanted = change();
    Pending<> begun;
    if (m_verb == NodeVerb::Remove)
        begun = m_changes->removeNodes(m_machines, {wanted.patience, wanted.isHurried});
    else if (m_verb == NodeVerb::Replace)
        begun = m_changes->replaceNode(m_machines.constFirst());
    else
        begun = m_changes->changeRole(m_machines.constFirst(), wanted.roles.constFirst().role);
    m_isBusy = true;
    m_failed.clear();
    refresh();
    onResult(begun, this, [this](const Result<> &result) {
        m_isBusy = false;
        if (result)
            return accept();
        m_failed = result.error().message;
        refresh();
    });
}

} // namespace skep::ui
