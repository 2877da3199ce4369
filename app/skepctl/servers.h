// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/session.h"
#include "core/cluster/serverlogins.h"

namespace skep::ctl {

//! A cluster's description with the servers that were looked at, and what their logins asked for.
struct ServersSeen
{
    cluster::ClusterSpec spec;
    cluster::ServerAnswers answers;
};

//! Looks at the servers of a description, which are told from the command line or in its file, as far as
//! there are any: asks for host keys to be trusted and for passwords. An error where one cannot be used;
//! then a table of what was found was printed. Nothing is changed anywhere.
Pending<ServersSeen> lookAtServers(Session &session, const cluster::ClusterSpec &spec);

} // namespace skep::ctl
