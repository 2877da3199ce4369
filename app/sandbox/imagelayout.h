// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/files.h"

#include <string>
#include <vector>

namespace skep::sandbox {

//! How a container of an image starts.
struct ImageConfig
{
    std::vector<std::string> entrypoint;
    std::vector<std::string> command;
    std::vector<std::string> environment;
    std::vector<std::string> exposedPorts; //!< as 8500/tcp
    std::vector<std::string> volumes;
};

//! Writes one image of one layer into the storage folder of a container registry, as a push would have left
//! it. All dates are fixed, so the same content has the same digest everywhere.
void storeImage(const fs::path &storage, const std::string &repository, const std::string &tag,
                const fs::path &root, const ImageConfig &config);

} // namespace skep::sandbox
