#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Spelling of code and documents, and the scripts as shellcheck sees them.
set -eu
cd "$1"
git ls-files | grep -v -E '\.(ts|yaml|json|jsonl|svg|png)$|^LICENSE$' | xargs codespell
git ls-files '*.sh' .ci/run | xargs shellcheck -x
