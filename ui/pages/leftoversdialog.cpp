// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/leftoversdialog.h"

#include "core/cluster/workspace.h"
#include "ui/pages/destroydialog.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

using cluster::Leftover;

QString shownName(const Leftover &leftover)
{
    return leftover.clusterName.isEmpty() ? leftover.clusterId : leftover.clusterName;
}

// They come by cluster.
QList<QList<Leftover>> byCluster(const QList<Leftover> &leftovers)
{
    QList<QList<Leftover>> groups;
    for (const Leftover &each : leftovers) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const QList<Leftover> &group) {
            return group.first().clusterId == each.clusterId;
        });
        if (same == groups.end())
            groups.append({each});
        else
            same->append(each);
    }
    return groups;
}

int machinesIn(const QList<Leftover> &leftovers)
{
    return int(std::count_if(leftovers.begin(), leftovers.end(),
                             [](const Leftover &each) { return each.kind == Leftover::Kind::Machine; }));
}

QString whatOf(const Leftover &leftover)
{
    const QString kind = cluster::kindName(leftover.kind);
    return kind.left(1).toUpper() + kind.mid(1);
}

} // namespace

LeftoversDialog::LeftoversDialog(Services services, QWidget *parent)
    : QDialog(parent)
    , m_services(std::move(services))
    , m_account(new QComboBox(this))
    , m_summary((new PlainLabel(QString(), theme::Text::Body, PlainLabel::Tone::Normal, this))->wrapped())
    , m_list(new QScrollArea(this))
    , m_message(new MessageBar(this))
    , m_again(button(tr("&Look again"), ButtonKind::Normal, this))
{
    setWindowTitle(tr("Find leftovers"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 520);
    m_account->setObjectName(u"LeftoversAccount"_s);
    m_account->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // whatever a name is
    m_account->addItems(m_services.accounts);
    m_list->setObjectName(u"Leftovers"_s);
    m_list->setAccessibleName(tr("Leftovers"));
    m_list->setWidgetResizable(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_again->setObjectName(u"LookAgain"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(
        (new PlainLabel(tr("All that an account has with Skep's label on it and that belongs to no "
                           "cluster on this computer. It may belong to one on another computer."),
                        theme::Text::Body, PlainLabel::Tone::Muted, this))
            ->wrapped());
    layout->addWidget(new FieldRow(tr("Account"), m_account, {}, this));
    layout->addWidget(m_message);
    layout->addWidget(m_summary);
    layout->addWidget(m_list, 1);
    auto *close = button(tr("&Close"), ButtonKind::Primary, this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_again, &QPushButton::clicked, this, &LeftoversDialog::look);
    connect(m_account, &QComboBox::currentIndexChanged, this, &LeftoversDialog::look);
    look();
}

void LeftoversDialog::look()
{
    m_looking.cancel();
    m_message->hide();
    delete m_list->takeWidget();
    m_again->setEnabled(m_account->count() > 0);
    if (m_account->count() == 0)
        return m_summary->setText(tr("There is no account yet. Add one first."));
    m_again->setEnabled(false);
    m_summary->setText(tr("Looking in every zone of the account …"));
    m_looking = m_services.find(m_account->currentText());
    onResult(m_looking, this, [this](const Result<QList<Leftover>> &found) {
        if (!found && found.error().code == ErrorCode::Cancelled)
            return; // another account is looked at
        m_again->setEnabled(true);
        if (found)
            return present(*found);
        m_summary->setText(tr("What the account has is not known."));
        m_message->showError(found.error());
    });
}

void LeftoversDialog::present(const QList<Leftover> &leftovers)
{
    if (leftovers.isEmpty())
        return m_summary->setText(tr("Nothing is left over in this account."));
    const int machines = machinesIn(leftovers);
    m_summary->setText(machines > 0 ? tr("%n machine(s) left over, which cost money until they are deleted.",
                                         nullptr, machines)
                                    : tr("No machines are left over, but firewall groups or keys."));
    auto *rows = new QWidget;
    rows->setObjectName(u"ScrollBody"_s);
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    const auto groups = byCluster(leftovers);
    for (const auto &group : groups)
        layout->addWidget(makeCard(group));
    layout->addStretch(1);
    m_list->setWidget(rows);
}

QWidget *LeftoversDialog::makeCard(const QList<Leftover> &ofCluster)
{
    auto *card = new Card(this);
    const QString id = ofCluster.first().clusterId;
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(
        (new PlainLabel(shownName(ofCluster.first()), theme::Text::Heading, PlainLabel::Tone::Normal, card))
            ->elided());
    words->addWidget(
        (new PlainLabel(tr("Label %1").arg(id), theme::Text::Caption, PlainLabel::Tone::Muted, card))
            ->elided());
    auto *adopt = button(tr("Adopt"), ButtonKind::Normal, card);
    adopt->setObjectName(u"Adopt"_s);
    adopt->setAccessibleName(tr("Adopt %1").arg(shownName(ofCluster.first())));
    auto *remove = button(tr("Delete…"), ButtonKind::Danger, card);
    remove->setObjectName(u"DeleteLeftovers"_s);
    remove->setAccessibleName(tr("Delete %1").arg(shownName(ofCluster.first())));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::grid);
    head->addLayout(words, 1);
    head->addWidget(adopt, 0, Qt::AlignTop);
    head->addWidget(remove, 0, Qt::AlignTop);
    card->body()->addLayout(head);
    auto *table = new QGridLayout;
    table->setHorizontalSpacing(2 * theme::grid);
    table->setColumnStretch(1, 1);
    const auto add = [&](const QString &text, int row, int column, PlainLabel::Tone tone) {
        table->addWidget((new PlainLabel(text, theme::Text::Body, tone, card))->elided(), row, column);
    };
    for (int i = 0; i < ofCluster.size(); ++i) {
        const Leftover &each = ofCluster.at(i);
        add(whatOf(each), i, 0, PlainLabel::Tone::Muted);
        add(each.name, i, 1, PlainLabel::Tone::Normal);
        add(each.zone, i, 2, PlainLabel::Tone::Muted);
        if (each.createdAt.isValid())
            add(ageText(each.createdAt, QDateTime::currentDateTime()), i, 3, PlainLabel::Tone::Muted);
    }
    card->body()->addLayout(table);
    connect(adopt, &QPushButton::clicked, this, [this, id] { this->adopt(id, false); });
    connect(remove, &QPushButton::clicked, this, [this, ofCluster] { askToDelete(ofCluster); });
    return card;
}

void LeftoversDialog::askToDelete(const QList<Leftover> &ofCluster)
{
    auto *dialog = new DestroyDialog(shownName(ofCluster.first()), machinesIn(ofCluster), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, ofCluster] { adopt(ofCluster.first().clusterId, true); });
    dialog->open();
}

void LeftoversDialog::adopt(const QString &clusterId, bool toDestroy)
{
    m_message->hide();
    m_list->setEnabled(false);
    onResult(m_services.adopt(m_account->currentText(), clusterId, toDestroy), this,
             [this, toDestroy](const Result<> &done) {
                 m_list->setEnabled(true);
                 if (!done)
                     return m_message->showError(done.error());
                 if (toDestroy) // its window shows how that goes, and the receipt
                     return accept();
                 m_message->showText(
                     tr("It is in the list of clusters now. Destroy it there when it is not needed."),
                     Card::Kind::Note);
                 look();
             });
}

LeftoversDialog::Services leftoverServices(cluster::Workspace *workspace,
                                           const std::function<void(cluster::Cluster *)> &show)
{
    LeftoversDialog::Services services;
    const auto accounts = workspace->accounts();
    for (const auto &account : accounts)
        services.accounts.append(account.name);
    services.find = [workspace](const QString &account) {
        return cluster::findLeftovers(workspace, account);
    };
    services.adopt = [=](const QString &account, const QString &clusterId, bool toDestroy) {
        return andThen(workspace->adopt(account, clusterId), workspace, [=](cluster::Cluster *adopted) {
            if (toDestroy) {
                show(adopted);
                adopted->destroy();
            }
            return ready<>({});
        });
    };
    return services;
}

} // namespace skep::ui
