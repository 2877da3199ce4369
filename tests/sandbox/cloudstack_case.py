# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the sandbox's CloudStack API share."""
import pathlib
import sys
import tempfile
import unittest

from cloudstack_client import CloudStackSandbox

PROGRAM = sys.argv.pop(1)


class Case(unittest.TestCase):
    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.cloud = CloudStackSandbox(PROGRAM, pathlib.Path(cls.folder.name) / "state", "--operation-seconds", "0.2", *cls.arguments)
        cls.cs = cls.cloud.cs
        cls.groups_zone, cls.isolated_zone = (zone["id"] for zone in cls.cs.listZones()["zone"])
        cls.template = cls.cs.listTemplates(templatefilter="featured", zoneid=cls.groups_zone)["template"][0]["id"]
        cls.small = cls.cs.listServiceOfferings(name="Small")["serviceoffering"][0]["id"]

    @classmethod
    def tearDownClass(cls):
        cls.cloud.stop()
        cls.folder.cleanup()

    def machine(self, name, **more):
        return {"zoneid": self.groups_zone, "templateid": self.template, "serviceofferingid": self.small, "name": name, **more}

    def deploy(self, name, **more):
        return self.cs.deployVirtualMachine(**self.machine(name, **more), fetch_result=True)["virtualmachine"]

    def refused(self, code, command, envelope=None, status=None, text="", **parameters):
        answer = self.cloud.send(command, **parameters)
        self.assertEqual(answer.status, status or code, answer.text)
        (name, body), = answer.json.items()
        self.assertEqual(name, envelope or command.lower() + "response")
        self.assertEqual((body["errorcode"], body["uuidList"]), (code, []))
        self.assertIn(text, body["errortext"])
        self.assertEqual(answer.headers["X-Description"], body["errortext"])
        return body
