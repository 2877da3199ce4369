// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/serverspage.h"

#include "core/cluster/firewallplan.h"
#include "ui/servers/serverquestionbar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

constexpr int visibleServers = 4;

QPlainTextEdit *serverEdit(QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setObjectName(u"servers"_s);
    edit->setProperty("well", u"field"_s);
    edit->setTabChangesFocus(true);
    edit->setPlaceholderText(u"web-1\nanna@192.0.2.7\nanna@192.0.2.8:2222"_s);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * visibleServers + 3 * theme::grid);
    return edit;
}

} // namespace

ServersPage::ServersPage(QWidget *parent)
    : WizardPage(
        tr("Your servers"),
        tr("Servers that you have already become a swarm with Consul. Nothing on them is changed before "
           "you have seen what will be."),
        parent)
    , m_look(new cluster::ServerLook(this))
    , m_name(new QLineEdit(this))
    , m_servers(serverEdit(this))
    , m_managers(new QComboBox(this))
    , m_lookButton(button(tr("&Look at them"), ButtonKind::Normal, this))
    , m_ports((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->wrapped())
    , m_nameRow(new FieldRow(tr("Name"), m_name, tr("Small letters, digits and hyphens."), this))
    , m_serversRow(new FieldRow(tr("Servers"), m_servers,
                                tr("One in each line, as ssh knows it: a name of your ssh configuration, or "
                                   "user@host. Managers first."),
                                this))
    , m_managersRow(new FieldRow(tr("Managers"), m_managers, QString(), this))
    , m_message(new MessageBar(this))
{
    m_name->setObjectName(u"name"_s);
    m_managers->setObjectName(u"managers"_s);
    m_lookButton->setObjectName(u"LookAtServers"_s);
    m_lookButton->setIcon(icon(u"search"_s));
    m_managers->addItem(tr("As many as are useful"), 0);
    for (const int count : {1, 3, 5})
        m_managers->addItem(QString::number(count), count);
    auto *card = new Card(this);
    card->body()->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    card->body()->setSpacing(2 * theme::grid);
    auto *first = new QHBoxLayout;
    first->setSpacing(2 * theme::grid);
    first->addWidget(m_nameRow, 2);
    first->addWidget(m_managersRow, 1);
    card->body()->addLayout(first);
    card->body()->addWidget(m_serversRow);
    card->body()->addWidget(m_lookButton, 0, Qt::AlignLeft);
    body()->addWidget(card);
    body()->addWidget(new ServerQuestionBar(m_look, this));
    body()->addWidget(m_message);
    body()->addWidget(makeTable());
    body()->addWidget(m_ports);
    body()->addStretch(1);
    setTabOrder(m_name, m_managers);
    setTabOrder(m_managers, m_servers);
    setTabOrder(m_servers, m_lookButton);
    connect(m_name, &QLineEdit::textEdited, this, &ServersPage::edited);
    connect(m_servers, &QPlainTextEdit::textChanged, this, &ServersPage::serversEdited);
    connect(m_managers, &QComboBox::currentIndexChanged, this, &ServersPage::serversEdited);
    connect(m_lookButton, &QPushButton::clicked, this, &ServersPage::lookAt);
    connect(m_look, &cluster::ServerLook::changed, this, &ServersPage::showLook);
    showLook();
}

QWidget *ServersPage::makeTable()
{
    m_table = new QTableWidget(0, 3, this);
    m_table->setObjectName(u"ServerTable"_s);
    m_table->setHorizontalHeaderLabels({tr("Server"), tr("What was found"), tr("What to do")});
    m_table->verticalHeader()->hide();
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setWordWrap(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_table->setMinimumHeight(160);
    return m_table;
}

void ServersPage::present(const cluster::ClusterSpec &spec)
{
    m_base = spec;
    m_name->setText(spec.name);
    m_look->forget();
}

cluster::ClusterSpec ServersPage::wanted() const
{
    QList<cluster::OwnServer> servers;
    const auto lines = m_servers->toPlainText().split(u'\n');
    for (const QString &line : lines) {
        if (!line.trimmed().isEmpty())
            servers.append({line.trimmed()});
    }
    cluster::ClusterSpec spec = m_base;
    spec.name = m_name->text().trimmed();
    return cluster::onOwnServers(spec, servers, m_managers->currentData().toInt());
}

void ServersPage::apply(cluster::ClusterSpec *spec) const
{
    *spec = wanted();
    if (m_look->isGood())
        spec->servers = m_look->servers();
}

QStringList ServersPage::fields() const
{
    return {u"name"_s, u"servers"_s, u"managers"_s, u"workers"_s, u"account"_s};
}

void ServersPage::setProblems(const QList<cluster::SpecProblem> &problems)
{
    for (FieldRow *row : {m_nameRow, m_serversRow, m_managersRow})
        row->setProblem({});
    for (const auto &problem : problems) {
        FieldRow *row = problem.field == "name"_L1 ? m_nameRow
            : problem.field == "servers"_L1        ? m_serversRow
                                                   : m_managersRow;
        row->setProblem(problem.message);
    }
}

bool ServersPage::isComplete() const
{
    return m_look->isGood();
}

void ServersPage::focusFirst()
{
    (m_name->text().isEmpty() ? static_cast<QWidget *>(m_name) : m_servers)->setFocus();
}

SecretPtr ServersPage::logins() const
{
    return m_look->answers().isEmpty() ? SecretPtr() : cluster::packed(m_look->answers());
}

void ServersPage::serversEdited()
{
    m_look->forget();
    emit edited();
}

void ServersPage::lookAt()
{
    m_message->hide();
    const auto spec = wanted();
    const auto problems = spec.servers.isEmpty()
        ? QList<cluster::SpecProblem>{{u"servers"_s, tr("Name a server at least.")}}
        : cluster::check(spec);
    setProblems(problems);
    if (!problems.isEmpty())
        return;
    if (const auto started = m_look->start(spec); !started)
        m_message->showError(started.error());
    showLook();
}

void ServersPage::showLook()
{
    const auto reports = m_look->reports();
    m_table->setVisible(!reports.isEmpty());
    m_ports->setVisible(!reports.isEmpty());
    m_ports->setText(cluster::portsBetweenSentence(wanted()));
    m_lookButton->setEnabled(!m_look->isRunning());
    m_lookButton->setText(m_look->isRunning() ? tr("Looking…") : tr("&Look at them"));
    m_table->setRowCount(int(reports.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        showRow(row, reports.at(row));
    m_table->resizeRowsToContents();
    emit edited();
}

void ServersPage::showRow(int row, const cluster::ServerReport &report)
{
    QString found = tr("Looking…");
    QString fix;
    if (const auto stage = report.firstProblem()) {
        const auto &cell = report.cell(*stage);
        found = tr("%1: %2").arg(cluster::probeStageName(*stage), cell.sentence);
        fix = cell.fix;
    } else if (report.isUsable()) {
        const auto &facts = report.facts;
        const QString engine = facts.engineVersion.isEmpty() ? tr("an engine will be installed")
                                                             : tr("engine %1, kept").arg(facts.engineVersion);
        found = tr("Ready: %1, %2, %3").arg(facts.hostName, facts.distributionName, engine);
    }
    const QStringList texts{report.name, found, fix};
    for (int column = 0; column < texts.size(); ++column) {
        auto *item = new QTableWidgetItem(texts.at(column));
        item->setToolTip(plainToolTip(texts.at(column)));
        m_table->setItem(row, column, item);
    }
}

} // namespace skep::ui
