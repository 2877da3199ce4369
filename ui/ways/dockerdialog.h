// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/shellaccess.h"
#include "ui/ways/formdialog.h"

class QLineEdit;
class QTimer;

namespace skep::ui {

class FieldRow;
class KeyChoice;

//! Makes the docker client of any shell reach a cluster: shows each thing that will be written, writes it,
//! and takes it back.
class DockerDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DockerDialog)

public:
    DockerDialog(cluster::Cluster *cluster, const local::Places &places, QWidget *parent = nullptr);

private:
    void submit() override;
    void look(); //!< what is to be done for the inputs of the moment
    void showItems(const QList<cluster::AccessItem> &items);
    void showRefusal(const Error &error);
    void showContexts();
    void askToRemove(const QString &context);
    void remove(const QString &context);

    cluster::Cluster *m_cluster;
    cluster::ShellAccess *m_access;
    QTimer *m_pause; //!< after the last key that was typed
    QLineEdit *m_name;
    KeyChoice *m_choice;
    FieldRow *m_nameRow;
    FieldRow *m_choiceRow;
    QVBoxLayout *m_items;
    QVBoxLayout *m_contexts;
    int m_asked = 0; //!< counts looks: only the last one's answer is shown
};

} // namespace skep::ui
