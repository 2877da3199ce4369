// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http_types.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>

namespace skep::sandbox {

//! Reads requests, hands them on and writes the answers. Belongs to the API's thread.
class HttpServer
{
public:
    using Handler = std::function<void(const Request &, std::function<void(Response)>)>;

    //! Takes the port at once; throws boost::system::system_error when it is not to be had.
    HttpServer(boost::asio::io_context &io, const boost::asio::ip::tcp::endpoint &endpoint, Handler handler);

    unsigned short port() const { return m_acceptor.local_endpoint().port(); }
    void start();
    void stop();

private:
    void accept();

    boost::asio::io_context &m_io;
    boost::asio::ip::tcp::acceptor m_acceptor;
    std::shared_ptr<const Handler> m_handler;
};

} // namespace skep::sandbox
