#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The engine's daemon.json as it is and as it was before the cluster whose id is on stdin, as "name=base64" lines; none where the
# server is not that cluster's. Changes nothing.
set -eu
read -r id
[ -n "$id" ] || exit 2
grep -qsF "\"$id\"" /etc/skep/cluster.json || exit 0
[ ! -e /etc/docker/daemon.json ] || echo "now=$(base64 -w 0 /etc/docker/daemon.json)"
[ ! -e /etc/skep/before/daemon.json ] || echo "before=$(base64 -w 0 /etc/skep/before/daemon.json)"
