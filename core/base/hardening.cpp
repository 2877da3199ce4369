// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace skep {

void hardenProcess()
{
#ifndef SKEP_DEBUGGABLE
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace skep
