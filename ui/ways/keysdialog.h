// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "core/local/places.h"
#include "ui/ways/formdialog.h"

namespace skep::ui {

class FieldRow;
class KeyChoice;

//! People's own public keys on every machine of a cluster: lists them, adds one, takes one off.
class KeysDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeysDialog)

public:
    KeysDialog(cluster::Cluster *cluster, const local::Places &places, QWidget *parent = nullptr);

private:
    void submit() override;
    void showKeys();
    QWidget *rowOf(const QString &line);
    void askToRemove(const QString &line);
    void change(const Pending<> &work, const QString &done);

    cluster::Cluster *m_cluster;
    QWidget *m_list = nullptr; //!< made anew when the keys are others
    QVBoxLayout *m_holder;
    KeyChoice *m_choice;
    FieldRow *m_choiceRow;
};

} // namespace skep::ui
