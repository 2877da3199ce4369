// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/liveinventory.h"
#include "core/docker/totals.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/workloads/objectpage.h"

namespace skep::ui {

class PlainLabel;

struct TotalsRow
{
    QString id; //!< of the swarm node
    docker::NodeTotals totals;
    bool isOld = false; //!< what is known of it is not confirmed any more
    bool operator==(const TotalsRow &) const = default;
};
using TotalsModel = KeyedTableModel<TotalsRow>;

//! What `docker info` said of a whole cluster once: containers, images, processors and memory, altogether and
//! of each node, read live from the engines.
class TotalsPage final : public ObjectPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TotalsPage)

public:
    //! None is owned; all must outlive the page.
    TotalsPage(cluster::Store *store, cluster::Operations *operations, cluster::LiveInventory *inventory,
               QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Tile
    {
        PlainLabel *value;
        PlainLabel *note;
    };
    QWidget *makeTiles();
    void showTotals();
    void showSums(const docker::Totals &sum, bool isOld);
    Detail detailOf(const QString &key) const override;
    void inspectCurrent() override;

    cluster::Store *m_store;
    cluster::Operations *m_operations;
    cluster::LiveInventory *m_inventory;
    TotalsModel *m_model;
    Tile m_containers{};
    Tile m_images{};
    Tile m_cpus{};
    Tile m_memory{};
};

} // namespace skep::ui
