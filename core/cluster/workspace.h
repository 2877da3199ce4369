// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cloud/provider.h"
#include "core/cluster/audit.h"
#include "core/cluster/clusterfile.h"
#include "core/cluster/estimate.h"
#include "core/cluster/nodechanges.h"
#include "core/cluster/store.h"
#include "core/cluster/waywatch.h"
#include "core/plan/runner.h"
#include "core/secrets/secretstore.h"
#include "core/ssh/question.h"

#include <QObject>

namespace skep::ssh {
class Connection;
}

namespace skep::net {
class Gateway;
}

namespace skep::cluster {

class Discovery;
class Operations;
class Links;
class RegistryLogins;

//! What a node of a connected swarm shows before it is logged in to.
struct NodeKey
{
    QByteArray key; //!< "ssh-ed25519 AAAA…"
    QString fingerprint; //!< "SHA256:…"
    bool isKnown = false; //!< the user's known_hosts has it; else somebody has to say that it is right
};

//! What is known of a way in before the cluster is taken in.
struct Arrival
{
    Entry entry;
    std::optional<ssh::Target> target = {}; //!< by SSH: whole, with the keys of all hosts on the way
    bool keepsSecrets = false; //!< passphrases and passwords of the target go into the keychain
};

//! One cluster: its spec, its plan, its connections and its live store. Main thread.
class Cluster : public QObject, public NodeChanges
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Cluster)

public:
    ~Cluster() override;
    QString id() const override;
    QString name() const override;
    const ClusterSpec &spec() const override;
    Phase phase() const;
    Error error() const; //!< why it is Interrupted, or why its change stands
    QList<MachineRecord> machines() const;
    Proof proof() const;
    Receipt receipt() const; //!< of a destroy

    //! The plan of the moment (creating or destroying): steps and what is known of each.
    QList<plan::Step> steps() const;
    plan::Record record(const QString &stepId) const;
    static QString stepTitle(const plan::Step &step); //!< "Install the engine", for people
    Store *store() const; //!< never null; Never until connected

    void resume(); //!< goes on with the plan where it stopped, also with a change; also retry
    void cancel(); //!< stops after the running steps
    //! Changes of a ready cluster: Changing while its plan runs, Ready again afterwards. One that stops or
    //! fails stays as change() with error(): resume() goes on with it, giveUp() ends it.
    QList<PlannedMachine> plannedMachines() const override;
    std::optional<Change> change() const override;
    Pending<QMap<QString, int>> usedNumbers() override;
    Pending<QList<cloud::InstanceType>> machineTypes() override;
    Pending<QList<cloud::MachineTemplate>> machineTemplates() override;
    Pending<> addNodes(const NodeWish &wish) override;
    Pending<> removeNodes(const QStringList &machineNames, const Removal &how = {}) override;
    Pending<> replaceNode(const QString &machineName) override;
    Pending<> changeRole(const QString &machineName, MachineRole role) override;
    Pending<> setAvailability(const QString &machineName, docker::Availability availability) override;
    Pending<> changeLabels(const QString &machineName, const QMap<QString, QString> &set,
                           const QStringList &unset) override;
    Pending<> moveOperator(const QStringList &cidrs); //!< from where SSH is to be reached
    //! To or from others than the cluster's own machines; each server of Consul starts anew, one at a time.
    Pending<> openPort(const Exposure &exposure);
    Pending<> closePort(const Exposure &exposure);
    //! A client's certificate for the engines' open port, good for a year, in a new or empty folder as the
    //! docker client reads it. Gives the last day. It is withdrawn by closing the port.
    Pending<QDate> writeEngineCertificate(const QString &folder);
    Pending<Audit> audit(); //!< what is really open, beside what is planned
    //! After a connection that timed out or was refused: whether the reason is that this computer's address
    //! is another one now. \p addressNow: empty for what the account knows. One sentence, or nothing.
    QString addressTrouble(const QString &addressNow = {}) const;
    //! What logins to own servers need of their user (packed ServerAnswers), into the keychain.
    Pending<> takeLogins(const SecretPtr &logins);
    OperatorWay operatorWay() const;
    //! It was there before Skep: how it is reached, and whether Skep may change it. None: Skep has made it.
    const std::optional<Connected> &connected() const;
    Result<> allowChanges(bool allowed); //!< of a connected one; kept
    //! Nodes of a connected swarm whose host key nobody has confirmed: nothing is sent to them.
    QStringList unconfirmedNodes() const;
    Pending<NodeKey> nodeKey(const QString &machineName); //!< that it shows now
    Result<> confirmHostKey(const QString &machineName, const QByteArray &hostKey);
    //! What the way in, or a server of the user's own, asks for before anything else can be read. One after
    //! the other.
    std::optional<ssh::Question> loginQuestion() const;
    void answerLogin(const SecretPtr &secret, bool isKept); //!< \p isKept: in the keychain
    //! An agent of Consul that was there already, as the far end of the way in sees it; empty: none. Asked
    //! before it is kept.
    Pending<> useConsul(const QUrl &agent, const SecretPtr &token);
    void hurry(); //!< of a removal that waits for tasks: they need not move; then resume()
    void giveUp(); //!< what was added goes again, what was drained takes tasks again
    //! A person's public key on every machine, and on those that will come; taking it off touches no other
    //! line.
    Pending<> addPublicKey(const QString &publicKey);
    Pending<> removePublicKey(const QString &publicKey);

    //! All that it takes to manage it, in one new file under a passphrase (0600); but for the account's
    //! secret.
    Pending<> exportTo(const QString &path, const SecretPtr &passphrase);

    void destroy(); //!< from any phase; works from labels alone
    void prove(); //!< runs the proof again; needs Ready
    void connectLive(); //!< opens the connections and keeps the store true
    Pending<ssh::Connection *> connection(const QString &machineName); //!< open; owned by the cluster
    Operations *operations() const; //!< owned by the cluster; never null
    Discovery *discovery() const; //!< owned by the cluster; never null
    Links *links() const; //!< the nodes' connections and clients
    net::Gateway *gateway() const; //!< the way to a port of a node

signals:
    void phaseChanged();
    void planChanged(); //!< the plan is another one now
    void stepChanged(const QString &stepId);
    void stepSaid(const QString &stepId, const QString &line);
    void machinesChanged();
    void operatorWayChanged();
    void consulChanged(); //!< of a connected one: it has another one now, or none
    void loginQuestionChanged();
    void proofChanged();
    void proofEnded(); //!< of prove()
    void finished(bool complete); //!< of a plan

private:
    friend class Workspace;
    class Private;
    explicit Cluster(std::unique_ptr<Private> d, QObject *parent);
    std::unique_ptr<Private> d;
};

//! Everything that the programs share: accounts, clusters, secrets, and the folders they lie in. Main thread.
class Workspace : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workspace)

public:
    //! \p stateDir: $XDG_DATA_HOME/skep. \p secrets is not owned.
    Workspace(QString stateDir, secrets::SecretStore *secrets, QObject *parent = nullptr);
    ~Workspace() override;

    Result<> load(); //!< accounts and clusters from disk; an unreadable one is an error that names the file

    QList<Account> accounts() const;
    //! An account for this run only, as the environment names it; nothing of it is written down.
    void useAccount(const Account &account, const SecretPtr &apiSecret);
    Pending<>
    addAccount(Account account,
               const SecretPtr &apiSecret); //!< checked with the cloud first; replaces one of the same name
    Pending<> removeAccount(const QString &id); //!< refused while a cluster uses it
    //! Owned by the workspace.
    Pending<cloud::CloudProvider *> provider(const QString &accountName, const QString &zone = {});

    RegistryLogins *registryLogins() const; //!< of all clusters; never null

    QList<Cluster *> clusters() const;
    Cluster *cluster(const QString &name) const; //!< null: there is none
    //! What would be done: pure, nothing is created.
    Result<QList<plan::Step>> plan(const ClusterSpec &spec) const;
    //! Asks the cloud whether the spec can be: template, type, zone, quota, name taken. Problems name the
    //! field.
    //! With what follows from the zone. A zone that the cloud does not have stays as it is.
    Pending<ClusterSpec> fittedToZone(const ClusterSpec &spec);
    Pending<QList<SpecProblem>> checkWithCloud(const ClusterSpec &spec);
    //! What the spec takes of the account: its quota, and the price where the cloud publishes one.
    Pending<Estimate> estimate(const ClusterSpec &spec);
    //! Writes it down and starts it. \p logins: as Cluster::takeLogins.
    Result<Cluster *> create(const ClusterSpec &spec, const SecretPtr &logins = {});
    //! Finds a cluster by what its machines and groups in the cloud say, where nothing of it is on this
    //! computer; it can be destroyed then.
    Pending<Cluster *> adopt(const QString &accountName, const QString &clusterName);
    //! A cluster that another computer has exported; its account has to be here by name, or to be added,
    //! before anything is made or deleted in the cloud. Errors: Auth (passphrase), Config, Conflict (it is
    //! here).
    Pending<Cluster *> importFrom(const QString &path, const SecretPtr &passphrase);
    //! A cluster that is there already, at the far end of a way in; nothing is written there. It can only be
    //! looked at until allowChanges(). Errors: Auth (also with a question inside), Network, Config (a
    //! worker's engine: names the managers), Conflict (the name is taken).
    Pending<Cluster *> connectTo(const QString &name, const Arrival &arrival);
    Result<> forget(Cluster *cluster); //!< a Destroyed or a connected one only: the cluster itself stays

signals:
    void accountsChanged();
    void clusterAdded(skep::cluster::Cluster *cluster);
    void clusterRemoved(const QString &id);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::cluster
