// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace skep::sandbox {

//! Where this computer takes Debian's packages from, so that machines take theirs from the same place.
struct AptSources
{
    std::string mainUri;
    std::string securityUri; //!< empty if this computer uses none
    bool updates = false;
    std::string httpProxy; //!< empty if there is none

    //! The lines of a sources.list for one release of Debian.
    std::vector<std::string> lines(const std::string &suite) const;
};

//! Reads the configuration of apt; throws with a sentence when it names no Debian archive.
AptSources readAptSources();

//! The pure part: the answer of `apt-get indextargets` (URI, release, component) and of VERSION_CODENAME.
AptSources aptSourcesFrom(const std::string &indexTargets, const std::string &codename);

} // namespace skep::sandbox
