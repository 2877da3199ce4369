// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/nodedesk.h"

#include "core/cluster/compose.h"
#include "core/docker/client.h"
#include "ui/nodes/addnodesdialog.h"
#include "ui/nodes/changedialog.h"
#include "ui/nodes/labelsdialog.h"
#include "ui/nodes/nodecommands.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::NodeRow;
using docker::Availability;

NodeDesk::NodeDesk(cluster::NodeChanges *changes, cluster::Store *store, QWidget *window)
    : QObject(window)
    , m_changes(changes)
    , m_store(store)
    , m_window(window)
{
}

void NodeDesk::addNodes()
{
    if (const auto change = m_changes->change()) {
        emit refused({ErrorCode::Conflict,
                      tr("A change is not finished: %1. Go on with it or give it up.")
                          .arg(cluster::describe(*change))});
        return;
    }
    auto *dialog = new AddNodesDialog(m_changes, m_window);
    connect(dialog, &QDialog::accepted, this, &NodeDesk::begun);
    dialog->open();
}

QList<NodeRow> NodeDesk::rows(const QStringList &machines) const
{
    return nodeRows(*m_store, m_changes->plannedMachines(), machines);
}

QString NodeDesk::whyNotNow(NodeVerb verb, const QStringList &machines) const
{
    if (!mayChange(m_window))
        return docker::Client::readOnlySentence();
    return whyNot(verb, rows(machines), m_changes->plannedMachines(), m_changes->change());
}

bool NodeDesk::isSet(NodeVerb verb, const QStringList &machines) const
{
    const auto wanted = verb == NodeVerb::Drain ? Availability::Drain
        : verb == NodeVerb::Pause               ? Availability::Pause
                                                : Availability::Active;
    const auto nodes = rows(machines);
    return !nodes.isEmpty() && std::all_of(nodes.begin(), nodes.end(), [=](const NodeRow &row) {
        return row.node.availability == wanted;
    });
}

void NodeDesk::fill(QMenu *menu, const QStringList &machines)
{
    menu->setToolTipsVisible(true);
    menu->addSeparator();
    for (const NodeVerb verb : allNodeVerbs) {
        const bool isAvailability =
            verb == NodeVerb::Activate || verb == NodeVerb::Pause || verb == NodeVerb::Drain;
        QAction *action =
            menu->addAction(verbTitle(verb), this, [this, verb, machines] { perform(verb, machines); });
        action->setObjectName(u"Node-"_s + verbId(verb));
        if (isAvailability) { // shows how it is
            action->setCheckable(true);
            action->setChecked(isSet(verb, machines));
        } else {
            action->setIcon(icon(verbIcon(verb)));
        }
        const QString why = whyNotNow(verb, machines);
        action->setEnabled(why.isEmpty());
        action->setToolTip(plainToolTip(why));
        if (verb == NodeVerb::Drain || verb == NodeVerb::Labels)
            menu->addSeparator();
    }
}

void NodeDesk::perform(NodeVerb verb, const QStringList &machines)
{
    if (const QString why = whyNotNow(verb, machines); !why.isEmpty()) {
        emit refused({ErrorCode::Conflict, why});
        return;
    }
    switch (verb) {
    case NodeVerb::Activate:
        return setAvailability(Availability::Active, machines);
    case NodeVerb::Pause:
        return setAvailability(Availability::Pause, machines);
    case NodeVerb::Drain:
        return setAvailability(Availability::Drain, machines);
    case NodeVerb::Labels:
        return editLabels(machines.constFirst());
    case NodeVerb::Promote:
    case NodeVerb::Demote:
    case NodeVerb::Replace:
    case NodeVerb::Remove:
        break;
    }
    auto *dialog = new ChangeDialog(verb, machines, m_changes, m_store, m_window);
    connect(dialog, &QDialog::accepted, this, &NodeDesk::begun);
    dialog->open();
}

void NodeDesk::setAvailability(Availability availability, const QStringList &machines)
{
    const auto set = cluster::oneByOne(machines, this, [this, availability](const QString &machine) {
        return m_changes->setAvailability(machine, availability);
    });
    onResult(set, this, [=, this](const Result<> &done) {
        if (!done) {
            emit refused(done.error());
            return;
        }
        const QString names = listText(machines);
        const QString sentence = availability == Availability::Drain
            ? tr("%1 drained: the tasks move to other nodes.").arg(names)
            : availability == Availability::Pause ? tr("%1 paused: no new tasks are placed there.").arg(names)
                                                  : tr("%1 takes tasks again.").arg(names);
        emit told(sentence, availabilityCommand(availability, machines));
    });
}

void NodeDesk::editLabels(const QString &machine)
{
    const auto nodes = rows({machine});
    if (!nodes.isEmpty())
        (new LabelsDialog(machine, nodes.constFirst().node.labels, m_changes, m_window))->open();
}

} // namespace skep::ui
