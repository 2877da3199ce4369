// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/ways/formdialog.h"

class QLineEdit;

namespace skep::ui {

class FieldRow;
class FileField;

//! Writes a cluster into one file under a passphrase, for another computer or another person.
class ExportDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportDialog)

public:
    explicit ExportDialog(cluster::Cluster *cluster, QWidget *parent = nullptr);

private:
    void submit() override;
    bool checkInputs();
    void judge(); //!< how strong the passphrase is, and whether both are the same

    cluster::Cluster *m_cluster;
    QLineEdit *m_first;
    QLineEdit *m_second;
    FileField *m_file;
    FieldRow *m_firstRow;
    FieldRow *m_secondRow;
    FieldRow *m_fileRow;
};

} // namespace skep::ui
