// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/container.h"
#include "app/sandbox/machines.h"
#include "app/sandbox/network.h"

namespace skep::sandbox {

//! One machine's folder: its definition, what it wrote on top of its template, and its engine's data.
class MachineDisk
{
public:
    explicit MachineDisk(fs::path folder)
        : m_folder(std::move(folder))
    {
    }

    bool exists() const { return fs::exists(m_folder / "machine.json"); }
    //! What a cloud writes before the first boot: name, resolvers, cloud-init's seed, the registry's mirror.
    void make(const MachineSpec &spec, const Segment &segment, const std::string &registry,
              const std::vector<fs::path> &layers) const;
    std::string address() const;
    std::string networkId() const; //!< empty for the network that all share
    //! How liblxc is to run it.
    LxcConfig config(const std::string &instance, const Segment &segment) const;
    std::string linkName(const Segment &segment) const;
    void remove() const;

private:
    fs::path m_folder;
};

} // namespace skep::sandbox
