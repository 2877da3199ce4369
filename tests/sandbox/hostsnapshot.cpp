// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/hostsnapshot.h"

#include "app/sandbox/files.h"
#include "app/sandbox/process.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <regex>
#include <sstream>
#include <vector>

using namespace skep::sandbox;

namespace {

const std::string sharedMark = "shared setting ";

// Networks of the other sandboxes that are running now.
std::vector<std::string> networksOfOthers(const std::string &own)
{
    const auto state = nlohmann::json::parse(readFile("/run/skep-sandbox/host.json"), nullptr, false);
    std::vector<std::string> networks;
    if (state.is_object() && state.contains("instances")) {
        for (const auto &[instance, subnet] : state["instances"].items()) {
            const auto network = subnet.get<std::string>();
            if (instance != own) {
                networks.push_back(network.substr(0, network.rfind('.') + 1));
            }
        }
    }
    return networks;
}

// Bridges, links, chains and control groups carry the name of their sandbox.
bool namesAnother(const std::string &line, const std::string &own)
{
    static const std::regex name("(?:skep-?|SKEP-|\\bs)([0-9a-f]{8})");
    std::smatch match;
    return std::regex_search(line, match, name) && match[1] != own;
}

// An empty table is as good as none: the tools make it when they look.
bool isNoRule(const std::string &line)
{
    return line.empty() || line.front() == '#' || line.front() == '*' || line == "COMMIT"
        || (line.front() == ':' && line.find(" ACCEPT ") != std::string::npos);
}

std::string rules()
{
    std::string result;
    static const std::regex counters(R"(\[\d+:\d+\])");
    for (const char *table : {"filter", "nat", "mangle", "raw"}) {
        std::istringstream lines(runProcess({"iptables-save", "-t", table}).output);
        for (std::string line; std::getline(lines, line);) {
            if (!isNoRule(line)) {
                result += std::string(table) + " " + std::regex_replace(line, counters, "") + "\n";
            }
        }
    }
    return result;
}

std::string foldersIn(const fs::path &folder)
{
    std::string result;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(folder, error)) {
        if (entry.is_directory(error)) {
            result += entry.path().string() + "\n";
        }
    }
    return result;
}

std::string settings()
{
    std::string result;
    for (const char *setting : {"net/bridge/bridge-nf-call-iptables", "kernel/core_pattern", "kernel/pid_max",
                                "vm/max_map_count", "kernel/printk"}) {
        result += std::string(setting) + " " + readFile(std::string("/proc/sys/") + setting);
    }
    return result + sharedMark + "forwarding " + readFile("/proc/sys/net/ipv4/ip_forward");
}

} // namespace

HostSnapshot hostSnapshot(const std::string &own)
{
    std::string text = foldersIn("/sys/class/net") + readFile("/proc/mounts") + rules() + settings()
        + runChecked({"ip", "route", "show", "table", "all"});
    for (const auto &hierarchy : fs::directory_iterator("/sys/fs/cgroup")) {
        text += foldersIn(hierarchy.path());
    }
    const auto networks = networksOfOthers(own);
    HostSnapshot snapshot;
    snapshot.alone = networks.empty();
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto isIn = [&line](const std::string &mark) { return line.find(mark) != std::string::npos; };
        if (!namesAnother(line, own) && std::none_of(networks.begin(), networks.end(), isIn)) {
            snapshot.lines.insert(line);
        }
    }
    return snapshot;
}

std::string hostDifference(const HostSnapshot &before, const HostSnapshot &after)
{
    std::vector<std::string> gone;
    std::vector<std::string> come;
    std::set_difference(before.lines.begin(), before.lines.end(), after.lines.begin(), after.lines.end(),
                        std::back_inserter(gone));
    std::set_difference(after.lines.begin(), after.lines.end(), before.lines.begin(), before.lines.end(),
                        std::back_inserter(come));
    std::string text;
    for (const auto &[sign, lines] : {std::pair("-", gone), std::pair("+", come)}) {
        for (const auto &line : lines) {
            if (line.rfind(sharedMark, 0) != 0 || (before.alone && after.alone)) {
                text += sign + line + "\n";
            }
        }
    }
    return text;
}
