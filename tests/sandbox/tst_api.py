#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the sandbox's catalogue, keys and groups over HTTP with real signatures.

    tst_api.py PROGRAM"""
import email.utils
import time
import unittest

from api_case import KEY, NOBODY, SMALL, ApiCase, recorded


class Signatures(ApiCase):
    def test_right_signature_with_arguments(self):
        self.ok("GET", "/template", query={"visibility": "public", "family": "debian"})
        self.ok("GET", "/instance", query={"labels": "a b:c+d/é", "ip-address": "192.0.2.10"})

    def test_repeated_parameters_are_not_signed(self):
        answer = self.cloud.call("GET", "/instance", query=[("labels", "a:b"), ("labels", "c:d")])
        self.assertEqual(answer.status, 200)

    def test_refusals(self):
        text = "Invalid key or request signature"
        self.assertEqual(self.refused(403, "GET", "/quota", secret="x" * 43)["message"], text)
        self.assertEqual(self.refused(403, "GET", "/quota", key="EXO" + "0" * 24)["message"], text)
        self.assertEqual(self.refused(403, "GET", "/quota", lifetime=-1)["message"], text)
        self.assertEqual(self.refused(403, "GET", "/quota", lifetime=600 - 20 * 60)["message"], text)
        self.assertEqual(self.refused(403, "GET", "/quota", lifetime=600 + 20 * 60)["message"], text)
        for header in ({}, {"Authorization": "Basic eA=="}, {"Authorization": "EXO2-HMAC-SHA256 credential=" + self.cloud.key}):
            self.assertEqual(self.cloud.raw("GET", "/v2/quota", headers=header).status, 403)

    def test_changed_requests_are_refused(self):
        answers = []
        sent = self.cloud.raw

        def tampered(method, path, body, headers, timeout):
            answers.append(sent(method, path.replace("private", "public"), b'{"name":"evil"}' if body else None, headers, timeout))
            return answers[-1]
        self.cloud.raw = tampered
        try:
            self.assertEqual(self.cloud.call("GET", "/template", query={"visibility": "private"}).status, 403)
            self.assertEqual(self.cloud.call("POST", "/security-group", {"name": "good"}).status, 403)
        finally:
            del self.cloud.raw
        self.assertEqual(len(answers), 2)

    def test_zones_need_no_signature_but_a_wrong_one_is_refused(self):
        zone, = self.cloud.raw("GET", "/v2/zone").json["zones"]
        self.assertEqual((zone["name"], zone["api-endpoint"]), ("ch-dk-2", self.cloud.info["exoscale"]))
        self.refused(403, "GET", "/zone", secret="x" * 43)

    def test_date_tells_the_clock(self):
        date = self.cloud.raw("GET", "/v2/quota").headers["Date"]
        self.assertLess(abs(email.utils.parsedate_to_datetime(date).timestamp() - time.time()), 5)

    def test_credentials_are_kept_secret(self):
        self.assertRegex(self.cloud.key, "^EXO[0-9a-f]{24}$")
        self.assertEqual(len(self.cloud.secret), 43)
        for name in ("credentials.json", "state.json", "calls.jsonl"):
            self.assertEqual((self.state / name).stat().st_mode & 0o777, 0o600, name)
        self.assertNotIn(self.cloud.secret, self.cloud.raw("GET", "/sandbox/ledger").text)


class Transport(ApiCase):
    def test_unknown_paths_and_methods(self):
        self.refused(404, "GET", "/nothing")
        self.refused(404, "GET", "/instance/" + NOBODY + ":dance")
        self.refused(405, "PUT", "/quota")
        self.assertEqual(self.cloud.raw("GET", "/").status, 404)
        self.assertEqual(self.cloud.raw("GET", "/v1/zone").status, 404)

    def test_malformed_bodies(self):
        for text in ('{"name":', "[]", '"name"', "\xff{}"):
            self.refused(400, "POST", "/security-group", text=text)

    def test_size_limits(self):
        self.assertEqual(self.cloud.raw("POST", "/v2/ssh-key", b"x" * (2 * 1024 * 1024)).status, 413)
        self.assertEqual(self.cloud.raw("GET", "/v2/zone", headers={"X-Long": "x" * 40000}).status, 431)

    def test_web_pages_are_kept_out(self):
        self.assertEqual(self.cloud.raw("POST", "/sandbox/faults", "{}", {"Origin": "http://evil.example"}).status, 403)
        self.assertEqual(self.cloud.raw("GET", "/sandbox/nothing").status, 404)


class Catalogue(ApiCase):
    def test_instance_types(self):
        rows = self.ok("GET", "/instance-type")["instance-types"]
        small = next(row for row in rows if row["id"] == SMALL)
        self.assertEqual((small["family"], small["size"], small["cpus"], small["memory"]), ("standard", "small", 2, 2 << 30))
        self.assertEqual(self.ok("GET", "/instance-type/" + SMALL), small)
        self.assertEqual(len({row["id"] for row in rows}), len(rows))
        self.refused(404, "GET", "/instance-type/" + NOBODY)
        self.assertLessEqual(set(recorded("list-instance-types-200")["body"]["instance-types"][0]), set(small))

    def test_templates(self):
        rows = self.ok("GET", "/template")["templates"]
        self.assertEqual({row["visibility"] for row in rows}, {"public"})
        self.assertEqual(set(rows[0]), set(recorded("list-templates-200")["body"]["templates"][0]))
        self.assertEqual(self.ok("GET", "/template", query={"visibility": "private"}), {"templates": []})
        self.assertEqual(self.ok("GET", "/template", query={"family": "windows"}), {"templates": []})
        self.assertEqual(self.ok("GET", "/template/" + rows[0]["id"]), rows[0])
        self.refused(400, "GET", "/template", query={"visibility": "secret"})
        self.refused(404, "GET", "/template/" + NOBODY)

    def test_quotas(self):
        rows = self.ok("GET", "/quota")["quotas"]
        self.assertEqual(set(rows[0]), set(recorded("list-quotas-200")["body"]["quotas"][0]))
        instance = next(row for row in rows if row["resource"] == "instance")
        self.assertEqual(instance, self.ok("GET", "/quota/instance"))
        self.assertEqual(instance["limit"], 20)
        self.refused(404, "GET", "/quota/dreams")

    def test_zone_has_the_recorded_shape(self):
        self.assertEqual(set(self.ok("GET", "/zone")["zones"][0]), set(recorded("list-zones-200")["body"]["zones"][0]))

    def test_empty_lists(self):
        for name in ("list-elastic-ips", "list-instance-pools", "list-load-balancers", "list-block-storage-volumes", "list-instances"):
            record = recorded(name + "-200")
            self.assertEqual(self.ok("GET", record["path"][len("/v2"):]), record["body"], name)
        self.assertEqual(self.ok("GET", "/private-network"), {"private-networks": []})

    def test_unknown_operation(self):
        self.refused(404, "GET", "/operation/" + NOBODY)


class SshKeys(ApiCase):
    def test_life_of_a_key(self):
        made = self.ok("POST", "/ssh-key", {"name": "demo-key", "public-key": KEY})
        self.assertEqual((set(made), made["state"]), (set(recorded("register-ssh-key-200")["body"]), "success"))
        row = self.ok("GET", "/ssh-key/demo-key")
        self.assertEqual(row, {"name": "demo-key", "fingerprint": "0f:a2:0a:d7:38:3e:65:45:08:6b:63:84:1c:ff:dc:ba"})
        self.assertEqual(set(row), set(recorded("get-ssh-key-200")["body"]))
        self.assertIn(row, self.ok("GET", "/ssh-key")["ssh-keys"])
        self.refused(recorded("register-ssh-key-409")["status"], "POST", "/ssh-key", {"name": "demo-key", "public-key": KEY})
        gone = self.ok("DELETE", "/ssh-key/demo-key")
        self.assertEqual((set(gone), gone["state"]), (set(recorded("delete-ssh-key-200")["body"]), "success"))
        for method, name in (("GET", "get-ssh-key-404"), ("DELETE", "delete-ssh-key-404")):
            answer = self.refused(recorded(name)["status"], method, "/ssh-key/demo-key")
            self.assertEqual(set(answer), set(recorded(name)["body"]))

    def test_bad_keys(self):
        for material in ("", "rubbish", "ssh-ed25519 AAAA", KEY.replace("ed25519", "rsa"), "ssh-ed25519 !!!! x"):
            self.assertEqual(self.refused(409, "POST", "/ssh-key", {"name": "bad", "public-key": material})["message"], "Public key is invalid")
        for name in ("", "-x", "a/b", "a b", "ü"):
            self.refused(400, "POST", "/ssh-key", {"name": name, "public-key": KEY})
        self.refused(400, "POST", "/ssh-key", {"name": "x"})


class SecurityGroups(ApiCase):
    def rule(self, group, **rule):
        return self.done("POST", "/security-group/%s/rules" % group, {"flow-direction": "ingress", **rule})

    def test_life_of_a_group(self):
        operation = self.ok("POST", "/security-group", {"name": "demo-nodes", "description": "nodes"})
        self.assertEqual(set(operation), set(recorded("create-security-group-200")["body"]))
        self.assertEqual(operation["state"], "pending")
        reference = operation["reference"]
        self.assertEqual(reference, {"id": reference["id"], "link": "/v2/security-group/" + reference["id"], "command": "get-security-group"})
        self.assertEqual(self.ok("GET", "/operation/" + operation["id"]), operation)
        end = self.cloud.wait(operation)
        self.assertEqual(end, {**operation, "state": "success"})
        self.assertEqual(set(end), set(recorded("get-operation-redacted-244-success")["body"]))
        row = self.ok("GET", "/security-group/" + reference["id"])
        self.assertEqual(row, {"id": reference["id"], "name": "demo-nodes", "description": "nodes", "visibility": "private"})
        self.refused(409, "POST", "/security-group", {"name": "demo-nodes"})
        gone = self.done("DELETE", "/security-group/" + reference["id"])
        self.assertEqual(set(gone), set(recorded("delete-security-group-200")["body"]))
        self.assertEqual(set(self.ok("GET", "/operation/" + gone["id"])), set(recorded("get-operation-200")["body"]))
        self.refused(404, "GET", "/security-group/" + reference["id"])

    def test_default_group(self):
        default, = [row for row in self.ok("GET", "/security-group")["security-groups"] if row["name"] == "default"]
        self.refused(409, "DELETE", "/security-group/" + default["id"])
        self.assertEqual(self.ok("GET", "/security-group", query={"visibility": "public"}), {"security-groups": []})

    def test_rules(self):
        group, other = self.group("rules"), self.group("rules-source")
        operation = self.rule(group, protocol="tcp", network="0.0.0.0/0", **{"start-port": 443, "end-port": 443, "description": "https"})
        self.assertEqual(operation["reference"]["id"], group)
        self.rule(group, protocol="tcp", **{"security-group": {"id": other}, "start-port": 8080, "end-port": 8081})
        self.rule(group, protocol="icmp", network="10.0.0.0/8", icmp={"type": 8, "code": 0})
        self.rule(group, protocol="tcp", network="::/0", **{"start-port": 22, "end-port": 22})
        self.rule(group, protocol="esp", **{"security-group": {"name": "rules", "visibility": "private"}})
        rows = self.ok("GET", "/security-group/" + group)["rules"]
        self.assertEqual(len({row["id"] for row in rows}), 5)
        recordings = recorded("list-security-groups-200")["body"]["security-groups"]
        self.assertEqual(set(rows[0]), set(recordings[1]["rules"][0]))
        self.assertEqual(set(rows[1]) | {"description"}, set(recordings[2]["rules"][0]))
        self.assertEqual(rows[1]["security-group"], {"id": other, "name": "rules-source"})
        self.assertEqual(rows[2]["icmp"], {"type": 8, "code": 0})
        self.refused(409, "DELETE", "/security-group/" + other)
        self.done("DELETE", "/security-group/%s/rules/%s" % (group, rows[1]["id"]))
        self.done("DELETE", "/security-group/" + other)
        self.refused(404, "DELETE", "/security-group/%s/rules/%s" % (group, rows[1]["id"]))
        self.done("DELETE", "/security-group/" + group)

    def test_bad_rules(self):
        group = self.group("bad-rules")
        good = {"flow-direction": "ingress", "protocol": "tcp", "network": "10.0.0.0/8", "start-port": 1, "end-port": 2}
        for change in ({"flow-direction": "up"}, {"protocol": "ipx"}, {"network": "10.0.0.0"}, {"network": "10.0.0.0/33"}, {"network": "x/8"},
                       {"start-port": 0}, {"end-port": 65536}, {"start-port": 3}, {"start-port": "1"}, {"start-port": 1.5}, {"protocol": "icmp"},
                       {"icmp": {"type": 8}}, {"security-group": {"id": group}}, {"description": "x" * 256}, {"start-port": 18446744073709551615}):
            self.refused(400, "POST", "/security-group/%s/rules" % group, {**good, **change})
        for missing in ("flow-direction", "protocol", "network", "start-port"):
            self.refused(400, "POST", "/security-group/%s/rules" % group, {k: v for k, v in good.items() if k != missing})
        bare = {k: v for k, v in good.items() if k != "network"}
        self.refused(404, "POST", "/security-group/%s/rules" % group, {**bare, "security-group": {"id": NOBODY}})
        self.refused(404, "POST", "/security-group/%s/rules" % group, {**bare, "security-group": {"name": "x", "visibility": "public"}})
        self.refused(404, "POST", "/security-group/%s/rules" % NOBODY, good)
        self.assertNotIn("rules", self.ok("GET", "/security-group/" + group))

    def test_bad_groups(self):
        for body in ({}, {"name": ""}, {"name": 5}, {"name": "x" * 256}, {"name": "x", "description": "y" * 256}):
            self.refused(400, "POST", "/security-group", body)

    def test_external_sources(self):
        group = self.group("sources")
        self.done("PUT", "/security-group/%s:add-source" % group, {"cidr": "192.0.2.0/24"})
        self.assertEqual(self.ok("GET", "/security-group/" + group)["external-sources"], ["192.0.2.0/24"])
        self.refused(400, "PUT", "/security-group/%s:add-source" % group, {"cidr": "here"})
        self.refused(404, "PUT", "/security-group/%s:remove-source" % group, {"cidr": "198.51.100.0/24"})
        self.done("PUT", "/security-group/%s:remove-source" % group, {"cidr": "192.0.2.0/24"})
        self.assertNotIn("external-sources", self.ok("GET", "/security-group/" + group))

    def test_members(self):
        group = self.group("members")
        machine = self.instance("member")
        self.done("PUT", "/security-group/%s:attach" % group, {"instance": {"id": machine}})
        self.assertIn({"id": group}, self.ok("GET", "/instance/" + machine)["security-groups"])
        self.refused(409, "DELETE", "/security-group/" + group)
        self.refused(404, "PUT", "/security-group/%s:attach" % group, {"instance": {"id": NOBODY}})
        self.done("PUT", "/security-group/%s:detach" % group, {"instance": {"id": machine}})
        self.refused(404, "PUT", "/security-group/%s:detach" % group, {"instance": {"id": machine}})
        self.done("DELETE", "/security-group/" + group)


class AntiAffinity(ApiCase):
    def test_life_of_a_group(self):
        operation = self.done("POST", "/anti-affinity-group", {"name": "apart", "description": "d"})
        self.assertEqual(set(operation), set(recorded("create-anti-affinity-group-200")["body"]))
        group = operation["reference"]["id"]
        row = self.ok("GET", "/anti-affinity-group/" + group)
        self.assertEqual(row, {"id": group, "name": "apart", "description": "d", "instances": []})
        self.assertEqual(set(row), set(recorded("get-anti-affinity-group-200")["body"]))
        self.refused(409, "POST", "/anti-affinity-group", {"name": "apart"})
        operations = [self.ok("POST", "/instance", self.machine("apart-%d" % i, **{"anti-affinity-groups": [{"id": group}]})) for i in range(8)]
        self.refused(409, "POST", "/instance", self.machine("apart-9", **{"anti-affinity-groups": [{"id": group}]}))
        self.assertEqual({self.cloud.wait(operation)["state"] for operation in operations}, {"success"})
        self.assertEqual(len(self.ok("GET", "/anti-affinity-group")["anti-affinity-groups"][0]["instances"]), 8)
        self.assertEqual(self.ok("GET", "/instance/" + operations[0]["reference"]["id"])["anti-affinity-groups"], [{"id": group}])
        self.refused(409, "DELETE", "/anti-affinity-group/" + group)
        for operation in operations:
            self.done("DELETE", "/instance/" + operation["reference"]["id"])
        self.done("DELETE", "/anti-affinity-group/" + group)
        self.refused(404, "GET", "/anti-affinity-group/" + group)


if __name__ == "__main__":
    unittest.main(verbosity=1)
