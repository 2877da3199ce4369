// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http_types.h"
#include "app/sandbox/world.h"

#include <chrono>

namespace skep::sandbox {

//! A list as a cloud shows it whose lists lag: without what the ledger says is younger than \p lag.
Response withoutYoung(Response answer, const World &world, std::chrono::milliseconds lag);
//! An operation or a job that has not ended yet, whatever it says.
Response stillPending(Response answer);
//! Machines that have no address yet.
Response withoutAddresses(Response answer);

} // namespace skep::sandbox
