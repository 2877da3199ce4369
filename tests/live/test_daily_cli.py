#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day's work by skepctl on a real cluster: the steps of a hand-made cluster's procedure (what docker info tells, a web container on a chosen
node, the catalog, DNS, stop and remove), then services, logs, secrets and a stack.

test_daily_cli.py SKEPCTL SANDBOX LATE_THREAD_ENDS"""
import json
import pathlib
import sys

import livesupport
from livesupport import DONE, FAILED, MISSING, USAGE, ArgvSpy, LiveCase, run, until

NAME = "daily"
WEB = "mkdir -p /tmp/www; echo hello >/tmp/www/index.html; exec httpd -f -p 80 -h /tmp/www"
SECRET = "a-value-that-nobody-may-see-9471"
COMPOSE = """
services:
  page:
    image: %s
    command: sleep 3600
    networks: [inner]
    deploy: {replicas: 2}
networks:
  inner: {driver: overlay}
"""


class Daily(LiveCase):
    def test_everything(self):
        self.image = self.cloud.info["images"]["web"]
        self.create(NAME)
        spy = ArgvSpy()
        spy.start()
        self.addCleanup(spy.stop)
        self.info()
        self.one_container()
        self.exec_and_logs()
        self.gone_again()
        self.service()
        self.service_logs()
        self.secrets()
        self.stack()
        self.refusals()
        self.ends_whole()
        spy.stop()
        self.assertTrue(spy.with_text("skepctl"), "the spy saw no skepctl, so it would have seen no secret")
        self.assertEqual(spy.with_text(SECRET), [], "a secret in a command line")
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])

    def with_input(self, data, *arguments, expect=DONE):
        done = run(livesupport.SKEPCTL, *arguments, "--output", "json", input=data, env=self.environment())
        self.assertEqual(done.returncode, expect, "%s\n%s\n%s" % (arguments, done.stdout, done.stderr))
        return json.loads(done.stdout)

    def info(self):
        info = self.ctl("cluster", "info", NAME).json
        self.assertEqual([node["name"] for node in info["nodes"]], ["daily-manager-1", "daily-worker-1", "daily-worker-2"])
        self.assertEqual(info["silent"], 0)
        self.assertGreaterEqual(info["containers"], 3) # the registrar's
        self.assertGreaterEqual(info["images"], 3)
        self.assertEqual(info["cpus"], sum(node["cpus"] for node in info["nodes"]))
        self.assertGreater(info["memory"], 1 << 20)
        self.assertTrue(info["nodes"][0]["kernel"] and info["nodes"][0]["storageDriver"], info)

    def port_of(self, container):
        rows = [row for row in self.ctl("container", "list", NAME, "--all").json if row["name"] == container]
        self.assertEqual(len(rows), 1, rows)
        return rows[0]["ports"][0]["published"], rows[0]

    def instance(self, port):
        for name, row in self.catalog(NAME).items():
            for one in row["instances"]:
                if one["port"] == port:
                    return name, one
        return None

    def one_container(self):
        made = self.ctl("container", "run", NAME, "worker-1", "--image", self.image, "--name", "web1", "--publish", "80", "--",
                        "sh", "-c", WEB).json
        self.assertIn("docker run -d", made["command"])
        self.port, row = self.port_of("web1")
        self.assertEqual((row["node"], row["state"]), ("daily-worker-1", "running"))
        self.assertGreater(self.port, 1023)
        self.service_name, one = until("web1 in the catalog", lambda: self.instance(self.port), 60)
        self.assertEqual(one["node"], "daily-worker-1")
        address = one["address"]
        for node in ("manager-1", "worker-1", "worker-2"):
            answer = until("an A record on " + node, lambda node=node: self.found(self.ctl("dns", NAME, self.service_name, "--node", node).json), 30)
            self.assertIn(address, [record["address"] for record in answer["records"]])
        srv = self.ctl("dns", NAME, self.service_name + ".service.consul", "--type", "SRV").json
        self.assertIn(self.port, [record["port"] for record in srv["records"] if record["type"] == "SRV"])
        self.assertEqual([row["answered"] for row in srv["instances"] if row["port"] == self.port], [True])
        node = self.ctl("dns", NAME, "daily-worker-2.node.consul").json
        self.assertEqual(len(node["records"]), 1, node)
        self.assertEqual(node["instances"], [])
        nothing = self.ctl("dns", NAME, "no-such-service").json
        self.assertEqual((nothing["records"], nothing["instances"]), ([], []))
        page = self.ssh(NAME, "worker-1", "curl -s http://127.0.0.1:%d/ || wget -qO- http://127.0.0.1:%d/" % (self.port, self.port))
        self.assertEqual(page, "hello\n")

    @staticmethod
    def found(answer):
        return answer if answer["records"] else None

    def exec_and_logs(self):
        done = run(livesupport.SKEPCTL, "container", "exec", NAME, "worker-1", "web1", "--", "sh", "-c", "cat /tmp/www/index.html; echo oops >&2; exit 5",
                   env=self.environment(), input="")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (5, "hello\n", "oops\n"))
        self.ctl("container", "exec", NAME, "worker-1", "web9", "--", "true", expect=MISSING)
        self.ctl("container", "restart", NAME, "worker-1", "web1")
        self.ctl("container", "rm", NAME, "worker-1", "web1", expect=FAILED) # it runs

    def gone_again(self):
        self.port, _ = self.port_of("web1") # another one after the restart
        until("web1 in the catalog again", lambda: self.instance(self.port), 60)
        self.ctl("container", "stop", NAME, "worker-1", "web1")
        until("web1 out of the catalog", lambda: not self.instance(self.port), 60)
        self.assertEqual(self.ctl("dns", NAME, self.service_name).json["records"], [])
        self.ctl("container", "rm", NAME, "worker-1", "web1")
        self.ctl("container", "rm", NAME, "worker-1", "web1", expect=MISSING)

    def running(self, service, count):
        rows = [row for row in self.ctl("service", "list", NAME).json if row["name"] == service]
        return rows and (rows[0]["running"], rows[0]["wanted"]) == (count, count)

    def service(self):
        options = ["--name", "web", "--image", self.image, "--endpoint-mode", "dnsrr", "--publish", "80,host", "--env", "A=it's 1",
                   "--reserve-memory", "16M", "--constraint", "node.role == worker"]
        arguments = ["--", "sh", "-c", WEB]
        trial = self.ctl("service", "create", NAME, *options, "--dry-run", *arguments).json
        self.assertIn("docker service create", trial["command"])
        self.assertEqual(self.ctl("service", "list", NAME).json[0]["name"], "skep-registrar")
        self.ctl("service", "create", NAME, *options, *arguments)
        until("web runs", lambda: self.running("web", 1), 60)
        before = self.ctl("cluster", "info", NAME).json["reservedMemory"]
        self.assertGreaterEqual(before, 16 << 20)
        self.ctl("service", "scale", NAME, "web", "2")
        until("web runs twice", lambda: self.running("web", 2), 60)
        trial = self.ctl("service", "update", NAME, "web", "--env", "B=2", "--dry-run").json
        self.assertEqual((trial["applied"], [row["path"] for row in trial["changes"]]), (False, ["TaskTemplate.ContainerSpec.Env[B]"]))
        self.assertTrue(self.ctl("service", "update", NAME, "web", "--env", "B=2").json["applied"])
        spec = self.ctl("service", "inspect", NAME, "web").json["Spec"]
        self.assertEqual(spec["TaskTemplate"]["ContainerSpec"]["Env"], ["A=it's 1", "B=2"])
        back = self.ctl("service", "rollback", NAME, "web").json
        self.assertEqual([row["after"] for row in back["changes"]], [""])
        spec = self.ctl("service", "inspect", NAME, "web").json["Spec"]
        self.assertEqual(spec["TaskTemplate"]["ContainerSpec"]["Env"], ["A=it's 1"])
        forced = self.ctl("service", "update", NAME, "web", "--force").json
        self.assertEqual([row["path"] for row in forced["changes"]], ["TaskTemplate.ForceUpdate"])
        self.ctl("service", "rm", NAME, "web")
        self.ctl("service", "rm", NAME, "web", expect=MISSING)

    def service_logs(self):
        script = "i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done; sleep 3600"
        self.ctl("service", "create", NAME, "--name", "talk", "--image", self.image, "--replicas", "3", "--", "sh", "-c", script)
        until("talk runs", lambda: self.running("talk", 3), 60)
        done = run(livesupport.SKEPCTL, "service", "logs", NAME, "talk", "--output", "json", env=self.environment())
        self.assertEqual(done.returncode, DONE, done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        seen = sorted((line["source"], int(line["text"].split()[1])) for line in lines)
        self.assertEqual(seen, [("talk.%d" % slot, i) for slot in (1, 2, 3) for i in range(500)])
        tail = run(livesupport.SKEPCTL, "service", "logs", NAME, "talk", "--tail", "1", env=self.environment())
        self.assertEqual(sorted(tail.stdout.splitlines()), ["talk.%d | line 499" % slot for slot in (1, 2, 3)])
        self.ctl("service", "rm", NAME, "talk")

    def secrets(self):
        self.with_input(SECRET, "secret", "create", NAME, "key")
        self.with_input("x = 1\n", "config", "create", NAME, "site")
        self.assertIn("key", [row["name"] for row in self.ctl("secret", "list", NAME).json])
        self.ctl("service", "create", NAME, "--name", "holder", "--image", self.image, "--secret", "key", "--config", "site",
                 "--constraint", "node.hostname == daily-worker-2", "--", "sleep", "3600")
        until("holder runs", lambda: self.running("holder", 1), 60)
        box = [row["name"] for row in self.ctl("container", "list", NAME, "--node", "worker-2").json if row["service"] == "holder"][0]
        done = run(livesupport.SKEPCTL, "container", "exec", NAME, "worker-2", box, "--", "sh", "-c", "cat /run/secrets/key; echo; cat /site",
                   env=self.environment(), input="")
        self.assertEqual(done.stdout, SECRET + "\nx = 1\n")
        self.assertIn("holder", self.ctl("secret", "rm", NAME, "key", expect=FAILED).json["error"]["message"])
        self.ctl("service", "rm", NAME, "holder")
        self.ctl("secret", "rm", NAME, "key")
        self.ctl("config", "rm", NAME, "site")
        self.assertEqual(self.ctl("config", "list", NAME).json, [])

    def stack(self):
        path = self.folder / "compose.yaml"
        path.write_text(COMPOSE % self.image, encoding="utf-8")
        trial = self.ctl("stack", "deploy", NAME, "shop", "--compose-file", str(path), "--dry-run").json
        self.assertEqual(trial["services"], [{"service": "page", "imageBefore": "", "imageAfter": self.image}])
        said = self.ctl("stack", "deploy", NAME, "shop", "--compose-file", str(path)).json["messages"]
        self.assertIn("Creating service shop_page", said)
        until("the stack runs", lambda: self.running("shop_page", 2), 60)
        self.assertEqual(self.ctl("stack", "list", NAME).json, [{"name": "shop", "services": ["shop_page"]}])
        again = self.ctl("stack", "deploy", NAME, "shop", "--compose-file", str(path), "--dry-run").json
        self.assertEqual(again["services"], [{"service": "page", "imageBefore": self.image, "imageAfter": self.image}])
        path.write_text("services:\n  page:\n    imag: x\n", encoding="utf-8")
        wrong = self.ctl("stack", "deploy", NAME, "shop", "--compose-file", str(path), expect=USAGE).json
        self.assertIn("imag", wrong["error"]["message"])
        removed = self.ctl("stack", "rm", NAME, "shop").json["removed"]
        self.assertEqual(removed, ["service shop_page", "network shop_inner"])
        self.ctl("stack", "rm", NAME, "shop", expect=MISSING)

    def refusals(self):
        wrong = self.ctl("service", "create", NAME, "--name", "my web", "--image", "Busybox", "--publish", "70000", expect=USAGE).json
        for field in ("name:", "image:", "ports[0]:"):
            self.assertIn(field, wrong["error"]["message"])
        self.ctl("service", "create", NAME, "--name", "x", "--image", self.image, "--secret", "nosuch", expect=MISSING)
        self.ctl("stack", "deploy", NAME, "a;b", "--compose-file", "/dev/null", expect=USAGE)
        self.ctl("service", "inspect", NAME, "../swarm", expect=USAGE)
        self.ctl("dns", NAME, "x", "--type", "MX", expect=USAGE)
        self.ctl("container", "list", NAME, "--node", "worker-9", expect=MISSING)

    def ends_whole(self):
        """Also where the session's thread is not quite gone yet when the program ends."""
        for _ in range(3):
            self.ctl("service", "list", NAME, environment={"LD_PRELOAD": LATE_THREAD_ENDS, "MALLOC_PERTURB_": "90"})


if __name__ == "__main__":
    LATE_THREAD_ENDS = str(pathlib.Path(sys.argv.pop(3)).resolve())
    livesupport.main()
