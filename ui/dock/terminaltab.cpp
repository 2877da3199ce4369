// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/terminaltab.h"

#include "ui/dock/terminalpane.h"
#include "ui/terminal/terminalview.h"
#include "ui/widgets/plainlabel.h"

#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QSplitter *splitterOf(const QWidget *pane)
{
    return qobject_cast<QSplitter *>(pane->parentWidget());
}

void collect(const QSplitter *splitter, QList<TerminalPane *> *panes)
{
    for (int i = 0; i < splitter->count(); ++i) {
        if (auto *pane = qobject_cast<TerminalPane *>(splitter->widget(i)))
            panes->append(pane);
        else if (auto *inner = qobject_cast<QSplitter *>(splitter->widget(i)))
            collect(inner, panes);
    }
}

cluster::PaneLayout layoutOf(const QSplitter *splitter)
{
    cluster::PaneLayout layout;
    layout.isVertical = splitter->orientation() == Qt::Vertical;
    const QList<int> sizes = splitter->sizes();
    for (int i = 0; i < splitter->count(); ++i) {
        cluster::PaneLayout part;
        if (const auto *pane = qobject_cast<TerminalPane *>(splitter->widget(i)))
            part = {pane->origin().machine, pane->origin().container};
        else if (const auto *inner = qobject_cast<QSplitter *>(splitter->widget(i)))
            part = layoutOf(inner);
        if (part.machine.isEmpty() && part.parts.isEmpty())
            continue; // does not come back
        layout.parts.append(part);
        layout.sizes.append(std::max(1, sizes.value(i)));
    }
    return layout;
}

void shareEvenly(QSplitter *splitter)
{
    splitter->setSizes(QList<int>(splitter->count(), 1000));
}

} // namespace

TerminalTab::TerminalTab(const TerminalOrigin &origin, QWidget *parent)
    : TerminalTab(QList<TerminalOrigin>{origin}, parent)
{
}

TerminalTab::TerminalTab(QWidget *parent)
    : QWidget(parent)
    , m_root(makeSplitter(Qt::Vertical))
    , m_warning(new PlainLabel(QString(), theme::Text::Strong, PlainLabel::Tone::Error, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_warning->setContentsMargins(theme::grid, 4, theme::grid, 4);
    m_warning->hide();
    layout->addWidget(m_warning);
    layout->addWidget(m_root, 1);
}

TerminalTab::TerminalTab(const QList<TerminalOrigin> &origins, QWidget *parent)
    : TerminalTab(parent)
{
    const auto columns = qsizetype(std::ceil(std::sqrt(double(origins.size()))));
    for (qsizetype first = 0; first < origins.size(); first += columns) {
        auto *row = makeSplitter(Qt::Horizontal);
        m_root->addWidget(row);
        for (const TerminalOrigin &origin : origins.mid(first, columns))
            row->addWidget(makePane(origin));
        shareEvenly(row);
    }
    shareEvenly(m_root);
    takePanes();
}

TerminalTab::TerminalTab(const cluster::PaneLayout &layout, const OriginOf &originOf, QWidget *parent)
    : TerminalTab(parent)
{
    fill(m_root, layout, originOf);
    m_restored = layout;
    takePanes();
}

void TerminalTab::fill(QSplitter *splitter, const cluster::PaneLayout &layout, const OriginOf &originOf)
{
    if (layout.parts.isEmpty()) {
        splitter->addWidget(makePane(originOf(layout)));
        return;
    }
    splitter->setOrientation(layout.isVertical ? Qt::Vertical : Qt::Horizontal);
    for (const cluster::PaneLayout &part : layout.parts) {
        if (part.parts.isEmpty()) {
            splitter->addWidget(makePane(originOf(part)));
            continue;
        }
        auto *inner = makeSplitter(Qt::Horizontal);
        splitter->addWidget(inner);
        fill(inner, part, originOf);
    }
    splitter->setSizes(layout.sizes);
}

void TerminalTab::takePanes()
{
    m_active = panes().constFirst();
    setFocusProxy(m_active);
    updatePanes();
}

QSplitter *TerminalTab::makeSplitter(Qt::Orientation orientation)
{
    auto *made = new QSplitter(orientation);
    made->setChildrenCollapsible(false);
    made->setHandleWidth(4);
    connect(made, &QSplitter::splitterMoved, this, &TerminalTab::layoutChanged);
    return made;
}

cluster::PaneLayout TerminalTab::layout() const
{
    return m_restored ? *m_restored : layoutOf(m_root);
}

void TerminalTab::showEvent(QShowEvent *event)
{
    m_restored.reset();
    QWidget::showEvent(event);
}

TerminalPane *TerminalTab::makePane(const TerminalOrigin &origin)
{
    auto *pane = new TerminalPane(origin, this);
    connect(pane, &TerminalPane::activated, this, [this, pane] {
        m_active = pane;
        setFocusProxy(pane);
        emit changed();
        emit layoutChanged();
    });
    connect(pane, &TerminalPane::titleChanged, this, &TerminalTab::changed);
    connect(pane->view(), &TerminalView::bellRang, this, &TerminalTab::bellRang);
    connect(pane, &TerminalPane::outputCame, this, &TerminalTab::outputCame);
    connect(pane, &TerminalPane::stateChanged, this, &TerminalTab::changed);
    connect(pane, &TerminalPane::linkActivated, this, &TerminalTab::linkActivated);
    connect(pane, &TerminalPane::closeRequested, this, [this, pane] { emit closeAsked(pane); });
    connect(pane, &TerminalPane::splitRequested, this,
            [this, pane](Qt::Orientation orientation) { split(pane, orientation); });
    connect(pane, &TerminalPane::menuRequested, this,
            [this, pane](const QPoint &global) { emit menuRequested(pane, global); });
    connect(pane->view(), &TerminalView::keyPressed, this,
            [this, pane](const terminal::KeyPress &key) { sendKey(pane, key); });
    connect(pane->view(), &TerminalView::pasted, this,
            [this, pane](const QString &text) { sendPaste(pane, text); });
    return pane;
}

QList<TerminalPane *> TerminalTab::panes() const
{
    QList<TerminalPane *> all;
    collect(m_root, &all);
    return all;
}

TerminalPane *TerminalTab::activePane() const
{
    return m_active ? m_active.data() : panes().constFirst();
}

void TerminalTab::setActivePane(int index)
{
    m_active = panes().value(index, panes().constFirst());
    setFocusProxy(m_active);
}

void TerminalTab::split(TerminalPane *pane, Qt::Orientation orientation)
{
    TerminalPane *added = makePane(pane->origin());
    QSplitter *around = splitterOf(pane);
    if (around->count() == 1)
        around->setOrientation(orientation);
    if (around->orientation() != orientation) {
        auto *inner = makeSplitter(orientation);
        const QList<int> sizes = around->sizes();
        around->replaceWidget(around->indexOf(pane), inner);
        around->setSizes(sizes);
        inner->addWidget(pane);
        pane->show(); // replaceWidget() has hidden it
        around = inner;
    }
    around->insertWidget(around->indexOf(pane) + 1, added);
    shareEvenly(around);
    updatePanes();
    added->setFocus();
}

void TerminalTab::close(TerminalPane *pane)
{
    const QList<TerminalPane *> all = panes();
    const qsizetype place = all.indexOf(pane);
    if (place < 0) // was closed already, and is only not deleted yet
        return;
    QSplitter *around = splitterOf(pane);
    pane->hide();
    pane->setParent(this);
    pane->deleteLater();
    // A splitter without a pane goes too, and so does the one around it that held nothing else.
    while (around != m_root && around->count() == 0) {
        QSplitter *outer = splitterOf(around);
        around->setParent(nullptr);
        around->deleteLater();
        around = outer;
    }
    if (all.size() == 1) {
        emit emptied();
        return;
    }
    m_active = panes().at(std::max<qsizetype>(0, place - 1)); // also where the window has no focus to give
    setFocusProxy(m_active);
    updatePanes();
    m_active->setFocus();
}

void TerminalTab::focusNeighbour(int step)
{
    const QList<TerminalPane *> all = panes();
    const auto next = (all.indexOf(activePane()) + step + all.size()) % all.size();
    all.at(next)->setFocus();
}

void TerminalTab::setBroadcasting(bool broadcasts)
{
    if (std::exchange(m_broadcasts, broadcasts) == broadcasts)
        return;
    updatePanes();
    emit broadcastChanged(broadcasts);
}

int TerminalTab::receivers() const
{
    const QList<TerminalPane *> all = panes();
    return int(
        std::count_if(all.begin(), all.end(), [](const TerminalPane *pane) { return pane->takesPart(); }));
}

void TerminalTab::updatePanes()
{
    const QList<TerminalPane *> all = panes();
    for (TerminalPane *pane : all) {
        pane->setHeaderVisible(all.size() > 1 || m_broadcasts);
        pane->setBroadcasting(m_broadcasts);
    }
    m_warning->setText(tr("What you type goes to every terminal with a red frame."));
    m_warning->setVisible(m_broadcasts);
    emit changed();
    emit layoutChanged();
}

template <typename Fn>
void TerminalTab::forOthers(TerminalPane *from, Fn fn)
{
    if (!m_broadcasts || !from->takesPart())
        return;
    const QList<TerminalPane *> all = panes();
    for (TerminalPane *pane : all) {
        if (pane != from && pane->takesPart())
            fn(pane->view());
    }
}

void TerminalTab::sendKey(TerminalPane *from, const terminal::KeyPress &key)
{
    forOthers(from, [&key](TerminalView *view) { view->press(key); });
}

void TerminalTab::sendPaste(TerminalPane *from, const QString &text)
{
    forOthers(from, [&text](TerminalView *view) { view->insertText(text); });
}

} // namespace skep::ui
