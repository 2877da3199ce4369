// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/container.h"

#include <lxc/lxccontainer.h>

#include <sstream>
#include <stdexcept>

namespace skep::sandbox {

namespace {

// The last errors that liblxc wrote for a person to read.
std::string lastErrors(const fs::path &log)
{
    std::istringstream lines(readFile(log));
    std::string result;
    for (std::string line; std::getline(lines, line);) {
        const auto error = line.find(" ERROR ");
        if (error != std::string::npos) {
            result = trimmed(line.substr(error + 7)) + (result.empty() ? "" : "; ") + result;
        }
    }
    return result.substr(0, 600);
}

} // namespace

Container::Container(const std::string &name, const fs::path &folder)
    : m_name(name)
    , m_folder(folder)
    , m_container(lxc_container_new(name.c_str(), folder.c_str()))
{
    if (m_container == nullptr) {
        throw std::runtime_error("liblxc could not open the machine " + name + ".");
    }
}

Container::~Container()
{
    lxc_container_put(m_container);
}

void Container::define(const LxcConfig &config)
{
    m_container->clear_config(m_container);
    for (const auto &[key, value] : config) {
        if (!m_container->set_config_item(m_container, key.c_str(), value.c_str())) {
            throw std::runtime_error("liblxc does not take the setting " + key + " = " + value + ".");
        }
    }
    if (!m_container->save_config(m_container, nullptr)) {
        throw std::runtime_error("The definition of the machine " + m_name + " could not be written.");
    }
}

void Container::start()
{
    const auto log = m_folder / m_name / "lxc.log";
    // Emptied, not removed: liblxc has it open already.
    std::error_code ignored;
    fs::resize_file(log, 0, ignored);
    m_container->want_daemonize(m_container, true);
    // The container's monitor lives on; it must not hold the sandbox's sockets and locks.
    m_container->want_close_all_fds(m_container, true);
    if (!m_container->start(m_container, 0, nullptr)) {
        throw std::runtime_error("The machine could not be started: " + lastErrors(log));
    }
}

bool Container::shutdown(std::chrono::seconds limit)
{
    return !isRunning() || m_container->shutdown(m_container, static_cast<int>(limit.count()));
}

void Container::kill()
{
    if (isRunning() && !m_container->stop(m_container) && isRunning()) {
        throw std::runtime_error("The machine " + m_name + " could not be stopped.");
    }
}

bool Container::isRunning() const
{
    return m_container->is_running(m_container);
}

} // namespace skep::sandbox
