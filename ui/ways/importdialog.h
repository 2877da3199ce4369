// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/ways/formdialog.h"

class QLineEdit;

namespace skep::ui {

class FieldRow;
class FileField;

//! Takes a cluster that was exported elsewhere.
class ImportDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportDialog)

public:
    explicit ImportDialog(cluster::Workspace *workspace, QWidget *parent = nullptr);

signals:
    void imported(skep::cluster::Cluster *cluster);

private:
    void submit() override;
    void showRefusal(const Error &error);

    cluster::Workspace *m_workspace;
    FileField *m_file;
    QLineEdit *m_passphrase;
    FieldRow *m_fileRow;
    FieldRow *m_passphraseRow;
};

} // namespace skep::ui
