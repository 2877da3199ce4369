// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/nodechanges.h"

#include <QDialog>
#include <QHash>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace skep::ui {

class FieldRow;
class MessageBar;
class PlainLabel;

//! New nodes: how many, for what, in which shape; the shape is the cluster's own unless another is chosen.
//! Shows the names that will be made. Closes once they are being made; what was typed stays through an error.
class AddNodesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddNodesDialog)

public:
    //! Not owned; must outlive it.
    explicit AddNodesDialog(cluster::NodeChanges *changes, QWidget *parent = nullptr);
    cluster::NodeWish wish() const;

private:
    void makeFields();
    void loadCatalogue();
    void chooseRole();
    void edited();
    void showProblems(const Error &error);
    QString namesText(const QList<cluster::PlannedMachine> &machines) const;
    QString quorumText(int added) const;
    void submit();

    cluster::NodeChanges *m_changes;
    std::optional<QMap<QString, int>> m_used; //!< nothing: the cloud has not answered yet
    QList<cloud::MachineTemplate> m_known;
    bool m_isBusy = false;
    QComboBox *m_role;
    QSpinBox *m_count;
    QComboBox *m_type;
    QSpinBox *m_disk;
    QComboBox *m_template;
    PlainLabel *m_names;
    PlainLabel *m_quorum;
    QPlainTextEdit *m_commands;
    QPushButton *m_add;
    MessageBar *m_message;
    QHash<QString, FieldRow *> m_rows;
};

} // namespace skep::ui
