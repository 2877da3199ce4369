// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace skep::ui {

class PlainLabel;

//! What a connected cluster waits for: a passphrase or a password, keys to be confirmed, leave to be changed.
//! Shows the most urgent one, and nothing where there is none.
class ConnectBar final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectBar)

public:
    explicit ConnectBar(cluster::Cluster *cluster, QWidget *parent = nullptr);

signals:
    void keysRequested();
    void leaveRequested(); //!< that the cluster may be changed

private:
    void refresh();

    cluster::Cluster *m_cluster;
    PlainLabel *m_sentence;
    QLineEdit *m_secret;
    QCheckBox *m_keep;
    QPushButton *m_answer;
    QPushButton *m_keys;
    QPushButton *m_allow;
};

} // namespace skep::ui
