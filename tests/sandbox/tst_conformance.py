#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A judge that never convicts is none: conformance.py must find what is wrong and pass what the real service said."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import conformance

HERE = pathlib.Path(__file__).parent
DESCRIPTION = conformance.Description(conformance.DESCRIPTION)
NOBODY = "00000000-0000-4000-8000-000000000000"


def recorded(name):
    return json.loads((HERE / "data" / "wire" / (name + ".json")).read_text(encoding="utf-8"))


def violations(ledger, allow_refused=False):
    checker = conformance.Checker(DESCRIPTION, allow_refused)
    for call in ledger["calls"]:
        checker.check(call)
    return checker.violations


class ConformanceCanFail(unittest.TestCase):
    operation = {"id": NOBODY, "state": "pending"}

    def verdict(self, allow_refused=False, **call):
        row = {"n": 1, "method": "POST", "path": "/v2/security-group", "status": 200, "body": {"name": "x"}, "answer": self.operation, **call}
        return violations({"calls": [row]}, allow_refused)

    def test_program(self):
        row = {"n": 1, "method": "GET", "path": "/v2/nothing", "status": 200, "body": None, "answer": {}}
        for code, ledger in ((0, {"calls": [{**row, "path": "/v2/quota"}]}), (1, {"calls": [row]}), (2, {"calls": []})):
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump(ledger, file)
                file.flush()
                result = subprocess.run([str(HERE / "conformance.py"), file.name], capture_output=True, text=True, check=False)
            self.assertEqual(result.returncode, code, result.stdout + result.stderr)

    def test_right_traffic_passes(self):
        self.assertEqual(self.verdict(), [])

    def test_recordings_of_the_real_service_pass(self):
        names = [path.stem for path in (HERE / "data" / "wire").glob("*.json")]
        # Their placeholders stand where the description wants numbers, truth values or known names.
        names = [name for name in names if name not in ("list-instance-types-200", "list-templates-200", "list-ssh-keys-200")]
        calls = [{"n": name, "method": row["method"], "path": row["path"], "status": row["status"], "body": row["request_body"], "answer": row["body"]}
                 for name, row in ((name, recorded(name)) for name in names)]
        self.assertGreater(len(calls), 20)
        self.assertEqual(violations({"calls": calls}), [])

    def test_wrong_traffic_is_found(self):
        wrong = {"unknown path": {"path": "/v2/security-groups"}, "outside": {"path": "/v1/security-group"},
                 "unknown body field": {"body": {"name": "x", "colour": "red"}}, "missing body field": {"body": {}}, "no body": {"body": None},
                 "wrong type": {"body": {"name": 5}}, "too long": {"body": {"name": "x" * 256}},
                 "unknown answer field": {"answer": {**self.operation, "colour": "red"}}, "null": {"answer": {**self.operation, "message": None}},
                 "enum": {"answer": {**self.operation, "state": "weird"}}, "format": {"answer": {**self.operation, "id": "7"}},
                 "status": {"status": 201}, "error shape": {"status": 404, "answer": {"message": 7}},
                 "query": {"query": "a=b"}, "path format": {"method": "GET", "path": "/v2/instance/7", "body": None, "answer": {}},
                 "body where none belongs": {"method": "GET", "path": "/v2/quota", "answer": {"quotas": []}}}
        for name, call in wrong.items():
            self.assertEqual(len(self.verdict(**call)), 1, (name, self.verdict(**call)))

    def test_refused_requests_may_be_wrong_only_where_asked(self):
        call = {"body": {"name": 5}, "status": 400, "answer": {"message": "Bad Request"}}
        self.assertEqual(len(self.verdict(**call)), 1)
        self.assertEqual(self.verdict(True, **call), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
