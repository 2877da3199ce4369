// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/serviceform.h"

#include "core/docker/speccommand.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/difftable.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/formhead.h"
#include "ui/workloads/formsection.h"
#include "ui/workloads/loginchooser.h"
#include "ui/workloads/policyfields.h"
#include "ui/workloads/rowlist.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using docker::ServiceSpec;

ServiceForm::ServiceForm(cluster::Operations *operations, QWidget *parent)
    : QWidget(parent)
    , m_operations(operations)
    , m_message(new MessageBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addWidget(makeHead());
    layout->addWidget(m_message);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(2 * theme::grid);
    splitter->addWidget(makeFields());
    splitter->addWidget(makePreview());
    splitter->setSizes({580, 400});
    layout->addWidget(splitter, 1);
    connect(m_message, &MessageBar::actionTriggered, m_message, &QWidget::hide);
    setFocusProxy(m_name);
}

QWidget *ServiceForm::makeHead()
{
    auto *head = new FormHead(this);
    m_title = head->title();
    head->cancel()->setObjectName(u"CancelForm"_s);
    m_submit = head->next();
    m_submit->setObjectName(u"SubmitForm"_s);
    m_submit->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(head->cancel(), &QPushButton::clicked, this, &ServiceForm::cancelled);
    connect(m_submit, &QPushButton::clicked, this, &ServiceForm::submit);
    return head;
}

QWidget *ServiceForm::makeFields()
{
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumWidth(480);
    auto *body = new QWidget;
    body->setObjectName(u"ScrollBody"_s);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, theme::grid, 0);
    layout->setSpacing(theme::grid);
    makeBasics(layout);
    makeSections(layout);
    layout->addStretch(1);
    m_scroll->setWidget(body);
    return m_scroll;
}

void ServiceForm::addField(const QString &field, const QString &title, QWidget *control, const QString &hint,
                           QVBoxLayout *layout)
{
    m_rows[field] = new FieldRow(title, control, hint, this);
    layout->addWidget(m_rows[field]);
}

void ServiceForm::makeBasics(QVBoxLayout *layout)
{
    auto *card = new Card(this);
    card->body()->setSpacing(2 * theme::grid);
    m_image = new QLineEdit(card);
    m_image->setObjectName(u"image"_s);
    m_image->setPlaceholderText(u"nginx:1.25"_s);
    m_name = new QLineEdit(card);
    m_name->setObjectName(u"name"_s);
    m_mode = new QComboBox(card);
    m_mode->addItems({tr("Replicated"), tr("Global, one on each node")});
    m_replicas = new QSpinBox(card);
    m_replicas->setRange(0, 100'000);
    m_replicas->setObjectName(u"replicas"_s);
    addField(u"name"_s, tr("Name"), m_name, tr("Other services find it by this name."), card->body());
    addField(u"image"_s, tr("Image"), m_image,
             tr("With its registry, where it is not on Docker Hub, and a tag."), card->body());
    m_rows[u"mode"_s] = new FieldRow(tr("Mode"), m_mode, QString(), card);
    m_rows[u"replicas"_s] = new FieldRow(tr("Replicas"), m_replicas, QString(), card);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * theme::grid);
    row->addWidget(m_rows[u"mode"_s], 2);
    row->addWidget(m_rows[u"replicas"_s], 1);
    card->body()->addLayout(row);
    layout->addWidget(card);
    for (QLineEdit *edit : {m_name, m_image})
        connect(edit, &QLineEdit::textChanged, this, &ServiceForm::edited);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &ServiceForm::edited);
    connect(m_replicas, &QSpinBox::valueChanged, this, &ServiceForm::edited);
}

FormSection *ServiceForm::section(QVBoxLayout *layout, const QString &title)
{
    auto *made = new FormSection(title, this);
    layout->addWidget(made);
    return made;
}

QPlainTextEdit *ServiceForm::linesField(const QString &field, const QString &title, const QString &hint,
                                        QVBoxLayout *layout)
{
    auto *edit = new QPlainTextEdit(this);
    edit->setObjectName(field);
    edit->setProperty("well", u"field"_s);
    edit->setFont(theme::font(theme::Text::Mono));
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(72);
    addField(field, title, edit, hint, layout);
    m_lines[field] = edit;
    connect(edit, &QPlainTextEdit::textChanged, this, &ServiceForm::edited);
    return edit;
}

QLineEdit *ServiceForm::lineField(const QString &field, const QString &title, const QString &hint,
                                  QVBoxLayout *layout)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(field);
    addField(field, title, edit, hint, layout);
    m_texts[field] = edit;
    connect(edit, &QLineEdit::textChanged, this, &ServiceForm::edited);
    return edit;
}

template <typename Fields>
void ServiceForm::addPolicy(const QString &title, Fields *fields, QVBoxLayout *layout)
{
    if (!title.isEmpty())
        layout->addWidget(
            new PlainLabel(title, theme::Text::Heading, PlainLabel::Tone::Normal, fields->parentWidget()));
    layout->addWidget(fields);
    m_rows.insert(fields->rows());
    connect(fields, &Fields::changed, this, &ServiceForm::edited);
}

void ServiceForm::remember(FormSection *section, const QStringList &fields)
{
    for (const QString &field : fields)
        m_sectionOf[field] = section;
}

void ServiceForm::makeSections(QVBoxLayout *layout)
{
    makeProcess(layout);
    makePlace(layout);
    makePolicies(layout);
    for (RowList *list : {m_ports, m_mounts})
        connect(list, &RowList::changed, this, &ServiceForm::edited);
}

void ServiceForm::makeProcess(QVBoxLayout *layout)
{
    FormSection *ports = section(layout, tr("Ports and networks"));
    m_ports = new RowList(
        tr("Add a port"), [](RowList *list) { return new PortRow(list); }, ports);
    addField(u"ports"_s, tr("Published ports"), m_ports,
             tr("Published → in the container. The firewall decides who reaches them from outside."),
             ports->fields());
    linesField(u"networks"_s, tr("Networks"), tr("One name on each line."), ports->fields());
    remember(ports, {u"ports"_s, u"networks"_s});

    FormSection *process = section(layout, tr("Environment and command"));
    linesField(u"environment"_s, tr("Environment"),
               tr("NAME=value, one on each line. Everybody who may inspect the service can read it."),
               process->fields());
    linesField(u"command"_s, tr("Command"), tr("Instead of the image's entry point; one word on each line."),
               process->fields());
    linesField(u"arguments"_s, tr("Arguments"), tr("One on each line."), process->fields());
    remember(process, {u"environment"_s, u"command"_s, u"arguments"_s});
}

void ServiceForm::makePlace(QVBoxLayout *layout)
{
    FormSection *storage = section(layout, tr("Mounts, secrets and configs"));
    m_mounts = new RowList(
        tr("Add a mount"), [](RowList *list) { return new MountRow(list); }, storage);
    addField(u"mounts"_s, tr("Mounts"), m_mounts, tr("A volume stays on the node that it was made on."),
             storage->fields());
    linesField(u"secrets"_s, tr("Secrets"),
               tr("One name on each line, as NAME or NAME:file. The file is in /run/secrets."),
               storage->fields());
    linesField(u"configs"_s, tr("Configs"), tr("One name on each line, as NAME or NAME:/path/of/the/file."),
               storage->fields());
    remember(storage, {u"mounts"_s, u"secrets"_s, u"configs"_s});

    FormSection *place = section(layout, tr("Placement and resources"));
    linesField(u"constraints"_s, tr("Constraints"), tr("One on each line, such as node.role==worker."),
               place->fields());
    lineField(u"limits.cpus"_s, tr("At most so many CPUs"), tr("Such as 0.5. Empty: without a limit."),
              place->fields());
    lineField(u"limits.memory"_s, tr("At most so much memory"), tr("Such as 512M. Empty: without a limit."),
              place->fields());
    lineField(u"reservations.cpus"_s, tr("Reserved CPUs"), tr("A node must have so much left."),
              place->fields());
    lineField(u"reservations.memory"_s, tr("Reserved memory"), QString(), place->fields());
    remember(place,
             {u"constraints"_s, u"limits.cpus"_s, u"limits.memory"_s, u"reservations.cpus"_s,
              u"reservations.memory"_s});
}

void ServiceForm::makePolicies(QVBoxLayout *layout)
{
    FormSection *policy = section(layout, tr("Restart and update"));
    m_restart = new RestartFields(policy);
    m_update = new UpdateFields(u"update"_s, policy);
    m_rollback = new UpdateFields(u"rollback"_s, policy);
    addPolicy(QString(), m_restart, policy->fields());
    addPolicy(tr("An update"), m_update, policy->fields());
    addPolicy(tr("The way back from an update"), m_rollback, policy->fields());
    for (const auto &rows : {m_restart->rows(), m_update->rows(), m_rollback->rows()})
        remember(policy, rows.keys());

    FormSection *more = section(layout, tr("Labels and registry login"));
    linesField(u"labels"_s, tr("Labels of the service"), tr("NAME=value, one on each line."), more->fields());
    linesField(u"containerLabels"_s, tr("Labels of its containers"), QString(), more->fields());
    m_login = new LoginChooser(m_operations, more);
    more->fields()->addWidget(m_login);
    connect(m_login, &LoginChooser::changed, this, &ServiceForm::edited);
    connect(m_image, &QLineEdit::textChanged, m_login, &LoginChooser::setImage);
    remember(more, {u"labels"_s, u"containerLabels"_s, u"login"_s});
}

QWidget *ServiceForm::makePreview()
{
    auto *card = new Card(this);
    card->setMinimumWidth(280);
    m_views = new QTabBar(card);
    m_views->setExpanding(false);
    m_views->addTab(tr("Command"));
    m_views->addTab(tr("Spec"));
    m_views->addTab(tr("Changes"));
    m_views->setAccessibleName(tr("What the form stands for"));
    m_preview = new QPlainTextEdit(card);
    m_preview->setObjectName(u"Preview"_s);
    m_preview->setReadOnly(true);
    m_preview->setProperty("well", true);
    m_preview->setFont(theme::font(theme::Text::Mono));
    m_preview->setAccessibleName(tr("What the form stands for"));
    m_changes = new DiffTable(tr("Now"), tr("After"), card);
    m_changes->hide();
    auto *copy = button(tr("Copy"), ButtonKind::Quiet, card);
    connect(m_views, &QTabBar::currentChanged, copy, [copy](int view) { copy->setVisible(view < 2); });
    card->body()->addWidget(m_views);
    card->body()->addWidget(m_preview, 1);
    card->body()->addWidget(m_changes, 1);
    card->body()->addWidget(copy, 0, Qt::AlignRight);
    connect(m_views, &QTabBar::currentChanged, this, &ServiceForm::edited);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_preview->toPlainText()); });
    return card;
}

void ServiceForm::edited()
{
    if (m_loading)
        return;
    m_replicas->setEnabled(m_mode->currentIndex() == 0);
    const ServiceSpec now = spec();
    const bool changes = m_views->currentIndex() == 2;
    m_preview->setVisible(!changes);
    m_changes->setVisible(changes);
    if (changes && m_base)
        m_changes->setRows(docker::updateDiff(*m_base, now));
    else
        m_preview->setPlainText(m_views->currentIndex() == 1 ? docker::specText(now)
                                                             : docker::createCommand(now, m_login->isUsed()));
    showProblems(m_tried);
}

//! Before the first attempt an empty field is no mistake yet: nobody has come to it.
void ServiceForm::showProblems(bool all)
{
    for (FieldRow *row : std::as_const(m_rows))
        row->setProblem({});
    QList<docker::FieldProblem> found = problems() + clashes();
    if (spec() == m_refusedSpec)
        found.append(m_refused);
    for (const docker::FieldProblem &problem : std::as_const(found)) {
        QString field = problem.field.section(u'[', 0, 0);
        if (field.isEmpty())
            continue; // told over the form
        if (!m_rows.contains(field))
            field = field == "limits"_L1 || field == "reservations"_L1 ? field + u".memory"_s : u"image"_s;
        const bool untouched = (field == "name"_L1 && m_name->text().isEmpty())
            || (field == "image"_L1 && m_image->text().isEmpty());
        if (untouched && !all)
            continue;
        if (m_rows[field]->problem().isEmpty())
            m_rows[field]->setProblem(problem.sentence);
        if (all && m_sectionOf.contains(field))
            m_sectionOf[field]->setOpen(true);
    }
}

} // namespace skep::ui
