// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "ui/models/keyedtablemodel.h"

//! What the dashboard's tables show of each kind.
namespace skep::ui {

using NodesModel = KeyedTableModel<cluster::NodeRow>;
using ServicesModel = KeyedTableModel<cluster::ServiceRow>;
using CatalogModel = KeyedTableModel<cluster::CatalogRow>;
using InstancesModel = KeyedTableModel<cluster::InstanceRow>;

NodesModel *nodesModel(bool hasConsul, QObject *parent);
ServicesModel *servicesModel(bool hasConsul, QObject *parent);
CatalogModel *catalogModel(QObject *parent);
InstancesModel *instancesModel(QObject *parent);

cluster::Health healthOf(consul::CheckState state);

} // namespace skep::ui
