#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C++ file is as clang-format 14 with the project's settings writes it.
set -eu
cd "$1"
git ls-files '*.cpp' '*.h' | xargs clang-format-14 --dry-run -Werror
