// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/containerdialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/messagebar.h"
#include "ui/workloads/loginchooser.h"
#include "ui/workloads/rowlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ContainerDialog::ContainerDialog(const QList<Node> &nodes, cluster::Operations *operations, QWidget *parent)
    : QDialog(parent)
    , m_operations(operations)
    , m_node(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_image(new QLineEdit(this))
    , m_restart(new QComboBox(this))
    , m_ports(new RowList(
          tr("Add a port"), [](RowList *list) { return new PortRow(list, false); }, this))
    , m_mounts(new RowList(
          tr("Add a mount"), [](RowList *list) { return new MountRow(list); }, this))
    , m_environment(new QPlainTextEdit(this))
    , m_arguments(new QPlainTextEdit(this))
    , m_network(new QLineEdit(this))
    , m_login(new LoginChooser(operations, this))
    , m_preview(new QPlainTextEdit(this))
    , m_run(button(tr("&Run"), ButtonKind::Primary, this))
    , m_message(new MessageBar(this))
{
    setWindowTitle(tr("Run a container"));
    growToFit(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(560);
    resize(560, 720);
    for (const Node &node : nodes)
        m_node->addItem(node.name, node.machine);
    m_restart->addItems({u"no"_s, u"on-failure"_s, u"unless-stopped"_s, u"always"_s});
    m_image->setPlaceholderText(u"nginx:1.25"_s);
    m_name->setObjectName(u"ContainerName"_s);
    m_image->setObjectName(u"ContainerImage"_s);
    m_run->setObjectName(u"RunIt"_s);
    m_arguments->setObjectName(u"ContainerArguments"_s);
    for (QPlainTextEdit *edit : {m_environment, m_arguments, m_preview}) {
        edit->setProperty("well", u"field"_s);
        edit->setFont(theme::font(theme::Text::Mono));
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(64);
    }
    m_preview->setProperty("well", true);
    m_preview->setFixedHeight(80);
    m_preview->setReadOnly(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_message);
    m_scroll = new QScrollArea(this); // with all its fields it is taller than many screens
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget;
    body->setObjectName(u"ScrollBody"_s);
    auto *fields = new QVBoxLayout(body);
    fields->setContentsMargins(0, 0, theme::grid, 0);
    fields->setSpacing(2 * theme::grid);
    m_scroll->setWidget(body);
    layout->addWidget(m_scroll, 1);
    addFields(fields);
    auto *cancel = button(tr("Cancel"), ButtonKind::Normal, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_run);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &ContainerDialog::submit);
    connectFields();
    m_image->setFocus();
    edited();
}

void ContainerDialog::addFields(QVBoxLayout *layout)
{
    const auto row = [&](const QString &field, const QString &title, QWidget *control, const QString &hint) {
        return m_rows[field] = new FieldRow(title, control, hint, this);
    };
    const auto beside = [&](FieldRow *left, FieldRow *right) {
        auto *both = new QHBoxLayout;
        both->setSpacing(2 * theme::grid);
        both->addWidget(left, 1);
        both->addWidget(right, 1);
        layout->addLayout(both);
    };
    beside(row(u"node"_s, tr("Node"), m_node, QString()),
           row(u"name"_s, tr("Name"), m_name, tr("Empty: the engine makes one up.")));
    layout->addWidget(row(u"image"_s, tr("Image"), m_image, tr("It is pulled where the node has none.")));
    layout->addWidget(row(u"ports"_s, tr("Published ports"), m_ports, QString()));
    layout->addWidget(row(u"mounts"_s, tr("Mounts"), m_mounts, QString()));
    beside(row(u"environment"_s, tr("Environment"), m_environment, tr("NAME=value, one on each line.")),
           row(u"arguments"_s, tr("Arguments"), m_arguments, tr("One on each line.")));
    beside(row(u"restart"_s, tr("When it ends, restart it"), m_restart, QString()),
           row(u"network"_s, tr("Network"), m_network, tr("Empty: the engine's bridge.")));
    layout->addWidget(m_login);
    layout->addWidget(row(u"command"_s, tr("The command that this stands for"), m_preview, QString()));
}

void ContainerDialog::connectFields()
{
    for (QLineEdit *edit : {m_name, m_image, m_network})
        connect(edit, &QLineEdit::textChanged, this, &ContainerDialog::edited);
    connect(m_image, &QLineEdit::textChanged, m_login, &LoginChooser::setImage);
    for (RowList *list : {m_ports, m_mounts})
        connect(list, &RowList::changed, this, &ContainerDialog::edited);
    for (QPlainTextEdit *edit : {m_environment, m_arguments})
        connect(edit, &QPlainTextEdit::textChanged, this, &ContainerDialog::edited);
    connect(m_restart, &QComboBox::currentIndexChanged, this, &ContainerDialog::edited);
}

docker::ContainerSpec ContainerDialog::spec() const
{
    docker::ContainerSpec spec;
    spec.name = m_name->text().trimmed();
    spec.image = m_image->text().trimmed();
    spec.restart = m_restart->currentText();
    for (const PortRow *row : m_ports->rows<PortRow>())
        spec.ports.append(row->port());
    for (const MountRow *row : m_mounts->rows<MountRow>())
        spec.mounts.append(row->mount());
    for (const QString &line : m_environment->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty())
            spec.environment.append(line.trimmed());
    }
    spec.arguments = m_arguments->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    spec.network = m_network->text().trimmed();
    return spec;
}

void ContainerDialog::edited()
{
    const docker::ContainerSpec now = spec();
    m_preview->setPlainText(docker::runCommand(now));
    for (FieldRow *row : std::as_const(m_rows))
        row->setProblem({});
    for (const docker::FieldProblem &problem : docker::check(now)) {
        FieldRow *row = m_rows.value(problem.field.section(u'[', 0, 0));
        if (row && (m_tried || !now.image.isEmpty()))
            row->setProblem(problem.sentence);
    }
}

void ContainerDialog::submit()
{
    m_tried = true;
    edited();
    if (!docker::check(spec()).isEmpty())
        return;
    m_run->setEnabled(false);
    m_message->showText(
        tr("Starting it on %1; the image may have to be pulled first.").arg(m_node->currentText()),
        Card::Kind::Note);
    onResult(
        m_login->take(m_node->currentData().toString()), this, [this](const Result<cluster::Login> &login) {
            if (login)
                return start(*login);
            m_run->setEnabled(true);
            m_scroll->verticalScrollBar()->setValue(m_login->y()); // where the mistake is told
            m_message->showText(
                tr("Not started yet: the registry login needs another look. %1").arg(login.error().message),
                Card::Kind::Warning);
        });
}

void ContainerDialog::start(const cluster::Login &login)
{
    onResult(m_operations->runContainer(m_node->currentData().toString(), spec(), login), this,
             [this](const Result<QString> &id) {
                 m_run->setEnabled(true);
                 if (id)
                     accept();
                 else
                     m_message->showError(id.error());
             });
}

} // namespace skep::ui
