#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads lines "name base64" from stdin: certificates and a new daemon.json. The engine then listens on port 2376 too, by
# the socket that systemd hands it. What it does not start with is taken back. Does nothing where it listens so already.
set -u
folder=/etc/docker/skep-port
file=/etc/docker/daemon.json
socket=/etc/systemd/system/docker.socket.d
stop() {
    echo "reason=$1" >&2
    exit 1
}
restart() {
    systemctl daemon-reload
    systemctl stop docker.socket docker.service
    systemctl reset-failed docker.socket docker.service 2>/dev/null # of starts before
    systemctl start docker.socket && systemctl start docker.service
}
take_back() {
    journalctl -u docker -n 50 --no-pager >&2
    rm -f "$socket/skep-port.conf"
    rmdir "$socket" 2>/dev/null
    if [ -e "$folder/daemon.json.before" ]; then cp -p "$folder/daemon.json.before" "$file"; else rm -f "$file"; fi
    rm -rf "$folder"
    systemctl reset-failed docker.socket docker.service
    restart
    stop engine-port
}
systemctl cat docker.socket >/dev/null 2>&1 || stop no-socket
systemctl cat docker.service 2>/dev/null | grep -q 'fd://' || stop no-socket
umask 077
mkdir -p "$folder.new"
while read -r name content; do
    case $name in
    ca.pem | cert.pem | key.pem | daemon.json) ;;
    *) stop invalid ;;
    esac
    printf '%s' "$content" | base64 -d >"$folder.new/$name" || stop invalid
done
# "open" is there once the engine has started so: a run that was cut off before is done again.
if [ -e "$folder/open" ] && cmp -s "$folder.new/ca.pem" "$folder/ca.pem" && [ -e "$socket/skep-port.conf" ] &&
    grep -q '"tlsverify"' "$file" && systemctl is-active -q docker; then
    rm -rf "$folder.new"
    exit 0
fi
if [ -d "$folder" ]; then # of another authority, or half-made: what was before the first time counts
    [ ! -e "$folder/daemon.json.before" ] || mv "$folder/daemon.json.before" "$folder.new/daemon.json.before"
    rm -rf "$folder"
elif [ -e "$file" ] && [ ! -e "$folder.new/daemon.json.before" ]; then
    cp -p "$file" "$folder.new/daemon.json.part" || stop invalid
    mv "$folder.new/daemon.json.part" "$folder.new/daemon.json.before" || stop invalid
fi
mv "$folder.new" "$folder"
(
    umask 022
    set -e
    cat "$folder/daemon.json" >"$file.skep-new"
    mv -f "$file.skep-new" "$file"
    sync # the engine must ask for certificates before there is a socket, also if the power fails here
    mkdir -p "$socket"
    printf '[Socket]\nListenStream=2376\n' >"$socket/skep-port.conf"
) || take_back
restart || take_back
touch "$folder/open"
exit 0
