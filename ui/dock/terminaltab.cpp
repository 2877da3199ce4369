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

QSplitter *makeSplitter(Qt::Orientation orientation)
{
    auto *made = new QSplitter(orientation);
    made->setChildrenCollapsible(false);
    made->setHandleWidth(4);
    return made;
}

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

void shareEvenly(QSplitter *splitter)
{
    splitter->setSizes(QList<int>(splitter->count(), 1000));
}

} // namespace

TerminalTab::TerminalTab(const TerminalOrigin &origin, QWidget *parent)
    : TerminalTab(QList<TerminalOrigin>{origin}, parent)
{
}

TerminalTab::TerminalTab(const QList<TerminalOrigin> &origins, QWidget *parent)
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
    const auto columns = qsizetype(std::ceil(std::sqrt(double(origins.size()))));
    for (qsizetype first = 0; first < origins.size(); first += columns) {
        auto *row = makeSplitter(Qt::Horizontal);
        m_root->addWidget(row);
        for (const TerminalOrigin &origin : origins.mid(first, columns))
            row->addWidget(makePane(origin));
        shareEvenly(row);
    }
    shareEvenly(m_root);
    m_active = panes().constFirst();
    setFocusProxy(m_active);
    updatePanes();
}

TerminalPane *TerminalTab::makePane(const TerminalOrigin &origin)
{
    auto *pane = new TerminalPane(origin, this);
    connect(pane, &TerminalPane::activated, this, [this, pane] {
        m_active = pane;
        setFocusProxy(pane);
        emit changed();
    });
    connect(pane, &TerminalPane::titleChanged, this, &TerminalTab::changed);
    connect(pane, &TerminalPane::stateChanged, this, &TerminalTab::changed);
    connect(pane, &TerminalPane::linkActivated, this, &TerminalTab::linkActivated);
    connect(pane, &TerminalPane::closeRequested, this, [this, pane] { close(pane); });
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
    updatePanes();
    panes().at(std::max<qsizetype>(0, place - 1))->setFocus();
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
