// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/hosttrouble.h"

#include "app/sandbox/files.h"
#include "app/sandbox/process.h"

#include <unistd.h>

#include <map>

namespace skep::sandbox {

std::string hostTrouble()
{
    if (::geteuid() != 0) {
        return "The sandbox makes machines and a network on this computer, which only root may do: start it "
               "with "
               "sudo.";
    }
    static const std::map<std::string, std::string> needed{{"mmdebstrap", "mmdebstrap"},
                                                           {"iptables", "iptables"},
                                                           {"iptables-restore", "iptables"},
                                                           {"ip", "iproute2"},
                                                           {"unshare", "util-linux"},
                                                           {"lxc-info", "lxc"},
                                                           {"apt-get", "apt"},
                                                           {"tar", "tar"},
                                                           {"gzip", "gzip"}};
    for (const auto &[program, package] : needed) {
        if (!programExists(program)) {
            return "The sandbox needs the program " + program + ". Install it with: apt-get install "
                + package;
        }
    }
    if (readFile("/proc/filesystems").find("overlay") == std::string::npos
        && (!programExists("modprobe") || runProcess({"modprobe", "-q", "overlay"}).exitCode != 0)) {
        return "This kernel has no overlay file system, which the sandbox's machines stand on.";
    }
    return {};
}

} // namespace skep::sandbox
