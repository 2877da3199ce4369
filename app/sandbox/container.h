// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/files.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

struct lxc_container;

namespace skep::sandbox {

using LxcConfig = std::vector<std::pair<std::string, std::string>>;

//! One LXC container by its name and folder, whoever started it. liblxc wants one thread per object, so each
//! call of the hypervisor makes its own.
class Container
{
public:
    Container(const std::string &name, const fs::path &folder);
    Container(const Container &) = delete;
    Container &operator=(const Container &) = delete;
    ~Container();

    //! Writes the definition so that every process finds it.
    void define(const LxcConfig &config);
    void start();
    //! Asks for an orderly end; false if it did not come in time.
    bool shutdown(std::chrono::seconds limit);
    void kill();
    bool isRunning() const;

private:
    std::string m_name;
    fs::path m_folder;
    lxc_container *m_container = nullptr;
};

} // namespace skep::sandbox
