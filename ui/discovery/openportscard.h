// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace skep::ui {

class MessageBar;

//! What of Consul and the engines is open to others by choice; opens more of it and closes it again.
class OpenPortsCard final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OpenPortsCard)

public:
    explicit OpenPortsCard(cluster::Discovery *discovery, QWidget *parent = nullptr); //!< must outlive it

private:
    void update();
    QWidget *makeRows();
    QWidget *makeUnfinished(const QString &what);
    void askToOpen();
    void askForCertificateFolder();
    void writeCertificate(const QString &folder);
    void askToClose(const cluster::Exposure &exposure);
    void run(const QString &doing, const Pending<> &pending);

    cluster::Discovery *m_discovery;
    MessageBar *m_message;
    QWidget *m_rows = nullptr;
    QPushButton *m_open;
    bool m_isBusy = false;
};

} // namespace skep::ui
