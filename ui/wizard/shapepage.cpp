// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/shapepage.h"

#include "ui/discovery/exposurefields.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/catalogue.h"
#include "ui/wizard/rolepanel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

struct Preset
{
    int managers;
    int workers;
    int consul;
};
constexpr Preset presets[] = {{1, 2, 1}, {3, 1, 1}, {3, 3, 3}};
constexpr int custom = 3;

//! The numbers of Consul's combo box: servers, and whether they live on the managers.
struct ConsulChoice
{
    int servers;
    bool onManagers;
};
constexpr ConsulChoice consulChoices[] = {{1, false}, {3, false}, {1, true}, {3, true}, {0, false}};

} // namespace

ShapePage::ShapePage(WizardServices *services, Catalogue *catalogue, QWidget *parent)
    : WizardPage(tr("Shape"), tr("What the cluster is called, how large it is, and who may reach it."),
                 parent)
    , m_services(services)
    , m_catalogue(catalogue)
    , m_name(new QLineEdit(this))
    , m_presets(new QButtonGroup(this))
    , m_workers(new QSpinBox(this))
    , m_managers(new QComboBox(this))
    , m_consul(new QComboBox(this))
    , m_operators(new QLineEdit(this))
    , m_template(new QComboBox(this))
    , m_managerRole(new RolePanel(u"manager"_s, this))
    , m_workerRole(new RolePanel(u"worker"_s, this))
    , m_consulRole(new RolePanel(u"consul"_s, this))
    , m_roleTabs(new QTabBar(this))
    , m_disk(new QSpinBox(this))
    , m_keys(new QPlainTextEdit(this))
    , m_between(new QCheckBox(tr("Published ports can be reached from the other nodes"), this))
    , m_exposures(new ExposureFields(this))
    , m_fold(button(tr("&More options"), ButtonKind::Quiet, this))
    , m_quorum((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Muted, this))->wrapped())
    , m_closed((new PlainLabel(tr("The cluster's machines reach one another at every port, since nothing is "
                                  "filtered inside their network. To others only SSH is opened: this zone "
                                  "leads nothing else through the network's one address."),
                               theme::Text::Body, PlainLabel::Tone::Muted, this))
                   ->wrapped())
{
    m_name->setObjectName(u"name"_s);
    m_operators->setObjectName(u"operatorCidrs"_s);
    auto *card = new Card(this);
    card->body()->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    card->body()->setSpacing(2 * theme::grid);
    m_rows[u"name"_s] = new FieldRow(
        tr("Name"), m_name, tr("Small letters, digits and hyphens. Machines are named after it."), card);
    card->body()->addWidget(m_rows[u"name"_s]);
    card->body()->addWidget(new PlainLabel(tr("Size"), theme::Text::Strong, PlainLabel::Tone::Normal, card));
    card->body()->addWidget(makePresets());
    card->body()->addWidget(makeCounts());
    card->body()->addWidget(m_quorum);
    m_rows[u"operatorCidrs"_s] = new FieldRow(tr("SSH reachable from"), m_operators, QString(), card);
    card->body()->addWidget(m_rows[u"operatorCidrs"_s]);
    body()->addWidget(card);
    m_fold->setCheckable(true);
    m_fold->setObjectName(u"MoreOptions"_s);
    m_fold->setIcon(icon(u"settings"_s));
    body()->addWidget(m_fold, 0, Qt::AlignLeft);
    body()->addWidget(makeMore());
    body()->addStretch(1);
    connect(m_fold, &QPushButton::toggled, this, &ShapePage::openMore);
    connect(m_name, &QLineEdit::textEdited, this, &ShapePage::edited);
    connect(m_operators, &QLineEdit::textEdited, this, &ShapePage::edited);
    connect(m_exposures, &ExposureFields::edited, this, &ShapePage::edited);
    connect(m_catalogue, &Catalogue::changed, this, &ShapePage::fillCatalogue);
}

QWidget *ShapePage::makePresets()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    const std::pair<QString, QString> texts[] = {
        {tr("Dev"), tr("1 manager, 2 workers, Consul. To try things.")},
        {tr("Small"), tr("3 managers, 1 worker, Consul. Survives a lost manager.")},
        {tr("High availability"), tr("3 managers, 3 workers, 3 Consul servers.")},
        {tr("Custom"), tr("Choose the numbers yourself.")},
    };
    for (int i = 0; i < 4; ++i) {
        auto *choice = new ChoiceCard(texts[i].first, texts[i].second, holder);
        choice->setCheckable(true);
        choice->setObjectName(u"preset%1"_s.arg(i));
        m_presets->addButton(choice, i);
        row->addWidget(choice, 1);
    }
    m_presets->setExclusive(true);
    connect(m_presets, &QButtonGroup::idClicked, this, &ShapePage::choosePreset);
    return holder;
}

Card *ShapePage::makeCounts()
{
    m_counts = new Card(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * theme::grid);
    for (const int count : {1, 3, 5})
        m_managers->addItem(QString::number(count), count);
    m_workers->setRange(0, 200);
    m_consul->addItems({tr("1 server, own machine"), tr("3 servers, own machines"),
                        tr("1 server on a manager"), tr("3 servers on the managers"), tr("No Consul")});
    m_rows[u"managers"_s] = new FieldRow(tr("Managers"), m_managers, QString(), m_counts);
    m_rows[u"workers"_s] = new FieldRow(tr("Workers"), m_workers, QString(), m_counts);
    m_rows[u"consulServers"_s] = new FieldRow(tr("Consul"), m_consul, QString(), m_counts);
    row->addWidget(m_rows[u"managers"_s], 1);
    row->addWidget(m_rows[u"workers"_s], 1);
    row->addWidget(m_rows[u"consulServers"_s], 2);
    m_counts->body()->addLayout(row);
    connect(m_managers, &QComboBox::activated, this, &ShapePage::countsChanged);
    connect(m_workers, &QSpinBox::valueChanged, this, &ShapePage::countsChanged);
    connect(m_consul, &QComboBox::activated, this, &ShapePage::countsChanged);
    return m_counts;
}

Card *ShapePage::makeMore()
{
    m_more = new Card(this);
    m_more->body()->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    auto *grid = new QGridLayout;
    grid->setSpacing(2 * theme::grid);
    m_disk->setRange(10, 51200);
    m_disk->setSuffix(tr(" GiB"));
    m_keys->setProperty("well", u"field"_s);
    m_keys->setMaximumHeight(72);
    m_keys->setFont(theme::font(theme::Text::Mono));
    m_keys->setTabChangesFocus(true);
    const auto add = [&](const QString &field, const QString &title, QWidget *control, const QString &hint,
                         int row, int column, int span = 1) {
        m_rows[field] = new FieldRow(title, control, hint, m_more);
        grid->addWidget(m_rows[field], row, column, 1, span);
    };
    add(u"templateName"_s, tr("Template"), m_template,
        tr("An engine is installed where the template has none."), 0, 0);
    add(u"diskGiB"_s, tr("Disk of each machine"), m_disk, QString(), 0, 1);
    add(u"servicesBetweenNodes"_s, tr("Services between nodes"), m_between, QString(), 1, 0, 2);
    add(u"sshPublicKeys"_s, tr("Your public SSH keys"), m_keys,
        tr("One on each line; they may log in to every machine. Skep has a key of its own."), 2, 0, 2);
    grid->addWidget(makeRoles(), 3, 0, 1, 2);
    add(u"exposures"_s, tr("Open to others"), m_exposures,
        tr("Address ranges, or names of firewall groups. The cluster's own machines need none of it."), 4, 0,
        2);
    grid->addWidget(m_closed, 5, 0, 1, 2);
    m_closed->hide();
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    m_more->body()->addLayout(grid);
    connect(m_template, &QComboBox::activated, this,
            [this] { m_wantedTemplate = m_template->currentText(); });
    m_more->hide();
    return m_more;
}

QWidget *ShapePage::makeRoles()
{
    auto *holder = new QWidget(m_more);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * theme::grid);
    m_roleTabs->setExpanding(false);
    m_roleTabs->setObjectName(u"Roles"_s);
    m_roleTabs->setAccessibleName(tr("Machines of a role"));
    layout->addWidget(m_roleTabs);
    layout->addWidget(hairline(holder));
    const std::pair<RolePanel *, QString> panels[] = {
        {m_managerRole, tr("Managers")}, {m_workerRole, tr("Workers")}, {m_consulRole, tr("Consul servers")}};
    for (const auto &[panel, title] : panels) {
        m_roleTabs->addTab(title);
        layout->addWidget(panel);
        m_rows.insert(panel->rows());
    }
    connect(m_roleTabs, &QTabBar::currentChanged, this, &ShapePage::showRole);
    showRole(0);
    return holder;
}

void ShapePage::showRole(int index)
{
    RolePanel *const panels[] = {m_managerRole, m_workerRole, m_consulRole};
    for (int i = 0; i < int(std::size(panels)); ++i)
        panels[i]->setVisible(i == index);
}

void ShapePage::openMore(bool open)
{
    m_more->setVisible(open);
    m_fold->setText(open ? tr("&Fewer options") : tr("&More options"));
}

void ShapePage::present(const cluster::ClusterSpec &spec)
{
    m_wantedTemplate = spec.templateName;
    m_name->setText(spec.name);
    m_operators->setText(spec.operatorCidrs.join(u", "_s));
    m_disk->setValue(spec.diskGiB);
    m_keys->setPlainText(spec.sshPublicKeys.join(u'\n'));
    m_between->setChecked(spec.servicesBetweenNodes);
    m_managerRole->present(spec.managerType, spec.managerOptions);
    m_workerRole->present(spec.workerType, spec.workerOptions);
    m_consulRole->present(spec.consulType, spec.consulOptions);
    m_exposures->setExposures(spec.exposures);
    const QSignalBlocker quiet(m_workers);
    m_managers->setCurrentIndex(std::max(0, m_managers->findData(spec.managers)));
    m_workers->setValue(spec.workers);
    for (int i = 0; i < int(std::size(consulChoices)); ++i) {
        if (consulChoices[i].servers == spec.consulServers
            && consulChoices[i].onManagers == spec.consulOnManagers)
            m_consul->setCurrentIndex(i);
    }
    const int preset = presetOf(spec.managers, spec.workers, spec.consulServers, spec.consulOnManagers);
    m_presets->button(preset)->setChecked(true);
    m_counts->setVisible(preset == custom);
    fillCatalogue();
    describe();
}

void ShapePage::setAccount(const QString &name)
{
    for (const cluster::Account &account : m_services->accounts()) {
        if (account.name != name)
            continue;
        if (m_operators->text().isEmpty() || m_operators->text() == m_accountRange)
            m_operators->setText(account.operatorCidr);
        m_accountRange = account.operatorCidr;
        m_rows[u"operatorCidrs"_s]->setHint(
            account.operatorCidr.isEmpty()
                ? tr("Your own address, such as 203.0.113.7/32. SSH is open to this range only.")
                : tr("Comes with the account. SSH is open to this range only."));
    }
}

void ShapePage::choosePreset(int preset)
{
    m_counts->setVisible(preset == custom);
    if (preset != custom) {
        const QSignalBlocker quiet(m_workers);
        m_managers->setCurrentIndex(m_managers->findData(presets[preset].managers));
        m_workers->setValue(presets[preset].workers);
        m_consul->setCurrentIndex(presets[preset].consul == 3 ? 1 : 0);
    }
    describe();
    emit edited();
}

void ShapePage::countsChanged()
{
    describe();
    emit edited();
}

int ShapePage::presetOf(int managers, int workers, int consul, bool onManagers) const
{
    for (int i = 0; i < custom && !onManagers; ++i) {
        if (presets[i].managers == managers && presets[i].workers == workers && presets[i].consul == consul)
            return i;
    }
    return custom;
}

//! How much the shape can lose, in one sentence.
void ShapePage::describe()
{
    cluster::ClusterSpec spec;
    apply(&spec);
    const int machines = spec.managers + spec.workers + (spec.consulOnManagers ? 0 : spec.consulServers);
    const int lose = (spec.managers - 1) / 2;
    QStringList sentences{tr("%n machine(s).", nullptr, machines)};
    sentences << (lose == 0
                      ? tr("1 manager: it can lose 0. When it is gone, the cluster cannot be changed.")
                      : tr("%1 managers: the cluster can lose %2 of them.").arg(spec.managers).arg(lose));
    if (spec.consulServers > 0)
        sentences
            << tr("Consul can lose %1 of %2.").arg((spec.consulServers - 1) / 2).arg(spec.consulServers);
    m_quorum->setText(sentences.join(u' '));
}

//! Only what the zone can do is shown; what was typed for another one comes back with that one.
void ShapePage::fillCatalogue()
{
    if (m_catalogue->types().isEmpty())
        return;
    for (RolePanel *panel : {m_managerRole, m_workerRole, m_consulRole})
        panel->fill(*m_catalogue);
    fillTemplates();
    m_isIsolated = m_catalogue->isIsolated(m_catalogue->zone());
    m_rows[u"servicesBetweenNodes"_s]->setVisible(!m_isIsolated);
    m_rows[u"exposures"_s]->setVisible(!m_isIsolated);
    m_closed->setVisible(m_isIsolated);
}

void ShapePage::fillTemplates()
{
    m_template->clear();
    for (const cloud::MachineTemplate &item : m_catalogue->templates())
        m_template->addItem(item.name);
    int known = m_template->findText(m_wantedTemplate);
    // an engine that is there needs no installing
    for (const auto &pattern : {u"*Debian 12*Docker*"_s, u"*docker*"_s, u"*Debian 12*"_s, u"*Debian 11*"_s,
                                u"*Ubuntu 24.04*"_s, u"*Ubuntu 22.04*"_s, u"*Ubuntu*"_s}) {
        if (known < 0)
            known = m_template->findText(pattern, Qt::MatchWildcard);
    }
    m_template->setCurrentIndex(std::max(0, known));
}

void ShapePage::apply(cluster::ClusterSpec *spec) const
{
    spec->name = m_name->text().trimmed();
    spec->managers = m_managers->currentData().toInt();
    spec->workers = m_workers->value();
    const ConsulChoice consul = consulChoices[size_t(std::max(0, m_consul->currentIndex()))];
    spec->consulServers = consul.servers;
    spec->consulOnManagers = consul.onManagers;
    static const QRegularExpression separators(u"[,;\\s]+"_s);
    spec->operatorCidrs = m_operators->text().split(separators, Qt::SkipEmptyParts);
    spec->templateName = m_template->count() > 0 ? m_template->currentText() : m_wantedTemplate;
    spec->managerType = m_managerRole->type();
    spec->workerType = m_workerRole->type();
    spec->consulType = m_consulRole->type();
    spec->managerOptions = m_managerRole->options();
    spec->workerOptions = m_workerRole->options();
    spec->consulOptions = m_consulRole->options();
    spec->diskGiB = m_disk->value();
    spec->servicesBetweenNodes = m_between->isChecked() && !m_isIsolated;
    spec->exposures = m_isIsolated ? QList<cluster::Exposure>() : m_exposures->exposures();
    if (spec->consulServers == 0)
        spec->exposures.removeIf([](const auto &each) { return cluster::isOfConsul(each.port); });
    spec->sshPublicKeys.clear();
    for (const QString &line : m_keys->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty())
            spec->sshPublicKeys << line.trimmed();
    }
}

QStringList ShapePage::fields() const
{
    return m_rows.keys();
}

void ShapePage::setProblems(const QList<cluster::SpecProblem> &problems)
{
    for (FieldRow *row : std::as_const(m_rows))
        row->setProblem({});
    for (const cluster::SpecProblem &problem : problems) {
        FieldRow *row = m_rows.value(problem.field);
        if (!row)
            continue;
        row->setProblem(problem.message);
        if (m_more->isAncestorOf(row))
            m_fold->setChecked(true);
        for (RolePanel *panel : {m_managerRole, m_workerRole, m_consulRole}) {
            if (panel->isAncestorOf(row))
                m_roleTabs->setCurrentIndex(panel == m_managerRole ? 0 : panel == m_workerRole ? 1 : 2);
        }
        if (m_counts->isAncestorOf(row))
            m_counts->show();
    }
}

void ShapePage::focusFirst()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace skep::ui
