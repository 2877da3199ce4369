// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/images.h"

#include "app/sandbox/consulentrypoint.h"
#include "app/sandbox/imagelayout.h"
#include "app/sandbox/process.h"
#include "app/sandbox/rootfs.h"

#include <sstream>
#include <stdexcept>

namespace skep::sandbox {

namespace {

constexpr int recipeVersion = 1; // raise it when the content of an image changes
constexpr std::uint64_t buildSpace = 700ULL << 20;

void copyProgram(const fs::path &from, const fs::path &to)
{
    fs::create_directories(to.parent_path());
    fs::copy_file(fs::canonical(from), to, fs::copy_options::overwrite_existing);
    fs::permissions(to, fs::perms(0755));
}

// The C library's parts that a name look-up needs, and the loader under the path that programs name.
void copyLibraries(const fs::path &packages, const fs::path &root, const std::vector<std::string> &more)
{
    std::vector<std::string> wanted{"libc.so.6", "libpthread.so.0", "libresolv.so.2", "libnss_files.so.2",
                                    "libnss_dns.so.2"};
    wanted.insert(wanted.end(), more.begin(), more.end());
    for (const fs::path base : {"lib", "usr/lib"}) {
        if (!fs::is_directory(packages / base)) {
            continue;
        }
        for (const auto &folder : fs::directory_iterator(packages / base)) {
            const auto target = fs::path("lib") / folder.path().filename();
            for (const auto &name : wanted) {
                if (folder.is_directory() && fs::exists(folder.path() / name)) {
                    copyProgram(folder.path() / name, root / target / name);
                }
            }
        }
    }
}

// Programs name their loader by a fixed path: /lib64/… or /lib/…, a link into the library folder.
void copyLoader(const fs::path &packages, const fs::path &root)
{
    for (const auto &folder : fs::directory_iterator(packages / "lib")) {
        if (!folder.is_directory()) {
            continue;
        }
        for (const auto &entry : fs::directory_iterator(folder.path())) {
            const auto name = entry.path().filename();
            if (name.string().rfind("ld-linux", 0) != 0) {
                continue;
            }
            const auto inside = fs::path("lib") / folder.path().filename() / name;
            copyProgram(entry.path(), root / inside);
            const fs::path home = fs::is_symlink(packages / "lib64" / name) ? "lib64" : "lib";
            fs::create_directories(root / home);
            fs::create_symlink("/" + inside.string(), root / home / name);
        }
    }
}

void makeSystem(const fs::path &packages, const fs::path &root, const std::string &users,
                const std::string &groups)
{
    copyLibraries(packages, root, {"libcap.so.2", "libcap-ng.so.0"});
    copyLoader(packages, root);
    copyProgram(packages / "bin/busybox", root / "bin/busybox");
    std::istringstream applets(runChecked({(packages / "bin/busybox").string(), "--list"}));
    for (std::string applet; std::getline(applets, applet);) {
        if (!fs::exists(fs::symlink_status(root / "bin" / applet))) {
            fs::create_symlink("busybox", root / "bin" / applet);
        }
    }
    writeFile(root / "etc/passwd", "root:x:0:0:root:/root:/bin/sh\n" + users);
    writeFile(root / "etc/group", "root:x:0:\n" + groups);
    writeFile(root / "etc/nsswitch.conf", "hosts: files dns\n");
    for (const char *folder : {"root", "tmp", "run", "var/www", "home"}) {
        fs::create_directories(root / folder);
    }
    fs::permissions(root / "tmp", fs::perms(01777));
}

void makeConsul(const fs::path &packages, const fs::path &root, const fs::path &storage)
{
    makeSystem(packages, root, "consul:x:100:1000::/home/consul:/bin/sh\n", "consul:x:1000:\n");
    copyProgram(packages / "usr/bin/consul", root / "bin/consul");
    copyProgram(packages / "sbin/setcap", root / "bin/setcap");
    fs::remove(root / "bin/setpriv"); // busybox's cannot change the user
    copyProgram(packages / "usr/bin/setpriv", root / "bin/setpriv");
    writeFile(root / "usr/local/bin/docker-entrypoint.sh", consulEntrypoint, 0755);
    for (const char *folder : {"consul/data", "consul/config"}) {
        fs::create_directories(root / folder);
    }
    ImageConfig config;
    config.entrypoint = {"docker-entrypoint.sh"};
    config.command = {"agent", "-dev", "-client", "0.0.0.0"};
    config.environment = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                          "CONSUL_VERSION=1.8.7"};
    config.exposedPorts = {"8300/tcp", "8301/tcp", "8301/udp", "8302/tcp",
                           "8302/udp", "8500/tcp", "8600/tcp", "8600/udp"};
    config.volumes = {"/consul/data"};
    storeImage(storage, "library/consul", "1.8.7", root, config);
}

void makeWeb(const fs::path &packages, const fs::path &root, const fs::path &storage)
{
    makeSystem(packages, root, {}, {});
    ImageConfig config;
    config.command = {"sh"};
    config.environment = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"};
    storeImage(storage, "library/busybox", "1.35", root, config);
}

// Consul's last package is in Debian 11; the other programs are Debian 12's, which has busybox 1.35.
void build(const fs::path &folder, const AptSources &sources)
{
    extractPackages("bullseye", {"consul", "libcap2-bin", "util-linux", "busybox"}, sources,
                    folder / "packages-11", {});
    extractPackages("bookworm", {"docker-registry", "busybox"}, sources, folder / "packages-12", {});
    const auto version = runChecked({(folder / "packages-11/usr/bin/consul").string(), "version"});
    if (version.find("Consul v1.8.7") == std::string::npos) {
        throw std::runtime_error("Debian's archive holds another Consul than 1.8.7: "
                                 + version.substr(0, 40));
    }
    makeConsul(folder / "packages-11", folder / "consul", folder / "storage");
    makeWeb(folder / "packages-12", folder / "web", folder / "storage");
    copyProgram(folder / "packages-12/usr/bin/docker-registry", folder / "docker-registry");
    for (const char *part : {"packages-11", "packages-12", "consul", "web"}) {
        removeTree(folder / part);
    }
}

} // namespace

ImageStore::ImageStore(fs::path cacheDir)
    : m_cacheDir(std::move(cacheDir))
{
}

fs::path ImageStore::folder() const
{
    return m_cacheDir / ("images-" + std::to_string(recipeVersion));
}

std::map<std::string, std::string> ImageStore::names()
{
    return {{"consul", "consul:1.8.7"}, {"web", "busybox:1.35"}};
}

void ImageStore::ensure(const AptSources &sources, const std::function<void(const std::string &)> &progress)
{
    const FileLock lock(m_cacheDir / "images.lock");
    if (fs::exists(folder())) {
        return;
    }
    requireSpace(m_cacheDir, buildSpace, "to make the container images");
    progress("Packing the container images of Consul and a small web server.");
    auto temporary = folder();
    temporary += ".building";
    removeTree(temporary);
    fs::create_directories(temporary);
    try {
        build(temporary, sources);
        fs::rename(temporary, folder());
    } catch (const std::exception &error) {
        std::error_code ignored;
        fs::remove_all(temporary, ignored);
        throw std::runtime_error(std::string("The container images could not be made. ") + error.what());
    }
    progress("The container images are ready.");
}

} // namespace skep::sandbox
