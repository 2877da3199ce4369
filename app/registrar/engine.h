// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/container.h"
#include "app/registrar/httpclient.h"

#include <map>
#include <string>
#include <vector>

namespace skep::registrar {

//! Asks the node's Docker engine which containers run.
class Engine
{
public:
    explicit Engine(const std::string &socket);

    //! The containers that are up, with what registering them needs.
    Outcome<std::vector<Container>> containers();

private:
    Outcome<> describe(Container &container);
    Outcome<Response> ask(const std::string &target);

    HttpClient m_http;
    //! SERVICE_NAME by container id: an environment never changes, so each container is asked for it once.
    std::map<std::string, std::string> m_wantedNames;
};

} // namespace skep::registrar
