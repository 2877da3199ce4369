// SPDX-License-Identifier: GPL-3.0-or-later
// The dock's tabs as they are kept for the next start.
#include "core/base/log.h"
#include "ui/dock/dock.h"
#include "ui/dock/docktabbar.h"
#include "ui/dock/terminalpane.h"
#include "ui/dock/terminaltab.h"

#include <QStackedWidget>

namespace skep::ui {

cluster::DockLayout Dock::layout() const
{
    cluster::DockLayout layout;
    layout.isShown = !isHidden();
    for (int i = 0; i < m_stack->count(); ++i) {
        cluster::TabLayout tab;
        const TerminalOrigin origin = m_origins.value(m_stack->widget(i));
        tab.cluster = origin.clusterId;
        if (const auto *terminals = qobject_cast<TerminalTab *>(m_stack->widget(i))) {
            tab.root = terminals->layout();
            tab.activePane = int(terminals->panes().indexOf(terminals->activePane()));
        } else if (origin.container.isEmpty()) {
            tab.isFiles = true;
            tab.root.machine = origin.machine;
        }
        if (tab.root.machine.isEmpty() && tab.root.parts.isEmpty())
            continue; // logs of tasks, which are others by then
        if (i == m_stack->currentIndex())
            layout.current = int(layout.tabs.size());
        layout.tabs.append(tab);
    }
    return layout;
}

void Dock::restore(const cluster::DockLayout &layout, const Restorer &restorer)
{
    int current = -1;
    for (int i = 0; i < layout.tabs.size(); ++i) {
        const cluster::TabLayout &tab = layout.tabs.at(i);
        if (!restorer.knowsCluster(tab.cluster)) {
            qCInfo(lcUi) << "a tab is not opened again: its cluster is not on this computer any more";
            continue;
        }
        const auto originOf = [&](const cluster::PaneLayout &pane) {
            return restorer.origin(tab.cluster, pane);
        };
        int place = -1;
        if (tab.isFiles) {
            const TerminalOrigin origin = originOf(tab.root);
            place = insertTab(restorer.files(origin), origin, filesTitle(origin), false);
        } else {
            auto *terminals = new TerminalTab(tab.root, originOf, m_stack);
            terminals->setActivePane(tab.activePane);
            place = addTerminals(terminals, terminals->panes().constFirst()->origin(), false);
        }
        if (i == layout.current)
            current = place;
        else if (current >= place)
            ++current;
    }
    if (m_tabs->count() > 0)
        m_tabs->setCurrentIndex(current < 0 ? 0 : current);
    m_stack->setCurrentIndex(m_tabs->currentIndex());
    updateTools();
}

QString Dock::filesTitle(const TerminalOrigin &origin)
{
    return tr("Files of %1").arg(origin.machine);
}

} // namespace skep::ui
