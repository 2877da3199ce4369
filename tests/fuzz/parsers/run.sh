#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SOURCE BUILD SECONDS [TARGET]…: the long form. Compiles the parsers anew by clang++ with libFuzzer and both
# sanitizers, takes all else from the build's libraries, and runs each target for so long at the lowest priority. Says
# for each how often it was run and on how much processor time.
set -euo pipefail
source=$1
build=$2
seconds=$3
shift 3
work=$build/tests/fuzz/parsers/libfuzzer
mkdir -p "$work"
# shellcheck disable=SC2054
flags=(-std=c++20 -O1 -g1 -fPIC "-I$source" "-DSKEP_SOURCE_DIR=\"$source\"" "-DSKEP_VERSION=\"0\""
    -fno-sanitize-recover=undefined -fsanitize=fuzzer-no-link,address,undefined -Wno-everything)
mapfile -t -d ' ' qt < <(pkg-config --cflags Qt6Core Qt6Network Qt6Test Qt6Concurrent | tr -d '\n'; printf ' ')
# answers.cpp and the like: what reads bytes of others. Messages and threads stay the build's.
parsers=(base/jsonreader cloud/exoscale/parse cloud/exoscale/refusal cloud/cloudstack/parse cloud/cloudstack/refusal
    docker/answers docker/classic docker/logparser docker/objects docker/types docker/servicespec docker/servicespecwrite
    consul/parse consul/dnsmessage net/sockshandshake net/webrequest local/knownhosts local/machinestore
    local/cloudcredentials local/dockercontexts local/publickeys cluster/exportfile cluster/connected)
objects=()
compile()
{
    local object
    object=$work/$(echo "${1#"$source"/}" | tr / _).o
    objects+=("$object")
    if [ ! -e "$object" ] || [ "$1" -nt "$object" ]; then
        clang++ "${flags[@]}" "${qt[@]}" -c "$1" -o "$object"
    fi
}
for each in "${parsers[@]}"; do
    compile "$source/core/$each.cpp"
done
for each in "$source"/tests/fuzz/parsers/*targets.cpp "$source/tests/fuzz/parsers/libfuzzer.cpp"; do
    compile "$each"
done
clang++ -fsanitize=fuzzer,address,undefined "${objects[@]}" -o "$work/fuzz_parsers" \
    "$build/tests/support/libskep_test_support.a" "$build/core/libskep_core.a" "$build/core/terminal/libskep_terminal.a" \
    -lQt6Test -lQt6Concurrent -lQt6Network -lQt6DBus -lQt6Core -lqt6keychain -lssh -lcares -lyaml-cpp -lssl -lcrypto \
    -lutf8proc -lpthread
if [ $# -eq 0 ]; then
    mapfile -t all < <(find "$source/tests/fuzz/parsers/seeds" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort)
    set -- "${all[@]}"
fi
cd "$work"
for target in "$@"; do
    mkdir -p "corpus-$target"
    SKEP_FUZZ_TARGET=$target QT_LOGGING_RULES='*=false' nice -n 15 bash -c 'time "$@"' - ./fuzz_parsers -max_len=16384 \
        -len_control=20 -timeout=10 -rss_limit_mb=1500 -detect_leaks=0 "-max_total_time=$seconds" -print_final_stats=1 \
        "-artifact_prefix=$target-" "corpus-$target" "$source/tests/fuzz/parsers/seeds/$target" "$source/tests/core/data" \
        >"$target.log" 2>&1 || { tail -40 "$target.log"; exit 1; }
    executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$target.log")
    cpu=$(sed -n 's/^user[[:space:]]*//p' "$target.log")
    echo "$target: $executed executions, $cpu of processor time"
done
