#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh SOURCE BUILD SECONDS: clang-tidy on the base of the core for as long as the time allows. Says how many
# files it looked at and how many it left; the preset clang-tidy looks at all.
set -euo pipefail
cd "$1"
build=$2
end=$(($(date +%s) + $3))
database=$(mktemp -d)
trap 'rm -rf "$database"' EXIT
# The build's precompiled headers are g++'s; clang reads the headers themselves.
sed -E 's/-Winvalid-pch//g; s/-include [^ ]*cmake_pch[^ ]*//g' "$build/compile_commands.json" >"$database/compile_commands.json"
mapfile -t files < <(git ls-files 'core/base/*.cpp')
looked=0
for file in "${files[@]}"; do
    [ "$(date +%s)" -lt "$end" ] || break
    clang-tidy-14 --quiet -p "$database" "$file"
    looked=$((looked + 1))
done
echo "$looked of ${#files[@]} files looked at"
[ "$looked" -gt 0 ]
