// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/httpclient.h"
#include "app/registrar/registration.h"

#include <chrono>
#include <map>
#include <string>

namespace skep::registrar {

//! The part of the node's Consul agent that the registrar uses.
class Agent
{
public:
    Agent(Endpoint endpoint, std::chrono::seconds ttl);

    void setToken(std::string token) { m_token = std::move(token); }

    //! The agent's address; empty if the token may not read it: then instances carry none and Consul answers
    //! with the node's, which is the same.
    Outcome<std::string> address();
    //! What the agent has of the registrar's, by id.
    Outcome<std::map<std::string, Registration>> ownServices();
    Outcome<> add(const Registration &registration);
    Outcome<> remove(const std::string &id);
    //! Sets the check's state, which starts its time to live anew. False if the agent does not know the
    //! check.
    Outcome<bool> report(const Registration &registration);

private:
    Outcome<Response> ask(const std::string &method, const std::string &target, const std::string &body = {});

    HttpClient m_http;
    std::string m_token;
    std::chrono::seconds m_ttl;
};

//! The body of PUT /v1/agent/service/register.
std::string registerBody(const Registration &registration, std::chrono::seconds ttl);

//! Reads the answer to GET /v1/agent/services, keeping what the registrar made.
Outcome<std::map<std::string, Registration>> parseOwnServices(const std::string &json);

} // namespace skep::registrar
