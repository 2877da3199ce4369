// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/world.h"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <string>

namespace skep::sandbox {

//! How an operation ended: without a reason it succeeded.
struct Outcome
{
    std::string reason; //!< as the API names it
    std::string message;
};

//! Keeps operations pending for at least a while, as the cloud does, also when the work is quick. Belongs to
//! the API's thread.
class Operations
{
public:
    Operations(boost::asio::io_context &io, World &world, std::chrono::milliseconds shortest,
               std::function<void()> changed);

    //! Starts an operation and returns its id.
    std::string begin(const Reference &reference, const std::string &resourceType = {});
    //! Starts one whose object is gone once it succeeded.
    std::string beginRemoval(const Reference &reference);
    //! Records the end; clients see it when the operation has been pending long enough.
    void finish(const std::string &id, const Outcome &outcome = {});
    //! The end of an operation whose work came from the machines: an empty error is success.
    void finishWith(const std::string &id, const std::string &error);

    //! Makes the next operation to be started end in failure (a fault rule).
    void failNext(const Outcome &outcome) { m_forced = outcome; }
    bool takeForcedFailure(const std::string &id, Outcome &outcome);
    void forgetForcedFailure() { m_forced = {}; }

    nlohmann::json toJson(const std::string &id) const;
    nlohmann::json immediateSuccess(); //!< for changes that the cloud makes at once

private:
    using Clock = std::chrono::steady_clock;

    std::string add(Operation operation);
    void show(const std::string &id, const Outcome &outcome);

    boost::asio::io_context &m_io;
    World &m_world;
    std::chrono::milliseconds m_shortest;
    std::function<void()> m_changed;
    std::map<std::string, Clock::time_point> m_started;
    std::map<std::string, Outcome> m_failures; //!< operations that a fault rule has doomed
    Outcome m_forced;
};

} // namespace skep::sandbox
