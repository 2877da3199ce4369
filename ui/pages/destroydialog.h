// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace skep::ui {

//! Asks for the cluster's name, letter by letter, before everything of it is deleted.
class DestroyDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DestroyDialog)

public:
    DestroyDialog(const QString &clusterName, int machines, QWidget *parent = nullptr);

private:
    QLineEdit *m_typed;
    QPushButton *m_destroy;
};

} // namespace skep::ui
