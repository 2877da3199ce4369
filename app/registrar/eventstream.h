// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <string>

namespace skep::registrar {

//! Follows the engine's container events. What an event says is not read: each one, and each beginning and
//! end of the stream, only means that the list of containers may have changed.
class EventStream
{
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit EventStream(const std::string &socket);
    ~EventStream();
    EventStream(const EventStream &) = delete;
    EventStream &operator=(const EventStream &) = delete;

    //! Blocks until something may have changed (true) or until the deadline (false).
    bool waitForHint(Time deadline);

private:
    class Follower;
    std::unique_ptr<Follower> m_follower;
};

} // namespace skep::registrar
