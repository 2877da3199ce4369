# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the sandbox's API share: a sandbox per class whose whole traffic is held against the published description."""
import json
import pathlib
import sys
import tempfile
import unittest

import conformance
from sandbox_client import Sandbox

HERE = pathlib.Path(__file__).parent
PROGRAM = sys.argv.pop(1)
DESCRIPTION = conformance.Description(conformance.DESCRIPTION)
SMALL = "21624abb-764e-4def-81d7-9fc54b5957fb"
NOBODY = "00000000-0000-4000-8000-000000000000"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f demo"


def recorded(name):
    return json.loads((HERE / "data" / "wire" / (name + ".json")).read_text(encoding="utf-8"))


def violations(ledger, allow_refused=False):
    checker = conformance.Checker(DESCRIPTION, allow_refused)
    for call in ledger["calls"]:
        checker.check(call)
    return checker.violations


class ApiCase(unittest.TestCase):
    """A sandbox per class; its whole traffic must conform in the end."""
    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.state = pathlib.Path(cls.folder.name) / "state"
        cls.cloud = Sandbox(PROGRAM, cls.state, "--operation-seconds", "0.2", *cls.arguments)
        cls.template = cls.cloud.call("GET", "/template").json["templates"][0]["id"]

    @classmethod
    def tearDownClass(cls):
        try:
            ledger = cls.cloud.control("GET", "/ledger")
            wrong = violations(ledger, allow_refused=True)
            if wrong:
                raise AssertionError("The traffic breaks the description:\n" + "\n".join(wrong))
        finally:
            cls.cloud.stop()
            cls.folder.cleanup()

    def ok(self, method, path, body=None, **more):
        answer = self.cloud.call(method, path, body, **more)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def refused(self, status, method, path, body=None, **more):
        answer = self.cloud.call(method, path, body, **more)
        self.assertEqual(answer.status, status, answer.text)
        self.assertTrue(answer.json["message"])
        return answer.json

    def done(self, method, path, body=None):
        """A change that must end well; returns its operation as first answered."""
        operation = self.ok(method, path, body)
        end = self.cloud.wait(operation)
        self.assertEqual(end["state"], "success", end)
        return operation

    def group(self, name, **more):
        return self.done("POST", "/security-group", {"name": name, **more})["reference"]["id"]

    def machine(self, name, **more):
        return {"name": name, "disk-size": 10, "instance-type": {"id": SMALL}, "template": {"id": self.template}, **more}

    def instance(self, name, **more):
        return self.done("POST", "/instance", self.machine(name, **more))["reference"]["id"]
