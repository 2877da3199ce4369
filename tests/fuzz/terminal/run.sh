#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SOURCE BUILD [BYTES]: builds the fuzzer of the terminal engine and runs it for 20 seconds, from the seeds of
# this folder; with BYTES as often as it takes to have fed so many, which it says at the end.
set -eu
source=$1
build=$2
wanted=${3:-0}
if ! command -v clang++ >/dev/null; then
    echo "skipped: there is no clang++"
    exit 77
fi
mkdir -p "$build/corpus"
target=$build/fuzz_terminal
if [ ! -x "$target" ] || [ -n "$(find "$source/core/terminal" "$source/tests/fuzz/terminal" -newer "$target" -type f)" ]; then
    clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined "-I$source" \
        "$source"/core/terminal/*.cpp "$source/tests/fuzz/terminal/fuzz_terminal.cpp" -lutf8proc -o "$target"
fi
rm -f "$build/fed"
fed=0
while :; do
    SKEP_FUZZ_COUNT="$build/fed" "$target" "-dict=$source/tests/fuzz/terminal/terminal.dict" -max_len=4096 -len_control=20 \
        -timeout=10 -rss_limit_mb=1024 -max_total_time=20 -print_final_stats=1 "-artifact_prefix=$build/" "$build/corpus" \
        "$source/tests/fuzz/terminal/seeds"
    fed=$(awk '{ sum += $1 } END { printf "%d", sum }' "$build/fed")
    [ "$fed" -lt "$wanted" ] || break
done
echo "fed $fed bytes in all"
