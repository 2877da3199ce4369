#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the engine run; installs it from the distribution's packages where it is missing. Prints key=value lines.
set -u
stop() {
    echo "reason=$1" >&2
    exit 1
}
apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" >&2
}
# Lists may be fetched in the middle of a mirror's update, and a lock may come back between two programs.
patiently() {
    for pause in 2 5 10; do
        if "$@"; then return 0; fi
        sleep "$pause"
    done
    "$@"
}
installed=no
if ! command -v dockerd >/dev/null 2>&1 || ! command -v docker >/dev/null 2>&1; then
    command -v apt-get >/dev/null 2>&1 || stop no-apt
    if command -v cloud-init >/dev/null 2>&1; then
        echo "Waiting for the first boot to end" >&2
        timeout 600 cloud-init status --wait >/dev/null 2>&1
        [ $? -ne 124 ] || stop cloud-init
    fi
    patiently apt -o APT::Update::Error-Mode=any update || stop mirror
    packages="docker.io iptables"
    if apt-cache show docker-cli >/dev/null 2>&1; then packages="$packages docker-cli"; fi
    # shellcheck disable=SC2086 # a list of words of our own
    patiently apt install --no-install-recommends $packages || stop install
    installed=yes
fi
systemctl is-enabled --quiet docker || systemctl enable docker >&2
systemctl start docker >&2 || { # waits, where the boot is about to start it
    journalctl -u docker -n 50 --no-pager >&2
    stop start
}
echo "installed=$installed"
echo "version=$(docker version --format "{{.Server.Version}}")"
echo "docker0=$(ip -4 -o addr show dev docker0 2>/dev/null | awk '{ sub("/.*", "", $4); print $4; exit }')"
