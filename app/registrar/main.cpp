// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/log.h"
#include "app/registrar/options.h"
#include "app/registrar/registrar.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

namespace {

//! There is nothing to put in order (see Registrar), but as the first process of a container the program gets
//! only signals that it has a handler for.
extern "C" void endNow(int)
{
    _exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    using namespace skep::registrar;
    const auto options = parseOptions(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
    if (!options) {
        logLine(options.error() + "; see --help");
        return 2;
    }
    if (options->mode == Options::Mode::Help) {
        std::fputs(helpText().c_str(), stdout);
        return 0;
    }
    if (options->mode == Options::Mode::Version) {
        std::puts("skep-registrar " SKEP_VERSION);
        return 0;
    }
    std::signal(SIGTERM, endNow);
    std::signal(SIGINT, endNow);
    std::signal(SIGPIPE, SIG_IGN);
    Registrar registrar(*options);
    if (options->mode == Options::Mode::Run)
        registrar.run();
    const auto outcome = registrar.reconcile();
    if (!outcome)
        logLine(outcome.error());
    return outcome ? 0 : 1;
}
