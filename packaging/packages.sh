#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What Skep needs from Debian 12, by purpose, and one function that installs what is missing.
# Sourced by demo.sh and test.sh.

# shellcheck disable=SC2034 # read by the scripts that source this file
BUILD_PACKAGES="g++ cmake ninja-build ccache mold pkg-config git ca-certificates
    qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-svg-dev
    qtkeychain-qt6-dev libssh-dev libssl-dev libexpected-dev libc-ares-dev libgl1-mesa-dev
    libboost-dev nlohmann-json3-dev lxc-dev zlib1g-dev libutf8proc-dev libzxcvbn-dev libtomlplusplus-dev
    libyaml-cpp-dev"
# The sandbox's machines: containers, their disks, their network and firewall.
# shellcheck disable=SC2034
SANDBOX_PACKAGES="lxc mmdebstrap iproute2 iptables"
# A keyring and a session bus for computers that have none (a server, CI), and fonts for the window.
# shellcheck disable=SC2034
SESSION_PACKAGES="dbus gnome-keyring fonts-dejavu-core libqt6svg6"
# shellcheck disable=SC2034
TEST_PACKAGES="openssh-server openssh-client openssl python3 python3-yaml python3-jsonschema python3-cs jq fish curl
    clang-format-14 clang-tidy-14 codespell shellcheck dnsutils procps file strace xvfb xterm openbox faketime
    python3-dbus python3-gi"
# The terminals that bench_peers compares ours with (konsole needs dbus-run-session), and what takes pictures of
# windows. Installed by hand where it is measured; not for CI.
# shellcheck disable=SC2034
BENCH_PACKAGES="konsole xterm stterm alacritty dbus xvfb xdotool imagemagick vim htop tmux less mc"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

is_installed() {
    dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

# install_missing PACKAGE…: nothing is asked of apt when all are there. Services of the packages are not started:
# Skep needs the programs, not a daemon that listens.
install_missing() {
    missing=
    for package in "$@"; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "Installing:$missing" >&2
    policy=/usr/sbin/policy-rc.d
    made_policy=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        made_policy=1
    fi
    status=0
    as_root apt-get update -qq >&2 || status=$?
    # shellcheck disable=SC2086 # a list of words
    [ "$status" -ne 0 ] || as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $missing >&2 || status=$?
    [ -z "$made_policy" ] || as_root rm -f "$policy"
    if [ "$status" -ne 0 ]; then
        echo "The packages could not be installed (apt-get ended with $status); see above." >&2
        return "$status"
    fi
}
