// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/windowentries.h"

#include "core/cluster/workspace.h"
#include "core/docker/client.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/icon.h"

#include <QCoreApplication>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

struct EntryText
{
    Q_DECLARE_TR_FUNCTIONS(CommandPalette)
};

} // namespace

QList<PaletteEntry> WindowEntries::of(const cluster::Workspace *workspace) const
{
    QList<PaletteEntry> entries;
    const auto clusters = workspace->clusters();
    for (cluster::Cluster *each : clusters) {
        const QPointer cluster = each;
        const auto with = [cluster](const auto &act, const QString &machine) {
            return [cluster, act, machine] {
                if (cluster)
                    act(cluster, machine);
            };
        };
        entries.append({u"cluster/"_s + each->id(),
                        each->name(),
                        EntryText::tr("Cluster"),
                        {},
                        icon(u"cluster"_s),
                        true,
                        [cluster, show = showCluster] {
                            if (cluster)
                                show(cluster);
                        }});
        const QString forbidden = mayChange(*each) ? QString() : docker::Client::readOnlySentence();
        const auto machines = each->machines();
        for (const cluster::MachineRecord &machine : machines) {
            const bool isThere = !machine.address.isEmpty() && each->phase() != cluster::Phase::Destroyed
                && mayChange(*each); // a shell can do anything
            entries.append({u"terminal/"_s + each->id() + u'/' + machine.name,
                            EntryText::tr("Terminal on %1").arg(machine.name),
                            each->name(),
                            {},
                            icon(u"terminal"_s),
                            isThere,
                            with(openTerminal, machine.name),
                            forbidden});
            entries.append({u"files/"_s + each->id() + u'/' + machine.name,
                            EntryText::tr("Files of %1").arg(machine.name),
                            each->name(),
                            {},
                            icon(u"folder"_s),
                            isThere,
                            with(openFiles, machine.name),
                            forbidden});
        }
        addVerbs(each, &entries);
    }
    return entries;
}

void WindowEntries::addVerbs(cluster::Cluster *cluster, QList<PaletteEntry> *entries) const
{
    if (cluster->phase() != cluster::Phase::Ready && cluster->phase() != cluster::Phase::Changing)
        return;
    const auto planned = cluster->plannedMachines();
    QStringList machines;
    for (const auto &machine : planned)
        machines << machine.name;
    for (const cluster::NodeRow &row : nodeRows(*cluster->store(), planned, machines)) {
        for (const NodeVerb verb : allNodeVerbs) {
            const QString why = mayChange(*cluster) ? whyNot(verb, {row}, planned, cluster->change())
                                                    : docker::Client::readOnlySentence();
            entries->append({u"node/%1/%2/%3"_s.arg(cluster->id(), row.machineName, verbId(verb)),
                             verbTitle(verb, row.node.hostname), cluster->name(), QString(),
                             icon(verbIcon(verb)), why.isEmpty(),
                             [act = changeNode, known = QPointer(cluster), verb, machine = row.machineName] {
                                 if (known)
                                     act(known, verb, machine);
                             },
                             why});
        }
    }
}

} // namespace skep::ui
