#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2013 # the files hold one word a line
# The peer of the creation benchmark: what a careful person would write as a plain shell script with parallel ssh to get
# the same end state as Skep: 1 Consul server + 1 manager + 2 workers, TLS, gossip key, ACLs, a client agent per node,
# the registrar as a global service, and the proof. Prints seconds per phase; the work folder holds what it made.
#
#   by-hand.sh READY.json TEMPLATE REGISTRAR.tar.gz REGISTRAR.id WORKDIR
#   by-hand.sh --destroy READY.json WORKDIR
set -euo pipefail

destroy_only=
if [ "$1" = --destroy ]; then
    destroy_only=1
    shift
    ready=$1 work=$2
else
    ready=$1 template=$2 archive=$3 image=$(cat "$4") work=$5
fi
endpoint=$(jq -r .exoscale "$ready") key=$(jq -r .key "$ready") secret=$(jq -r .secret "$ready")
operator=$(jq -r .operator "$ready") consul_image=$(jq -r .images.consul "$ready") web_image=$(jq -r .images.web "$ready")
base=${endpoint%/v2}
mkdir -p "$work"
cd "$work"
began=$(date +%s.%N)
phase() { printf '%6.1f s  %s\n' "$(echo "$(date +%s.%N) - $began" | bc)" "$1"; }

# api METHOD PATH [BODY]: one signed call of the cloud's API.
api() {
    local expires signature
    expires=$(($(date +%s) + 600))
    signature=$(printf '%s %s\n%s\n\n\n%s' "$1" "/v2$2" "${3:-}" "$expires" |
        openssl dgst -sha256 -hmac "$secret" -binary | base64 -w0)
    curl -sS -f -X "$1" ${3:+-H 'Content-Type: application/json' --data-raw "$3"} \
        -H "Authorization: EXO2-HMAC-SHA256 credential=$key,expires=$expires,signature=$signature" "$base/v2$2"
}
# done_of: reads an operation and waits for its end; prints the id of what it made.
done_of() {
    local op id state
    op=$(cat)
    id=$(jq -r .id <<<"$op")
    state=$(jq -r .state <<<"$op")
    while [ "$state" = pending ]; do
        sleep 0.25
        op=$(api GET "/operation/$id")
        state=$(jq -r .state <<<"$op")
    done
    [ "$state" = success ]
    jq -r '.reference.id // empty' <<<"$op"
}

destroy() {
    local id
    for id in $(cat ids.instance 2>/dev/null); do api DELETE "/instance/$id" | done_of & done
    wait
    for id in $(cat ids.group 2>/dev/null); do
        for rule in $(api GET "/security-group/$id" | jq -r '.rules[]?.id'); do
            api DELETE "/security-group/$id/rules/$rule" | done_of
        done
    done
    for id in $(cat ids.group 2>/dev/null); do api DELETE "/security-group/$id" | done_of; done
    api DELETE /ssh-key/by-hand >/dev/null
}
if [ -n "$destroy_only" ]; then
    destroy >/dev/null
    exit 0
fi

# --- keys and certificates
ssh-keygen -q -t ed25519 -N '' -f id -C by-hand
certificate() { # NAME SAN
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -subj "/CN=$1" 2>/dev/null |
        openssl x509 -req -CA ca.pem -CAkey ca.key -set_serial "0x$(openssl rand -hex 8)" -days 1800 -out "$1.pem" 2>/dev/null \
            -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$2")
}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=ca 2>/dev/null
gossip=$(openssl rand -base64 32)
master=$(cat /proc/sys/kernel/random/uuid) agent=$(cat /proc/sys/kernel/random/uuid) registrar=$(cat /proc/sys/kernel/random/uuid)

# --- firewall and key at the cloud
api POST /ssh-key "{\"name\":\"by-hand\",\"public-key\":\"$(cat id.pub)\"}" >/dev/null
group() { api POST /security-group "{\"name\":\"by-hand-$1\"}" | done_of | tee -a ids.group; }
nodes=$(group nodes) managers=$(group managers) consul=$(group consul)
rule() { # GROUP PROTOCOL FIRST LAST SOURCE
    api POST "/security-group/$1/rules" \
        "{\"flow-direction\":\"ingress\",\"protocol\":\"$2\",\"start-port\":$3,\"end-port\":$4,$5}" | done_of >/dev/null
}
from() { printf '"security-group":{"id":"%s"}' "$1"; }
rule "$nodes" tcp 22 22 "\"network\":\"$operator\"" &
rule "$consul" tcp 22 22 "\"network\":\"$operator\"" &
rule "$managers" tcp 2377 2377 "$(from "$nodes")" &
for p in tcp udp; do
    rule "$nodes" $p 7946 7946 "$(from "$nodes")" &
    rule "$nodes" $p 8301 8301 "$(from "$nodes")" &
    rule "$nodes" $p 8301 8301 "$(from "$consul")" &
    rule "$consul" $p 8301 8301 "$(from "$nodes")" &
    rule "$consul" $p 8301 8301 "$(from "$consul")" &
done
rule "$nodes" udp 4789 4789 "$(from "$nodes")" &
rule "$consul" tcp 8300 8300 "$(from "$nodes")" &
rule "$consul" tcp 8300 8300 "$(from "$consul")" &
wait
phase "firewall"

# --- machines
template_id=$(api GET '/template' | jq -r --arg n "$template" '[.templates[] | select(.name == $n)][0].id')
type_id=$(api GET /instance-type | jq -r '[."instance-types"[] | select(.family == "standard" and .size == "small")][0].id')
machine() { # NAME GROUPS
    ssh-keygen -q -t ed25519 -N '' -f "host-$1" -C ''
    jq -n --rawfile private "host-$1" --rawfile public "host-$1.pub" --rawfile mine id.pub '{
        ssh_deletekeys: true, disable_root: false, ssh_authorized_keys: [$mine],
        ssh_keys: {ed25519_private: $private, ed25519_public: $public}}' | sed '1s/^/#cloud-config\n/' >"user-data-$1"
    api POST /instance "$(jq -n -c --arg n "$1" --arg t "$template_id" --arg i "$type_id" --arg g "$2" --arg u "$(base64 -w0 "user-data-$1")" \
        '{name: $n, "disk-size": 10, "template": {id: $t}, "instance-type": {id: $i}, "ssh-keys": [{name: "by-hand"}],
          "security-groups": [$g | split(" ")[] | {id: .}], "user-data": $u, labels: {"by-hand": "1"}}')" | done_of >"instance-$1"
    cat "instance-$1" >>ids.instance
    address=$(api GET "/instance/$(cat "instance-$1")" | jq -r '."public-ip"')
    echo "$address" >"address-$1"
    echo "$address $(cut -d' ' -f1,2 "host-$1.pub")" >"known-$1"
}
machine consul-1 "$consul" & machine manager-1 "$nodes $managers" & machine worker-1 "$nodes" & machine worker-2 "$nodes" &
wait
phase "machines started"

on() { # NAME COMMAND…
    local name=$1
    shift
    ssh -i id -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile="known-$name" -o ConnectTimeout=2 \
        -o ControlMaster=auto -o ControlPath="$work/mux-%h" -o ControlPersist=600 -o LogLevel=ERROR "root@$(cat "address-$name")" "$@"
}
machines="consul-1 manager-1 worker-1 worker-2"
server=$(cat address-consul-1)

prepare() { # NAME: log in, own host key, engine
    until on "$1" true 2>/dev/null; do sleep 0.2; done
    on "$1" sh -s <<'NODE'
set -eu
cloud-init status --wait >/dev/null || true
ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/new -C ''
mv /etc/ssh/new /etc/ssh/ssh_host_ed25519_key
mv /etc/ssh/new.pub /etc/ssh/ssh_host_ed25519_key.pub
systemctl reload ssh
if ! command -v dockerd >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=300 update -qq >/dev/null
    apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends docker.io docker-cli iptables >/dev/null
fi
resolvers=$(awk '$1 == "nameserver" && $2 !~ /^127\./ {printf "%s\"%s\"", s, $2; s = ","}' /etc/resolv.conf)
python3 - "$resolvers" <<'PY'
import json, os, sys
path = "/etc/docker/daemon.json"
config = json.load(open(path)) if os.path.exists(path) else {}
config["dns"] = ["172.17.0.1"] + json.loads("[" + sys.argv[1] + "]")
json.dump(config, open(path, "w"))
PY
systemctl restart docker
NODE
}
for m in $machines; do prepare "$m" & done
wait
phase "logged in, engines ready"

# --- Consul
agent_json() { # NAME ROLE
    jq -n --arg name "$1" --arg role "$2" --arg address "$(cat "address-$1")" --arg gossip "$gossip" --arg server "$server" \
        --arg master "$master" --arg agent "$agent" --argjson recursors "$(on "$1" cat /etc/resolv.conf |
            awk '$1 == "nameserver" {print $2}' | jq -R . | jq -s .)" '
    {node_name: $name, datacenter: "dc1", data_dir: "/consul/data", bind_addr: $address, advertise_addr: $address,
     client_addr: "127.0.0.1", retry_join: [$server], retry_interval: "1s", encrypt: $gossip, recursors: $recursors,
     addresses: {dns: "127.0.0.1 172.17.0.1"}, ports: {dns: 53, grpc: -1, serf_wan: -1},
     ca_file: "/consul/config/ca.pem", cert_file: "/consul/config/leaf.pem", key_file: "/consul/config/leaf.key",
     verify_incoming: true, verify_outgoing: true, verify_server_hostname: true, disable_remote_exec: true,
     enable_script_checks: false, performance: {raft_multiplier: 1}, disable_update_check: true,
     acl: {enabled: true, default_policy: "deny", down_policy: "extend-cache", tokens: {agent: $agent, default: $agent}}}
    + if $role == "server" then {server: true, bootstrap_expect: 1, acl: {enabled: true, default_policy: "deny",
        down_policy: "extend-cache", tokens: {master: $master, agent: $agent, default: $agent}}} else {} end'
}
consul_agent() { # NAME ROLE
    certificate "$1" "DNS:$([ "$2" = server ] && echo server || echo client).dc1.consul,DNS:localhost,IP:127.0.0.1"
    mkdir "etc-$1"
    agent_json "$1" "$2" >"etc-$1/agent.json"
    cp ca.pem "etc-$1/"
    mv "$1.pem" "etc-$1/leaf.pem"
    mv "$1.key" "etc-$1/leaf.key"
    tar -C "etc-$1" -c . |
        on "$1" 'umask 077; mkdir -p /etc/skep/consul && tar -C /etc/skep/consul -x --no-same-owner'
    on "$1" "docker run -d --name consul --restart always --net host --user 0 --entrypoint consul -v /etc/skep/consul:/consul/config:ro -v skep-consul:/consul/data \
        $consul_image agent -config-dir /consul/config >/dev/null"
}
consul_agent consul-1 server & consul_agent manager-1 client & consul_agent worker-1 client & consul_agent worker-2 client &
token_call() { # PATH, body on stdin
    on consul-1 "curl -sS -f -X PUT -H @/root/token --data-binary @- http://127.0.0.1:8500/v1/acl/$1"
}
tokens() {
    until on consul-1 'curl -sf http://127.0.0.1:8500/v1/status/leader' 2>/dev/null | grep -q :8300; do sleep 0.2; done
    printf 'X-Consul-Token: %s\n' "$master" | on consul-1 'umask 077; cat > /root/token'
    until jq -n '{Name: "agent", Rules: "node_prefix \"\" {policy = \"write\"} service_prefix \"\" {policy = \"read\"}"}' | token_call policy >/dev/null 2>&1; do sleep 0.2; done
    jq -n --arg t "$agent" '{SecretID: $t, Policies: [{Name: "agent"}]}' | token_call token >/dev/null
    jq -n '{Name: "registrar", Rules: "node_prefix \"\" {policy = \"read\"} service_prefix \"\" {policy = \"write\"} agent_prefix \"\" {policy = \"read\"}"}' | token_call policy >/dev/null
    jq -n --arg t "$registrar" '{SecretID: $t, Policies: [{Name: "registrar"}]}' | token_call token >/dev/null
}
tokens &

# --- swarm
swarm() {
    on manager-1 "docker swarm init --advertise-addr $(cat address-manager-1) >/dev/null"
    local token
    token=$(on manager-1 'docker swarm join-token -q worker')
    for m in worker-1 worker-2; do
        on $m "docker swarm join --token $token --advertise-addr $(cat address-$m) $(cat address-manager-1):2377 >/dev/null" &
    done
    wait
}
swarm &
load() { on "$1" 'docker load -q >/dev/null' <"$archive"; }
for m in manager-1 worker-1 worker-2; do load $m & done
wait
phase "Consul, swarm, image loaded"

printf %s "$registrar" | on manager-1 'docker secret create skep-registrar-token - >/dev/null'
on manager-1 "docker service create -q --detach --name skep-registrar --mode global --network host --no-resolve-image \
    --mount type=bind,source=/var/run/docker.sock,target=/var/run/docker.sock \
    --secret skep-registrar-token $image --consul-token-file /run/secrets/skep-registrar-token >/dev/null"

# --- the proof
on manager-1 "docker service create -q --detach --name proof --publish mode=host,target=80,published=18080 --constraint node.role==worker \
    $web_image sh -c 'mkdir -p /www; hostname > /www/index.html; exec httpd -f -p 80 -h /www' >/dev/null"
for m in consul-1 manager-1 worker-1 worker-2; do
    until on $m 'dig +short +tcp @127.0.0.1 proof.service.consul' 2>/dev/null | grep -q . ||
        on $m "docker run --rm $web_image nslookup proof.service.consul" 2>/dev/null | grep -q 'Name:'; do sleep 0.2; done
    [ $m != consul-1 ] || break
done
node=$(on worker-1 'docker ps -q --filter name=proof' | grep -q . && echo worker-1 || echo worker-2)
on "$node" 'curl -sf http://127.0.0.1:18080/ >/dev/null'
on manager-1 'docker service rm proof >/dev/null'
until ! on manager-1 "docker run --rm $web_image nslookup proof.service.consul" 2>/dev/null | grep -q 'Name:.*proof'; do sleep 0.2; done
phase "proven"
