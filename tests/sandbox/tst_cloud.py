#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox's API in front of real machines: login with the injected host key, security groups that really close ports, power cuts, a
restart of the sandbox, and a host without traces in the end. Needs root.

    tst_cloud.py PROGRAM"""
import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import conformance  # noqa: E402
from sandbox_client import Sandbox  # noqa: E402

PROGRAM = sys.argv.pop(1)
SMALL = "21624abb-764e-4def-81d7-9fc54b5957fb"


def run(*arguments, **more):
    return subprocess.run(arguments, capture_output=True, text=True, check=False, **more)


def host_traces():
    """What the sandbox may leave nothing of; only lines that name it, since others may change the host meanwhile."""
    return run("ip", "-o", "link").stdout + run("iptables-save").stdout + run("mount").stdout


class Cloud(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.home = pathlib.Path(self.folder.name)
        self.state = self.home / "state"
        self.addCleanup(run, PROGRAM, "--state", str(self.state), "--reset")
        for name in ("user", "host"):
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(self.home / name))

    def start(self):
        cloud = Sandbox(PROGRAM, self.state, machines="lxc")
        self.addCleanup(cloud.stop)
        return cloud

    def ok(self, method, path, body=None):
        answer = self.cloud.call(method, path, body)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def done(self, method, path, body=None):
        operation = self.ok(method, path, body)
        end = self.cloud.wait(operation, 60)
        self.assertEqual(end["state"], "success", end)
        return operation.get("reference", {}).get("id")

    def ssh(self, machine, command):
        address = machine["public-ip"]
        (self.home / "known_hosts").write_text("%s %s" % (address, (self.home / "host.pub").read_text()))
        return run("ssh", "-F", "none", "-i", str(self.home / "user"), "-o", "UserKnownHostsFile=%s" % (self.home / "known_hosts"),
                   "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o", "ConnectTimeout=3", "debian@" + address, command)

    def login(self, machine, limit=60):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            result = self.ssh(machine, "hostname")
            if result.returncode == 0:
                return result.stdout.strip()
            time.sleep(0.3)
        self.fail("no login: " + result.stderr)

    def rule(self, group, **source):
        self.done("POST", "/security-group/%s/rules" % group,
                  {"flow-direction": "ingress", "protocol": "tcp", "start-port": 22, "end-port": 22, **source})

    def create(self, name, group, template):
        host_key = "".join("    " + line + "\n" for line in (self.home / "host").read_text().splitlines())
        data = "#cloud-config\nssh_deletekeys: true\nssh_keys:\n  ed25519_private: |\n%s  ed25519_public: %s" % (
            host_key, (self.home / "host.pub").read_text())
        return self.ok("POST", "/instance", {
            "name": name, "disk-size": 10, "instance-type": {"id": SMALL}, "template": {"id": template}, "ssh-keys": [{"name": "user"}],
            "security-groups": [{"id": group}], "user-data": base64.b64encode(data.encode()).decode()})

    def make_two(self):
        self.ok("POST", "/ssh-key", {"name": "user", "public-key": (self.home / "user.pub").read_text()})
        self.open, self.closed = (self.done("POST", "/security-group", {"name": name}) for name in ("open", "closed"))
        self.rule(self.open, network=self.cloud.info["operator"])
        template = self.ok("GET", "/template")["templates"][0]["id"]
        operations = [self.create("first", self.open, template), self.create("second", self.closed, template)]
        for operation in operations:
            self.assertEqual(self.cloud.wait(operation, 60)["state"], "success")
        return [self.ok("GET", "/instance/" + operation["reference"]["id"]) for operation in operations]

    def reaches(self, machine, other):
        probe = "timeout 2 bash -c '</dev/tcp/%s/22' && echo open || echo shut" % other["public-ip"]
        return self.ssh(machine, probe).stdout.strip()

    def check_groups(self, first, second):
        self.assertNotEqual(self.ssh(second, "true").returncode, 0)
        self.assertEqual(self.reaches(first, second), "shut")
        self.rule(self.closed, **{"security-group": {"id": self.open}}) # its members, not the operator
        self.assertEqual(self.reaches(first, second), "open")
        self.assertNotEqual(self.ssh(second, "true").returncode, 0)
        self.done("PUT", "/security-group/%s:attach" % self.open, {"instance": {"id": second["id"]}})
        self.assertEqual(self.login(second), "second")
        self.done("PUT", "/security-group/%s:detach" % self.open, {"instance": {"id": second["id"]}})
        self.assertNotEqual(self.ssh(second, "true").returncode, 0)
        self.done("PUT", "/security-group/%s:add-source" % self.open, {"cidr": self.cloud.info["operator"]})
        self.assertEqual(self.login(second), "second")

    def test_everything(self):
        self.cloud = self.start()
        first, second = self.make_two()
        self.assertEqual(self.login(first), "first")
        self.check_groups(first, second)
        self.done("PUT", "/instance/%s:stop" % second["id"])
        self.assertNotEqual(self.ssh(second, "true").returncode, 0)
        self.assertEqual(self.ssh(first, "echo kept > kept && sync").returncode, 0)
        self.cloud.control("POST", "/machines/%s:power-off" % first["id"])
        self.assertNotEqual(self.ssh(first, "true").returncode, 0)
        self.cloud.control("POST", "/machines/%s:power-on" % first["id"])
        self.login(first)
        self.assertEqual(self.cloud.stop(), 0)

        self.cloud = self.start()
        self.assertEqual([self.ok("GET", "/instance/" + machine["id"])["state"] for machine in (first, second)], ["running", "stopped"])
        self.login(first)
        self.assertEqual(self.ssh(first, "cat kept").stdout, "kept\n")
        self.done("PUT", "/instance/%s:start" % second["id"], {})
        self.login(second)
        self.done("PUT", "/instance/%s:reboot" % second["id"])
        self.login(second)
        self.done("DELETE", "/instance/" + second["id"])
        self.assertNotEqual(self.ssh(second, "true").returncode, 0)
        self.check_end()

    def check_end(self):
        ledger = self.cloud.control("GET", "/ledger")
        self.assertNotIn("PRIVATE KEY", json.dumps(ledger))
        checker = conformance.Checker(conformance.Description(conformance.DESCRIPTION))
        for call in ledger["calls"]:
            checker.check(call)
        self.assertEqual(checker.violations, [])
        bridge = self.bridge_name()
        self.assertIn(bridge, host_traces())
        self.assertEqual(self.cloud.stop(), 0)
        result = run(PROGRAM, "--state", str(self.state), "--reset")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertFalse(self.state.exists())
        self.assertNotIn(bridge, host_traces())
        self.assertNotIn(str(self.state), host_traces())

    def bridge_name(self):
        gateway = self.cloud.info["operator"].split("/")[0]
        rows = json.loads(run("ip", "-json", "addr").stdout)
        return next(row["ifname"] for row in rows if any(address.get("local") == gateway for address in row["addr_info"]))


if __name__ == "__main__":
    unittest.main(verbosity=1)
