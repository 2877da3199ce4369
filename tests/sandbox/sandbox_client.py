# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a sandbox and speaks to it with real signatures, independently of Skep's own code."""
import base64
import hashlib
import hmac
import http.client
import json
import subprocess
import time
import urllib.parse


def authorization(key, secret, method, path, query, body, expires):
    """The EXO2-HMAC-SHA256 header; query is a list of pairs, only names that occur once are signed."""
    names = sorted(name for name, _ in query if sum(name == other for other, _ in query) == 1)
    values = dict(query)
    message = "\n".join(["%s %s" % (method, path), body, "".join(values[name] for name in names), "", str(expires)])
    digest = hmac.new(secret.encode(), message.encode(), hashlib.sha256).digest()
    header = "EXO2-HMAC-SHA256 credential=" + key
    if names:
        header += ",signed-query-args=" + ";".join(names)
    return "%s,expires=%d,signature=%s" % (header, expires, base64.b64encode(digest).decode())


class Answer:
    def __init__(self, status, headers, text):
        self.status = status
        self.headers = headers
        self.text = text

    @property
    def json(self):
        return json.loads(self.text)


class Sandbox:
    """One skep-sandbox process; usable as a context manager."""

    def __init__(self, program, state, *arguments, machines="none"):
        self.process = subprocess.Popen([program, "--listen", "127.0.0.1:0", "--state", str(state), "--machines", machines, *arguments],
                                        stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the sandbox ended with code %d" % self.process.wait())
        self.info = json.loads(line)
        self.key, self.secret = self.info["key"], self.info["secret"]
        endpoint = urllib.parse.urlsplit(self.info["exoscale"])
        self.host, self.port = endpoint.hostname, endpoint.port

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.stdout.close()
        return self.process.wait(timeout=30)

    def raw(self, method, path, body=None, headers=None, timeout=20):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            return Answer(reply.status, reply.headers, reply.read().decode())
        finally:
            connection.close()

    def call(self, method, path, body=None, query=(), lifetime=600, key=None, secret=None, text=None, timeout=20):
        """A signed call below /v2."""
        query = list(query.items()) if isinstance(query, dict) else list(query)
        text = text if text is not None else "" if body is None else json.dumps(body)
        path = "/v2" + path
        header = authorization(key or self.key, secret or self.secret, method, path, query, text, int(time.time()) + lifetime)
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        return self.raw(method, target, text.encode() or None,
                        {"Authorization": header, "Content-Type": "application/json", "User-Agent": "sandbox tests"}, timeout)

    def control(self, method, path, body=None):
        answer = self.raw(method, "/sandbox" + path, None if body is None else json.dumps(body), {"Content-Type": "application/json"},
                          timeout=120) # a busy computer is no fault of anybody's
        if answer.status != 200:
            raise AssertionError("%s %s: %s %s" % (method, path, answer.status, answer.text))
        return answer.json

    def wait(self, operation, limit=20):
        """Polls an operation to its end and returns it."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            row = self.call("GET", "/operation/" + operation["id"]).json
            if row["state"] != "pending":
                return row
            time.sleep(0.05)
        raise AssertionError("the operation is still pending after %d s: %s" % (limit, row))
