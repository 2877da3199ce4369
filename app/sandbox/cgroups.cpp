// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cgroups.h"

#include "app/sandbox/files.h"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

namespace skep::sandbox {

namespace {

using namespace std::chrono_literals;

std::vector<fs::path> hierarchies()
{
    std::vector<fs::path> result;
    std::istringstream lines(readFile("/proc/mounts"));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string device;
        std::string folder;
        std::string type;
        fields >> device >> folder >> type;
        if (type == "cgroup" || type == "cgroup2") {
            result.emplace_back(folder);
        }
    }
    return result;
}

// Where the hierarchy with these controllers is mounted; none are written for version 2.
fs::path mountOf(const std::string &controllers)
{
    std::istringstream lines(readFile("/proc/mounts"));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string device;
        std::string folder;
        std::string type;
        std::string options;
        fields >> device >> folder >> type >> options;
        const bool second = type == "cgroup2" && controllers.empty();
        const bool first = type == "cgroup" && !controllers.empty()
            && (options + ',').find(',' + controllers + ',') != std::string::npos;
        if (first || second) {
            return folder;
        }
    }
    return {};
}

// A control group is removed by rmdir, the inner ones first; its files go by themselves.
void removeGroup(const fs::path &group)
{
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(group, error)) {
        if (entry.is_directory(error) && !entry.is_symlink(error)) {
            removeGroup(entry.path());
        }
    }
    ::rmdir(group.c_str());
}

bool removedAll(const std::string &prefix)
{
    std::error_code error;
    bool all = true;
    for (const auto &hierarchy : hierarchies()) {
        std::vector<fs::path> groups;
        for (const auto &entry : fs::directory_iterator(hierarchy, error)) {
            if (entry.path().filename().string().rfind(prefix, 0) == 0) {
                groups.push_back(entry.path());
            }
        }
        for (const auto &group : groups) {
            removeGroup(group);
            all = all && !fs::exists(group);
        }
    }
    return all;
}

} // namespace

void removeControlGroups(const std::string &prefix)
{
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (!removedAll(prefix) && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(20ms);
    }
}

void removeMachineGroups(const std::string &prefix, const std::string &machineId)
{
    std::error_code error;
    for (const auto &hierarchy : hierarchies()) {
        for (const auto &entry : fs::directory_iterator(hierarchy, error)) {
            if (entry.path().filename().string().rfind(prefix, 0) == 0) {
                removeGroup(entry.path() / machineId);
            }
        }
    }
}

HomeGroups::HomeGroups()
{
    std::istringstream lines(readFile("/proc/self/cgroup"));
    for (std::string line; std::getline(lines, line);) {
        const auto first = line.find(':');
        const auto second = line.find(':', first + 1);
        if (second == std::string::npos) {
            continue;
        }
        const auto mount = mountOf(line.substr(first + 1, second - first - 1));
        if (!mount.empty()) {
            m_members.push_back(fs::path(mount.string() + line.substr(second + 1)) / "cgroup.procs");
        }
    }
}

void HomeGroups::goBack() const
{
    const auto self = std::to_string(::getpid());
    for (const auto &members : m_members) {
        std::ofstream(members) << self;
    }
}

} // namespace skep::sandbox
