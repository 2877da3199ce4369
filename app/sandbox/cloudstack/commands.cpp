// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/commands.h"

#include <algorithm>
#include <array>
#include <utility>

namespace skep::sandbox::cloudstack {

bool Command::changes() const
{
    static constexpr std::array<std::string_view, 3> reading{"list", "get", "query"};
    return std::none_of(reading.begin(), reading.end(),
                        [this](std::string_view start) { return name.compare(0, start.size(), start) == 0; });
}

std::string Command::envelopeName() const
{
    return envelope.empty() ? lowered(name) + "response" : envelope;
}

void Commands::add(Command command)
{
    std::string name = command.name;
    m_commands.emplace(std::move(name), std::move(command));
}

const Command *Commands::find(const std::string &name) const
{
    const auto found = m_commands.find(name);
    return found == m_commands.end() ? nullptr : &found->second;
}

} // namespace skep::sandbox::cloudstack
