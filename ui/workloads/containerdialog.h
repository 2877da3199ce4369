// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"

#include <QDialog>
#include <QHash>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
class QScrollArea;

namespace skep::ui {

class FieldRow;
class LoginChooser;
class MessageBar;
class RowList;

//! One container on one node, as `docker run` starts it. Closes when it runs; what was typed stays through an
//! error.
class ContainerDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContainerDialog)

public:
    struct Node
    {
        QString machine;
        QString name; //!< for people
    };
    ContainerDialog(const QList<Node> &nodes, cluster::Operations *operations, QWidget *parent = nullptr);
    docker::ContainerSpec spec() const;

private:
    void addFields(QVBoxLayout *layout);
    void connectFields();
    void edited();
    void submit();
    void start(const cluster::Login &login);

    cluster::Operations *m_operations;
    bool m_tried = false;
    QComboBox *m_node;
    QLineEdit *m_name;
    QLineEdit *m_image;
    QComboBox *m_restart;
    RowList *m_ports;
    RowList *m_mounts;
    QPlainTextEdit *m_environment;
    QPlainTextEdit *m_arguments;
    QLineEdit *m_network;
    LoginChooser *m_login;
    QPlainTextEdit *m_preview;
    QPushButton *m_run;
    MessageBar *m_message;
    QScrollArea *m_scroll;
    QHash<QString, FieldRow *> m_rows;
};

} // namespace skep::ui
