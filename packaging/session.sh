#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# session.sh COMMAND…: runs a command with a session bus and an unlocked keyring. Where the desktop has both, they are
# used as they are; elsewhere a private pair is started under $HOME and ends with the command.
set -eu

has_keyring() {
    [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] &&
        dbus-send --session --print-reply --reply-timeout=3000 --dest=org.freedesktop.secrets \
            /org/freedesktop/secrets/aliases/default org.freedesktop.DBus.Properties.Get \
            string:org.freedesktop.Secret.Collection string:Locked 2>/dev/null | grep -q 'boolean false'
}

if has_keyring; then
    exec "$@"
fi
unset DBUS_SESSION_BUS_ADDRESS
if [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -w "$XDG_RUNTIME_DIR" ]; then
    XDG_RUNTIME_DIR=$(mktemp -d)
    export XDG_RUNTIME_DIR
    chmod 700 "$XDG_RUNTIME_DIR"
fi
# The empty line is the keyring's password: without --unlock the bus would start a locked keyring. The daemon is ended
# with the command; the bus alone does not take it along.
# shellcheck disable=SC2016 # the inner shell expands these
exec dbus-run-session -- sh -c '
    eval "$(printf "\n" | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"
    exec "$@"' sh "$@"
