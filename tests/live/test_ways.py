#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways into a cluster of 1 manager and 1 worker: the docker client of an ordinary shell with the user's own key, and the window after this
computer's address has changed. ssh and docker are the real ones; ssh takes its files from the account's home, so a folder of the test is
mounted there, for the processes of the test alone."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import livesupport
from livesupport import DONE, FAILED, LiveCase, MISSING, USAGE, run, say

NAME = "inn"
ELSEWHERE = "203.0.113.9"
ACCOUNT = "Sandbox"
IN_HOME = ("unshare", "--mount", "--propagation", "private", "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"')


class Ways(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.folder / "person"
        (cls.person / ".ssh").mkdir(parents=True, mode=0o700)
        cls("create_only").make_cluster()

    def make_cluster(self):
        self.in_home(livesupport.SKEPCTL, "account", "add", ACCOUNT, "--key", self.cloud.key, "--endpoint", self.cloud.info["exoscale"],
                     "--operator", self.cloud.info["operator"], "--sandbox", input=self.cloud.secret)
        self.create(NAME, workers=1, consulServers=0, account=ACCOUNT)

    def create_only(self):
        pass

    def in_home(self, *command, expect=DONE, limit=60, **more):
        """Runs a command whose HOME, and whose account's home, is the person's folder."""
        account_home = os.path.expanduser("~%s" % os.environ.get("USER", "root"))
        done = run(*IN_HOME, str(self.person), account_home, *command, limit=limit,
                   env=self.environment(HOME=account_home, DOCKER_CONTEXT=None, DOCKER_HOST=None, SSH_AUTH_SOCK=None, DOCKER_CONFIG=None), **more)
        if expect is not None:
            self.assertEqual(done.returncode, expect, "%s\n%s\n%s" % (" ".join(command), done.stdout, done.stderr))
        return done

    def context(self, *arguments, **more):
        done = self.in_home(livesupport.SKEPCTL, "--output", "json", "context", *arguments, **more)
        return json.loads(done.stdout)

    def addresses(self):
        return self.ctl("ip", NAME).json

    # --- in this order, on one cluster

    def test_1_docker_in_any_shell(self):
        known = self.person / ".ssh" / "known_hosts"
        known.write_text("example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", encoding="utf-8")
        before = known.read_bytes()
        self.assertIn("no public key", self.context("add", NAME, "--yes", expect=USAGE)["error"]["message"])
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "person@home", "-f", str(self.person / ".ssh" / "id_ed25519"))
        refused = self.context("add", NAME, expect=USAGE)["error"]
        self.assertIn("--yes", refused["message"])
        for part in ("person@home", "known_hosts", "ssh://root@"):
            self.assertIn(part, refused["detail"], "each item is shown before")
        self.assertFalse(self.context("add", NAME, "--dry-run")["done"])
        self.assertEqual(known.read_bytes(), before)
        self.assertFalse((self.person / ".docker").exists())
        self.assertTrue(self.context("add", NAME, "--yes")["done"])
        nodes = self.in_home("docker", "--context", NAME, "node", "ls", "--format", "{{.Hostname}}").stdout.split()
        self.assertEqual(sorted(nodes), ["inn-manager-1", "inn-worker-1"])
        listed = [json.loads(line) for line in self.in_home("docker", "context", "ls", "--format", "json").stdout.splitlines()]
        self.assertIn(NAME, [row["Name"] for row in listed])
        for machine, address in self.addresses().items():
            self.assertEqual(self.in_home("ssh", "-o", "BatchMode=yes", "root@" + address, "hostname").stdout.strip(), machine)
        again = self.context("add", NAME, "--yes")
        self.assertEqual([item["wasThere"] for item in again["items"]], [True, True, True])

    def test_2_environment(self):
        evaluated = self.in_home("bash", "-c", 'export DOCKER_HOST=tcp://192.0.2.1:2376 DOCKER_TLS_VERIFY=1; eval "$("$0" env inn)"; '
                                 "docker info --format '{{.Name}} {{.Swarm.Nodes}}'", livesupport.SKEPCTL).stdout
        self.assertEqual(evaluated.strip(), "inn-manager-1 2")
        worker = self.in_home("bash", "-c", 'eval "$("$0" env inn worker-1)"; echo "$DOCKER_MACHINE_NAME"; docker info --format "{{.Name}}"',
                              livesupport.SKEPCTL).stdout
        self.assertEqual(worker.split(), ["inn-worker-1", "inn-worker-1"])
        unset = self.in_home("bash", "-c", 'export DOCKER_HOST=x DOCKER_CONTEXT=y; eval "$("$0" env --unset inn)"; echo "[$DOCKER_HOST$DOCKER_CONTEXT]"',
                             livesupport.SKEPCTL).stdout
        self.assertEqual(unset.strip(), "[]")
        address = self.addresses()["inn-worker-1"]
        for shell, line in (("fish", 'set -gx DOCKER_HOST "ssh://root@%s";'), ("powershell", '$Env:DOCKER_HOST = "ssh://root@%s"')):
            text = self.in_home(livesupport.SKEPCTL, "env", NAME, "worker-1", "--shell", shell).stdout
            self.assertIn(line % address, text.splitlines())
        self.assertIn("--shell", self.ctl("env", NAME, "--shell", "cmd", expect=USAGE).json["error"]["message"])
        self.ctl("env", NAME, "worker-7", expect=MISSING)
        self.assertEqual(self.in_home(livesupport.SKEPCTL, "ip", NAME, "worker-1").stdout.strip(), address)
        machine = json.loads(self.in_home(livesupport.SKEPCTL, "inspect", NAME, "worker-1").stdout)
        self.assertEqual((machine["address"], machine["role"], machine["dockerHost"]), (address, "worker", "ssh://root@" + address))
        whole = json.loads(self.in_home(livesupport.SKEPCTL, "inspect", NAME).stdout)
        self.assertEqual((whole["spec"]["name"], len(whole["machines"])), (NAME, 2))
        self.assertNotIn(self.cloud.secret, json.dumps(whole))

    def test_3_what_is_foreign_stays(self):
        self.in_home("docker", "context", "create", "mine", "--docker", "host=ssh://me@example.org")
        self.assertIn("ssh://me@example.org", self.context("add", NAME, "--name", "mine", "--yes", expect=FAILED)["error"]["message"])
        self.context("remove", NAME, "--name", "mine", "--yes", expect=MISSING)
        self.assertIn("ssh://me@example.org", self.in_home("docker", "context", "inspect", "mine").stdout)

    def test_3_what_was_written_stays_true(self):
        """Machines come and go: what was written by consent follows, without being asked again."""
        known = self.person / ".ssh" / "known_hosts"
        ours = known.read_text(encoding="utf-8").count("\n")
        self.in_home(livesupport.SKEPCTL, "node", "add", NAME)
        self.assertEqual(known.read_text(encoding="utf-8").count("\n"), ours + 1)
        address = self.addresses()["inn-worker-2"]
        self.assertEqual(self.in_home("ssh", "-o", "BatchMode=yes", "root@" + address, "hostname").stdout.strip(), "inn-worker-2")
        self.in_home(livesupport.SKEPCTL, "node", "remove", NAME, "inn-worker-2")
        self.assertEqual(known.read_text(encoding="utf-8").count("\n"), ours)

    def elsewhere(self, *arguments, expect=DONE, **more):
        """The same person on a computer where Skep has not made the cluster."""
        done = self.in_home("env", "XDG_DATA_HOME=" + str(self.folder / "elsewhere"), livesupport.SKEPCTL, "--output", "json", *arguments,
                            expect=expect, **more)
        return json.loads(done.stdout or "null")

    def footprint(self):
        """What lies on the nodes, but for logs and what the engines write of themselves."""
        places = "find / -xdev ( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/log -o -path /var/lib/docker ) -prune -o -type f " \
                 "-printf %p:%s:%T@:%m\\n"
        found = {}
        for machine, address in self.addresses().items():
            files = self.in_home("ssh", "-o", "BatchMode=yes", "root@" + address, places.replace("( ", "'(' ").replace(" )", " ')'")).stdout
            containers = self.in_home("ssh", "-o", "BatchMode=yes", "root@" + address, "docker ps -aq --no-trunc; docker volume ls -q; docker network ls -q").stdout
            found[machine] = (sorted(files.splitlines()), sorted(containers.split()))
        return found

    def test_3_connected_without_having_made_it(self):
        before = self.footprint()
        began = time.monotonic()
        made = self.elsewhere("cluster", "connect", "seen", "--context", NAME)
        self.assertEqual(made["changesAllowed"], False)
        nodes = self.elsewhere("node", "list", "seen")
        say("connected by a docker context, nodes listed after %.1f s" % (time.monotonic() - began))
        self.assertEqual(sorted(node["name"] for node in nodes), ["inn-manager-1", "inn-worker-1"])
        self.assertEqual(self.elsewhere("cluster", "confirm", "seen")["unconfirmed"], [], "known_hosts has both")
        refused = self.elsewhere("service", "create", "seen", "--name", "intruder", "--image", "x", expect=None)
        self.assertIn("only looks", refused["error"]["message"])
        refused = self.elsewhere("ssh", "seen", "inn-worker-1", "--", "true", expect=None)
        self.assertIn("only looks", refused["error"]["message"])
        self.assertEqual(self.footprint(), before, "nothing is written on the nodes")
        self.assertIn("not made", self.elsewhere("cluster", "destroy", "seen", "--yes", expect=None)["error"]["message"])
        self.assertEqual(len(self.addresses()), 2, "what Skep has not made it does not destroy")
        self.elsewhere("cluster", "allow", "seen")
        done = self.in_home("env", "XDG_DATA_HOME=" + str(self.folder / "elsewhere"), livesupport.SKEPCTL, "ssh", "seen", "inn-worker-1", "--", "hostname")
        self.assertEqual(done.stdout.strip(), "inn-worker-1", "through the way in, or directly")
        self.elsewhere("node", "drain", "seen", "inn-worker-1")
        self.elsewhere("node", "activate", "seen", "inn-worker-1")
        self.elsewhere("cluster", "forget", "seen")
        self.assertEqual(self.elsewhere("cluster", "list"), [])

    def test_3_a_worker_names_the_managers(self):
        address = self.addresses()["inn-worker-1"]
        refused = self.elsewhere("cluster", "connect", "worker", "--ssh", "root@" + address, expect=USAGE)
        self.assertIn(self.addresses()["inn-manager-1"], refused["error"]["message"])
        self.assertEqual(self.elsewhere("cluster", "list"), [])

    def test_3_a_wrong_host_key_is_a_stop(self):
        known = self.person / ".ssh" / "known_hosts"
        right = known.read_bytes()
        address = self.addresses()["inn-manager-1"]
        other = run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / "other"))
        self.assertEqual(other.returncode, 0)
        key = " ".join((self.folder / "other.pub").read_text(encoding="utf-8").split()[:2])
        try:
            known.write_text("%s %s\n" % (address, key), encoding="utf-8")
            refused = self.elsewhere("cluster", "connect", "false", "--ssh", "root@" + address, expect=None)["error"]
            self.assertEqual(refused["message"].count("SHA256:"), 2, refused)
        finally:
            known.write_bytes(right)
        self.assertEqual(self.elsewhere("cluster", "list"), [])

    def test_4_all_of_it_goes(self):
        known = self.person / ".ssh" / "known_hosts"
        self.context("add", NAME, "--name", "inn2", "--yes")
        self.context("remove", NAME, "--name", "inn2", "--yes")
        self.in_home("docker", "--context", NAME, "node", "ls") # one of two is gone, the other works
        self.in_home("docker", "context", "use", NAME)
        self.assertIn("current context", self.context("remove", NAME, "--yes", expect=FAILED)["error"]["message"])
        self.in_home("docker", "context", "use", "default")
        self.assertEqual(len(self.context("remove", NAME, "--dry-run")["items"]), 3)
        self.assertTrue(self.context("remove", NAME, "--yes")["done"])
        self.assertEqual(known.read_text(encoding="utf-8").count("\n"), 1)
        self.assertEqual(self.context("list", NAME), [])
        self.assertEqual(self.ctl("cluster", "keys", "list", NAME).json, [])
        address = self.addresses()["inn-manager-1"]
        self.assertEqual(self.in_home("ssh", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "root@" + address, "true", expect=None).returncode, 255)
        names = {json.loads(line)["Name"] for line in self.in_home("docker", "context", "ls", "--format", "json").stdout.splitlines()}
        self.assertEqual(names, {"default", "mine"})

    # --- this computer's address changes

    def route(self, source):
        """From which address this computer speaks to the machines."""
        gateway = self.cloud.info["operator"].split("/")[0]
        subnet = gateway.rsplit(".", 1)[0] + ".0/24"
        device = next(line.split()[1] for line in run("ip", "-o", "-4", "addr").stdout.splitlines() if " %s/" % gateway in line)
        if source != gateway:
            run("ip", "addr", "replace", source + "/32", "dev", device)
        done = run("ip", "route", "change", subnet, "dev", device, "proto", "kernel", "scope", "link", "src", source)
        self.assertEqual(done.returncode, 0, done.stderr)

    def sandbox_file(self, operator):
        """What the sandbox would say if it were started where this computer is now."""
        path = self.folder / "ready.json"
        path.write_text(json.dumps(dict(self.cloud.info, operator=operator)), encoding="utf-8")
        return str(path)

    def window(self, operator, *arguments):
        done = run(WINDOW, self.sandbox_file(operator), NAME, *arguments, limit=400,
                   env=self.environment(QT_QPA_PLATFORM="offscreen", EXOSCALE_API_KEY=None))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        report = json.loads(done.stdout)
        say("the window: sentence after %.1f s, live %.1f s after the click" % (report["toSentence"], report["toLive"]))
        self.assertTrue(report["isSilent"], report)
        self.assertEqual(report["nodesReady"], 2)
        return report["sentence"]

    def ssh_ranges(self):
        groups = self.ok("GET", "/security-group")["security-groups"]
        return {rule["network"] for group in groups for rule in group.get("rules", []) if rule.get("start-port") == 22 and rule.get("network")}

    def test_5_moved_by_one_click(self):
        home = self.cloud.info["operator"]
        self.route(ELSEWHERE)
        refused = self.ctl("node", "list", NAME, expect=None)
        self.assertNotEqual(refused.code, DONE)
        sentence = self.window(ELSEWHERE + "/32")
        self.assertIn(home, sentence)
        self.assertIn(ELSEWHERE + "/32", sentence)
        self.assertEqual(self.ssh_ranges(), {ELSEWHERE + "/32"})
        self.assertEqual(self.ctl("cluster", "address", NAME).json,
                         {"operatorCidrs": [ELSEWHERE + "/32"], "now": ELSEWHERE + "/32", "trouble": ""})

    def test_6_moved_by_a_typed_address(self):
        """As with a cloud that does not know from where one comes: all connections time out."""
        home = self.cloud.info["operator"]
        self.route(home.split("/")[0])
        self.assertIn(ELSEWHERE + "/32", self.window("", home))
        self.assertEqual(self.ssh_ranges(), {home})

    def test_9_books(self):
        self.check_nothing_twice()
        known = self.person / ".ssh" / "known_hosts"
        before = known.read_bytes()
        self.context("add", NAME, "--yes")
        self.assertNotEqual(known.read_bytes(), before)
        done = self.in_home(livesupport.SKEPCTL, "--output", "json", "cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])
        deleted = json.loads(done.stdout)["receipt"]["deleted"]
        self.assertIn("docker context “inn”", deleted)
        self.assertEqual(known.read_bytes(), before)
        names = {json.loads(line)["Name"] for line in self.in_home("docker", "context", "ls", "--format", "json").stdout.splitlines()}
        self.assertEqual(names, {"default", "mine"})


if __name__ == "__main__":
    WINDOW = str(pathlib.Path(sys.argv.pop(3)).resolve())
    if not shutil.which("docker"):
        print("The docker client is not on this computer: skipped.")
        sys.exit(livesupport.SKIPPED)
    livesupport.main()
