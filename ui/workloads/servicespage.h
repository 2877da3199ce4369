// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "core/cluster/store.h"
#include "ui/models/tables.h"
#include "ui/workloads/logtarget.h"
#include "ui/workloads/objectpage.h"

class QSpinBox;

namespace skep::ui {

//! The services: how each is and why, and what is done with one day by day.
class ServicesPage final : public ObjectPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServicesPage)

public:
    //! Neither is owned; both must outlive the page.
    ServicesPage(cluster::Store *store, cluster::Operations *operations, QWidget *parent = nullptr);

signals:
    void createRequested();
    void logsRequested(const QList<skep::ui::LogTarget> &targets, const QString &title);
    void editRequested(const skep::docker::ServiceDetail &detail);

private:
    QWidget *makeScaler();
    void edit();
    void showLogs();
    void showServices();
    const cluster::ServiceRow *current() const;
    void scale();
    void restart();
    void askToRollBack();
    void offerRollBack(const docker::ServiceDetail &detail);
    void remove();
    Detail detailOf(const QString &key) const override;
    void updateActions() override;
    void inspectCurrent() override;
    QList<DetailLine> taskLines(const QString &serviceId) const;

    cluster::Store *m_store;
    cluster::Operations *m_operations;
    ServicesModel *m_model;
    QPushButton *m_edit;
    QPushButton *m_logs;
    QPushButton *m_scaleTo;
    QPushButton *m_restart;
    QPushButton *m_rollBack;
    QPushButton *m_remove;
    QWidget *m_scaler = nullptr;
    QSpinBox *m_replicas = nullptr;
    QPushButton *m_scale = nullptr;
    QString m_scaled; //!< the service whose number the stepper shows
};

} // namespace skep::ui
