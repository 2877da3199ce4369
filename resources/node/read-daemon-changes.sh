#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The engine's daemon.json as it is and as it was before the cluster, as "name=base64" lines. Changes nothing.
set -eu
[ ! -e /etc/docker/daemon.json ] || echo "now=$(base64 -w 0 /etc/docker/daemon.json)"
[ ! -e /etc/skep/cluster.json ] || echo claimed=yes
[ ! -e /etc/skep/before/daemon.json ] || echo "before=$(base64 -w 0 /etc/skep/before/daemon.json)"
