// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/writerlock.h"
#include "core/cluster/clusterdiscovery.h"
#include "core/cluster/connectedrules.h"
#include "core/cluster/destruction.h"
#include "core/cluster/engineoperations.h"
#include "core/cluster/entryroute.h"
#include "core/cluster/monitor.h"
#include "core/cluster/proofrun.h"
#include "core/cluster/quorum.h"
#include "core/cluster/serverlogins.h"
#include "core/cluster/shellaccess.h"
#include "core/cluster/site.h"
#include "core/cluster/waywatch.h"
#include "core/cluster/workspace.h"

namespace skep::cluster {

//! What a cluster needs of the workspace it belongs to.
struct Surroundings
{
    QString folder; //!< of this cluster
    secrets::SecretStore *secrets = nullptr;
    net::Gateway *gateway = nullptr;
    RegistryLogins *logins = nullptr;
    local::Places places; //!< where this user's ssh and docker look
    std::function<Pending<cloud::CloudProvider *>(const Account &)> provider;
    std::function<KnownClouds()> clouds; //!< all that this user has keys for
};

//! Purpose of the token that Consul is asked with.
inline const QString consulToken = QStringLiteral("consul-management");

//! A cluster's state: its file, the plan that runs and the connections.
class Cluster::Private
{
public:
    Private(ClusterFile clusterFile, Surroundings around);
    void attach(Cluster *cluster);

    Cluster *q = nullptr;
    ClusterFile file;
    Surroundings surroundings;
    std::unique_ptr<Site> site;
    std::unique_ptr<WayWatch> wayWatch;
    std::unique_ptr<ShellAccess> shell;
    std::unique_ptr<Store> store;
    std::unique_ptr<EngineOperations> operations;
    std::unique_ptr<ClusterDiscovery> discovery;
    std::unique_ptr<Monitor> monitor; //!< goes before the store and the connections
    Receipt receipt;

    std::unique_ptr<plan::Runner> runner;
    QList<plan::Step> steps;
    QHash<QString, plan::Record> records; //!< of the last plan, when no runner is there
    std::unique_ptr<ProofRun> proofRun;
    bool destroyWhenStopped = false;
    bool isStarting = false; //!< between a wish to run a plan and its runner
    std::optional<WriterLock> writing; //!< held while a plan runs, of whatever kind

    Result<> beginWriting(); //!< Errors: Conflict, which names the program that writes it now
    void endWriting(); //!< unless a plan runs
    Result<> refresh();
    void notMine(const Error &error); //!< ends a wish to run a plan that another program stands in the way of
    void change(const std::function<void()> &apply); //!< and saves it, where no other program writes
    //! The same for one change that must be on disk: where it cannot be written, nothing changes.
    Result<> rewrite(const std::function<void(ClusterFile &)> &apply);
    std::function<void()> stopStarting; //!< what cancel() does in that time
    bool endsAtOnce = false; //!< cancelled in that time

    Result<> checkIsOurs() const; //!< what needs a cloud or a plan is not for a connected cluster
    Result<> checkMayChange() const; //!< nor any change, until its user allows it
    void enterConnected(); //!< tells the links the way in
    void enterOwnServers(); //!< likewise
    void learnNodes(); //!< of a connected swarm, from the store
    void takeNodes(const QList<MachineRecord> &machines);
    void lookUpNode(const QString &machine);
    Route nodeRoute(const MachineRecord &machine);
    Pending<ssh::Target> serverTarget(const OwnServer &server); //!< with what its user gave for it
    Pending<Audit> auditConnected();
    Pending<Audit> auditOwnServers();
    Pending<Audit> withKnownRules(const Pending<> &looked, const std::shared_ptr<Audit> &audit);
    Pending<> auditPortsAt(const QString &machine, const Pending<ssh::Target> &target,
                           const std::shared_ptr<Audit> &audit);
    Pending<> auditPorts(const MachineRecord &machine, const std::shared_ptr<Audit> &audit);
    Pending<> auditListeners(const MachineRecord &machine, const std::shared_ptr<Audit> &audit);
    Pending<ssh::Target> entryTarget(); //!< with what its user gave for it
    void takeSecrets(const EntrySecrets &secrets, bool isKept);
    void watchLogins();
    void loginFailed(const QString &machine, const Error &why);
    void answerEntry(const ssh::Question &question, const SecretPtr &secret, bool isKept);
    void answerServer(const ssh::Question &question, const SecretPtr &secret, bool isKept);
    Pending<ServerAnswers> serverAnswers();
    void loginAgain();
    std::optional<ssh::Question> loginQuestion;
    QString askingMachine; //!< whose login the question is about
    EngineOperations::Way way(); //!< to the engines, for the operations

    //! A manager that answers, and what it says of all nodes.
    struct View
    {
        QString manager;
        QList<docker::Node> nodes;
        QList<VoterSeen> servers; //!< of Consul, where they matter

        const docker::Node *node(const QString &machine) const; //!< null: the swarm has none of that name
        bool isDead(const Leaving &leaving) const;
    };
    Pending<View> view(const QStringList &except = {});
    Pending<View> askManagers(const QStringList &managers);
    Pending<View> viewFor(const Change &change); //!< what it must be allowed by
    Pending<QList<VoterSeen>> voters(const QStringList &going);
    Leaving leaving(const QString &machineName) const;
    Pending<> beginChange(Change change);
    Pending<> startChange(bool isNew);
    Result<> notStarted(bool isNew, const Error &error);
    Result<> prepareChangeJournal(plan::Journal &journal);
    void changeEnded(bool complete, const Error &why);
    bool learnChange(const QString &stepId); //!< true: the list of machines is another one now
    Pending<QMap<QString, int>> usedNumbers();
    Pending<> changeKeys(const QString &publicKey, bool isAdded);
    void showMachines(); //!< to the site: those that there are and those that come
    void restartMonitor();

    QStringList managers() const;
    void takeAccount(const Account &account); //!< another key, endpoint or address of the same account

    void loadRecords();
    void save();
    void setPhase(Phase phase, const Error &error = {});
    void startCreation();
    void startDestruction();
    void run(QList<plan::Step> planned, plan::Actions actions, const QString &journalName);
    void stopped(bool complete);
    void destructionEnded(bool complete);
    void writeReceipt(bool complete, const ShellAccess::Taken &shellTaken);
    void refuse(Phase phase, const Error &error); //!< a plan that could not be started
    Error whyStopped() const;
    void learn(const QString &stepId); //!< takes what a step found out about a machine
    void learnAll();
    void takeProof(const Proof &proof);
};

void listPlanned(ClusterFile &file); //!< as its machines, where none is listed yet
void afterInterruption(ClusterFile &file); //!< what its phase is, when no program works on it

} // namespace skep::cluster
