#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Isolated networks of the sandbox's CloudStack with real machines: login by static NAT and by port forwarding, closed ports, egress, networks
that cannot reach each other, and a host without traces in the end. Needs root.

    tst_isolated.py PROGRAM"""
import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cloudstack_client import CloudStackSandbox  # noqa: E402

PROGRAM = sys.argv.pop(1)


def run(*arguments, **more):
    return subprocess.run(arguments, capture_output=True, text=True, check=False, **more)


def host_traces():
    return run("ip", "-o", "link").stdout + run("ip", "route").stdout + run("iptables-save").stdout + run("mount").stdout


class Isolated(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.home = pathlib.Path(self.folder.name)
        self.state = self.home / "state"
        self.addCleanup(run, PROGRAM, "--state", str(self.state), "--reset")
        for name in ("user", "host"):
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(self.home / name))

    def start(self):
        self.cloud = CloudStackSandbox(PROGRAM, self.state, "--operation-seconds", "0.1", machines="lxc")
        self.addCleanup(self.cloud.stop)
        self.operator = self.cloud.info["operator"]

    def ask(self, command, **parameters):
        return self.cloud.ask(command, post=not command.startswith("list"), **parameters)

    def done(self, command, **parameters):
        return self.cloud.done(command, post=True, **parameters)

    def network(self, name, offering):
        rows = self.ask("listNetworkOfferings", guestiptype="Isolated")["networkoffering"]
        chosen = next(row for row in rows if row["egressdefaultpolicy"] == offering)
        return self.ask("createNetwork", name=name, zoneid=self.zone, networkofferingid=chosen["id"])["network"]

    def deploy(self, name, network):
        host_key = "".join("    " + line + "\n" for line in (self.home / "host").read_text().splitlines())
        data = "#cloud-config\nssh_keys:\n  ed25519_private: |\n%s  ed25519_public: %s" % (host_key, (self.home / "host.pub").read_text())
        template = self.ask("listTemplates", templatefilter="featured", zoneid=self.zone)["template"][0]["id"]
        offering = self.ask("listServiceOfferings", name="Small")["serviceoffering"][0]["id"]
        return self.ask("deployVirtualMachine", zoneid=self.zone, templateid=template, serviceofferingid=offering, name=name,
                        networkids=network["id"], keypair="user", userdata=base64.b64encode(data.encode()).decode())

    def ssh(self, address, command, port=22):
        name = address if port == 22 else "[%s]:%d" % (address, port)
        (self.home / "known_hosts").write_text("%s %s" % (name, (self.home / "host.pub").read_text()))
        return run("ssh", "-F", "none", "-p", str(port), "-i", str(self.home / "user"), "-o", "UserKnownHostsFile=%s" % (self.home / "known_hosts"),
                   "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o", "ConnectTimeout=2", "debian@" + address, command)

    def login(self, address, port=22, limit=40):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            result = self.ssh(address, "hostname", port)
            if result.returncode == 0:
                return result.stdout.strip()
            time.sleep(0.2)
        self.fail("no login: " + result.stderr)

    @staticmethod
    def reaches(address, port):
        return run("timeout", "1.5", "bash", "-c", "</dev/tcp/%s/%d" % (address, port)).returncode == 0

    def reaches_from(self, via, address, port):
        command = "timeout 1.5 bash -c '</dev/tcp/%s/%d' && echo open || echo shut" % (address, port)
        return self.ssh(via, command).stdout.strip() == "open"

    def make(self):
        self.zone = next(zone["id"] for zone in self.ask("listZones")["zone"] if zone["networktype"] == "Advanced")
        self.ask("registerSSHKeyPair", name="user", publickey=(self.home / "user.pub").read_text())
        self.closed, self.open = self.network("closed", False), self.network("open", True)
        jobs = [self.deploy(name, network) for name, network in (("one", self.closed), ("two", self.closed), ("far", self.open))]
        self.one, self.two, self.far = (self.cloud.job(job)["jobresult"]["virtualmachine"] for job in jobs)

    def address(self, network):
        return self.done("associateIpAddress", networkid=network["id"])["ipaddress"]

    def private(self, machine):
        return machine["nic"][0]["ipaddress"]

    def check_static_nat(self):
        nat = self.address(self.closed)
        self.assertFalse(nat["issourcenat"]) # the first machine brought that one
        self.ask("enableStaticNat", ipaddressid=nat["id"], virtualmachineid=self.one["id"])
        self.assertFalse(self.reaches(nat["ipaddress"], 22)) # the router has no rule yet
        rule = self.done("createFirewallRule", ipaddressid=nat["id"], protocol="tcp", startport="22", endport="22",
                         cidrlist="192.0.2.0/24")["firewallrule"]
        self.assertFalse(self.reaches(nat["ipaddress"], 22)) # somebody else's
        self.done("deleteFirewallRule", id=rule["id"])
        self.done("createFirewallRule", ipaddressid=nat["id"], protocol="tcp", startport="22", endport="22", cidrlist=self.operator)
        self.assertEqual(self.login(nat["ipaddress"]), "one")
        row = self.ask("listVirtualMachines", id=self.one["id"])["virtualmachine"][0]
        self.assertEqual((row["publicip"], row["publicipid"]), (nat["ipaddress"], nat["id"]))
        self.assertFalse(self.reaches(self.private(self.one), 22)) # private addresses are no way in
        return nat["ipaddress"]

    def check_forwarding(self):
        source = self.ask("listPublicIpAddresses", associatednetworkid=self.closed["id"], issourcenat="true")["publicipaddress"][0]
        forward = {"ipaddressid": source["id"], "protocol": "tcp", "virtualmachineid": self.two["id"], "openfirewall": "false"}
        self.done("createPortForwardingRule", publicport="2202", privateport="22", **forward)
        self.assertFalse(self.reaches(source["ipaddress"], 2202))
        self.done("createFirewallRule", ipaddressid=source["id"], protocol="tcp", startport="2200", endport="2300", cidrlist=self.operator)
        self.assertEqual(self.login(source["ipaddress"], 2202), "two")
        self.assertFalse(self.reaches(source["ipaddress"], 22))
        self.assertFalse(self.reaches(source["ipaddress"], 2203))

    def check_inside(self, one):
        self.assertTrue(self.reaches_from(one, self.private(self.two), 22)) # one network is not filtered
        self.assertFalse(self.reaches_from(one, self.private(self.far), 22)) # two networks do not know each other
        gateway = self.operator.split("/")[0]
        self.assertFalse(self.reaches_from(one, gateway, 22)) # nor does a machine see its operator's computer
        self.assertTrue(self.reaches_from(one, gateway, 5000)) # but the cloud's mirror of images

    def check_egress(self, one):
        outside = self.address(self.open)
        self.ask("enableStaticNat", ipaddressid=outside["id"], virtualmachineid=self.far["id"])
        self.done("createFirewallRule", ipaddressid=outside["id"], protocol="tcp", startport="22", endport="22")
        self.assertEqual(self.login(outside["ipaddress"]), "far")
        self.assertFalse(self.reaches_from(one, outside["ipaddress"], 22)) # nothing leaves this network
        rule = self.done("createEgressFirewallRule", networkid=self.closed["id"], protocol="tcp", startport="22", endport="22")["firewallrule"]
        self.assertTrue(self.reaches_from(one, outside["ipaddress"], 22)) # by its public address, as from anywhere
        self.assertFalse(self.reaches_from(one, self.private(self.far), 22))
        seen = self.ssh(one, "timeout 3 bash -c 'exec 3<>/dev/tcp/%s/22; head -c 4 <&3'" % outside["ipaddress"]).stdout
        self.assertEqual(seen, "SSH-")
        self.done("deleteEgressFirewallRule", id=rule["id"])
        self.assertFalse(self.reaches_from(one, outside["ipaddress"], 22))
        names = self.ssh(one, "cat /etc/resolv.conf").stdout
        self.assertIn("nameserver " + self.closed["gateway"], names)

    def check_other_api(self):
        row = self.cloud.call("GET", "/instance/" + self.one["id"]).json
        self.assertEqual((row["name"], row["public-ip-assignment"], "public-ip" in row), ("one", "none", False))

    def check_restart(self, one):
        self.assertEqual(self.cloud.stop(), 0)
        self.start()
        self.assertEqual(self.login(one), "one")
        self.assertFalse(self.reaches_from(one, self.private(self.far), 22))

    def check_end(self):
        bridge = self.bridge_name()
        job = self.cloud.job(self.ask("deleteNetwork", id=self.closed["id"]))
        self.assertEqual(job["jobstatus"], 2) # machines are in it
        for machine in (self.one, self.two):
            self.done("destroyVirtualMachine", id=machine["id"], expunge="true")
        self.assertEqual(self.ask("listPortForwardingRules"), {})
        self.done("deleteNetwork", id=self.closed["id"])
        self.assertEqual([row["name"] for row in self.ask("listNetworks", zoneid=self.zone)["network"]], ["open"])
        self.assertIn(bridge, host_traces())
        self.assertEqual(self.cloud.stop(), 0)
        result = run(PROGRAM, "--state", str(self.state), "--reset")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertFalse(self.state.exists())
        self.assertNotIn(bridge, host_traces())
        self.assertNotIn(bridge[4:], host_traces())

    def bridge_name(self):
        rows = json.loads(run("ip", "-json", "addr").stdout)
        gateway = self.operator.split("/")[0]
        return next(row["ifname"] for row in rows if any(address.get("local") == gateway for address in row["addr_info"]))

    def test_everything(self):
        begin = time.monotonic()
        self.start()
        self.make()
        one = self.check_static_nat()
        self.check_forwarding()
        self.check_inside(one)
        self.check_egress(one)
        self.check_other_api()
        self.check_restart(one)
        self.check_end()
        print("isolated networks: %.1f s" % (time.monotonic() - begin))


if __name__ == "__main__":
    unittest.main(verbosity=1)
