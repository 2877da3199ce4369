// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace skep::ui {

class PlainLabel;

//! What a connected cluster waits for: keys to be confirmed, leave to be changed. Not there where it waits
//! for nothing, nor while a login has to be answered first.
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
    QPushButton *m_keys;
    QPushButton *m_allow;
};

} // namespace skep::ui
