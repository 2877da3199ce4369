// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace skep::ui {

class PlainLabel;

//! Over a cluster whose SSH is not open to where this computer is now: says so with both addresses, moves the
//! range by one click, and shows how that goes. Hidden while there is nothing to say.
class AddressBar final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressBar)

public:
    explicit AddressBar(cluster::Cluster *cluster, QWidget *parent = nullptr);

signals:
    void dialogRequested(); //!< for another range than the one that is offered

private:
    enum class Deed { None, Move, Add, Retry };
    void refresh();
    void showMoving(const cluster::Change &change);
    void showStopped(const cluster::Change &change);
    void showStale(const cluster::OperatorWay &way);
    void say(const QString &sentence, Deed deed, const QString &text, const QString &other);
    void act();
    void moveTo(const QStringList &cidrs);
    QString runningStep() const;

    cluster::Cluster *m_cluster;
    PlainLabel *m_sentence;
    PlainLabel *m_reason;
    QPushButton *m_deed;
    QPushButton *m_other;
    QPushButton *m_giveUp;
    Deed m_kind = Deed::None;
    QString m_refusal; //!< why the last click led to nothing
};

} // namespace skep::ui
