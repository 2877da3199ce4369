#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the sandbox's instances, fault rules and restarts over HTTP.

    tst_instances.py PROGRAM"""
import base64
import pathlib
import struct
import subprocess
import tempfile
import threading
import time
import unittest

from api_case import KEY, NOBODY, PROGRAM, SMALL, ApiCase
from sandbox_client import Sandbox


class Instances(ApiCase):
    arguments = ("--quota-instances", "6", "--boot-seconds", "0.4")

    def test_life_of_an_instance(self):
        self.ok("POST", "/ssh-key", {"name": "life", "public-key": KEY})
        group = self.group("life")
        wanted = self.machine("demo-m1", labels={"cluster": "demo", "role": "manager"}, **{
            "ssh-keys": [{"name": "life"}], "security-groups": [{"id": group}], "user-data": "I2Nsb3VkLWNvbmZpZwo=", "public-ip-assignment": "inet4"})
        operation = self.ok("POST", "/instance", wanted)
        machine = operation["reference"]["id"]
        self.assertEqual(operation["reference"], {"id": machine, "link": "/v2/instance/" + machine, "command": "get-instance"})
        self.assertEqual(self.ok("GET", "/instance/" + machine)["state"], "starting")
        self.assertEqual(self.cloud.wait(operation)["state"], "success")
        row = self.ok("GET", "/instance/" + machine)
        for field, value in wanted.items():
            self.assertEqual(row[field] if field != "ssh-keys" else [{"name": row[field][0]["name"]}], value, field)
        self.assertEqual((row["state"], row["ssh-key"]["name"]), ("running", "life"))
        self.assertRegex(row["public-ip"], r"^127\.64\.")
        self.assertNotIn(None, row.values())
        listed, = self.ok("GET", "/instance", query={"labels": "cluster:demo"})["instances"]
        self.assertEqual(listed, {k: v for k, v in row.items() if k not in ("disk-size", "user-data", "secureboot-enabled", "tpm-enabled")})
        self.assertEqual(len(self.ok("GET", "/instance", query={"ip-address": row["public-ip"]})["instances"]), 1)
        for query in ({"labels": "cluster:other"}, {"labels": "nothing"}, {"ip-address": "192.0.2.1"}, {"manager-type": "instance-pool"}):
            self.assertEqual(self.ok("GET", "/instance", query=query), {"instances": []})
        self.change_power(machine)
        self.done("PUT", "/instance/" + machine, {"name": "renamed", "labels": {"cluster": "demo", "x": "y"}})
        self.assertEqual(self.ok("GET", "/instance/" + machine)["labels"], {"cluster": "demo", "x": "y"})
        self.done("DELETE", "/instance/%s/labels" % machine)
        self.assertNotIn("labels", self.ok("GET", "/instance/" + machine))
        gone = self.ok("DELETE", "/instance/" + machine)
        self.assertEqual(self.cloud.wait(gone), {"id": gone["id"], "state": "success"})
        self.refused(404, "GET", "/instance/" + machine)
        self.refused(404, "DELETE", "/instance/" + machine)
        self.done("DELETE", "/security-group/" + group)
        entries = [row for row in self.cloud.control("GET", "/ledger")["objects"] if row["id"] == machine]
        self.assertEqual([(row["kind"], row["name"], "deleted" in row) for row in entries], [("instance", "renamed", True)])

    def change_power(self, machine):
        self.refused(400, "PUT", "/instance/%s:start" % machine, {})
        stop = self.ok("PUT", "/instance/%s:stop" % machine)
        self.assertEqual(stop["resource"], {"id": machine, "type": "instance"})
        self.assertNotIn("reference", stop)
        self.assertEqual(self.cloud.wait(stop)["state"], "success")
        self.assertEqual(self.ok("GET", "/instance/" + machine)["state"], "stopped")
        self.refused(400, "PUT", "/instance/%s:stop" % machine)
        self.refused(400, "PUT", "/instance/%s:reboot" % machine)
        self.done("PUT", "/instance/%s:reset" % machine, {"disk-size": 10})
        self.assertEqual(self.refused(400, "PUT", "/instance/%s:reset" % machine, {})["message"], "The instance needs to be stopped.")
        self.done("PUT", "/instance/%s:stop" % machine)
        start = self.ok("PUT", "/instance/%s:start" % machine, {})
        self.refused(409, "PUT", "/instance/%s:stop" % machine)
        self.assertEqual(self.cloud.wait(start)["state"], "success")
        self.done("PUT", "/instance/%s:reboot" % machine)
        self.assertEqual(self.ok("GET", "/instance/" + machine)["state"], "running")

    def test_refusals(self):
        before = len(self.cloud.control("GET", "/ledger")["objects"])
        good = self.machine("good")
        for change in ({"name": "test_name"}, {"name": ""}, {"name": "a.b"}, {"name": "x" * 64}, {"name": "-a"}, {"disk-size": 9}, {"disk-size": 51201},
                       {"disk-size": "10"}, {"disk-size": True}, {"instance-type": {}}, {"instance-type": SMALL}, {"template": {"name": "x"}},
                       {"user-data": "not base64!"}, {"user-data": "A" * 32772}, {"user-data": ""}, {"labels": {"a": 1}}, {"labels": []},
                       {"public-ip-assignment": "inet6"}, {"security-groups": {}}, {"security-groups": [{}]}, {"auto-start": "yes"},
                       {"ssh-keys": [{"name": "a"}, {"name": "a"}]}):
            self.refused(400, "POST", "/instance", {**good, **change})
        for change in ({"instance-type": {"id": NOBODY}}, {"template": {"id": NOBODY}}, {"security-groups": [{"id": NOBODY}]},
                       {"ssh-keys": [{"name": "none"}]}, {"ssh-key": {"name": "none"}}, {"anti-affinity-groups": [{"id": NOBODY}]}):
            self.refused(404, "POST", "/instance", {**good, **change})
        for missing in ("disk-size", "instance-type", "template"):
            self.refused(400, "POST", "/instance", {k: v for k, v in good.items() if k != missing})
        gpu = next(row["id"] for row in self.ok("GET", "/instance-type")["instance-types"] if not row["authorized"])
        self.refused(403, "POST", "/instance", {**good, "instance-type": {"id": gpu}})
        self.assertEqual(len(self.cloud.control("GET", "/ledger")["objects"]), before)

    def test_longest_user_data_is_kept_out_of_the_ledger(self):
        machine = self.instance("long-data", **{"user-data": "QUJD" * 8192})
        self.assertEqual(self.ok("GET", "/instance/" + machine)["user-data"], "QUJD" * 8192)
        self.assertNotIn("QUJDQUJD", self.cloud.raw("GET", "/sandbox/ledger").text)
        self.done("DELETE", "/instance/" + machine)

    def test_quota(self):
        made = [self.ok("POST", "/instance", self.machine("q%d" % i)) for i in range(6 - self.ok("GET", "/quota/instance")["usage"])]
        answer = self.refused(409, "POST", "/instance", self.machine("one-more"))
        self.assertIn("6 instances", answer["message"])
        self.assertEqual(self.ok("GET", "/quota/instance"), {"resource": "instance", "usage": 6, "limit": 6})
        for operation in made: # also those that are still starting
            self.done("DELETE", "/instance/" + operation["reference"]["id"])
        self.assertEqual(self.ok("GET", "/quota/instance")["usage"], 0)

    def test_protection(self):
        machine = self.instance("protected")
        self.done("PUT", "/instance/%s:add-protection" % machine)
        self.refused(409, "DELETE", "/instance/" + machine)
        self.done("PUT", "/instance/%s:remove-protection" % machine)
        self.done("DELETE", "/instance/" + machine)

    def test_deleted_while_starting(self):
        create = self.ok("POST", "/instance", self.machine("short-lived"))
        self.done("DELETE", "/instance/" + create["reference"]["id"])
        self.assertNotEqual(self.cloud.wait(create)["state"], "pending")
        self.refused(404, "GET", "/instance/" + create["reference"]["id"])

    def test_without_name_and_start(self):
        body = self.machine("x", **{"auto-start": False})
        del body["name"]
        machine = self.done("POST", "/instance", body)["reference"]["id"]
        row = self.ok("GET", "/instance/" + machine)
        self.assertEqual((row["name"], row["state"]), ("VM-" + machine, "stopped"))
        default, = [group["id"] for group in self.ok("GET", "/security-group")["security-groups"] if group["name"] == "default"]
        self.assertEqual(row["security-groups"], [{"id": default}])
        self.done("DELETE", "/instance/" + machine)

    def test_power_cut(self):
        machine = self.instance("cut")
        self.assertEqual(self.cloud.control("POST", "/machines/%s:power-off" % machine), {"id": machine, "power": "off"})
        self.assertEqual(self.ok("GET", "/instance/" + machine)["state"], "stopped")
        self.cloud.control("POST", "/machines/%s:power-on" % machine)
        self.assertEqual(self.ok("GET", "/instance/" + machine)["state"], "running")
        self.assertEqual(self.cloud.raw("POST", "/sandbox/machines/%s:power-off" % NOBODY).status, 404)
        self.done("DELETE", "/instance/" + machine)


class FaultRules(ApiCase):
    def rules(self, *rules):
        self.cloud.control("DELETE", "/faults")
        return self.cloud.control("POST", "/faults", {"rules": rules})

    def tearDown(self):
        self.cloud.control("DELETE", "/faults")

    def names(self):
        return {row["name"] for row in self.ok("GET", "/security-group")["security-groups"]}

    def test_fail_the_second_call(self):
        self.rules({"operation": "create-security-group", "nth": 2, "action": "fail", "status": 429, "body": {"message": "slow down"},
                    "headers": {"Retry-After": "1"}})
        self.group("fault-1")
        answer = self.cloud.call("POST", "/security-group", {"name": "fault-2"})
        self.assertEqual((answer.status, answer.json, answer.headers["Retry-After"]), (429, {"message": "slow down"}, "1"))
        self.assertNotIn("fault-2", self.names())
        self.group("fault-2")
        self.assertEqual(self.cloud.control("GET", "/faults")["rules"][0]["seen"], 3)

    def test_wrong_json_by_path(self):
        self.rules({"operation": "/v2/quota*", "method": "GET", "times": 2, "status": 200, "body": "{\"quotas\":"})
        self.assertEqual([self.cloud.call("GET", path).text for path in ("/quota", "/quota/instance")], ["{\"quotas\":"] * 2)
        self.ok("GET", "/quota")

    def test_lost_answer_is_committed(self):
        self.rules({"operation": "create-security-group", "action": "lose-answer"})
        with self.assertRaises(Exception):
            self.cloud.call("POST", "/security-group", {"name": "lost"})
        self.assertIn("lost", self.names())
        calls = [call for call in self.cloud.control("GET", "/ledger")["calls"] if call.get("fault") == "lose-answer"]
        self.assertEqual([call["body"] for call in calls], [{"name": "lost"}])

    def test_delay_and_hang(self):
        self.rules({"operation": "list-quotas", "action": "delay", "seconds": 0.5}, {"operation": "get-quota", "action": "hang", "seconds": 0.5})
        start = time.monotonic()
        others = []
        side = threading.Thread(target=lambda: others.append((self.cloud.call("GET", "/ssh-key").status, time.monotonic() - start)))
        side.start()
        self.ok("GET", "/quota")
        self.assertGreater(time.monotonic() - start, 0.5)
        side.join()
        self.assertEqual(others[0][0], 200)
        self.assertLess(others[0][1], 0.4) # nobody else waited
        with self.assertRaises(Exception):
            self.cloud.call("GET", "/quota/instance")

    def test_operation_that_fails(self):
        self.rules({"operation": "create-instance", "action": "fail-operation", "reason": "unavailable", "message": "no room"})
        operation = self.ok("POST", "/instance", self.machine("doomed"))
        end = self.cloud.wait(operation)
        self.assertEqual((end["state"], end["reason"], end["message"]), ("failure", "unavailable", "no room"))
        self.refused(404, "GET", "/instance/" + operation["reference"]["id"])
        self.instance("spared")

    def test_bad_rules(self):
        for body in ("", "{}", '{"rules":{}}', '{"rules":[{"action":"explode"}]}', '{"rules":[{"nth":0}]}', '{"rules":[{"nth":"x"}]}', '{"rules":[5]}'):
            self.assertEqual(self.cloud.raw("POST", "/sandbox/faults", body).status, 400, body)
        self.assertEqual(self.cloud.control("GET", "/faults"), {"rules": []})


class VendorClient(unittest.TestCase):
    """The calls that the vendor's command line client makes for "instance create", "show", "list" and "delete", in its order and with
    its bodies, which carry more than the description asks for."""

    def test_journey(self):
        def field(data):
            return struct.pack(">I", len(data)) + data
        blob = field(b"ssh-rsa") + field(b"\x01\x00\x01") + field(b"\x00" + b"\xc3" * 256)
        with tempfile.TemporaryDirectory() as folder, Sandbox(PROGRAM, pathlib.Path(folder) / "state", "--operation-seconds", "0.1") as cloud:
            def ask(method, path, body=None, status=200, **more):
                answer = cloud.call(method, path, body, **more)
                self.assertEqual(answer.status, status, answer.text)
                return answer.json
            zone = next(zone for zone in ask("GET", "/zone")["zones"] if zone["name"] == "ch-dk-2")
            self.assertEqual(zone["api-endpoint"], cloud.info["exoscale"])
            kind = next(row for row in ask("GET", "/instance-type")["instance-types"] if (row["family"], row["size"]) == ("standard", "medium"))
            key = {"name": "web-1790000000", "public-key": "ssh-rsa " + base64.b64encode(blob).decode() + "\n"}
            self.assertEqual(ask("POST", "/ssh-key", key)["state"], "success")
            template = ask("GET", "/template", query={"visibility": "public"})["templates"][0]
            operation = ask("POST", "/instance", {
                "disk-size": 50, "instance-type": kind, "ipv6-enabled": False, "name": "web", "secureboot-enabled": False,
                "ssh-keys": [{"name": key["name"]}], "template": {"id": template["id"]}, "tpm-enabled": False})
            machine = cloud.wait(operation)["reference"]["id"]
            ask("DELETE", "/ssh-key/" + key["name"])
            self.assertEqual([row["id"] for row in ask("GET", "/instance")["instances"]], [machine])
            row = ask("GET", "/instance/" + machine)
            # The client takes these two for granted.
            self.assertEqual((row["secureboot-enabled"], row["tpm-enabled"]), (False, False))
            self.assertEqual(row["ssh-key"]["name"], key["name"])
            self.assertEqual(ask("GET", "/instance-type/" + row["instance-type"]["id"]), kind)
            names = {group["id"]: group["name"] for group in ask("GET", "/security-group")["security-groups"]}
            self.assertEqual([names[group["id"]] for group in row["security-groups"]], ["default"])
            self.assertEqual(ask("GET", "/template/" + row["template"]["id"]), template)
            ask("GET", "/reverse-dns/instance/" + machine, status=404)
            self.assertEqual(cloud.wait(ask("DELETE", "/instance/" + machine))["state"], "success")
            self.assertEqual(ask("GET", "/instance"), {"instances": []})


class Restart(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.state = pathlib.Path(self.folder.name) / "state"

    def tearDown(self):
        self.folder.cleanup()

    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=20)

    def create(self, cloud, name):
        template = cloud.call("GET", "/template").json["templates"][0]["id"]
        operation = cloud.call("POST", "/instance", {"name": name, "disk-size": 10, "instance-type": {"id": SMALL}, "template": {"id": template}}).json
        return operation, operation["reference"]["id"]

    def test_state_survives(self):
        with Sandbox(PROGRAM, self.state, "--operation-seconds", "0") as cloud:
            first = cloud.info
            operation, running = self.create(cloud, "running")
            cloud.wait(operation)
            operation, stopped = self.create(cloud, "stopped")
            cloud.wait(operation)
            cloud.wait(cloud.call("PUT", "/instance/%s:stop" % stopped).json)
            before = [cloud.call("GET", "/instance/" + id).json for id in (running, stopped)]
            calls = len(cloud.control("GET", "/ledger")["calls"])
        self.assertEqual(cloud.stop(), 0)
        with Sandbox(PROGRAM, self.state, "--operation-seconds", "0") as cloud:
            self.assertEqual((cloud.info["key"], cloud.info["secret"]), (first["key"], first["secret"]))
            self.assertEqual([cloud.call("GET", "/instance/" + id).json for id in (running, stopped)], before)
            operation, third = self.create(cloud, "third")
            cloud.wait(operation)
            addresses = {row["public-ip"] for row in cloud.call("GET", "/instance").json["instances"]}
            self.assertEqual(len(addresses), 3)
            ledger = cloud.control("GET", "/ledger")
            self.assertGreater(len(ledger["calls"]), calls)
            self.assertEqual([call["n"] for call in ledger["calls"]], list(range(1, len(ledger["calls"]) + 1)))

    def test_killed_after_an_answer(self):
        cloud = Sandbox(PROGRAM, self.state, "--boot-seconds", "30")
        operation, machine = self.create(cloud, "promised")
        cloud.process.kill()
        cloud.stop()
        with Sandbox(PROGRAM, self.state) as again:
            self.assertIn(again.call("GET", "/instance/" + machine).json["state"], ("running", "error"))
            end = again.call("GET", "/operation/" + operation["id"]).json
            self.assertEqual((end["state"], end["reason"]), ("failure", "interrupted"))

    def test_reset_and_one_sandbox_per_folder(self):
        with Sandbox(PROGRAM, self.state):
            for arguments in (("--listen", "127.0.0.1:0"), ("--reset",)):
                other = self.run_program("--state", str(self.state), "--machines", "none", *arguments)
                self.assertEqual((other.returncode, other.stdout), (1, ""))
                self.assertIn("Another skep-sandbox is running", other.stderr)
        (self.state / "mine.txt").write_text("not the sandbox's", encoding="utf-8")
        self.assertEqual(self.run_program("--state", str(self.state), "--machines", "none", "--reset").returncode, 0)
        self.assertEqual([path.name for path in self.state.iterdir()], ["mine.txt"])

    def test_bad_starts(self):
        state = str(self.state)
        with Sandbox(PROGRAM, self.state) as cloud:
            taken = self.run_program("--state", state + "2", "--machines", "none", "--listen", "127.0.0.1:%d" % cloud.port)
            self.assertEqual(taken.returncode, 3)
            self.assertIn("in use", taken.stderr)
        for code, text, arguments in ((1, "loopback", ("--listen", "0.0.0.0:0", "--state", state)), (2, "--state FOLDER", ()),
                                      (2, "--listen", ("--listen", "127.0.0.1", "--state", state)), (2, "lxc or none", ("--machines", "kvm", "--state", state)),
                                      (2, "number", ("--quota-instances", "many", "--state", state)), (1, "cannot be made", ("--state", "/dev/null/x")),
                                      (2, "not understood", ("--state", state, "again"))):
            result = self.run_program("--machines", "none", *arguments)
            self.assertEqual((result.returncode, result.stdout), (code, ""), result.stderr)
            self.assertIn(text, result.stderr)
        self.assertIn("--listen", self.run_program("--help").stdout)

    def test_damaged_files(self):
        Sandbox(PROGRAM, self.state).stop()
        for name in ("state.json", "credentials.json"):
            (self.state / name).write_text("{", encoding="utf-8")
            result = self.run_program("--state", str(self.state), "--machines", "none", "--listen", "127.0.0.1:0")
            self.assertEqual(result.returncode, 1)
            self.assertIn("is damaged", result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
