#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One cluster of 1 Consul server + 1 manager + 2 workers, and what may happen to it.

* Registrar, Consul agent and engine are restarted while things change: the catalog is right again.
* The proof fails and says why when the registrar is stopped, when DNS has no token and when the port is closed; repaired, it passes.
* Every figure of the dashboard follows the real thing (the program skep-figures, beside the other tests' programs).

    test_cluster_life.py SKEPCTL SANDBOX FIGURES"""
import pathlib
import subprocess
import sys

import livesupport
from livesupport import DONE, FAILED, LiveCase, say, until

NAME = "life"
NODES = ["life-manager-1", "life-worker-1", "life-worker-2"]
WEB = ("docker service create -q --detach --name web --replicas 2 --constraint node.role==worker "
       "--publish mode=host,target=80,published=18080 %s sh -c 'mkdir -p /www && hostname >/www/index.html && exec httpd -f -p 80 -h /www'")
STOP_REGISTRAR = "docker service update -q --detach --constraint-add node.labels.nowhere==true skep-registrar"
START_REGISTRAR = "docker service update -q --detach --constraint-rm node.labels.nowhere==true skep-registrar"
CONFIG = "/etc/skep/consul/consul.json"
FORGET_TOKEN = """
import json
config = json.load(open("%s"))
del config["acl"]["tokens"]["default"]
json.dump(config, open("%s", "w"))
""" % (CONFIG, CONFIG)
# What a container publishes by itself lies in the ephemeral ports; packets of open connections pass.
CLOSED = ["OUTPUT -p tcp --syn --dport %s -j REJECT --reject-with tcp-reset" % ports for ports in ("80", "32768:60999", "30000:32767")]


class ClusterLife(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls("create_only").create(NAME)

    def manager(self, command, **more):
        return self.ssh(NAME, NODES[0], command, **more)

    # --- what is

    def web_nodes(self):
        """Where the swarm says that the web service runs."""
        rows = self.manager("docker service ps web --no-trunc --filter desired-state=running --format '{{.Node}} {{.CurrentState}}'")
        return sorted(row.split()[0] for row in rows.splitlines() if row.split()[1] == "Running")

    def catalog_nodes(self):
        """(where the catalog has it, how many pass, how many are critical)"""
        row = self.catalog(NAME).get("web", {"instances": [], "passing": 0, "critical": 0})
        return sorted(instance["node"] for instance in row["instances"]), row["passing"], row["critical"]

    def is_right(self, count):
        nodes = self.web_nodes()
        return len(nodes) == count and self.catalog_nodes() == (nodes, count, 0)

    def until_right(self, count, limit):
        try:
            until("the catalog is right", lambda: self.is_right(count), limit, every=1)
        except AssertionError as late:
            raise AssertionError("%s; swarm %s, catalog %s" % (late, self.web_nodes(), self.catalog_nodes())) from None

    def registrars(self):
        rows = self.manager("docker service ps skep-registrar --filter desired-state=running --format '{{.CurrentState}}'").splitlines()
        return sum(row.startswith("Running") for row in rows)

    def registrar_off(self):
        self.manager(STOP_REGISTRAR)
        until("no registrar", lambda: all(not self.ssh(NAME, node, "docker ps -q --filter label=com.docker.swarm.service.name=skep-registrar").strip()
                                          for node in NODES), 60)

    def registrar_on(self):
        self.manager(START_REGISTRAR)
        until("all registrars", lambda: self.registrars() == 3, 60)

    # --- restarts

    def with_web(self):
        self.manager(WEB % self.cloud.info["images"]["web"])
        self.addCleanup(self.without_web)
        self.until_right(2, 90)

    def without_web(self):
        self.manager("docker service rm web")
        until("web is gone from the catalog", lambda: "web" not in self.catalog(NAME), 60, every=1)

    def test_1_restarts(self):
        self.with_web()
        self.registrar_restarts()
        self.agent_restarts()
        self.engine_restarts()

    def registrar_restarts(self):
        self.registrar_off()
        self.manager("docker service scale -d web=1")
        until("one task", lambda: len(self.web_nodes()) == 1, 60)
        self.assertFalse(self.is_right(1), "the catalog follows without a registrar, so its restart proves nothing")
        self.registrar_on()
        self.until_right(1, 60)
        self.manager("docker service scale -d web=2")
        self.until_right(2, 60)
        self.ssh(NAME, NODES[1], "docker kill $(docker ps -q --filter label=com.docker.swarm.service.name=skep-registrar)")
        until("all registrars", lambda: self.registrars() == 3, 60)
        self.until_right(2, 60)

    def agent_restarts(self):
        self.ssh(NAME, NODES[1], "docker stop consul")
        until("the catalog notices the silent agent", lambda: self.catalog_nodes()[1] == 1, 90, every=1)
        self.ssh(NAME, NODES[1], "docker kill $(docker ps -q --filter label=com.docker.swarm.service.name=web)") # a new task while nobody listens
        until("two tasks", lambda: len(self.web_nodes()) == 2, 60)
        self.ssh(NAME, NODES[1], "docker start consul")
        self.until_right(2, 90)
        self.ssh(NAME, NODES[1], "docker exec consul true && docker restart consul")
        self.until_right(2, 90)

    def engine_restarts(self):
        before = self.ssh(NAME, NODES[2], "docker ps -q --filter label=com.docker.swarm.service.name=web").split()
        self.assertEqual(len(before), 1)
        self.ssh(NAME, NODES[2], "systemctl restart docker", limit=120)
        self.until_right(2, 150)
        after = self.ssh(NAME, NODES[2], "docker ps -q --filter label=com.docker.swarm.service.name=web").split()
        self.assertNotEqual(after, before, "the engine's restart changed nothing")

    # --- the proof

    def proof(self, expect):
        proof = self.ctl("cluster", "prove", NAME, expect=expect, limit=180).json
        self.assertEqual(proof["passed"], expect == DONE)
        failed = [stage for stage in proof["stages"] if stage["state"] == "failed"]
        self.assertEqual(len(failed), 0 if expect == DONE else 1, proof)
        return failed[0] if failed else None

    def test_2_proof_without_registrar(self):
        self.registrar_off()
        self.addCleanup(self.proof, DONE)
        self.addCleanup(self.registrar_on)
        failed = self.proof(FAILED)
        self.assertEqual(failed["id"], "catalog")
        self.assertRegex(failed["detail"], "the registrar does not run on life-(manager|worker)-[12]")
        self.assertEqual(self.manager("docker service ls -q --filter name=skep-proof"), "", "the failed proof left its service")

    def test_3_proof_without_token(self):
        node = NODES[2]
        self.ssh(NAME, node, "cp -p %s %s.kept" % (CONFIG, CONFIG))
        self.addCleanup(self.proof, DONE)
        self.addCleanup(self.ssh, NAME, node, "mv %s.kept %s && docker restart consul" % (CONFIG, CONFIG))
        self.ssh(NAME, node, "python3 - && docker restart consul", data=FORGET_TOKEN)
        until("the agent is back", lambda: self.ssh(NAME, node, "curl -sf http://127.0.0.1:8500/v1/status/leader", expect=None).strip('"\n'), 60)
        failed = self.proof(FAILED)
        self.assertEqual(failed["id"], "dns-node")
        self.assertIn("Consul's DNS on %s does not know skep-proof.service.consul" % node, failed["detail"])
        self.assertIn("DNS token is missing", failed["detail"])
        self.assertNotIn("skep-proof", self.catalog(NAME), "the failed proof left its service in the catalog")

    def test_4_proof_with_closed_port(self):
        self.addCleanup(self.proof, DONE)
        self.addCleanup(self.on_each_node, ["iptables -D " + rule for rule in CLOSED])
        self.on_each_node(["iptables -I " + rule for rule in CLOSED])
        failed = self.proof(FAILED)
        self.assertEqual(failed["id"], "fetch")
        self.assertRegex(failed["detail"], "Port [0-9]+ of life-(manager|worker)-[12] is closed")
        self.assertNotIn("skep-proof", self.catalog(NAME), "the failed proof left its service in the catalog")

    def on_each_node(self, commands):
        for node in NODES:
            self.ssh(NAME, node, " && ".join(commands))

    # --- the dashboard

    def open_to_managers(self):
        """The workers become members of the managers' firewall group: the figures make managers of them for a while."""
        groups = {group["name"]: group["id"] for group in self.ok("GET", "/security-group")["security-groups"]}
        for row in self.objects("instance"):
            if "-worker-" in row["name"]:
                operation = self.ok("PUT", "/security-group/%s:attach" % groups[NAME + "-managers"], {"instance": {"id": row["id"]}})
                self.assertEqual(self.cloud.wait(operation, 60)["state"], "success")

    def test_5_figures(self):
        self.open_to_managers()
        done = subprocess.run([FIGURES], env=self.environment(SKEP_FIGURES_CLUSTER=NAME, SKEP_FIGURES_SANDBOX="http://127.0.0.1:%d" % self.cloud.port,
                                                              SKEP_FIGURES_WEB=self.cloud.info["images"]["web"], QT_LOGGING_RULES="skep.*.info=false"),
                              capture_output=True, text=True, timeout=600, check=False)
        for line in done.stdout.splitlines():
            say(line)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_6_destroy(self):
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])

    def create_only(self):
        """What setUpClass uses an instance for."""


if __name__ == "__main__":
    FIGURES = str(pathlib.Path(sys.argv.pop(3)).resolve())
    livesupport.main()
