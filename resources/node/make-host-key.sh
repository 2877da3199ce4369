#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a host key of the node's own beside the one in use and prints its public half. Run again it prints the same.
set -eu
new=/etc/ssh/skep_new_host_key
if [ ! -s "$new" ] || [ ! -s "$new.pub" ]; then
    rm -f "$new" "$new.pub"
    ssh-keygen -q -t ed25519 -N "" -C "" -f "$new" </dev/null
fi
cat "$new.pub"
