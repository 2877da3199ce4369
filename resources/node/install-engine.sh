#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the engine run; installs it from the distribution's packages where it is missing. Prints key=value lines.
set -u
stop() {
    echo "reason=$1" >&2
    exit 1
}
# What it says is shown as it comes, and kept to be judged by.
apt() {
    {
        DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" 2>&1
        echo $? >"$work/code"
    } | tee "$work/said" >&2
    return "$(cat "$work/code")"
}
isLocked() { grep -q "Could not get lock\|is another process using it" "$work/said"; }
# Whoever else installs something may take as long as this; apt waits by itself for one of its locks only.
unlocked() {
    end=$(($(date +%s) + 300))
    until apt "$@"; do
        if ! isLocked; then return 1; fi
        if [ "$(date +%s)" -ge "$end" ]; then stop lock; fi
        sleep 3
    done
}
# Lists may be fetched in the middle of a mirror's update.
patiently() {
    for pause in 2 5 10; do
        if unlocked "$@"; then return 0; fi
        if grep -q "dpkg was interrupted\|dpkg --configure -a" "$work/said"; then mend; fi
        sleep "$pause"
    done
    unlocked "$@"
}
# An installation that was cut off, by a power cut for instance: tried once.
mend() {
    if [ -e "$work/mended" ]; then stop broken; fi
    touch "$work/mended"
    echo "Finishing an installation that was cut off" >&2
    DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold --configure -a >&2 || stop broken
}
installed=no
if ! command -v dockerd >/dev/null 2>&1 || ! command -v docker >/dev/null 2>&1; then
    command -v apt-get >/dev/null 2>&1 || stop no-apt
    work=$(mktemp -d) || stop full
    trap 'rm -rf "$work"' EXIT
    if command -v cloud-init >/dev/null 2>&1; then
        echo "Waiting for the first boot to end" >&2
        timeout 600 cloud-init status --wait >/dev/null 2>&1
        [ $? -ne 124 ] || stop cloud-init
    fi
    patiently -o APT::Update::Error-Mode=any update || stop mirror
    packages="docker.io iptables"
    if apt-cache show docker-cli >/dev/null 2>&1; then packages="$packages docker-cli"; fi
    # shellcheck disable=SC2086 # a list of words of our own
    patiently install --no-install-recommends $packages || stop install
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
