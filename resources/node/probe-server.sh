#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a server of the user's says of itself, as key=value lines, before anything is changed there. Writes and installs
# nothing; runs with whatever the user may do, and with sudo only where that needs no password.
set -u
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
echo begin=yes # what came before is of the login shell's own files
echo "time=$(date +%s)"
echo "hostname=$(uname -n)"
echo "architecture=$(uname -m)"
echo "machine=$(cat /etc/machine-id 2>/dev/null)"

root=
if [ "$(id -u)" = 0 ]; then
    echo root=root
elif ! command -v sudo >/dev/null 2>&1; then
    echo root=none
elif sudo -n true 2>/dev/null </dev/null; then
    echo root=sudo
    root="sudo -n"
else
    echo root=password
fi

sed -n -e 's/^ID=/distribution=/p' -e 's/^PRETTY_NAME=/distributionName=/p' /etc/os-release 2>/dev/null

# The server's end of this connection is the address that it is reached at.
echo "address=$(printf '%s' "${SSH_CONNECTION:-}" | cut -d ' ' -f 3)"
if command -v ip >/dev/null 2>&1; then
    ip -o addr show scope global 2>/dev/null | awk '{ sub("/.*", "", $4); print "global=" $4 }'
fi

version=
folder=/var/lib/docker
if command -v docker >/dev/null 2>&1; then
    version=$(docker version --format '{{.Server.Version}}' </dev/null 2>/dev/null)
    if [ -n "$version" ]; then
        echo engineAccess=user
        about=$(docker info --format '{{.Swarm.LocalNodeState}} {{.DockerRootDir}}' </dev/null 2>/dev/null)
    elif [ -n "$root" ]; then
        version=$($root docker version --format '{{.Server.Version}}' </dev/null 2>/dev/null)
        about=$($root docker info --format '{{.Swarm.LocalNodeState}} {{.DockerRootDir}}' </dev/null 2>/dev/null)
        if [ -n "$version" ]; then echo engineAccess=root; fi
    fi
fi
if [ -n "$version" ]; then
    echo engineRuns=yes
    echo "swarm=${about%% *}"
    if [ -n "${about#* }" ]; then folder=${about#* }; fi
elif command -v dockerd >/dev/null 2>&1; then
    version=$(dockerd --version 2>/dev/null | sed -n 's/.*version \([^,]*\),.*/\1/p')
    # Without the right to ask it, what runs is still seen.
    if [ -n "$(pidof dockerd 2>/dev/null)" ]; then
        echo engineRuns=yes
        echo engineAccess=root
    fi
fi
echo "engine=$version"

while [ ! -d "$folder" ] && [ "$folder" != / ]; do folder=$(dirname "$folder"); done
df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print "freeKiB=" $4 }'
if command -v perl >/dev/null 2>&1; then echo perl=yes; fi
echo end=yes
