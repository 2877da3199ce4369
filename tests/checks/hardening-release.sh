#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# hardening-release.sh SOURCE BUILD: builds skepctl as it is released and has hardening.py judge it.
set -eu
source=$1
build=$2
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DSKEP_BUILD_TESTS=OFF >"$build.log"
nice ninja -C "$build" -j "${SKEP_JOBS:-2}" skepctl >>"$build.log"
exec /usr/bin/python3 "$source/tests/checks/hardening.py" Release "$build/bin/skepctl"
