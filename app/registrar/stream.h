// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/httpclient.h"

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>

namespace skep::registrar {

//! A byte stream with deadlines over a unix socket or TCP.
using Stream = boost::beast::basic_stream<boost::asio::generic::stream_protocol>;

inline boost::asio::generic::stream_protocol::endpoint boostEndpoint(const Endpoint &endpoint)
{
    namespace asio = boost::asio;
    if (!endpoint.socket.empty())
        return asio::local::stream_protocol::endpoint(endpoint.socket);
    return asio::ip::tcp::endpoint(asio::ip::make_address(endpoint.address), endpoint.port);
}

} // namespace skep::registrar
