// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/approach.h"
#include "core/cluster/waysin.h"
#include "core/cluster/workspace.h"
#include "core/local/places.h"
#include "ui/ways/formdialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace skep::ui {

class FieldRow;
class FileField;

//! Connects to a cluster that is there already: by SSH, by a docker context, by an engine's socket.
class ConnectDialog final : public FormDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectDialog)

public:
    ConnectDialog(cluster::Workspace *workspace, const local::Places &places, QWidget *parent = nullptr);

signals:
    void connected(skep::cluster::Cluster *cluster);

private:
    void submit() override;
    void offer(const QList<cluster::WayIn> &ways);
    void follow(); //!< what else is asked for depends on the way
    Result<cluster::Entry> entry() const;
    void approach(const cluster::Entry &entry);
    void askForKey(const cluster::HostKeyQuestion &question);
    void askForSecret(const ssh::Question &question, const QString &sentence);
    void connectBy(const cluster::Arrival &arrival);
    void showRefusal(const Error &error);
    void startOver(); //!< something else was typed: what was asked does not count any more

    cluster::Workspace *m_workspace;
    local::Places m_places;
    QComboBox *m_way;
    QLineEdit *m_name;
    FileField *m_key; //!< for SSH
    FileField *m_certificates; //!< for an engine that listens itself
    FieldRow *m_wayRow;
    FieldRow *m_nameRow;
    FieldRow *m_keyRow;
    FieldRow *m_certificatesRow;
    QLineEdit *m_secret; //!< that the way in asks for
    FieldRow *m_secretRow;
    QCheckBox *m_keep;
    bool m_nameIsTyped = false;
    std::unique_ptr<cluster::Approach> m_approach; //!< that waits for an answer, or for the host
    enum class Asked { Nothing, Key, Secret } m_asked = Asked::Nothing;
};

} // namespace skep::ui
