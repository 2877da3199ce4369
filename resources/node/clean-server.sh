#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads lines "cluster ID" and "image REFERENCE" from stdin and takes everything of that cluster off the server: what was there
# before stays. Prints what it leaves as "left=..." lines. Nothing is done where another cluster's label is there.
set -u
folder=/etc/skep
id=
images=
while read -r word value; do
    case $word in
    cluster) id=$value ;;
    image) images="$images $value" ;;
    esac
done
[ -n "$id" ] || exit 2
grep -qsF "\"$id\"" "$folder/cluster.json" || exit 0
was() { # kind id: whether it was there before
    [ -e "$folder/before/$1" ] && grep -qxF -- "$2" "$folder/before/$1"
}
if command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1; then
    state=$(docker info --format '{{.Swarm.LocalNodeState}}')
    [ "$state" = inactive ] || docker swarm leave --force >&2 || exit 1
    # Tasks of a swarm that is no more.
    for container in $(docker ps --all --quiet --filter label=com.docker.swarm.task) \
        $(docker ps --all --quiet --filter "label=skep-cluster=$id"); do
        docker rm --force --volumes "$container" >&2
    done
    docker volume inspect skep-consul >/dev/null 2>&1 && { docker volume rm skep-consul >&2 || exit 1; }
    for network in $(docker network ls --quiet --filter name=docker_gwbridge); do
        was network "$network" || docker network rm "$network" >&2
    done
    for image in $images; do
        found=$(docker image inspect --format '{{.Id}}' "$image" 2>/dev/null | sed 's/^sha256://' | cut -c 1-12)
        [ -z "$found" ] || was image "$found" || docker image rm "$image" >&2 || echo "left=image $image, which is in use"
    done
    for volume in $(docker volume ls --quiet); do
        was volume "$volume" || echo "left=volume $volume"
    done
    [ -z "$(docker ps --all --quiet --filter "label=skep-cluster=$id")" ] || exit 1
    [ -e "$folder/before/engine" ] || echo "left=engine"
fi
rm -f /etc/docker/daemon.json.skep-new /etc/docker/daemon.json.skep-old
[ -e "$folder/before/folder" ] || rmdir /etc/docker 2>/dev/null
rm -rf "$folder"
exit 0
