#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Adds the public key on stdin to those that may log in, unless it is there already. Other lines stay as they are.
set -eu
umask 077
read -r line
# The key itself counts, not its comment; it may stand behind options.
key=$(printf '%s' "$line" | cut -d ' ' -f 1,2)
file=$HOME/.ssh/authorized_keys
mkdir -p "$HOME/.ssh"
touch "$file"
if grep -qF -- "$key" "$file"; then
    exit 0
fi
cp -p "$file" "$file.skep"
# A last line without an end would swallow the new one.
if [ -s "$file" ] && [ -n "$(tail -c 1 "$file")" ]; then
    echo >>"$file.skep"
fi
printf '%s\n' "$line" >>"$file.skep"
mv -f "$file.skep" "$file"
