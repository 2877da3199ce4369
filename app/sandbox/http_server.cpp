// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http_server.h"

#include "app/sandbox/encoding.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <chrono>
#include <ctime>
#include <optional>
#include <utility>

namespace skep::sandbox {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::asio::ip::tcp;

namespace {

constexpr std::uint64_t longestBody = 1024 * 1024;
constexpr std::uint32_t longestHeader = 16 * 1024;
constexpr auto idleLimit = std::chrono::seconds(120);
constexpr auto writeLimit = std::chrono::seconds(30);
constexpr auto lingerLimit = std::chrono::seconds(2);

std::string httpDate()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 64> text{};
    std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
    return text.data();
}

std::string textOf(beast::string_view view)
{
    return {view.data(), view.size()};
}

Response refusal(const beast::error_code &error)
{
    Response response;
    response.status = error == http::error::body_limit ? 413 : error == http::error::header_limit ? 431 : 400;
    response.body = R"({"message":"Bad Request"})";
    return response;
}

//! One connection; lives as long as a read, a write or an open answer refers to it.
class Session : public std::enable_shared_from_this<Session>
{
public:
    Session(tcp::socket socket, std::shared_ptr<const HttpServer::Handler> handler)
        : m_stream(std::move(socket))
        , m_handler(std::move(handler))
    {
    }

    void read()
    {
        m_parser.emplace();
        m_parser->body_limit(longestBody);
        m_parser->header_limit(longestHeader);
        m_stream.expires_after(idleLimit);
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = shared_from_this()](const beast::error_code &error, std::size_t) {
                             self->handle(error);
                         });
    }

private:
    void handle(const beast::error_code &error)
    {
        m_stream.expires_never();
        if (error.category() == http::make_error_code(http::error::bad_method).category()
            && error != http::error::end_of_stream && error != http::error::partial_message) {
            m_keepAlive = false;
            return write(refusal(error));
        }
        if (error)
            return close();
        m_keepAlive = m_parser->get().keep_alive();
        (*m_handler)(request(), [self = shared_from_this()](Response response) {
            if (response.lost)
                self->close();
            else
                self->write(std::move(response));
        });
    }

    Request request()
    {
        const auto &message = m_parser->get();
        const std::string target = textOf(message.target());
        const std::size_t mark = std::min(target.find('?'), target.size());
        Request request;
        request.method = textOf(message.method_string());
        request.path = target.substr(0, mark);
        request.queryText = target.substr(std::min(mark + 1, target.size()));
        request.query = parseQuery(request.queryText);
        request.body = message.body();
        request.authorization = textOf(message[http::field::authorization]);
        request.userAgent = textOf(message[http::field::user_agent]);
        request.fromBrowser = message.find(http::field::origin) != message.end();
        beast::error_code error;
        const auto peer = m_stream.socket().remote_endpoint(error);
        request.fromLoopback = !error && peer.address().is_loopback();
        return request;
    }

    void write(Response response)
    {
        auto message = std::make_shared<http::response<http::string_body>>();
        message->version(11);
        message->result(static_cast<unsigned>(response.status));
        message->set(http::field::date, httpDate());
        message->set(http::field::content_type, "application/json");
        for (const auto &[name, value] : response.headers)
            message->set(name, value);
        message->keep_alive(m_keepAlive);
        message->body() = std::move(response.body);
        message->prepare_payload();
        m_stream.expires_after(writeLimit);
        http::async_write(m_stream, *message,
                          [self = shared_from_this(), message](const beast::error_code &error, std::size_t) {
                              if (error)
                                  self->close();
                              else if (message->keep_alive())
                                  self->read();
                              else
                                  self->finish();
                          });
    }

    //! Reads on for a moment: a client that is still sending would not see the answer of a closed connection.
    void finish()
    {
        beast::error_code ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        m_stream.expires_after(lingerLimit);
        discard();
    }

    void discard()
    {
        m_stream.async_read_some(boost::asio::buffer(m_discarded),
                                 [self = shared_from_this()](const beast::error_code &error, std::size_t) {
                                     if (error)
                                         self->close();
                                     else
                                         self->discard();
                                 });
    }

    void close()
    {
        beast::error_code ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
        m_stream.close();
    }

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::shared_ptr<const HttpServer::Handler> m_handler;
    std::array<char, 4096> m_discarded{};
    bool m_keepAlive = true;
};

} // namespace

HttpServer::HttpServer(boost::asio::io_context &io, const tcp::endpoint &endpoint, Handler handler)
    : m_io(io)
    , m_acceptor(io, endpoint)
    , m_handler(std::make_shared<const Handler>(std::move(handler)))
{
}

void HttpServer::start()
{
    accept();
}

void HttpServer::stop()
{
    beast::error_code ignored;
    m_acceptor.close(ignored);
}

void HttpServer::accept()
{
    m_acceptor.async_accept([this](const beast::error_code &error, tcp::socket socket) {
        if (!m_acceptor.is_open())
            return;
        if (!error) {
            std::make_shared<Session>(std::move(socket), m_handler)->read();
            return accept();
        }
        // Out of file descriptors, for example: try again a little later.
        auto timer = std::make_shared<boost::asio::steady_timer>(m_io, std::chrono::milliseconds(100));
        timer->async_wait([this, timer](const beast::error_code &) {
            if (m_acceptor.is_open())
                accept();
        });
    });
}

} // namespace skep::sandbox
