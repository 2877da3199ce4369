#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the public key on stdin from those that may log in. Other lines stay as they are.
set -eu
umask 077
read -r line
key=$(printf '%s' "$line" | cut -d ' ' -f 1,2)
file=$HOME/.ssh/authorized_keys
if ! grep -qF -- "$key" "$file" 2>/dev/null; then
    exit 0
fi
cp -p "$file" "$file.skep"
grep -vF -- "$key" "$file" >"$file.skep" || true
mv -f "$file.skep" "$file"
