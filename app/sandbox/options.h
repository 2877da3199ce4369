// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace skep::sandbox {

//! What the command line says.
struct Options
{
    std::string address = "127.0.0.1";
    unsigned short port = 8723;
    std::filesystem::path state;
    std::filesystem::path cache;
    bool realMachines = true;
    bool allowRemote = false;
    bool reset = false;
    bool help = false;
    int instanceQuota = 20;
    bool strictCloudStack = false;
    bool hasAdvancedGroups = false;
    std::vector<std::string> cloudStackLacks;
    std::string project;
    std::chrono::milliseconds bootTime{0};
    std::chrono::milliseconds shortestOperation{500};
};

//! Throws std::invalid_argument with a sentence.
Options parseOptions(int argc, char **argv);
std::string usage();

} // namespace skep::sandbox
