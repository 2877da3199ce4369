// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/aptsources.h"
#include "app/sandbox/files.h"
#include "app/sandbox/machines.h"

#include <functional>
#include <string>
#include <vector>

namespace skep::sandbox {

using Progress = std::function<void(const std::string &)>;

//! The identities that the sandbox cloud has always had.
inline constexpr const char *bareTemplateId = "7d7d1f0e-6f2c-4a0b-9c56-2f3c1a5e0b13";
inline constexpr const char *engineTemplateId = "c3f0a7f4-1a52-4d67-8b1e-5b7d9e2f4a13";

//! Builds the root file systems of machines once a week and keeps them in a cache that all sandboxes share.
class TemplateStore
{
public:
    TemplateStore(fs::path cacheDir, std::string instance, fs::path stateDir);

    //! Makes both templates if this week's are not there. Two sandboxes never build at once.
    void ensure(const AptSources &sources, const Progress &progress);
    std::vector<MachineTemplate> list() const;
    //! The read-only layers of a template, topmost first.
    std::vector<fs::path> layers(const std::string &templateId) const;
    //! This sandbox has no machines any more: its templates may be thrown away when they are old.
    void release();

private:
    fs::path folder(const std::string &key) const { return m_cacheDir / "templates" / key; }
    void build(const std::string &key, const AptSources &sources, const Progress &progress);
    void use(const std::string &key);
    std::string newestOther() const;
    void removeUnused(const std::string &key) const;

    fs::path m_cacheDir;
    std::string m_instance;
    fs::path m_stateDir;
    std::string m_key;
};

} // namespace skep::sandbox
