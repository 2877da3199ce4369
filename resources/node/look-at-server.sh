#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a server of the user's own is and has before it becomes part of a cluster, as key=value lines. Changes nothing.
set -u
echo "hostname=$(uname -n)"
echo "machine=$(cat /etc/machine-id 2>/dev/null)"
if [ -e /etc/os-release ]; then
    # shellcheck disable=SC1091 # the system's own file
    (. /etc/os-release && echo "system=${ID:-} ${ID_LIKE:-}")
fi
if [ -e /etc/skep/cluster.json ]; then
    echo "label=$(base64 -w 0 /etc/skep/cluster.json)"
elif [ -e /etc/skep ]; then
    echo "folder=/etc/skep"
fi
command -v systemctl >/dev/null 2>&1 && echo systemd=yes
if command -v dockerd >/dev/null 2>&1 && command -v docker >/dev/null 2>&1; then
    echo engine=yes
    docker info --format 'swarm={{.Swarm.LocalNodeState}}' 2>/dev/null
    docker info --format 'liverestore={{.LiveRestoreEnabled}}' 2>/dev/null
    docker ps --all --quiet --filter 'name=^consul$' 2>/dev/null | sed 's/.*/taken=container consul/'
    docker volume ls --quiet --filter 'name=^skep-consul$' 2>/dev/null | sed 's/.*/taken=volume skep-consul/'
fi
# Ports of the swarm, and of Consul's agent with its DNS on the loopback address.
ss -H -l -n -t -u 2>/dev/null | awk '{ print $1 " " $5 }' | while read -r protocol local; do
    port=${local##*:}
    case $port in
    2377 | 7946 | 4789 | 8300 | 8301 | 8500) echo "taken=port $port/$protocol" ;;
    53)
        case $local in
        127.0.0.1:* | 0.0.0.0:* | '*:'* | '[::]:'*) echo "taken=port 53/$protocol" ;;
        esac
        ;;
    esac
done | sort -u
exit 0
