#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Try Skep on this computer: installs what is missing, builds, starts the sandbox cloud and opens the application.
#
#   packaging/demo.sh            open the application
#   packaging/demo.sh --check    the same by itself, without a display; one line of JSON last
#   packaging/demo.sh --reset    remove every trace of the sandbox and of the demo's user
#
# Only the sandbox runs as root (by sudo where needed). Started by root, the application runs as a user of its own.
# shellcheck disable=SC2016 # the inner shells expand their own words
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

STATE=${SKEP_DEMO_STATE:-/var/lib/skep-demo}
DEMO_USER=skep-demo
BUILD=${SKEP_BUILD:-build/release-tests} # where it is built; an existing build folder is used as it is configured
STARTED=$(date +%s)

say() { echo "[$(($(date +%s) - STARTED)) s] $*" >&2; }
die() { echo "$*" >&2; exit 1; }

build() {
    say "Building"
    local targets=(skep skepctl skep-sandbox skep-registrar-image)
    [ "$mode" != check ] || targets+=(skep-journey)
    [ -f "$BUILD/build.ninja" ] || cmake --preset release-tests >&2
    cmake --build "$BUILD" --target "${targets[@]}" >&2
}

# The sandbox is root's; its ready line holds a secret, so only root reads the file until the user gets a copy.
start_sandbox() {
    say "Starting the sandbox cloud"
    as_root sh -c 'umask 077; mkdir -p "$1"; : > "$1/ready.json"; : > "$1/sandbox.log"' sh "$STATE"
    as_root sh -c 'echo $$ > "$2/pid"; exec "$1" --listen 127.0.0.1:0 --state "$2/cloud" >"$2/ready.json" 2>"$2/sandbox.log"' \
        sh "$(realpath "$BUILD")/bin/skep-sandbox" "$STATE" &
    sandbox=$!
    trap clean_up EXIT
    until as_root grep -q exoscale "$STATE/ready.json"; do
        if ! kill -0 "$sandbox" 2>/dev/null; then
            as_root cat "$STATE/sandbox.log" >&2
            die "The sandbox did not start; its own words are above."
        fi
        sleep 0.2
    done
}

clean_up() {
    stop_sandbox
    [ "$mode" != check ] || remove_sandbox
}

stop_sandbox() {
    trap - EXIT
    say "Stopping the sandbox cloud"
    as_root sh -c '[ ! -s "$1/pid" ] || kill "$(cat "$1/pid")" 2>/dev/null; rm -f "$1/pid" "$1/ready.json"' sh "$STATE" || true
    wait "$sandbox" 2>/dev/null || true
}

# Who runs the application: the caller, or a user of its own when the caller is root. That user may not be able to read
# the folder that this lies in, so it gets an installed copy.
prepare_user() {
    user=$(id -un)
    home=$HOME
    run_as=(env)
    app=$STATE/app
    as_root cmake --install "$BUILD" --prefix "$app" >/dev/null
    as_root install -m 755 packaging/session.sh "$app/bin/"
    if [ "$(id -u)" -eq 0 ]; then
        user=$DEMO_USER
        home=$STATE/home
        id "$user" >/dev/null 2>&1 || useradd --system --home-dir "$home" --create-home --shell /bin/sh "$user"
        run_as=(setpriv --reuid "$user" --regid "$user" --init-groups --inh-caps=-all
            env -i "PATH=$PATH" "HOME=$home" "LANG=${LANG:-C.UTF-8}" "DISPLAY=${DISPLAY:-}")
        [ -z "${DISPLAY:-}" ] || share_display
    fi
    ready=$STATE/ready-user.json
    as_root install -m 600 -o "$user" "$STATE/ready.json" "$ready"
    as_root chmod 711 "$STATE"
}

# Another user may draw on this display only with the display's cookie.
share_display() {
    local cookie=${XAUTHORITY:-$HOME/.Xauthority}
    [ -r "$cookie" ] || return 0
    install -m 600 -o "$user" "$cookie" "$home/.Xauthority"
    run_as+=("XAUTHORITY=$home/.Xauthority")
}

open_window() {
    prepare_user
    say "Opening Skep"
    (cd / && "${run_as[@]}" "$app/bin/session.sh" "$app/bin/skep" --add-sandbox "$ready")
}

# The check has a state, a user and a home of its own: a cluster that somebody keeps in the demo stays untouched.
check() {
    prepare_user
    local shots=${SKEP_SCREENSHOTS:-$PWD/build/screenshots} status=0 work
    as_root install -m 755 "$BUILD/tests/skep-journey" "$app/bin/"
    work=$(mktemp -d)
    mkdir "$work/home" "$work/shots"
    as_root chown -R "$user" "$work"
    say "Clicking through the application"
    (cd / && "${run_as[@]}" "HOME=$work/home" QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 \
        "$app/bin/session.sh" "$app/bin/skep-journey" --sandbox "$ready" --screenshots "$work/shots" \
        --shown-as "$shots" --wizard-after "$(($(date +%s) - STARTED))") >"$STATE.json" || status=$?
    rm -rf "$shots"
    mkdir -p "$shots"
    cp "$work"/shots/* "$shots"/ || status=1
    as_root rm -rf "$work"
    stop_sandbox
    remove_sandbox
    say "Done"
    cat "$STATE.json"
    rm -f "$STATE.json"
    return "$status"
}

remove_sandbox() {
    say "Removing the sandbox"
    ! as_root test -d "$STATE/cloud" || as_root "$(realpath "$BUILD")/bin/skep-sandbox" --state "$STATE/cloud" --reset >&2
    if [ "$(id -u)" -eq 0 ] && id "$DEMO_USER" >/dev/null 2>&1; then
        userdel "$DEMO_USER"
    fi
    as_root rm -rf "$STATE"
}

mode=open
case "${1:-}" in
    '') ;;
    --check)
        mode=check
        STATE=$(mktemp -d /var/tmp/skep-check.XXXXXX)
        DEMO_USER=skep-check
        ;;
    --reset) mode=reset ;;
    -h | --help) sed -n '3,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) die "Unknown option $1: see packaging/demo.sh --help" ;;
esac
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "The sandbox needs root: run this as root, or install sudo."
    sudo -v
fi
if [ "$mode" = open ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    die "There is no display here. packaging/demo.sh --check does the same without one."
fi
# shellcheck disable=SC2086 # lists of words
install_missing $BUILD_PACKAGES $SANDBOX_PACKAGES $SESSION_PACKAGES
build
case "$mode" in
    open) start_sandbox; open_window ;;
    check) start_sandbox; check ;;
    reset) remove_sandbox ;;
esac
