// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/serverspage.h"

#include "core/cluster/firewallplan.h"
#include "core/ssh/sshconfig.h"
#include "ui/servers/serverprobeview.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

constexpr int visibleServers = 4;

QString asMenuText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

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
    , m_known(button(tr("From your ssh &configuration"), ButtonKind::Normal, this))
    , m_ports((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->wrapped())
    , m_nameRow(new FieldRow(tr("Name"), m_name, tr("Small letters, digits and hyphens."), this))
    , m_serversRow(new FieldRow(tr("Servers"), m_servers,
                                tr("One in each line, as ssh knows it: a name of your ssh configuration, or "
                                   "user@host. Managers first."),
                                this))
    , m_managersRow(new FieldRow(tr("Managers"), m_managers, QString(), this))
    , m_message(new MessageBar(this))
    , m_view(new ServerProbeView(m_look, this))
{
    m_name->setObjectName(u"name"_s);
    m_managers->setObjectName(u"managers"_s);
    m_lookButton->setObjectName(u"LookAtServers"_s);
    m_lookButton->setIcon(icon(u"search"_s));
    m_known->setObjectName(u"KnownServers"_s);
    m_known->setMenu(new QMenu(m_known));
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
    auto *deeds = new QHBoxLayout;
    deeds->setSpacing(theme::grid);
    deeds->addWidget(m_lookButton);
    deeds->addWidget(m_known);
    deeds->addStretch(1);
    card->body()->addLayout(deeds);
    body()->addWidget(card);
    body()->addWidget(m_message);
    body()->addWidget(m_view);
    body()->addWidget(m_ports);
    body()->addStretch(1);
    setTabOrder(m_name, m_managers);
    setTabOrder(m_managers, m_servers);
    setTabOrder(m_servers, m_lookButton);
    setTabOrder(m_lookButton, m_known);
    connect(m_name, &QLineEdit::textEdited, this, &ServersPage::edited);
    connect(m_servers, &QPlainTextEdit::textChanged, this, &ServersPage::serversEdited);
    connect(m_managers, &QComboBox::currentIndexChanged, this, &ServersPage::serversEdited);
    connect(m_lookButton, &QPushButton::clicked, this, &ServersPage::lookAt);
    connect(m_known->menu(), &QMenu::aboutToShow, this, &ServersPage::fillKnown);
    connect(m_look, &cluster::ServerLook::changed, this, &ServersPage::showLook);
    showLook();
}

// Read anew each time: whoever misses a host there writes it down and opens the menu again.
void ServersPage::fillKnown()
{
    QMenu *menu = m_known->menu();
    menu->clear();
    const auto config = ssh::SshConfig::read(ssh::SshConfig::Places::ofUser());
    const QStringList hosts = config ? config->hosts() : QStringList();
    const QStringList named = m_servers->toPlainText().split(u'\n');
    for (const QString &host : hosts) {
        QAction *entry = menu->addAction(asMenuText(host), this, [this, host] {
            const QString text = m_servers->toPlainText();
            const bool endsLine = text.isEmpty() || text.endsWith(u'\n');
            m_servers->setPlainText(text + (endsLine ? QString() : u"\n"_s) + host);
        });
        entry->setEnabled(!named.contains(host));
    }
    if (hosts.isEmpty())
        menu->addAction(config ? tr("It names no hosts") : asMenuText(config.error().message))
            ->setEnabled(false);
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
    const bool isSeen = !m_look->reports().isEmpty();
    m_view->setVisible(isSeen);
    m_ports->setVisible(isSeen);
    m_ports->setText(cluster::portsBetweenSentence(wanted()));
    m_lookButton->setEnabled(!m_look->isRunning());
    m_lookButton->setText(m_look->isRunning() ? tr("Looking…")
                              : isSeen        ? tr("&Look again")
                                              : tr("&Look at them"));
    emit edited();
}

} // namespace skep::ui
