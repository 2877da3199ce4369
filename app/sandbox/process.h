// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace skep::sandbox {

using Arguments = std::vector<std::string>;

//! How a program is run: what it reads, who hears its lines, where its output goes.
struct ProcessOptions
{
    std::string input;
    std::function<void(const std::string &line)> onErrorLine; //!< each line of standard error as it comes
};

//! What a finished program left behind.
struct ProcessResult
{
    int exitCode = -1;
    std::string output;
    std::string errors;
};

//! Runs a program found in PATH to its end, without a shell. Throws std::runtime_error if it cannot be
//! started.
ProcessResult runProcess(const Arguments &arguments, const ProcessOptions &options = {});

//! Runs a program that has to succeed; the exception carries the end of what it said.
std::string runChecked(const Arguments &arguments, const ProcessOptions &options = {});

//! Starts a program in a session of its own with its output in a file; the process id is returned.
int startDetached(const Arguments &arguments, const std::string &logFile);

//! Whether a program of this name can be run.
bool programExists(const std::string &name);

} // namespace skep::sandbox
