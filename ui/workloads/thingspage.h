// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/liveinventory.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/workloads/objectpage.h"

namespace skep::ui {

class CreateDialog;

//! An image, a network, a volume, a secret or a config, as its page shows it.
struct ThingRow
{
    QString id; //!< of the row
    QString object; //!< what the engine calls it
    QString machine; //!< empty: the swarm's own
    QString name;
    QString node; //!< empty: the swarm's own
    QString note; //!< driver, size: what tells it from others of its kind
    QDateTime createdAt;
    QList<Fact> facts;
    QMap<QString, QString> labels;
    bool isStale = false;
    bool operator==(const ThingRow &) const = default;
};
using ThingsModel = KeyedTableModel<ThingRow>;

//! The page of images, networks, volumes, secrets or configs: what there is and where, inspected and removed.
class ThingsPage final : public ObjectPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ThingsPage)

public:
    //! None is owned; all must outlive the page.
    ThingsPage(cluster::LiveInventory::Kind kind, cluster::Store *store, cluster::Operations *operations,
               cluster::LiveInventory *inventory, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showThings();
    const ThingRow *current() const;
    void create();
    CreateDialog *makeDialog();
    QString withServiceNames(QString text) const;
    void remove();
    docker::ObjectKind objectKind() const;
    Detail detailOf(const QString &key) const override;
    void updateActions() override;
    void inspectCurrent() override;

    cluster::LiveInventory::Kind m_kind;
    cluster::Store *m_store;
    cluster::Operations *m_operations;
    cluster::LiveInventory *m_inventory;
    ThingsModel *m_model;
    QPushButton *m_remove;
    QString m_made; //!< the row of what was just made, until it is there
};

} // namespace skep::ui
