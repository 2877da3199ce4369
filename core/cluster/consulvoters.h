// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cluster/quorum.h"

namespace skep::consul {
class Client;
}

namespace skep::cluster {

class Site;

//! A server of Consul that has a leader now, through its own connection: the first of them that answers.
//! \p except: a machine that is not asked, because it goes.
Pending<consul::Client *> leadingConsul(Site *site, const QString &except = {});

//! The servers of Consul that have a vote, and who of them is there. Asked of one that has a leader; where
//! none has, of the first that answers at all.
Pending<QList<VoterSeen>> consulVoters(Site *site, const QStringList &except = {});

} // namespace skep::cluster
