#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Isolated networks of the sandbox's CloudStack API with bookkeeping machines: networks, public addresses, static NAT, port forwarding,
firewall and egress rules, their conflicts, and a restart.

    tst_cloudnetworks.py PROGRAM"""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cloudstack_case import PROGRAM, Case  # noqa: E402
from cloudstack_client import CloudStackSandbox  # noqa: E402


class IsolatedNetworks(Case):
    def offering(self, egress=False):
        rows = self.cs.listNetworkOfferings(guestiptype="Isolated", state="Enabled", zoneid=self.isolated_zone)["networkoffering"]
        return next(row["id"] for row in rows if row["egressdefaultpolicy"] == egress)

    def network(self, name, **more):
        return self.cs.createNetwork(name=name, zoneid=self.isolated_zone, networkofferingid=self.offering(), **more)["network"]

    def deploy_into(self, network, name):
        return self.deploy(name, **{"zoneid": self.isolated_zone, "networkids": network["id"]})

    def address(self, network):
        return self.cs.associateIpAddress(networkid=network["id"], fetch_result=True)["ipaddress"]

    def clear(self, *networks):
        for vm in self.cs.listVirtualMachines(zoneid=self.isolated_zone).get("virtualmachine", []):
            self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)
        for network in networks:
            self.assertEqual(self.cs.deleteNetwork(id=network["id"], fetch_result=True), {"success": True})
        self.assertEqual(self.cs.listPublicIpAddresses(), {})
        kinds = {row["kind"] for row in self.cloud.control("GET", "/ledger")["objects"] if "deleted" not in row}
        self.assertFalse(kinds & {"network", "public-ip", "egress-rule", "firewall-rule", "port-forwarding-rule", "instance"}, kinds)

    def test_networks(self):
        first, second = self.network("first", displaytext="The first"), self.network("second")
        self.assertEqual((first["state"], first["displaytext"], first["type"]), ("Allocated", "The first", "Isolated"))
        self.assertNotEqual(first["cidr"], second["cidr"])
        self.refused(431, "deployVirtualMachine", text="networkids", **{**self.machine("x"), "zoneid": self.isolated_zone})
        vm = self.deploy_into(first, "inner")
        nic = vm["nic"][0]
        self.assertEqual((nic["networkid"], nic["type"], nic["gateway"], vm["securitygroup"]), (first["id"], "Isolated", first["gateway"], []))
        self.assertEqual(nic["ipaddress"].rsplit(".", 1)[0], first["gateway"].rsplit(".", 1)[0])
        self.assertEqual(self.cs.listVirtualMachines(networkid=first["id"])["count"], 1)
        self.assertEqual(self.cs.listVirtualMachines(networkid=second["id"]), {})
        self.assertEqual(self.cs.listNetworks(id=first["id"])["network"][0]["state"], "Implemented")
        source = self.cs.listPublicIpAddresses(associatednetworkid=first["id"])["publicipaddress"][0]
        self.assertTrue(source["issourcenat"]) # came with the first machine
        self.refused(431, "disassociateIpAddress", id=source["id"], text="source nat")
        job = self.cloud.job(self.cloud.ask("deleteNetwork", id=first["id"]))
        self.assertEqual((job["jobstatus"], job["jobresult"]["errorcode"]), (2, 530))
        self.clear(first, second)

    def test_what_networks_can_do(self):
        own = self.network("own")
        shared = self.cs.listNetworks(zoneid=self.groups_zone)["network"]
        self.assertIn("SecurityGroup", [service["name"] for service in shared[0]["service"]])
        self.assertEqual([row["id"] for row in self.cs.listNetworks(supportedservices="StaticNat")["network"]], [own["id"]])
        self.assertEqual([row["id"] for row in self.cs.listNetworks(type="Isolated")["network"]], [own["id"]])
        self.refused(431, "createNetwork", name="x", zoneid=self.groups_zone, networkofferingid=self.offering())
        self.refused(431, "createNetwork", name="x", zoneid=self.isolated_zone, networkofferingid="x")
        self.cs.createTags(resourceids=own["id"], resourcetype="Network", tags=[{"key": "a", "value": "b"}], fetch_result=True)
        self.assertEqual(self.cs.listNetworks(id=own["id"])["network"][0]["tags"], [{"key": "a", "value": "b"}])
        self.clear(own)
        self.assertEqual(self.cs.listTags(), {})

    def test_static_nat(self):
        network, other = self.network("nat"), self.network("other")
        vm, stranger = self.deploy_into(network, "natted"), self.deploy_into(other, "stranger")
        address = self.address(network)
        source = self.cs.listPublicIpAddresses(associatednetworkid=network["id"], issourcenat=True)["publicipaddress"][0]
        wanted = {"ipaddressid": address["id"], "virtualmachineid": vm["id"]}
        self.refused(431, "enableStaticNat", text="sourceNat", **{**wanted, "ipaddressid": source["id"]})
        self.refused(431, "enableStaticNat", text="belong", **{**wanted, "virtualmachineid": stranger["id"]})
        self.assertEqual(self.cs.enableStaticNat(**wanted), {"success": True})
        row = self.cs.listVirtualMachines(id=vm["id"])["virtualmachine"][0]
        self.assertEqual((row["publicip"], row["publicipid"]), (address["ipaddress"], address["id"]))
        self.refused(537, "createPortForwardingRule", protocol="tcp", publicport="22", privateport="22", **wanted)
        self.cs.disableStaticNat(ipaddressid=address["id"], fetch_result=True)
        self.refused(431, "disableStaticNat", ipaddressid=address["id"])
        self.cs.enableStaticNat(**wanted)
        self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)
        self.assertFalse(self.cs.listPublicIpAddresses(id=address["id"])["publicipaddress"][0]["isstaticnat"]) # it went with its machine
        self.cs.disassociateIpAddress(id=address["id"], fetch_result=True)
        self.clear(network, other)

    def test_firewall_rules(self):
        network = self.network("fire")
        self.address(network) # the first one is the network's own
        wanted = {"ipaddressid": self.address(network)["id"], "protocol": "tcp"}
        rule = self.cs.createFirewallRule(startport=22, endport=22, cidrlist=["192.0.2.1/32", "192.0.2.2/32"], fetch_result=True, **wanted)["firewallrule"]
        self.assertEqual(rule["cidrlist"], "192.0.2.1/32,192.0.2.2/32")
        body = self.refused(537, "createFirewallRule", startport="20", endport="30", cidrlist="192.0.2.2/32", **wanted)
        self.assertEqual(body["cserrorcode"], 4360)
        self.cs.createFirewallRule(startport=20, endport=30, cidrlist="198.51.100.0/24", fetch_result=True, **wanted)
        self.refused(431, "createFirewallRule", startport="30", endport="20", **wanted)
        self.refused(431, "createFirewallRule", startport="1", cidrlist="x", **wanted)
        self.assertEqual(self.cs.listFirewallRules(ipaddressid=wanted["ipaddressid"])["count"], 2)
        self.cs.deleteFirewallRule(id=rule["id"], fetch_result=True)
        self.refused(431, "deleteFirewallRule", id=rule["id"])
        self.cs.disassociateIpAddress(id=wanted["ipaddressid"], fetch_result=True)
        self.assertEqual(self.cs.listFirewallRules(), {})
        self.clear(network)

    def test_port_forwarding(self):
        network = self.network("ports")
        vm = self.deploy_into(network, "ported")
        address = self.address(network)["id"]
        wanted = {"ipaddressid": address, "protocol": "tcp", "virtualmachineid": vm["id"]}
        rule = self.cs.createPortForwardingRule(publicport=2201, privateport=22, fetch_result=True, **wanted)["portforwardingrule"]
        opened = self.cs.listFirewallRules(ipaddressid=address)["firewallrule"][0]
        self.assertEqual((opened["cidrlist"], opened["startport"]), ("0.0.0.0/0", 2201)) # unless one says no
        self.refused(537, "createPortForwardingRule", publicport="2200", publicendport="2202", privateport="1", privateendport="3", **wanted)
        self.refused(431, "createPortForwardingRule", publicport="1", publicendport="3", privateport="1", **wanted)
        self.refused(537, "enableStaticNat", ipaddressid=address, virtualmachineid=vm["id"])
        self.cs.createPortForwardingRule(publicport=80, privateport=80, openfirewall=False, fetch_result=True, **wanted)
        self.assertEqual(self.cs.listFirewallRules(ipaddressid=address)["count"], 1)
        self.cs.deletePortForwardingRule(id=rule["id"], fetch_result=True)
        self.assertEqual(self.cs.listFirewallRules(), {})
        self.assertEqual(self.cs.listPortForwardingRules(ipaddressid=address)["portforwardingrule"][0]["publicport"], "80")
        self.cs.destroyVirtualMachine(id=vm["id"], expunge=True, fetch_result=True)
        self.assertEqual(self.cs.listPortForwardingRules(), {})
        self.clear(network)

    def test_egress(self):
        network = self.network("out")
        rule = self.cs.createEgressFirewallRule(networkid=network["id"], protocol="all", fetch_result=True)["firewallrule"]
        self.assertEqual((rule["cidrlist"], rule["networkid"]), (network["cidr"], network["id"]))
        self.refused(537, "createEgressFirewallRule", networkid=network["id"], protocol="all")
        self.assertEqual(self.cs.listEgressFirewallRules(networkid=network["id"])["count"], 1)
        self.cs.deleteEgressFirewallRule(id=rule["id"], fetch_result=True)
        self.assertEqual(self.cs.listEgressFirewallRules(), {})
        self.clear(network)

    def test_all_survives_a_restart(self):
        with tempfile.TemporaryDirectory() as folder:
            state = pathlib.Path(folder) / "state"
            with CloudStackSandbox(PROGRAM, state, "--operation-seconds", "0.1") as cloud:
                network = cloud.cs.createNetwork(name="kept", zoneid=self.isolated_zone, networkofferingid=self.offering(True))["network"]
                cloud.cs.createTags(resourceids=network["id"], resourcetype="Network", tags=[{"key": "a", "value": "b"}], fetch_result=True)
                job = cloud.ask("associateIpAddress", networkid=network["id"])
                cloud.job(job)
            with CloudStackSandbox(PROGRAM, state) as cloud:
                row = cloud.cs.listNetworks(id=network["id"])["network"][0]
                self.assertEqual((row["cidr"], row["tags"], row["egressdefaultpolicy"]), (network["cidr"], [{"key": "a", "value": "b"}], True))
                self.assertEqual(cloud.job(job)["jobresult"]["ipaddress"]["id"], job["id"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
