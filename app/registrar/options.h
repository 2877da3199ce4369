// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/httpclient.h"
#include "app/registrar/outcome.h"

#include <chrono>
#include <string>
#include <vector>

namespace skep::registrar {

//! What the command line says.
struct Options
{
    enum class Mode { Run, Once, Help, Version };

    Mode mode = Mode::Run;
    std::string dockerSocket = "/var/run/docker.sock";
    Endpoint consul{{}, "127.0.0.1", 8500};
    std::string tokenFile; //!< empty: no token
    std::chrono::seconds ttl{15};
    std::chrono::seconds interval{5};
};

Outcome<Options> parseOptions(const std::vector<std::string> &arguments);

std::string helpText();

} // namespace skep::registrar
