// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/ways/formdialog.h"

class QLineEdit;

namespace skep::ui {

class FieldRow;

//! From which addresses SSH of a cluster is reached, to be read and changed.
class AddressDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressDialog)

public:
    explicit AddressDialog(cluster::Cluster *cluster, QWidget *parent = nullptr);

private:
    void submit() override;
    void begin(const QStringList &cidrs);
    void lookUp(); //!< asks a service on the Internet, which the button names

    cluster::Cluster *m_cluster;
    QLineEdit *m_ranges;
    FieldRow *m_row;
    QPushButton *m_lookUp;
};

} // namespace skep::ui
