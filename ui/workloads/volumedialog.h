// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "ui/workloads/containerdialog.h"
#include "ui/workloads/createdialog.h"

class QComboBox;
class QLineEdit;

namespace skep::ui {

//! A new volume on one node.
class VolumeDialog final : public CreateDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VolumeDialog)

public:
    //! \p taken: "machine/name" of those that there are. The operations are not owned and must outlive the
    //! dialog.
    VolumeDialog(const QList<ContainerDialog::Node> &nodes, const QStringList &taken,
                 cluster::Operations *operations, QWidget *parent = nullptr);

private:
    QList<Problem> problems() const override;
    Pending<QString> send() override;

    QStringList m_taken;
    cluster::Operations *m_operations;
    QComboBox *m_node;
    QLineEdit *m_name;
};

} // namespace skep::ui
