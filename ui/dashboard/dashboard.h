// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "core/cluster/workspace.h"
#include "ui/models/tables.h"

#include <QMenu>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QHBoxLayout;
class QTabBar;

namespace skep::ui {

class AttentionList;
class Card;
class Comb;
class PlainLabel;
class ProofCard;
class TablePanel;

//! One cluster as it is now: what wants attention, the comb, the proof and the tables. Reads the store only;
//! what a person asks for goes out as signals.
class Dashboard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Dashboard)

public:
    explicit Dashboard(cluster::Store *store, QWidget *parent = nullptr); //!< the store must outlive it

    void setProof(const cluster::Proof &proof);
    void
    setMachines(const QList<cluster::MachineRecord> &machines); //!< shown in the comb until nodes are known
    void focusFilter();
    //! Skep has not made it: no proof, no machines to add. \p card in the proof's place; may be null.
    void setConnected(QWidget *card);

signals:
    void proveRequested();
    void reconnectRequested();
    void terminalsRequested(const QStringList &machines); //!< by Skep's names; never empty
    void filesRequested(const QString &machine);
    void addNodesRequested();
    void replaceRequested(const QString &machine);
    //! A menu of these nodes is about to open; who can do more with them adds it. Empty: none is chosen.
    void nodeMenuOpened(QMenu *menu, const QStringList &machines);
    void discoveryRequested(const QString &service); //!< to be asked for; empty: only shown

private:
    enum Tab { Nodes, Services, Catalog };
    QWidget *makeMiddle();
    Card *makeTables();
    QWidget *makeCatalog();
    void connectStore();
    void updateLive();
    void updateComb();
    void updateTabs();
    void updateNodes();
    void updateServices();
    void updateCatalog();
    void updateInstances();
    void setCombOfTasks(bool tasks);
    void handle(const QString &action, const QString &subject);
    void openTerminals(const QStringList &nodes);
    void showNodeMenu(const QStringList &nodes, const QPoint &global);
    void fillNodeMenu(QMenu *menu, const QStringList &nodes);
    QHBoxLayout *makeNodeButtons();
    QString machineOf(const QString &node) const; //!< empty: Skep does not know it
    bool isStale() const;

    cluster::Store *m_store;
    QList<cluster::MachineRecord> m_machines;
    bool m_tasksInComb = false;
    bool m_isConnected = false;
    QTabBar *m_combTabs = nullptr; //!< what the comb shows
    NodesModel *m_nodes;
    ServicesModel *m_services;
    CatalogModel *m_catalog = nullptr;
    InstancesModel *m_instances = nullptr;
    AttentionList *m_attention = nullptr;
    Comb *m_comb = nullptr;
    PlainLabel *m_combNote = nullptr;
    ProofCard *m_proof = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_addNodes = nullptr;
    QPushButton *m_nodeMenu = nullptr;
    TablePanel *m_nodesPanel = nullptr;
    TablePanel *m_servicesPanel = nullptr;
    TablePanel *m_catalogPanel = nullptr;
    TablePanel *m_instancesPanel = nullptr;
};

} // namespace skep::ui
