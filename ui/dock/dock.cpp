// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/dock.h"

#include "ui/dock/clustercolor.h"
#include "ui/dock/docktabbar.h"
#include "ui/dock/panemenu.h"
#include "ui/dock/terminalpane.h"
#include "ui/dock/terminaltab.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

Dock::Dock(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new DockTabBar(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"Dock"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme::grid, 2, theme::grid, 0);
    head->setSpacing(2);
    head->addWidget(m_tabs, 1);
    QToolButton *right = signButton(u"split-right"_s, 16, tr("Split to the right (Ctrl+Shift+E)"), this);
    QToolButton *down = signButton(u"split-down"_s, 16, tr("Split downwards (Ctrl+Shift+O)"), this);
    m_broadcast = signButton(u"broadcast"_s, 16, tr("Type to all terminals of the tab (Ctrl+Shift+B)"), this);
    m_broadcast->setCheckable(true);
    QToolButton *larger = signButton(u"maximise"_s, 16, tr("As large as the window (Ctrl+Shift+M)"), this);
    QToolButton *hide = signButton(u"hide"_s, 16, tr("Hide (Ctrl+J)"), this);
    m_terminalTools = {right, down, m_broadcast};
    for (QToolButton *each : {right, down, m_broadcast, larger, hide})
        head->addWidget(each);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    connect(right, &QToolButton::clicked, this, [this] { split(Qt::Horizontal); });
    connect(down, &QToolButton::clicked, this, [this] { split(Qt::Vertical); });
    connect(m_broadcast, &QToolButton::clicked, this, &Dock::toggleBroadcast);
    connect(larger, &QToolButton::clicked, this, &Dock::maximiseRequested);
    connect(hide, &QToolButton::clicked, this, &Dock::hideRequested);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &Dock::askToCloseTab);
    connect(m_tabs, &QTabBar::tabMoved, this, &Dock::moved);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        m_tabs->setTabMark(index, TabMark::None);
        updateTools();
        emit layoutChanged();
        if (QWidget *page = m_stack->currentWidget())
            page->setFocus();
    });
}

int Dock::count() const
{
    return m_tabs->count();
}

TerminalTab *Dock::currentTerminals() const
{
    return qobject_cast<TerminalTab *>(m_stack->currentWidget());
}

void Dock::openTerminal(const TerminalOrigin &origin)
{
    openTerminals({origin});
}

void Dock::openTerminals(const QList<TerminalOrigin> &origins)
{
    if (origins.isEmpty())
        return;
    auto *tab = new TerminalTab(origins, m_stack);
    addTerminals(tab, origins.constFirst(), true);
    emit opened();
    tab->setFocus();
}

int Dock::addTerminals(TerminalTab *tab, const TerminalOrigin &first, bool isShown)
{
    connect(tab, &TerminalTab::changed, this, [this, tab] { updateTab(tab); });
    connect(tab, &TerminalTab::broadcastChanged, this, &Dock::updateTools);
    connect(tab, &TerminalTab::emptied, this, [this, tab] { closeTab(m_stack->indexOf(tab)); });
    connect(tab, &TerminalTab::closeAsked, this,
            [this, tab](TerminalPane *pane) { askToClosePane(tab, pane); });
    connect(tab, &TerminalTab::linkActivated, this, &Dock::linkActivated);
    connect(tab, &TerminalTab::menuRequested, this, &Dock::showMenu);
    connect(tab, &TerminalTab::bellRang, this, [this, tab] { mark(tab, TabMark::Bell); });
    connect(tab, &TerminalTab::outputCame, this, [this, tab] { mark(tab, TabMark::Output); });
    connect(tab, &TerminalTab::layoutChanged, this, &Dock::layoutChanged);
    const int place = insertTab(tab, first, first.name, isShown);
    updateTab(tab);
    return place;
}

void Dock::openPage(QWidget *page, const TerminalOrigin &origin, const QString &title)
{
    insertTab(page, origin, title, true);
    emit opened();
    page->setFocus();
}

// Behind the last tab of the same cluster, so that clusters do not mix.
int Dock::insertTab(QWidget *page, const TerminalOrigin &origin, const QString &title, bool isShown)
{
    int place = m_stack->count();
    for (int i = m_stack->count() - 1; i >= 0; --i) {
        if (m_origins.value(m_stack->widget(i)).clusterId == origin.clusterId) {
            place = i + 1;
            break;
        }
    }
    m_origins.insert(page, origin);
    const QSignalBlocker quiet(m_tabs); // the stack follows first
    m_stack->insertWidget(place, page);
    m_tabs->insertTab(place, title);
    m_tabs->setTabIcon(place, roleIcon(origin.role, clusterColor(origin.clusterId)));
    m_tabs->setTabColor(place, clusterColor(origin.clusterId));
    m_tabs->setTabToolTip(place, plainToolTip(u"%1\n%2"_s.arg(title, origin.clusterName)));
    if (isShown) {
        m_tabs->setCurrentIndex(place);
        m_stack->setCurrentIndex(place);
    }
    updateTools();
    emit layoutChanged();
    return place;
}

void Dock::closeTab(int index)
{
    QWidget *page = m_stack->widget(index);
    if (!page)
        return;
    m_origins.remove(page);
    m_stack->removeWidget(page);
    page->deleteLater();
    m_tabs->removeTab(index);
    updateTools();
    emit layoutChanged();
    if (m_tabs->count() == 0)
        emit emptied();
}

void Dock::askToCloseTab(int index)
{
    const auto *terminals = qobject_cast<TerminalTab *>(m_stack->widget(index));
    whenSure(terminals ? terminals->panes() : QList<TerminalPane *>(),
             [this, page = QPointer(m_stack->widget(index))] { closeTab(m_stack->indexOf(page)); });
}

void Dock::askToClosePane(TerminalTab *tab, TerminalPane *pane)
{
    whenSure({pane}, [tab = QPointer(tab), pane = QPointer(pane)] {
        if (tab && pane)
            tab->close(pane);
    });
}

// What runs at a prompt cannot be told from here, but a program that has taken the whole screen can.
void Dock::whenSure(const QList<TerminalPane *> &panes, const std::function<void()> &close)
{
    const auto busy =
        std::find_if(panes.begin(), panes.end(), [](const TerminalPane *pane) { return pane->isBusy(); });
    if (busy == panes.end())
        return close();
    auto *box =
        new ConfirmDialog({tr("Close the terminal"), tr("Close the terminal?"),
                           tr("A program that fills the screen runs on %1. Closing the terminal ends it.")
                               .arg((*busy)->origin().name),
                           tr("&Close"), true},
                          this);
    connect(box, &QDialog::accepted, this, close);
    box->open();
}

void Dock::closeCluster(const QString &clusterId)
{
    for (int i = m_stack->count() - 1; i >= 0; --i) {
        if (m_origins.value(m_stack->widget(i)).clusterId == clusterId)
            closeTab(i);
    }
}

void Dock::moved(int from, int to)
{
    QWidget *page = m_stack->widget(from);
    m_stack->removeWidget(page);
    m_stack->insertWidget(to, page);
    m_stack->setCurrentIndex(m_tabs->currentIndex());
    emit layoutChanged();
}

// What the far side says beside "user@node:", which the tab says itself.
QString Dock::tabText(const TerminalPane &pane)
{
    QString said = pane.title();
    if (const qsizetype host = said.indexOf(pane.origin().name + u':'); host >= 0)
        said.remove(0, host + pane.origin().name.size() + 1);
    said = said.trimmed();
    if (said == u"~"_s || said == pane.origin().name)
        said.clear();
    return said.isEmpty() ? pane.origin().name : pane.origin().name + u" · "_s + said.left(60);
}

void Dock::updateTab(TerminalTab *tab)
{
    const int index = m_stack->indexOf(tab);
    if (index < 0)
        return;
    const QList<TerminalPane *> panes = tab->panes();
    QStringList lines;
    bool logs = false;
    for (const TerminalPane *pane : panes) {
        logs = logs || pane->isLogging();
        lines << (pane->title() == pane->origin().name ? pane->title()
                                                       : pane->origin().name + u" — "_s + pane->title());
    }
    QString text = tabText(*tab->activePane());
    if (panes.size() > 1)
        text += u"  +%1"_s.arg(panes.size() - 1);
    if (logs)
        text.prepend(u"● "_s);
    m_tabs->setTabText(index, text.replace(u'&', u"&&"_s));
    m_tabs->setTabToolTip(index, plainToolTip(lines.join(u'\n')));
    updateTools();
}

// The tab in front is seen, unless the whole window is not; there the desktop's own ways tell.
void Dock::mark(TerminalTab *tab, TabMark mark)
{
    const int index = m_stack->indexOf(tab);
    if (index >= 0 && (index != m_tabs->currentIndex() || !isVisible()))
        m_tabs->setTabMark(index, std::max(mark, m_tabs->tabMark(index)));
}

void Dock::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tabs->setTabMark(m_tabs->currentIndex(), TabMark::None);
}

void Dock::updateTools()
{
    const TerminalTab *tab = currentTerminals();
    for (QToolButton *each : std::as_const(m_terminalTools))
        each->setEnabled(tab);
    m_broadcast->setChecked(tab && tab->isBroadcasting());
    for (int i = 0; tab && i < tab->panes().size(); ++i)
        tab->panes().at(i)->view()->setHostShortcuts(m_hostShortcuts);
}

void Dock::setHostShortcuts(const QList<QKeySequence> &shortcuts)
{
    m_hostShortcuts = shortcuts;
    updateTools();
}

void Dock::duplicate()
{
    if (const TerminalTab *tab = currentTerminals())
        openTerminal(tab->activePane()->origin());
}

void Dock::split(Qt::Orientation orientation)
{
    if (TerminalTab *tab = currentTerminals())
        tab->split(tab->activePane(), orientation);
}

void Dock::closePane()
{
    if (TerminalTab *tab = currentTerminals())
        askToClosePane(tab, tab->activePane());
    else
        closeTab(m_tabs->currentIndex());
}

void Dock::focusNeighbour(int step)
{
    if (TerminalTab *tab = currentTerminals())
        tab->focusNeighbour(step);
}

void Dock::stepTab(int step)
{
    if (const int tabs = m_tabs->count(); tabs > 0)
        m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + tabs) % tabs);
}

void Dock::toggleBroadcast()
{
    if (TerminalTab *tab = currentTerminals())
        tab->setBroadcasting(!tab->isBroadcasting());
}

void Dock::toggleLog()
{
    const TerminalTab *tab = currentTerminals();
    if (!tab)
        return;
    if (tab->activePane()->isLogging())
        tab->activePane()->stopLog();
    else
        tab->activePane()->askForLog();
}

void Dock::search()
{
    if (const TerminalTab *tab = currentTerminals())
        tab->activePane()->view()->openSearch();
}

void Dock::showMenu(TerminalPane *pane, const QPoint &global)
{
    auto *menu = new PaneMenu(pane, currentTerminals() && currentTerminals()->isBroadcasting(), this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &PaneMenu::splitRequested, this, &Dock::split);
    connect(menu, &PaneMenu::broadcastToggled, this, &Dock::toggleBroadcast);
    connect(menu, &PaneMenu::logToggled, this, &Dock::toggleLog);
    connect(menu, &PaneMenu::filesRequested, this,
            [this, origin = pane->origin()] { emit filesRequested(origin); });
    menu->popup(global);
}

void Dock::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) { // the colours of clusters differ by theme
        for (int i = 0; i < m_stack->count(); ++i) {
            const TerminalOrigin origin = m_origins.value(m_stack->widget(i));
            m_tabs->setTabColor(i, clusterColor(origin.clusterId));
            m_tabs->setTabIcon(i, roleIcon(origin.role, clusterColor(origin.clusterId)));
        }
    }
    QWidget::changeEvent(event);
}

} // namespace skep::ui
