// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/hostsnapshot.h"

#include "app/sandbox/files.h"
#include "app/sandbox/process.h"

#include <regex>
#include <set>
#include <sstream>

using namespace skep::sandbox;

namespace {

std::string withoutNoise(const std::string &text)
{
    std::istringstream lines(text);
    std::string result;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        static const std::regex counters(R"(\[\d+:\d+\])");
        result += std::regex_replace(line, counters, "") + "\n";
    }
    return result;
}

std::string links()
{
    std::set<std::string> names;
    for (const auto &entry : fs::directory_iterator("/sys/class/net")) {
        names.insert(entry.path().filename());
    }
    std::string result;
    for (const auto &name : names) {
        result += name + "\n";
    }
    return result;
}

std::string controlGroups()
{
    std::set<std::string> names;
    std::error_code error;
    for (const auto &hierarchy : fs::directory_iterator("/sys/fs/cgroup", error)) {
        for (const auto &group : fs::directory_iterator(hierarchy.path(), error)) {
            if (group.is_directory()) {
                names.insert(group.path().string());
            }
        }
    }
    std::string result;
    for (const auto &name : names) {
        result += name + "\n";
    }
    return result;
}

} // namespace

std::string hostSnapshot()
{
    std::string text = "links\n" + links() + "mounts\n" + readFile("/proc/mounts");
    for (const char *table : {"filter", "nat", "mangle", "raw"}) {
        text += std::string("rules of ") + table + "\n"
            + withoutNoise(runProcess({"iptables-save", "-t", table}).output);
    }
    text += "routes\n" + runChecked({"ip", "route", "show", "table", "all"});
    for (const char *setting :
         {"net/ipv4/ip_forward", "net/bridge/bridge-nf-call-iptables", "kernel/core_pattern",
          "kernel/pid_max", "vm/max_map_count", "net/ipv4/conf/all/forwarding"}) {
        text += std::string(setting) + " " + readFile(std::string("/proc/sys/") + setting);
    }
    return text + "control groups\n" + controlGroups();
}
