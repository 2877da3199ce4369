// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/aptsources.h"

#include "app/sandbox/files.h"
#include "app/sandbox/process.h"

#include <sstream>
#include <stdexcept>

namespace skep::sandbox {

namespace {

std::string withoutSlash(std::string uri)
{
    while (!uri.empty() && uri.back() == '/') {
        uri.pop_back();
    }
    return uri;
}

bool endsWith(const std::string &text, const std::string &end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::string hostCodename()
{
    std::istringstream lines(readFile("/etc/os-release"));
    const std::string key = "VERSION_CODENAME=";
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(key, 0) == 0) {
            return trimmed(line.substr(key.size()));
        }
    }
    return {};
}

} // namespace

std::vector<std::string> AptSources::lines(const std::string &suite) const
{
    std::vector<std::string> result{"deb " + mainUri + " " + suite + " main"};
    if (updates) {
        result.push_back("deb " + mainUri + " " + suite + "-updates main");
    }
    if (!securityUri.empty()) {
        result.push_back("deb " + securityUri + " " + suite + "-security main");
    }
    return result;
}

AptSources aptSourcesFrom(const std::string &indexTargets, const std::string &codename)
{
    AptSources sources;
    std::istringstream lines(indexTargets);
    bool sure = false;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string uri;
        std::string release;
        std::string component;
        fields >> uri >> release >> component;
        uri = withoutSlash(uri);
        if (component != "main" || uri.empty()) {
            continue;
        }
        // Other archives use Debian's code names, too; Debian's own mirrors end in /debian.
        if (release == codename && (sources.mainUri.empty() || (!sure && endsWith(uri, "/debian")))) {
            sources.mainUri = uri;
            sure = endsWith(uri, "/debian");
        } else if (release == codename + "-security" && sources.securityUri.empty()) {
            sources.securityUri = uri;
        } else if (release == codename + "-updates") {
            sources.updates = true;
        }
    }
    return sources;
}

AptSources readAptSources()
{
    const auto targets = runChecked({"apt-get", "indextargets", "--format",
                                     "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages"});
    auto sources = aptSourcesFrom(targets, hostCodename());
    if (sources.mainUri.empty()) {
        throw std::runtime_error("The configuration of apt on this computer names no Debian archive, so no "
                                 "system image can be made. The sandbox runs on Debian; check "
                                 "/etc/apt/sources.list and /etc/apt/sources.list.d.");
    }
    const auto proxy = runProcess({"apt-config", "--format", "%v%n", "dump", "Acquire::http::Proxy"}).output;
    sources.httpProxy = trimmed(proxy.substr(0, proxy.find('\n')));
    return sources;
}

} // namespace skep::sandbox
