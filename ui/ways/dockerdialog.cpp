// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ways/dockerdialog.h"

#include "ui/ways/keychoice.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::ui {

namespace {

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
}

QWidget *itemRow(const cluster::AccessItem &item, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    const auto tone = item.isDone ? PlainLabel::Tone::Faint : PlainLabel::Tone::Normal;
    auto *sign = new PlainLabel(item.isDone ? u"✓"_s : u"+"_s, theme::Text::Strong, tone, row);
    sign->setFixedWidth(16);
    sign->setAccessibleName(item.isDone ? DockerDialog::tr("There already")
                                        : DockerDialog::tr("To be written"));
    layout->addWidget(sign, 0, Qt::AlignTop);
    layout->addWidget((new PlainLabel(item.what, theme::Text::Body, tone, row))->wrapped(), 1);
    return row;
}

} // namespace

DockerDialog::DockerDialog(cluster::Cluster *cluster, const local::Places &places, QWidget *parent)
    : FormDialog(
        {tr("Use %1 with docker").arg(cluster->name()),
         tr("The docker client of any shell on this computer then reaches the cluster, with your own "
            "SSH key and without Skep."),
         tr("&Write these"), tr("Writing…"), true},
        parent)
    , m_cluster(cluster)
    , m_access(new cluster::ShellAccess(cluster, places, this))
    , m_pause(new QTimer(this))
    , m_name(new QLineEdit(cluster->name(), this))
    , m_choice(new KeyChoice(places.ssh, this))
    , m_nameRow(new FieldRow(tr("Name of the docker context"), m_name, {}, this))
    , m_choiceRow(new FieldRow(tr("Your key"), m_choice, {}, this))
    , m_items(new QVBoxLayout)
    , m_contexts(new QVBoxLayout)
{
    m_name->setObjectName(u"ContextName"_s);
    m_items->setSpacing(theme::grid / 2);
    m_contexts->setSpacing(theme::grid / 2);
    form()->addWidget(m_nameRow);
    form()->addWidget(m_choiceRow);
    form()->addWidget(
        new PlainLabel(tr("What will be written"), theme::Text::Strong, PlainLabel::Tone::Normal, this));
    form()->addLayout(m_items);
    form()->addLayout(m_contexts);
    form()->addStretch(1);
    m_pause->setSingleShot(true);
    m_pause->setInterval(200ms);
    connect(m_pause, &QTimer::timeout, this, [this] {
        message()->hide();
        look();
    });
    connect(m_name, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_choice, &KeyChoice::changed, m_pause, qOverload<>(&QTimer::start));
    connect(m_choice, &KeyChoice::refused, this, &DockerDialog::showRefusal);
    deed()->setEnabled(false);
    m_name->setFocus();
    m_pause->start();
    showContexts();
}

void DockerDialog::look()
{
    m_nameRow->setHint(tr("For commands such as: docker --context %1 node ls").arg(m_name->text().trimmed()));
    m_choiceRow->setHint(
        m_choice->isTriedBySsh() || m_choice->line().isEmpty()
            ? QString()
            : tr("ssh offers this key only if your agent holds it or ~/.ssh/config names it."));
    m_nameRow->setProblem({});
    m_choiceRow->setProblem({});
    const int asked = ++m_asked;
    const QString context = m_name->text().trimmed();
    if (const auto good = local::checkContextName(context); !good) {
        m_nameRow->setProblem(good.error().message);
        return showItems({});
    }
    if (m_choice->line().isEmpty())
        return showItems({});
    onResult(m_access->itemsToAdd(context, m_choice->line()), this,
             [this, asked](const Result<QList<cluster::AccessItem>> &items) {
                 if (asked != m_asked)
                     return;
                 showItems(items ? *items : QList<cluster::AccessItem>());
                 if (!items)
                     showRefusal(items.error());
             });
}

void DockerDialog::showItems(const QList<cluster::AccessItem> &items)
{
    clear(m_items);
    for (const auto &item : items)
        m_items->addWidget(itemRow(item, this));
    if (items.isEmpty())
        m_items->addWidget(
            new PlainLabel(tr("Nothing yet."), theme::Text::Body, PlainLabel::Tone::Faint, this));
    deed()->setEnabled(
        std::any_of(items.begin(), items.end(), [](const auto &item) { return !item.isDone; }));
}

void DockerDialog::showRefusal(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Config:
        m_choiceRow->setProblem(error.message);
        break;
    default:
        message()->showError(error);
    }
}

void DockerDialog::showContexts()
{
    onResult(m_access->contexts(), this, [this](const Result<QList<local::DockerContext>> &contexts) {
        clear(m_contexts);
        if (!contexts || contexts->isEmpty())
            return;
        m_contexts->addWidget(
            new PlainLabel(tr("Made by Skep"), theme::Text::Strong, PlainLabel::Tone::Normal, this));
        for (const auto &context : *contexts) {
            auto *row = new QWidget(this);
            auto *layout = new QHBoxLayout(row);
            layout->setContentsMargins(0, 0, 0, 0);
            layout->addWidget((new PlainLabel(u"%1 – %2"_s.arg(context.name, context.host), theme::Text::Body,
                                              PlainLabel::Tone::Normal, row))
                                  ->elided(),
                              1);
            auto *away = button(tr("Remove…"), ButtonKind::Quiet, row);
            away->setObjectName(u"RemoveContext"_s);
            away->setAccessibleName(tr("Remove the context %1").arg(context.name));
            layout->addWidget(away);
            connect(away, &QPushButton::clicked, this, [this, name = context.name] { askToRemove(name); });
            m_contexts->addWidget(row);
        }
    });
}

void DockerDialog::submit()
{
    setBusy(true);
    const QString context = m_name->text().trimmed();
    onResult(m_access->add(context, m_choice->line()), this, [this, context](const Result<> &written) {
        setBusy(false);
        look();
        showContexts();
        if (!written)
            return message()->showError(written.error());
        message()->showText(tr("Ready. Try it in a shell: docker --context %1 node ls").arg(context),
                            Card::Kind::Note);
    });
}

void DockerDialog::askToRemove(const QString &context)
{
    message()->hide();
    onResult(m_access->itemsToRemove(context), this,
             [this, context](const Result<QList<cluster::AccessItem>> &items) {
                 if (!items)
                     return message()->showError(items.error());
                 QStringList sentences;
                 for (const auto &item : *items)
                     sentences.append(item.what);
                 auto *dialog =
                     new ConfirmDialog({tr("Remove a docker context"), tr("Take all of it away again?"),
                                        sentences.join(u'\n'), tr("&Remove"), true},
                                       this);
                 connect(dialog, &QDialog::accepted, this, [this, context] { remove(context); });
                 dialog->open();
             });
}

void DockerDialog::remove(const QString &context)
{
    setBusy(true);
    onResult(m_access->remove(context), this, [this](const Result<> &gone) {
        setBusy(false);
        look();
        showContexts();
        if (!gone)
            return message()->showError(gone.error());
        message()->showText(tr("All of it is gone again."), Card::Kind::Note);
    });
}

} // namespace skep::ui
