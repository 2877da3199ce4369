// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/lxcmachines.h"
#include "app/sandbox/process.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

//! A laboratory of machines for one test: makes them with known host keys and logs in to them with ssh.
class MachineLab
{
public:
    explicit MachineLab(const std::filesystem::path &folder);

    skep::sandbox::Machines &machines() { return *m_machines; }
    void reopen(); //!< as a restart of the sandbox
    void close() { m_machines.reset(); }
    //! What a cloud would be told for a machine that root may log in to.
    skep::sandbox::MachineSpec spec(const std::string &name, const std::string &templateId);
    //! Runs a command with root's rights and strict host key checking.
    skep::sandbox::ProcessResult ssh(const std::string &name, const std::string &command,
                                     const std::string &user = "root", const std::string &input = {});
    //! Waits until a login works; the time it took in milliseconds, or -1 after the limit.
    int waitForLogin(const std::string &name, int limitMs = 120000);
    std::string address(const std::string &name) const { return m_specs.at(name).address; }
    std::string id(const std::string &name) const { return m_specs.at(name).id; }

private:
    std::filesystem::path m_folder;
    std::unique_ptr<skep::sandbox::Machines> m_machines;
    std::map<std::string, skep::sandbox::MachineSpec> m_specs;
};
