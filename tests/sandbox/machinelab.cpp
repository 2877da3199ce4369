// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/machinelab.h"

#include "app/sandbox/files.h"

#include <chrono>
#include <fstream>
#include <thread>

using namespace skep::sandbox;

namespace {

std::string indented(const std::string &text)
{
    std::istringstream lines(text);
    std::string result;
    for (std::string line; std::getline(lines, line);) {
        result += "    " + line + "\n";
    }
    return result;
}

void makeKey(const fs::path &file)
{
    runChecked({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.string()});
}

} // namespace

MachineLab::MachineLab(const fs::path &folder)
    : m_folder(folder)
{
    makeKey(m_folder / "user");
    reopen();
}

void MachineLab::reopen()
{
    m_machines.reset();
    LxcOptions options;
    options.stateDir = m_folder / "state";
    m_machines = makeLxcMachines(options);
}

MachineSpec MachineLab::spec(const std::string &name, const std::string &templateId)
{
    const auto hostKey = m_folder / ("host-" + name);
    makeKey(hostKey);
    MachineSpec spec;
    spec.id = trimmed(readFile("/proc/sys/kernel/random/uuid"));
    spec.hostname = name;
    spec.templateId = templateId;
    spec.address = m_machines->allocateAddress();
    spec.publicKeys = {trimmed(readFile(m_folder / "user.pub"))};
    const auto publicHalf = readFile(hostKey.string() + ".pub");
    spec.userData = "#cloud-config\ndisable_root: false\nssh_keys:\n  ed25519_private: |\n"
        + indented(readFile(hostKey)) + "  ed25519_public: " + publicHalf
        + "users:\n  - default\n  - name: root\n" + "    ssh_authorized_keys:\n      - "
        + spec.publicKeys.front() + "\n";
    std::ofstream(m_folder / "known_hosts", std::ios::app) << spec.address << " " << publicHalf;
    m_specs[name] = spec;
    return spec;
}

ProcessResult MachineLab::ssh(const std::string &name, const std::string &command, const std::string &user,
                              const std::string &input)
{
    ProcessOptions options;
    options.input = input;
    return runProcess({"ssh", "-F", "none", "-i", (m_folder / "user").string(), "-o", "IdentitiesOnly=yes",
                       "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=2",
                       "-o", "UserKnownHostsFile=" + (m_folder / "known_hosts").string(), "-o",
                       "LogLevel=ERROR", user + "@" + address(name), command},
                      options);
}

int MachineLab::waitForLogin(const std::string &name, int limitMs)
{
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    for (;;) {
        const bool done = ssh(name, "true").exitCode == 0;
        const auto passed =
            std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
        if (done) {
            return static_cast<int>(passed);
        }
        if (passed > limitMs) {
            return -1;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}
