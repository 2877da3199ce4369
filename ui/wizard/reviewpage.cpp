// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/reviewpage.h"

#include "core/cluster/commands.h"
#include "ui/widgets/card.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/wizardservices.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QPlainTextEdit *textBox(const QString &name, QWidget *parent)
{
    auto *box = new QPlainTextEdit(parent);
    box->setReadOnly(true);
    box->setFont(theme::font(theme::Text::Mono));
    box->setProperty("well", true);
    box->setLineWrapMode(QPlainTextEdit::NoWrap);
    box->setMinimumHeight(200);
    box->setAccessibleName(name);
    box->setTabChangesFocus(true);
    return box;
}

//! As high as its rows, up to a limit, so that the page scrolls and not each table.
void fitHeight(QTableWidget *table)
{
    const int rows = std::min(table->rowCount(), 40);
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() + rows * 34 + 4);
}

} // namespace

ReviewPage::ReviewPage(WizardServices *services, QWidget *parent)
    : WizardPage(tr("Review"), tr("Nothing has been made yet. This is all that Create will do."), parent)
    , m_services(services)
    , m_summary((new PlainLabel(QString(), theme::Text::Heading, PlainLabel::Tone::Normal, this))->wrapped())
    , m_machines(table({tr("Machine"), tr("Role"), tr("Type"), tr("Disk"), tr("Template")}, tr("Machines")))
    , m_firewall(table({tr("Open on"), tr("Port"), tr("To"), tr("For")}, tr("Firewall rules")))
    , m_account(table({tr("Of"), tr("Used now"), tr("This cluster"), tr("Limit"), tr("Left")}, tr("Account")))
    , m_steps(textBox(tr("Steps"), this))
    , m_commands(textBox(tr("Commands"), this))
    , m_message(new MessageBar(this))
{
    body()->addWidget(m_message);
    body()->addWidget(m_summary);
    body()->addWidget(section(tr("Machines"), m_machines, &m_machinesNote));
    m_accountCard = section(tr("Price and quota"), m_account, &m_accountNote);
    body()->addWidget(m_accountCard);
    body()->addWidget(section(tr("Firewall"), m_firewall, &m_firewallNote));
    body()->addWidget(section(tr("Steps"), m_steps, &m_stepsNote));
    body()->addWidget(section(tr("The commands it stands for"), m_commands, &m_commandsNote));
    m_account->setObjectName(u"account"_s);
    m_account->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_commandsNote->setText(
        tr("For reading: Skep speaks to the interfaces itself, and no secret is ever on a command line."));
    body()->addStretch(1);
}

QTableWidget *ReviewPage::table(const QStringList &heads, const QString &name)
{
    auto *made = new QTableWidget(0, int(heads.size()), this);
    made->setHorizontalHeaderLabels(heads);
    made->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    made->horizontalHeader()->setHighlightSections(false);
    made->horizontalHeader()->setStretchLastSection(true);
    made->horizontalHeader()->setMinimumSectionSize(100); // the bold heads are wider than is reckoned
    made->verticalHeader()->hide();
    made->verticalHeader()->setDefaultSectionSize(34);
    made->setShowGrid(false);
    made->setEditTriggers(QAbstractItemView::NoEditTriggers);
    made->setSelectionMode(QAbstractItemView::NoSelection);
    made->setFocusPolicy(Qt::NoFocus);
    made->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    made->setAccessibleName(name);
    return made;
}

Card *ReviewPage::section(const QString &title, QWidget *content, PlainLabel **note)
{
    auto *card = new Card(this);
    card->body()->addWidget(new PlainLabel(title, theme::Text::Heading, PlainLabel::Tone::Normal, card));
    *note = (new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, card))->wrapped();
    card->body()->addWidget(*note);
    card->body()->addWidget(content);
    return card;
}

void ReviewPage::present(const cluster::ClusterSpec &spec)
{
    const bool isOwn = spec.isOnOwnServers();
    m_summary->setText(
        isOwn ? tr("%1, on %n server(s) of your own", nullptr, int(spec.servers.size())).arg(spec.name)
              : tr("%1 in %2, on the account %3").arg(spec.name, spec.zone, spec.account));
    for (int column = 2; column < m_machines->columnCount(); ++column) // of what only a cloud makes
        m_machines->setColumnHidden(column, isOwn);
    m_accountCard->setVisible(!isOwn);
    showMachines(spec);
    showFirewall(spec);
    showSteps(spec);
    askEstimate(spec);
    m_commands->setPlainText(cluster::equivalentCommands(spec, accountOf(spec)));
}

cluster::Account ReviewPage::accountOf(const cluster::ClusterSpec &spec) const
{
    for (const cluster::Account &account : m_services->accounts()) {
        if (account.name == spec.account)
            return account;
    }
    return {};
}

void ReviewPage::askEstimate(const cluster::ClusterSpec &spec)
{
    m_asked.cancel();
    m_account->hide();
    m_accountNote->setText(tr("Asking the cloud …"));
    m_asked = m_services->estimate(spec);
    onResult(m_asked, this, [this](const Result<cluster::Estimate> &estimate) { showEstimate(estimate); });
}

// It informs, and never stands in the way: what the account may not do was said on the page before.
void ReviewPage::showEstimate(const Result<cluster::Estimate> &estimate)
{
    if (!estimate) {
        m_accountNote->setText(tr("Not known: %1").arg(estimate.error().message));
        return;
    }
    m_accountNote->setText(estimate->cost ? cluster::describe(*estimate->cost)
                                          : tr("This cloud publishes no prices."));
    m_account->setRowCount(int(estimate->quotas.size()));
    for (int row = 0; row < estimate->quotas.size(); ++row) {
        const cluster::QuotaUse &quota = estimate->quotas[row];
        const bool isEndless = quota.limit < 0;
        const QStringList texts{quota.title, QString::number(quota.used), QString::number(quota.more),
                                isEndless ? tr("none") : QString::number(quota.limit),
                                isEndless ? QString()
                                          : QString::number(quota.limit - quota.used - quota.more)};
        for (int column = 0; column < texts.size(); ++column)
            m_account->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    fitHeight(m_account);
    m_account->setVisible(!estimate->quotas.isEmpty());
}

void ReviewPage::showMachines(const cluster::ClusterSpec &spec)
{
    using cluster::MachineRole;
    const QList<cluster::PlannedMachine> machines = m_services->machines(spec);
    m_machines->setRowCount(int(machines.size()));
    for (int row = 0; row < machines.size(); ++row) {
        const cluster::PlannedMachine &machine = machines[row];
        QString role = machine.role == MachineRole::Manager ? tr("Manager")
            : machine.role == MachineRole::Worker           ? tr("Worker")
                                                            : tr("Consul server");
        if (machine.runsConsulServer && machine.role != MachineRole::ConsulServer)
            role = tr("%1, Consul server").arg(role);
        const QStringList texts{machine.name, role, machine.type, tr("%1 GiB").arg(machine.diskGiB),
                                machine.templateName};
        for (int column = 0; column < texts.size(); ++column)
            m_machines->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    m_machines->resizeColumnsToContents();
    fitHeight(m_machines);
    QStringList notes;
    const std::pair<MachineRole, QString> roles[] = {{MachineRole::Manager, tr("managers")},
                                                     {MachineRole::Worker, tr("workers")},
                                                     {MachineRole::ConsulServer, tr("Consul servers")}};
    for (const auto &[role, title] : roles) {
        const bool isUsed = std::any_of(machines.begin(), machines.end(),
                                        [role = role](const auto &machine) { return machine.role == role; });
        const auto &options = cluster::optionsOf(spec, role);
        if (isUsed && options.antiAffinity)
            notes << tr("Anti-affinity: the %1 are kept on different hosts of the cloud.").arg(title);
        if (isUsed && !options.userData.isEmpty())
            notes << tr("Extra user data: carried out at the first boot of the %1.").arg(title);
    }
    m_machinesNote->setText(notes.join(u' '));
    m_machinesNote->setVisible(!notes.isEmpty());
}

void ReviewPage::showFirewall(const cluster::ClusterSpec &spec)
{
    const QList<cluster::FirewallLine> lines = cluster::firewallLines(spec);
    m_firewall->setRowCount(int(lines.size()));
    for (int row = 0; row < lines.size(); ++row) {
        const cluster::FirewallLine &line = lines[row];
        const QStringList texts{line.group, line.ports, line.source, line.why};
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setToolTip(plainToolTip(texts[column]));
            m_firewall->setItem(row, column, item);
        }
    }
    m_firewallNote->setText(
        spec.isOnOwnServers()
            ? tr("Must be open between the servers. Their firewalls are yours: Skep leaves them alone.")
            : spec.isolatedNetwork ? tr("Everything that is not listed stays closed. Inside the cluster's "
                                        "network nothing is filtered.")
                                   : tr("Everything that is not listed stays closed."));
    m_firewall->resizeColumnsToContents();
    fitHeight(m_firewall);
}

void ReviewPage::showSteps(const cluster::ClusterSpec &spec)
{
    const Result<QList<plan::Step>> steps = m_services->plan(spec);
    m_isPlanned = steps.has_value();
    m_message->setVisible(!steps);
    if (!steps) {
        m_message->showError(steps.error());
        m_steps->clear();
        emit edited();
        return;
    }
    QStringList names;
    QHash<QString, QStringList> lines;
    for (const plan::Step &step : *steps) {
        const QString name = step.id.section(u'/', 0, 0);
        if (!names.contains(name))
            names << name;
        lines[name] << u"    "_s + m_services->stepTitle(step);
    }
    QStringList parts;
    for (const QString &name : std::as_const(names))
        parts << (name == "cluster"_L1 ? tr("Cluster") : name) + u'\n' + lines[name].join(u'\n');
    m_steps->setPlainText(parts.join(u"\n\n"_s));
    m_stepsNote->setText(tr("%n step(s). Machines are made side by side.", nullptr, int(steps->size())));
    emit edited();
}

void ReviewPage::focusFirst() { }

} // namespace skep::ui
