// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/commands.h"

#include "app/skepctl/leftovercommands.h"

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

struct Entry
{
    QStringList words;
    int operands; //!< how many words follow; negative: so many or more
    Pending<int> (*run)(Session &);
};

const QList<Entry> &table()
{
    static const QList<Entry> entries{
        {{u"cluster"_s, u"create"_s}, 0, createCluster},
        {{u"cluster"_s, u"create"_s}, 1, createCluster},
        {{u"cluster"_s, u"plan"_s}, 0, planCluster},
        {{u"cluster"_s, u"plan"_s}, 1, planCluster},
        {{u"cluster"_s, u"list"_s}, 0, listClusters},
        {{u"cluster"_s, u"status"_s}, 1, showCluster},
        {{u"cluster"_s, u"resume"_s}, 1, resumeCluster},
        {{u"cluster"_s, u"prove"_s}, 1, proveCluster},
        {{u"cluster"_s, u"destroy"_s}, 1, destroyCluster},
        {{u"cluster"_s, u"connect"_s}, 1, connectCluster},
        {{u"cluster"_s, u"allow"_s}, 1, allowCluster},
        {{u"cluster"_s, u"forget"_s}, 1, forgetCluster},
        {{u"cluster"_s, u"confirm"_s}, -1, confirmNodes},
        {{u"cluster"_s, u"consul"_s}, 1, nameConsul},
        {{u"servers"_s, u"list"_s}, 0, listServers},
        {{u"servers"_s, u"probe"_s}, -1, probeServers},
        {{u"cluster"_s, u"address"_s}, 1, moveAddress},
        {{u"cluster"_s, u"open"_s}, 1, openPort},
        {{u"cluster"_s, u"close"_s}, 1, closePort},
        {{u"cluster"_s, u"ports"_s}, 1, listOpenPorts},
        {{u"cluster"_s, u"audit"_s}, 1, auditPorts},
        {{u"cluster"_s, u"certificate"_s}, 1, writeCertificate},
        {{u"cluster"_s, u"web"_s}, 1, openWeb},
        {{u"cluster"_s, u"keys"_s, u"list"_s}, 1, listKeys},
        {{u"cluster"_s, u"keys"_s, u"add"_s}, 1, addKey},
        {{u"cluster"_s, u"keys"_s, u"remove"_s}, 1, removeKey},
        {{u"cluster"_s, u"export"_s}, 1, exportCluster},
        {{u"cluster"_s, u"import"_s}, 0, importCluster},
        {{u"cluster"_s, u"give-up"_s}, 1, giveUpChange},
        {{u"context"_s, u"add"_s}, 1, addContext},
        {{u"context"_s, u"remove"_s}, 1, removeContext},
        {{u"context"_s, u"list"_s}, 1, listContexts},
        {{u"env"_s}, -1, printEnvironment},
        {{u"ip"_s}, -1, printAddresses},
        {{u"inspect"_s}, -1, inspectCluster},
        {{u"node"_s, u"list"_s}, 1, listNodes},
        {{u"node"_s, u"add"_s}, 1, addNodes},
        {{u"node"_s, u"remove"_s}, -2, removeNodes},
        {{u"node"_s, u"replace"_s}, 2, replaceNode},
        {{u"node"_s, u"promote"_s}, 2, promoteNode},
        {{u"node"_s, u"demote"_s}, 2, demoteNode},
        {{u"node"_s, u"drain"_s}, 2, drainNode},
        {{u"node"_s, u"pause"_s}, 2, pauseNode},
        {{u"node"_s, u"activate"_s}, 2, activateNode},
        {{u"node"_s, u"label"_s}, -3, labelNode},
        {{u"service"_s, u"list"_s}, 1, listServices},
        {{u"catalog"_s, u"list"_s}, 1, listCatalog},
        {{u"ssh"_s}, 2, openShell},
        {{u"cp"_s}, -3, copyFiles},
        {{u"cluster"_s, u"info"_s}, 1, showTotals},
        {{u"dns"_s}, 2, probeName},
        {{u"service"_s, u"create"_s}, 1, createService},
        {{u"service"_s, u"update"_s}, 2, updateService},
        {{u"service"_s, u"scale"_s}, 3, scaleService},
        {{u"service"_s, u"rollback"_s}, 2, rollBackService},
        {{u"service"_s, u"rm"_s}, 2, removeService},
        {{u"service"_s, u"inspect"_s}, 2, inspectService},
        {{u"service"_s, u"logs"_s}, 2, followServiceLogs},
        {{u"container"_s, u"list"_s}, 1, listContainers},
        {{u"container"_s, u"run"_s}, 2, runContainer},
        {{u"container"_s, u"stop"_s}, 3, stopContainer},
        {{u"container"_s, u"start"_s}, 3, startContainer},
        {{u"container"_s, u"restart"_s}, 3, restartContainer},
        {{u"container"_s, u"rm"_s}, 3, removeContainer},
        {{u"container"_s, u"inspect"_s}, 3, inspectContainer},
        {{u"container"_s, u"logs"_s}, 3, followContainerLogs},
        {{u"container"_s, u"exec"_s}, 3, execInContainer},
        {{u"stack"_s, u"deploy"_s}, 2, deployStack},
        {{u"stack"_s, u"list"_s}, 1, listStacks},
        {{u"stack"_s, u"rm"_s}, 2, removeStack},
        {{u"image"_s, u"list"_s}, 1, listObjects},
        {{u"volume"_s, u"list"_s}, 1, listObjects},
        {{u"network"_s, u"list"_s}, 1, listObjects},
        {{u"secret"_s, u"list"_s}, 1, listObjects},
        {{u"config"_s, u"list"_s}, 1, listObjects},
        {{u"network"_s, u"create"_s}, 2, createObject},
        {{u"network"_s, u"rm"_s}, 2, removeObject},
        {{u"secret"_s, u"create"_s}, 2, createObject},
        {{u"secret"_s, u"rm"_s}, 2, removeObject},
        {{u"config"_s, u"create"_s}, 2, createObject},
        {{u"config"_s, u"rm"_s}, 2, removeObject},
        {{u"machines"_s, u"list"_s}, 0, listStoredMachines},
        {{u"machines"_s, u"scrub"_s}, -1, scrubStoredMachines},
        {{u"registry"_s, u"login"_s}, 1, keepRegistryLogin},
        {{u"registry"_s, u"logout"_s}, 1, forgetRegistryLogin},
        {{u"registry"_s, u"list"_s}, 0, listRegistryLogins},
        {{u"leftovers"_s, u"list"_s}, 0, listLeftovers},
        {{u"leftovers"_s, u"adopt"_s}, 1, adoptLeftovers},
        {{u"leftovers"_s, u"delete"_s}, 1, deleteLeftovers},
        {{u"account"_s, u"add"_s}, 1, addAccount},
        {{u"account"_s, u"list"_s}, 0, listAccounts},
        {{u"account"_s, u"remove"_s}, 1, removeAccount},
    };
    return entries;
}

} // namespace

Result<Command> findCommand(const QStringList &words)
{
    for (const Entry &entry : table()) {
        if (words.mid(0, entry.words.size()) != entry.words)
            continue;
        const auto operands = words.size() - entry.words.size();
        if (entry.operands < 0 ? operands < -entry.operands : operands != entry.operands)
            continue;
        return Command(entry.run);
    }
    return fail(ErrorCode::Config,
                QCoreApplication::translate("skepctl",
                                            "There is no such command: “%1”. See "
                                            "skepctl --help.")
                    .arg(words.join(u' ')));
}

} // namespace skep::ctl
