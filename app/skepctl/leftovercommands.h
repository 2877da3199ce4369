// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/session.h"

namespace skep::ctl {

//! Objects of an account with Skep's label that belong to no cluster on this computer.
Pending<int> listLeftovers(Session &session);
Pending<int> adoptLeftovers(Session &session);
Pending<int> deleteLeftovers(Session &session);

} // namespace skep::ctl
