// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/files.h"

#include <string>

namespace skep::sandbox {

//! The container registry on the machines' network: Debian's docker-registry, bound to the bridge alone.
class Registry
{
public:
    explicit Registry(fs::path stateDir)
        : m_folder(std::move(stateDir) / "registry")
    {
    }

    //! Starts it anew, also in place of one that an earlier run left.
    void start(const fs::path &program, const fs::path &storage, const std::string &address);
    void stop(); //!< also one that another process started
    void remove();

private:
    int findRunning() const;

    fs::path m_folder;
    int m_child = 0;
};

} // namespace skep::sandbox
