// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/ways/formdialog.h"

#include <QHash>

class QVBoxLayout;

namespace skep::ui {

class PlainLabel;

//! The host keys of a connected swarm's other nodes, to be confirmed all at once before they are logged in
//! to.
class NodeKeysDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NodeKeysDialog)

public:
    explicit NodeKeysDialog(cluster::Cluster *cluster, QWidget *parent = nullptr);

private:
    void submit() override;
    PlainLabel *addRow(QVBoxLayout *rows, const QString &node);
    void ask(const QString &node, PlainLabel *shown);

    cluster::Cluster *m_cluster;
    QHash<QString, QByteArray> m_keys; //!< that were shown, by node
};

} // namespace skep::ui
