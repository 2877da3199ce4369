#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the node's own host key in the place of the one-time key, which is gone after that.
set -eu
new=/etc/ssh/skep_new_host_key
key=/etc/ssh/ssh_host_ed25519_key
if [ -s "$new.pub" ]; then mv -f "$new.pub" "$key.pub"; fi
if [ -s "$new" ]; then mv -f "$new" "$key"; fi
rm -f /etc/ssh/ssh_host_rsa_key* /etc/ssh/ssh_host_ecdsa_key* /etc/ssh/ssh_host_dsa_key*
sync
# A server that is started for each connection has nothing to reload.
systemctl reload ssh 2>/dev/null || systemctl reload sshd 2>/dev/null || true
