// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/leftovers.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QScrollArea;

namespace skep::cluster {
class Cluster;
}

namespace skep::ui {

class MessageBar;
class PlainLabel;

//! What an account has that carries Skep's label and belongs to no cluster here: by cluster, to be adopted or
//! deleted. Looks when it is shown, when another account is chosen, and again on request.
class LeftoversDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LeftoversDialog)

public:
    struct Services
    {
        QStringList accounts;
        std::function<Pending<QList<cluster::Leftover>>(const QString &account)> find;
        //! Makes a cluster of this computer of it.
        std::function<Pending<>(const QString &account, const QString &clusterId, bool toDestroy)> adopt;
    };
    explicit LeftoversDialog(Services services, QWidget *parent = nullptr);

private:
    void look();
    void present(const QList<cluster::Leftover> &leftovers);
    QWidget *makeCard(const QList<cluster::Leftover> &ofCluster);
    void askToDelete(const QList<cluster::Leftover> &ofCluster);
    void adopt(const QString &clusterId, bool toDestroy);

    Services m_services;
    QComboBox *m_account;
    PlainLabel *m_summary;
    QScrollArea *m_list;
    MessageBar *m_message;
    QPushButton *m_again;
    Pending<QList<cluster::Leftover>> m_looking;
};

LeftoversDialog::Services leftoverServices(cluster::Workspace *workspace,
                                           const std::function<void(cluster::Cluster *)> &show);

} // namespace skep::ui
