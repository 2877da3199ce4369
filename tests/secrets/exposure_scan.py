#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fresh cluster shows to others: every TCP port and the UDP ports that matter, looked at from an address outside of its firewall groups and
from the operator's; what Consul tells somebody without a token; and what is said between the machines.

Run as    with-keyring.sh python3 exposure_scan.py SKEPCTL SANDBOX         (needs root: it makes real machines)

Each look must find what the test opens on purpose, else it is void."""
import contextlib
import json
import os
import pathlib
import random
import socket
import struct
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "live")]
import livesupport  # noqa: E402
from canary import Wire  # noqa: E402
from livesupport import LiveCase, run, say  # noqa: E402

NAME = "wall"
UDP = (53, 4789, 7946, 8301, 8302, 8600)
ALL = range(1, 65536)
MARK = b"skep-exposure-mark-93c1"
PLAIN = "plain-marker-5d0f77c2"
HEARD = r"""import socket, struct, sys, time
mark, seconds = sys.argv[1].encode(), float(sys.argv[2])
wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
wire.settimeout(0.2)
print("ready", flush=True)
end, ports = time.monotonic() + seconds, set()
while time.monotonic() < end:
    try:
        packet = wire.recv(65535)
    except TimeoutError:
        continue
    if mark in packet and packet[12:14] == b"\x08\x00" and packet[23] == 17:
        ports.add(struct.unpack("!H", packet[36:38])[0])
print(*sorted(ports))
"""


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def open_ports(source, target, ports):
    """Which TCP ports answer a SYN with SYN and ACK; sent twice, for what is lost."""
    sender = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
    sender.bind((source, 0))
    listener = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
    listener.bind((source, 0))
    listener.settimeout(0.3)
    mine, found, ended = random.randint(20000, 60000), set(), threading.Event()

    def listen():
        while not ended.is_set():
            try:
                packet, (address, _) = listener.recvfrom(2048)
            except TimeoutError:
                continue
            header = (packet[0] & 15) * 4
            far, near = struct.unpack("!HH", packet[header:header + 4])
            if address == target and near == mine and packet[header + 13] & 0x12 == 0x12:
                found.add(far)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    pseudo = socket.inet_aton(source) + socket.inet_aton(target) + struct.pack("!BBH", 0, 6, 20)
    for _ in range(2):
        for count, port in enumerate(ports):
            head = struct.pack("!HHIIBBHHH", mine, port, 1, 0, 0x50, 2, 1024, 0, 0)
            with contextlib.suppress(PermissionError): # the cloud's firewall is on this very computer, and says at once that it is closed
                sender.sendto(head[:16] + struct.pack("!H", checksum(pseudo + head)) + head[18:], (target, 0))
            if count % 500 == 0:
                time.sleep(0.01)
        time.sleep(1.5)
    ended.set()
    thread.join()
    sender.close()
    listener.close()
    return sorted(found)


class Exposure(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = cls.cloud.info["operator"].split("/")[0]
        network = cls.operator.rsplit(".", 1)[0]
        cls.stranger = network + ".251"
        cls.bridge = next(line.split()[1] for line in run("ip", "-o", "-4", "addr").stdout.splitlines() if " %s/" % cls.operator in line)
        cls.space = "wall-%d" % os.getpid()
        ends = ("w%da" % (os.getpid() % 100000), "w%db" % (os.getpid() % 100000))
        cls.addClassCleanup(run, "ip", "netns", "delete", cls.space)
        for command in (("ip", "netns", "add", cls.space), ("ip", "link", "add", ends[0], "type", "veth", "peer", "name", ends[1], "netns", cls.space),
                        ("ip", "link", "set", ends[0], "master", cls.bridge, "up"),
                        ("ip", "-n", cls.space, "addr", "add", cls.stranger + "/24", "dev", ends[1]),
                        ("ip", "-n", cls.space, "link", "set", ends[1], "up"), ("ip", "-n", cls.space, "link", "set", "lo", "up")):
            done = run(*command)
            assert done.returncode == 0, done.stderr

    def as_stranger(self, function, *arguments):
        """Runs a function of this file in the stranger's network, and returns its answer."""
        script = "import json, sys; sys.path.insert(0, %r); sys.argv = ['x']; import exposure_scan as e; print(json.dumps(e.%s(*json.load(sys.stdin))))"
        done = run("ip", "netns", "exec", self.space, "/usr/bin/python3", "-c", script % (str(HERE), function), input=json.dumps(arguments), limit=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def heard(self, machine, send):
        """The UDP ports at which marked datagrams got past the firewall into the machine."""
        spy = subprocess.Popen([livesupport.SKEPCTL, "ssh", NAME, machine, "--", "python3 - %s 6" % MARK.decode()], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True, env=self.environment())
        spy.stdin.write(HEARD)
        spy.stdin.close()
        self.assertEqual(spy.stdout.readline(), "ready\n")
        send()
        ports = spy.stdout.read().split()
        spy.stdout.close()
        spy.wait()
        return [int(port) for port in ports]

    # --- in this order, on one cluster

    def test_1_ports(self):
        self.create(NAME, workers=1)
        machines = json.loads(run(livesupport.SKEPCTL, "--output", "json", "ip", NAME, env=self.environment()).stdout)
        type(self).addresses = machines
        self.assertEqual(len(machines), 3)
        for machine, address in machines.items():
            self.assertEqual(open_ports(self.operator, address, ALL), [22], machine)
            self.assertEqual(self.as_stranger("open_ports", self.stranger, address, list(ALL)), [], machine)
            self.assertEqual(self.heard(machine, lambda to=address: self.as_stranger("datagrams", to)), [], machine)
        say("3 machines, 65535 TCP and %d UDP ports each: SSH from the operator's address, nothing from another" % len(UDP))

    def test_2_what_is_opened_is_found(self):
        group = next(each for each in self.ok("GET", "/security-group")["security-groups"] if each["name"] == NAME + "-nodes")
        for protocol, port in (("tcp", 2377), ("udp", 7946)):
            operation = self.ok("POST", "/security-group/%s/rules" % group["id"],
                                {"flow-direction": "ingress", "protocol": protocol, "start-port": port, "end-port": port, "network": self.stranger + "/32"})
            self.assertEqual(self.cloud.wait(operation)["state"], "success")
        address = self.addresses["wall-manager-1"]
        self.assertEqual(self.as_stranger("open_ports", self.stranger, address, list(ALL)), [2377])
        self.assertEqual(self.heard("manager-1", lambda: self.as_stranger("datagrams", address)), [7946])
        # the product's own proof sees it, too
        proof = self.ctl("cluster", "prove", NAME, expect=livesupport.FAILED).json
        stage = next(each for each in proof["stages"] if each["id"] == "exposure")
        self.assertEqual(stage["state"], "failed", proof)
        self.assertIn("2377", stage["detail"])
        say("opened on purpose and found: 2377/tcp, 7946/udp; the proof says: " + stage["detail"])
        group = next(each for each in self.ok("GET", "/security-group")["security-groups"] if each["name"] == NAME + "-nodes")
        for rule in group["rules"]:
            if rule.get("network") == self.stranger + "/32":
                self.delete_rule(group["id"], rule["id"])
        self.assertEqual(self.as_stranger("open_ports", self.stranger, address, [22, 2377]), [])
        self.assertTrue(self.ctl("cluster", "prove", NAME).json["passed"])

    def curl(self, path, *more):
        out = self.ssh(NAME, "consul-1", "curl -s -o /dev/stdout -w '\\n%%{http_code}' %s http://127.0.0.1:8500/v1/%s" % (" ".join(more), path))
        text, _, code = out.rpartition("\n")
        return int(code), text

    def check_reading(self, token, may_read):
        """Nothing is told but what may be read."""
        for path in ("catalog/services", "catalog/nodes", "agent/services", "agent/checks", "agent/members", "health/state/any", "coordinate/nodes",
                     "kv/?recurse", "kv/?keys", "acl/tokens", "acl/policies", "session/list", "query", "snapshot", "agent/self", "agent/metrics",
                     "event/list", "connect/intentions", "operator/raft/configuration", "operator/keyring", "operator/autopilot/configuration"):
            code, text = self.curl(path, token)
            is_silent = code in (401, 403, 404) or (code == 500 and "denied" in text and "ACL" in text) or text.strip() in ("[]", "{}", "null", "")
            if path.split("/")[0] not in may_read and path not in may_read:
                self.assertTrue(is_silent, "%s: %d %s" % (path, code, text[:300]))

    def test_3_consul_tells_nothing(self):
        """The anonymous reads and changes nothing. Who is on the machine itself and shows no token has what the agent's DNS says: services, nodes
        and their health, and nothing else."""
        self.check_reading("-H 'X-Consul-Token: anonymous'", ())
        self.check_reading("", ("catalog", "health", "coordinate", "agent/services", "agent/checks", "agent/members"))
        self.assertNotEqual(self.curl("catalog/nodes")[1].strip(), "[]", "nobody may read anything, so nothing was tried")
        for token in ("", "-H 'X-Consul-Token: anonymous'"):
            for path, data in (("kv/x", "1"), ("agent/service/register", '{"Name":"x"}'), ("catalog/register", '{"Node":"x","Address":"1.2.3.4"}'),
                               ("session/create", "{}"), ("event/fire/x", ""), ("acl/bootstrap", ""), ("agent/force-leave/x", ""), ("agent/leave", ""),
                               ("agent/maintenance?enable=true", ""), ("acl/token", "{}"), ("operator/keyring", "{}"),
                               ("txn", '[{"KV":{"Verb":"set","Key":"x","Value":"MQ=="}}]')):
                code, text = self.curl(path, token, "-X PUT -d '%s'" % data)
                self.assertTrue(code in (401, 403) or (code >= 400 and "denied" in text), "%s: %d %s" % (path, code, text[:300]))

    def test_4_no_scripts(self):
        """Not even the management token makes an agent run a command."""
        config = json.loads(self.ssh(NAME, "consul-1", "cat /etc/skep/consul/consul.json"))
        token = "-H 'X-Consul-Token: %s'" % config["acl"]["tokens"]["master"]
        type(self).token = token
        check = '{"Name":"x","Args":["touch","/tmp/ran"],"Interval":"1s"}'
        code, text = self.curl("agent/check/register", token, "-X PUT -d '%s'" % check)
        self.assertIn(code, (400, 500), text)
        self.assertIn("cripts are disabled", text)
        code, text = self.curl("agent/self", token)
        self.assertEqual(code, 200)
        debug = json.loads(text)["DebugConfig"]
        self.assertEqual((debug["DisableRemoteExec"], debug["EnableLocalScriptChecks"], debug["EnableRemoteScriptChecks"]), (True, False, False))

    def test_5_nothing_in_plain_text(self):
        wire = Wire(self.bridge)
        wire.start()
        self.addCleanup(lambda: wire.is_alive() and wire.stop())
        for i in range(5):
            self.assertEqual(self.curl("kv/%s-%d" % (PLAIN, i), self.token, "-X PUT -d %s" % PLAIN)[0], 200)
        service = json.dumps({"Name": PLAIN, "Meta": {"what": PLAIN}})
        self.assertEqual(self.curl("agent/service/register", self.token, "-X PUT -d '%s'" % service)[0], 200)
        self.assertEqual(self.curl("event/fire/%s" % PLAIN, self.token, "-X PUT -d %s" % PLAIN)[0], 200)
        for _ in range(5): # a client's agent asks the servers by their own protocol
            code = self.ssh(NAME, "worker-1", "curl -s %s http://127.0.0.1:8500/v1/kv/%s-1?raw" % (self.token, PLAIN))
            self.assertEqual(code, PLAIN)
        time.sleep(30)
        send = "python3 -c \"import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'void %s', ('%s', 8301))\""
        self.ssh(NAME, "worker-1", send % (PLAIN, self.addresses["wall-consul-1"]))
        time.sleep(1)
        wire.stop()
        said = wire.to_ports((8300, 8301))
        self.assertGreater(len(said[8300]), 20)
        self.assertGreater(len(said[8301]), 20)
        plain = [each for port in said.values() for each in port if PLAIN.encode() in each]
        self.assertEqual(plain, [b"void " + PLAIN.encode()], "in plain text between the machines, or the capture is void")
        say("%d packets of RPC and %d of gossip: no plain text but the test's own" % (len(said[8300]), len(said[8301])))

    def test_9_books(self):
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])


def datagrams(target):
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for _ in range(3):
        for port in UDP:
            sender.sendto(MARK, (target, port))
        time.sleep(0.3)


if __name__ == "__main__":
    livesupport.main()
