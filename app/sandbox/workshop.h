// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <deque>
#include <functional>
#include <map>
#include <string>

namespace skep::sandbox {

//! Runs machine work on a few threads so that the API never waits for it. Jobs with the same name run one
//! after the other, jobs with different names side by side. Used by the API's thread; results come back
//! there.
class Workshop
{
public:
    using Work = std::function<void()>; //!< on a worker thread; throws std::exception on failure
    using Done =
        std::function<void(const std::string &error)>; //!< on the API's thread; empty when all went well

    Workshop(boost::asio::io_context &io, std::size_t threads);
    ~Workshop();

    void run(const std::string &name, Work work, Done done);
    //! Waits for the work under way; what has not begun is dropped.
    void finish();

private:
    struct Job
    {
        Work work;
        Done done;
    };

    void begin(const std::string &name);
    void end(const std::string &name, const std::string &error);

    boost::asio::io_context &m_io;
    boost::asio::thread_pool m_threads;
    std::map<std::string, std::deque<Job>> m_queues;
    bool m_closing = false;
};

} // namespace skep::sandbox
