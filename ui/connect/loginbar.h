// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QLineEdit;

namespace skep::ui {

class PlainLabel;

//! The passphrase or the password that a cluster waits for: of the way in to one that was there already, or
//! of a server of the user's own. Not there while it waits for none.
class LoginBar final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoginBar)

public:
    explicit LoginBar(cluster::Cluster *cluster, QWidget *parent = nullptr);

private:
    void refresh();
    void answer();

    cluster::Cluster *m_cluster;
    PlainLabel *m_sentence;
    QLineEdit *m_secret;
    QCheckBox *m_keep;
};

} // namespace skep::ui
