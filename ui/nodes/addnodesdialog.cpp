// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/addnodesdialog.h"

#include "core/cluster/quorum.h"
#include "ui/nodes/nodecommands.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/format.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::MachineRole;
using cluster::PlannedMachine;

namespace {

void chooseText(QComboBox *box, const QString &data)
{
    if (box->findData(data) < 0)
        box->insertItem(0, data, data);
    box->setCurrentIndex(box->findData(data));
}

} // namespace

AddNodesDialog::AddNodesDialog(cluster::NodeChanges *changes, QWidget *parent)
    : QDialog(parent)
    , m_changes(changes)
    , m_role(new QComboBox(this))
    , m_count(new QSpinBox(this))
    , m_type(new QComboBox(this))
    , m_disk(new QSpinBox(this))
    , m_template(new QComboBox(this))
    , m_names((new PlainLabel(QString(), theme::Text::Strong, PlainLabel::Tone::Normal, this))->wrapped())
    , m_quorum((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, this))->wrapped())
    , m_commands(new QPlainTextEdit(this))
    , m_add(button(tr("&Add"), ButtonKind::Primary, this))
    , m_message(new MessageBar(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add nodes to %1").arg(changes->name()));
    growToFit(this);
    setMinimumWidth(620);
    makeFields();
    connect(m_role, &QComboBox::currentIndexChanged, this, &AddNodesDialog::chooseRole);
    connect(m_count, &QSpinBox::valueChanged, this, &AddNodesDialog::edited);
    connect(m_disk, &QSpinBox::valueChanged, this, &AddNodesDialog::edited);
    connect(m_type, &QComboBox::currentIndexChanged, this, &AddNodesDialog::edited);
    connect(m_template, &QComboBox::currentIndexChanged, this, &AddNodesDialog::edited);
    connect(m_add, &QPushButton::clicked, this, &AddNodesDialog::submit);
    chooseRole();
    loadCatalogue();
    m_count->setFocus();
    m_count->selectAll();
}

void AddNodesDialog::makeFields()
{
    m_role->addItem(tr("Worker"), int(MachineRole::Worker));
    m_role->addItem(tr("Manager"), int(MachineRole::Manager));
    m_count->setRange(1, 250);
    m_disk->setRange(10, 51200);
    m_disk->setSuffix(tr(" GiB"));
    m_commands->setReadOnly(true);
    m_commands->setProperty("well", true);
    m_commands->setFont(theme::font(theme::Text::Mono));
    m_commands->setTabChangesFocus(true);
    m_commands->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_commands->setFixedHeight(96);
    m_role->setObjectName(u"NodeRole"_s);
    m_count->setObjectName(u"NodeCount"_s);
    m_type->setObjectName(u"NodeType"_s);
    m_disk->setObjectName(u"NodeDisk"_s);
    m_template->setObjectName(u"NodeTemplate"_s);
    m_names->setObjectName(u"NodeNames"_s);
    m_add->setObjectName(u"AddThem"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_message);
    auto *grid = new QGridLayout;
    grid->setSpacing(2 * theme::grid);
    const auto add = [&](const QString &field, const QString &title, QWidget *control, int row, int column,
                         int span = 1) {
        m_rows[field] = new FieldRow(title, control, QString(), this);
        grid->addWidget(m_rows[field], row, column, 1, span);
    };
    add(u"count"_s, tr("How &many"), m_count, 0, 0);
    add(u"role"_s, tr("&Role"), m_role, 0, 1);
    add(u"type"_s, tr("Machine &type"), m_type, 1, 0);
    add(u"disk"_s, tr("&Disk of each"), m_disk, 1, 1);
    add(u"template"_s, tr("T&emplate"), m_template, 2, 0, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);
    layout->addWidget(m_names);
    layout->addWidget(m_quorum);
    layout->addWidget(new FieldRow(tr("The commands it stands for"), m_commands, QString(), this));
    layout->addStretch(1);
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    layout->addLayout(buttons);
    m_add->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void AddNodesDialog::loadCatalogue()
{
    onResult(m_changes->usedNumbers(), this, [this](const Result<QMap<QString, int>> &used) {
        if (!used)
            return m_message->showError(used.error());
        m_used = *used;
        edited();
    });
    onResult(m_changes->machineTypes(), this, [this](Result<QList<cloud::InstanceType>> types) {
        if (!types)
            return m_message->showError(types.error());
        const QString chosen = m_type->currentData().toString();
        const QSignalBlocker quiet(m_type);
        m_type->clear();
        types->removeIf([](const auto &type) { return !type.authorized; });
        std::stable_sort(types->begin(), types->end(),
                         [](const auto &a, const auto &b) { return a.memoryBytes < b.memoryBytes; });
        for (const auto &type : std::as_const(*types))
            m_type->addItem(
                tr("%1 · %n CPU · %2", nullptr, type.cpus).arg(type.name, memoryText(type.memoryBytes)),
                type.name);
        chooseText(m_type, chosen);
    });
    onResult(m_changes->machineTemplates(), this, [this](Result<QList<cloud::MachineTemplate>> templates) {
        if (!templates)
            return m_message->showError(templates.error());
        m_known = *std::move(templates);
        const QString chosen = m_template->currentData().toString();
        const QSignalBlocker quiet(m_template);
        m_template->clear();
        for (const auto &item : std::as_const(m_known))
            m_template->addItem(item.name, item.name);
        chooseText(m_template, chosen);
        edited();
    });
}

// Each role has its own shape in the cluster's spec.
void AddNodesDialog::chooseRole()
{
    const auto usual = cluster::machineOf(m_changes->spec(), MachineRole(m_role->currentData().toInt()), 1);
    chooseText(m_type, usual.type);
    chooseText(m_template, usual.templateName);
    m_disk->setValue(usual.diskGiB);
    edited();
}

cluster::NodeWish AddNodesDialog::wish() const
{
    return {MachineRole(m_role->currentData().toInt()), m_count->value(), m_type->currentData().toString(),
            m_template->currentData().toString(), m_disk->value()};
}

QString AddNodesDialog::namesText(const QList<PlannedMachine> &machines) const
{
    if (!m_used)
        return tr("The cloud is asked which names are taken.");
    QStringList names;
    for (const auto &machine : machines)
        names << machine.name;
    if (names.size() > 3)
        return tr("New: %1 to %2").arg(names.constFirst(), names.constLast());
    return tr("New: %1").arg(listText(names));
}

QString AddNodesDialog::quorumText(int added) const
{
    const auto machines = m_changes->plannedMachines();
    const int managers = added + int(std::count_if(machines.begin(), machines.end(), [](const auto &machine) {
                             return machine.role == MachineRole::Manager;
                         }));
    QString text = tr("Managers: %1 afterwards; the swarm needs %2 of them and can lose %3.")
                       .arg(managers)
                       .arg(cluster::majorityOf(managers))
                       .arg((managers - 1) / 2);
    if (managers % 2 == 0)
        text += u' ' + tr("An even number can lose no more than the odd one below it.");
    return text;
}

void AddNodesDialog::edited()
{
    const cluster::NodeWish now = wish();
    for (FieldRow *row : std::as_const(m_rows))
        row->setProblem({});
    const auto machines = cluster::newMachines(m_changes->spec(), now, m_used.value_or(QMap<QString, int>()));
    QStringList names;
    cluster::Change change;
    if (machines) {
        change.add = *machines;
        for (const auto &machine : *machines)
            names << machine.name;
    }
    const auto good = machines ? cluster::checkChange(m_changes->spec(), m_changes->plannedMachines(), change)
                               : Result<>(fail(machines.error()));
    if (!good && m_used)
        m_rows[u"count"_s]->setProblem(good.error().message);
    bool fits = true;
    for (const auto &item : std::as_const(m_known)) {
        if (item.name != now.templateName || item.minimumDiskGiB <= now.diskGiB)
            continue;
        fits = false;
        m_rows[u"disk"_s]->setProblem(
            tr("The template needs a disk of at least %1 GiB.").arg(item.minimumDiskGiB));
    }
    m_names->setText(machines ? namesText(*machines) : QString());
    m_quorum->setVisible(now.role == MachineRole::Manager);
    m_quorum->setText(quorumText(now.count));
    m_commands->setPlainText(addCommands(m_changes->spec(), now, m_used ? names : QStringList()));
    m_add->setEnabled(!m_isBusy && m_used && good && fits);
    m_add->setText(now.count == 1 ? tr("&Add") : tr("&Add %1").arg(now.count));
}

void AddNodesDialog::showProblems(const Error &error)
{
    m_message->showError(error);
    edited();
}

void AddNodesDialog::submit()
{
    m_isBusy = true;
    edited();
    m_message->showText(tr("The managers are asked, and the change is written down."), Card::Kind::Note);
    onResult(m_changes->addNodes(wish()), this, [this](const Result<> &begun) {
        m_isBusy = false;
        if (begun)
            accept();
        else
            showProblems(begun.error());
    });
}

} // namespace skep::ui
