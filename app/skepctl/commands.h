// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/session.h"

namespace skep::ctl {

//! A command ends with the program's exit code; an error is told and mapped by the caller.
using Command = std::function<Pending<int>(Session &)>;

Result<Command> findCommand(const QStringList &words); //!< Config: usage

//! Follows a plan to its end; SIGINT stops it after the running steps.
Pending<int> follow(Session &session, cluster::Cluster *cluster, bool keepRunning);

//! Starts a change and follows it; what is refused before it began is an error without a report.
using Begin = std::function<Pending<>(cluster::Cluster *)>;
Pending<int> followChange(Session &session, cluster::Cluster *cluster, const Begin &begin);

Pending<int> createCluster(Session &session);
Pending<int> planCluster(Session &session);
Pending<int> listClusters(Session &session);
Pending<int> showCluster(Session &session);
Pending<int> resumeCluster(Session &session);
Pending<int> proveCluster(Session &session);
Pending<int> destroyCluster(Session &session);
Pending<int> connectCluster(Session &session);
Pending<int> allowCluster(Session &session);
Pending<int> forgetCluster(Session &session);
Pending<int> confirmNodes(Session &session);
Pending<int> nameConsul(Session &session);
Pending<int> listServers(Session &session);
Pending<int> probeServers(Session &session);
Pending<int> moveAddress(Session &session);
Pending<int> openPort(Session &session);
Pending<int> closePort(Session &session);
Pending<int> listOpenPorts(Session &session);
Pending<int> auditPorts(Session &session);
Pending<int> listStoredMachines(Session &session);
Pending<int> scrubStoredMachines(Session &session);
Pending<int> writeCertificate(Session &session);
Pending<int> openWeb(Session &session);
Pending<int> listKeys(Session &session);
Pending<int> addKey(Session &session);
Pending<int> removeKey(Session &session);
Pending<int> exportCluster(Session &session);
Pending<int> importCluster(Session &session);
Pending<int> addContext(Session &session);
Pending<int> removeContext(Session &session);
Pending<int> listContexts(Session &session);
Pending<int> printEnvironment(Session &session);
Pending<int> printAddresses(Session &session);
Pending<int> inspectCluster(Session &session);
Pending<int> giveUpChange(Session &session);
Pending<int> listNodes(Session &session);
Pending<int> addNodes(Session &session);
Pending<int> removeNodes(Session &session);
Pending<int> replaceNode(Session &session);
Pending<int> promoteNode(Session &session);
Pending<int> demoteNode(Session &session);
Pending<int> drainNode(Session &session);
Pending<int> pauseNode(Session &session);
Pending<int> activateNode(Session &session);
Pending<int> labelNode(Session &session);
Pending<int> listServices(Session &session);
Pending<int> listCatalog(Session &session);
Pending<int> openShell(Session &session);
Pending<int> copyFiles(Session &session);
Pending<int> showTotals(Session &session);
Pending<int> probeName(Session &session);
Pending<int> createService(Session &session);
Pending<int> updateService(Session &session);
Pending<int> scaleService(Session &session);
Pending<int> rollBackService(Session &session);
Pending<int> removeService(Session &session);
Pending<int> inspectService(Session &session);
Pending<int> followServiceLogs(Session &session);
Pending<int> listContainers(Session &session);
Pending<int> runContainer(Session &session);
Pending<int> stopContainer(Session &session);
Pending<int> startContainer(Session &session);
Pending<int> restartContainer(Session &session);
Pending<int> removeContainer(Session &session);
Pending<int> inspectContainer(Session &session);
Pending<int> followContainerLogs(Session &session);
Pending<int> execInContainer(Session &session);
Pending<int> deployStack(Session &session);
Pending<int> listStacks(Session &session);
Pending<int> removeStack(Session &session);
Pending<int> listObjects(Session &session);
Pending<int> createObject(Session &session);
Pending<int> removeObject(Session &session);
Pending<int> keepRegistryLogin(Session &session);
Pending<int> forgetRegistryLogin(Session &session);
Pending<int> listRegistryLogins(Session &session);
Pending<int> addAccount(Session &session);
Pending<int> listAccounts(Session &session);
Pending<int> removeAccount(Session &session);

} // namespace skep::ctl
