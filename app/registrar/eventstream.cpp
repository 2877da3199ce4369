// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/eventstream.h"

#include "app/registrar/backoff.h"
#include "app/registrar/stream.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <optional>
#include <utility>

namespace skep::registrar {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr auto openTime = std::chrono::seconds(5);

//! Only what can change the catalog; health checks alone cause several other events per second.
std::string eventsTarget()
{
    return "/events?filters="
        + percentEncoded(R"({"type":["container"],"event":["start","die","stop","kill","destroy","pause",)"
                         R"("unpause","rename","health_status"]})");
}

} // namespace

//! The state machine behind EventStream: connect, ask, read for ever, wait a little, connect again.
class EventStream::Follower
{
public:
    explicit Follower(const std::string &socket)
        : m_endpoint{socket, {}, 0}
        , m_request(http::verb::get, eventsTarget(), 11)
        , m_timer(m_io)
    {
        m_request.set(http::field::host, m_endpoint.hostHeader());
        connect();
    }

    bool wait(Time deadline)
    {
        while (!m_hint && std::chrono::steady_clock::now() < deadline)
            m_io.run_one_until(deadline);
        return std::exchange(m_hint, false);
    }

private:
    void connect()
    {
        m_buffer.clear();
        m_parser.emplace();
        m_parser->body_limit(boost::none);
        m_stream.emplace(m_io);
        m_stream->expires_after(openTime);
        m_stream->async_connect(boostEndpoint(m_endpoint),
                                [this](beast::error_code e) { e ? end() : ask(); });
    }

    void ask()
    {
        http::async_write(*m_stream, m_request,
                          [this](beast::error_code e, std::size_t) { e ? end() : readHeader(); });
    }

    void readHeader()
    {
        // The engine sends its header at once, also when there is no event yet.
        http::async_read_header(*m_stream, m_buffer, *m_parser, [this](beast::error_code e, std::size_t) {
            if (e || m_parser->get().result() != http::status::ok) {
                end();
                return;
            }
            m_backoff.reset();
            m_hint = true; // something may have happened before the stream stood
            m_stream->expires_never();
            readOn();
        });
    }

    void readOn()
    {
        m_parser->get().body().data = m_chunk.data();
        m_parser->get().body().size = m_chunk.size();
        m_parser->get().body().more = true;
        http::async_read_some(*m_stream, m_buffer, *m_parser, [this](beast::error_code e, std::size_t) {
            if ((e && e != http::error::need_buffer) || m_parser->is_done()) {
                end();
                return;
            }
            m_hint = m_hint || m_parser->get().body().size < m_chunk.size();
            readOn();
        });
    }

    void end()
    {
        if (m_stream && m_backoff.isReset())
            m_hint = true;
        m_timer.expires_after(m_backoff.next());
        m_timer.async_wait([this](beast::error_code e) {
            if (!e)
                connect();
        });
    }

    Endpoint m_endpoint;
    http::request<http::empty_body> m_request;
    asio::io_context m_io;
    asio::steady_timer m_timer;
    std::optional<Stream> m_stream;
    beast::flat_buffer m_buffer{65536};
    std::optional<http::response_parser<http::buffer_body>> m_parser;
    std::array<char, 4096> m_chunk{};
    Backoff m_backoff;
    bool m_hint = false;
};

EventStream::EventStream(const std::string &socket)
    : m_follower(std::make_unique<Follower>(socket))
{
}

EventStream::~EventStream() = default;

bool EventStream::waitForHint(Time deadline)
{
    return m_follower->wait(deadline);
}

} // namespace skep::registrar
