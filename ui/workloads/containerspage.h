// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/liveinventory.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/workloads/logtarget.h"
#include "ui/workloads/objectpage.h"

namespace skep::ui {

using ContainersModel = KeyedTableModel<cluster::ContainerRow>;

//! The containers of all nodes, also those that no service runs.
class ContainersPage final : public ObjectPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContainersPage)

public:
    //! None is owned; all must outlive the page.
    ContainersPage(cluster::Store *store, cluster::Operations *operations, cluster::LiveInventory *inventory,
                   QWidget *parent = nullptr);

signals:
    void execRequested(const QString &machine, const QString &containerId);
    void logsRequested(const QList<skep::ui::LogTarget> &targets, const QString &title);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showContainers();
    const cluster::ContainerRow *current() const;
    void control(cluster::ContainerVerb verb);
    void askTo(cluster::ContainerVerb verb);
    void askToRun();
    Detail detailOf(const QString &key) const override;
    void updateActions() override;
    void inspectCurrent() override;

    cluster::Store *m_store;
    cluster::Operations *m_operations;
    cluster::LiveInventory *m_inventory;
    ContainersModel *m_model;
    QPushButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_restart;
    QPushButton *m_remove;
    QPushButton *m_logs;
    QPushButton *m_exec;
};

} // namespace skep::ui
