# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks to the sandbox's CloudStack API: by Debian's cs client, and by a signer of its own for what cs would never send."""
import base64
import hashlib
import hmac
import json
import time
import urllib.parse

from cs import CloudStack

from sandbox_client import Sandbox


def encoded(value):
    """As Java's URLEncoder, with %20 for the space."""
    return urllib.parse.quote(value, safe="*").replace("~", "%7E")


def signature(secret, parameters, encode_names=False):
    name_of = encoded if encode_names else str
    text = "&".join("%s=%s" % (name_of(name), encoded(value)) for name, value in sorted(parameters.items())).lower()
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()).decode()


def expiry(seconds=600, form="%Y-%m-%dT%H:%M:%S+0000"):
    return time.strftime(form, time.gmtime(time.time() + seconds))


class CloudStackSandbox(Sandbox):
    """A sandbox and its CloudStack side."""

    def __init__(self, program, state, *arguments, machines="none"):
        super().__init__(program, state, *arguments, machines=machines)
        self.url = self.info["cloudstack"]
        self.path = urllib.parse.urlsplit(self.url).path
        self.cs = self.client()

    def client(self, **more):
        settings = {"expiration": 600, "poll_interval": 0.1, "job_timeout": 120, "timeout": 30, **more}
        return CloudStack(endpoint=self.url, key=self.key, secret=self.secret, **settings)

    def send(self, command, post=False, encode_names=False, secret=None, path=None, timeout=20, **parameters):
        """One call without an expiry unless the parameters say so; names are sent as they are given."""
        names = {"command": command, "apikey": self.key, "response": "json", **parameters}
        names = {name: value for name, value in names.items() if value is not None}
        names["signature"] = signature(secret or self.secret, names, encode_names)
        text = urllib.parse.urlencode(names)
        path = path or self.path
        if post:
            return self.raw("POST", path, text, {"Content-Type": "application/x-www-form-urlencoded"}, timeout)
        return self.raw("GET", path + "?" + text, timeout=timeout)

    def ask(self, command, **parameters):
        """The inside of the envelope of a call that must be answered."""
        answer = self.send(command, **parameters)
        if answer.status != 200:
            raise AssertionError("%s: %s %s" % (command, answer.status, answer.text))
        return next(iter(answer.json.values()))

    def job(self, answer, limit=60):
        """Polls a job to its end and returns its row."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            row = self.ask("queryAsyncJobResult", jobid=answer["jobid"])
            if row["jobstatus"] != 0:
                return row
            time.sleep(0.05)
        raise AssertionError("the job is still pending after %d s: %s" % (limit, json.dumps(row)))

    def done(self, command, **parameters):
        """The result of a job that must end well."""
        row = self.job(self.ask(command, **parameters))
        if row["jobstatus"] != 1:
            raise AssertionError("%s: %s" % (command, row))
        return row["jobresult"]
