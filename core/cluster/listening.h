// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/audit.h"

namespace skep::cluster {

//! A port that a program of a node listens at, from other computers too.
struct Listener
{
    QString protocol; //!< tcp, udp
    int port = 0;
    bool operator==(const Listener &) const = default;
};

//! Prints what parseListeners() reads; reads only, needs no root and nothing that a node may lack.
QByteArray listenersCommand();
//! Each once, in order of their ports; what only the node itself reaches is left out. Pure.
QList<Listener> parseListeners(const QByteArray &printed);
//! Those behind which a node is ruled or told apart though nothing asks who comes. What a swarm cannot do
//! without is not among them. Pure.
QList<Finding> judgeListeners(const QString &machine, const QList<Listener> &listeners);

} // namespace skep::cluster
