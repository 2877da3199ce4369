#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads the label of a cluster from stdin and writes down, beside it, what the server has now, so that it can be as before
# when the cluster goes. Does nothing where this label is there already.
set -eu
umask 077
label=$(cat)
folder=/etc/skep
if [ -e "$folder/cluster.json" ]; then
    [ "$(cat "$folder/cluster.json")" = "$label" ] && exit 0
    echo "reason=claimed" >&2
    exit 1
fi
rm -rf "$folder.new"
mkdir -p "$folder.new/before"
if command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1; then
    for kind in image network volume; do
        docker "$kind" ls --quiet >"$folder.new/before/$kind"
    done
    touch "$folder.new/before/engine"
fi
[ ! -d /etc/docker ] || touch "$folder.new/before/folder"
[ ! -e /etc/docker/daemon.json ] || cp -p /etc/docker/daemon.json "$folder.new/before/daemon.json"
printf '%s\n' "$label" >"$folder.new/cluster.json"
sync
mv "$folder.new" "$folder"
