// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skep {

//! Secrets are in the memory of these programs: no core file, and no other process of the same user may read
//! or trace it. Called first in main(). A build with SKEP_DEBUGGABLE lets debuggers attach.
void hardenProcess();

} // namespace skep
