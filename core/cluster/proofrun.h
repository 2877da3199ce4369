// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/audit.h"
#include "core/cluster/proof.h"
#include "core/cluster/site.h"
#include "core/consul/types.h"
#include "core/docker/types.h"

namespace skep::cluster {

//! Proves a cluster by use: a small web service is deployed, found by name, fetched and removed again. Runs
//! once; the service is removed however it ends. Main thread.
class ProofRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProofRun)

public:
    explicit ProofRun(Site *site, QObject *parent = nullptr);

    Pending<Proof> run(); //!< a failed stage is a proof that did not pass, not an error
    const Proof &proof() const { return m_proof; }

signals:
    void changed();

private:
    Pending<> stage(const QString &id, std::function<Pending<QString>()> work);
    void set(const QString &id, ProofStage::State state, const QString &detail = {});
    Pending<QString> deploy();
    Pending<QString> untilRunning(const QString &serviceId);
    Pending<QString> untilInCatalog();
    Pending<QString> askOnNodes();
    Pending<> askOnNode(const QString &machine, const QString &type);
    Pending<QString> askInContainers();
    Pending<> askInContainer(const QString &machine);
    Pending<QString> fetch();
    Pending<QString> judgeExposure();
    Pending<QString> remove();
    Pending<> untilGone(std::chrono::seconds limit); //!< from the swarm and from the catalog
    Pending<> afterFailure();
    Pending<> cleanUp();
    Pending<bool> registrarRuns(); //!< on the node of the web service
    Pending<QString> whyNotInCatalog(const QString &seen);
    QStringList nodes() const;

    Site *m_site;
    bool m_consul;
    Proof m_proof;
    Pending<Audit> m_audit; //!< runs beside the other stages
    QString m_nonce; //!< what the web service answers
    QString m_machine; //!< where its task runs
    QString m_serviceId;
    QString m_nodeId;
    consul::Instance m_instance;
    int m_port = 0;
};

} // namespace skep::cluster
