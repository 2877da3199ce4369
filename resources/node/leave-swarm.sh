#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The engine leaves its swarm, where it is in one.
set -eu
state=$(docker info --format '{{.Swarm.LocalNodeState}}')
[ "$state" = inactive ] || docker swarm leave --force >&2
