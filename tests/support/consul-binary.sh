#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the path of a real Consul for tests: $SKEP_CONSUL, one on the path, or Debian 11's package (the last that has
# it), unpacked once into the cache and never installed.
set -eu
if [ -n "${SKEP_CONSUL:-}" ]; then
    echo "$SKEP_CONSUL"
    exit 0
fi
if command -v consul; then
    exit 0
fi
cache="${XDG_CACHE_HOME:-$HOME/.cache}/skep-tests"
mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9
if [ ! -x "$cache/consul" ]; then
    folder=$(mktemp -d "$cache/unpack.XXXXXX")
    trap 'rm -rf "$folder"' EXIT
    mmdebstrap --quiet --variant=extract --include=consul bullseye "$folder/root" >&2
    mv "$folder/root/usr/bin/consul" "$cache/consul"
fi
echo "$cache/consul"
