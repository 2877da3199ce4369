// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/ways/formdialog.h"

class QLineEdit;

namespace skep::ui {

class FieldRow;

//! Names the Consul that stands beside a connected cluster.
class ConsulDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsulDialog)

public:
    explicit ConsulDialog(cluster::Cluster *cluster, QWidget *parent = nullptr);

private:
    void submit() override;

    cluster::Cluster *m_cluster;
    QLineEdit *m_url;
    QLineEdit *m_token;
    FieldRow *m_urlRow;
};

} // namespace skep::ui
