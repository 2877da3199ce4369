// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/nodechanges.h"
#include "ui/nodes/nodeverb.h"

#include <QDialog>

class QCheckBox;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace skep::ui {

class MessageBar;
class PlainLabel;

//! Asks before nodes are removed, replaced, promoted or demoted: what it means in numbers, each step of it
//! and the commands it stands for. A change that would lose the majority is refused while the dialog is open,
//! as the managers come and go. Closes once the change runs.
class ChangeDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeDialog)

public:
    //! Changes and store are not owned and must outlive it.
    ChangeDialog(NodeVerb verb, QStringList machines, cluster::NodeChanges *changes, cluster::Store *store,
                 QWidget *parent = nullptr);

private:
    QWidget *makeOptions();
    void askForNames();
    void refresh();
    QString question() const;
    QString replacement(const cluster::Change &change) const;
    QString consequence(const cluster::Change &change) const;
    QString refusal(const QList<cluster::NodeRow> &rows, const cluster::Change &change) const;
    QList<cluster::NodeRow> rows() const;
    cluster::Change change() const;
    QString steps(const cluster::Change &change) const;
    void submit();

    NodeVerb m_verb;
    QStringList m_machines;
    cluster::NodeChanges *m_changes;
    cluster::Store *m_store;
    QList<cluster::PlannedMachine> m_added; //!< who comes in place of a dead one
    bool m_isBusy = false;
    QString m_failed; //!< what the far side said to the last try
    PlainLabel *m_consequence;
    MessageBar *m_message;
    QSpinBox *m_patience = nullptr;
    QCheckBox *m_hurried = nullptr;
    QPlainTextEdit *m_steps;
    QPlainTextEdit *m_commands;
    QPushButton *m_deed;
};

} // namespace skep::ui
