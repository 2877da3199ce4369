// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/machines.h"
#include "app/sandbox/network.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace skep::sandbox {

//! The isolated networks of one sandbox: a bridge and a /24 of its own for each. Thread-safe.
class IsolatedNetworks
{
public:
    IsolatedNetworks(const Network &shared, const fs::path &stateDir);

    void up(); //!< makes the bridges of all known networks; idempotent
    PrivateNetwork make(const std::string &id); //!< once more is no error
    void remove(const std::string &id); //!< unknown ids are no error
    void removeAll();

    Segment segment(const std::string &id) const; //!< throws when there is no such network
    std::vector<Segment> segments() const;
    //! Matches the bridges of all of them in a firewall.
    std::string bridges() const { return m_shared.bridge() + ".+"; }

private:
    Segment segmentOf(const std::string &id) const;
    void makeBridge(const Segment &segment) const;
    void removeBridge(const std::string &id);
    void save() const;

    const Network &m_shared;
    fs::path m_file;
    mutable std::mutex m_mutex;
    struct Known
    {
        int number = 0; //!< tells its bridge from the others
        std::string prefix;
    };
    std::map<std::string, Known> m_networks;
};

} // namespace skep::sandbox
