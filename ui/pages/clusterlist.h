// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"

#include <QListView>

class QStandardItemModel;

namespace skep::ui {

//! How a cluster stands, for the list: its sign and one line.
struct ClusterLine
{
    cluster::Health health = cluster::Health::Unknown;
    QString text;
};
ClusterLine clusterLine(const cluster::Cluster &cluster);

//! The clusters, worst first. Each is followed as it changes; the chosen one stays chosen.
class ClusterList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterList)

public:
    explicit ClusterList(cluster::Workspace *workspace, QWidget *parent = nullptr);
    void choose(const QString &id);
    void chooseNone();

signals:
    void chosen(const QString &id);

private:
    void add(cluster::Cluster *cluster);
    void remove(const QString &id);
    void refresh(cluster::Cluster *cluster);
    int rowOf(const QString &id) const;

    QStandardItemModel *m_model;
    bool m_isQuiet = false; //!< while rows move, nobody has chosen anything
};

} // namespace skep::ui
