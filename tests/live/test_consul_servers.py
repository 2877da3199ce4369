#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster of 3 Consul servers on machines of their own, 1 manager and 1 worker: the leader of Consul loses power and is replaced, a live
server is replaced, and two of three are removed. Consul keeps or finds a leader, and the worker's agent answers DNS all the while."""
import json
import subprocess
import time

import livesupport
from livesupport import DONE, FAILED, LiveCase, say, until

NAME = "trio"
WORKER = "trio-worker-1"
# Asks the agent of its own node five times a second; ends with the file. One line of JSON: questions, gaps of more than a second.
WATCH = r"""
import json, os, socket, struct, sys, time, urllib.request
def name():
    ask = struct.pack(">HHHHHH", 7, 0x100, 1, 0, 0, 0)
    for label in ("trio-manager-1", "node", "consul"):
        ask += bytes([len(label)]) + label.encode()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.settimeout(1)
        wire.sendto(ask + b"\0\0\1\0\1", ("127.0.0.1", 53))
        answer = wire.recv(512)
        return answer[3] & 15 == 0 and struct.unpack(">H", answer[6:8])[0] > 0
def leader():
    with urllib.request.urlopen("http://127.0.0.1:8500/v1/status/leader", timeout=1) as answer:
        return len(json.load(answer)) > 0
asked, last, gaps = {"name": 0, "leader": 0}, {}, {"name": [], "leader": []}
while not os.path.exists("/run/enough"):
    for what, ask in (("name", name), ("leader", leader)):
        try:
            good = ask()
        except OSError:
            good = False
        asked[what] += 1
        now = time.monotonic()
        if good:
            if now - last.get(what, now) > 1:
                gaps[what].append(round(now - last[what], 1))
            last[what] = now
    time.sleep(0.2)
for what in last:
    if time.monotonic() - last[what] > 1:
        gaps[what].append(round(time.monotonic() - last[what], 1))
print(json.dumps({"asked": asked, "gaps": gaps}))
"""


class ConsulServers(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls("create_only").create(NAME, workers=1, consulServers=3)

    def create_only(self):
        pass

    def known_machines(self):
        return {row["name"]: row for row in self.ctl("cluster", "status", NAME).json["machines"]}

    def servers(self):
        return sorted(name for name in self.known_machines() if "-consul-" in name)

    def private_address(self, name):
        return self.ssh(NAME, name, "python3 -c 'import json; print(json.load(open(\"/etc/skep/consul/consul.json\"))[\"bind_addr\"])'").strip()

    def leader(self):
        """Name of the machine that leads Consul, asked of the worker's agent."""
        answer = json.loads(self.ssh(NAME, WORKER, "python3 -c 'import urllib.request; "
                                                   "print(urllib.request.urlopen(\"http://127.0.0.1:8500/v1/status/leader\").read().decode())'"))
        return next(name for name in self.servers() if self.private_address(name) == answer.split(":")[0])

    def check_lists(self, *names):
        """Exactly these servers have a vote, every agent looks for them and no other when it starts, and nobody waits for another one."""
        addresses = {name: self.private_address(name) for name in names}
        peers = json.loads(self.ssh(NAME, WORKER, "python3 -c 'import urllib.request; "
                                                  "print(urllib.request.urlopen(\"http://127.0.0.1:8500/v1/status/peers\").read().decode())'"))
        self.assertEqual(sorted(peer.split(":")[0] for peer in peers), sorted(addresses.values()))
        for name in self.known_machines():
            config = json.loads(self.ssh(NAME, name, "cat /etc/skep/consul/consul.json"))
            self.assertEqual(sorted(config["retry_join"]), sorted(set(addresses.values()) - {config["bind_addr"]}), name)
        members = [line.split() for line in self.ssh(NAME, WORKER, "docker exec consul consul members").split("\n")[1:] if line]
        self.assertEqual(sorted(row[0] for row in members if row[2] == "alive"), sorted(self.known_machines()))
        self.assertEqual({row[2] for row in members} - {"alive", "left"}, set(), "nobody is thought to come back")

    def watched(self):
        self.ssh(NAME, WORKER, "rm -f /run/enough")
        process = subprocess.Popen([livesupport.SKEPCTL, "ssh", NAME, WORKER, "--", "python3 -"], env=self.environment(), text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write(WATCH)
        process.stdin.close()
        process.stdin = None
        return process

    def seen(self, process):
        self.ssh(NAME, WORKER, "touch /run/enough")
        out, _ = process.communicate(timeout=20)
        seen = json.loads(out)
        say("DNS and leader while it went on: %s" % out.strip())
        return seen

    def machine_id(self, name):
        return next(row["id"] for row in self.objects("instance") if row["name"] == name and "deleted" not in row)

    def change(self, *arguments):
        began = time.monotonic()
        self.ctl(*arguments, limit=200)
        say("%s: %.1f s" % (" ".join(arguments), time.monotonic() - began))

    def test_1_leader_loses_power(self):
        watch = self.watched()
        lost = self.leader()
        self.cloud.control("POST", "/machines/%s:power-off" % self.machine_id(lost))
        began = time.monotonic()
        status = until("it is seen", lambda: next((row for row in self.ctl("cluster", "status", NAME).json["attention"]
                                                   if row["action"] == "node.replace" and lost in row["what"]), None), 60, every=1)
        say("seen after %.1f s: %s" % (time.monotonic() - began, status["what"]))
        self.change("node", "replace", NAME, lost)
        seen = self.seen(watch)
        self.assertGreater(seen["asked"]["name"], 50)
        self.assertLess(max(seen["gaps"]["leader"], default=0), 15)
        self.assertLess(max(seen["gaps"]["name"], default=0), 6)
        left = sorted(({"trio-consul-1", "trio-consul-2", "trio-consul-3"} - {lost}) | {"trio-consul-4"})
        self.assertEqual(self.servers(), left)
        self.check_lists(*left)

    def test_2_live_one(self):
        old = self.servers()[0]
        watch = self.watched()
        self.change("node", "replace", NAME, old)
        seen = self.seen(watch)
        self.assertLess(max(seen["gaps"]["leader"], default=0), 6)
        self.assertLess(max(seen["gaps"]["name"], default=0), 3)
        self.assertNotIn(old, self.servers())
        self.check_lists(*self.servers())
        self.ssh(NAME, WORKER, "docker restart -t 2 consul") # finds the new ones by what is written down
        until("the agent is back", lambda: self.catalog(NAME).get("consul", {}).get("passing") == 3, 30)

    def test_3_fewer(self):
        one, *two = self.servers()
        refused = self.ctl("node", "remove", NAME, one, expect=FAILED)
        self.assertIn("they would be 2", refused.json["error"]["message"])
        self.assertIn("Replace it instead", refused.json["error"]["message"])
        self.change("node", "remove", NAME, *two)
        self.check_lists(one)
        refused = self.ctl("node", "remove", NAME, one, expect=FAILED)
        self.assertIn("the only Consul server", refused.json["error"]["message"])
        self.assertTrue(self.ctl("cluster", "prove", NAME).json["passed"])

    def test_9_books(self):
        self.check_nothing_twice()
        self.assertEqual(self.ctl("cluster", "destroy", NAME, "--yes", limit=300).code, DONE)
        self.assertEqual(self.left(), [], "forgotten")


if __name__ == "__main__":
    livesupport.main()
