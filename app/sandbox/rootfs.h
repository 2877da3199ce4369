// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/aptsources.h"
#include "app/sandbox/files.h"

#include <functional>
#include <string>
#include <vector>

namespace skep::sandbox {

using LineLog = std::function<void(const std::string &)>;

//! What the image of a plain cloud machine consists of; also part of the cache's key.
struct RootfsRecipe
{
    std::string suite;
    std::vector<std::string> packages;
    std::vector<std::string> enginePackages;

    static RootfsRecipe debian13();
};

//! Makes a bootable root file system of Debian in an empty folder.
void buildRootfs(const RootfsRecipe &recipe, const AptSources &sources, const fs::path &target,
                 const LineLog &log);

//! Installs the engine on top of a root file system; only what it adds is written to the layer.
void buildEngineLayer(const RootfsRecipe &recipe, const fs::path &base, const fs::path &layer,
                      const LineLog &log);

//! Unpacks packages with what they need into a folder without configuring them.
void extractPackages(const std::string &suite, const std::vector<std::string> &packages,
                     const AptSources &sources, const fs::path &target, const LineLog &log);

} // namespace skep::sandbox
