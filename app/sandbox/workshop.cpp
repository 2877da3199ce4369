// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/workshop.h"

#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace skep::sandbox {

Workshop::Workshop(boost::asio::io_context &io, std::size_t threads)
    : m_io(io)
    , m_threads(threads)
{
}

Workshop::~Workshop()
{
    finish();
}

void Workshop::run(const std::string &name, Work work, Done done)
{
    if (m_closing)
        return;
    std::deque<Job> &queue = m_queues[name];
    queue.push_back({std::move(work), std::move(done)});
    if (queue.size() == 1)
        begin(name);
}

void Workshop::begin(const std::string &name)
{
    boost::asio::post(m_threads, [this, name, work = m_queues[name].front().work] {
        std::string error;
        try {
            work();
        } catch (const std::exception &failure) {
            error = failure.what();
            if (error.empty())
                error = "The machine's work failed.";
        }
        boost::asio::post(m_io, [this, name, error] { end(name, error); });
    });
}

void Workshop::end(const std::string &name, const std::string &error)
{
    std::deque<Job> &queue = m_queues[name];
    const Done done = std::move(queue.front().done);
    queue.pop_front();
    if (queue.empty())
        m_queues.erase(name);
    else if (!m_closing)
        begin(name);
    if (done)
        done(error);
}

void Workshop::finish()
{
    m_closing = true;
    m_threads.join();
}

} // namespace skep::sandbox
