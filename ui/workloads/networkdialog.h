// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "ui/workloads/createdialog.h"

class QCheckBox;
class QLineEdit;

namespace skep::ui {

//! A new overlay network of the swarm.
class NetworkDialog final : public CreateDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkDialog)

public:
    //! \p taken: the names that there are. The operations are not owned and must outlive the dialog.
    NetworkDialog(const QStringList &taken, cluster::Operations *operations, QWidget *parent = nullptr);

private:
    QList<Problem> problems() const override;
    Pending<QString> send() override;

    QStringList m_taken;
    cluster::Operations *m_operations;
    QLineEdit *m_name;
    QLineEdit *m_subnet;
    QCheckBox *m_attachable;
    QCheckBox *m_encrypted;
    QCheckBox *m_internal;
};

} // namespace skep::ui
