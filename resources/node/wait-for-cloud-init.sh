#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits until the first boot's work is over, the operator's own included, and prints how it ended.
set -u
if ! command -v cloud-init >/dev/null 2>&1; then
    echo "state=none"
    exit 0
fi
code=0
timeout 600 cloud-init status --wait >/dev/null 2>&1 || code=$?
if [ "$code" -eq 124 ]; then
    echo "reason=cloud-init" >&2
    exit 1
fi
# 0 is well, 2 well with warnings
if [ "$code" -eq 0 ] || [ "$code" -eq 2 ]; then echo "state=done"; else echo "state=error"; fi
