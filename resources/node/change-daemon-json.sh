#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads lines "name base64" from stdin: the new daemon.json ("new", or "none" where there is to be no such file), and the old
# and the new one with live-restore on ("held-old", "held-new") and off ("free-old", "free-new"). The engine starts anew with
# the new one; containers that run meanwhile keep running. A file that the engine does not start with is taken back.
set -u
file=/etc/docker/daemon.json
work=$(mktemp -d /run/skep-engine.XXXXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
stop() {
    echo "reason=$1" >&2
    exit 1
}
while read -r name content; do
    case $name in
    new | held-old | held-new | free-old | free-new) printf '%s' "$content" | base64 -d >"$work/$name" || stop invalid ;;
    none) touch "$work/none" ;;
    *) stop invalid ;;
    esac
done
put() {
    if [ "$1" = new ] && [ -e "$work/none" ]; then
        rm -f "$file"
        return
    fi
    (umask 022 && cat "$work/$1" >"$file.skep-new" && mv -f "$file.skep-new" "$file")
}
back() {
    if [ -e "$work/before" ]; then cp -p "$work/before" "$file"; else rm -f "$file"; fi
}
# The engine reads live-restore when it is told to, and not before it has time for it.
until_held() {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        [ "$(docker info --format '{{.LiveRestoreEnabled}}' 2>/dev/null)" = "$1" ] && return 0
        sleep 0.5
    done
    return 1
}
# systemd refuses a start that is one of many within a short time, as when a cluster is made, destroyed and made again.
restart() {
    systemctl reset-failed docker 2>/dev/null
    systemctl restart docker
}
mkdir -p /etc/docker
[ ! -e "$file" ] || cp -p "$file" "$work/before"
if [ ! -e "$work/none" ] && dockerd --help 2>&1 | grep -q -- --validate; then
    dockerd --validate --config-file="$work/new" >&2 || stop invalid
fi
if [ -z "$(docker ps --quiet 2>/dev/null)" ]; then
    put new
    restart && exit 0
else
    put held-old
    systemctl reload docker
    if ! until_held true; then
        put free-old
        systemctl reload docker
        until_held false
        back
        stop hold
    fi
    put held-new
    if restart; then
        put free-new # a file that is silent about live-restore leaves it as it is
        systemctl reload docker
        until_held false && held= || held=still
        put new
        [ -z "$held" ] || stop release
        exit 0
    fi
fi
journalctl -u docker -n 50 --no-pager >&2
back
restart
stop restart
