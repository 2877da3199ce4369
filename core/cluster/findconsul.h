// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/links.h"

namespace skep::cluster {

//! An agent of Consul that answers at the far end of a way in: on the host itself, or where a classic swarm's
//! own containers say that their nodes find one another. Only asks; empty: none. Never an error.
Pending<QUrl> findConsul(Links *links, const QString &machine, const QJsonObject &engineInfo);

//! Whether an agent answers there. Errors: as the client's.
Pending<> askConsul(Links *links, const QString &machine);

//! Whether it also shows its nodes: to who may not see them it shows none, without a word, and who leads it
//! tells everybody. Errors: as the client's, and Auth.
Pending<> readConsul(Links *links, const QString &machine);

} // namespace skep::cluster
