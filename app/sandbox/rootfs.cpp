// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/rootfs.h"

#include "app/sandbox/process.h"

#include <cstdlib>

namespace skep::sandbox {

namespace {

// Runs in a mount and process namespace of its own: nothing stays mounted or running, however it ends.
constexpr const char *engineScript = R"(
base=$1 layer=$2 work=$3 root=$4; shift 4
mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer,workdir=$work" "$root"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
cat /etc/resolv.conf > "$root/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
chroot "$root" apt-get update -q
chroot "$root" apt-get install -q -y --no-install-recommends -o Dpkg::Options::=--force-unsafe-io "$@"
chroot "$root" apt-get clean
find "$root/var/lib/apt/lists" -type f -delete
rm "$root/usr/sbin/policy-rc.d" "$root/etc/resolv.conf"
)";

std::string joined(const std::vector<std::string> &parts)
{
    std::string result;
    for (const auto &part : parts) {
        result += (result.empty() ? "" : ",") + part;
    }
    return result;
}

Arguments bootstrapCommand(const std::string &variant, const std::vector<std::string> &packages,
                           const AptSources &sources)
{
    Arguments command{"mmdebstrap", "--variant=" + variant, "--include=" + joined(packages)};
    for (const char *path :
         {"/usr/share/man/*", "/usr/share/doc/*", "/usr/share/locale/*", "/usr/share/info/*"}) {
        command.push_back(std::string("--dpkgopt=path-exclude=") + path);
    }
    command.emplace_back("--dpkgopt=force-unsafe-io");
    command.emplace_back("--aptopt=Acquire::Languages \"none\"");
    if (!sources.httpProxy.empty()) {
        command.push_back("--aptopt=Acquire::http::Proxy \"" + sources.httpProxy + "\"");
    }
    return command;
}

void mask(const fs::path &root, const std::string &unit)
{
    const auto link = root / "etc/systemd/system" / unit;
    fs::create_directories(link.parent_path());
    fs::remove(link);
    fs::create_symlink("/dev/null", link);
}

// What a cloud's image maker does to an installed system, and what a machine without hardware needs.
void finishRootfs(const fs::path &root)
{
    for (const char *unit : {"systemd-modules-load.service", "console-getty.service", "getty@.service",
                             "systemd-firstboot.service", "systemd-sysctl.service", "apt-daily.timer",
                             "apt-daily-upgrade.timer", "e2scrub_all.timer", "cloud-init-hotplugd.socket",
                             "systemd-udevd.service", "systemd-udev-trigger.service"}) {
        mask(root, unit);
    }
    for (const auto &entry : fs::directory_iterator(root / "etc/ssh")) {
        if (entry.path().filename().string().rfind("ssh_host_", 0) == 0) {
            fs::remove(entry.path());
        }
    }
    fs::remove(root / "etc/hostname");
    fs::remove(root / "etc/resolv.conf");
    writeFile(root / "etc/machine-id", "");
    writeFile(root / "etc/cloud/ds-identify.cfg", "policy: enabled\n");
    writeFile(root / "etc/cloud/cloud.cfg.d/90_sandbox.cfg",
              "datasource_list: [NoCloud]\n"
              "network: {config: disabled}\n"
              "manage_etc_hosts: true\n"
              "ssh_genkeytypes: [ed25519, ecdsa]\n"
              "ssh_deletekeys: true\n");
}

} // namespace

RootfsRecipe RootfsRecipe::debian13()
{
    return {"trixie",
            {"systemd-sysv", "dbus", "openssh-server", "iproute2", "ca-certificates", "curl", "netbase",
             "sudo", "cloud-init", "iputils-ping", "procps"},
            {"docker.io", "docker-cli", "iptables"}};
}

void buildRootfs(const RootfsRecipe &recipe, const AptSources &sources, const fs::path &target,
                 const LineLog &log)
{
    auto command = bootstrapCommand("apt", recipe.packages, sources);
    command.push_back(recipe.suite);
    command.push_back(target.string());
    for (const auto &line : sources.lines(recipe.suite)) {
        command.push_back(line);
    }
    runChecked(command, {{}, log});
    finishRootfs(target);
}

void buildEngineLayer(const RootfsRecipe &recipe, const fs::path &base, const fs::path &layer,
                      const LineLog &log)
{
    auto work = layer;
    work += ".work";
    auto root = layer;
    root += ".root";
    for (const auto &folder : {layer, work, root}) {
        fs::create_directories(folder);
    }
    Arguments command{
        "unshare",      "--mount",     "--propagation", "private",     "--pid",      "--fork",
        "--kill-child", "--",          "/bin/sh",       "-eu",         "-c",         engineScript,
        "sh",           base.string(), layer.string(),  work.string(), root.string()};
    command.insert(command.end(), recipe.enginePackages.begin(), recipe.enginePackages.end());
    runChecked(command, {{}, log});
    removeTree(work);
    removeTree(root);
}

void extractPackages(const std::string &suite, const std::vector<std::string> &packages,
                     const AptSources &sources, const fs::path &target, const LineLog &log)
{
    auto command = bootstrapCommand("extract", packages, sources);
    command.push_back(suite);
    command.push_back(target.string());
    command.push_back("deb " + sources.mainUri + " " + suite + " main");
    runChecked(command, {{}, log});
}

} // namespace skep::sandbox
