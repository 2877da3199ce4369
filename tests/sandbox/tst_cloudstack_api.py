#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox's CloudStack API with bookkeeping machines, driven by Debian's cs client and by requests of its own: signatures, envelopes,
errors, jobs, pages, and that both APIs show the same objects.

    tst_cloudstack_api.py PROGRAM"""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from cs import CloudStackApiException

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cloudstack_case import Case  # noqa: E402
from cloudstack_client import expiry, signature  # noqa: E402

PRINTABLE = "".join(chr(code) for code in range(0x20, 0x7f))
UNICODE = "éèààû ß 蜂巣 🐝 ÅÄÖ"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f demo"


class Signatures(Case):
    def test_published_vectors(self):
        base = {"apiKey": "foo", "response": "json"}
        for more, wanted in (({"command": "listVirtualMachines", "listall": "true"}, "B0d6hBsZTcFVCiioSxzwKA9Pke8="),
                             ({"command": "listVirtualMachines", "blah": "brah"}, "58VvLSaVUqHnG9DhXNOAiDFwBoA="),
                             ({"command": "createNetwork", "name": "", "display_text": ""}, "CistTEiPt/4Rv1v4qSyILvPbhmg=")):
            self.assertEqual(signature("bar", {**base, **more}), wanted) # this file's own signer is right

    def group_with(self, description, number, **more):
        answer = self.cloud.send("createSecurityGroup", name="g%d" % number, description=description, **more)
        self.assertEqual(answer.status, 200, (description, answer.text))
        group = answer.json["createsecuritygroupresponse"]["securitygroup"]
        self.assertEqual(group["description"], description)
        self.cs.deleteSecurityGroup(id=group["id"])

    def test_every_character_is_signed_as_java_encodes_it(self):
        for number, text in enumerate([PRINTABLE, UNICODE, *PRINTABLE, *UNICODE.replace(" ", "")]):
            with self.subTest(text=text):
                self.group_with(text, number)
                self.group_with(text, number, post=True)

    def test_cs_is_right_about_all_characters_but_the_tilde(self):
        for number, text in enumerate([PRINTABLE.replace("~", ""), UNICODE]):
            for method in ("get", "post"):
                client = self.cloud.client(method=method)
                group = client.createSecurityGroup(name="c%d" % number, description=text)["securitygroup"]
                self.assertEqual(group["description"], text)
                client.deleteSecurityGroup(id=group["id"])
        # Java escapes it and cs does not, so a real server refuses this too.
        with self.assertRaises(CloudStackApiException) as caught:
            self.cs.createSecurityGroup(name="tilde", description="~")
        self.assertEqual(caught.exception.error["errorcode"], 401)

    def test_names_are_sorted_before_they_are_lowered(self):
        answer = self.cloud.send("listVirtualMachines", pageSize="10", page="1", zoneId=self.groups_zone, templateId="3", temPlateidd="4")
        self.assertEqual(answer.status, 200, answer.text)
        names = {"command": "listZones", "apikey": self.cloud.key, "response": "json", "Zz": "1", "aa": "2"}
        wrong = "&".join("%s=%s" % (name, names[name]) for name in sorted(names, key=str.lower)).lower()
        self.assertNotEqual(wrong.split("&")[0], "zz=1") # the two orders differ
        self.assertEqual(self.cloud.send("listZones", Zz="1", aa="2").status, 200)

    def test_brackets_of_names(self):
        tag = {"tags[0].key": "a", "tags[0].value": "b"}
        self.assertEqual(self.cloud.send("listVirtualMachines", **tag).status, 200)
        # Clients from before the expiry encode names as well; those that know it must not.
        self.assertEqual(self.cloud.send("listVirtualMachines", encode_names=True, **tag).status, 200)
        self.assertEqual(self.cloud.send("listVirtualMachines", signatureversion="3", expires=expiry(), **tag).status, 200)
        self.refused(401, "listVirtualMachines", encode_names=True, signatureversion="3", expires=expiry(), **tag)

    def test_expiry(self):
        for form in ("%Y-%m-%dT%H:%M:%S+0000", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S+00:00"):
            self.assertEqual(self.cloud.send("listZones", signatureVersion="3", expires=expiry(60, form)).status, 200, form)
        east = expiry(2 * 3600 + 60, "%Y-%m-%dT%H:%M:%S+0200")
        self.assertEqual(self.cloud.send("listZones", signatureversion="3", expires=east).status, 200)
        self.assertEqual(self.cloud.send("listZones", signatureversion="3", expires=expiry(7200)).status, 200) # only strict mode minds
        for wrong in (expiry(-1), expiry(2 * 3600 - 60, "%Y-%m-%dT%H:%M:%S+0200"), "soon", None):
            self.refused(401, "listZones", signatureversion="3", expires=wrong)
        self.assertEqual(self.cloud.send("listZones", expires=expiry(-60)).status, 200) # without version 3 it says nothing

    def test_wrong_and_missing_keys(self):
        sentence = "unable to verify user credentials and/or request signature"
        self.assertEqual(self.refused(401, "listZones", secret="other")["errortext"], sentence)
        self.refused(401, "listZones", apikey="other")
        self.refused(401, "listZones", envelope="errorresponse", apikey=None)
        self.assertEqual(self.cloud.send("listZones", path="/compute").status, 200)
        self.assertEqual(self.cloud.raw("GET", "/client").status, 404)


class Strict(Case):
    arguments = ("--cloudstack-strict",)

    def test_expiry_and_post_are_demanded(self):
        dated = {"signatureversion": "3", "expires": expiry()}
        self.refused(401, "listZones")
        self.refused(401, "listZones", signatureversion="3", expires=expiry(1000))
        self.assertEqual(self.cloud.send("listZones", **dated).status, 200)
        self.refused(430, "createSecurityGroup", name="a", **dated)
        self.assertEqual(self.cloud.send("createSecurityGroup", post=True, name="a", **dated).status, 200)
        self.assertEqual(self.cs.listSecurityGroups(securitygroupname="a")["count"], 1) # cs sends an expiry


class Answers(Case):
    def test_command_line_client(self):
        environment = dict(os.environ, CLOUDSTACK_ENDPOINT=self.cloud.url, CLOUDSTACK_KEY=self.cloud.key,
                           CLOUDSTACK_SECRET=self.cloud.secret, CLOUDSTACK_POLL_INTERVAL="0.1")

        def cs(*arguments):
            result = subprocess.run([sys.executable, "-m", "cs", *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual(result.returncode, 0, result.stderr)
            return json.loads(result.stdout)
        self.assertEqual([zone["networktype"] for zone in cs("listZones")["zone"]], ["Basic", "Advanced"])
        made = cs("deployVirtualMachine", "zoneid=" + self.groups_zone, "templateid=" + self.template, "serviceofferingid=" + self.small,
                  "name=line", "--async")
        self.assertEqual(set(made), {"id", "jobid"})
        self.assertEqual(self.cloud.job(made)["jobresult"]["virtualmachine"]["state"], "Running")
        self.assertEqual([row["name"] for row in cs("listVirtualMachines", "name=lin")["virtualmachine"]], ["line"])
        cs("destroyVirtualMachine", "id=" + made["id"], "expunge=true")
        self.assertEqual(self.cs.listVirtualMachines(), {})

    def test_errors_say_what_is_wrong(self):
        self.refused(431, "deployVirtualMachine", text="due to missing parameter zoneid")
        wrong = {**self.machine("x"), "templateid": "nothing"}
        self.assertEqual(self.refused(431, "deployVirtualMachine", text="Invalid parameter templateid", **wrong)["cserrorcode"], 4350)
        self.refused(432, "listNonsense", envelope="errorresponse")
        self.refused(430, "listZones", response="xml", text="response=json")
        self.refused(431, "listZones", pagesize="501", text="500")
        self.refused(431, "createSecurityGroup", envelope="errorresponse", name="a\x01b")
        self.refused(430, "listSecurityGroups", **{"tags[x].key": "a"})
        for name in ("-a", "a_b", "1a", "a" * 64):
            self.refused(431, "deployVirtualMachine", text="Invalid name", **self.machine(name))
        self.refused(431, "deployVirtualMachine", text="User data", **self.machine("x", userdata="%%%"))
        self.refused(431, "deployVirtualMachine", text="network", **self.machine("x", networkids="a"))
        self.refused(431, "deployVirtualMachine", text="security group", **{**self.machine("x", securitygroupids="a"), "zoneid": self.isolated_zone})

    def test_what_the_cloud_offers(self):
        self.assertTrue(self.cs.listCapabilities()["capability"]["securitygroupsenabled"])
        apis = {row["name"]: row for row in self.cs.listApis()["api"]}
        self.assertTrue(apis["deployVirtualMachine"]["isasync"])
        self.assertIn({"name": "zoneid", "required": True}, apis["deployVirtualMachine"]["params"])
        for name in ("listAccounts", "listResourceLimits", "listDiskOfferings", "listNetworkOfferings", "listNetworks"):
            self.assertGreater(self.cloud.ask(name)["count"], 0, name)
        for name in ("listProjects", "listEvents", "listVolumes", "listVirtualMachines"):
            self.assertEqual(self.cloud.ask(name), {}, name)
        self.assertEqual([zone["name"] for zone in self.cs.listZones(name="CH-DK-2")["zone"]], ["ch-dk-2"])
        rows = self.cs.listTemplates(templatefilter="executable")["template"]
        self.assertEqual(len({(row["id"], row["zoneid"]) for row in rows}), 4)
        self.assertEqual(rows[0]["details"]["username"], "debian")
        self.assertEqual(self.cs.listTemplates(templatefilter="self"), {})

    def test_pages(self):
        names = sorted("page%d" % number for number in range(5))
        for name in names:
            self.cs.createSecurityGroup(name=name)
        pages = [self.cloud.ask("listSecurityGroups", keyword="page", page=str(page), pagesize="2") for page in (1, 2, 3, 4)]
        self.assertEqual([page["count"] for page in pages], [5] * 4)
        self.assertEqual([len(page["securitygroup"]) for page in pages], [2, 2, 1, 0])
        self.assertEqual(sorted(row["name"] for page in pages for row in page["securitygroup"]), names)
        self.assertEqual(len(self.cloud.client(fetch_result=True).listSecurityGroups(keyword="page", fetch_list=True, pagesize=2)), 5)
        for name in names:
            self.cs.deleteSecurityGroup(name=name)


class Machines(Case):
    def test_life_of_a_machine(self):
        data = base64.b64encode(b"#cloud-config\nsecret: word\n").decode()
        self.cs.registerSSHKeyPair(name="demo", publickey=KEY)
        group = self.cs.createSecurityGroup(name="web")["securitygroup"]["id"]
        started = self.cloud.ask("deployVirtualMachine", post=True, userdata=data, keypair="demo", displayname="A machine", group="blue",
                                 securitygroupids=group, **self.machine("one"))
        row = self.cloud.ask("queryAsyncJobResult", jobid=started["jobid"])
        self.assertEqual((row["jobstatus"], row["jobinstanceid"]), (0, started["id"])) # pending for a while
        vm = self.cloud.job(started)["jobresult"]["virtualmachine"]
        self.assertEqual((vm["state"], vm["keypair"], vm["group"], vm["displayname"]), ("Running", "demo", "blue", "A machine"))
        self.assertEqual(vm["securitygroup"][0]["name"], "web")
        self.assertEqual(self.cloud.call("GET", "/instance/" + vm["id"]).json["public-ip"], vm["nic"][0]["ipaddress"])
        self.refused(431, "deployVirtualMachine", text="already exists in the network domain", **self.machine("one"))
        self.assertEqual(self.refused(536, "deleteSecurityGroup", name="web")["cserrorcode"], 4375)

        self.refused(431, "updateVirtualMachine", text="must be stopped", id=vm["id"], securitygroupnames="default")
        for command, state in (("stop", "Stopped"), ("stop", "Stopped"), ("start", "Running"), ("reboot", "Running"), ("stop", "Stopped")):
            result = self.cloud.done(command + "VirtualMachine", id=vm["id"])
            self.assertEqual(result["virtualmachine"]["state"], state, command)
        row = self.cloud.ask("updateVirtualMachine", id=vm["id"], securitygroupnames="default", displayname="B")["virtualmachine"]
        self.assertEqual((row["displayname"], row["securitygroup"][0]["name"]), ("B", "default"))
        self.cs.deleteSecurityGroup(name="web")
        gone = self.cloud.done("destroyVirtualMachine", id=vm["id"], expunge="true")["virtualmachine"]
        self.assertEqual(gone["state"], "Expunging")
        self.assertEqual(self.cs.listVirtualMachines(id=vm["id"]), {})
        self.assertNotIn(data, json.dumps(self.cloud.control("GET", "/ledger")))
        self.cs.deleteSSHKeyPair(name="demo")

    def test_destroyed_machines_stay_for_a_while(self):
        vm = self.deploy("slow")
        self.assertEqual(self.cloud.done("destroyVirtualMachine", id=vm["id"])["virtualmachine"]["state"], "Destroyed")
        self.refused(431, "deployVirtualMachine", text="already exists", **self.machine("slow"))
        self.assertEqual(self.cs.listVirtualMachines(id=vm["id"])["virtualmachine"][0]["state"], "Destroyed")
        self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)
        self.assertEqual(self.cs.listVirtualMachines(), {})

    def test_tags_are_labels(self):
        vm = self.deploy("tagged")
        self.cs.createTags(resourceids=vm["id"], resourcetype="UserVm", tags=[{"key": "skep cluster", "value": "a+b *c/é"}], fetch_result=True)
        self.assertEqual(self.cloud.call("GET", "/instance/" + vm["id"]).json["labels"], {"skep cluster": "a+b *c/é"})
        wanted = {"tags[0].key": "skep cluster", "tags[0].value": "a+b *c/é"}
        self.assertEqual(self.cloud.ask("listVirtualMachines", **wanted)["count"], 1)
        self.assertEqual(self.cloud.ask("listVirtualMachines", **{**wanted, "tags[0].value": "x"}), {})
        self.assertEqual(self.cs.listTags(resourceid=vm["id"])["tag"][0]["value"], "a+b *c/é")
        again = self.cloud.job(self.cloud.ask("createTags", resourceids=vm["id"], resourcetype="UserVM", **wanted))
        self.assertEqual((again["jobstatus"], again["jobresultcode"], again["jobresult"]["errorcode"]), (2, 530, 530))
        known = [row for row in self.cloud.control("GET", "/ledger")["objects"] if row["id"] == vm["id"]]
        self.assertEqual(known[0]["labels"], {"skep cluster": "a+b *c/é"})
        self.cloud.done("deleteTags", resourceids=vm["id"], resourcetype="UserVm", **{"tags[0].key": "skep cluster"})
        self.assertEqual(self.cs.listTags(resourceid=vm["id"]), {})
        self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)

    def test_custom_offering_and_disk(self):
        custom = self.cs.listServiceOfferings(name="Custom")["serviceoffering"][0]
        self.assertTrue(custom["iscustomized"])
        wanted = {**self.machine("custom"), "serviceofferingid": custom["id"]}
        self.refused(431, "deployVirtualMachine", text="cpuNumber", **wanted)
        self.refused(431, "deployVirtualMachine", **{**wanted, "details[0].cpunumber": "2", "details[0].memory": "512"}) # case counts
        vm = self.cloud.done("deployVirtualMachine", rootdisksize="20",
                             **{**wanted, "details[0].cpuNumber": "2", "details[0].memory": "512"})["virtualmachine"]
        self.assertEqual((vm["cpunumber"], vm["memory"]), (2, 512))
        self.assertEqual(self.cs.listVolumes(virtualmachineid=vm["id"])["volume"][0]["size"], 20 << 30)
        self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)

    def test_affinity_groups(self):
        kind = self.cs.listAffinityGroupTypes()["affinityGroupType"][0]["type"]
        group = self.cs.createAffinityGroup(name="apart", type=kind, fetch_result=True)["affinitygroup"]
        vm = self.deploy("apart1", affinitygroupids=group["id"])
        self.assertEqual(self.cs.listAffinityGroups(virtualmachineid=vm["id"])["affinitygroup"][0]["virtualmachineIds"], [vm["id"]])
        self.refused(431, "updateVMAffinityGroup", envelope="updatevirtualmachineresponse", id=vm["id"], affinitygroupids=group["id"])
        self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)
        self.cs.deleteAffinityGroup(name="apart", fetch_result=True)
        self.assertEqual(self.cs.listAffinityGroups(), {})


class GroupsAndKeys(Case):
    def test_rules(self):
        first = self.cs.createSecurityGroup(name="first", description="d")["securitygroup"]
        second = self.cs.createSecurityGroup(name="second")["securitygroup"]
        result = self.cs.authorizeSecurityGroupIngress(securitygroupid=first["id"], protocol="TCP", startport=22, endport=23,
                                                       cidrlist=["192.0.2.0/24", "198.51.100.1/32"], fetch_result=True)["securitygroup"]
        self.assertEqual(sorted(rule["cidr"] for rule in result["ingressrule"]), ["192.0.2.0/24", "198.51.100.1/32"])
        result = self.cs.authorizeSecurityGroupIngress(securitygroupname="first", protocol="icmp", icmptype=8, icmpcode=0, fetch_result=True,
                                                       usersecuritygrouplist=[{"account": first["account"], "group": "second"}])["securitygroup"]
        rule = next(rule for rule in result["ingressrule"] if rule["protocol"] == "icmp")
        self.assertEqual((rule["securitygroupname"], rule["account"], rule["icmptype"], "cidr" in rule), ("second", "sandbox", 8, False))
        rules = self.cloud.call("GET", "/security-group/" + first["id"]).json["rules"]
        self.assertEqual(len(rules), 3) # the other API sees them too
        again = self.cloud.job(self.cloud.ask("authorizeSecurityGroupIngress", securitygroupid=first["id"], protocol="tcp", startport="22",
                                              endport="23", cidrlist="192.0.2.0/24"))
        self.assertEqual((again["jobstatus"], again["jobresult"]["errortext"]), (2, "Failed to authorize security group ingress rule(s)"))
        self.refused(536, "deleteSecurityGroup", id=second["id"])
        self.assertEqual(self.cs.revokeSecurityGroupIngress(id=rule["ruleid"], fetch_result=True), {"success": True})
        self.cs.authorizeSecurityGroupEgress(securitygroupid=first["id"], protocol="all", cidrlist="0.0.0.0/0", fetch_result=True)
        row = self.cs.listSecurityGroups(securitygroupname="first")["securitygroup"][0]
        self.assertEqual((len(row["ingressrule"]), len(row["egressrule"])), (2, 1))
        self.cs.revokeSecurityGroupEgress(id=row["egressrule"][0]["ruleid"], fetch_result=True)
        self.assertEqual(self.cs.deleteSecurityGroup(id=second["id"]), {"success": True})
        self.cs.deleteSecurityGroup(name="first")

    def test_rules_that_make_no_sense(self):
        good = {"securitygroupname": "default", "protocol": "tcp", "startport": "1", "endport": "2", "cidrlist": "192.0.2.0/24"}
        for wrong in ({"cidrlist": None}, {"cidrlist": "x"}, {"startport": None}, {"startport": "3"}, {"protocol": "x"}, {"securitygroupname": "x"},
                      {"securitygroupname": None}, {"usersecuritygrouplist[0].account": "x", "usersecuritygrouplist[0].group": "default", "cidrlist": None}):
            self.refused(431, "authorizeSecurityGroupIngress", **{**good, **wrong})
        self.refused(431, "createSecurityGroup", name="default", text="already exists")
        self.refused(431, "deleteSecurityGroup", name="default")

    def test_keys(self):
        row = self.cs.registerSSHKeyPair(name="mine", publickey=KEY)["keypair"]
        self.assertRegex(row["fingerprint"], "^([0-9a-f]{2}:){15}[0-9a-f]{2}$")
        self.refused(431, "registerSSHKeyPair", name="mine", publickey=KEY, text="name 'mine' already exists")
        self.refused(431, "registerSSHKeyPair", name="other", publickey=KEY, text="already exists for this account")
        self.refused(431, "registerSSHKeyPair", name="other", publickey="x", text="Public key is invalid")
        self.assertEqual(self.cs.listSSHKeyPairs(fingerprint=row["fingerprint"])["sshkeypair"][0]["name"], "mine")
        self.assertEqual(self.cloud.call("GET", "/ssh-key/mine").json["fingerprint"], row["fingerprint"])
        self.assertEqual(self.cs.deleteSSHKeyPair(name="mine"), {"success": True})
        self.refused(431, "deleteSSHKeyPair", name="mine")

    def test_a_key_that_the_cloud_makes(self):
        made = self.cs.createSSHKeyPair(name="made")["keypair"]
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "key"
            file.write_text(made["privatekey"])
            file.chmod(0o600)
            result = subprocess.run(["ssh-keygen", "-l", "-E", "md5", "-f", str(file)], capture_output=True, text=True, check=True)
        self.assertIn("MD5:" + made["fingerprint"], result.stdout)
        self.assertNotIn("PRIVATE KEY", json.dumps(self.cloud.control("GET", "/ledger")))
        self.cs.deleteSSHKeyPair(name="made")


class Faults(Case):
    arguments = ("--quota-instances", "1")

    def fault(self, **rule):
        self.cloud.control("POST", "/faults", {"rules": [rule]})
        self.addCleanup(self.cloud.control, "DELETE", "/faults")

    def test_failures_in_the_clouds_shape(self):
        self.fault(operation="listZones", action="fail", status=530)
        answer = self.cloud.send("listZones")
        self.assertEqual((answer.status, answer.json["listzonesresponse"]["errorcode"]), (530, 530))
        self.assertEqual(self.cloud.send("listZones").status, 200)
        self.fault(operation="list*", action="fail", status=429, nth=2, headers={"Retry-After": "1"})
        self.assertEqual([self.cloud.send("listZones").status for _ in range(3)], [200, 429, 200])
        self.fault(operation="listZones", action="fail", status=200, body="<html>502</html>")
        self.assertEqual(self.cloud.send("listZones").text, "<html>502</html>")

    def test_lost_answer_of_a_deploy(self):
        self.fault(operation="deployVirtualMachine", action="lose-answer")
        with self.assertRaises(Exception):
            self.cloud.send("deployVirtualMachine", post=True, **self.machine("lost"))
        vm = self.cs.listVirtualMachines(name="lost")["virtualmachine"][0] # it is there all the same
        body = self.refused(535, "deployVirtualMachine", text="user_vm", **self.machine("more")) # and counts
        self.assertEqual(body["cserrorcode"], 4370)
        self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)

    def test_job_that_fails(self):
        self.fault(operation="deployVirtualMachine", action="fail-operation", reason="unavailable", message="No host has room.")
        started = self.cloud.ask("deployVirtualMachine", **self.machine("doomed"))
        row = self.cloud.job(started)
        self.assertEqual((row["jobstatus"], row["jobresultcode"], row["jobresult"]), (2, 530, {"errorcode": 533, "errortext": "No host has room."}))
        left = self.cs.listVirtualMachines(id=started["id"])["virtualmachine"][0]
        self.assertEqual(left["state"], "Error") # it stays until somebody takes it away
        self.refused(535, "deployVirtualMachine", **self.machine("more"))
        self.cs.destroyVirtualMachine(id=left["id"], expunge=True, fetch_result=True)
        self.assertEqual(self.cs.listVirtualMachines(), {})


if __name__ == "__main__":
    unittest.main(verbosity=1)
