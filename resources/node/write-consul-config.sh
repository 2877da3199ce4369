#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads lines "name base64" from stdin and writes each as a root-only file of Consul's configuration.
set -eu
umask 077
folder=/etc/skep/consul
mkdir -p "$folder"
while read -r name content; do
    case $name in
    consul.json | ca.pem | cert.pem | key.pem) ;;
    *) exit 2 ;;
    esac
    printf '%s' "$content" | base64 -d >"$folder/.$name.new"
    mv -f "$folder/.$name.new" "$folder/$name"
done
