// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/parameters.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace skep::sandbox::cloudstack {

//! One call of the API.
struct Command
{
    std::string name;
    std::vector<std::string> parameters; //!< that this cloud knows; those with * are required
    std::function<nlohmann::json(const Parameters &)> handler;
    bool isAsync = false;
    std::string envelope = {}; //!< where it is not the name in lower case with "response" behind

    bool changes() const; //!< more than a list, get or query
    std::string envelopeName() const;
};

//! What the cloud can do, by name.
class Commands
{
public:
    void add(Command command);
    void remove(const std::string &name) { m_commands.erase(name); }
    const Command *find(const std::string &name) const;
    const std::map<std::string, Command> &all() const { return m_commands; }

private:
    std::map<std::string, Command> m_commands;
};

} // namespace skep::sandbox::cloudstack
