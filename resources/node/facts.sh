#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the node says about itself, as key=value lines. Changes nothing.
set -u
echo "time=$(date +%s)"
echo "architecture=$(uname -m)"
echo "hostname=$(uname -n)"

# A local stub resolver cannot be reached from containers; behind it are the real ones.
servers() { awk '$1 == "nameserver" && $2 !~ /^127\./ && $2 != "::1" { print $2 }' "$1" 2>/dev/null; }
found=$(servers /etc/resolv.conf)
[ -n "$found" ] || found=$(servers /run/systemd/resolve/resolv.conf)
for server in $found; do echo "resolver=$server"; done

if [ -e /proc/net/ip_vs ] || modprobe -q ip_vs 2>/dev/null; then echo ipvs=yes; else echo ipvs=no; fi

# Where the engine keeps its images, or will: "-" where the file system does not count.
folder=/var/lib/docker
while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print "freeKiB=" $4 }'
df -Pi "$folder" 2>/dev/null | awk 'NR == 2 && $2 > 0 { print "freeFiles=" $4 }'
exit 0
