// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http_types.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace skep::sandbox {

//! A request after its path was understood.
struct Call
{
    const Request &request;
    std::vector<std::string> parameters; //!< of the path, decoded

    //! The value of a query parameter, or nothing in it.
    std::string query(const std::string &name) const;
};

using Handler = std::function<nlohmann::json(const Call &)>;

//! One call of the API description.
struct Route
{
    std::string method;
    std::string pattern; //!< as in the description, e.g. /instance/{id}:start
    std::string operation; //!< operationId of the description
    Handler handler;
    bool changes = false; //!< the answer waits until the state is on the disk
};

//! What a path led to.
struct Match
{
    const Route *route = nullptr; //!< null when no call has this path and method
    std::vector<std::string> parameters;
    bool pathExists = false;
};

//! Finds the call for a method and a path.
class Router
{
public:
    void add(Route route) { m_routes.push_back(std::move(route)); }
    Match find(const std::string &method, std::string_view path) const;

private:
    std::vector<Route> m_routes;
};

} // namespace skep::sandbox
