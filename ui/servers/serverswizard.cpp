// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/serverswizard.h"

#include "ui/servers/serverspage.h"
#include "ui/widgets/button.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/clusterdraft.h"
#include "ui/wizard/reviewpage.h"
#include "ui/wizard/wizardservices.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {
enum PageIndex { Servers, Review };
} // namespace

ServersWizard::ServersWizard(WizardServices *services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_pages(new QStackedWidget(this))
    , m_servers(new ServersPage(this))
    , m_review(new ReviewPage(services, this))
    , m_message(new MessageBar(this))
{
    setObjectName(u"ServersWizard"_s);
    setWindowTitle(tr("New cluster on your own servers"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(880, 780);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pages->addWidget(m_servers);
    m_pages->addWidget(m_review);
    layout->addWidget(m_pages, 1);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(5 * theme::grid, 0, 5 * theme::grid, theme::grid);
    bar->addWidget(m_message);
    layout->addLayout(bar);
    layout->addWidget(makeFooter());
    m_spec.name = freeName(services->takenNames());
    m_servers->present(m_spec);
    connect(m_servers, &ServersPage::edited, this, &ServersWizard::refresh);
    connect(m_review, &ReviewPage::edited, this, &ServersWizard::refresh);
    goTo(Servers);
}

QWidget *ServersWizard::makeFooter()
{
    auto *footer = new QFrame(this);
    footer->setObjectName(u"Footer"_s);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(5 * theme::grid, 2 * theme::grid, 5 * theme::grid, 2 * theme::grid);
    row->setSpacing(theme::grid);
    auto *cancel = button(tr("Close"), ButtonKind::Quiet, footer);
    m_back = button(tr("&Back"), ButtonKind::Normal, footer);
    m_next = button(tr("&Next"), ButtonKind::Primary, footer);
    m_back->setObjectName(u"ServersBack"_s);
    m_next->setObjectName(u"ServersNext"_s);
    for (QPushButton *each : {cancel, m_back, m_next})
        each->setAutoDefault(false); // Enter answers what a server asks
    row->addWidget(cancel);
    row->addStretch(1);
    row->addWidget(m_back);
    row->addWidget(m_next);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(Servers); });
    connect(m_next, &QPushButton::clicked, this, &ServersWizard::next);
    return footer;
}

void ServersWizard::showError(const Error &error)
{
    m_message->showError(error);
}

void ServersWizard::goTo(int index)
{
    m_message->hide();
    if (index == Review)
        m_review->present(m_spec);
    m_pages->setCurrentIndex(index);
    m_next->setText(index == Review ? tr("&Create") : tr("&Next"));
    refresh();
    if (index == Servers)
        m_servers->focusFirst();
}

void ServersWizard::next()
{
    if (m_pages->currentIndex() == Review) {
        emit created(m_spec, m_servers->logins());
        return;
    }
    m_servers->apply(&m_spec);
    auto problems = m_services->check(m_spec);
    if (m_services->takenNames().contains(m_spec.name))
        problems.append({u"name"_s, tr("There is a cluster with this name already.")});
    m_servers->setProblems(problems);
    if (problems.isEmpty())
        goTo(Review);
}

void ServersWizard::refresh()
{
    const bool isReview = m_pages->currentIndex() == Review;
    m_back->setVisible(isReview);
    m_next->setEnabled(isReview ? m_review->isComplete() : m_servers->isComplete());
}

} // namespace skep::ui
