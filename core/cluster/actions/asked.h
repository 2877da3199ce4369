// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/actions/action.h"

namespace skep::cluster {

//! What follows when a creating call failed with \p error: the object is looked for where the call may have
//! reached the cloud all the same; a refusal is final.
Pending<> settleAsked(Site *site, const plan::ContextPtr &context, const Error &error,
                      const std::function<Pending<bool>()> &isThere);

//! Of a creating call that was answered without saying what was made.
tl::unexpected<Error> unnamed();

} // namespace skep::cluster
