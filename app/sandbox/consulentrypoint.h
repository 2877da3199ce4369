// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skep::sandbox {

//! Does what the public image's does: flags and subcommands are for consul, which runs as its own user.
inline constexpr const char *consulEntrypoint = R"SHELL(#!/bin/sh
set -e
first_address() {
  ip -o -4 addr list "$1" | head -n1 | awk '{print $4}' | cut -d/ -f1
}
CONSUL_BIND=
if [ -n "$CONSUL_BIND_INTERFACE" ]; then
  address=$(first_address "$CONSUL_BIND_INTERFACE")
  [ -n "$address" ] || { echo "Could not find IP for interface '$CONSUL_BIND_INTERFACE', exiting"; exit 1; }
  CONSUL_BIND="-bind=$address"
fi
CONSUL_CLIENT=
if [ -n "$CONSUL_CLIENT_INTERFACE" ]; then
  address=$(first_address "$CONSUL_CLIENT_INTERFACE")
  [ -n "$address" ] || { echo "Could not find IP for interface '$CONSUL_CLIENT_INTERFACE', exiting"; exit 1; }
  CONSUL_CLIENT="-client=$address"
fi
CONSUL_DATA_DIR=/consul/data
CONSUL_CONFIG_DIR=/consul/config
if [ -n "$CONSUL_LOCAL_CONFIG" ]; then
  echo "$CONSUL_LOCAL_CONFIG" > "$CONSUL_CONFIG_DIR/local.json"
fi
if [ "${1#-}" != "$1" ]; then
  set -- consul "$@"
fi
if [ "$1" = agent ]; then
  shift
  set -- consul agent -data-dir="$CONSUL_DATA_DIR" -config-dir="$CONSUL_CONFIG_DIR" \
    $CONSUL_BIND $CONSUL_CLIENT "$@"
elif [ "$1" = version ]; then
  set -- consul "$@"
elif [ "$1" != consul ] && consul --help "$1" 2>&1 | grep -q "consul $1"; then
  set -- consul "$@"
fi
if [ "$1" = consul ] && [ -z "${CONSUL_DISABLE_PERM_MGMT+x}" ]; then
  for folder in "$CONSUL_DATA_DIR" "$CONSUL_CONFIG_DIR"; do
    if [ "$(stat -c %u "$folder")" != "$(id -u consul)" ]; then
      chown consul:consul "$folder"
    fi
  done
  if [ -n "${CONSUL_ALLOW_PRIVILEGED_PORTS+x}" ]; then
    setcap "cap_net_bind_service=+ep" /bin/consul
  fi
  set -- setpriv --reuid=100 --regid=1000 --clear-groups "$@"
fi
exec "$@"
)SHELL";

} // namespace skep::sandbox
