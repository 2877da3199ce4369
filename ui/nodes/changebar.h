// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

class QProgressBar;
class QPushButton;

namespace skep::ui {

class PlainLabel;

//! Under a cluster's head while its nodes are changed: what is done, how far it is, and when it stands why,
//! with the ways on.
class ChangeBar final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeBar)

public:
    struct Facts
    {
        QString what; //!< "Add hive-worker-3"; empty: nothing is changed, and nothing is shown
        bool runs = false;
        QString trouble; //!< why it stands
        int done = 0;
        int total = 0;
    };
    explicit ChangeBar(QWidget *parent = nullptr);
    void setFacts(const Facts &facts);

signals:
    void stepsRequested();
    void resumeRequested();
    void giveUpRequested();

private:
    PlainLabel *m_what;
    PlainLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_steps;
    QPushButton *m_giveUp;
    QPushButton *m_resume;
};

} // namespace skep::ui
