// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wherepage.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/catalogue.h"

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

WherePage::WherePage(WizardServices *services, Catalogue *catalogue, QWidget *parent)
    : WizardPage(tr("Where"), tr("The account that the machines belong to, and where they stand."), parent)
    , m_services(services)
    , m_catalogue(catalogue)
    , m_account(new QComboBox(this))
    , m_zone(new QComboBox(this))
    , m_add(button(tr("&Add account…"), ButtonKind::Normal, this))
    , m_accountRow(new FieldRow(tr("Account"), m_account, QString(), this))
    , m_zoneRow(new FieldRow(tr("Zone"), m_zone, QString(), this))
    , m_busy(new PlainLabel(tr("Asking the cloud what it offers…"), theme::Text::Caption,
                            PlainLabel::Tone::Muted, this))
    , m_message(new MessageBar(this))
{
    m_account->setObjectName(u"account"_s);
    m_zone->setObjectName(u"zone"_s);
    auto *card = new Card(this);
    card->body()->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
    card->body()->setSpacing(2 * theme::grid);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(m_accountRow, 1);
    auto *beside = new QVBoxLayout; // level with the combo box, whatever the hint below it is
    beside->addSpacing(fontMetrics().height() + theme::grid / 2);
    beside->addWidget(m_add);
    beside->addStretch(1);
    row->addLayout(beside);
    card->body()->addLayout(row);
    card->body()->addWidget(m_zoneRow);
    card->body()->addWidget(m_busy);
    body()->addWidget(card);
    body()->addWidget(m_message);
    body()->addStretch(1);
    m_add->setIcon(icon(u"plus"_s));
    connect(m_add, &QPushButton::clicked, this, &WherePage::addAccountRequested);
    connect(m_account, &QComboBox::currentTextChanged, this, &WherePage::chooseAccount);
    connect(m_zone, &QComboBox::currentTextChanged, m_catalogue, &Catalogue::setZone);
    connect(m_catalogue, &Catalogue::changed, this, &WherePage::fillZones);
    connect(m_catalogue, &Catalogue::failed, this, [this](const Error &error) {
        m_busy->hide();
        m_message->showError(error, tr("Try &again"));
        emit edited();
    });
    connect(m_message, &MessageBar::actionTriggered, this, &WherePage::chooseAccount);
}

void WherePage::present(const cluster::ClusterSpec &spec)
{
    m_wantedZone = spec.zone;
    reloadAccounts();
    if (const int known = m_account->findText(spec.account); known >= 0)
        m_account->setCurrentIndex(known);
}

void WherePage::reloadAccounts()
{
    const QString before = m_account->currentText();
    {
        const QSignalBlocker quiet(m_account);
        m_account->clear();
        for (const cluster::Account &account : m_services->accounts())
            m_account->addItem(account.name);
        if (const int known = m_account->findText(before); known >= 0)
            m_account->setCurrentIndex(known);
    }
    if (m_catalogue->account() != m_account->currentText() || !m_catalogue->isReady())
        chooseAccount();
}

QString WherePage::account() const
{
    return m_account->currentText();
}

void WherePage::chooseAccount()
{
    m_message->hide();
    for (const cluster::Account &account : m_services->accounts()) {
        if (account.name == m_account->currentText()) {
            m_accountRow->setHint(
                account.isSandbox
                    ? tr("The sandbox on this computer. Nothing costs money.")
                    : tr("%1, key %2").arg(account.endpoint.host(), account.apiKey.left(8) + u"…"_s));
        }
    }
    m_catalogue->load(m_account->currentText(),
                      m_zone->currentText().isEmpty() ? m_wantedZone : m_zone->currentText());
}

void WherePage::fillZones()
{
    m_busy->setVisible(m_catalogue->isLoading());
    const bool isOther = m_zones != m_catalogue->zones();
    if (isOther && !m_catalogue->zones().isEmpty()) { // until then the one of before is remembered here
        const QSignalBlocker quiet(m_zone);
        m_zones = m_catalogue->zones();
        m_zone->clear();
        m_zone->addItems(m_zones);
    }
    if (!m_catalogue->zone().isEmpty()) {
        const QSignalBlocker quiet(m_zone);
        m_zone->setCurrentText(m_catalogue->zone());
    }
    m_zone->setEnabled(!m_catalogue->zones().isEmpty());
    describeZone();
    emit edited();
}

// What the zone is, and what cannot be had in it.
void WherePage::describeZone()
{
    const cloud::Abilities &abilities = m_catalogue->abilities();
    QStringList sentences = abilities.lacks;
    if (m_catalogue->isIsolated(m_catalogue->zone()))
        sentences.prepend(tr("Here each cluster gets a network of its own behind one public address: open "
                             "inside, and from outside only SSH is let through."));
    m_zoneRow->setHint(m_catalogue->isReady() ? sentences.join(u' ') : QString());
    const bool isEmpty =
        !m_catalogue->isLoading() && m_catalogue->zones().isEmpty() && !m_catalogue->account().isEmpty();
    if (isEmpty)
        m_message->showError({ErrorCode::Config, tr("This cloud offers no zone to the account.")});
    else if (!abilities.obstacle.isEmpty())
        m_message->showError({ErrorCode::Config, abilities.obstacle});
    else
        m_message->hide();
}

void WherePage::apply(cluster::ClusterSpec *spec) const
{
    spec->account = m_account->currentText();
    spec->zone = m_zone->currentText();
    spec->isolatedNetwork = m_catalogue->isIsolated(spec->zone);
}

QStringList WherePage::fields() const
{
    return {u"account"_s, u"zone"_s};
}

void WherePage::setProblems(const QList<cluster::SpecProblem> &problems)
{
    m_accountRow->setProblem({});
    m_zoneRow->setProblem({});
    for (const cluster::SpecProblem &problem : problems) {
        if (problem.field == "account"_L1)
            m_accountRow->setProblem(problem.message);
        else if (problem.field == "zone"_L1)
            m_zoneRow->setProblem(problem.message);
    }
}

bool WherePage::isComplete() const
{
    return m_catalogue->isReady() && m_catalogue->abilities().obstacle.isEmpty();
}

void WherePage::focusFirst()
{
    m_account->setFocus();
}

} // namespace skep::ui
