// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/registry.h"

#include "app/sandbox/process.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace skep::sandbox {

namespace {

using namespace std::chrono_literals;

constexpr int port = 5000;
constexpr auto patience = 10s;
constexpr auto pause = 20ms;

bool answers(const std::string &address)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in target{};
    target.sin_family = AF_INET;
    target.sin_port = htons(port);
    inet_pton(AF_INET, address.c_str(), &target.sin_addr);
    const bool connected = ::connect(fd, reinterpret_cast<const sockaddr *>(&target), sizeof target) == 0;
    ::close(fd);
    return connected;
}

std::string configuration(const fs::path &storage, const std::string &address)
{
    return "version: 0.1\n"
           "log: {accesslog: {disabled: true}, level: warn}\n"
           "storage:\n"
           "  filesystem: {rootdirectory: \""
        + storage.string()
        + "\"}\n"
          "  maintenance: {readonly: {enabled: true}, uploadpurging: {enabled: false}}\n"
          "http: {addr: \""
        + address + ":" + std::to_string(port) + "\"}\n";
}

} // namespace

// The process is known by its command line, so a number that was given to another program is never hit.
int Registry::findRunning() const
{
    const auto config = (m_folder / "config.yml").string();
    const auto pid = trimmed(readFile(m_folder / "pid"));
    if (pid.empty() || readFile("/proc/" + pid + "/cmdline").find(config) == std::string::npos) {
        return 0;
    }
    return std::stoi(pid);
}

void Registry::start(const fs::path &program, const fs::path &storage, const std::string &address)
{
    stop();
    writeFile(m_folder / "config.yml", configuration(storage, address));
    m_child = startDetached({program.string(), "serve", (m_folder / "config.yml").string()},
                            (m_folder / "log").string());
    writeFile(m_folder / "pid", std::to_string(m_child) + "\n");
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!answers(address)) {
        if (std::chrono::steady_clock::now() > end || ::waitpid(m_child, nullptr, WNOHANG) != 0) {
            throw std::runtime_error("The container registry did not start on " + address + ":"
                                     + std::to_string(port) + ": "
                                     + readFile(m_folder / "log").substr(0, 400));
        }
        std::this_thread::sleep_for(pause);
    }
}

void Registry::stop()
{
    const int pid = findRunning();
    if (pid > 0) {
        ::kill(pid, SIGKILL); // it only reads
        const auto end = std::chrono::steady_clock::now() + patience;
        while (findRunning() > 0 && std::chrono::steady_clock::now() < end) {
            ::waitpid(pid, nullptr, WNOHANG); // nothing to wait for if another process started it
            std::this_thread::sleep_for(pause);
        }
    }
    m_child = 0;
}

void Registry::remove()
{
    stop();
    removeTree(m_folder);
}

} // namespace skep::sandbox
