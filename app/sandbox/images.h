// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/aptsources.h"
#include "app/sandbox/files.h"

#include <functional>
#include <map>
#include <string>

namespace skep::sandbox {

//! The images that machines can pull, made from Debian's packages, and the program that offers them; kept in
//! the cache that all sandboxes share.
class ImageStore
{
public:
    explicit ImageStore(fs::path cacheDir);

    void ensure(const AptSources &sources, const std::function<void(const std::string &)> &progress);
    fs::path storage() const { return folder() / "storage"; }
    fs::path registryProgram() const { return folder() / "docker-registry"; }
    //! Purpose to the name under which it is known in public.
    static std::map<std::string, std::string> names();

private:
    fs::path folder() const;

    fs::path m_cacheDir;
};

} // namespace skep::sandbox
