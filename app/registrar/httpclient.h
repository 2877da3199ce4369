// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/outcome.h"

#include <cstddef>
#include <memory>
#include <string>

namespace skep::registrar {

struct Response
{
    unsigned status = 0;
    std::string body;
};

//! Where a server is: a unix socket or a numeric address with port. Names are not looked up, because a static
//! program cannot use the system's resolver.
struct Endpoint
{
    std::string socket; //!< path; empty means TCP
    std::string address;
    unsigned short port = 0;

    std::string hostHeader() const;
};

//! Reads http://ADDRESS:PORT.
Outcome<Endpoint> parseHttpUrl(const std::string &url);

//! One kept connection to one server; each request blocks until it is answered or its time is over.
class HttpClient
{
public:
    HttpClient(Endpoint endpoint, std::size_t bodyLimit);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    //! Only for requests that may be sent twice: a kept connection that turns out to be closed is replaced
    //! once.
    Outcome<Response> send(const std::string &method, const std::string &target, const std::string &body = {},
                           const std::string &consulToken = {});

private:
    class Connection;
    Endpoint m_endpoint;
    std::size_t m_bodyLimit;
    std::unique_ptr<Connection> m_connection;
};

//! Escapes everything but unreserved characters, for one segment of a path.
std::string percentEncoded(const std::string &text);

} // namespace skep::registrar
