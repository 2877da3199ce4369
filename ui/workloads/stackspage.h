// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "core/cluster/store.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/workloads/objectpage.h"

#include <QStackedWidget>

namespace skep::ui {

class StackForm;

struct StackRow
{
    QString name;
    int services = 0;
    int running = 0;
    int wanted = 0;
    cluster::HealthReason health; //!< of the worst of its services
    bool operator==(const StackRow &) const = default;
};
using StacksModel = KeyedTableModel<StackRow>;

//! The stacks that run: how each is, its services, and what is done with one as a whole.
class StacksPage final : public ObjectPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StacksPage)

public:
    //! Neither is owned; both must outlive the page.
    StacksPage(cluster::Store *store, cluster::Operations *operations, QWidget *parent = nullptr);

signals:
    void deployRequested();
    void updateRequested(const QString &stack);
    void servicesRequested(const QString &stack);

private:
    void showStacks();
    void remove();
    Detail detailOf(const QString &key) const override;
    void updateActions() override;
    void inspectCurrent() override;

    cluster::Store *m_store;
    cluster::Operations *m_operations;
    StacksModel *m_model;
    QPushButton *m_update;
    QPushButton *m_services;
    QPushButton *m_remove;
};

//! The stacks' table, or the form of one of them: what is typed stays while other pages are looked at.
class StacksArea final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StacksArea)

public:
    StacksArea(cluster::Store *store, cluster::Operations *operations, QWidget *parent = nullptr);
    StacksPage *page() const { return m_page; }

private:
    StacksPage *m_page;
    StackForm *m_form;
};

} // namespace skep::ui
