// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard.h"

#include "ui/discovery/everybody.h"
#include "ui/widgets/button.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/wizard/catalogue.h"
#include "ui/wizard/clusterdraft.h"
#include "ui/wizard/reviewpage.h"
#include "ui/wizard/shapepage.h"
#include "ui/wizard/stepper.h"
#include "ui/wizard/wherepage.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {
enum PageIndex { Where, Shape, Review };
} // namespace

Wizard::Wizard(WizardServices *services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_catalogue(new Catalogue(services, this))
    , m_stepper(new Stepper({tr("Where"), tr("Shape"), tr("Review")}, this))
    , m_pages(new QStackedWidget(this))
    , m_where(new WherePage(services, m_catalogue, this))
    , m_shape(new ShapePage(services, m_catalogue, this))
    , m_review(new ReviewPage(services, this))
    , m_message(new MessageBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(5 * theme::grid, 3 * theme::grid, 5 * theme::grid, 0);
    head->addWidget(m_stepper);
    head->addStretch(1);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(5 * theme::grid, 0, 5 * theme::grid, theme::grid);
    bar->addWidget(m_message);
    layout->addLayout(bar);
    layout->addWidget(makeFooter());
    for (WizardPage *each : {static_cast<WizardPage *>(m_where), static_cast<WizardPage *>(m_shape),
                             static_cast<WizardPage *>(m_review)}) {
        m_pages->addWidget(each);
        connect(each, &WizardPage::edited, this, &Wizard::refresh);
    }
    connect(m_where, &WherePage::addAccountRequested, this, &Wizard::addAccountRequested);
    connect(m_message, &MessageBar::actionTriggered, this, &Wizard::next);
}

QWidget *Wizard::makeFooter()
{
    auto *footer = new QFrame(this);
    footer->setObjectName(u"Footer"_s);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(5 * theme::grid, 2 * theme::grid, 5 * theme::grid, 2 * theme::grid);
    row->setSpacing(theme::grid);
    m_cancel = button(tr("Close"), ButtonKind::Quiet, footer);
    m_back = button(tr("&Back"), ButtonKind::Normal, footer);
    m_next = button(tr("&Next"), ButtonKind::Primary, footer);
    m_cancel->setObjectName(u"WizardCancel"_s);
    m_back->setObjectName(u"WizardBack"_s);
    m_next->setObjectName(u"WizardNext"_s);
    m_cancel->setToolTip(tr("What was filled in is kept for the next time."));
    row->addWidget(m_cancel);
    row->addStretch(1);
    row->addWidget(m_back);
    row->addWidget(m_next);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        collect();
        emit cancelled();
    });
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(m_pages->currentIndex() - 1); });
    connect(m_next, &QPushButton::clicked, this, &Wizard::next);
    return footer;
}

void Wizard::begin()
{
    m_spec = loadDraft(QSettings());
    const QStringList taken = m_services->takenNames();
    if (m_spec.name.isEmpty() || taken.contains(m_spec.name))
        m_spec.name = freeName(taken);
    m_where->present(m_spec);
    m_shape->present(m_spec);
    goTo(Where);
}

void Wizard::reloadAccounts()
{
    m_where->reloadAccounts();
}

void Wizard::showError(const Error &error)
{
    m_message->showError(error);
}

WizardPage *Wizard::page() const
{
    return static_cast<WizardPage *>(m_pages->currentWidget());
}

void Wizard::goTo(int index)
{
    ++m_checks;
    setBusy(false);
    m_message->hide();
    if (index == Shape)
        m_shape->setAccount(m_where->account());
    if (index == Review)
        m_review->present(m_spec);
    m_pages->setCurrentIndex(index);
    m_stepper->setCurrent(index);
    m_next->setText(index == Review ? tr("&Create") : tr("&Next"));
    refresh();
    page()->focusFirst();
}

void Wizard::collect()
{
    m_where->apply(&m_spec);
    m_shape->apply(&m_spec);
    QSettings settings;
    saveDraft(settings, m_spec);
}

void Wizard::next()
{
    if (m_busy || !page()->isComplete())
        return;
    m_message->hide();
    collect();
    switch (m_pages->currentIndex()) {
    case Where:
        m_where->setProblems({});
        return goTo(Shape);
    case Shape:
        return leaveShape();
    case Review:
        return askForEverybody(cluster::openToEverybody(m_spec), this, [this] { emit created(m_spec); });
    default:
        return;
    }
}

//! What can be wrong is said before the review: first without asking anybody, then by the cloud.
void Wizard::leaveShape()
{
    QList<cluster::SpecProblem> problems = m_services->check(m_spec);
    if (m_services->takenNames().contains(m_spec.name))
        problems.append({u"name"_s, tr("There is a cluster with this name already.")});
    takeProblems(problems);
    if (!problems.isEmpty())
        return;
    setBusy(true);
    const int round = ++m_checks;
    onResult(m_services->checkWithCloud(m_spec), this,
             [this, round](const Result<QList<cluster::SpecProblem>> &found) {
                 if (round != m_checks)
                     return;
                 setBusy(false);
                 if (!found)
                     return m_message->showError(found.error(), tr("Try &again"));
                 takeProblems(*found);
                 if (found->isEmpty())
                     goTo(Review);
             });
}

void Wizard::takeProblems(const QList<cluster::SpecProblem> &problems)
{
    m_where->setProblems(problems);
    m_shape->setProblems(problems);
    bool here = problems.isEmpty();
    QStringList homeless;
    for (const cluster::SpecProblem &problem : problems) {
        here = here || m_shape->fields().contains(problem.field);
        if (!m_shape->fields().contains(problem.field) && !m_where->fields().contains(problem.field))
            homeless << problem.message;
    }
    if (!homeless.isEmpty())
        m_message->showError({ErrorCode::Config, homeless.join(u' ')});
    else if (!here)
        goTo(Where);
}

void Wizard::setBusy(bool busy)
{
    m_busy = busy;
    if (m_pages->currentIndex() == Shape)
        m_next->setText(busy ? tr("Asking the cloud…") : tr("&Next"));
    refresh();
}

void Wizard::refresh()
{
    m_back->setVisible(m_pages->currentIndex() > Where);
    m_next->setEnabled(!m_busy && page()->isComplete());
}

void Wizard::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter)
        return next();
    if (event->key() == Qt::Key_Escape)
        return m_cancel->click();
    QWidget::keyPressEvent(event);
}

} // namespace skep::ui
