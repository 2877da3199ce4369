// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/httpclient.h"

#include "app/registrar/stream.h"

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <charconv>
#include <chrono>
#include <string_view>

namespace skep::registrar {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr auto requestTime = std::chrono::seconds(5);

} // namespace

//! The socket and what was read ahead on it.
class HttpClient::Connection
{
public:
    explicit Connection(const Endpoint &endpoint)
        : m_endpoint(endpoint)
        , m_stream(m_io)
    {
    }

    bool used() const { return m_used; }

    beast::error_code open()
    {
        m_stream.expires_after(requestTime);
        m_stream.async_connect(boostEndpoint(m_endpoint), [this](beast::error_code e) { m_error = e; });
        return finish();
    }

    beast::error_code exchange(const http::request<http::string_body> &request,
                               http::response_parser<http::string_body> &parser)
    {
        m_stream.expires_after(requestTime);
        http::async_write(m_stream, request, [&](beast::error_code e, std::size_t) {
            m_error = e;
            if (!e)
                readHeader(parser);
        });
        m_used = true;
        return finish();
    }

private:
    //! Header and body apart: read in one go, Beast 1.74 reserves memory for a body before it looks at the
    //! limit.
    void readHeader(http::response_parser<http::string_body> &parser)
    {
        http::async_read_header(
            m_stream, m_buffer, parser, [this, &parser](beast::error_code e, std::size_t) {
                m_error = e;
                if (e)
                    return;
                http::async_read(m_stream, m_buffer, parser,
                                 [this](beast::error_code e2, std::size_t) { m_error = e2; });
            });
    }

    beast::error_code finish()
    {
        m_io.restart();
        m_io.run();
        return m_error;
    }

    const Endpoint &m_endpoint;
    asio::io_context m_io;
    Stream m_stream;
    beast::flat_buffer m_buffer;
    beast::error_code m_error;
    bool m_used = false;
};

std::string Endpoint::hostHeader() const
{
    if (!socket.empty())
        return "localhost";
    const bool ipv6 = address.find(':') != std::string::npos;
    return (ipv6 ? '[' + address + ']' : address) + ':' + std::to_string(port);
}

Outcome<Endpoint> parseHttpUrl(const std::string &url)
{
    const auto wrong =
        failure("\"" + url + "\" is not of the form http://ADDRESS:PORT with a numeric address");
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme))
        return wrong;
    std::string rest = url.substr(scheme.size());
    if (rest.ends_with('/'))
        rest.pop_back();
    const auto colon = rest.rfind(':');
    if (colon == std::string::npos)
        return wrong;
    Endpoint endpoint;
    endpoint.address = rest.substr(0, colon);
    if (endpoint.address.starts_with('[') && endpoint.address.ends_with(']'))
        endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
    if (endpoint.address == "localhost")
        endpoint.address = "127.0.0.1";
    const char *end = rest.data() + rest.size();
    const auto number = std::from_chars(rest.data() + colon + 1, end, endpoint.port);
    boost::system::error_code error;
    asio::ip::make_address(endpoint.address, error);
    if (error || number.ec != std::errc() || number.ptr != end || endpoint.port == 0)
        return wrong;
    return endpoint;
}

std::string percentEncoded(const std::string &text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    static constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string result;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            result += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        result += '%';
        result += digits[byte >> 4U];
        result += digits[byte & 15U];
    }
    return result;
}

HttpClient::HttpClient(Endpoint endpoint, std::size_t bodyLimit)
    : m_endpoint(std::move(endpoint))
    , m_bodyLimit(bodyLimit)
{
}

HttpClient::~HttpClient() = default;

Outcome<Response> HttpClient::send(const std::string &method, const std::string &target,
                                   const std::string &body, const std::string &consulToken)
{
    http::request<http::string_body> request(http::string_to_verb(method), target, 11);
    request.set(http::field::host, m_endpoint.hostHeader());
    if (!consulToken.empty())
        request.set("X-Consul-Token", consulToken);
    if (!body.empty())
        request.set(http::field::content_type, "application/json");
    request.body() = body;
    request.prepare_payload();

    for (;;) {
        const bool kept = m_connection && m_connection->used();
        if (!m_connection) {
            m_connection = std::make_unique<Connection>(m_endpoint);
            if (const auto error = m_connection->open()) {
                m_connection.reset();
                return failure(error.message());
            }
        }
        http::response_parser<http::string_body> parser;
        parser.body_limit(m_bodyLimit);
        const auto error = m_connection->exchange(request, parser);
        if (!error) {
            Response response{parser.get().result_int(), std::move(parser.get().body())};
            if (!parser.get().keep_alive())
                m_connection.reset();
            return response;
        }
        m_connection.reset();
        if (!kept || error == beast::error::timeout)
            return failure(error.message());
    }
}

} // namespace skep::registrar
