#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs the tests.
#
#   packaging/test.sh            every test but the slowest (half an hour with two cores)
#   packaging/test.sh --quick    the everyday part: without the long live journeys
#   packaging/test.sh --all      these and the slowest: power cuts, whole clusters on bare templates
#   packaging/test.sh -R REGEX   the tests of that name (as ctest has it)
#
# The live tests make real machines in the sandbox cloud and need root; without it they are skipped and counted.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

selection=(-LE 'bench|slow')
case "${1:-}" in
    '') ;;
    --all) selection=(-LE bench) ;;
    --quick) selection=(-LE 'long|slow|bench') ;;
    -R) selection=(-R "$2") ;;
    -h | --help) sed -n '3,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "Unknown option $1: see packaging/test.sh --help" >&2; exit 2 ;;
esac
# shellcheck disable=SC2086 # lists of words
install_missing $BUILD_PACKAGES $SANDBOX_PACKAGES $SESSION_PACKAGES $TEST_PACKAGES

started=$(date +%s)
[ -f build/dev/build.ninja ] || cmake --preset dev
cmake --build build/dev
built=$(date +%s)
status=0
ctest --test-dir build/dev --output-on-failure -j3 "${selection[@]}" || status=$? # most of them wait most of the time
echo "Build $((built - started)) s, tests $(($(date +%s) - built)) s."
exit "$status"
