// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace skep::ui {

class PlainLabel;

//! Over a cluster whose SSH is not open to where this computer is now: says so with both addresses and moves
//! the range by one click. Hidden while there is nothing to say, and while the range moves.
class AddressBar final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressBar)

public:
    explicit AddressBar(cluster::Cluster *cluster, QWidget *parent = nullptr);

signals:
    void dialogRequested(); //!< for another range than the one that is offered

private:
    void refresh();
    void say(const QString &sentence, const QString &other, const cluster::OperatorWay &offered);
    void moveTo(const QStringList &cidrs);

    cluster::Cluster *m_cluster;
    PlainLabel *m_sentence;
    PlainLabel *m_reason;
    QPushButton *m_move; //!< to where this computer is, instead of the one range that is open
    QPushButton *m_add; //!< beside what is open
    QPushButton *m_other;
    QString m_refusal; //!< why the last click led to nothing
};

} // namespace skep::ui
