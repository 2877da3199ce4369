// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/nodechanges.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace skep::ui {

class FieldRow;
class MessageBar;

//! The labels of one node as lines. Only what differs is sent, so that labels which somebody else sets
//! meanwhile stay. Closes when they are set; what was typed stays through an error.
class LabelsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabelsDialog)

public:
    //! Not owned; must outlive it.
    LabelsDialog(const QString &machine, const QMap<QString, QString> &labels, cluster::NodeChanges *changes,
                 QWidget *parent = nullptr);

private:
    Result<QMap<QString, QString>> typed() const;
    void edited();
    void submit();

    QString m_machine;
    QMap<QString, QString> m_before;
    QMap<QString, QString> m_set;
    QStringList m_unset;
    cluster::NodeChanges *m_changes;
    bool m_isBusy = false;
    QPlainTextEdit *m_labels;
    QPlainTextEdit *m_commands;
    FieldRow *m_row;
    QPushButton *m_save;
    MessageBar *m_message;
};

} // namespace skep::ui
