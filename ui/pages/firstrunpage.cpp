// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/firstrunpage.h"

#include "ui/widgets/choicecard.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

FirstRunPage::FirstRunPage(QWidget *parent)
    : QWidget(parent)
    , m_connect(new ChoiceCard(
          tr("Connect to a swarm"),
          tr("One that is there already, by SSH or a docker context. Nothing changes there."), this))
    , m_servers(new ChoiceCard(tr("Use your own servers"),
                               tr("A new swarm with Consul on machines that you reach by SSH."), this))
    , m_create(new ChoiceCard(tr("Create a cluster"),
                              tr("Machines, swarm, Consul and firewall on your cloud account."), this))
    , m_tryHere(new ChoiceCard(tr("Try it on this computer"),
                               tr("A real cluster in the sandbox cloud. Nothing costs money."), this))
    , m_account(new ChoiceCard(tr("Add a cloud account"),
                               tr("A key and its secret. The secret stays in your keychain."), this))
    , m_import(new ChoiceCard(tr("Import a cluster"),
                              tr("A file that Skep has exported on another computer."), this))
{
    m_connect->setObjectName(u"CardConnect"_s);
    m_servers->setObjectName(u"CardServers"_s);
    m_create->setObjectName(u"CardCreate"_s);
    m_tryHere->setObjectName(u"CardTryHere"_s);
    m_account->setObjectName(u"CardAccount"_s);
    m_import->setObjectName(u"CardImport"_s);
    m_connect->setSign(icon(u"cluster"_s));
    m_servers->setSign(icon(u"server"_s));
    m_create->setSign(icon(u"cloud"_s));
    m_tryHere->setSign(icon(u"laptop"_s));
    m_account->setSign(icon(u"key"_s));
    m_import->setSign(icon(u"download"_s));
    auto *logo = new QLabel(this);
    logo->setPixmap(applicationIcon().pixmap(QSize(88, 88), devicePixelRatioF()));
    auto *title =
        new PlainLabel(tr("A home for your swarm"), theme::Text::Title, PlainLabel::Tone::Normal, this);
    auto *sentence = new PlainLabel(tr("Skep builds Docker Swarm clusters with Consul and shows them live. "
                                       "No account with us, no telemetry."),
                                    theme::Text::Body, PlainLabel::Tone::Muted, this);
    sentence->wrapped()->setAlignment(Qt::AlignCenter);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(2 * theme::grid);
    cards->addStretch(1);
    for (ChoiceCard *card : {m_connect, m_servers, m_tryHere, m_create, m_account, m_import}) {
        card->setFixedWidth(180); // five side by side, which is the most, in the smallest window
        cards->addWidget(card);
    }
    cards->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * theme::grid, 4 * theme::grid, 4 * theme::grid, 4 * theme::grid);
    layout->addStretch(2);
    layout->addWidget(logo, 0, Qt::AlignHCenter);
    layout->addSpacing(2 * theme::grid);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(sentence);
    layout->addSpacing(4 * theme::grid);
    layout->addLayout(cards);
    layout->addStretch(3);
    connect(m_connect, &ChoiceCard::clicked, this, &FirstRunPage::connectRequested);
    connect(m_servers, &ChoiceCard::clicked, this, &FirstRunPage::serversRequested);
    connect(m_create, &ChoiceCard::clicked, this, &FirstRunPage::newClusterRequested);
    connect(m_tryHere, &ChoiceCard::clicked, this, &FirstRunPage::tryHereRequested);
    connect(m_account, &ChoiceCard::clicked, this, &FirstRunPage::addAccountRequested);
    connect(m_import, &ChoiceCard::clicked, this, &FirstRunPage::importRequested);
    setAccounts(0, 0);
}

void FirstRunPage::setAccounts(int clouds, int sandboxes)
{
    m_create->setVisible(clouds > 0);
    m_tryHere->setVisible(sandboxes > 0);
    if (m_account->hasFocus()) // the focus goes to what is most likely wanted
        (sandboxes > 0 ? m_tryHere : clouds > 0 ? m_create : m_account)->setFocus();
    m_account->setVisible(clouds == 0); // a further one is added by the menu
}

} // namespace skep::ui
