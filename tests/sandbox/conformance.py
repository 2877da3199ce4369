#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks recorded traffic against the published description of the Exoscale API v2.

Client and sandbox come from one house; this third party keeps the two from agreeing on a mistake. Every request (path, query, body) and
every answer is held against the description; what a schema does not name is a violation unless it is listed below with a reason.

    conformance.py [--allow-refused] LEDGER…     LEDGER: a file or the URL of /sandbox/ledger

The exit code is 0 when everything holds, 1 when there are violations (one per line), 2 when there was nothing to check."""
import argparse
import copy
import json
import pathlib
import re
import sys
import urllib.parse
import urllib.request

import jsonschema
import yaml

DESCRIPTION = pathlib.Path(__file__).parent / "data" / "exoscale-api-v2-compute.yaml"

# Properties that the real service sends (seen in recordings) although the description lacks them.
KNOWN_ADDITIONS = {
    "zone": {"id": {"type": "string", "format": "uuid"}},
    "operation": {"resource": {"type": "object", "required": ["id", "type"], "additionalProperties": False,
                               "properties": {"id": {"type": "string"}, "type": {"type": "string"}}}},
    "security-group": {"visibility": {"type": "string", "enum": ["private", "public"]}},
}

# Calls outside of the compute part of the description, of which the sandbox answers only the empty list.
KNOWN_LISTS = {"/instance-pool": "instance-pools", "/load-balancer": "load-balancers", "/snapshot": "snapshots",
               "/block-storage": "block-storage-volumes", "/deploy-target": "deploy-targets"}

ERROR_SCHEMA = {
    "type": "object", "additionalProperties": False,
    "anyOf": [{"required": ["message"]}, {"required": ["error"]}],
    "properties": {"message": {"type": "string", "minLength": 1}, "error": {"type": "string", "minLength": 1},
                   "errors": {"type": "array", "items": {"type": "object", "required": ["message"],
                                                         "properties": {"message": {"type": "string"}}}}},
}

FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("uuid")
def is_uuid(value):
    return not isinstance(value, str) or re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value) is not None


@FORMATS.checks("date-time")
def is_date_time(value):
    return not isinstance(value, str) or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value) is not None


@FORMATS.checks("ipv4")
def is_ipv4(value):
    parts = value.split(".") if isinstance(value, str) else ["0"] * 4
    return len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts)


class Description:
    """The description, with its schemas turned into strict JSON Schema."""

    def __init__(self, path):
        self.raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        self.calls = []
        for pattern, methods in self.raw["paths"].items():
            expression = re.sub(r"\\\{[^}]*\\\}", r"([^/:]+)", re.escape(pattern))
            for method, call in methods.items():
                self.calls.append((method.upper(), re.compile(expression), pattern, call))

    def find(self, method, path):
        # The longest literal wins: /instance/{id}:start is no /instance/{id}.
        found = [(len(pattern), call, expression.fullmatch(path)) for wanted, expression, pattern, call in self.calls
                 if wanted == method and expression.fullmatch(path)]
        return max(found, key=lambda item: item[0])[1:] if found else (None, None)

    def strict(self, schema, name=None):
        """Resolves references, understands nullable, and refuses properties that nobody named."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            resolved = self.strict(self.raw["components"]["schemas"][name], name)
            return {"anyOf": [resolved, {"type": "null"}]} if schema.get("nullable") else resolved
        result = copy.deepcopy(schema)
        properties = {key: self.strict(value) for key, value in schema.get("properties", {}).items()}
        properties.update(KNOWN_ADDITIONS.get(name, {}))
        if properties:
            result["properties"] = properties
            result.setdefault("additionalProperties", False)
        if isinstance(schema.get("items"), dict):
            result["items"] = self.strict(schema["items"])
        if schema.get("nullable"):
            result["type"] = [schema["type"], "null"]
        return result


def complaints(schema, value):
    # Draft 4 has the boolean exclusiveMinimum that OpenAPI 3.0 uses.
    validator = jsonschema.Draft4Validator(schema, format_checker=FORMATS)
    for error in validator.iter_errors(value):
        place = "".join("[%d]" % part if isinstance(part, int) else "." + part for part in error.absolute_path)
        yield "%s: %s" % (place or "(whole)", error.message[:300])


class Checker:
    def __init__(self, description, allow_refused=False):
        self.description = description
        self.allow_refused = allow_refused
        self.violations = []
        self.checked = 0

    def check(self, call):
        self.checked += 1
        prefix, path = call["path"][:3], call["path"][3:]
        if prefix != "/v2":
            return self.check_unknown(call, path)
        known, match = self.description.find(call["method"], path)
        if known is None:
            return self.check_unknown(call, path)
        refused = 400 <= call["status"] < 500
        if not (refused and self.allow_refused):
            self.check_request(call, known, match)
        if call.get("fault") not in ("fail", "hang"): # an injected answer is not the sandbox's own
            self.check_answer(call, known)

    def report(self, call, part, text):
        self.violations.append("call %s %s %s (status %s): %s %s" % (
            call.get("n", "?"), call["method"], call["path"], call["status"], part, text))

    def check_unknown(self, call, path):
        key = KNOWN_LISTS.get(path) if call["path"].startswith("/v2/") else None
        if key is None or call["method"] != "GET":
            if not (self.allow_refused and call["status"] in (403, 404, 405)):
                self.report(call, "path", "is not in the description")
        elif call["status"] == 200 and call["answer"] != {key: []}:
            self.report(call, "answer", "should be an empty list under \"%s\"" % key)

    def check_request(self, call, known, match):
        path_schemas = [p["schema"] for p in known["parameters"] if p["in"] == "path"]
        for schema, value in zip(path_schemas, match.groups()):
            for text in complaints(self.description.strict(schema), urllib.parse.unquote(value)):
                self.report(call, "path parameter", text)
        allowed = {p["name"]: p for p in known["parameters"] if p["in"] == "query"}
        for name, value in urllib.parse.parse_qsl(call.get("query", ""), keep_blank_values=True):
            if name not in allowed:
                self.report(call, "query parameter", "%s is not in the description" % name)
                continue
            for text in complaints(self.description.strict(allowed[name]["schema"]), value):
                self.report(call, "query parameter", "%s %s" % (name, text))
        self.check_body(call, known.get("requestBody"))

    def check_body(self, call, wanted):
        body = call.get("body")
        if wanted is None:
            if body not in (None, {}): # an empty object is what some clients send for nothing
                self.report(call, "body", "was sent although the call takes none")
        elif body is None:
            if wanted.get("required"):
                self.report(call, "body", "is missing")
        else:
            for text in complaints(self.description.strict(wanted["content"]["application/json"]["schema"]), body):
                self.report(call, "body", text)

    def check_answer(self, call, known):
        status = str(call["status"])
        if status in known["responses"]:
            schema = self.description.strict(known["responses"][status]["content"]["application/json"]["schema"])
        elif call["status"] >= 400:
            schema = ERROR_SCHEMA
        else:
            return self.report(call, "answer", "has a status that the description lacks")
        for text in complaints(schema, call.get("answer")):
            self.report(call, "answer", text)


def read(source):
    if source.startswith("http://"):
        with urllib.request.urlopen(source, timeout=30) as reply:
            return json.load(reply)["calls"]
    return json.loads(pathlib.Path(source).read_text(encoding="utf-8"))["calls"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledgers", nargs="+", metavar="LEDGER")
    parser.add_argument("--allow-refused", action="store_true",
                        help="requests that were refused with 4xx may break the description (tests of bad input)")
    options = parser.parse_args()
    checker = Checker(Description(DESCRIPTION), options.allow_refused)
    for source in options.ledgers:
        for call in read(source):
            checker.check(call)
    for violation in checker.violations:
        print(violation)
    print("%d calls checked, %d violations" % (checker.checked, len(checker.violations)), file=sys.stderr)
    if checker.checked == 0:
        return 2
    return 1 if checker.violations else 0


if __name__ == "__main__":
    sys.exit(main())
