// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cgroups.h"

#include "app/sandbox/files.h"

#include <unistd.h>

#include <chrono>
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

} // namespace skep::sandbox
