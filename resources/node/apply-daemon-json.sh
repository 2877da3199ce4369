#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads a new daemon.json from stdin, has the engine check it, and restarts the engine with it; a file that the engine
# does not start with is taken back.
set -u
file=/etc/docker/daemon.json
stop() {
    echo "reason=$1" >&2
    exit 1
}
mkdir -p /etc/docker
umask 022
cat >"$file.skep-new" || stop invalid
if dockerd --help 2>&1 | grep -q -- --validate; then
    dockerd --validate --config-file="$file.skep-new" >&2 || {
        rm -f "$file.skep-new"
        stop invalid
    }
fi
if [ -e "$file" ]; then cp -p "$file" "$file.skep-old"; else rm -f "$file.skep-old"; fi
mv -f "$file.skep-new" "$file"
systemctl reset-failed docker 2>/dev/null # systemd refuses a start that is one of many within a short time
systemctl restart docker && exit 0
journalctl -u docker -n 50 --no-pager >&2
if [ -e "$file.skep-old" ]; then mv -f "$file.skep-old" "$file"; else rm -f "$file"; fi
systemctl reset-failed docker
systemctl restart docker
stop restart
