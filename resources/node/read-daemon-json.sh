#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the engine's daemon.json, or nothing where there is none.
if [ -e /etc/docker/daemon.json ]; then cat /etc/docker/daemon.json; fi
