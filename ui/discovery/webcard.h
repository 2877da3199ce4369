// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace skep::ui {

class MessageBar;
class PlainLabel;

//! Consul's own web interface in the user's browser, without a port that is opened for it.
class WebCard final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebCard)

public:
    explicit WebCard(cluster::Discovery *discovery, QWidget *parent = nullptr); //!< must outlive it

private:
    void update();
    void open();

    cluster::Discovery *m_discovery;
    PlainLabel *m_note;
    QPushButton *m_open;
    QPushButton *m_close;
    MessageBar *m_message;
};

} // namespace skep::ui
