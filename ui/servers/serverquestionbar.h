// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverlook.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QPushButton;

namespace skep::ui {

class PlainLabel;

//! What a look at servers asks: whether a host key is the right one, or for a password.
class ServerQuestionBar final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerQuestionBar)

public:
    explicit ServerQuestionBar(cluster::ServerLook *look, QWidget *parent = nullptr); //!< not owned

private:
    void refresh();
    void submit();

    cluster::ServerLook *m_look;
    PlainLabel *m_sentence;
    QLineEdit *m_secret;
    QPushButton *m_answer;
};

} // namespace skep::ui
