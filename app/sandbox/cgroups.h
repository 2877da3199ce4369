// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/files.h"

#include <string>
#include <vector>

namespace skep::sandbox {

//! Removes the control groups whose name at the top begins so, in every hierarchy: liblxc leaves its own
//! empty.
void removeControlGroups(const std::string &prefix);

//! Removes what an earlier run of a stopped machine left below such groups: liblxc would not start it again.
void removeMachineGroups(const std::string &prefix, const std::string &machineId);

//! The control groups in which this process was before it made machines. liblxc moves the process that starts
//! a machine into that machine's group, which could not be removed any more, nor the machine start again.
class HomeGroups
{
public:
    HomeGroups();

    void goBack() const;

private:
    std::vector<fs::path> m_members; //!< the files that take a process id
};

} // namespace skep::sandbox
